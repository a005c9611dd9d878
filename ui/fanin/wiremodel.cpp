// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/wiremodel.h"

#include "ui/common/format.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using WireDirection = nats::WireEntry::Direction;

int verbLength(const QByteArray &line)
{
    const qsizetype space = line.indexOf(' ');
    return int(space < 0 ? line.size() : space);
}

} // namespace

WireModel::WireModel(QObject *parent) : QAbstractTableModel(parent) {}

int WireModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int WireModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

void WireModel::setRun(LiveRun *run)
{
    beginResetModel();
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_rows = run ? int(run->run().wire().entries.size()) : 0;
    endResetModel();
    if (run) {
        connect(run, &LiveRun::wireAppended, this, &WireModel::catchUp);
        connect(run, &QObject::destroyed, this, [this] { setRun(nullptr); });
    }
    emit noticeChanged();
}

void WireModel::catchUp()
{
    const int size = int(m_run->run().wire().entries.size());
    if (size > m_rows) {
        beginInsertRows({}, m_rows, size - 1);
        m_rows = size;
        endInsertRows();
    }
    emit noticeChanged();
}

QString WireModel::notice() const
{
    const quint64 unlisted = m_run ? m_run->run().wire().unlisted : 0;
    if (unlisted == 0)
        return {};
    return unlisted == 1 ? tr("One more line came and is not listed here.")
                         : tr("%1 more lines came and are not listed here.")
                               .arg(formatCount(unlisted));
}

QVariant WireModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_run || index.row() >= m_rows)
        return {};
    const fanin::Run &run = m_run->run();
    const nats::WireEntry &entry = run.wire().entries[size_t(index.row())];
    const bool out = entry.direction == WireDirection::Out;
    switch (role) {
    case Qt::DisplayRole:
        break;
    case Qt::TextAlignmentRole:
        return int((index.column() == At || index.column() == Body ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return index.column() == Column::Direction ? QVariant(out ? tr("sent") : tr("received"))
                                                   : index.data();
    case OutgoingRole:
        return out;
    case VerbRole:
        return verbLength(entry.line);
    default:
        return {};
    }
    switch (index.column()) {
    case At:
        // Before the request is written there is no time since it.
        return run.sentAt() ? formatMillis(entry.at - *run.sentAt()) : u"–"_s;
    case Direction:
        return out ? u"→"_s : u"←"_s;
    case Line:
        return previewText(entry.line, 4096);
    case Body:
        return entry.bodyBytes < 0 ? QString() : formatBytes(entry.bodyBytes);
    default:
        return {};
    }
}

QVariant WireModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == At || section == Body ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At:
        return tr("at, ms");
    case Direction:
        return QString();
    case Line:
        return tr("line");
    case Body:
        return tr("body");
    default:
        return {};
    }
}

} // namespace ui
