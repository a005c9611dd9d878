// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/accountservertab.h"

#include "ui/accountserver/preloadwriter.h"
#include "ui/accountserver/serveractivity.h"
#include "ui/accountserver/serverbar.h"
#include "ui/accountserver/serversettings.h"
#include "ui/common/problembanner.h"
#include "ui/common/theme.h"

#include <QtGui/QAction>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using accountserver::Options;

namespace ui {

namespace {

constexpr std::chrono::milliseconds kRefreshGap{100};

} // namespace

AccountServerTab::AccountServerTab(StoreListing::Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_listing(std::move(clock))
{
    setObjectName(u"accountServerTab"_s);
    setLook(this, Look::Panel);
    buildUi();
    wire();
    setForm({});
    setConnections({});
    showSettings(true);
    refresh();
}

// Before the models it feeds.
AccountServerTab::~AccountServerTab()
{
    m_listing.leave();
    delete m_writer;
    if (m_server)
        m_server->disconnect(this);
}

void AccountServerTab::buildUi()
{
    m_bar = new ServerBar(this);
    m_problem = new ProblemBanner(this);
    m_settings = new ServerSettings(this);
    m_activity = new ServerActivity(m_tokens, m_log, this);
    m_centre = new QStackedWidget(this);
    m_centre->addWidget(m_settings);
    m_centre->addWidget(m_activity);
    auto *banner = new QVBoxLayout;
    banner->setContentsMargins(18, 0, 18, 0);
    banner->addWidget(m_problem);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(banner);
    layout->addWidget(m_centre, 1);
    auto *startAction = new QAction(tr("Start"), this);
    startAction->setObjectName(u"actionStartServer"_s);
    startAction->setShortcut(Qt::CTRL | Qt::Key_Return);
    startAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(startAction, &QAction::triggered, this, &AccountServerTab::start);
    addAction(startAction);
}

void AccountServerTab::wire()
{
    connect(m_bar, &ServerBar::startRequested, this, &AccountServerTab::start);
    connect(m_bar, &ServerBar::stopRequested, this, &AccountServerTab::stop);
    connect(m_bar, &ServerBar::settingsToggled, this, &AccountServerTab::showSettings);
    connect(m_bar, &ServerBar::edited, this, &AccountServerTab::edited);
    connect(m_settings, &ServerSettings::edited, this, &AccountServerTab::edited);
    connect(m_activity, &ServerActivity::verifyRequested, this, [this](const QByteArray &key) {
        if (state() == State::Serving)
            emit inspectRequested(m_server->address() + u"/jwt/v1/"_s, QString::fromLatin1(key));
    });
    connect(m_activity, &ServerActivity::exportRequested, this, &AccountServerTab::askForExport);
    connect(m_activity, &ServerActivity::exampleRequested, this,
            &AccountServerTab::exampleRequested);
    connect(&m_listing, &StoreListing::cleared, &m_tokens, &TokenListModel::clear);
    connect(&m_listing, &StoreListing::listed, this, [this](const auto &tokens) {
        m_tokens.put(tokens);
        refreshSoon();
    });
    connect(&m_listing, &StoreListing::removed, &m_tokens, &TokenListModel::remove);
    connect(&m_listing, &StoreListing::settled, this, [this] {
        m_tokens.sortAgain();
        refreshSoon();
    });
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &AccountServerTab::refresh);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshGap);
    connect(&m_refresh, &QTimer::timeout, this, &AccountServerTab::refresh);
    setFocusProxy(m_bar);
}

AccountServerTab::State AccountServerTab::state() const
{
    return m_server ? m_server->state() : State::Stopped;
}

bool AccountServerTab::isRunning() const
{
    return state() == State::Serving || state() == State::Starting;
}

bool AccountServerTab::endsWithTab() const
{
    return m_own && isRunning();
}

QString AccountServerTab::title() const
{
    return state() == State::Serving ? tr("Account server :%1").arg(m_server->port())
                                     : tr("Account server");
}

QString AccountServerTab::tip() const
{
    return state() == State::Serving ? m_server->address() : tr("It does not serve.");
}

ServerForm AccountServerTab::form() const
{
    ServerForm form;
    m_settings->read(form);
    m_bar->read(form);
    return form;
}

void AccountServerTab::setForm(const ServerForm &form)
{
    m_given.reset();
    m_bar->fill(form);
    m_settings->fill(form);
    showProblems({});
}

void AccountServerTab::setOptions(const Options &options)
{
    setForm(formFor(options));
    m_given = options;
    m_givenForm = form();
}

void AccountServerTab::edited()
{
    m_settings->adapt(form());
    showProblems({});
}

void AccountServerTab::showProblems(const ServerProblems &problems)
{
    m_settings->showProblems(problems);
    m_bar->showProblems(problems);
    if (problems.empty())
        return m_problem->dismiss();
    QStringList reasons;
    for (const auto &[field, text] : problems)
        reasons += text;
    m_problem->show(SeverityMark::Error, tr("The account server cannot start so"), reasons);
    const bool inBar
        = problems.contains(ServerField::Folder) || problems.contains(ServerField::Address);
    if (inBar)
        return;
    showSettings(true);
    m_settings->focusProblem();
}

void AccountServerTab::showSettings(bool shown)
{
    m_bar->setSettingsShown(shown);
    m_centre->setCurrentWidget(shown ? static_cast<QWidget *>(m_settings) : m_activity);
}

void AccountServerTab::refreshSoon()
{
    if (!m_refresh.isActive())
        m_refresh.start();
}

ServerFacts AccountServerTab::facts() const
{
    ServerFacts facts = m_server ? ServerFacts() : m_last; // what it was, if it has gone
    facts.state = state();
    facts.now = std::chrono::system_clock::now();
    facts.hasServed = m_hasServed;
    facts.since = m_since;
    facts.until = m_until;
    facts.median = m_summary.median();
    facts.lastPack = m_summary.lastPack();
    facts.tokens = m_listing.totals();
    if (!m_server)
        return facts;
    facts.options = m_server->options();
    facts.writable = m_server->isWritable();
    facts.hasOperator = m_server->authority().token() != nullptr;
    facts.strict = m_server->authority().isStrict();
    facts.operatorName = m_server->authority().name();
    if (m_hasServed) // those of the run before else
        facts.counts = m_server->counts();
    facts.notifier = m_server->notifier();
    facts.notifiedName = m_listing.nameOf(facts.notifier.lastKey);
    facts.replica = m_server->replica();
    return facts;
}

void AccountServerTab::refresh()
{
    m_refresh.stop();
    const ServerFacts shown = m_last = facts();
    m_tokens.setNow(shown.now);
    m_activity->setFacts(shown, m_server ? m_server->logDropped() : 0, m_listing.isBusy());
    if (shown.hasServed)
        m_bar->setStatus(storeText(shown), SeverityMark::Note);
    emit changed();
}

void AccountServerTab::setConnections(const QStringList &names)
{
    m_settings->setConnections(names);
}

void AccountServerTab::setExample(const QString &text, const QString &tip)
{
    m_activity->setExample(text, tip);
}

void AccountServerTab::failExample(const QString &reason)
{
    complain(tr("That did not work"), reason);
}

void AccountServerTab::complain(const QString &title, const QString &text)
{
    m_problem->show(SeverityMark::Error, title, {text});
}

} // namespace ui
