// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Who asks? The question, the answer, and who is spared both.
#include "core/capture/requesternames.h"

#include "core/capture/feed.h"
#include "core/nats/connz.h"
#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "core/nats/subscription.h"
#include "tests/support/fakeserver.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace capture;
using namespace Qt::StringLiterals;

class TestRequesterNames : public QObject
{
    Q_OBJECT

private slots:
    void theQuestionNamesAnInbox();
    void answersAreRead_data();
    void answersAreRead();
    void aRequesterIsNamed();
    void eachIsAskedForOnce();
    void nobodyIsAskedWhereThatIsNotFor_data();
    void nobodyIsAskedWhereThatIsNotFor();
    void serversThatSayNothingAreLeftAlone();
    void whoMayNotAskStops();
    void aClearedCaptureBeginsAnew();
    void ownQuestionsAreNoTraffic();
};

namespace {

QByteArray answer(const QByteArray &prefix, const QByteArray &name = "shop-api")
{
    return R"({"server":{"id":"S"},"data":{"connections":[)"
           R"({"cid":4,"name":"watcher","subscriptions_list_detail":[{"subject":"_INBOX.>"}]},)"
           R"({"cid":5,"name":")"
        + name + R"(","lang":"go","ip":"10.0.0.7","port":4711,"subscriptions_list_detail":[)"
        + R"({"subject":"svc.*"},{"subject":")" + prefix + R"(.*","sid":"1"}]}]}})";
}

struct Scene
{
    explicit Scene(bool readOnly = false)
        : feed(base::WallAnchor::now())
    {
        nats::ConnectOptions options;
        options.servers = nats::parseServerUrls(server.url()).value();
        options.readOnly = readOnly;
        session = std::make_unique<nats::Session>(options);
        session->open();
        [this] {
            QTRY_COMPARE(session->status().state, nats::ConnectionState::Connected);
        }();
    }

    // Answers each question with what `says` makes of the prefix it is about.
    void answerAll(std::function<QByteArray(const QByteArray &)> says)
    {
        server.script = [this, says = std::move(says)](const nats::Frame &frame) {
            const auto *message = std::get_if<nats::Message>(&frame);
            if (message && message->subject() == nats::connz::kSubject) {
                const QByteArray body = message->payload().toByteArray();
                const qsizetype begin = body.indexOf("_INBOX");
                const QByteArray prefix = body.sliced(begin, body.indexOf(".x\"") - begin);
                asked += prefix;
                replyTo(message->reply().toByteArray(), says(prefix));
            }
            return false;
        };
    }
    void replyTo(const QByteArray &inbox, const QByteArray &payload)
    {
        if (!payload.isEmpty()) {
            server.send("MSG " + inbox + ' ' + server.lastSid() + ' '
                        + QByteArray::number(payload.size()) + "\r\n" + payload + "\r\n");
        }
    }
    // In anything the client has sent.
    [[nodiscard]] bool has(const QByteArray &part) const
    {
        return server.frames().join('\n').contains(part);
    }
    void request(const QByteArray &reply)
    {
        feed.edit().append({nats::Message::fromParts("svc", reply, {}, {}, base::Clock::now())});
        feed.publish();
    }

    FakeServer server;
    Feed feed;
    std::unique_ptr<nats::Session> session;
    QByteArrayList asked;
};

} // namespace

void TestRequesterNames::theQuestionNamesAnInbox()
{
    const nats::RequestSpec spec = requesterinquiry::question("_INBOX.abc");
    QCOMPARE(spec.subject, "$SYS.REQ.SERVER.PING.CONNZ");
    QCOMPARE(spec.payload, R"({"filter_subject":"_INBOX.abc.x","subscriptions_detail":true})");
}

void TestRequesterNames::answersAreRead_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("name");
    const QByteArray good = answer("_INBOX.abc");
    QTest::newRow("named, not who watches everything") << good << u"shop-api"_s;
    QTest::newRow("nameless") << answer("_INBOX.abc", "") << u"go 10.0.0.7:4711"_s;
    QTest::newRow("of another inbox") << answer("_INBOX.abcd") << QString();
    QTest::newRow("not JSON") << QByteArray("no") << QString();
    QTest::newRow("JSON of another shape")
        << QByteArray(R"({"data":[{"connections":3}]})") << QString();
    QTest::newRow("an error") << QByteArray(R"({"error":{"code":403}})") << QString();
    QTest::newRow("cut off") << good.chopped(1) << QString();
    const QByteArray longest(requesterinquiry::kMaxName, 'n');
    QTest::newRow("a long name") << answer("_INBOX.abc", longest + 'n')
                                 << QString::fromLatin1(longest);
    QTest::newRow("control characters")
        << answer("_INBOX.abc", R"(a\u001b[31mb)") << u"a\\x1b[31mb"_s;
    QTest::newRow("the largest that is read")
        << good + QByteArray(nats::connz::kMaxReply - good.size(), ' ') << u"shop-api"_s;
    QTest::newRow("larger") << good + QByteArray(nats::connz::kMaxReply - good.size() + 1, ' ')
                            << QString();
}

void TestRequesterNames::answersAreRead()
{
    QFETCH(const QByteArray, reply);
    QFETCH(const QString, name);
    QCOMPARE(requesterinquiry::nameFrom(reply, "_INBOX.abc").value_or(QString()), name);
}

void TestRequesterNames::aRequesterIsNamed()
{
    Scene scene;
    scene.answerAll([](const QByteArray &prefix) { return answer(prefix); });
    RequesterNames names(scene.session.get(), scene.feed);
    QSignalSpy changes(&names, &RequesterNames::namesChanged);
    scene.request("_INBOX.abc.1");
    QCOMPARE(names.name(0), QString());
    QCOMPARE(names.name(1), u"requester 1"_s);
    QVERIFY(!names.isKnown(1));
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(names.name(1), u"shop-api"_s);
    QVERIFY(names.isKnown(1));
}

void TestRequesterNames::eachIsAskedForOnce()
{
    Scene scene;
    scene.answerAll([](const QByteArray &prefix) { return answer(prefix); });
    for (int i = 0; i < 20; ++i) // before anybody asks
        scene.request("_INBOX.r" + QByteArray::number(i) + ".1");
    RequesterNames names(scene.session.get(), scene.feed);
    QTRY_VERIFY(names.isKnown(20));
    for (int i = 0; i < 20; ++i)
        scene.request("_INBOX.r" + QByteArray::number(i) + ".2");
    scene.request("_INBOX.last.1");
    QTRY_VERIFY(names.isKnown(21));
    QCOMPARE(scene.asked.size(), 21);
}

void TestRequesterNames::nobodyIsAskedWhereThatIsNotFor_data()
{
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<bool>("withSession");
    QTest::addColumn<QByteArray>("reply");
    QTest::newRow("read-only") << true << true << QByteArray("_INBOX.abc.1");
    QTest::newRow("an opened capture") << false << false << QByteArray("_INBOX.abc.1");
    QTest::newRow("one inbox a request") << false << true << QByteArray("_INBOX.abc");
    QTest::newRow("from another account") << false << true << QByteArray("_R_.abcdef.ghijkl");
}

void TestRequesterNames::nobodyIsAskedWhereThatIsNotFor()
{
    QFETCH(const bool, readOnly);
    QFETCH(const bool, withSession);
    QFETCH(const QByteArray, reply);
    Scene scene(readOnly);
    RequesterNames names(withSession ? scene.session.get() : nullptr, scene.feed);
    scene.request(reply);
    // What was published by now has come once this has.
    (void)scene.session->subscribe("fence", {}, scene.session.get());
    QTRY_VERIFY(scene.server.frames().contains("SUB fence [] 1"));
    QVERIFY(!scene.has("CONNZ"));
}

void TestRequesterNames::serversThatSayNothingAreLeftAlone()
{
    Scene scene;
    scene.answerAll([](const QByteArray &) { return QByteArray(); });
    RequesterNames names(scene.session.get(), scene.feed);
    for (int i = 0; i < 20; ++i)
        scene.request("_INBOX.r" + QByteArray::number(i) + ".1");
    QTRY_COMPARE(scene.asked.size(), RequesterNames::kAtOnce);
    // Their time is up, and no further one is asked for: only once the capture begins anew.
    scene.session->close();
    QTRY_COMPARE(scene.session->status().state, nats::ConnectionState::Closed);
    scene.session->open();
    QTRY_COMPARE(scene.session->status().state, nats::ConnectionState::Connected);
    scene.request("_INBOX.more.1");
    scene.feed.clear();
    scene.request("_INBOX.fresh.1");
    QTRY_COMPARE(scene.asked.size(), RequesterNames::kAtOnce + 1);
    QCOMPARE(scene.asked.last(), "_INBOX.fresh");
}

void TestRequesterNames::whoMayNotAskStops()
{
    Scene scene;
    scene.server.script = [&scene](const nats::Frame &frame) {
        const auto *message = std::get_if<nats::Message>(&frame);
        if (message && message->subject() == nats::connz::kSubject) {
            scene.asked += message->payload().toByteArray();
            scene.server.send("-ERR 'Permissions Violation for Publish to "
                              "\"$SYS.REQ.SERVER.PING.CONNZ\"'\r\n");
        }
        return false;
    };
    RequesterNames names(scene.session.get(), scene.feed);
    scene.request("_INBOX.a.1");
    // Once this one has been denied, so has the first.
    const auto *own
        = scene.session->request(requesterinquiry::question("_INBOX.own"), scene.session.get());
    QSignalSpy denied(own, &nats::Gather::finished);
    QTRY_COMPARE(denied.size(), 1);
    QCOMPARE(scene.asked.size(), 2);
    QCOMPARE(scene.session->status().serverMessage, QString());
    scene.request("_INBOX.b.1");
    (void)scene.session->subscribe("fence", {}, scene.session.get());
    QTRY_VERIFY(scene.has("SUB fence"));
    QCOMPARE(scene.asked.size(), 2);
}

void TestRequesterNames::aClearedCaptureBeginsAnew()
{
    Scene scene;
    scene.answerAll([](const QByteArray &prefix) { return answer(prefix, prefix + " itself"); });
    RequesterNames names(scene.session.get(), scene.feed);
    scene.request("_INBOX.a.1");
    QTRY_COMPARE(names.name(1), u"_INBOX.a itself"_s);
    scene.feed.clear();
    QVERIFY(!names.isKnown(1));
    scene.request("_INBOX.b.1");
    QTRY_COMPARE(names.name(1), u"_INBOX.b itself"_s);
}

void TestRequesterNames::ownQuestionsAreNoTraffic()
{
    Scene scene;
    scene.answerAll([](const QByteArray &prefix) { return answer(prefix); });
    QByteArrayList seen;
    const auto *watch = scene.session->subscribe(">", {}, scene.session.get());
    connect(watch, &nats::Subscription::messagesAdded, this,
            [&seen](const nats::MessageBatch &messages) {
                for (const nats::Message &message : *messages)
                    seen += message.subject().toByteArray();
            });
    QTRY_VERIFY(scene.server.frames().contains("SUB > [] 1"));
    RequesterNames names(scene.session.get(), scene.feed);
    scene.request("_INBOX.a.1");
    QTRY_VERIFY(names.isKnown(1));
    const QByteArray inbox = scene.server.lastReply();
    QVERIFY(!inbox.isEmpty());
    scene.server.send("MSG $SYS.REQ.SERVER.PING.CONNZ 1 " + inbox + " 1\r\nx\r\n");
    scene.server.send("MSG " + inbox + " 1 1\r\nx\r\n");
    scene.server.send("MSG $SYS.REQ.SERVER.PING.CONNZ 1 _INBOX.person 1\r\nx\r\n");
    scene.server.send("MSG _INBOX.person 1 1\r\nx\r\n");
    QTRY_COMPARE(seen, (QByteArrayList{"$SYS.REQ.SERVER.PING.CONNZ", "_INBOX.person"}));
    QCOMPARE(scene.session->status().stray, 0u);
}

QTEST_GUILESS_MAIN(TestRequesterNames)
#include "tst_requesternames.moc"
