// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffictab.h"

#include "core/capture/requesternames.h"
#include "core/capture/saver.h"
#include "core/nats/session.h"
#include "ui/common/problembanner.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionpanel.h"
#include "ui/traffic/filterline.h"
#include "ui/traffic/matchingentries.h"
#include "ui/traffic/overviewstrip.h"
#include "ui/traffic/subjectchips.h"
#include "ui/traffic/subjecttreeview.h"
#include "ui/traffic/tabactions.h"
#include "ui/traffic/tabtext.h"
#include "ui/traffic/traffictable.h"
#include "ui/traffic/watchbar.h"
#include "ui/traffictabdetail.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using capture::RowKind;

namespace ui {

namespace {

constexpr int kTreeWidth = 220;

QToolButton *toolButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(action->objectName() + u"Button"_s);
    button->setDefaultAction(action);
    button->setAccessibleName(QString(action->text()).remove(u'&'));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

TrafficTab::TrafficTab(nats::Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(new TabActions(*this))
{
    setObjectName(u"trafficTab"_s);
    m_telling.setSingleShot(true);
    m_telling.setInterval(kTellEvery);
    m_countdown.setInterval(kCountdown);
    buildUi();
    wireActions();
    wireViews();
    makeFeed(session ? session->anchor() : base::WallAnchor::now());
    setForm(WatchForm());
    setKind(RowKind::Conversations);
}

TrafficTab::~TrafficTab()
{
    m_search.reset();
    m_saver.reset();
    showFeed(nullptr);
}

void TrafficTab::buildUi()
{
    setLook(this, Look::Panel);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    auto *line = new QFrame(this);
    line->setFixedHeight(1);
    setLook(line, Look::Line);
    layout->addWidget(line);
    layout->addWidget(buildBody(), 1);
    setFocusProxy(m_bar);
}

QWidget *TrafficTab::buildHead()
{
    auto *head = new QWidget(this);
    m_banner = new ProblemBanner(head);
    m_banner->setObjectName(u"trafficBanner"_s);
    m_bar = new WatchBar(*m_actions, head);
    m_filter = new FilterLine(head);
    m_kinds = new Segments(u"trafficKind"_s, {tr("Messa&ges"), tr("Con&versations")}, head);
    m_strip = new OverviewStrip(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_filter, 1);
    row->addWidget(m_kinds);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(2);
    for (QAction *action : {m_actions->follow, m_actions->colors, m_actions->clear})
        tools->addWidget(toolButton(action, head));
    row->addLayout(tools);

    m_panelRow = new QVBoxLayout;
    if (m_session) {
        m_connection = new ConnectionPanel(*m_session, head);
        m_panelRow->addWidget(m_connection);
        const auto fit = [this] { // a hidden panel leaves no gap behind
            m_panelRow->setContentsMargins(0, 0, 0, m_connection->isHidden() ? 0 : 10);
        };
        connect(m_connection, &ConnectionPanel::shownChanged, this, fit);
        fit();
    }
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(18, 14, 18, 7);
    layout->setSpacing(10);
    layout->addLayout(m_panelRow);
    layout->addWidget(m_banner);
    layout->addWidget(m_bar);
    layout->addLayout(row);
    layout->addWidget(m_strip);
    return head;
}

QWidget *TrafficTab::buildBody()
{
    m_tree = new SubjectTreeView;
    m_table = new TrafficTable;
    m_table->setColorRules(&m_rules);
    m_detail = new TrafficTabDetail(*m_actions);
    auto *rows = new QSplitter(Qt::Vertical);
    rows->setObjectName(u"trafficRowSplit"_s);
    rows->setChildrenCollapsible(false);
    rows->addWidget(m_table);
    rows->addWidget(m_detail);
    rows->setStretchFactor(0, 1);
    rows->setStretchFactor(1, 1);
    rows->setSizes({320, 300});
    rows->setCollapsible(1, true);
    m_detail->hide();
    auto *body = new QSplitter(Qt::Horizontal);
    body->setObjectName(u"trafficSplit"_s);
    body->setChildrenCollapsible(false);
    body->addWidget(m_tree);
    body->addWidget(rows);
    body->setStretchFactor(0, 0);
    body->setStretchFactor(1, 1);
    body->setSizes({kTreeWidth, 4 * kTreeWidth});
    return body;
}

void TrafficTab::wireViews()
{
    connect(&m_telling, &QTimer::timeout, this, &TrafficTab::tell);
    connect(&m_countdown, &QTimer::timeout, this, &TrafficTab::showWatching);
    connect(m_bar->chips(), &SubjectChips::changed, this, &TrafficTab::onSubjectsEdited);
    connect(m_filter, &FilterLine::filterChanged, this, [this](const capture::Filter &filter) {
        m_table->setCriteria(m_table->kind(), filter);
        showEmptyText();
    });
    connect(m_filter, &FilterLine::historyChanged, this, &TrafficTab::looksChanged);
    connect(m_kinds, &Segments::chosen, this, [this](int kind) { setKind(RowKind(kind)); });
    connect(m_strip, &OverviewStrip::brushChanged, this,
            [this] { m_table->setTimes(m_strip->from(), m_strip->to()); });
    connect(m_tree, &SubjectTreeView::filterRequested, m_filter, &FilterLine::addTerm);
    connect(m_tree, &SubjectTreeView::watchRequested, this, [this](const QByteArray &pattern) {
        m_bar->chips()->add(pattern, capture::WatchedSubject::Purpose::Chosen);
    });
    connect(m_table, &TrafficTable::filterRequested, m_filter, &FilterLine::addTerm);
    connect(m_table, &TrafficTable::currentChanged, this, &TrafficTab::showCurrent);
    connect(m_table, &TrafficTable::rowsChanged, this, &TrafficTab::showCounts);
    connect(m_table, &TrafficTable::followingChanged, m_actions->follow, &QAction::setChecked);
    connect(m_table, &TrafficTable::contextMenuRequested, this, &TrafficTab::extendMenu);
    connect(&m_rules, &ColorRules::changed, this, &TrafficTab::looksChanged);
    if (m_session)
        connect(m_session, &nats::Session::statusChanged, this, &TrafficTab::showEmptyText);
}

void TrafficTab::makeFeed(base::WallAnchor anchor)
{
    m_search.reset();
    m_saver.reset();
    showFeed(nullptr);
    m_names.reset();
    m_watcher.reset();
    capture::Capture::Limits limits;
    limits.bytes = m_form.memoryBytes();
    limits.pairing.window = m_form.window;
    m_window = m_form.window;
    m_feed = std::make_unique<capture::Feed>(anchor, limits);
    connect(m_feed.get(), &capture::Feed::changed, this, &TrafficTab::follow);
    m_names = std::make_unique<capture::RequesterNames>(m_session, *m_feed);
    connect(m_names.get(), &capture::RequesterNames::namesChanged, this, [this] {
        m_table->factsChanged();
        m_detail->refresh();
    });
    if (m_session) {
        m_watcher = std::make_unique<capture::Watcher>(*m_session, *m_feed);
        connect(m_watcher.get(), &capture::Watcher::subjectsChanged, this,
                &TrafficTab::showSubjects);
        connect(m_watcher.get(), &capture::Watcher::started, this, &TrafficTab::showWatching);
        connect(m_watcher.get(), &capture::Watcher::stopped, this, &TrafficTab::onStopped);
    }
    m_pins.clear();
    m_stoppedAt.reset();
    showFeed(m_feed.get());
    showKeeping();
}

void TrafficTab::showFeed(capture::Feed *feed)
{
    m_strip->setFeed(feed);
    m_tree->setFeed(feed);
    m_table->setFeed(feed);
    m_detail->setFeed(feed, m_window);
    if (!feed)
        return;
    const capture::Filter::Facts known = facts();
    m_detail->setNames(known.requesterName);
    m_detail->setUncertainty(
        [this](base::Instant at) { return m_watcher ? m_watcher->uncertainty(at) : std::nullopt; });
    m_table->setFacts(known);
}

capture::Filter::Facts TrafficTab::facts() const
{
    return {[this](capture::Number number) { return m_pins.contains(number); },
            [this](quint32 requester) {
                return m_names->name(requester);
            }};
}

void TrafficTab::follow(const capture::Changes &changes)
{
    if (changes.cleared) {
        m_detail->showNothing();
        makeRoom();
        m_pins.clear();
        updateRowActions();
    } else if (!m_pins.isEmpty()) {
        const capture::Number first = changes.first;
        m_pins.removeIf([first](capture::Number pinned) { return pinned < first; });
    }
    if (m_actions->save->isEnabled() == isEmpty())
        showKeeping();
    if (!m_telling.isActive())
        m_telling.start();
}

void TrafficTab::tell()
{
    m_detail->refresh();
    if (m_watcher)
        m_bar->chips()->setOffers(m_feed->capture().conversations().learnedPrefixes());
    showEmptyText();
    emit changed();
}

QString TrafficTab::title() const
{
    if (!m_fileName.isEmpty())
        return m_fileName;
    return tr("Traffic");
}

bool TrafficTab::isWatching() const
{
    return m_watcher && m_watcher->isWatching();
}

bool TrafficTab::isEmpty() const
{
    return m_feed->capture().log().size() == 0;
}

QString TrafficTab::counters() const
{
    return countersText(m_feed->capture());
}

QString TrafficTab::countersTip() const
{
    return ui::countersTip(m_feed->capture());
}

QStringList TrafficTab::problems() const
{
    static const std::vector<capture::WatchedSubject> none;
    return trafficProblems(m_feed->capture(), m_watcher ? m_watcher->subjects() : none);
}

void TrafficTab::setKind(RowKind kind)
{
    m_kinds->setCurrent(int(kind));
    m_filter->setKind(kind);
    m_table->setCriteria(kind, m_filter->filter());
    showCounts();
}

void TrafficTab::select(quint64 key)
{
    m_table->select(key);
}

void TrafficTab::setFilter(const QString &text)
{
    m_filter->setFilterText(text);
}

void TrafficTab::showCounts()
{
    if (!m_feed)
        return;
    // A gap has a row, but is no message and no conversation.
    const capture::Log &log = m_feed->capture().log();
    const quint64 notes = quint64(log.size()) - log.messages();
    const quint64 all = m_table->total() - std::min(m_table->total(), notes);
    m_filter->setCount(std::min(m_table->matching(), all), all, m_table->isWorking());
    m_bar->showPaused(m_actions->pause->isChecked(), m_table->held());
}

void TrafficTab::showEmptyText()
{
    QString text;
    if (m_loader)
        text = tr("Opening %1 …").arg(m_fileName);
    else if (!isEmpty() && !m_filter->filter().isEmpty())
        text = tr("Nothing matches the filter.");
    else if (!m_session)
        text = m_fileName.isEmpty() ? tr("No capture is open.") : tr("The capture is empty.");
    else if (isWatching() && m_session->status().state != nats::ConnectionState::Connected)
        text = tr("Nothing is seen while there is no connection. It goes on by itself.");
    else if (isWatching())
        text = tr("Nothing has been published to these subjects since watching began.");
    else if (m_bar->chips()->subjects().empty())
        text = tr("Type the subjects to watch, then press Ctrl+Enter.");
    else
        text = tr("Press Ctrl+Enter to watch these subjects.");
    m_table->setEmptyText(text);
}

} // namespace ui
