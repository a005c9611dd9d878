// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/runs.h"
#include "ui/fanin/runtext.h"

#include <QtTest/QtTest>

using namespace ui;
using namespace std::chrono_literals;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0x2009), u' ');
}

QStringList textOf(const std::vector<Tile> &tiles)
{
    QStringList lines;
    for (const Tile &tile : tiles)
        lines += QString(tile.number + u' ' + tile.unit).trimmed() + QStringLiteral(" | ")
                 + tile.label;
    return lines;
}

QStringList textOf(const std::vector<RuleText> &rules)
{
    QStringList lines;
    for (const RuleText &rule : rules)
        lines += (rule.ok ? QStringLiteral("met: ") : QStringLiteral("not met: ")) + rule.text;
    return lines;
}

fanin::Run endedWith(nats::EndReason reason, nats::Verb verb = nats::Verb::Gather)
{
    nats::RequestSpec spec = runs::gatherSpec();
    spec.verb = verb;
    fanin::Run run = runs::started(spec);
    run.finish(runs::ended(run, reason, 0.5));
    run.settle({});
    return run;
}

} // namespace

class TestRunText : public QObject
{
    Q_OBJECT

private slots:
    void tilesShowRepliesOfExpectedAndTimes();
    void tilesShowLateAndStrayOnlyWhereThereAreAny();
    void waitingSaysHowLongAndForWhom();
    void theEndSaysWhichRulesWereMet();
    void everyEndHasAShortName_data();
    void everyEndHasAShortName();
    void onlyAnEndWithoutAnythingToDrawReplacesTheChart();
    void aSingleRequestIsListedByItsTime();
    void aWatchedRunSaysHowItStandsAndJudgesNothing_data();
    void aWatchedRunSaysHowItStandsAndJudgesNothing();
    void aWatchedRunSaysHowFarItsTimesMayBeOff();
};

void TestRunText::tilesShowRepliesOfExpectedAndTimes()
{
    QCOMPARE(textOf(tilesOf(runs::clocks())),
             QStringList({QStringLiteral("6 of ≥ 5 | replies"), QStringLiteral("2 | distinct"),
                          QStringLiteral("18.2 ms | first"), QStringLiteral("425 ms | median"),
                          QStringLiteral("1.13 s | last"),
                          QStringLiteral("300 µs | round trip to server")}));
}

void TestRunText::tilesShowLateAndStrayOnlyWhereThereAreAny()
{
    fanin::Run run = runs::clocks();
    run.finish(runs::ended(run, nats::EndReason::Deadline, 2000));
    QCOMPARE(tilesOf(run).size(), size_t(6));
    runs::feed(run, {{2100, "clock-6", "x", nats::ReplyKind::Late}});
    run.settle({1, 2});
    const QStringList tiles = textOf(tilesOf(run));
    QCOMPARE(tiles.mid(6), QStringList({QStringLiteral("1 | late"),
                                        QStringLiteral("2 | stray, not kept")}));
}

void TestRunText::waitingSaysHowLongAndForWhom()
{
    const StateText state = stateOf(runs::clocks(), 1240ms);
    QCOMPARE(plain(state.headline), QStringLiteral("Waiting · 0.76 s left"));
    QCOMPARE(state.detail, QStringLiteral("clock-6 has not answered"));
    // The deadline passes a moment before the end is known: never a negative time.
    QCOMPARE(plain(stateOf(runs::clocks(), 2100ms).headline),
             QStringLiteral("Waiting · 0.00 s left"));
}

void TestRunText::theEndSaysWhichRulesWereMet()
{
    const fanin::Run run = runs::clocksAtTheEnd();
    QCOMPARE(textOf(rulesOf(run)), QStringList({QStringLiteral("met: ≥ 5 replies"),
                                                QStringLiteral("not met: no service error")}));
    const StateText state = stateOf(run, 2s);
    QCOMPARE(state.headline, QStringLiteral("Failed"));
    QCOMPARE(state.tone, Tone::Error);
    QCOMPARE(state.detail, nats::sentence(*run.outcome(), run.spec()));
}

void TestRunText::everyEndHasAShortName_data()
{
    QTest::addColumn<int>("reason");
    const QMetaEnum reasons = QMetaEnum::fromType<nats::EndReason>();
    for (int i = 0; i < reasons.keyCount(); ++i)
        QTest::newRow(reasons.key(i)) << reasons.value(i);
}

void TestRunText::everyEndHasAShortName()
{
    QFETCH(int, reason);
    const QString text = outcomeOf(endedWith(nats::EndReason(reason))).text;
    QVERIFY(!text.isEmpty());
    QVERIFY2(text.size() <= 16, qPrintable(text)); // it stands beside the subject
}

void TestRunText::onlyAnEndWithoutAnythingToDrawReplacesTheChart()
{
    QVERIFY(endedWithoutChart(endedWith(nats::EndReason::NoResponders)));
    QVERIFY(endedWithoutChart(endedWith(nats::EndReason::PublishDenied)));
    QVERIFY(endedWithoutChart(endedWith(nats::EndReason::Accepted, nats::Verb::Publish)));
    QVERIFY(!endedWithoutChart(endedWith(nats::EndReason::TimedOut))); // the waiting is the news
    QVERIFY(!endedWithoutChart(runs::clocksAtTheEnd()));
    QVERIFY(!endedWithoutChart(runs::started()));
}

void TestRunText::aSingleRequestIsListedByItsTime()
{
    nats::RequestSpec spec = runs::gatherSpec();
    spec.verb = nats::Verb::Request;
    fanin::Reading reading;
    fanin::Run run = runs::started(spec, reading);
    runs::feed(run, {{1.9, "a", "x"}});
    run.finish(runs::ended(run, nats::EndReason::CountReached, 1.9));
    QCOMPARE(plain(outcomeOf(run).text), QStringLiteral("1.90 ms"));
    QCOMPARE(outcomeOf(runs::clocks()).text, QStringLiteral("6 of 5"));
}

void TestRunText::aWatchedRunSaysHowItStandsAndJudgesNothing_data()
{
    using Standing = fanin::Observation::Standing;
    QTest::addColumn<Standing>("standing");
    QTest::addColumn<bool>("replies");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("chart");
    QTest::newRow("waiting") << Standing::Waiting << false << QStringLiteral("Waiting") << true;
    QTest::newRow("answered") << Standing::Answered << true << QStringLiteral("Answered") << true;
    QTest::newRow("no reply seen")
        << Standing::Unanswered << false << QStringLiteral("No reply seen") << false;
    QTest::newRow("without a request")
        << Standing::Orphan << true << QStringLiteral("Reply without a request") << true;
}

void TestRunText::aWatchedRunSaysHowItStandsAndJudgesNothing()
{
    QFETCH(fanin::Observation::Standing, standing);
    QFETCH(bool, replies);
    fanin::Run run = runs::started();
    if (replies)
        runs::feed(run, {{5, "clock-1", "x"}});
    fanin::Observation observation;
    observation.standing = standing;
    observation.window = 30s;
    observation.notShown = 3;
    run.observe(observation);
    const StateText state = stateOf(run, {});
    QTEST(state.headline, "title");
    QVERIFY2(state.detail.contains(u"3 more replies are not shown"), qPrintable(state.detail));
    QVERIFY(rulesOf(run).empty());
    QTEST(!endedWithoutChart(run), "chart");
    QCOMPARE(!adviceFor(run).isEmpty(), standing == fanin::Observation::Standing::Unanswered);
    if (endedWithoutChart(run))
        QCOMPARE(plain(failureOf(run)), QStringLiteral("No reply was seen within 30 s"));
}

void TestRunText::aWatchedRunSaysHowFarItsTimesMayBeOff()
{
    fanin::Run run = runs::started();
    runs::feed(run, {{5, "clock-1", "x"}});
    run.observe({});
    QCOMPARE(textOf(tilesOf(run)).last(), QStringLiteral("± ? | as seen from here"));
    fanin::Observation observation;
    observation.uncertainty = 150us;
    run.observe(observation);
    QCOMPARE(textOf(tilesOf(run)).last(), QStringLiteral("± 150 µs | as seen from here"));
}

QTEST_GUILESS_MAIN(TestRunText)
#include "tst_runtext.moc"
