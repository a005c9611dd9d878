// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/requesttab.h"

#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "ui/common/problembanner.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionpanel.h"
#include "ui/fanin/faninview.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/runlist.h"
#include "ui/request/requestcomposer.h"

#include <QtGui/QAction>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

RequestTab::RequestTab(nats::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_runList(new RunList)
{
    buildUi();
    connect(&session, &nats::Session::statusChanged, this, &RequestTab::showStatus);
    connect(m_composer, &RequestComposer::sendRequested, this, &RequestTab::send);
    connect(m_composer, &RequestComposer::stopRequested, this, &RequestTab::stop);
    connect(m_composer, &RequestComposer::subjectChanged, this, &RequestTab::onSubjectChanged);
    connect(m_composer, &RequestComposer::readingChanged, this, &RequestTab::onReadingChanged);
    connect(m_connection, &ConnectionPanel::explainRequested, this, &RequestTab::refusalAsked);
    connect(m_connection, &ConnectionPanel::editRequested, this, &RequestTab::editAsked);
    connect(m_connection, &ConnectionPanel::plainLoginAllowed, this,
            &RequestTab::plainLoginAllowed);
    connect(m_connection, &ConnectionPanel::dismissed, this, &RequestTab::noticeDismissed);
    connect(m_connection, &ConnectionPanel::shownChanged, this, &RequestTab::showStatus);
    connect(m_runList, &RunList::activated, this, &RequestTab::showRun);
    connect(m_runList, &RunList::pinned, m_view, &FaninView::setGhost);
    connect(m_runList, &RunList::removeRequested, this, &RequestTab::forgetRun);
    if (session.options().readOnly) {
        m_composer->setSendingForbidden(
            tr("Read-only"), tr("Nothing can be published over this connection: it is read-only."));
        m_view->setEmptyText(tr("Read-only: nothing can be sent over this connection"));
    }
    showStatus();
}

RequestTab::~RequestTab()
{
    delete m_runList; // null if the place that parented it has gone first
}

void RequestTab::buildUi()
{
    setLook(this, Look::Panel);
    m_composer = new RequestComposer(this);
    m_composer->setObjectName(u"composer"_s);
    auto *lower = new QWidget(this);
    m_connection = new ConnectionPanel(m_session, lower);
    m_view = new FaninView(lower);
    m_view->setObjectName(u"faninView"_s);
    m_panelRow = new QVBoxLayout;
    m_panelRow->setSpacing(10);
    m_panelRow->addWidget(m_connection);
    m_warning = new ProblemBanner(lower);
    m_warning->setObjectName(u"requestWarning"_s);
    m_panelRow->addWidget(m_warning);
    connect(m_warning, &ProblemBanner::dismissed, this, &RequestTab::showStatus);
    auto *lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->setSpacing(0);
    lowerLayout->addLayout(m_panelRow);
    lowerLayout->addWidget(m_view, 1);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"requestSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_composer);
    splitter->addWidget(lower);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kComposerHeight, 2 * kComposerHeight});
    setFocusProxy(m_composer);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    // Ctrl+Enter and Esc work wherever the focus is in the tab.
    addAction(m_composer->sendAction());
    addAction(m_composer->stopAction());
}

LiveRun *RequestTab::run() const
{
    return m_run;
}

RunList *RequestTab::runList() const
{
    return m_runList;
}

QString RequestTab::title() const
{
    const QByteArray subject = m_composer->spec().subject;
    return subject.isEmpty() ? tr("New request") : QString::fromUtf8(subject);
}

quint64 RequestTab::keptReplies() const
{
    quint64 kept = 0;
    for (const LiveRun *run : m_runs)
        kept += quint64(run->run().size());
    return kept;
}

void RequestTab::fill(const nats::RequestSpec &spec, const fanin::Reading &reading)
{
    m_composer->setSpec(spec, reading);
    m_warning->dismiss();
}

void RequestTab::warn(const QString &title, const QStringList &reasons)
{
    m_warning->show(SeverityMark::Warning, title, reasons);
    showStatus();
}

void RequestTab::send()
{
    if (m_session.options().readOnly)
        return;
    if (!m_composer->problem().isEmpty()) {
        m_composer->showProblem();
        return;
    }
    m_warning->dismiss();
    const nats::RequestSpec spec = m_composer->spec();
    fanin::Reading reading = m_composer->reading();
    LiveRun *previous = previousOf(spec.subject);
    if (previous)
        reading.expected = respondersOf(previous->run());
    auto *run = new LiveRun(fanin::Run(spec, reading, m_session.anchor()), this);
    if (previous)
        run->setPrevious(previous->run());
    m_runs.push_back(run);
    m_sent = run;
    connect(run, &LiveRun::changed, this, [this, run] { onChanged(run); });
    run->attach(m_session.request(spec, run));
    m_runList->add(run);
    showRun(run);
    trimRuns();
    rememberSubject(QString::fromUtf8(spec.subject));
    emit runStarted();
}

void RequestTab::stop()
{
    if (LiveRun *run = stoppable())
        run->stop();
}

LiveRun *RequestTab::stoppable() const
{
    if (m_run && m_run->isRunning())
        return m_run;
    const auto newest = std::find_if(m_runs.rbegin(), m_runs.rend(),
                                     [](const LiveRun *run) { return run->isRunning(); });
    return newest == m_runs.rend() ? nullptr : *newest;
}

void RequestTab::onChanged(LiveRun *run)
{
    m_composer->setRunning(stoppable());
    if (run == m_sent && run->run().state() == fanin::Run::State::Settled && run->run().isRead())
        emit runSettled();
}

void RequestTab::showRun(LiveRun *run)
{
    m_run = run;
    m_view->setRun(run);
    m_runList->setCurrent(run);
    m_composer->setRunning(stoppable());
}

void RequestTab::onReadingChanged()
{
    if (!m_run || m_run->run().spec().subject != m_composer->spec().subject)
        return;
    fanin::Reading reading = m_composer->reading();
    reading.expected = m_run->run().reading().expected;
    m_run->setReading(std::move(reading));
}

void RequestTab::onSubjectChanged()
{
    const LiveRun *previous = previousOf(m_composer->spec().subject);
    const qsizetype known = previous ? qsizetype(respondersOf(previous->run()).size()) : 0;
    m_composer->setSubjectNote(known == 0       ? QString()
                                   : known == 1 ? tr("1 responder known")
                                                : tr("%1 responders known").arg(known));
    emit titleChanged();
}

void RequestTab::showStatus()
{
    const auto &status = m_session.status();
    m_composer->setMaxPayload(status.server.maxPayload);
    // Hidden panels must leave no gap behind.
    const bool empty = m_connection->isHidden() && m_warning->isHidden();
    m_panelRow->setContentsMargins(18, empty ? 0 : 14, 18, 0);
}

void RequestTab::rememberSubject(const QString &subject)
{
    m_subjects.removeAll(subject);
    m_subjects.prepend(subject);
    if (m_subjects.size() > kMaxSubjects)
        m_subjects.removeLast();
    m_composer->setSubjectHistory(m_subjects);
    onSubjectChanged();
}

LiveRun *RequestTab::previousOf(const QByteArray &subject) const
{
    for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) {
        if ((*run)->run().spec().subject == subject && (*run)->run().size() > 0)
            return *run;
    }
    return nullptr;
}

std::vector<QByteArray> RequestTab::respondersOf(const fanin::Run &run)
{
    std::vector<QByteArray> names;
    for (const auto &lane : run.lanes().lanes()) {
        if (lane.named && !lane.overflow)
            names.push_back(lane.name);
    }
    return names;
}

void RequestTab::forgetRun(LiveRun *run)
{
    std::erase(m_runs, run);
    m_runList->remove(run);
    const bool shown = run == m_run;
    run->deleteLater();
    if (shown)
        showRun(m_runs.empty() ? nullptr : m_runs.back());
    m_composer->setRunning(stoppable());
}

void RequestTab::trimRuns()
{
    qint64 bytes = 0;
    for (const LiveRun *run : m_runs)
        bytes += run->run().memory();
    // Neither the one just sent nor one that somebody compares with.
    const auto expendable = [this](const LiveRun *run) {
        return run != m_sent && run != m_runList->pinnedRun() && !run->isRunning();
    };
    while (qsizetype(m_runs.size()) > kMaxRuns || bytes > kMaxRunBytes) {
        const auto oldest = std::ranges::find_if(m_runs, expendable);
        if (oldest == m_runs.end())
            return;
        bytes -= (*oldest)->run().memory();
        ++m_dropped;
        forgetRun(*oldest);
    }
}

} // namespace ui
