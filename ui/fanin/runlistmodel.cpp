// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/runlistmodel.h"

#include "ui/common/format.h"
#include "ui/common/plaintip.h"
#include "ui/fanin/runtext.h"

namespace ui {

RunListModel::RunListModel(QObject *parent) : QAbstractListModel(parent) {}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

LiveRun *RunListModel::runAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_runs[size_t(row)] : nullptr;
}

QModelIndex RunListModel::indexOf(const LiveRun *run) const
{
    const auto found = std::find(m_runs.begin(), m_runs.end(), run);
    return found == m_runs.end() ? QModelIndex() : index(int(found - m_runs.begin()));
}

void RunListModel::add(LiveRun *run)
{
    beginInsertRows({}, 0, 0);
    m_runs.insert(m_runs.begin(), run);
    endInsertRows();
    connect(run, &LiveRun::changed, this, [this, run] { changed(run); });
    connect(run, &QObject::destroyed, this, [this, run] { remove(run); });
}

void RunListModel::remove(const LiveRun *run)
{
    const QModelIndex index = indexOf(run);
    if (!index.isValid())
        return;
    beginRemoveRows({}, index.row(), index.row());
    const bool wasPinned = m_pinned == run;
    if (wasPinned)
        m_pinned = nullptr;
    m_runs.erase(m_runs.begin() + index.row());
    endRemoveRows();
    if (wasPinned)
        emit pinnedRemoved();
}

void RunListModel::setPinned(LiveRun *run)
{
    const LiveRun *before = m_pinned;
    m_pinned = run;
    changed(before);
    changed(run);
}

void RunListModel::changed(const LiveRun *run)
{
    if (const QModelIndex index = indexOf(run); index.isValid())
        emit dataChanged(index, index);
}

void RunListModel::refreshAges()
{
    if (!m_runs.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {AgeRole});
}

QString RunListModel::ageText(base::Span age)
{
    using namespace std::chrono;
    if (age < seconds(10))
        return tr("now");
    if (age < minutes(1))
        return tr("%1 s").arg(duration_cast<seconds>(age).count() / 10 * 10);
    if (age < hours(1))
        return tr("%1 min").arg(duration_cast<minutes>(age).count());
    if (age < days(1))
        return tr("%1 h").arg(duration_cast<hours>(age).count());
    return tr("%1 d").arg(duration_cast<days>(age).count());
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    const LiveRun *live = index.isValid() ? runAt(index.row()) : nullptr;
    if (!live)
        return {};
    const fanin::Run &run = live->run();
    const auto age = [&run] {
        return run.sentAt() ? ageText(base::Clock::now() - *run.sentAt()) : tr("now");
    };
    switch (role) {
    case Qt::DisplayRole:
        return previewText(run.spec().subject, 200);
    case OutcomeRole:
        return outcomeOf(run).text;
    case ToneRole:
        return int(outcomeOf(run).tone);
    case AgeRole:
        return age();
    case RunningRole:
        return live->isRunning();
    case PinnedRole:
        return live == m_pinned;
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(previewText(run.spec().subject, 200), outcomeOf(run).text,
                                    age());
    case Qt::ToolTipRole:
        return run.outcome() ? plainTip(nats::sentence(*run.outcome(), run.spec())) : tr("Waiting");
    default:
        return {};
    }
}

} // namespace ui
