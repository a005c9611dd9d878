// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Why was I disconnected? The question, the answer, and who is spared both.
#include "core/nats/closeinquiry.h"
#include "core/nats/connz.h"

#include "core/nats/session.h"
#include "tests/support/fakeserver.h"

#include <QtTest/QTest>

using namespace nats;
using namespace Qt::StringLiterals;

namespace {

QByteArray answer(const QByteArray &serverId = "FAKE", int cid = 7,
                  const QByteArray &reason = "Slow Consumer (Pending Bytes)")
{
    return R"({"server":{"name":"n1","id":")" + serverId
        + R"("},"data":{"num_connections":1,"connections":[{"cid":)" + QByteArray::number(cid)
        + R"(,"stop":"2026-11-22T06:43:49Z","reason":")" + reason + R"("}]}})";
}

struct Scene
{
    explicit Scene(bool readOnly = false, const QByteArray &more = {})
    {
        server.greeting = FakeServer::info(more);
        ConnectOptions options;
        options.servers = *parseServerUrls(server.url());
        options.readOnly = readOnly;
        session = std::make_unique<Session>(options);
        session->open();
        [this] {
            QTRY_COMPARE(session->status().state, ConnectionState::Connected);
        }();
    }

    void loseAndRestore(const QByteArray &lastWords = {})
    {
        const int before = server.logins();
        server.send(lastWords);
        server.drop();
        [this, before] {
            QTRY_COMPARE(server.logins(), before + 1);
            QTRY_VERIFY(session->status().lastLoss && session->status().lastLoss->restoredAt);
        }();
    }

    [[nodiscard]] qsizetype questions() const
    {
        return std::count_if(server.frames().cbegin(), server.frames().cend(),
                             [](const QByteArray &line) {
                                 return line.startsWith(QByteArray("MSG ") + connz::kSubject);
                             });
    }

    [[nodiscard]] QString explanation() const { return session->status().lastLoss->explanation; }

    FakeServer server;
    std::unique_ptr<Session> session;
};

} // namespace

class TestCloseInquiry : public QObject
{
    Q_OBJECT

private slots:
    void theQuestionNamesTheOldClient();
    void reasonsAreRead_data();
    void reasonsAreRead();
    void knownReasonsAreExplained();
    void anUnexplainedLossIsAskedAboutOnce();
    void onlyTheServerThatClosedIsBelieved();
    void theNextLossIsAskedAboutAnew();
    void anExplainedLossIsNotAskedAbout();
    void aReadOnlyConnectionAsksNothing();
    void whoMayNotAskGoesWithout_data();
    void whoMayNotAskGoesWithout();
    void theSessionMayGoInMidQuestion();
};

void TestCloseInquiry::theQuestionNamesTheOldClient()
{
    const RequestSpec spec = closeinquiry::question(42);
    QCOMPARE(spec.subject, "$SYS.REQ.SERVER.PING.CONNZ");
    QCOMPARE(spec.payload, R"({"cid":42,"state":1})");
    QVERIFY(spec.rules.quiet > base::Span(0) && spec.rules.quiet < spec.rules.total);
}

void TestCloseInquiry::reasonsAreRead_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("reason");
    QTest::newRow("as it should be") << answer() << u"Slow Consumer (Pending Bytes)"_s;
    QTest::newRow("another server") << answer("OTHER") << QString();
    QTest::newRow("another client") << answer("FAKE", 8) << QString();
    QTest::newRow("no reason") << answer("FAKE", 7, "") << QString();
    QTest::newRow("nobody") << QByteArray(R"({"server":{"id":"FAKE"},"data":{"connections":[]}})")
                            << QString();
    QTest::newRow("an error") << QByteArray(
        R"({"server":{"id":"FAKE"},"error":{"code":403,"description":"no"}})")
                              << QString();
    QTest::newRow("wrong types") << QByteArray(
        R"({"server":{"id":"FAKE"},"data":{"connections":[1,null,{"cid":"7","reason":{}}]}})")
                                 << QString();
    QTest::newRow("not an object") << QByteArray("[1]") << QString();
    QTest::newRow("not JSON") << QByteArray("\xff{") << QString();
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("long reason") << answer("FAKE", 7, QByteArray(1000, 'x'))
                                 << QString(closeinquiry::kMaxReason, u'x');
    const QByteArray padding(connz::kMaxReply - answer().size(), ' ');
    QTest::newRow("at the limit") << QByteArray(answer() + padding)
                                  << u"Slow Consumer (Pending Bytes)"_s;
    QTest::newRow("past the limit") << QByteArray(answer() + padding + ' ') << QString();
    QTest::newRow("nested deeply") << QByteArray(QByteArray(100'000, '[')) << QString();
}

void TestCloseInquiry::reasonsAreRead()
{
    QFETCH(QByteArray, reply);
    QFETCH(QString, reason);
    QCOMPARE(closeinquiry::reasonFrom(reply, u"FAKE"_s, 7).value_or(QString()), reason);
    QVERIFY(!closeinquiry::reasonFrom(reply, QString(), 7));
}

void TestCloseInquiry::knownReasonsAreExplained()
{
    QVERIFY(closeinquiry::explained(u"Kicked"_s).contains(u"operator"_s));
    QVERIFY(closeinquiry::explained(u"Kicked"_s).startsWith(u"“Kicked”: "_s));
    QCOMPARE(closeinquiry::explained(u"Something New"_s), u"“Something New”"_s);
}

void TestCloseInquiry::anUnexplainedLossIsAskedAboutOnce()
{
    Scene scene;
    QCOMPARE(scene.questions(), 0);
    scene.loseAndRestore();
    QTRY_COMPARE(scene.questions(), 1);
    scene.server.send(scene.server.reply(answer()));
    QTRY_VERIFY(scene.explanation().contains(u"did not read fast enough"_s));
    // It stays with the loss, whatever the connection says next.
    scene.server.send("-ERR 'Invalid Subject'\r\n");
    QTRY_VERIFY(!scene.session->status().serverMessage.isEmpty());
    QVERIFY(!scene.explanation().isEmpty());
    QCOMPARE(scene.questions(), 1);
}

void TestCloseInquiry::onlyTheServerThatClosedIsBelieved()
{
    Scene scene;
    scene.loseAndRestore();
    QTRY_COMPARE(scene.questions(), 1);
    scene.server.send(scene.server.reply(answer("OTHER", 7, "Kicked")));
    scene.server.send(scene.server.reply("nonsense"));
    scene.server.send(scene.server.reply(answer("FAKE", 7, "Server Shutdown")));
    scene.server.send(scene.server.reply(answer("FAKE", 7, "Kicked")));
    QTRY_VERIFY(scene.explanation().startsWith(u"“Server Shutdown”"_s));
}

void TestCloseInquiry::theNextLossIsAskedAboutAnew()
{
    Scene scene;
    scene.loseAndRestore();
    QTRY_COMPARE(scene.questions(), 1);
    scene.server.send(scene.server.reply(answer()));
    QTRY_VERIFY(!scene.explanation().isEmpty());
    scene.loseAndRestore();
    QCOMPARE(scene.explanation(), QString());
    QTRY_COMPARE(scene.questions(), 2);
    scene.server.send(scene.server.reply(answer("FAKE", 7, "Kicked")));
    QTRY_VERIFY(scene.explanation().startsWith(u"“Kicked”"_s));
}

void TestCloseInquiry::anExplainedLossIsNotAskedAbout()
{
    Scene scene;
    scene.loseAndRestore("-ERR 'Stale Connection'\r\n");
    scene.server.send("PING\r\n");
    QTRY_VERIFY(scene.server.frames().contains("PONG"));
    scene.loseAndRestore("INFO {\"server_id\":\"FAKE\",\"ldm\":true}\r\n");
    // Both are known by now: the question would have been sent before this one.
    RequestSpec fence;
    fence.verb = Verb::Publish;
    fence.subject = "fence";
    (void)scene.session->request(fence, scene.session.get());
    QTRY_VERIFY(scene.server.frames().last().startsWith("MSG fence"));
    QCOMPARE(scene.questions(), 0);
}

void TestCloseInquiry::aReadOnlyConnectionAsksNothing()
{
    Scene scene(true);
    scene.loseAndRestore();
    QVERIFY(scene.session->status().lastLoss->unexplained);
    (void)scene.session->subscribe("fence", {}, scene.session.get());
    QTRY_VERIFY(scene.server.frames().last().startsWith("SUB fence"));
    QCOMPARE(scene.questions(), 0);
}

void TestCloseInquiry::whoMayNotAskGoesWithout_data()
{
    QTest::addColumn<bool>("denied");
    QTest::newRow("denied") << true;
    QTest::newRow("nobody there") << false;
}

void TestCloseInquiry::whoMayNotAskGoesWithout()
{
    QFETCH(bool, denied);
    Scene scene;
    scene.loseAndRestore();
    QTRY_COMPARE(scene.questions(), 1);
    if (denied) {
        scene.server.send("-ERR 'Permissions Violation for Publish to "
                          "\"$SYS.REQ.SERVER.PING.CONNZ\"'\r\n");
    } else {
        scene.server.send("HMSG " + scene.server.lastReply() + ' ' + scene.server.lastSid()
                          + " 16 16\r\nNATS/1.0 503\r\n\r\n\r\n");
    }
    scene.server.send("-ERR 'Invalid Subject'\r\n");
    QTRY_VERIFY(!scene.session->status().serverMessage.isEmpty());
    QVERIFY2(!scene.session->status().serverMessage.contains(u"CONNZ"_s),
             qPrintable(scene.session->status().serverMessage));
    QCOMPARE(scene.explanation(), QString());
    QCOMPARE(scene.session->status().state, ConnectionState::Connected);
}

void TestCloseInquiry::theSessionMayGoInMidQuestion()
{
    Scene scene;
    scene.loseAndRestore();
    QTRY_COMPARE(scene.questions(), 1);
    scene.server.send(scene.server.reply(answer()));
    scene.session.reset();
    QVERIFY(!scene.session);
}

QTEST_GUILESS_MAIN(TestCloseInquiry)
#include "tst_closeinquiry.moc"
