// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/modelprint.h"
#include "tests/support/runs.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/replymodel.h"

#include "core/nats/gather.h"
#include "core/nats/session.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

using namespace ui;

namespace {

// A model that shouts when it breaks a rule of models.
struct Checked
{
    ReplyModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

QStringList shown(const QAbstractItemModel &model)
{
    QStringList rows = modelprint::rows(model);
    for (QString &row : rows)
        row.replace(QChar(0x2009), u' ');
    return rows;
}

} // namespace

class TestReplyModel : public QObject
{
    Q_OBJECT

private slots:
    void readsLikeTheScreen();
    void aLateReplySaysHowLate();
    void statusMessagesAndSentinelsSayWhatTheyAre();
    void aBatchIsOneInsertion();
    void anotherReadingChangesRowsInPlace();
    void rolesAreValues();
    void aDeletedRunEmptiesIt();
};

void TestReplyModel::readsLikeTheScreen()
{
    LiveRun live(runs::clocks());
    Checked checked;
    checked.model.setRun(&live);
    QCOMPARE(modelprint::header(checked.model),
             QStringLiteral("# | at, ms | Δ | responder | bytes | group | status | preview"));
    const QString utc = QStringLiteral(R"({"zone":"UTC","time":"20:01:33"})");
    QCOMPARE(shown(checked.model),
             QStringList(
                 {QStringLiteral("1 | 18.204 | – | clock-1 | 32 | A ×4 |  | ") + utc,
                  QStringLiteral("2 | 61.377 | 43.173 | clock-2 | 32 | A ×4 |  | ") + utc,
                  QStringLiteral("3 | 240.015 | 178.638 | clock-3 | 32 | A ×4 |  | ") + utc,
                  QStringLiteral("4 | 610.902 | 370.887 | clock-4 | 0 | – | "
                                 "503 clock is being wound | "),
                  QStringLiteral("5 | 840.450 | 229.548 | clock-2 | 32 | A ×4 | second answer | ")
                      + utc,
                  QStringLiteral("6 | 1,130.671 | 290.221 | clock-5 | 34 | B ×1 | differs | "
                                 R"({"zone":"UTC+1","time":"21:01:33"})")}));
}

void TestReplyModel::aLateReplySaysHowLate()
{
    LiveRun live(runs::clocksAtTheEnd());
    Checked checked;
    checked.model.setRun(&live);
    const QString late = shown(checked.model).last();
    QVERIFY2(late.contains(QStringLiteral("| late +412 ms |")), qPrintable(late));
}

void TestReplyModel::statusMessagesAndSentinelsSayWhatTheyAre()
{
    fanin::Run run = runs::started();
    runs::feed(run, {{1, "a", "x"},
                     {2, {}, {}, nats::ReplyKind::Notice, {}, "NATS/1.0 100 Idle Heartbeat"},
                     {3, {}, {}, nats::ReplyKind::Sentinel},
                     {4, {}, {}, nats::ReplyKind::Status, {}, "NATS/1.0 503 No Responders"}});
    LiveRun live(std::move(run));
    Checked checked;
    checked.model.setRun(&live);
    const auto status = [&checked](int row) {
        return checked.model.index(row, ReplyModel::Status).data().toString();
    };
    QCOMPARE(status(1), QStringLiteral("status 100 Idle Heartbeat"));
    QCOMPARE(status(2), QStringLiteral("sentinel, not counted"));
    QCOMPARE(status(3), QStringLiteral("status 503 No Responders"));
    QCOMPARE(checked.model.index(3, 0).data(ReplyModel::ShapeRole).toInt(), int(Shape::Status));
}

void TestReplyModel::aBatchIsOneInsertion()
{
    nats::Session session(nats::ConnectOptions{});
    LiveRun live(fanin::Run(runs::gatherSpec(), runs::byClock(), {runs::kSentAt, {}}));
    nats::Gather *gather = session.request(runs::gatherSpec(), nullptr);
    live.attach(gather);
    emit gather->started("_INBOX.x", runs::kSentAt);
    Checked checked;
    checked.model.setRun(&live);
    QSignalSpy inserted(&checked.model, &QAbstractItemModel::rowsInserted);
    std::vector<nats::Reply> batch;
    for (const runs::Answer &answer : runs::clockAnswers())
        batch.push_back(runs::reply(answer));
    emit gather->repliesAdded(batch);
    QTRY_COMPARE(inserted.count(), 1);
    QCOMPARE(checked.model.rowCount(), 6);
    emit gather->repliesAdded({});
    QCOMPARE(inserted.count(), 1);
}

void TestReplyModel::anotherReadingChangesRowsInPlace()
{
    LiveRun live(runs::clocks());
    Checked checked;
    checked.model.setRun(&live);
    QSignalSpy reset(&checked.model, &QAbstractItemModel::modelReset);
    QSignalSpy replaced(&live, &LiveRun::readingReplaced);
    fanin::Reading reading = live.run().reading();
    reading.lanes = fanin::ByArrival{};
    reading.expected.clear();
    live.setReading(reading);
    QTRY_COMPARE(replaced.count(), 1);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(checked.model.index(0, ReplyModel::Responder).data().toString(),
             QStringLiteral("reply 1"));
    QCOMPARE(checked.model.index(4, ReplyModel::Status).data().toString(), QString());
}

void TestReplyModel::rolesAreValues()
{
    LiveRun live(runs::clocks());
    Checked checked;
    checked.model.setRun(&live);
    const QModelIndex differing = checked.model.index(5, ReplyModel::Group);
    QCOMPARE(differing.data(ReplyModel::ShapeRole).toInt(), int(Shape::Differs));
    QCOMPARE(differing.data(ReplyModel::GroupRole).toInt(), 1);
    QCOMPARE(differing.data(ReplyModel::MajorityRole).toBool(), false);
    QCOMPARE(checked.model.index(0, 0).data(ReplyModel::MajorityRole).toBool(), true);
    QCOMPARE(checked.model.index(3, 0).data(ReplyModel::GroupRole).toInt(), -1);
    QVERIFY(!differing.data(Qt::ForegroundRole).isValid());
    QVERIFY(!differing.data(Qt::BackgroundRole).isValid());
}

void TestReplyModel::aDeletedRunEmptiesIt()
{
    auto live = std::make_unique<LiveRun>(runs::clocks());
    Checked checked;
    checked.model.setRun(live.get());
    live.reset();
    QCOMPARE(checked.model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestReplyModel)
#include "tst_replymodel.moc"
