// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/modelprint.h"
#include "tests/support/runs.h"
#include "ui/fanin/wiremodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

using namespace ui;
using namespace std::chrono_literals;
using Direction = nats::WireEntry::Direction;

class TestWireModel : public QObject
{
    Q_OBJECT

private slots:
    void showsBothDirectionsInOrder();
    void saysHowManyAreNotListed();
};

void TestWireModel::showsBothDirectionsInOrder()
{
    fanin::Run run = runs::started();
    nats::WireRecord record;
    record.entries = {{runs::kSentAt, Direction::Out, "SUB _INBOX.x 1", -1},
                      {runs::kSentAt, Direction::Out, "PUB demo.time _INBOX.x 14", 14},
                      {runs::kSentAt, Direction::Out, "PING", -1},
                      {runs::kSentAt + 310us, Direction::In, "PONG", -1},
                      {runs::kSentAt + 18204us, Direction::In, "MSG _INBOX.x 1 32", 32},
                      {runs::kSentAt + 2s, Direction::Out, "UNSUB 1", -1}};
    run.addWire(record);
    LiveRun live(std::move(run));
    WireModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRun(&live);
    QStringList rows = modelprint::rows(model);
    for (QString &row : rows)
        row.replace(QChar(0x2009), u' ');
    QCOMPARE(rows, QStringList({QStringLiteral("0.000 | → | SUB _INBOX.x 1 | "),
                                QStringLiteral("0.000 | → | PUB demo.time _INBOX.x 14 | 14 B"),
                                QStringLiteral("0.000 | → | PING | "),
                                QStringLiteral("0.310 | ← | PONG | "),
                                QStringLiteral("18.204 | ← | MSG _INBOX.x 1 32 | 32 B"),
                                QStringLiteral("2,000.000 | → | UNSUB 1 | ")}));
    QCOMPARE(model.index(1, WireModel::Line).data(WireModel::VerbRole).toInt(), 3);
    QCOMPARE(model.index(5, WireModel::Line).data(WireModel::OutgoingRole).toBool(), true);
    QVERIFY(model.notice().isEmpty());
}

void TestWireModel::saysHowManyAreNotListed()
{
    fanin::Run run = runs::started();
    nats::WireRecord record;
    record.unlisted = 1204;
    run.addWire(record);
    LiveRun live(std::move(run));
    WireModel model;
    model.setRun(&live);
    QVERIFY2(model.notice().contains(QStringLiteral("1,204")), qPrintable(model.notice()));
}

QTEST_GUILESS_MAIN(TestWireModel)
#include "tst_wiremodel.moc"
