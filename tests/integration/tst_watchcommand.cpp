// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// `fanin watch` as a person and a script run it.
#include "core/capture/feed.h"
#include "core/capture/loader.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/program.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWatchCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void messagesAreLinesUntilCtrlC_data();
    void messagesAreLinesUntilCtrlC();
    void asJsonEachLineIsAnObject();
    void overlappingSubjectsPrintOnce();
    void requestsComeWithTheirReplies();
    void aCountEndsItAndItsRecording();
    void aTimeEndsIt();
    void onlyWhatPassesTheFilterIsPrinted();
    void aRecordingIsNotWrittenOverUnasked();
    void secretsAreRedactedUnlessWanted();
    void aReaderThatLeavesEndsIt();
    void aReaderThatStallsIsNotWaitedFor();
    void whatIsRefusedIsSaid();
    void whereAllIsRefusedItEnds();
    void watchingEverythingAsksFirst();
    void aRestartLeavesAGap();
    void withoutAServerItFails();
    void whoIsRefusedLaterIsTold();
    void aCrashLosesAtMostTheLastSecond();

private:
    std::unique_ptr<NatsServer> m_server;
    std::unique_ptr<Peer> m_peer;
    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] QString path() const { return m_dir->filePath(u"recorded.jsonl"_s); }
    void publish(const QByteArray &subject, const QByteArray &payload = {},
                 const QByteArray &reply = {}, std::vector<nats::HeaderLine> headers = {})
    {
        m_peer->session().publish(subject, reply, std::move(headers), payload);
    }
};

namespace {

// The program while it runs.
class Watching final
{
public:
    Watching(const NatsServer &server, const QStringList &arguments, QProcess *reader = nullptr)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TZ"_s, u"UTC"_s);
        m_process.setProcessEnvironment(environment);
        if (reader)
            m_process.setStandardOutputProcess(reader);
        m_process.start(QString::fromLatin1(FANIN_PROGRAM),
                        QStringList{u"watch"_s, u"--no-context"_s, u"--server"_s, server.url()}
                            + arguments);
    }
    ~Watching()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    // Once the server has taken the subjects.
    [[nodiscard]] bool begins()
    {
        return QTest::qWaitFor([this] { return error().contains("fanin: watching "); }, 20'000);
    }
    [[nodiscard]] QByteArray out()
    {
        m_out += m_process.readAllStandardOutput();
        return m_out;
    }
    [[nodiscard]] QByteArray error()
    {
        m_error += m_process.readAllStandardError();
        return m_error;
    }
    [[nodiscard]] bool prints(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return out().contains(text); }, 20'000);
    }
    [[nodiscard]] QList<QJsonObject> objects()
    {
        QList<QJsonObject> all;
        const QByteArray text = out();
        for (const QByteArray &line : text.split('\n')) {
            if (!line.isEmpty())
                all += QJsonDocument::fromJson(line).object();
        }
        return all;
    }
    void tell(int signalNumber) { ::kill(pid_t(m_process.processId()), signalNumber); }
    // The exit code; -1: it does not end, -2: it crashed.
    [[nodiscard]] int code()
    {
        if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 20'000))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    }
    [[nodiscard]] int end(int signalNumber = SIGINT)
    {
        tell(signalNumber);
        return code();
    }
    // The last line of standard error.
    [[nodiscard]] QByteArray closing() { return error().trimmed().split('\n').last(); }

private:
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_error;
};

struct Opened
{
    capture::Feed feed{base::WallAnchor::now()};
    std::optional<capture::Loader::Report> report;
};

std::unique_ptr<Opened> open(const QString &path)
{
    auto opened = std::make_unique<Opened>();
    capture::Loader loader(opened->feed);
    bool isOver = false;
    QObject::connect(&loader, &capture::Loader::finished, &loader,
                     [&](const capture::Loader::Report &report) {
                         opened->report = report;
                         isOver = true;
                     });
    QObject::connect(&loader, &capture::Loader::failed, &loader, [&] { isOver = true; });
    loader.open(path);
    (void)QTest::qWaitFor([&] { return isOver; }, 20'000);
    return opened;
}

} // namespace

void TestWatchCommand::initTestCase()
{
    REQUIRE_NATS_SERVER();
}

void TestWatchCommand::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_peer.reset();
    m_server = std::make_unique<NatsServer>();
    QVERIFY(m_server->start());
    m_peer = std::make_unique<Peer>(m_server->options());
    QVERIFY(m_peer->connected());
}

void TestWatchCommand::messagesAreLinesUntilCtrlC_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestWatchCommand::messagesAreLinesUntilCtrlC()
{
    QFETCH(const int, signalNumber);
    Watching watch(*m_server, {u"orders.>"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("orders.new", "{\"id\":1}", "answers");
    publish("elsewhere");
    publish("orders.done");
    QVERIFY(watch.prints("orders.done"));
    QCOMPARE(watch.end(signalNumber), 0);
    const QByteArrayList lines = watch.out().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains("  orders.new  ") && lines[0].contains("→ answers  {\"id\":1}"),
             lines[0].constData());
    QVERIFY2(watch.closing().startsWith("fanin: received 2 messages (8"),
             watch.closing().constData());
    QVERIFY2(watch.closing().endsWith("; printed 2; lost 0"), watch.closing().constData());
}

void TestWatchCommand::asJsonEachLineIsAnObject()
{
    Watching watch(*m_server, {u"a"_s, u"--json"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("a", "text", {}, {{"K", "V"}});
    publish("a", "\xff", "r");
    QVERIFY(watch.prints("\"/w==\"}\n"));
    QCOMPARE(watch.end(), 0);
    const QList<QJsonObject> objects = watch.objects();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[0][u"subject"_s].toString(), u"a"_s);
    QVERIFY(objects[0][u"reply"_s].isNull());
    QCOMPARE(objects[0][u"payloadText"_s].toString(), u"text"_s);
    QCOMPARE(objects[0][u"headers"_s].toArray(), QJsonArray{QJsonArray({u"K"_s, u"V"_s})});
    QVERIFY(objects[1][u"payloadText"_s].isNull());
    QCOMPARE(objects[1][u"reply"_s].toString(), u"r"_s);
    const QJsonObject closing = QJsonDocument::fromJson(watch.closing()).object();
    QCOMPARE(closing[u"end"_s].toString(), u"interrupted"_s);
    QCOMPARE(closing[u"received"_s].toInt(), 2);
    QCOMPARE(closing[u"listed"_s].toInt(), 2);
}

void TestWatchCommand::overlappingSubjectsPrintOnce()
{
    Watching watch(*m_server, {u"a.b.*"_s, u"a.*.c"_s, u"a.b.c"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("a.b.c");
    publish("a.x.c");
    publish("a.b.end");
    QVERIFY(watch.prints("a.b.end"));
    QCOMPARE(watch.end(), 0);
    QCOMPARE(watch.out().count('\n'), 3);
    QVERIFY2(watch.closing().contains("; copies left out: 1"), watch.closing().constData());
}

void TestWatchCommand::requestsComeWithTheirReplies()
{
    Peer responder(m_server->options());
    QVERIFY(responder.serve("svc", Peer::echo(2)));
    Watching watch(*m_server, {u"svc"_s, u"--pairs"_s, u"--window"_s, u"300ms"_s, u"--json"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("svc", "q", "_INBOX.me.1");
    publish("svc"); // asks for nothing
    QVERIFY(watch.prints("\n"));
    QCOMPARE(watch.end(), 0);
    const QList<QJsonObject> objects = watch.objects();
    QCOMPARE(objects.size(), 1);
    QCOMPARE(objects[0][u"subject"_s].toString(), u"svc"_s);
    QCOMPARE(objects[0][u"state"_s].toString(), u"answered"_s);
    QCOMPARE(objects[0][u"requester"_s].toString(), u"_INBOX.me"_s);
    QCOMPARE(objects[0][u"replyCount"_s].toInt(), 2);
    QCOMPARE(objects[0][u"replies"_s].toArray()[1].toObject()[u"payloadText"_s].toString(), u"q"_s);
    const QJsonObject closing = QJsonDocument::fromJson(watch.closing()).object();
    QCOMPARE(closing[u"noReplyAsked"_s].toInt(), 1);
    QCOMPARE(closing[u"received"_s].toInt(), 4);
}

void TestWatchCommand::aCountEndsItAndItsRecording()
{
    Watching watch(*m_server, {u"a"_s, u"--count"_s, u"3"_s, u"--out"_s, path()});
    QVERIFY2(watch.begins(), watch.error().constData());
    for (int i = 0; i < 50; ++i)
        publish("a", QByteArray::number(i));
    QCOMPARE(watch.code(), 0);
    QCOMPARE(watch.out().count('\n'), 3);
    QVERIFY2(watch.closing().contains("recorded 3 in "), watch.closing().constData());
    const auto opened = open(path());
    QVERIFY(opened->report);
    QCOMPARE(opened->report->messages, 3U);
    QCOMPARE(opened->report->head.subjects, std::vector<QByteArray>{"a"});
    QCOMPARE(opened->report->head.server, m_server->url());
    const capture::Log &log = opened->feed.capture().log();
    QCOMPARE(log.at(log.end() - 1).payload, QByteArrayView("2"));
}

void TestWatchCommand::aTimeEndsIt()
{
    Watching watch(*m_server, {u"a"_s, u"--for"_s, u"300ms"_s});
    QCOMPARE(watch.code(), 0);
    QVERIFY2(watch.closing().contains("received 0 messages"), watch.closing().constData());
    Watching waiting(*m_server, {u"a"_s, u"--for"_s, u"300ms"_s, u"--count"_s, u"1"_s});
    QCOMPARE(waiting.code(), 1);
}

void TestWatchCommand::onlyWhatPassesTheFilterIsPrinted()
{
    Watching watch(*m_server, {u"a"_s, u"--filter"_s, u"payload~error"_s, u"-n"_s, u"1"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("a", "all is well");
    publish("a", "an Error");
    QCOMPARE(watch.code(), 0);
    QVERIFY(!watch.out().contains("well"));
    QVERIFY(watch.out().contains("an Error"));
}

void TestWatchCommand::aRecordingIsNotWrittenOverUnasked()
{
    {
        QFile old(path());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
    }
    Watching refused(*m_server, {u"a"_s, u"--out"_s, path()});
    QCOMPARE(refused.code(), 2);
    QVERIFY2(refused.error().contains("exists already; --replace"), refused.error().constData());
    Watching watch(*m_server, {u"a"_s, u"--out"_s, path(), u"--replace"_s, u"-n"_s, u"1"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("a");
    QCOMPARE(watch.code(), 0);
    const auto opened = open(path());
    QVERIFY(opened->report);
    QCOMPARE(opened->report->messages, 1U);
    Watching nowhere(*m_server, {u"a"_s, u"--out"_s, m_dir->filePath(u"no/where"_s)});
    QCOMPARE(nowhere.code(), 1);
    QVERIFY2(nowhere.error().contains("could not be written"), nowhere.error().constData());
}

void TestWatchCommand::secretsAreRedactedUnlessWanted()
{
    for (const bool shown : {false, true}) {
        QStringList arguments{u"a"_s,  u"--json"_s, u"-n"_s,       u"1"_s,
                              u"-o"_s, path(),      u"--replace"_s};
        if (shown)
            arguments += u"--secrets"_s;
        Watching watch(*m_server, arguments);
        QVERIFY2(watch.begins(), watch.error().constData());
        publish("a", "p", {}, {{"Authorization", "hunter2"}});
        QCOMPARE(watch.code(), 0);
        QCOMPARE(watch.out().contains("hunter2"), shown);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().contains("hunter2"), shown);
        const QJsonObject closing = QJsonDocument::fromJson(watch.closing()).object();
        QCOMPARE(closing[u"redacted"_s].toInt(), shown ? 0 : 1);
        QCOMPARE(closing[u"recording"_s].toObject()[u"redacted"_s].toInt(), shown ? 0 : 1);
    }
}

void TestWatchCommand::aReaderThatLeavesEndsIt()
{
    QProcess reader;
    Watching watch(*m_server, {u"a"_s}, &reader);
    reader.start(u"head"_s, {u"-n"_s, u"1"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("a", "one");
    // Not by the next line: there is none.
    QCOMPARE(watch.code(), 1);
    QTRY_COMPARE(reader.state(), QProcess::NotRunning);
    QVERIFY(reader.readAllStandardOutput().contains("one"));
    QVERIFY2(watch.closing().contains("received 1 message"), watch.closing().constData());
}

void TestWatchCommand::aReaderThatStallsIsNotWaitedFor()
{
    constexpr int count = 20'000;
    QProcess reader;
    Watching watch(*m_server, {u"a"_s, u"--json"_s, u"-n"_s, QString::number(count)}, &reader);
    reader.start(u"sleep"_s, {u"60"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    const QByteArray payload(1'000, 'x');
    for (int i = 0; i < count; ++i)
        publish("a", payload);
    QCOMPARE(watch.code(), 1); // not as many were printed
    const QJsonObject closing = QJsonDocument::fromJson(watch.closing()).object();
    QCOMPARE(closing[u"received"_s].toInt(), count);
    QCOMPARE(closing[u"listed"_s].toInt(), count);
    QVERIFY2(closing[u"notPrinted"_s].toInt() > 0, watch.closing().constData());
    reader.kill();
    reader.waitForFinished();
}

void TestWatchCommand::whatIsRefusedIsSaid()
{
    NatsServer strict("authorization { users: [ { user: w, password: w, permissions: {"
                      " subscribe: { allow: [\"orders.>\"] } } }, { user: p, password: p } ] }\n");
    QVERIFY(strict.start());
    Watching watch(
        strict,
        {u"orders.>"_s, u"secret"_s, u"--inbox"_s, u"--user"_s, u"w"_s, u"--password"_s, u"w"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    QVERIFY2(watch.error().contains("fanin: secret is refused: "), watch.error().constData());
    QVERIFY2(watch.error().contains("fanin: _INBOX.> is refused: "), watch.error().constData());
    QVERIFY2(watch.error().contains("fanin: watching orders.> at "), watch.error().constData());
    QCOMPARE(watch.end(), 0);
}

void TestWatchCommand::whereAllIsRefusedItEnds()
{
    NatsServer strict("authorization { users: [ { user: w, password: w, permissions: {"
                      " subscribe: { allow: [\"orders.>\"] } } } ] }\n");
    QVERIFY(strict.start());
    Watching watch(strict, {u"secret"_s, u"--user"_s, u"w"_s, u"--password"_s, u"w"_s});
    QCOMPARE(watch.code(), 5);
    QVERIFY2(watch.error().contains("fanin: secret is refused: "), watch.error().constData());
}

void TestWatchCommand::watchingEverythingAsksFirst()
{
    Watching refused(*m_server, {u">"_s});
    QCOMPARE(refused.code(), 2);
    QVERIFY2(refused.error().contains("no responders"), refused.error().constData());
    QVERIFY2(refused.error().contains("--yes"), refused.error().constData());
    Watching watch(*m_server, {u">"_s, u"--yes"_s, u"-n"_s, u"1"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    QVERIFY2(watch.error().contains("stops above 20,000 messages a second"),
             watch.error().constData());
    publish("whatever");
    QCOMPARE(watch.code(), 0);
}

void TestWatchCommand::aRestartLeavesAGap()
{
    Watching watch(*m_server, {u"a"_s, u"--json"_s, u"--out"_s, path()});
    QVERIFY2(watch.begins(), watch.error().constData());
    publish("a", "before");
    QVERIFY(watch.prints("before"));
    QVERIFY(m_server->kill());
    QVERIFY(
        QTest::qWaitFor([&] { return watch.error().contains("the connection is lost"); }, 20'000));
    QVERIFY(m_server->start());
    QVERIFY(watch.prints("{\"gap\":{\"from\":"));
    QVERIFY(QTest::qWaitFor([&] { return watch.error().contains("connected again"); }, 20'000));
    m_peer = std::make_unique<Peer>(m_server->options());
    QVERIFY(m_peer->connected());
    publish("a", "after");
    QVERIFY(watch.prints("after"));
    QCOMPARE(watch.end(), 0);
    const QJsonObject closing = QJsonDocument::fromJson(watch.closing()).object();
    QCOMPARE(closing[u"gaps"_s].toInt(), 1);
    const auto opened = open(path());
    QVERIFY(opened->report);
    QCOMPARE(opened->feed.capture().counts().gaps, 1U);
    QCOMPARE(opened->report->messages, 2U);
}

void TestWatchCommand::withoutAServerItFails()
{
    QVERIFY(m_server->kill());
    Watching watch(*m_server, {u"a"_s});
    QCOMPARE(watch.code(), 3);
    QVERIFY2(watch.error().startsWith("fanin: "), watch.error().constData());
}

// A user that is revoked while it watches: nobody is here to say what to do.
void TestWatchCommand::whoIsRefusedLaterIsTold()
{
    NatsServer server("include users.conf\n");
    const auto allow = [&server](const QByteArray &password) {
        server.write(u"users.conf"_s, "authorization { user: me, password: " + password + " }\n");
    };
    allow("before");
    QVERIFY(server.start());
    Watching watch(server, {u"a"_s, u"--user"_s, u"me"_s, u"--password"_s, u"before"_s});
    QVERIFY2(watch.begins(), watch.error().constData());
    QVERIFY(server.kill());
    allow("after");
    QVERIFY(server.start());
    QCOMPARE(watch.code(), 3);
    QVERIFY2(watch.error().contains("refused the credentials"), watch.error().constData());
}

// Killed as by a crash: nothing is flushed, nobody says goodbye.
void TestWatchCommand::aCrashLosesAtMostTheLastSecond()
{
    Watching watch(*m_server, {u"a"_s, u"--out"_s, path()});
    QVERIFY2(watch.begins(), watch.error().constData());
    // Each says when it was published.
    const base::Instant began = base::Clock::now();
    base::Instant now = began;
    QTimer publisher;
    connect(&publisher, &QTimer::timeout, this, [&] {
        now = base::Clock::now();
        for (int i = 0; i < 20; ++i)
            publish("a", QByteArray::number(qint64((now - began).count())));
    });
    publisher.start(5);
    QVERIFY(QTest::qWaitFor([&] { return now - began > 3s; }, 20'000));
    const base::Instant killed = base::Clock::now();
    watch.tell(SIGKILL);
    QCOMPARE(watch.code(), -2);
    publisher.stop();

    const auto opened = open(path());
    QVERIFY(opened->report);
    QCOMPARE(opened->report->badLines, 0U);
    const capture::Log &log = opened->feed.capture().log();
    QVERIFY(log.size() > 100);
    const capture::Entry last = log.at(log.end() - 1);
    const base::Instant published = began + base::Span(last.payload.toByteArray().toLongLong());
    QVERIFY2(killed - published < 1s,
             QByteArray::number(qint64((killed - published).count())).constData());
}

QTEST_GUILESS_MAIN(TestWatchCommand)
#include "tst_watchcommand.moc"
