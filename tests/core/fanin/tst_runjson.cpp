// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/run.h"
#include "core/fanin/runjson.h"
#include "tests/support/replies.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::ReplyKind;

class RunJsonTest final : public QObject
{
    Q_OBJECT

private slots:
    void printsAFinishedRun();
    void whatIsNotKnownIsNull();
    void bytesThatAreNoTextStayReadable();
    void aLargeRunComesInPieces();
    void aSinkThatRefusesEndsTheWriting();
};

void RunJsonTest::printsAFinishedRun()
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = "demo.time";
    spec.rules.quiet = 300500us;
    spec.rules.maxReplies = 5;
    spec.rules.sentinel = nats::HeaderSentinel{"K", "V"};
    fanin::Reading reading;
    reading.lanes = fanin::ByHeader{"From"};
    reading.success = {2, true, true};
    const base::WallAnchor anchor{base::Instant(0s),
                                  std::chrono::system_clock::time_point(1763755293s)};
    fanin::Run run(spec, reading, anchor);
    const base::Span sent = 1000000001ns;
    run.start("_INBOX.abc", base::Instant(sent));
    run.append({replies::make("{\"a\":\"\xc3\xa9\"}", "From: c1\r\nX:\r\nX: 2", sent + 1812us),
                replies::make("", "From: c2\r\nNats-Service-Error: no", sent + 2ms),
                replies::make("", "K: V", sent + 3ms, ReplyKind::Sentinel),
                replies::make("late", "From: c1", sent + 2500ms, ReplyKind::Late)});
    nats::Outcome outcome;
    outcome.reason = nats::EndReason::Sentinel;
    outcome.sent = nats::Sent::Yes;
    outcome.at = 3ms;
    outcome.replies = 2;
    outcome.rtt = 312400ns;
    run.finish(outcome);
    run.settle({1, 4});

    const QByteArray expected
        = R"({"subject":"demo.time","inbox":"_INBOX.abc",)"
          R"("server":{"url":"nats://127.0.0.1:4222","name":"n1","version":"2.9.10","clientId":7},)"
          R"("sentAt":"2025-11-21T20:01:34.000000001Z","rttUs":312,)"
          R"("rules":{"totalMs":2000,"quietMs":300.5,"maxReplies":5,"sentinel":"header:K=V"},)"
          R"("replies":[{"n":1,"atUs":1812,"responder":"c1","group":"A","status":null,)"
          R"("headers":[["From","c1"],["X",""],["X","2"]],)"
          "\"payloadText\":\"{\\\"a\\\":\\\"\xc3\xa9\\\"}\","
          R"("payloadBase64":"eyJhIjoiw6kifQ==","late":false},)"
          R"({"n":2,"atUs":2000,"responder":"c2","group":null,"status":null,)"
          R"("headers":[["From","c2"],["Nats-Service-Error","no"]],)"
          R"("payloadText":"","payloadBase64":"","late":false},)"
          R"({"n":3,"atUs":3000,"responder":null,"group":null,"status":null,)"
          R"("headers":[["K","V"]],"payloadText":"","payloadBase64":"","late":false},)"
          R"({"n":4,"atUs":2500000,"responder":"c1","group":"B","status":null,)"
          R"("headers":[["From","c1"]],"payloadText":"late","payloadBase64":"bGF0ZQ==","late":true}],)"
          R"("end":{"reason":"Sentinel","atUs":3000,)"
          R"("sentence":"Ended after 3 ms: the sentinel came, with 2 replies"},)"
          R"("counts":{"replies":2,"late":1,"stray":4,"distinct":1,"bytes":10},)"
          R"("verdict":{"ok":false,"rules":[{"rule":"replies>=2","ok":true},)"
          R"({"rule":"all-equal","ok":false},{"rule":"no-service-error","ok":false}]}})";
    QCOMPARE(fanin::toJson(run, {u"nats://127.0.0.1:4222"_s, u"n1"_s, u"2.9.10"_s, 7}), expected);
}

void RunJsonTest::whatIsNotKnownIsNull()
{
    fanin::Reading reading;
    reading.success.minReplies = 0;
    const fanin::Run run({}, reading, {});
    QCOMPARE(fanin::toJson(run, {}),
             R"({"subject":"","inbox":null,)"
             R"("server":{"url":null,"name":null,"version":null,"clientId":null},)"
             R"("sentAt":null,"rttUs":null,)"
             R"("rules":{"totalMs":2000,"quietMs":null,"maxReplies":null,"sentinel":"off"},)"
             R"("replies":[],"end":null,)"
             R"("counts":{"replies":0,"late":0,"stray":0,"distinct":0,"bytes":0},)"
             R"("verdict":{"ok":true,"rules":[]}})"_ba);
}

void RunJsonTest::bytesThatAreNoTextStayReadable()
{
    fanin::Run run({}, {}, {});
    run.start({}, base::Instant(0s));
    run.append(
        {replies::make(QByteArray("\xff\0", 2), "K: \xe4"),
         {nats::Message::fromParts("x", {}, "NATS/1.0 100 Idle\r\n\r\n", {}), ReplyKind::Notice}});
    const QByteArray json = fanin::toJson(run, {});
    QVERIFY2(json.contains(R"("responder":null,"group":"A","status":null,)"), json.constData());
    QVERIFY2(
        json.contains("[[\"K\",\"\xc3\xa4\"]],\"payloadText\":null,\"payloadBase64\":\"/wA=\""),
        json.constData());
    QVERIFY2(json.contains(R"("status":100,)"), json.constData());
}

namespace {

// About 2.4 MB of JSON.
fanin::Run largeRun()
{
    fanin::Run run({}, {}, {});
    run.start({}, base::Instant(0s));
    for (int i = 0; i < 100; ++i)
        run.append({replies::make(QByteArray(10'000, 'x'))});
    return run;
}

} // namespace

void RunJsonTest::aLargeRunComesInPieces()
{
    const fanin::Run run = largeRun();
    QByteArray all;
    qsizetype largest = 0;
    QVERIFY(fanin::writeJson(run, {}, [&](QByteArrayView piece) {
        all += piece;
        largest = std::max(largest, piece.size());
        return true;
    }));
    QVERIFY2(largest < 128 * 1024, QByteArray::number(largest).constData());
    QCOMPARE(all, fanin::toJson(run, {}));
    QCOMPARE(QJsonDocument::fromJson(all)["replies"_L1].toArray().size(), 100);
}

void RunJsonTest::aSinkThatRefusesEndsTheWriting()
{
    int calls = 0;
    QVERIFY(!fanin::writeJson(largeRun(), {}, [&calls](QByteArrayView) {
        ++calls;
        return false;
    }));
    QCOMPARE(calls, 1);
}

QTEST_GUILESS_MAIN(RunJsonTest)
#include "tst_runjson.moc"
