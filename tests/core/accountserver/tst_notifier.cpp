// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/notifier.h"

#include "core/accountserver/updatereply.h"
#include "tests/support/fakeserver.h"
#include "tests/support/jwtfixtures.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace accountserver;

class TestNotifier : public QObject
{
    Q_OBJECT

private slots:
    void whatChangedBeforeTheConnectionIsToldAfterIt();
    void answersOfServersAreCounted_data();
    void answersOfServersAreCounted();
    void whatServersAnswerIsSummedUp();
    void activationsAreToldByIssuerAndHash();
    void aCrowdIsToldWithoutWaitingForAnswers();
    void refusalsDoNotStopIt();
    void whatIsLostOnItsWayIsToldAgain();
    void nobodyListeningIsAProblem();
    void aDeniedInboxStillTells();
    void updatesOfOthersAreHeard();
    void aGapIsToldAtEachConnection();
    void anotherConnectionTakesOverWhatWaits();
    void itMayBeDeletedAtAnyTime();
};

namespace {

nats::ConnectOptions optionsFor(const FakeServer &server)
{
    nats::ConnectOptions options;
    options.servers = *nats::parseServerUrls(server.url());
    return options;
}

StoredPtr fixture(const QString &name)
{
    return storedToken(jwtfixtures::read(u"jwt/%1.jwt"_s.arg(name)));
}

QByteArray keyOf(const StoredPtr &token)
{
    return jwt::Token::decode(token->text)->claims().sub;
}

// "SUBJECT PAYLOAD" of each notification so far; a lost connection is asked about too.
QByteArrayList published(const FakeServer &server)
{
    QByteArrayList all;
    for (const QByteArray &frame : server.frames()) {
        if (!frame.startsWith("MSG $SYS.ACCOUNT."))
            continue;
        const QByteArrayList parts = frame.split(' ');
        const qsizetype payload = frame.lastIndexOf('[');
        all += parts.value(1) + ' ' + frame.sliced(payload + 1, frame.size() - payload - 2);
    }
    return all;
}

QByteArray answerOf(const QByteArray &server, const QByteArray &message)
{
    return R"({"server":{"name":")" + server
        + R"(","id":"N1"},"data":{"account":"A","code":200,"message":")" + message + R"("}})";
}

// Answers each PUB that wants an answer.
void answer(FakeServer &server, const QByteArrayList &payloads)
{
    server.script = [&server, payloads](const nats::Frame &frame) {
        const auto *message = std::get_if<nats::Message>(&frame);
        if (message && !message->reply().isNull()) {
            for (const QByteArray &payload : payloads)
                server.send(server.reply(payload));
        }
        return false;
    };
}

} // namespace

void TestNotifier::whatChangedBeforeTheConnectionIsToldAfterIt()
{
    FakeServer server;
    Notifier notifier(optionsFor(server));
    const StoredPtr plain = fixture(u"account/plain"_s);
    const StoredPtr newer = fixture(u"account/plain-newer"_s);
    const StoredPtr full = fixture(u"account/full"_s);
    notifier.notify(keyOf(plain), plain);
    notifier.notify(keyOf(full), full);
    notifier.notify(keyOf(newer), newer);
    QVERIFY(notifier.status().configured);
    QVERIFY(!notifier.status().connected);
    QCOMPARE(notifier.status().queued, 2);
    notifier.start();
    QCOMPARE(notifier.status().text, u"connecting to "_s + server.url());
    QTRY_COMPARE(notifier.status().sent, 2);
    const QByteArrayList expected{
        "$SYS.ACCOUNT." + keyOf(newer) + ".CLAIMS.UPDATE " + newer->text,
        "$SYS.ACCOUNT." + keyOf(full) + ".CLAIMS.UPDATE " + full->text,
    };
    QCOMPARE(published(server), expected);
    QVERIFY(notifier.status().connected);
    QCOMPARE(notifier.status().text, u"connected to fake (%1)"_s.arg(server.url()));
    QCOMPARE(notifier.status().lastKey, keyOf(full));
    QTRY_COMPARE(notifier.status().queued, 0);
}

void TestNotifier::answersOfServersAreCounted_data()
{
    QTest::addColumn<QByteArrayList>("answers");
    QTest::addColumn<int>("applied");
    QTest::addColumn<int>("skipped");
    QTest::addColumn<int>("asked");
    QTest::addColumn<QString>("problem");
    const QByteArray refusal
        = R"({"server":{"name":"n3"},"error":{"code":500,"description":"jwt validation failed"}})";
    QTest::newRow("one") << QByteArrayList{answerOf("n1", "jwt updated")} << 1 << 0 << 1
                         << QString();
    QTest::newRow("three") << QByteArrayList{answerOf("n1", "jwt updated"),
                                             answerOf("n2", "jwt update skipped"), refusal}
                           << 1 << 1 << 3 << u"n3: jwt validation failed"_s;
    QTest::newRow("an account server's")
        << QByteArrayList{answerOf("n1", "jwt updated"),
                          answerOf("nats-account-server", "Updated jwt")}
        << 1 << 0 << 1 << QString();
}

void TestNotifier::answersOfServersAreCounted()
{
    QFETCH(const QByteArrayList, answers);
    QFETCH(const int, applied);
    QFETCH(const int, skipped);
    QFETCH(const int, asked);
    QFETCH(const QString, problem);
    FakeServer server;
    answer(server, answers);
    Notifier notifier(optionsFor(server));
    notifier.start();
    const StoredPtr plain = fixture(u"account/plain"_s);
    notifier.notify(keyOf(plain), plain);
    QTRY_COMPARE(notifier.status().lastAsked, asked);
    QCOMPARE(notifier.status().lastApplied, applied);
    QCOMPARE(notifier.status().lastSkipped, skipped);
    QCOMPARE(notifier.status().lastProblem, problem);
    QCOMPARE(notifier.status().sent, 1);
}

void TestNotifier::whatServersAnswerIsSummedUp()
{
    UpdateReplies replies;
    for (const char *garbage : {"", "no JSON", "{}", "[]", R"({"data":{"message":"jwt updated"}})"})
        replies.add(garbage);
    QVERIFY(replies == UpdateReplies());
    replies.add(QByteArray(R"({"server":{"name":")" + QByteArray(70'000, 'n') + R"("}})"));
    QVERIFY(replies == UpdateReplies());
    replies.add(R"({"server":{"name":"n1"},"error":{"description":"first"}})");
    replies.add(R"({"server":{"name":"n2"},"error":{"description":"second"}})");
    QCOMPARE(replies.answered, 2);
    QCOMPARE(replies.applied, 0);
    QCOMPARE(replies.problem, u"n1: first"_s);
}

void TestNotifier::activationsAreToldByIssuerAndHash()
{
    FakeServer server;
    Notifier notifier(optionsFor(server));
    notifier.start();
    const StoredPtr activation = fixture(u"activation/service-by-signing-key"_s);
    const auto token = jwt::Token::decode(activation->text);
    const QByteArray hash = jwt::activationHash(token->claims());
    notifier.notify(hash, activation);
    QTRY_COMPARE(notifier.status().sent, 1);
    QCOMPARE(published(server),
             QByteArrayList{"$SYS.ACCOUNT." + token->claims().iss + ".CLAIMS.ACTIVATE." + hash + ' '
                            + activation->text});
    QVERIFY(server.lastReply().isEmpty());
}

void TestNotifier::aCrowdIsToldWithoutWaitingForAnswers()
{
    FakeServer server;
    Notifier notifier(optionsFor(server));
    constexpr quint64 kCrowd = 1'000;
    const StoredPtr plain = fixture(u"account/plain"_s);
    for (quint64 i = 0; i < kCrowd; ++i)
        notifier.notify("A" + QByteArray::number(i), plain);
    notifier.start();
    QTRY_COMPARE_WITH_TIMEOUT(notifier.status().sent, kCrowd, 20'000);
    QCOMPARE(published(server).size(), qsizetype(kCrowd));
    QCOMPARE(notifier.status().lastKey, "A" + QByteArray::number(kCrowd - 1));
}

void TestNotifier::refusalsDoNotStopIt()
{
    FakeServer server;
    int refusals = 0;
    server.script = [&](const nats::Frame &frame) {
        if (!std::holds_alternative<nats::ConnectFrame>(frame) || refusals == 3)
            return false;
        ++refusals;
        server.send("-ERR 'Authorization Violation'\r\n");
        server.drop();
        return true;
    };
    Notifier notifier(optionsFor(server));
    QStringList texts;
    connect(&notifier, &Notifier::changed, this, [&] { texts += notifier.status().text; });
    notifier.start();
    const StoredPtr plain = fixture(u"account/plain"_s);
    notifier.notify(keyOf(plain), plain);
    QTRY_COMPARE_WITH_TIMEOUT(notifier.status().sent, 1, 20'000);
    QCOMPARE(refusals, 3);
    QVERIFY(std::ranges::any_of(
        texts, [](const QString &text) { return text.contains("refused the credentials"_L1); }));
}

void TestNotifier::whatIsLostOnItsWayIsToldAgain()
{
    FakeServer server;
    bool lost = false;
    server.script = [&](const nats::Frame &frame) {
        if (lost || !std::holds_alternative<nats::Message>(frame))
            return false;
        lost = true;
        server.drop();
        return true;
    };
    Notifier notifier(optionsFor(server));
    notifier.start();
    const StoredPtr plain = fixture(u"account/plain"_s);
    notifier.notify(keyOf(plain), plain);
    QTRY_COMPARE(notifier.status().sent, 1);
    QCOMPARE(published(server).size(), 2);
    QCOMPARE(server.connections(), 2);
}

void TestNotifier::nobodyListeningIsAProblem()
{
    FakeServer server;
    server.script = [&server](const nats::Frame &frame) {
        const auto *message = std::get_if<nats::Message>(&frame);
        if (message && !message->reply().isNull())
            server.send("HMSG " + server.lastReply() + ' ' + server.lastSid()
                        + " 16 16\r\nNATS/1.0 503\r\n\r\n\r\n");
        return false;
    };
    Notifier notifier(optionsFor(server));
    notifier.start();
    const StoredPtr plain = fixture(u"account/plain"_s);
    notifier.notify(keyOf(plain), plain);
    QTRY_COMPARE(notifier.status().lastAsked, 0);
    QCOMPARE(notifier.status().lastApplied, 0);
    QVERIFY(notifier.status().lastProblem.contains(u"system account"_s));
    QCOMPARE(notifier.status().queued, 0);
}

void TestNotifier::aDeniedInboxStillTells()
{
    FakeServer server;
    server.script = [&server](const nats::Frame &frame) {
        const auto *sub = std::get_if<nats::SubFrame>(&frame);
        if (sub && sub->subject.startsWith("_INBOX"))
            server.send("-ERR 'Permissions Violation for Subscription to \"" + sub->subject
                        + "\"'\r\n");
        return false;
    };
    Notifier notifier(optionsFor(server));
    notifier.start();
    const StoredPtr plain = fixture(u"account/plain"_s);
    notifier.notify(keyOf(plain), plain);
    QTRY_COMPARE(notifier.status().sent, 1);
    QTRY_COMPARE(notifier.status().queued, 0);
    QCOMPARE(notifier.status().lastAsked, -1);
    notifier.notify("B", plain);
    QTRY_COMPARE(notifier.status().sent, 2);
    QVERIFY(server.lastReply().isEmpty());
}

void TestNotifier::updatesOfOthersAreHeard()
{
    FakeServer server;
    QByteArray updates;
    QByteArray activations;
    server.script = [&](const nats::Frame &frame) {
        if (const auto *sub = std::get_if<nats::SubFrame>(&frame)) {
            if (sub->subject == "$SYS.ACCOUNT.*.CLAIMS.UPDATE")
                updates = sub->sid;
            else if (sub->subject == "$SYS.ACCOUNT.*.CLAIMS.ACTIVATE.*")
                activations = sub->sid;
        }
        return false;
    };
    Notifier notifier(optionsFor(server));
    QByteArrayList heard;
    connect(&notifier, &Notifier::updated, this,
            [&heard](const QByteArray &token) { heard += token; });
    notifier.listen();
    notifier.start();
    QTRY_VERIFY(!updates.isEmpty() && !activations.isEmpty());
    server.send("MSG $SYS.ACCOUNT.A1.CLAIMS.UPDATE " + updates + " 3\r\none\r\n"
                + "MSG $SYS.ACCOUNT.A2.CLAIMS.ACTIVATE.H " + activations + " 3\r\ntwo\r\n");
    QTRY_COMPARE(heard.size(), 2);
    QCOMPARE(heard, (QByteArrayList{"one", "two"}));
    QTRY_COMPARE(notifier.status().received, 2);
}

void TestNotifier::aGapIsToldAtEachConnection()
{
    FakeServer server;
    Notifier notifier(optionsFor(server));
    QSignalSpy gaps(&notifier, &Notifier::gap);
    notifier.listen();
    notifier.start();
    QTRY_COMPARE(gaps.size(), 1);
    server.drop();
    QTRY_COMPARE(gaps.size(), 2);
}

void TestNotifier::anotherConnectionTakesOverWhatWaits()
{
    FakeServer silent;
    silent.greeting.clear();
    Notifier first(optionsFor(silent));
    first.start();
    const StoredPtr plain = fixture(u"account/plain"_s);
    first.notify(keyOf(plain), plain);
    FakeServer server;
    Notifier second(optionsFor(server));
    second.continueFrom(first);
    second.start();
    QTRY_COMPARE(second.status().sent, 1);
    QCOMPARE(published(server).size(), 1);
    QCOMPARE(published(silent).size(), 0);
}

void TestNotifier::itMayBeDeletedAtAnyTime()
{
    FakeServer server;
    const StoredPtr plain = fixture(u"account/plain"_s);
    for (quint64 sent = 0; sent < 20; ++sent) {
        Notifier notifier(optionsFor(server));
        notifier.listen();
        notifier.start();
        for (int i = 0; i < 20; ++i)
            notifier.notify("A" + QByteArray::number(i), plain);
        QTRY_VERIFY(notifier.status().sent >= sent);
    }
    // And by whoever hears from it.
    auto *notifier = new Notifier(optionsFor(server), this);
    bool gone = false;
    connect(notifier, &QObject::destroyed, this, [&gone] { gone = true; });
    connect(notifier, &Notifier::changed, this, [notifier] {
        if (notifier->status().connected)
            notifier->deleteLater();
    });
    notifier->start();
    QTRY_VERIFY(gone);
}

QTEST_GUILESS_MAIN(TestNotifier)
#include "tst_notifier.moc"
