// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/observedrun.h"

#include "core/fanin/run.h"
#include "tests/support/screenshots.h"
#include "tests/support/traffic.h"
#include "ui/fanin/faninview.h"
#include "ui/fanin/liverun.h"

#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using fanin::Observation;
using traffic::add;
using traffic::last;
using traffic::ms;

namespace {

constexpr base::Span kWindow = std::chrono::seconds(30);

struct Watched
{
    capture::Feed feed{base::WallAnchor::now()};

    void see(qint64 milliseconds, QByteArrayView subject, QByteArrayView reply = {},
             QByteArrayView payload = {}, QByteArrayView headerBlock = {})
    {
        add(feed.edit(), milliseconds, subject, reply, payload, headerBlock);
        feed.publish();
    }
    [[nodiscard]] capture::ConversationId newest() const
    {
        return feed.capture().conversations().conversationOf(last(feed.capture()));
    }
};

const fanin::Run &runOf(const ui::ObservedRun &observed)
{
    return observed.run()->run();
}

Observation observationOf(const ui::ObservedRun &observed)
{
    return runOf(observed).observation().value_or(Observation());
}

} // namespace

class TestObservedRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::applyTheme(*qApp, ui::Scheme::Light); }
    void repliesThatWereSeenAreTheRunsWithTheirTimes();
    void repliesThatComeLaterAreAdded();
    void itSaysHowTheConversationStands();
    void aStatusIsNoReply();
    void aRequestSeenAfterItsReplyMakesAnotherRun();
    void whatTheFeedHasDroppedStays();
    void moreThanItsLimitIsCounted();
    void looksAsARunOfOurOwn();
};

void TestObservedRun::repliesThatWereSeenAreTheRunsWithTheirTimes()
{
    Watched watched;
    watched.see(0, "clock.all", "_INBOX.a.1", "{}");
    watched.see(18, "_INBOX.a.1", {}, "one");
    watched.see(1130, "_INBOX.a.1", {}, "two");
    const ui::ObservedRun observed(watched.feed, watched.newest(), kWindow);
    const fanin::Run &run = runOf(observed);
    QCOMPARE(run.spec().subject, "clock.all"_ba);
    QCOMPARE(run.inbox(), "_INBOX.a.1"_ba);
    QCOMPARE(run.size(), 2);
    QCOMPARE(run.at(0), ms(18));
    QCOMPARE(run.at(1), ms(1130));
    QVERIFY(run.reply(1).message.payload() == "two");
    QVERIFY(!run.outcome());
    QCOMPARE(observationOf(observed).standing, Observation::Standing::Answered);
    QCOMPARE(observationOf(observed).window, kWindow);
}

void TestObservedRun::repliesThatComeLaterAreAdded()
{
    Watched watched;
    watched.see(0, "clock.all", "_INBOX.a.1");
    const ui::ObservedRun observed(watched.feed, watched.newest(), kWindow);
    QCOMPARE(observationOf(observed).standing, Observation::Standing::Waiting);
    watched.see(5, "others", "_INBOX.a.2");
    QCOMPARE(runOf(observed).size(), 0);
    watched.see(7, "_INBOX.a.1", {}, "one");
    watched.see(9, "_INBOX.a.1", {}, "two");
    QCOMPARE(runOf(observed).size(), 2);
    QCOMPARE(observationOf(observed).standing, Observation::Standing::Answered);
}

void TestObservedRun::itSaysHowTheConversationStands()
{
    Watched watched;
    watched.see(0, "nobody.there", "_INBOX.a.1");
    const capture::ConversationId silent = watched.newest();
    watched.see(1, "_INBOX.b.7", {}, "whose?");
    watched.feed.edit().tick(traffic::at(60'000));
    watched.feed.publish();
    const ui::ObservedRun unanswered(watched.feed, silent, kWindow);
    QCOMPARE(observationOf(unanswered).standing, Observation::Standing::Unanswered);
    const ui::ObservedRun orphan(watched.feed, watched.newest(), kWindow);
    QCOMPARE(observationOf(orphan).standing, Observation::Standing::Orphan);
    QCOMPARE(runOf(orphan).size(), 1);
    QCOMPARE(runOf(orphan).at(0), base::Span(0));
    QCOMPARE(runOf(orphan).inbox(), "_INBOX.b.7"_ba);
}

void TestObservedRun::aStatusIsNoReply()
{
    Watched watched;
    watched.see(0, "jobs", "_INBOX.a.1");
    watched.see(3, "_INBOX.a.1", {}, {}, "NATS/1.0 408 Request Timeout\r\n\r\n");
    const ui::ObservedRun observed(watched.feed, watched.newest(), kWindow);
    QCOMPARE(runOf(observed).size(), 1);
    QCOMPARE(runOf(observed).reply(0).kind, nats::ReplyKind::Status);
    QCOMPARE(runOf(observed).figures().replies, 0u);
}

void TestObservedRun::aRequestSeenAfterItsReplyMakesAnotherRun()
{
    Watched watched;
    watched.see(2, "_INBOX.a.1", {}, "too early");
    ui::ObservedRun observed(watched.feed, watched.newest(), kWindow);
    observed.setUncertainty(ms(1));
    const QSignalSpy replaced(&observed, &ui::ObservedRun::runReplaced);
    watched.see(3, "clock.all", "_INBOX.a.1");
    QCOMPARE(replaced.count(), 1);
    QCOMPARE(runOf(observed).spec().subject, "clock.all"_ba);
    QCOMPARE(runOf(observed).size(), 1);
    QCOMPARE(runOf(observed).at(0), base::Span(0)); // never before its request
    QVERIFY(observationOf(observed).reordered);
    QCOMPARE(observationOf(observed).uncertainty, std::optional<base::Span>(ms(1)));
}

void TestObservedRun::whatTheFeedHasDroppedStays()
{
    Watched watched;
    watched.see(0, "clock.all", "_INBOX.a.1");
    watched.see(2, "_INBOX.a.1", {}, "kept");
    const ui::ObservedRun observed(watched.feed, watched.newest(), kWindow);
    watched.feed.clear();
    QCOMPARE(runOf(observed).size(), 1);
    QVERIFY(runOf(observed).reply(0).message.payload() == "kept");
    watched.see(5, "another", "_INBOX.a.2");
    QCOMPARE(runOf(observed).size(), 1);
}

void TestObservedRun::moreThanItsLimitIsCounted()
{
    Watched watched;
    add(watched.feed.edit(), 0, "many", "_INBOX.a.1");
    for (qsizetype i = 0; i < ui::ObservedRun::kMaxReplies + 5; ++i)
        add(watched.feed.edit(), 1, "_INBOX.a.1");
    watched.feed.publish();
    const ui::ObservedRun observed(watched.feed, watched.newest(), kWindow);
    QCOMPARE(runOf(observed).size(), ui::ObservedRun::kMaxReplies);
    QCOMPARE(observationOf(observed).notShown, 5u);
    watched.see(2, "_INBOX.a.1");
    QCOMPARE(runOf(observed).size(), ui::ObservedRun::kMaxReplies);
    QCOMPARE(observationOf(observed).notShown, 6u);
}

void TestObservedRun::looksAsARunOfOurOwn()
{
    Watched watched;
    watched.see(0, "clock.all", "_INBOX.hQ2w.a81", "{\"zone\":\"UTC\"}");
    const capture::ConversationId id = watched.newest();
    for (const qint64 at : {18, 61, 240, 610, 840, 1130})
        watched.see(at, "_INBOX.hQ2w.a81", {},
                    at == 1130 ? "{\"zone\":\"UTC+1\"}" : "{\"zone\":\"UTC\"}");
    ui::ObservedRun observed(watched.feed, id, kWindow);
    observed.setUncertainty(std::chrono::microseconds(150));
    ui::FaninView view;
    view.resize(940, 420);
    view.setRun(observed.run());
    view.show();
    QTRY_COMPARE(observed.run()->announced(), 6);
    QVERIFY(screenshots::saveInBothThemes(view, u"observedrun"_s));
    watched.see(0, "billing.charge", "_INBOX.hQ2w.a82", "{}");
    const capture::ConversationId silent = watched.newest();
    watched.feed.edit().tick(traffic::at(90'000));
    watched.feed.publish();
    const ui::ObservedRun unanswered(watched.feed, silent, kWindow);
    view.setRun(unanswered.run());
    QVERIFY(screenshots::saveInBothThemes(view, u"observedrun-unanswered"_s));
    view.setRun(nullptr);
}

QTEST_MAIN(TestObservedRun)
#include "tst_observedrun.moc"
