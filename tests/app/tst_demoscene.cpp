// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demoscene.h"

#include "core/nats/subject.h"

#include <QtCore/QSet>
#include <QtTest/QTest>

using namespace std::chrono_literals;

class TestDemoScene : public QObject
{
    Q_OBJECT

private slots:
    void nineClocksAnswerAndOneIsLate();
    void oneClockAnswersTwice();
    void clocksSayTheTimeOfTheirZone();
    void aServiceErrorHasHeadersAndNoPayload();
    void theEchoKeepsBytesAndHeaders();
    void nobodyServesTheLastExample();
    void whatIsReservedMayBeSoldOut();
    void colleaguesAskWhoAnswersAndWhoDoesNot();
};

namespace {

using Answer = app::DemoResponder::Answer;

const app::DemoResponder &responder(const QByteArray &name)
{
    return *std::ranges::find(app::demoResponders(), name, &app::DemoResponder::name);
}

app::DemoAnswer answerOf(const app::DemoResponder &responder, const nats::Message &request = {})
{
    return app::demoAnswer(responder, request, std::chrono::system_clock::time_point(1234ms));
}

} // namespace

void TestDemoScene::nineClocksAnswerAndOneIsLate()
{
    QSet<QByteArray> names;
    QSet<QByteArray> late;
    for (const app::DemoResponder &each : app::demoResponders()) {
        if (each.subject != app::demoRequest().subject)
            continue;
        names += each.name;
        if (each.delays.front() > app::demoRequest().rules.total)
            late += each.name;
    }
    QCOMPARE(names.size(), 9);
    QCOMPARE(late, QSet<QByteArray>{"clock-9"});
}

void TestDemoScene::oneClockAnswersTwice()
{
    QCOMPARE(responder("clock-6").delays.size(), size_t(2));
    QCOMPARE(responder("clock-1").delays.size(), size_t(1));
}

void TestDemoScene::clocksSayTheTimeOfTheirZone()
{
    QCOMPARE(answerOf(responder("clock-1")).payload,
             QByteArray(R"({"zone":"UTC","time":"1970-01-01T00:00:01.234Z"})"));
    QCOMPARE(answerOf(responder("clock-7")).payload,
             QByteArray(R"({"zone":"UTC+1","time":"1970-01-01T01:00:01.234+01:00"})"));
    QCOMPARE(answerOf(responder("clock-1")).headers,
             (std::vector<nats::HeaderLine>{{"Clock-Id", "clock-1"}}));
}

void TestDemoScene::aServiceErrorHasHeadersAndNoPayload()
{
    const app::DemoAnswer answer = answerOf(responder("clock-8"));
    QVERIFY(answer.payload.isEmpty());
    QCOMPARE(answer.headers,
             (std::vector<nats::HeaderLine>{{"Clock-Id", "clock-8"},
                                            {"Nats-Service-Error", "clock is being wound"},
                                            {"Nats-Service-Error-Code", "503"}}));
}

void TestDemoScene::theEchoKeepsBytesAndHeaders()
{
    const QByteArray payload("\0\xff\r\n", 4);
    const std::vector<nats::HeaderLine> headers{{"A", "1"}, {"a", ""}, {"A", "2"}};
    const auto request
        = nats::Message::fromParts("demo.echo", "r", nats::encodeHeaders(headers), payload);
    const auto &echo
        = *std::ranges::find(app::demoResponders(), Answer::Echo, &app::DemoResponder::answer);
    const app::DemoAnswer answer = answerOf(echo, request);
    QCOMPARE(answer.payload, payload);
    QCOMPARE(answer.headers, headers);
}

void TestDemoScene::nobodyServesTheLastExample()
{
    const auto examples = app::demoExamples();
    QCOMPARE(examples.front().spec, app::demoRequest());
    const auto served = [](const app::DemoExample &example) {
        return std::ranges::find(app::demoResponders(), example.spec.subject,
                                 &app::DemoResponder::subject)
            != app::demoResponders().end();
    };
    for (const app::DemoExample &example : examples)
        QCOMPARE(served(example), &example != &examples.back());
}

void TestDemoScene::whatIsReservedMayBeSoldOut()
{
    const auto &stock
        = *std::ranges::find(app::demoResponders(), Answer::Stock, &app::DemoResponder::answer);
    QSet<bool> soldOut;
    for (const app::DemoTalk &talk : app::demoTalks()) {
        if (talk.spec.subject != stock.subject)
            continue;
        const auto request
            = nats::Message::fromParts(talk.spec.subject, "r", {}, talk.spec.payload);
        const app::DemoAnswer answer = answerOf(stock, request);
        soldOut += answer.payload.isEmpty();
        QCOMPARE(answer.headers.empty(), !answer.payload.isEmpty());
    }
    QCOMPARE(soldOut, (QSet<bool>{false, true}));
}

void TestDemoScene::colleaguesAskWhoAnswersAndWhoDoesNot()
{
    QSet<QByteArray> unserved;
    for (const app::DemoTalk &talk : app::demoTalks()) {
        QVERIFY(!nats::subject::checkLiteral(talk.spec.subject));
        const bool served = std::ranges::any_of(app::demoResponders(), [&](const auto &each) {
            return each.subject == talk.spec.subject;
        });
        if (!served)
            unserved += talk.spec.subject;
    }
    QCOMPARE(unserved, (QSet<QByteArray>{"billing.charge", "events.order.created"}));
}

QTEST_GUILESS_MAIN(TestDemoScene)
#include "tst_demoscene.moc"
