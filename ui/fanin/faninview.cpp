// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/faninview.h"

#include "ui/common/tabinset.h"
#include "ui/common/theme.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/replydetail.h"
#include "ui/fanin/replytable.h"
#include "ui/fanin/runtext.h"
#include "ui/fanin/tiles.h"
#include "ui/fanin/timelineview.h"
#include "ui/fanin/wireview.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMargin = 18;

QLabel *centred(const QString &name, Look look, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    setLook(label, look);
    return label;
}

} // namespace

FaninView::FaninView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"faninView"_s);
    setLook(this, Look::Panel);
    setAttribute(Qt::WA_StyledBackground);
    buildUi();
    showState();
}

LiveRun *FaninView::run() const
{
    return m_run;
}

void FaninView::buildUi()
{
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(buildLive());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);

    connect(m_timeline, &TimelineView::selectionChanged, this, &FaninView::select);
    connect(m_table, &ReplyTable::selectionMoved, this, &FaninView::select);
    connect(m_timeline, &TimelineView::wantedHeightChanged, this, &FaninView::fitChart);
}

QWidget *FaninView::buildEmpty()
{
    m_empty = new QWidget;
    auto *icon = centred(u"faninEmptyIcon"_s, Look::Secondary, m_empty);
    icon->setPixmap(ui::icon(u"fan-in"_s, Tint::Quiet).pixmap(40, 40));
    m_emptyTitle = centred(u"faninEmptyTitle"_s, Look::Title, m_empty);
    m_emptyTitle->setText(tr("Press Ctrl+Enter to send"));
    m_emptyText = centred(u"faninEmptyText"_s, Look::Secondary, m_empty);
    m_emptyText->setText(tr("Replies appear here against the timer, one lane for each responder."));
    auto *layout = new QVBoxLayout(m_empty);
    layout->setSpacing(10);
    layout->addStretch(2);
    for (QLabel *label : {icon, m_emptyTitle, m_emptyText})
        layout->addWidget(label);
    layout->addStretch(3);
    return m_empty;
}

QWidget *FaninView::buildFailure()
{
    auto *page = new QWidget;
    page->setObjectName(u"faninFailure"_s);
    m_failureIcon = centred(u"failureIcon"_s, Look::Plain, page);
    m_failure = centred(u"failureSentence"_s, Look::Title, page);
    m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_advice = centred(u"failureAdvice"_s, Look::Secondary, page);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(60, 0, 60, 0);
    layout->setSpacing(10);
    layout->addStretch();
    for (QLabel *label : {m_failureIcon, m_failure, m_advice})
        layout->addWidget(label);
    layout->addStretch();
    return page;
}

QWidget *FaninView::buildLive()
{
    m_live = new QWidget;
    m_tiles = new Tiles;
    m_timeline = new TimelineView;
    m_chart = new QStackedWidget;
    m_chart->addWidget(m_timeline);
    m_chart->addWidget(buildFailure());

    auto *top = new QWidget;
    auto *topLayout = new QVBoxLayout(top);
    topLayout->setContentsMargins(kMargin, 14, kMargin, 7);
    topLayout->setSpacing(10);
    topLayout->addWidget(m_tiles);
    topLayout->addWidget(m_chart, 1);

    m_split = new QSplitter(Qt::Vertical);
    m_split->setObjectName(u"faninSplit"_s);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(top);
    m_split->addWidget(buildLists());
    m_split->setStretchFactor(0, 0);
    m_split->setStretchFactor(1, 1);
    connect(m_split, &QSplitter::splitterMoved, this, [this] { m_splitByHand = true; });
    auto *layout = new QVBoxLayout(m_live);
    layout->setContentsMargins({});
    layout->addWidget(m_split);
    return m_live;
}

QWidget *FaninView::buildLists()
{
    m_table = new ReplyTable;
    m_wire = new WireView;
    m_detail = new ReplyDetail;
    m_lists = new QTabWidget;
    m_lists->setObjectName(u"faninLists"_s);
    m_lists->setAccessibleName(tr("Replies and wire"));
    m_lists->setDocumentMode(true);
    m_lists->setCornerWidget(tabInset(12), Qt::TopLeftCorner);
    m_lists->addTab(m_table, tr("Replies"));
    m_lists->addTab(m_wire, tr("Wire"));

    auto *lists = new QSplitter(Qt::Horizontal);
    lists->setObjectName(u"faninListSplit"_s);
    lists->setChildrenCollapsible(false);
    lists->addWidget(m_lists);
    lists->addWidget(m_detail);
    lists->setStretchFactor(0, 5);
    lists->setStretchFactor(1, 3);
    lists->setSizes({700, 440});
    return lists;
}

void FaninView::setRun(LiveRun *run)
{
    if (run == m_run && run)
        return;
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    if (run) {
        connect(run, &LiveRun::changed, this, &FaninView::showState);
        connect(run, &QObject::destroyed, this, [this] { setRun(nullptr); });
    }
    m_tiles->setRun(run);
    m_timeline->setRun(run);
    m_table->setRun(run);
    m_wire->setRun(run);
    m_detail->setRun(run);
    showState();
    fitChart();
}

void FaninView::setGhost(LiveRun *run)
{
    m_timeline->setGhost(run);
}

void FaninView::setEmptyText(const QString &text)
{
    m_emptyTitle->setText(text);
    m_emptyText->hide();
}

void FaninView::select(qsizetype reply)
{
    m_timeline->setSelected(reply);
    m_table->setSelected(reply);
    m_detail->setReply(reply);
}

void FaninView::showState()
{
    m_stack->setCurrentWidget(m_run ? m_live : m_empty);
    if (!m_run)
        return;
    const fanin::Run &run = m_run->run();
    const bool failed = endedWithoutChart(run);
    m_chart->setCurrentIndex(failed ? 1 : 0);
    if (failed) {
        const bool accepted
            = run.outcome() && run.outcome()->reason == nats::EndReason::Accepted;
        m_failure->setText(failureOf(run));
        m_advice->setText(adviceFor(run));
        m_failureIcon->setPixmap(
            icon(accepted ? u"check"_s : u"error"_s, accepted ? Tint::Ok : Tint::Error)
                .pixmap(28, 28));
    }
    const QString count = run.size() > 0 ? tr("Replies %1").arg(run.size()) : tr("Replies");
    m_lists->setTabText(0, count);
    m_lists->setTabVisible(1, !run.observation()); // of others' requests the wire was elsewhere
    // The first reply is read without a click; later ones do not take the selection away.
    if (m_timeline->selected() < 0 && m_table->selected() < 0 && m_run->announced() > 0)
        select(0);
}

void FaninView::fitChart()
{
    if (m_splitByHand || !m_run || m_split->height() <= 0)
        return;
    const int lists = std::max(180, m_split->height() * 2 / 5);
    const int chrome = m_tiles->sizeHint().height() + 14 + 7 + 10;
    const int wanted = std::max(m_timeline->wantedHeight(), 150) + chrome;
    const int top = std::clamp(wanted, 160, std::max(160, m_split->height() - lists));
    m_split->setSizes({top, m_split->height() - top});
}

void FaninView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitChart();
}

} // namespace ui
