// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/runlist.h"

#include "ui/common/elidedtext.h"
#include "ui/common/theme.h"
#include "ui/fanin/runlistmodel.h"
#include "ui/fanin/tiles.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kRunHeight = 28;
constexpr int kPinWidth = 24;
constexpr int kAgesEveryMs = 10'000;

QRect pinRect(const QRect &row)
{
    return QRect(row.right() - kPinWidth - 5, row.top(), kPinWidth, row.height());
}

// Subject at the left, outcome and age at the right; the pin takes the age's place under the
// pointer, and stays where it is set.
class RunDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {120, kRunHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &colors = tokens(option.palette);
        painter->save();
        const bool hover = option.state.testFlag(QStyle::State_MouseOver);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, colors.accentWash);
        else if (hover)
            painter->fillRect(option.rect, colors.line);
        const bool pinned = index.data(RunListModel::PinnedRole).toBool();
        const Tone tone = Tone(index.data(RunListModel::ToneRole).toInt());
        QRect rect = option.rect.adjusted(18, 0, -14, 0);

        paintState(*painter, QPointF(rect.left() + 3, rect.center().y() + 0.5), tone, index,
                   option.palette);
        rect.setLeft(rect.left() + 15);
        const bool showsPin = pinned || hover;
        if (showsPin) {
            const QRect pin = pinRect(option.rect);
            icon(pinned ? u"unpin"_s : u"pin"_s, pinned ? Tint::Accent : Tint::Quiet)
                .paint(painter, QRect(pin.center() - QPoint(7, 7), QSize(14, 14)));
            rect.setRight(pin.left() - 4);
        }
        const QString age = showsPin ? QString() : index.data(RunListModel::AgeRole).toString();
        const QString outcome = index.data(RunListModel::OutcomeRole).toString();
        const QString right = age.isEmpty() ? outcome : outcome + u" · "_s + age;
        const QFontMetrics small(smallFont());
        painter->setFont(smallFont());
        painter->setPen(toneColor(tone, option.palette));
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, right);
        rect.setRight(rect.right() - small.horizontalAdvance(right) - 10);
        paintElided(*painter, rect, index.data().toString(), textFont(), colors.text, Qt::AlignLeft,
                    Qt::ElideMiddle);
        painter->restore();
    }

private:
    // Filled: ended; ring: waits; cross: failed.
    static void paintState(QPainter &painter, QPointF at, Tone tone, const QModelIndex &index,
                           const QPalette &palette)
    {
        const QColor color = toneColor(tone == Tone::Quiet ? Tone::Ok : tone, palette);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color, 1.6));
        painter.setBrush(Qt::NoBrush);
        if (index.data(RunListModel::RunningRole).toBool()) {
            painter.drawEllipse(at, 3, 3);
        } else if (tone == Tone::Error) {
            painter.drawLine(at + QPointF(-3, -3), at + QPointF(3, 3));
            painter.drawLine(at + QPointF(-3, 3), at + QPointF(3, -3));
        } else if (tone == Tone::Warning) {
            painter.drawPolygon(QPolygonF({at + QPointF(0, -3.5), at + QPointF(3.5, 0),
                                           at + QPointF(0, 3.5), at + QPointF(-3.5, 0)}));
        } else {
            painter.setBrush(color);
            painter.drawEllipse(at, 2.4, 2.4);
        }
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
};

} // namespace

RunList::RunList(QWidget *parent)
    : QWidget(parent)
    , m_model(new RunListModel(this))
    , m_view(new QListView(this))
{
    setObjectName(u"runList"_s);
    m_view->setObjectName(u"runListView"_s);
    m_view->setAccessibleName(tr("Runs"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new RunDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setEditTriggers(QListView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->viewport()->installEventFilter(this);
    setLook(m_view, Look::Frameless);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
    m_empty = new QLabel(tr("Runs appear here"), this);
    m_empty->setObjectName(u"runListEmpty"_s);
    m_empty->setContentsMargins(16, 0, 16, 10);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setLook(m_empty, Look::Secondary);
    layout->addWidget(m_empty);
    showEmpty();

    connect(m_model, &QAbstractItemModel::rowsInserted, this, &RunList::showEmpty);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &RunList::showEmpty);
    connect(m_model, &RunListModel::pinnedRemoved, this, [this] { emit pinned(nullptr); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                LiveRun *run = m_model->runAt(index.row());
                if (run && !m_quiet)
                    emit activated(run);
            });
    connect(m_view, &QWidget::customContextMenuRequested, this, &RunList::showMenu);
    auto *ages = new QTimer(this);
    ages->setTimerType(Qt::VeryCoarseTimer);
    connect(ages, &QTimer::timeout, m_model, &RunListModel::refreshAges);
    ages->start(kAgesEveryMs);
    buildActions();
}

void RunList::buildActions()
{
    m_pin = new QAction(this);
    m_pin->setObjectName(u"runPin"_s);
    m_pin->setText(tr("&Pin as ghost"));
    m_pin->setShortcut(Qt::Key_P);
    m_pin->setShortcutContext(Qt::WidgetShortcut);
    connect(m_pin, &QAction::triggered, this, [this] { togglePin(m_view->currentIndex()); });
    m_remove = new QAction(tr("&Remove from list"), this);
    m_remove->setObjectName(u"runRemove"_s);
    m_remove->setShortcut(Qt::Key_Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    connect(m_remove, &QAction::triggered, this, [this] {
        if (LiveRun *run = current())
            emit removeRequested(run);
    });
    m_view->addActions({m_pin, m_remove});
}

LiveRun *RunList::current() const
{
    return m_model->runAt(m_view->currentIndex().row());
}

LiveRun *RunList::pinnedRun() const
{
    return m_model->pinned();
}

void RunList::add(LiveRun *run)
{
    m_model->add(run);
    setCurrent(run);
}

void RunList::remove(LiveRun *run)
{
    run->disconnect(m_model);
    m_model->remove(run);
}

void RunList::showEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    m_empty->setVisible(empty);
    m_view->setVisible(!empty);
}

void RunList::setCurrent(LiveRun *run)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_view->setCurrentIndex(m_model->indexOf(run));
}

void RunList::togglePin(const QModelIndex &index)
{
    LiveRun *run = m_model->runAt(index.row());
    if (!run)
        return;
    m_model->setPinned(m_model->pinned() == run ? nullptr : run);
    emit pinned(m_model->pinned());
}

void RunList::showMenu(const QPoint &at)
{
    const LiveRun *run = m_model->runAt(m_view->indexAt(at).row());
    if (!run)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_pin->setText(run == m_model->pinned() ? tr("Un&pin") : tr("&Pin as ghost"));
    menu->addActions({m_pin, m_remove});
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool RunList::eventFilter(QObject *watched, QEvent *event)
{
    // A click on the pin must not also open the run.
    if (event->type() == QEvent::MouseButtonPress) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_view->indexAt(mouse->pos());
        if (mouse->button() == Qt::LeftButton && index.isValid()
            && pinRect(m_view->visualRect(index)).contains(mouse->pos())) {
            togglePin(index);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
