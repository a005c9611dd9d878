// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/profilestore.h"

#include <QtCore/QAbstractListModel>

#include <vector>

namespace ui {

// The saved connections that fit a filter. A new list is told as what has come, gone and changed,
// so that selection and scroll position stay.
class ProfileListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole,
        OriginRole, ///< profiles::Origin as int
        SelectedRole,
        ReadOnlyRole,
        BrokenRole,
        ColorRole, ///< index of its own colour; -1: none
    };

    using QAbstractListModel::QAbstractListModel;

    void setProfiles(std::vector<profiles::Profile> profiles);
    void setFilter(const QString &filter);

    [[nodiscard]] qsizetype total() const { return qsizetype(m_all.size()); }
    [[nodiscard]] const profiles::Profile *at(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(profiles::Origin origin, const QString &name) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void show();
    [[nodiscard]] bool fits(const profiles::Profile &profile) const;

    std::vector<profiles::Profile> m_all;
    std::vector<profiles::Profile> m_shown;
    QString m_filter;
};

} // namespace ui
