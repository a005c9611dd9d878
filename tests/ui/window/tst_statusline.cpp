// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/window/statusline.h"

#include <QtTest/QTest>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::ConnectionState;

class TestStatusLine : public QObject
{
    Q_OBJECT

private slots:
    void onlyAConnectedServerHasARoundTrip();
    void whatDoesNotWorkIsAProblemAlsoWhileConnected();
};

void TestStatusLine::onlyAConnectedServerHasARoundTrip()
{
    ui::StatusLine line;
    const auto *rtt = line.findChild<QLabel *>(u"statusRtt"_s);
    ui::StatusLine::Facts facts;
    facts.status.state = ConnectionState::Connected;
    facts.status.rtt = 812us;
    line.setFacts(facts);
    QVERIFY(!rtt->isHidden());
    QCOMPARE(rtt->text(), u"RTT 812\u2009µs"_s);
    facts.status.state = ConnectionState::Backoff;
    line.setFacts(facts);
    QVERIFY(rtt->isHidden());
}

void TestStatusLine::whatDoesNotWorkIsAProblemAlsoWhileConnected()
{
    ui::StatusLine line;
    const auto *problem = line.findChild<QLabel *>(u"statusProblem"_s);
    ui::StatusLine::Facts facts;
    facts.status.state = ConnectionState::Connected;
    line.setFacts(facts);
    QCOMPARE(problem->text(), u"No problems"_s);
    facts.status.serverMessage = u"Permissions Violation"_s;
    line.setFacts(facts);
    QVERIFY(problem->text().contains(u"Permissions Violation"_s));
    facts.status.failure = nats::Failure{nats::FailureKind::InboxDenied,
                                         {base::ErrorKind::Auth, u"No inbox"_s, -1},
                                         {}};
    line.setFacts(facts);
    QVERIFY(problem->text().contains(u"No inbox"_s));
}

QTEST_MAIN(TestStatusLine)
#include "tst_statusline.moc"
