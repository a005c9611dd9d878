// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/trafficmodel.h"

#include "ui/common/format.h"
#include "ui/common/plaintip.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

TrafficModel::TrafficModel(capture::RowKind kind, QObject *parent)
    : QAbstractTableModel(parent)
{
    m_criteria.kind = kind;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TrafficModel::work);
}

const capture::Capture *TrafficModel::capture() const
{
    return m_feed ? &m_feed->capture() : nullptr;
}

bool TrafficModel::isInOrderOfArrival() const
{
    return m_criteria.order == capture::RowOrder::Arrival && !m_criteria.descending;
}

void TrafficModel::setFeed(capture::Feed *feed)
{
    if (m_feed)
        m_feed->disconnect(this);
    if (!m_feed)
        m_selection.reset(); // what it looked at may be gone
    beginResetModel();
    m_feed = feed;
    m_selection.reset();
    m_working = false;
    if (feed && feed != m_referenceFeed) {
        m_referenceFeed = feed;
        m_reference.reset();
        if (m_timeShown == TimeShown::SinceReference)
            m_timeShown = TimeShown::Clock;
    }
    if (feed)
        m_selection = std::make_unique<capture::Selection>(feed->capture());
    endResetModel();
    if (m_heldFrom)
        m_heldFrom = endKey();
    if (!feed)
        return emit progressed();
    connect(feed, &capture::Feed::changed, this, &TrafficModel::followFeed);
    connect(feed, &QObject::destroyed, this, [this] { setFeed(nullptr); });
    restart();
}

void TrafficModel::setCriteria(capture::Selection::Criteria criteria)
{
    criteria.kind = m_criteria.kind;
    m_criteria = std::move(criteria);
    restart();
}

void TrafficModel::setFacts(const capture::Filter::Facts &facts)
{
    m_facts = facts;
    lookAgain();
}

void TrafficModel::lookAgain()
{
    if (m_criteria.filter.asksFacts())
        return restart();
    if (rowCount() > 0)
        rowsChanged(0, rowCount() - 1);
}

void TrafficModel::restart()
{
    if (!m_selection)
        return;
    if (m_heldFrom)
        m_heldFrom = endKey(); // it looks at all that is there
    m_selection->restart(m_criteria, m_facts, *this);
    m_working = true;
    m_due = true;
    m_timer.start(0);
    emit progressed();
}

void TrafficModel::setPaused(bool paused)
{
    if (paused == m_heldFrom.has_value())
        return;
    m_heldFrom = paused ? std::optional(endKey()) : std::nullopt;
    emit progressed();
    wake();
}

void TrafficModel::setTimeShown(TimeShown shown)
{
    m_timeShown = shown;
    emit headerDataChanged(Qt::Horizontal, 0, 0);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void TrafficModel::setReference(std::optional<base::Instant> reference)
{
    m_reference = reference;
    setTimeShown(m_timeShown);
}

void TrafficModel::followFeed(const capture::Changes &changes)
{
    emit moving();
    m_selection->onChanges(changes, *this);
    emit moved();
    wake();
}

// A timer that runs is the rest after the last work.
void TrafficModel::wake()
{
    m_due = true;
    if (!m_timer.isActive())
        m_timer.start(0);
}

void TrafficModel::work()
{
    if (!m_due || !m_selection)
        return;
    m_due = false;
    // What was asked for while it is paused is still answered.
    if (m_heldFrom && !m_working)
        return emit progressed();
    emit moving();
    const bool done = m_selection->step(kSlice, *this);
    emit moved();
    m_working = m_working && !done;
    m_due = m_due || !done;
    const bool sorted = m_criteria.order != capture::RowOrder::Arrival;
    m_timer.start(!done ? kRestMs : sorted ? kSortMs : kRoundMs);
    emit progressed();
}

void TrafficModel::rowsInserting(qsizetype first, qsizetype count)
{
    beginInsertRows({}, int(first), int(first + count - 1));
}

void TrafficModel::rowsRemoving(qsizetype first, qsizetype count)
{
    beginRemoveRows({}, int(first), int(first + count - 1));
}

void TrafficModel::rowsChanged(qsizetype first, qsizetype last)
{
    emit dataChanged(index(int(first), 0), index(int(last), columnCount() - 1));
}

quint64 TrafficModel::endKey() const
{
    if (!m_feed)
        return 0;
    const capture::Capture &all = m_feed->capture();
    return kind() == capture::RowKind::Messages ? all.log().end() : all.conversations().end();
}

quint64 TrafficModel::firstKey() const
{
    if (!m_feed)
        return 0;
    const capture::Capture &all = m_feed->capture();
    return kind() == capture::RowKind::Messages ? all.log().first() : all.conversations().first();
}

quint64 TrafficModel::matching() const
{
    return m_selection ? quint64(m_selection->size()) : 0;
}

quint64 TrafficModel::total() const
{
    return m_selection ? m_selection->total() : 0;
}

quint64 TrafficModel::held() const
{
    if (!m_heldFrom)
        return 0;
    const quint64 from = std::max(*m_heldFrom, firstKey());
    return endKey() - std::min(endKey(), from);
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_selection ? 0 : int(m_selection->size());
}

quint64 TrafficModel::key(int row) const
{
    if (!m_selection || row < 0 || row >= m_selection->size())
        return 0;
    const quint64 found = m_selection->key(row);
    return isKept(found) ? found : 0;
}

int TrafficModel::rowOf(quint64 key) const
{
    return m_selection ? int(m_selection->rowOf(key)) : -1;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const quint64 at = key(index.row());
    if (at == 0)
        return {};
    if (isNote(at))
        return role == Qt::ToolTipRole || index.column() == 0 ? noteText(at) : QString();
    if (role == Qt::ToolTipRole)
        return plainTip(tipText(at, index.column()));
    const QString text = cell(at, index.row(), index.column()).text;
    if (role == Qt::AccessibleTextRole && index.column() == 0 && isPinned(at))
        return tr("%1, pinned").arg(text);
    return text;
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const bool brief = role != Qt::ToolTipRole;
    return section == 0 ? timeHeader(brief) : headerText(section, brief);
}

QString TrafficModel::noteText(quint64 key) const
{
    const capture::Number number = numberOf(key);
    return number == capture::kNone
        ? QString()
        : TrafficText::note(capture()->log().at(number), capture()->anchor());
}

QString TrafficModel::requesterName(quint32 requester) const
{
    if (requester == 0)
        return u"–"_s;
    const QString name = m_facts.requesterName ? m_facts.requesterName(requester) : QString();
    return name.isEmpty() ? tr("requester %1").arg(requester) : previewText(name.toUtf8(), 80);
}

bool TrafficModel::isPinned(quint64 key) const
{
    const capture::Number number = m_facts.isPinned ? numberOf(key) : capture::kNone;
    return number != capture::kNone && m_facts.isPinned(number);
}

QString TrafficModel::timeText(quint64 key, int row) const
{
    const base::Instant at = timeOf(key);
    switch (m_timeShown) {
    case TimeShown::Clock:
        return TrafficText::clock(capture()->anchor(), at);
    case TimeShown::SinceStart:
        return TrafficText::millis(at - capture()->activity().begin());
    case TimeShown::SincePrevious: {
        const quint64 previous = row > 0 ? this->key(row - 1) : 0;
        return previous == 0 ? u"–"_s : TrafficText::millis(at - timeOf(previous));
    }
    case TimeShown::SinceReference:
        return m_reference ? TrafficText::millis(at - *m_reference) : u"–"_s;
    }
    return {};
}

QString TrafficModel::timeHeader(bool brief) const
{
    switch (m_timeShown) {
    case TimeShown::Clock:
        return brief ? headerText(0, true) : headerText(0, false);
    case TimeShown::SinceStart:
        return brief ? tr("since start, ms") : tr("Milliseconds since the first message");
    case TimeShown::SincePrevious:
        return brief ? tr("since last, ms") : tr("Milliseconds since the row above");
    case TimeShown::SinceReference:
        return brief ? tr("since ref., ms") : tr("Milliseconds since the time reference");
    }
    return {};
}

} // namespace ui
