// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The program from its command line to its exit code, against the real nats-server.
#include "tests/support/fakeserver.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/program.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

#include <signal.h>

using namespace Qt::StringLiterals;

class TestCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aReplyIsPrinted();
    void jsonIsOneObject();
    void exitCodesSayHowItEnded_data();
    void exitCodesSayHowItEnded();
    void noServerIsSaidAtOnce();
    void bytesOfStandardInputAreSent();
    void aFileIsSent();
    void theTraceShowsTheWholeExchange_data();
    void theTraceShowsTheWholeExchange();
    void secretsAreNeverPrinted();
    void controlCharactersDoNotReachTheTerminal();
    void aHostileServerCannotSteerTheTerminal_data();
    void aHostileServerCannotSteerTheTerminal();
    void standardErrorSaysWhatToDo_data();
    void standardErrorSaysWhatToDo();
    void theInboxPrefixIsUsed();
    void theServerLearnsWhoConnects();
    void credentialsThatAreOddlyWrittenAreMentioned();
    void ctrlCEndsTheGatherAndStillPrints();
    void aReaderThatLeavesEndsTheProgram();

private:
    std::unique_ptr<NatsServer> m_server;
    std::unique_ptr<Peer> m_responder;

    [[nodiscard]] QStringList at(QStringList arguments) const
    {
        return arguments + QStringList{u"--server"_s, m_server->url(), u"--user"_s,
                                       u"u"_s,        u"--password"_s, u"topsecret"_s};
    }
};

void TestCommand::initTestCase()
{
    REQUIRE_NATS_SERVER();
    m_server = std::make_unique<NatsServer>(R"(
max_payload: 4096
authorization {
  users = [
    {user: u, password: topsecret, permissions: {
      publish: {deny: ["secret.>"]}, subscribe: {deny: ["closed.>"]}}}
  ]
})");
    QVERIFY(m_server->start());
    nats::ConnectOptions options = m_server->options();
    options.auth = nats::UserPassword{u"u"_s, base::Secret("topsecret")};
    m_responder = std::make_unique<Peer>(options);
    QVERIFY(m_responder->serve("echo", Peer::echo()));
    QVERIFY(m_responder->serve("twice", Peer::echo(2)));
    QVERIFY(m_responder->serve("silent", [](nats::Session &, const nats::Message &) {}));
    QVERIFY(m_responder->serve("escape", [](nats::Session &session, const nats::Message &message) {
        session.publish(message.reply().toByteArray(), {}, {}, "\x1b[31mred\a");
    }));
}

void TestCommand::init()
{
    REQUIRE_NATS_SERVER();
}

void TestCommand::aReplyIsPrinted()
{
    const ProgramResult result = runFanin(at({u"request"_s, u"echo"_s, u"hello"_s}));
    QVERIFY2(result.code == 0, result.text().constData());
    QVERIFY2(result.out.contains("hello"), result.text().constData());
    QVERIFY2(result.out.endsWith('\n'), result.text().constData());
    QVERIFY2(result.error.isEmpty(), result.text().constData());
}

void TestCommand::jsonIsOneObject()
{
    const ProgramResult result
        = runFanin(at({u"gather"_s, u"twice"_s, u"{\"a\":1}"_s, u"--replies"_s, u"2"_s, u"--late"_s,
                       u"0"_s, u"--expect"_s, u"2"_s, u"--json"_s, u"-H"_s, u"K: V"_s}));
    QVERIFY2(result.code == 0, result.text().constData());
    QCOMPARE(result.out.count('\n'), 1);
    const QJsonObject run = result.json();
    QCOMPARE(run.keys(),
             (QStringList{u"counts"_s, u"end"_s, u"inbox"_s, u"replies"_s, u"rttUs"_s, u"rules"_s,
                          u"sentAt"_s, u"server"_s, u"subject"_s, u"verdict"_s}));
    QCOMPARE(run["subject"_L1].toString(), u"twice"_s);
    QVERIFY(run["inbox"_L1].toString().startsWith("_INBOX."_L1));
    QVERIFY(run["rttUs"_L1].toInteger() > 0);
    static const QRegularExpression rfc3339(
        u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z$"_s);
    QVERIFY(rfc3339.match(run["sentAt"_L1].toString()).hasMatch());

    const QJsonObject server = run["server"_L1].toObject();
    QCOMPARE(server["url"_L1].toString(), m_server->url());
    QVERIFY(!server["version"_L1].toString().isEmpty());
    QVERIFY(server["clientId"_L1].toInteger() > 0);

    const QJsonObject rules = run["rules"_L1].toObject();
    QCOMPARE(rules["totalMs"_L1].toInteger(), 2000);
    QCOMPARE(rules["maxReplies"_L1].toInteger(), 2);

    const QJsonArray replies = run["replies"_L1].toArray();
    QCOMPARE(replies.size(), 2);
    QCOMPARE(replies[1]["n"_L1].toInteger(), 2);
    QCOMPARE(replies[0]["payloadText"_L1].toString(), u"{\"a\":1}"_s);
    QCOMPARE(replies[0]["payloadBase64"_L1].toString(), u"eyJhIjoxfQ=="_s);
    QCOMPARE(replies[0]["group"_L1], replies[1]["group"_L1]);
    QVERIFY(!replies[0]["late"_L1].toBool(true));

    QCOMPARE(run["end"_L1]["reason"_L1].toString(), u"CountReached"_s);
    QVERIFY(!run["end"_L1]["sentence"_L1].toString().isEmpty());
    QCOMPARE(run["counts"_L1]["replies"_L1].toInteger(), 2);
    QCOMPARE(run["counts"_L1]["distinct"_L1].toInteger(), 1);
    QCOMPARE(run["counts"_L1]["bytes"_L1].toInteger(), 14);
    QVERIFY(run["verdict"_L1]["ok"_L1].toBool());
}

void TestCommand::exitCodesSayHowItEnded_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");

    QTest::newRow("a reply came") << QStringList{u"request"_s, u"echo"_s} << 0;
    QTest::newRow("no reply came")
        << QStringList{u"request"_s, u"silent"_s, u"--timeout"_s, u"50ms"_s} << 1;
    QTest::newRow("enough replies") << QStringList{u"gather"_s, u"twice"_s, u"--replies"_s, u"2"_s,
                                                   u"--late"_s, u"0"_s,     u"--expect"_s,  u"2"_s}
                                    << 0;
    QTest::newRow("too few replies")
        << QStringList{u"gather"_s, u"twice"_s, u"--timeout"_s, u"200ms"_s,
                       u"--late"_s, u"0"_s,     u"--expect"_s,  u"3"_s}
        << 1;
    QTest::newRow("usage") << QStringList{u"request"_s} << 2;
    QTest::newRow("too long a payload")
        << QStringList{u"request"_s, u"echo"_s, QString(4097, u'x')} << 2;
    QTest::newRow("payload at the limit")
        << QStringList{u"request"_s, u"echo"_s, QString(4096, u'x')} << 0;
    QTest::newRow("payload file missing")
        << QStringList{u"request"_s, u"echo"_s, u"--payload-file"_s, u"/nonexistent"_s} << 2;
    QTest::newRow("nobody there") << QStringList{u"request"_s, u"nobody"_s} << 4;
    QTest::newRow("nobody there to gather from") << QStringList{u"gather"_s, u"nobody"_s} << 4;
    QTest::newRow("not allowed") << QStringList{u"request"_s, u"secret.plan"_s} << 5;
}

void TestCommand::exitCodesSayHowItEnded()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const ProgramResult result = runFanin(at(arguments));
    QVERIFY2(result.code == code, result.text().constData());
    // One line that says what to do, where a script would look for it.
    QVERIFY2(result.error.count('\n') == (code >= 2 ? 1 : 0), result.text().constData());
    QVERIFY2(code < 2 || result.error.startsWith("fanin: "), result.text().constData());
}

void TestCommand::noServerIsSaidAtOnce()
{
    NatsServer gone;
    QVERIFY(gone.start());
    QVERIFY(gone.kill());
    const ProgramResult result = runFanin({u"request"_s, u"echo"_s, u"--server"_s, gone.url()});
    QVERIFY2(result.code == 3, result.text().constData());
    QVERIFY2(result.error.startsWith("fanin: ") && result.error.count('\n') == 1, result.text().constData());

    const ProgramResult refused = runFanin(
        {u"request"_s, u"echo"_s, u"--server"_s, m_server->url(), u"--token"_s, u"wrong"_s});
    QVERIFY2(refused.code == 3, refused.text().constData());
    QVERIFY2(!refused.error.contains("wrong"), refused.text().constData());
}

void TestCommand::bytesOfStandardInputAreSent()
{
    const QByteArray bytes("\0\xff\r\n\x80 end", 9);
    const ProgramResult result
        = runFanin(at({u"request"_s, u"echo"_s, u"-"_s, u"--json"_s}), bytes);
    QVERIFY2(result.code == 0, result.text().constData());
    const QJsonValue reply = result.json()["replies"_L1][0];
    QCOMPARE(QByteArray::fromBase64(reply["payloadBase64"_L1].toString().toLatin1()), bytes);
    QVERIFY(reply["payloadText"_L1].isNull());
}

void TestCommand::aFileIsSent()
{
    const QString path = m_server->write(u"pay load.bin"_s, "from a file");
    const ProgramResult result = runFanin(at({u"request"_s, u"echo"_s, u"--payload-file"_s, path}));
    QVERIFY2(result.code == 0 && result.out.contains("from a file"), result.text().constData());
}

void TestCommand::theTraceShowsTheWholeExchange_data()
{
    QTest::addColumn<QString>("inbox");
    QTest::addColumn<QString>("order");

    QTest::newRow("new") << u"new"_s << u"SUB PUB PING MSG PONG UNSUB"_s;
    QTest::newRow("mux") << u"mux"_s << u"SUB PUB PING MSG PONG"_s;
}

void TestCommand::theTraceShowsTheWholeExchange()
{
    QFETCH(QString, inbox);
    QFETCH(QString, order);
    const ProgramResult result = runFanin(at({u"request"_s, u"echo"_s, u"hello"_s, u"--trace"_s,
                                              u"--inbox"_s, inbox, u"--late"_s, u"100ms"_s}));
    QVERIFY2(result.code == 0, result.text().constData());
    QStringList operations;
    static const QRegularExpression line(u"^ *[0-9.,]+ ms +[→←] ([A-Z]+)"_s);
    for (const QString &text : QString::fromUtf8(result.error).split(u'\n')) {
        if (const auto match = line.match(text); match.hasMatch())
            operations += match.captured(1);
    }
    // Fences may follow. The server answers in order, but the responder's reply may come before or after the PONG.
    const QString found = operations.join(u' ').replace("PONG MSG"_L1, "MSG PONG"_L1);
    QVERIFY2(found.startsWith(order), result.text().constData());
}

void TestCommand::secretsAreNeverPrinted()
{
    const ProgramResult result = runFanin(at({u"request"_s, u"echo"_s, u"--trace"_s, u"--json"_s}));
    QVERIFY2(result.code == 0, result.text().constData());
    QVERIFY2(!result.text().contains("topsecret"), result.text().constData());
    const QString url = m_server->url().replace("://"_L1, "://u:topsecret@"_L1);
    for (const auto &subject : {u"echo"_s, u"secret.plan"_s, u"bad subject"_s}) {
        const ProgramResult other
            = runFanin({u"request"_s, subject, u"--server"_s, url, u"--trace"_s});
        QVERIFY2(other.code >= 0 && !other.text().contains("topsecret"), other.text().constData());
    }
}

void TestCommand::controlCharactersDoNotReachTheTerminal()
{
    const ProgramResult result = runFanin(at({u"request"_s, u"escape"_s}));
    QVERIFY2(result.code == 0, result.text().constData());
    QVERIFY(!result.out.contains('\x1b') && !result.out.contains('\a'));
    QVERIFY2(result.out.contains("red"), result.text().constData());
}

void TestCommand::aHostileServerCannotSteerTheTerminal_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("status") << "HMSG"_ba << "NATS/1.0 500 \x1b[2J\x1b]0;pwned\a\r\n\r\n"_ba;
    QTest::newRow("error that closes") << "-ERR"_ba << "\x1b]0;pwned\a\xc2\x9b" "2J"_ba;
}

void TestCommand::aHostileServerCannotSteerTheTerminal()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    FakeServer server;
    server.greeting = FakeServer::info();
    server.script = [&](const nats::Frame &frame) {
        const auto *message = std::get_if<nats::Message>(&frame);
        if (!message)
            return false;
        const QByteArray size = QByteArray::number(body.size());
        if (head == "HMSG")
            server.send("HMSG " + server.lastReply() + ' ' + server.lastSid() + ' ' + size + ' '
                        + size + "\r\n" + body + "\r\n");
        else
            server.send("-ERR '" + body + "'\r\n");
        if (head == "-ERR")
            server.drop();
        return true;
    };
    const ProgramResult result = runFanin({u"request"_s, u"a"_s, u"--server"_s, server.url(),
                                           u"--timeout"_s, u"5s"_s, u"--trace"_s});
    QVERIFY2(result.code >= 0, result.text().constData());
    QVERIFY2(result.text().contains("pwned"), result.text().constData());
    for (const char *bad : {"\x1b", "\a", "\xc2\x9b"})
        QVERIFY2(!result.text().contains(bad), result.text().toHex(' ').constData());
}

void TestCommand::standardErrorSaysWhatToDo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");

    const QStringList nobody{u"request"_s, u"nobody"_s};
    const QStringList secret{u"request"_s, u"secret.plan"_s};
    QTest::newRow("nobody there") << nobody << u"check the subject's spelling"_s;
    QTest::newRow("nobody there, as JSON")
        << nobody + QStringList{u"--json"_s} << u"check the subject's spelling"_s;
    QTest::newRow("publish denied") << secret << u"ask for publish permission"_s;
    QTest::newRow("inbox denied")
        << QStringList{u"request"_s, u"echo"_s, u"--inbox-prefix"_s, u"closed.me"_s}
        << u"allow subscribing to closed.me.>"_s;
    QTest::newRow("reply subject denied")
        << QStringList{u"request"_s, u"echo"_s, u"--reply"_s, u"closed.x"_s} << u"--reply"_s;
}

void TestCommand::standardErrorSaysWhatToDo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const ProgramResult result = runFanin(at(arguments));
    QVERIFY2(result.code >= 4, result.text().constData());
    QVERIFY2(result.error.contains(says.toUtf8()), result.text().constData());
    QVERIFY2(result.error.startsWith("fanin: ") && result.error.count('\n') == 1,
             result.text().constData());
    QVERIFY2(!result.out.isEmpty(), result.text().constData());
    // Said once.
    QVERIFY2(!result.error.contains(result.out.trimmed().split('\n').last()),
             result.text().constData());
}

void TestCommand::theInboxPrefixIsUsed()
{
    for (const auto &style : {u"new"_s, u"mux"_s}) {
        const ProgramResult result
            = runFanin(at({u"request"_s, u"echo"_s, u"--json"_s, u"--inbox"_s, style,
                           u"--inbox-prefix"_s, u"_MINE.a"_s}));
        QVERIFY2(result.code == 0, result.text().constData());
        QVERIFY2(result.json()["inbox"_L1].toString().startsWith("_MINE.a."_L1),
                 result.text().constData());
    }
}

void TestCommand::theServerLearnsWhoConnects()
{
    FakeServer server;
    server.greeting = FakeServer::info();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"USER"_s, u"ada"_s);
    const ProgramResult result = runFanin({u"request"_s, u"a"_s, u"--server"_s, server.url(),
                                           u"--timeout"_s, u"50ms"_s},
                                          {}, environment);
    QVERIFY2(result.code == 1, result.text().constData());
    const QByteArray reads = server.reads().join();
    QVERIFY2(reads.contains("\"name\":\"Fanin <ada@"), reads.constData());
}

void TestCommand::credentialsThatAreOddlyWrittenAreMentioned()
{
    QFile file(QStringLiteral(FANIN_FIXTURES "/operator/plain.creds"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const QByteArray plain = file.readAll();
    const auto run = [this](const QString &path) {
        return runFanin({u"request"_s, u"a"_s, u"--creds"_s, path, u"--server"_s, m_server->url()});
    };
    const ProgramResult odd = run(
        m_server->write(u"odd.creds"_s, QByteArray(plain).replace("\n", "\r\n")));
    QVERIFY2(odd.error.startsWith("fanin: warning: "), odd.text().constData());
    QVERIFY2(odd.error.contains("CR LF"), odd.text().constData());
    const ProgramResult good = run(file.fileName());
    QVERIFY2(!good.error.contains("warning"), good.text().constData());
}

void TestCommand::ctrlCEndsTheGatherAndStillPrints()
{
    QProcess process;
    process.start(QString::fromLatin1(FANIN_PROGRAM),
                  at({u"gather"_s, u"twice"_s, u"--timeout"_s, u"60s"_s, u"--late"_s, u"0"_s}));
    QByteArray out;
    // Both replies are there: now it only waits.
    QTRY_VERIFY((out += process.readAllStandardOutput()).count('\n') >= 3);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    out += process.readAllStandardOutput();
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QVERIFY2(process.exitCode() == 0, out.constData());
    QVERIFY2(out.count('\n') >= 4, out.constData());
}

void TestCommand::aReaderThatLeavesEndsTheProgram()
{
    // head takes one line and goes; the gather would go on for a minute.
    QProcess shell;
    QStringList arguments{u"-c"_s, u"\"$0\" \"$@\" | head -n 1"_s,
                          QString::fromLatin1(FANIN_PROGRAM)};
    shell.start(u"/bin/sh"_s,
                arguments
                    + at({u"gather"_s, u"twice"_s, u"--timeout"_s, u"60s"_s, u"--late"_s, u"0"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestCommand)
#include "tst_command.moc"
