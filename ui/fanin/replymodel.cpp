// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/replymodel.h"

#include "ui/common/format.h"
#include "ui/fanin/runtext.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace ui {

ReplyModel::ReplyModel(QObject *parent) : QAbstractTableModel(parent) {}

int ReplyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ReplyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

void ReplyModel::setRun(LiveRun *run)
{
    beginResetModel();
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_rows = run ? int(run->announced()) : 0;
    m_ordinals.clear();
    m_answers.clear();
    countOrdinals();
    endResetModel();
    if (!run)
        return;
    connect(run, &LiveRun::repliesAppended, this, &ReplyModel::append);
    connect(run, &LiveRun::readingReplaced, this, &ReplyModel::readingReplaced);
    connect(run, &QObject::destroyed, this, [this] { setRun(nullptr); });
}

void ReplyModel::append(qsizetype first, qsizetype count)
{
    // Rows are numbered by int; the cap of a run is far below, but it is a setting.
    const qsizetype last = std::min<qsizetype>(first + count, std::numeric_limits<int>::max());
    if (last > m_rows) {
        beginInsertRows({}, m_rows, int(last) - 1);
        m_rows = int(last);
        countOrdinals();
        endInsertRows();
    }
}

void ReplyModel::readingReplaced()
{
    m_ordinals.clear();
    m_answers.clear();
    countOrdinals();
    if (m_rows > 0)
        emit dataChanged(index(0, Responder), index(m_rows - 1, Status));
}

void ReplyModel::countOrdinals()
{
    if (!m_run)
        return;
    const fanin::Run &run = m_run->run();
    const qsizetype last = std::min<qsizetype>(run.readCount(), m_rows);
    for (qsizetype i = qsizetype(m_ordinals.size()); i < last; ++i) {
        const quint32 lane = run.lane(i);
        if (lane >= m_answers.size())
            m_answers.resize(lane + 1);
        m_ordinals.push_back(++m_answers[lane]);
    }
}

QVariant ReplyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_run || index.row() >= m_rows)
        return {};
    const fanin::Run &run = m_run->run();
    const qsizetype row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, Column(index.column()));
    case Qt::TextAlignmentRole: {
        const bool figure = index.column() <= Delta || index.column() == Bytes;
        return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case ShapeRole:
        return int(shapeOf(run, row));
    case GroupRole:
        if (row < run.readCount() && run.group(row) != fanin::Grouping::kNoGroup)
            return int(run.group(row));
        return -1;
    case MajorityRole:
        return row < run.readCount() && run.group(row) == run.grouping().majority();
    case Qt::AccessibleTextRole:
        if (index.column() == Number)
            return tr("reply %1").arg(row + 1);
        break;
    default:
        break;
    }
    return {};
}

QString ReplyModel::text(qsizetype row, Column column) const
{
    const fanin::Run &run = m_run->run();
    const nats::Message &message = run.reply(row).message;
    switch (column) {
    case Number:
        return formatCount(quint64(row) + 1);
    case At:
        return formatMillis(run.at(row));
    case Delta:
        return row == 0 ? u"–"_s : formatMillis(run.at(row) - run.at(row - 1));
    case Responder:
        return responderOf(run, row);
    case Bytes:
        return formatCount(quint64(message.payloadSize()));
    case Group:
        return groupText(row);
    case Status:
        return statusTextOf(run, row,
                            size_t(row) < m_ordinals.size() ? m_ordinals[size_t(row)] : 0);
    case Preview:
        return previewText(message.payload());
    case ColumnCount:
        break;
    }
    return {};
}

QString ReplyModel::groupText(qsizetype row) const
{
    const fanin::Run &run = m_run->run();
    if (row >= run.readCount())
        return {};
    const quint32 group = run.group(row);
    if (group == fanin::Grouping::kNoGroup)
        return u"–"_s;
    return tr("%1 ×%2").arg(fanin::Grouping::name(group),
                            formatCount(run.grouping().groups()[group].count));
}

QVariant ReplyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool figure = section <= Delta || section == Bytes;
        return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool brief = role == Qt::DisplayRole;
    switch (section) {
    case Number:
        return brief ? tr("#") : tr("Number of the reply, in order of arrival");
    case At:
        return brief ? tr("at, ms") : tr("Time since the request was written");
    case Delta:
        return brief ? tr("Δ") : tr("Time since the reply before, in ms");
    case Responder:
        return brief ? tr("responder") : tr("Who answered, by the lane rule");
    case Bytes:
        return brief ? tr("bytes") : tr("Size of the payload");
    case Group:
        return brief ? tr("group") : tr("Replies with the same payload share a letter");
    case Status:
        return brief ? tr("status") : tr("What is special about the reply");
    case Preview:
        return brief ? tr("preview") : tr("Start of the payload");
    default:
        return {};
    }
}

} // namespace ui
