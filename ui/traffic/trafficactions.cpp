// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/trafficactions.h"

#include "core/base/counted.h"
#include "ui/common/format.h"
#include "ui/common/viewaction.h"
#include "ui/traffic/conversationmodel.h"
#include "ui/traffic/trafficview.h"

#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

TrafficActions::TrafficActions(TrafficView &view)
    : QObject(&view)
    , m_view(view)
{
    buildActions();
    buildTimes();
}

void TrafficActions::buildActions()
{
    m_counterpart = addViewAction(m_view, u"trafficCounterpart"_s, tr("Go to its &request"),
                                  Qt::CTRL | Qt::Key_J);
    m_nextReply = addViewAction(m_view, u"trafficNextReply"_s, tr("Go to the &next reply"),
                                Qt::CTRL | Qt::SHIFT | Qt::Key_J);
    m_filter
        = addViewAction(m_view, u"trafficFilter"_s, tr("&Filter for it"), Qt::ALT | Qt::Key_Equal);
    m_filterOut = addViewAction(m_view, u"trafficFilterOut"_s, tr("Filter it &out"),
                                Qt::ALT | Qt::Key_Minus);
    m_copyRows = addViewAction(m_view, u"trafficCopyRows"_s, tr("&Copy rows"), QKeySequence::Copy);
    m_copyCell = addViewAction(m_view, u"trafficCopyCell"_s, tr("Copy c&ell"),
                               Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    m_reference = addViewAction(m_view, u"trafficReference"_s, tr("Set time &reference here"),
                                Qt::ALT | Qt::SHIFT | Qt::Key_T);
    connect(m_counterpart, &QAction::triggered, this,
            [this] { emit goToRequested(counterpartKey()); });
    connect(m_nextReply, &QAction::triggered, this, [this] { emit goToRequested(nextReplyKey()); });
    connect(m_filter, &QAction::triggered, this, [this] {
        if (const QString wanted = term(); !wanted.isEmpty())
            emit filterRequested(wanted);
    });
    connect(m_filterOut, &QAction::triggered, this, [this] {
        if (const QString wanted = term(); !wanted.isEmpty())
            emit filterRequested(u'-' + wanted);
    });
    connect(m_copyRows, &QAction::triggered, this, &TrafficActions::copyRows);
    connect(m_copyCell, &QAction::triggered, this, &TrafficActions::copyCell);
    connect(m_reference, &QAction::triggered, this, &TrafficActions::setReference);
}

void TrafficActions::buildTimes()
{
    auto *times = new QActionGroup(this);
    const std::array names{tr("Time of &day"), tr("Since the &start"), tr("Since the row &above"),
                           tr("Since the time &reference")};
    for (size_t i = 0; i < m_times.size(); ++i) {
        m_times[i] = times->addAction(names[i]);
        m_times[i]->setObjectName(u"trafficTime"_s + QString::number(i));
        m_times[i]->setCheckable(true);
        connect(m_times[i], &QAction::triggered, this,
                [this, i] { m_traffic->setTimeShown(TimeShown(i)); });
    }
    auto *waterfalls = new QActionGroup(this);
    const std::array kinds{tr("Waterfall by &latency"), tr("Waterfall by &time of day")};
    for (size_t i = 0; i < m_waterfalls.size(); ++i) {
        m_waterfalls[i] = waterfalls->addAction(kinds[i]);
        m_waterfalls[i]->setObjectName(u"trafficWaterfall"_s + QString::number(i));
        m_waterfalls[i]->setCheckable(true);
        connect(m_waterfalls[i], &QAction::triggered, this,
                [this, i] { m_view.setWaterfallKind(WaterfallKind(i)); });
    }
}

void TrafficActions::setTraffic(TrafficModel *model)
{
    m_traffic = model;
    offer();
}

quint64 TrafficActions::currentKey() const
{
    const QModelIndex current = m_view.currentIndex();
    return m_traffic && current.isValid() ? m_traffic->key(current.row()) : 0;
}

quint64 TrafficActions::counterpartKey() const
{
    const quint64 key = currentKey();
    if (key == 0)
        return 0;
    const capture::Capture &all = *m_traffic->capture();
    if (m_traffic->kind() == capture::RowKind::Messages)
        return counterpart(all, key);
    const capture::ConversationId parent = all.conversations().at(key).parent;
    return all.conversations().has(parent) ? parent : 0;
}

quint64 TrafficActions::nextReplyKey() const
{
    const quint64 key = currentKey();
    return key == 0 || m_traffic->kind() != capture::RowKind::Messages
        ? 0
        : nextReply(*m_traffic->capture(), key);
}

QString TrafficActions::term() const
{
    const quint64 key = currentKey();
    return key == 0 || m_traffic->isNote(key)
        ? QString()
        : m_traffic->filterTerm(key, m_view.currentIndex().column());
}

void TrafficActions::offer()
{
    if (!m_traffic)
        return;
    const quint64 key = currentKey();
    const bool messages = m_traffic->kind() == capture::RowKind::Messages;
    const quint64 there = counterpartKey();
    m_counterpart->setText(!messages         ? tr("Go to the &request it answers")
                               : there > key ? tr("Go to its first &reply")
                                             : tr("Go to its &request"));
    const bool hasTerm = !term().isEmpty();
    const QString shown
        = hasTerm ? previewText(term().toUtf8(), 48).replace(u'&', "&&"_L1) : QString();
    m_filter->setText(hasTerm ? tr("&Filter: %1").arg(shown) : tr("&Filter for it"));
    m_filterOut->setText(hasTerm ? tr("Filter &out: -%1").arg(shown) : tr("Filter it &out"));
    m_times[size_t(m_traffic->timeShown())]->setChecked(true);
    m_times[size_t(TimeShown::SinceReference)]->setEnabled(m_traffic->reference().has_value());
    m_waterfalls[size_t(m_view.waterfallKind())]->setChecked(true);
}

void TrafficActions::fillRowMenu(QMenu &menu)
{
    offer();
    const auto add = [&menu](QAction *action, bool enabled) {
        // Only in the menu: a shortcut asks anew when it is pressed.
        if (enabled)
            menu.addAction(action);
    };
    const bool hasTerm = !term().isEmpty();
    add(m_counterpart, counterpartKey() != 0);
    add(m_nextReply, nextReplyKey() != 0);
    menu.addSeparator();
    add(m_filter, hasTerm);
    add(m_filterOut, hasTerm);
    menu.addSeparator();
    menu.addActions({m_copyRows, m_copyCell});
    menu.addSeparator();
    menu.addAction(m_reference);
    addChoices(menu);
}

void TrafficActions::fillHeaderMenu(QMenu &menu)
{
    offer();
    addChoices(menu);
}

void TrafficActions::addChoices(QMenu &menu)
{
    QMenu *times = menu.addMenu(tr("&Time"));
    for (QAction *time : m_times)
        times->addAction(time);
    addOrders(*menu.addMenu(tr("&Sort by")));
    if (m_traffic->kind() != capture::RowKind::Conversations)
        return;
    menu.addSeparator();
    for (QAction *waterfall : m_waterfalls)
        menu.addAction(waterfall);
}

// For the keyboard: a header cannot be reached by it.
void TrafficActions::addOrders(QMenu &menu)
{
    const auto &criteria = m_traffic->criteria();
    std::vector<capture::RowOrder> offered;
    for (int column = 0; column < m_traffic->columnCount(); ++column) {
        const auto order = m_traffic->orderOf(column);
        if (!order || std::ranges::find(offered, *order) != offered.end())
            continue;
        offered.push_back(*order);
        for (const bool descending : {false, true}) {
            const QString title = m_traffic->headerText(column, true);
            QAction *action = menu.addAction(descending ? tr("%1, downwards").arg(title) : title);
            action->setCheckable(true);
            action->setChecked(criteria.order == *order && criteria.descending == descending);
            connect(action, &QAction::triggered, this,
                    [this, order, descending] { emit orderRequested(*order, descending); });
        }
    }
}

void TrafficActions::setReference()
{
    const quint64 key = currentKey();
    if (key == 0)
        return;
    m_traffic->setReference(m_traffic->timeOf(key));
    m_traffic->setTimeShown(TimeShown::SinceReference);
}

void TrafficActions::copyCell()
{
    if (m_view.currentIndex().isValid())
        QGuiApplication::clipboard()->setText(m_view.currentIndex().data().toString());
}

void TrafficActions::copyRows()
{
    QItemSelection ranges = m_view.selectionModel()->selection();
    std::ranges::sort(ranges, {}, [](const QItemSelectionRange &range) { return range.top(); });
    QString text;
    qsizetype copied = 0;
    qsizetype all = 0;
    for (const QItemSelectionRange &range : std::as_const(ranges)) {
        all += range.height();
        for (int row = range.top(); row <= range.bottom() && copied < kMostCopied; ++row) {
            QStringList cells;
            for (int column = 0; column < m_traffic->columnCount(); ++column)
                cells += m_traffic->index(row, column).data().toString();
            text += cells.join(u'\t') + u'\n';
            ++copied;
        }
    }
    if (all > copied)
        text += base::counted(all - copied, tr("… and 1 more row: a saved capture has it"),
                              tr("… and %1 more rows: a saved capture has them"))
            + u'\n';
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace ui
