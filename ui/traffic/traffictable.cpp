// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/traffictable.h"

#include "ui/traffic/conversationmodel.h"
#include "ui/traffic/messagemodel.h"
#include "ui/traffic/trafficactions.h"
#include "ui/traffic/trafficview.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr size_t kMaxSelected = 1'000; // rows that stay selected through a reset

} // namespace

TrafficTable::TrafficTable(QWidget *parent)
    : QWidget(parent)
    , m_view(new TrafficView(this))
    , m_actions(new TrafficActions(*m_view))
    , m_messages(new MessageModel(this))
    , m_conversations(new ConversationModel(this))
{
    setObjectName(u"trafficTable"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    setModel(m_criteria.kind);

    connect(m_view, &TrafficView::currentMoved, this, &TrafficTable::followCurrent);
    connect(m_view, &TrafficView::followingChanged, this, &TrafficTable::followingChanged);
    connect(m_view, &TrafficView::linkClicked, this, [this](const QModelIndex &index) {
        goTo(counterpart(*m_model->capture(), m_model->key(index.row())));
    });
    connect(m_view, &TrafficView::menuRequested, this,
            [this](const QModelIndex &, const QPoint &at) { openMenu(at); });
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const quint64 key = m_model->key(index.row()); key != 0)
            emit activated(key);
    });
    QHeaderView *header = m_view->horizontalHeader();
    connect(header, &QHeaderView::sectionClicked, this, &TrafficTable::clickHeader);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_actions->fillHeaderMenu(*menu);
        menu->popup(header->mapToGlobal(at));
    });
    connect(m_actions, &TrafficActions::filterRequested, this, &TrafficTable::filterRequested);
    connect(m_actions, &TrafficActions::goToRequested, this, &TrafficTable::goTo);
    connect(m_actions, &TrafficActions::orderRequested, this, &TrafficTable::setOrder);
}

void TrafficTable::setModel(capture::RowKind kind)
{
    if (m_model) {
        m_model->disconnect(this);
        m_model->setFeed(nullptr);
    }
    TrafficModel *model = m_conversations;
    if (kind == capture::RowKind::Messages)
        model = m_messages;
    m_model = model;
    m_criteria.kind = kind;
    m_criteria.order = capture::RowOrder::Arrival; // the other table has other columns
    m_criteria.descending = false;
    model->setCriteria(m_criteria);
    model->setFacts(m_facts);
    m_view->setTraffic(model);
    m_actions->setTraffic(model);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_resetting = true;
        holdChosen();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_resetting = false;
        if (!m_moving && !m_wanted)
            m_wanted = m_current;
    });
    connect(model, &TrafficModel::moving, this, [this] { m_moving = true; });
    connect(model, &TrafficModel::moved, this, &TrafficTable::restoreChosen);
    connect(model, &TrafficModel::progressed, this, [this] {
        tryWanted();
        emit rowsChanged();
    });
    model->setFeed(m_feed);
    model->setPaused(m_paused);
}

void TrafficTable::setFeed(capture::Feed *feed)
{
    if (feed == m_feed)
        return;
    m_feed = feed;
    m_wanted.reset();
    const bool had = m_current.has_value();
    m_current.reset();
    m_model->setFeed(feed);
    m_model->setPaused(m_paused);
    if (had)
        emit currentChanged();
}

void TrafficTable::setCriteria(capture::RowKind kind, const capture::Filter &filter)
{
    m_criteria.filter = filter;
    if (kind == m_criteria.kind) {
        m_model->setCriteria(m_criteria);
        return;
    }
    const capture::RowKind before = m_criteria.kind;
    const quint64 wanted = m_current ? translated(*m_current, before) : 0;
    m_current.reset();
    m_wanted = wanted != 0 ? std::optional(wanted) : std::nullopt;
    setModel(kind);
    tryWanted();
    emit currentChanged();
}

// The row of the other kind that is about the same.
quint64 TrafficTable::translated(quint64 key, capture::RowKind from) const
{
    if (!m_feed)
        return 0;
    const capture::Capture &all = m_feed->capture();
    if (from == capture::RowKind::Messages)
        return all.log().has(key) ? all.conversations().conversationOf(key) : 0;
    return m_conversations->numberOf(key);
}

void TrafficTable::setTimes(std::optional<base::Instant> from, std::optional<base::Instant> to)
{
    if (from == m_criteria.from && to == m_criteria.to)
        return;
    m_criteria.from = from;
    m_criteria.to = to;
    m_model->setCriteria(m_criteria);
}

void TrafficTable::setFacts(const capture::Filter::Facts &facts)
{
    m_facts = facts;
    m_model->setFacts(facts);
}

void TrafficTable::factsChanged()
{
    m_model->lookAgain();
}

void TrafficTable::setColorRules(const ColorRules *rules)
{
    m_view->setColorRules(rules);
}

void TrafficTable::setPaused(bool paused)
{
    m_paused = paused;
    m_model->setPaused(paused);
}

void TrafficTable::setFollowing(bool following)
{
    m_view->setFollowing(following);
}

void TrafficTable::setEmptyText(const QString &text)
{
    m_view->setEmptyText(text);
}

capture::RowKind TrafficTable::kind() const
{
    return m_criteria.kind;
}

quint64 TrafficTable::matching() const
{
    return m_model->matching();
}

quint64 TrafficTable::total() const
{
    return m_model->total();
}

bool TrafficTable::isWorking() const
{
    return m_model->isWorking();
}

bool TrafficTable::isFollowing() const
{
    return m_view->isFollowing();
}

quint64 TrafficTable::held() const
{
    return m_model->held();
}

std::optional<quint64> TrafficTable::current() const
{
    return m_current;
}

QTableView *TrafficTable::view() const
{
    return m_view;
}

void TrafficTable::clickHeader(int section)
{
    const auto order = m_model->orderOf(section);
    if (!order)
        return m_view->showSortOrder(); // the header has already moved its arrow
    const bool same = m_criteria.order == *order;
    if (*order == capture::RowOrder::Arrival || *order == capture::RowOrder::Subject)
        return setOrder(*order, same && !m_criteria.descending);
    // The most and the longest are what one looks for.
    setOrder(*order, !same || !m_criteria.descending);
}

void TrafficTable::setOrder(capture::RowOrder order, bool descending)
{
    m_criteria.order = order;
    m_criteria.descending = descending;
    m_model->setCriteria(m_criteria);
    m_view->showSortOrder();
}

void TrafficTable::moveCurrent(int row)
{
    m_view->setCurrentIndex(m_model->index(row, m_column));
}

// A reset is about to forget which rows are selected.
void TrafficTable::holdChosen()
{
    m_selected.clear();
    const QItemSelection selection = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        if (m_selected.size() + size_t(range.height()) > kMaxSelected)
            return m_selected.clear();
        for (int row = range.top(); row <= range.bottom(); ++row)
            m_selected.push_back(m_model->key(row));
    }
}

// What is chosen stays so wherever its rows have gone, and nothing scrolls for it.
void TrafficTable::restoreChosen()
{
    m_moving = false;
    const std::vector<quint64> selected = std::exchange(m_selected, {});
    const int row = m_current && !m_wanted ? m_model->rowOf(*m_current) : -1;
    if (row < 0 || m_view->currentIndex().row() == row)
        return followCurrent();
    m_view->setAutoScroll(false);
    constexpr auto select = QItemSelectionModel::Select | QItemSelectionModel::Rows;
    m_view->selectionModel()->setCurrentIndex(m_model->index(row, m_column), select);
    m_view->setAutoScroll(true);
    for (const quint64 key : selected) {
        if (const int other = m_model->rowOf(key); other >= 0)
            m_view->selectionModel()->select(m_model->index(other, 0), select);
    }
}

void TrafficTable::select(quint64 key)
{
    const int row = m_model->rowOf(key);
    if (row < 0) {
        if (m_model->isWorking())
            m_wanted = key;
        return;
    }
    m_wanted.reset();
    if (row < m_model->rowCount() - 1 && m_view->isFollowing()) {
        m_view->setFollowing(false);
        emit followingChanged(false);
    }
    moveCurrent(row);
}

void TrafficTable::goTo(quint64 key)
{
    if (key == 0)
        return;
    select(key);
    if (m_current != key && !m_wanted) {
        const QRect cell = m_view->visualRect(m_view->currentIndex());
        QToolTip::showText(m_view->viewport()->mapToGlobal(cell.bottomLeft()),
                           m_model->isHeld(key) ? tr("It came after the pause")
                                                : tr("It is hidden by the filter"),
                           m_view->viewport());
    }
}

// A row that was chosen stays so through a reset, as soon as it is among the rows again.
void TrafficTable::tryWanted()
{
    if (!m_wanted)
        return;
    const int row = m_model->rowOf(*m_wanted);
    if (row >= 0) {
        m_wanted.reset();
        moveCurrent(row);
    } else if (!m_model->isWorking()) {
        m_wanted.reset();
        followCurrent();
    }
}

void TrafficTable::followCurrent()
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid())
        m_column = index.column();
    if (m_moving || m_resetting || m_wanted)
        return;
    const quint64 key = index.isValid() ? m_model->key(index.row()) : 0;
    const std::optional<quint64> now = key != 0 ? std::optional(key) : std::nullopt;
    if (now == m_current)
        return;
    m_current = now;
    emit currentChanged();
}

void TrafficTable::openMenu(const QPoint &globalPos)
{
    if (!m_current)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"trafficMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fillRowMenu(*menu);
    menu->addSeparator();
    emit contextMenuRequested(menu, *m_current);
    menu->popup(globalPos);
}

} // namespace ui
