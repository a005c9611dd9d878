// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/servermodel.h"

#include "ui/common/plaintip.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

QString serverOrigin(const nats::KnownServer &server)
{
    return server.discovered ? QCoreApplication::translate("ui::ServerModel", "discovered")
                             : QCoreApplication::translate("ui::ServerModel", "given");
}

void ServerModel::setServers(const std::vector<nats::KnownServer> &servers)
{
    if (servers == m_servers)
        return;
    const bool same = std::ranges::equal(servers, m_servers, {}, &nats::KnownServer::url,
                                         &nats::KnownServer::url);
    if (!same) {
        beginResetModel();
        m_servers = servers;
        endResetModel();
        return;
    }
    m_servers = servers;
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const nats::KnownServer *ServerModel::at(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_servers[size_t(index.row())] : nullptr;
}

int ServerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_servers.size());
}

int ServerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ServerModel::data(const QModelIndex &index, int role) const
{
    const nats::KnownServer *server = at(index);
    if (!server)
        return {};
    if (role == CurrentRole)
        return server->current;
    if (role == Qt::ToolTipRole)
        return plainTip(server->advice.isEmpty()
                            ? server->lastError
                            : QString(server->lastError + u'\n' + server->advice));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Url:
        return server->url;
    case Origin:
        return server->current ? QString(serverOrigin(*server) + u", "_s + tr("current"))
                               : serverOrigin(*server);
    case Failures:
        return server->failures > 0 ? QString::number(server->failures) : QString();
    case LastError:
        return server->lastError;
    default:
        return {};
    }
}

QVariant ServerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Url:
        return tr("Server");
    case Origin:
        return tr("Origin");
    case Failures:
        return tr("Failures");
    case LastError:
        return tr("Last error");
    default:
        return {};
    }
}

} // namespace ui
