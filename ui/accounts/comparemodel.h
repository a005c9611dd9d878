// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/compare.h"

#include <QtCore/QAbstractTableModel>

#include <vector>

namespace ui {

// Two tokens claim by claim: what differs, with the containers it is in, or everything.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr qsizetype kMost = 20'000; ///< rows shown

    enum Column { Sign, Claim, Left, Right, ColumnCount };
    enum Role {
        WhatRole = Qt::UserRole, ///< int of jwt::ClaimDifference::What
        DepthRole,               ///< int
        ContainerRole,           ///< bool
        PathRole,                ///< QByteArray
    };

    explicit CompareModel(QObject *parent = nullptr);

    void setDifferences(std::vector<jwt::ClaimDifference> differences);
    void setOnlyDifferences(bool only);
    [[nodiscard]] qsizetype differing() const { return m_differing; } ///< scalars, or one-sided
    [[nodiscard]] qsizetype compared() const { return qsizetype(m_all.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void rebuild();
    [[nodiscard]] static QString sign(jwt::ClaimDifference::What what);
    [[nodiscard]] static QString side(const jwt::ClaimDifference &row, bool left);

    std::vector<jwt::ClaimDifference> m_all;
    std::vector<size_t> m_shown;
    bool m_only = true;
    qsizetype m_differing = 0;
};

} // namespace ui
