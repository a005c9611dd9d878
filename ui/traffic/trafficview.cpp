// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/trafficview.h"

#include "ui/common/elidedtext.h"
#include "ui/common/rowtable.h"
#include "ui/common/theme.h"
#include "ui/traffic/conversationmodel.h"
#include "ui/traffic/messagemodel.h"
#include "ui/traffic/trafficdelegate.h"
#include "ui/traffic/trafficheader.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QFocusEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kGrowthMs = 100; ///< bars of what waits

} // namespace

TrafficView::TrafficView(QWidget *parent)
    : QTableView(parent)
    , m_delegate(new TrafficDelegate(this))
    , m_header(new TrafficHeader(this))
{
    setObjectName(u"trafficRows"_s);
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    makeRowTable(*this);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    connect(m_header, &QHeaderView::sectionResized, this, [this] {
        if (m_sizing)
            return;
        m_userSized = true;
        setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    });
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this,
            &TrafficView::userScrolled);
    m_growth.setInterval(kGrowthMs);
    connect(&m_growth, &QTimer::timeout, this, [this] {
        const int x = columnViewportPosition(ConversationModel::Waterfall);
        viewport()->update(x, 0, columnWidth(ConversationModel::Waterfall), viewport()->height());
    });
}

void TrafficView::setTraffic(TrafficModel *model)
{
    if (m_traffic) {
        m_traffic->disconnect(this);
        m_columns[size_t(m_traffic->kind())] = {m_header->saveState(), m_userSized};
    }
    m_growth.stop();
    setModel(model);
    m_traffic = model;
    restoreColumns(m_columns[size_t(model->kind())]);
    setAccessibleName(model->kind() == capture::RowKind::Messages ? tr("Messages")
                                                                  : tr("Conversations"));
    connect(model, &TrafficModel::moving, this, &TrafficView::noteAnchor);
    connect(model, &TrafficModel::moved, this, &TrafficView::keepAnchor);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsCame(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsWent(first, last); });
    connect(model, &QAbstractItemModel::modelReset, this, &TrafficView::rowsReset);
    if (!m_userSized)
        sizeColumns();
    showSortOrder();
    keepAnchor();
}

void TrafficView::setColorRules(const ColorRules *rules)
{
    m_delegate->setColorRules(rules);
    viewport()->update();
}

void TrafficView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void TrafficView::setWaterfallKind(WaterfallKind kind)
{
    m_scale.kind = kind;
    viewport()->update();
}

void TrafficView::setFollowing(bool following)
{
    m_following = following;
    if (following)
        scrollToBottom();
}

void TrafficView::letFollow(bool following)
{
    if (following == m_following)
        return;
    setFollowing(following);
    emit followingChanged(following);
}

// The wheel, the keyboard and the scroll bar itself, not what comes and goes.
void TrafficView::userScrolled()
{
    const QScrollBar *bar = verticalScrollBar();
    if (bar->maximum() > 0)
        letFollow(bar->sliderPosition() >= bar->maximum());
}

void TrafficView::noteAnchor()
{
    m_anchor = std::max(0, rowAt(0));
    m_anchorKey = verticalScrollBar()->value() > 0 ? m_traffic->key(m_anchor) : 0;
    m_anchorOffset = -rowViewportPosition(m_anchor);
    m_shifted = false;
}

void TrafficView::rowsCame(int first, int last)
{
    m_shifted = true;
    if (first <= m_anchor && verticalScrollBar()->value() > 0)
        m_anchor += last - first + 1;
}

void TrafficView::rowsWent(int first, int last)
{
    m_shifted = true;
    if (last < m_anchor) {
        m_anchor -= last - first + 1;
    } else if (first <= m_anchor) {
        m_anchor = first;
        m_anchorOffset = 0;
    }
}

void TrafficView::rowsReset()
{
    const int row = m_anchorKey != 0 ? m_traffic->rowOf(m_anchorKey) : -1;
    if (row >= 0) {
        m_anchor = row;
        m_shifted = true;
    } else if (m_following && m_traffic->isInOrderOfArrival()) {
        executeDelayedItemsLayout();
        scrollToBottom();
    }
}

void TrafficView::keepAnchor()
{
    m_anchorKey = 0;
    if (!m_shifted)
        return;
    m_shifted = false;
    executeDelayedItemsLayout(); // the bar's range, which would come later
    // Under a button that is down nothing runs away.
    if (m_following && !m_pressed.isValid() && m_traffic->isInOrderOfArrival())
        scrollToBottom();
    else
        verticalScrollBar()->setValue(m_anchor * kRowHeight + m_anchorOffset);
}

// A row that goes hands its being current to its neighbour, and a detail beside the table would
// tell of another message than the chosen one.
void TrafficView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const int row = currentIndex().row();
    if (currentIndex().isValid() && row >= first && row <= last)
        selectionModel()->clearCurrentIndex();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void TrafficView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentMoved();
}

// Who comes by the keyboard is at the first row then. A click on a header chooses none, nor does a
// window that becomes the active one.
void TrafficView::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason why = event->reason();
    if (currentIndex().isValid() || why == Qt::TabFocusReason || why == Qt::BacktabFocusReason
        || why == Qt::ShortcutFocusReason)
        return QTableView::focusInEvent(event);
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

std::pair<int, int> TrafficView::rowsInSight() const
{
    const int rows = m_traffic ? m_traffic->rowCount() : 0;
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    return {first < 0 ? rows : first, last < 0 ? rows - 1 : last};
}

void TrafficView::beginFrame()
{
    const base::Instant now = base::Clock::now();
    WaterfallSpan span;
    bool waits = false;
    const bool conversations = m_traffic->kind() == capture::RowKind::Conversations;
    if (conversations) {
        const auto &model = static_cast<const ConversationModel &>(*m_traffic);
        const auto [first, last] = rowsInSight();
        for (int row = first; row <= last; ++row) {
            const quint64 key = model.key(row);
            if (key == 0)
                continue;
            const capture::Conversation conversation = model.conversation(key);
            span.add(conversation, now);
            waits = waits || conversation.isOpen();
        }
        const WaterfallScale scale = span.scale(m_scale.kind, m_scale);
        if (scale != m_scale)
            viewport()->update(); // this frame may be of a part only
        m_scale = scale;
    }
    m_header->setWaterfall(
        conversations && m_traffic->rowCount() > 0 ? int(ConversationModel::Waterfall) : -1,
        m_scale);
    m_delegate->beginFrame(m_scale, now);
    if (waits != m_growth.isActive())
        waits ? m_growth.start() : m_growth.stop();
}

void TrafficView::paintEvent(QPaintEvent *event)
{
    if (!m_traffic)
        return QTableView::paintEvent(event);
    beginFrame();
    QTableView::paintEvent(event);
    if (m_traffic->rowCount() == 0) {
        const QString text = m_traffic->isWorking() && m_traffic->total() > 0 ? tr("Looking…")
            : m_traffic->held() > 0 && m_traffic->held() == m_traffic->total()
            ? tr("Paused: what comes is shown when you resume")
            : m_traffic->total() > 0 && m_traffic->criteria().filter.isEmpty()
            ? tr("Nothing came in the time that is brushed")
            : m_traffic->total() > 0 ? tr("None of them passes the filter")
                                     : m_emptyText;
        return paintEmptyText(*this, text);
    }
    QPainter painter(viewport());
    paintNotes(painter);
}

void TrafficView::paintNotes(QPainter &painter)
{
    const Tokens &colors = tokens(palette());
    const auto [first, last] = rowsInSight();
    QColor wash = colors.warning;
    wash.setAlphaF(0.10F);
    for (int row = first; row <= last; ++row) {
        const quint64 key = m_traffic->key(row);
        if (key != 0 && !m_traffic->isNote(key))
            continue;
        const QRect rect(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
        const QRect text
            = rect.adjusted(TrafficDelegate::kPadding, 0, -TrafficDelegate::kPadding, 0);
        if (key == 0) {
            paintElided(painter, text, tr("No longer kept: newer messages needed the room"),
                        textFont(), colors.tertiary);
            continue;
        }
        painter.fillRect(rect, wash);
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colors.warning);
        paintElided(painter, text, m_traffic->noteText(key), textFont(), colors.warningText);
    }
}

void TrafficView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (!m_userSized)
        sizeColumns();
    if (m_following && m_traffic && m_traffic->isInOrderOfArrival())
        return scrollToBottom();
    // The chosen row stays in sight when its detail takes some of the room.
    const QModelIndex current = currentIndex();
    if (current.isValid() && visualRect(current).top() < event->oldSize().height()
        && visualRect(current).top() >= 0)
        scrollTo(current);
}

// Rows are what one goes through: Home and End are the first and the last of them.
void TrafficView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_End && m_traffic && m_traffic->isInOrderOfArrival())
        letFollow(true);
    else if (m_following
             && (event->key() == Qt::Key_Up || event->key() == Qt::Key_PageUp
                 || event->key() == Qt::Key_Home))
        letFollow(false);
    const bool ends = event->key() == Qt::Key_Home || event->key() == Qt::Key_End;
    if (!ends || event->modifiers().testFlag(Qt::ControlModifier))
        return QTableView::keyPressEvent(event);
    QKeyEvent end(event->type(), event->key(), event->modifiers() | Qt::ControlModifier);
    QTableView::keyPressEvent(&end);
}

bool TrafficView::isLink(const QModelIndex &index) const
{
    return index.isValid() && m_traffic->kind() == capture::RowKind::Messages
        && index.column() == MessageModel::Link && !index.data().toString().isEmpty();
}

void TrafficView::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const bool link = event->buttons() == Qt::NoButton && isLink(indexAt(event->pos()));
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TrafficView::mousePressEvent(QMouseEvent *event)
{
    QTableView::mousePressEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = indexAt(event->pos());
    m_pressedAt = event->pos();
}

void TrafficView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    const QModelIndex pressed = std::exchange(m_pressed, {});
    const QModelIndex index = indexAt(event->pos());
    if (!index.isValid())
        return;
    // Who looks at a row does not want it to run away.
    if (index.row() < m_traffic->rowCount() - 1)
        letFollow(false);
    const bool dragged
        = (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (index == pressed && !dragged && isLink(index) && event->modifiers() == Qt::NoModifier)
        emit linkClicked(index);
}

void TrafficView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool mouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = mouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    emit menuRequested(index,
                       mouse ? event->globalPos()
                             : viewport()->mapToGlobal(visualRect(index).bottomLeft()));
}

} // namespace ui
