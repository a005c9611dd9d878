// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/watchcommand.h"

#include "app/clientname.h"
#include "app/commands/interrupt.h"
#include "app/commands/output.h"
#include "app/commands/readergone.h"
#include "app/commands/resolve.h"
#include "app/demo.h"
#include "core/base/counted.h"
#include "core/nats/subject.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

#include <unistd.h>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using capture::WatchedSubject;
using nats::ConnectionState;

// For readers that are slow at the end.
constexpr std::chrono::milliseconds kLastWords{500};
// Messages that are printed at once are kept for that alone: room for the largest.
constexpr qint64 kSmallMemory = 96LL * 1024 * 1024;

// Before it was ever connected a command does not try again; later it does.
bool isHopeless(const nats::ConnectionStatus &status)
{
    switch (status.state) {
    case ConnectionState::Closed:
    case ConnectionState::NeedsAttention:
        return true;
    case ConnectionState::Backoff:
        return std::ranges::all_of(
            status.servers, [](const nats::KnownServer &server) { return server.failures > 0; });
    case ConnectionState::Idle:
    case ConnectionState::Connecting:
    case ConnectionState::Connected:
        break;
    }
    return false;
}

capture::Capture::Limits limitsOf(const WatchOptions &options)
{
    capture::Capture::Limits limits;
    limits.bytes = options.pairs ? capture::Log::kDefaultLimit : kSmallMemory;
    limits.pairing.window = options.window;
    return limits;
}

} // namespace

WatchCommand::WatchCommand(WatchOptions options, nats::ConnectOptions connection, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_connection(std::move(connection))
    , m_out(STDOUT_FILENO)
    , m_error(STDERR_FILENO)
{
    m_over.setSingleShot(true);
    m_over.setTimerType(Qt::PreciseTimer);
    connect(&m_over, &QTimer::timeout, this, [this] { end(End::Time); });
    connect(&m_out, &LinePrinter::closed, this, &WatchCommand::abandon, Qt::QueuedConnection);
    connect(&m_out, &LinePrinter::caughtUp, this, [this](quint64 lines) {
        m_unprinted += lines;
        if (m_options.json)
            m_out.print("{\"notPrinted\":{\"count\":" + QByteArray::number(lines) + "}}\n");
        note(base::counted(qint64(lines), tr("1 line was not printed: nobody read so fast"),
                           tr("%1 lines were not printed: nobody read so fast")));
    });
}

WatchCommand::~WatchCommand() = default;

void WatchCommand::start()
{
    if (m_options.out && !m_options.replace && QFileInfo::exists(*m_options.out))
        return fail(ExitCode::Usage,
                    tr("%1 exists already; --replace writes over it").arg(*m_options.out));
    if (m_options.demo)
        startDemo();
    else
        connectToServer();
}

void WatchCommand::startDemo()
{
    m_demo = std::make_unique<app::Demo>();
    connect(m_demo.get(), &app::Demo::ready, this, [this] {
        m_connection = m_demo->connection();
        m_demo->startTalking();
        connectToServer();
    });
    connect(m_demo.get(), &app::Demo::failed, this, [this](const QString &text) {
        if (!m_session)
            fail(ExitCode::NoConnection, text);
    });
    m_demo->start();
}

void WatchCommand::connectToServer()
{
    m_connection.reconnect = true;
    if (m_connection.clientName.isEmpty())
        m_connection.clientName = app::clientName();
    m_session = std::make_unique<nats::Session>(m_connection);
    connect(m_session.get(), &nats::Session::statusChanged, this, &WatchCommand::onStatus);
    m_session->open();
}

void WatchCommand::onStatus()
{
    if (m_end || m_finished)
        return;
    const nats::ConnectionStatus &status = m_session->status();
    const bool connected = status.state == ConnectionState::Connected;
    const QString why
        = status.failure ? status.failure->error.text : tr("The connection was closed");
    if (!m_watcher) {
        if (connected)
            watch();
        else if (isHopeless(status))
            fail(ExitCode::NoConnection, why);
        return;
    }
    if (status.state == ConnectionState::NeedsAttention) { // nobody is here to give it
        note(why);
        return end(End::ConnectionGone);
    }
    if (connected == std::exchange(m_connected, connected))
        return;
    if (connected)
        note(tr("connected again to %1").arg(status.url));
    else
        note(tr("the connection is lost (%1); trying again")
                 .arg(status.lastLoss ? status.lastLoss->why : tr("no reason was given")));
}

void WatchCommand::watch()
{
    m_since = base::Clock::now();
    m_feed = std::make_unique<capture::Feed>(m_session->anchor(), limitsOf(m_options));
    const auto filter = capture::Filter::parse(m_options.filter);
    m_listing = std::make_unique<WatchListing>(
        m_feed->capture(),
        WatchListing::Form{m_options.pairs, m_options.json, !m_options.secrets,
                           filter ? *filter : capture::Filter(), m_options.count},
        m_out);
    connect(m_feed.get(), &capture::Feed::changed, this, &WatchCommand::onChanges);
    m_watcher = std::make_unique<capture::Watcher>(*m_session, *m_feed);
    connect(m_watcher.get(), &capture::Watcher::subjectsChanged, this, &WatchCommand::onSubjects);
    connect(m_watcher.get(), &capture::Watcher::messagesAdded, this, &WatchCommand::onMessages);
    connect(m_watcher.get(), &capture::Watcher::stopped, this, &WatchCommand::onStopped);
    m_watcher->setSubjects(watchedSubjects(m_options, m_connection.inboxPrefix), m_options.queue);
    if (m_options.out)
        record();
    capture::WatchLimits limits;
    limits.perSecond = m_options.rate;
    m_watcher->start(limits);
    // Not one of the limits: what is not over then is to be printed as it is.
    if (m_options.time)
        m_over.start(std::chrono::ceil<std::chrono::milliseconds>(*m_options.time));
}

void WatchCommand::record()
{
    m_recorder = std::make_unique<capture::Recorder>(m_session->anchor(), !m_options.secrets);
    connect(m_watcher.get(), &capture::Watcher::gapAdded, m_recorder.get(),
            &capture::Recorder::addGap);
    connect(m_recorder.get(), &capture::Recorder::finished, this, &WatchCommand::conclude);
    connect(m_recorder.get(), &capture::Recorder::failed, this, [this](const base::Error &error) {
        note(error.text);
        end(End::RecordingFailed);
        m_end = End::RecordingFailed; // whatever has ended it before
        conclude();
    });
    capture::FileHead head;
    for (const WatchedSubject &subject : watchedSubjects(m_options, m_connection.inboxPrefix))
        head.subjects.push_back(subject.pattern);
    head.inboxPrefixes = m_feed->capture().conversations().inboxPrefixes();
    head.server = m_session->status().url;
    m_recorder->start(*m_options.out, head, m_options.replace);
}

void WatchCommand::onSubjects()
{
    bool isAsking = false;
    bool isHopeless = true;
    for (const WatchedSubject &subject : m_watcher->subjects()) {
        const bool isRefused = subject.state == WatchedSubject::State::Refused;
        if (isRefused && m_refused.insert(subject.pattern).second)
            note(tr("%1 is refused: %2")
                     .arg(nats::subject::toText(subject.pattern), subject.refusal));
        isAsking = isAsking || subject.state == WatchedSubject::State::Asked;
        isHopeless
            = isHopeless && (isRefused || subject.purpose == WatchedSubject::Purpose::Pairing);
    }
    if (isHopeless)
        QTimer::singleShot(0, this, [this] { end(End::Denied); });
    else if (!isAsking && !std::exchange(m_saidWatching, true))
        sayWatching();
}

void WatchCommand::sayWatching()
{
    QStringList names;
    for (const WatchedSubject &subject : m_watcher->subjects()) {
        if (subject.state == WatchedSubject::State::Watched)
            names += nats::subject::toText(subject.pattern);
    }
    const nats::ConnectionStatus &status = m_session->status();
    QString text = tr("watching %1 at %2 (nats-server %3)")
                       .arg(names.join(u", "_s), status.url, status.server.version);
    if (m_options.time)
        text += tr("; stops after %1").arg(ui::formatSpan(*m_options.time));
    if (m_options.rate)
        text += *m_options.rate == 1
            ? tr("; stops above 1 message a second")
            : tr("; stops above %1 messages a second").arg(ui::formatCount(*m_options.rate));
    note(text + tr("; Ctrl+C ends it"));
}

// Before they are in the capture.
void WatchCommand::onMessages(const nats::MessageBatch &messages, quint64 lost)
{
    if (m_end || m_listing->isComplete())
        return;
    recordBatch();
    m_batch = Batch{messages, lost, m_feed->capture().log().end()};
}

void WatchCommand::onChanges(const capture::Changes &changes)
{
    if (m_end)
        return;
    if (!m_listing->isComplete())
        m_listing->onChanges(changes);
    recordBatch();
    // Who has just told of it goes on with what it does.
    if (m_listing->isComplete())
        QTimer::singleShot(0, this, [this] { end(End::Count); });
}

// No message after the last that was wanted: the file tells of what was printed.
void WatchCommand::recordBatch()
{
    const std::optional<Batch> batch = std::exchange(m_batch, std::nullopt);
    if (!batch || !m_recorder)
        return;
    const auto listed = qsizetype(m_listing->end() - batch->first);
    if (!batch->messages || m_options.pairs || !m_listing->isComplete()
        || listed >= qsizetype(batch->messages->size()))
        return m_recorder->add(batch->messages, batch->lost);
    const auto begin = batch->messages->begin();
    m_recorder->add(std::make_shared<const std::vector<nats::Message>>(begin, begin + listed), 0);
}

void WatchCommand::onStopped(capture::WatchEnd why, const QString &text)
{
    if (m_end)
        return;
    switch (why) {
    case capture::WatchEnd::User:
        return;
    case capture::WatchEnd::Time:
        return end(End::Time);
    case capture::WatchEnd::Count:
        return end(End::Count);
    case capture::WatchEnd::Rate:
        note(text);
        return end(End::Rate);
    case capture::WatchEnd::SessionGone:
        note(text);
        return end(End::ConnectionGone);
    }
}

void WatchCommand::interrupt()
{
    if (m_watcher)
        end(End::Interrupted);
    else
        fail(ExitCode::NotMet, tr("interrupted before anything was watched"));
}

void WatchCommand::abandon()
{
    if (!m_out.problem().isEmpty() && !m_finished)
        note(tr("standard output: %1").arg(m_out.problem()));
    if (m_watcher)
        end(End::Closed);
    else
        finish(ExitCode::NotMet);
}

void WatchCommand::end(End end)
{
    if (m_end)
        return;
    recordBatch();
    m_end = end;
    m_time = base::Clock::now() - m_since;
    m_over.stop();
    m_listing->finish();
    m_watcher->stop();
    if (m_recorder)
        m_recorder->stop(); // and conclude() when everything is on the disk
    else
        conclude();
}

void WatchCommand::conclude()
{
    if (m_finished)
        return;
    const QDeadlineTimer deadline(kLastWords);
    m_out.flush(deadline);
    m_unprinted += m_out.dropped() + quint64(m_out.waiting());
    const WatchSummary result = summary();
    if (m_options.json)
        m_error.print(summaryJson(result) + '\n');
    else
        note(summaryText(result));
    finish(exitCode(result));
}

WatchSummary WatchCommand::summary()
{
    WatchSummary summary;
    summary.end = *m_end;
    summary.pairs = m_options.pairs;
    summary.countMissed = m_options.count && !m_listing->isComplete();
    summary.time = m_time;
    summary.counts = m_feed->capture().counts();
    summary.listing = m_listing->figures();
    summary.unprinted = m_unprinted;
    summary.uncertainty = m_watcher->uncertainty();
    if (m_recorder) {
        summary.file = *m_options.out;
        summary.recording = m_recorder->figures();
    }
    return summary;
}

void WatchCommand::fail(ExitCode code, const QString &text)
{
    if (!m_finished)
        note(text);
    finish(code);
}

void WatchCommand::finish(ExitCode code)
{
    if (std::exchange(m_finished, true))
        return;
    m_error.flush(QDeadlineTimer(kLastWords));
    QTimer::singleShot(0, this, [this, code] { emit finished(code); });
}

void WatchCommand::note(const QString &text)
{
    m_error.print(QString(u"fanin: "_s + visibleText(text) + u'\n').toUtf8());
}

int runWatch(int &argc, char **argv, const WatchOptions &options)
{
    QCoreApplication loop(argc, argv);
    nats::ConnectOptions connection;
    if (!options.demo) {
        auto resolved = resolve(options.choice);
        if (!resolved) {
            printError(u"fanin: "_s + visibleText(resolved.error().text) + u'\n');
            return int(ExitCode::NoConnection);
        }
        connection = std::move(resolved).value();
    }
    WatchCommand command(options, std::move(connection));
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &command, &WatchCommand::interrupt);
    ReaderGone reader;
    QObject::connect(&reader, &ReaderGone::gone, &command, &WatchCommand::abandon);
    QObject::connect(&command, &WatchCommand::finished, &loop,
                     [](ExitCode code) { QCoreApplication::exit(int(code)); });
    QMetaObject::invokeMethod(&command, &WatchCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace commands
