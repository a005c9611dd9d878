// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/status.h"

#include <QtCore/QAbstractTableModel>

#include <vector>

namespace ui {

// "given", "discovered".
[[nodiscard]] QString serverOrigin(const nats::KnownServer &server);

// The servers a connection knows of. News about the same servers change cells only.
class ServerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Url, Origin, Failures, LastError, ColumnCount };
    enum Role { CurrentRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setServers(const std::vector<nats::KnownServer> &servers);
    [[nodiscard]] const nats::KnownServer *at(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<nats::KnownServer> m_servers;
};

} // namespace ui
