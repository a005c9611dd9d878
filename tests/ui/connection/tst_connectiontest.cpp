// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontest.h"

#include "tests/support/fakeserver.h"
#include "tests/support/screenshots.h"
#include "ui/connection/connectiontesttext.h"
#include "ui/connection/steprow.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::ConnectionState;
using nats::ConnectStep;

namespace {

nats::ConnectionStatus passed()
{
    nats::ConnectionStatus status;
    status.state = ConnectionState::Connected;
    status.url = u"tls://nats.example.org:4222"_s;
    status.server.serverName = u"hub-1"_s;
    status.server.serverId = u"NABC"_s;
    status.server.version = u"2.9.10"_s;
    status.steps = ui::untriedSteps();
    const QString details[] = {u"192.0.2.17, 2001:db8::17"_s,
                               u"192.0.2.17:4222"_s,
                               u"hub-1 2.9.10"_s,
                               u"TLS 1.3 · TLS_AES_256_GCM_SHA384 · nats.example.org"_s,
                               u"user and password"_s,
                               QString(),
                               u"_INBOX.>"_s};
    for (size_t i = 0; i < status.steps.size(); ++i) {
        status.steps[i].state = ConnectStep::State::Passed;
        status.steps[i].took = std::chrono::microseconds(i == 3 ? 8'400 : 520);
        status.steps[i].detail = details[i];
    }
    return status;
}

nats::ConnectionStatus failed()
{
    nats::ConnectionStatus status = passed();
    status.state = ConnectionState::Closed;
    status.steps[0].state = ConnectStep::State::Skipped;
    status.steps[0].detail.clear();
    status.steps[3].state = ConnectStep::State::Failed;
    status.steps[3].detail.clear();
    for (size_t i = 4; i < status.steps.size(); ++i) {
        status.steps[i].state = ConnectStep::State::Waiting;
        status.steps[i].detail.clear();
        status.steps[i].took = {};
    }
    status.failure = nats::Failure{
        nats::FailureKind::WrongHost,
        {base::ErrorKind::Tls,
         u"The certificate is for hub-1.internal.example.org, hub-2.internal.example.org and "
         u"*.cluster.local; it was asked for as nats.example.org. Whoever answers there is either "
         u"another server or one with a certificate for its inner names only."_s},
        u"Connect by one of the names in the certificate, or have the server's certificate made "
        u"anew with this name."_s};
    return status;
}

struct Test
{
    Test()
    {
        widget.resize(320, 520);
        widget.show();
    }
    [[nodiscard]] QString text(const QString &name) const
    {
        const auto *label = widget.findChild<QLabel *>(name);
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        return widget.findChild<QPushButton *>(name);
    }

    ui::ConnectionTest widget;
};

nats::ConnectOptions optionsFor(const FakeServer &server)
{
    nats::ConnectOptions options;
    options.servers = *nats::parseServerUrls(server.url());
    return options;
}

} // namespace

class TestConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::applyTheme(*qApp, ui::Scheme::Dark); }
    void allStepsAreShownBeforeTheFirstTest();
    void passedTestSaysWithWhomAndHowLong();
    void failedTestSaysWhyAndWhatToTry();
    void onlyTheInboxFailingIsNoFailureToConnect();
    void orderOfTheStepsIsTheAttempts();
    void runningTestSaysWhatItDoes();
    void theWholeTestCanBeCopied();
    void plainLoginIsAskedFor();
    void whatComesBeforeTheTestIsSaid();
    void aServerPassesForReal();
    void nobodyThereFailsForReal();
    void theNextServerIsTriedForReal();
    void stopEndsIt();
};

void TestConnectionTest::allStepsAreShownBeforeTheFirstTest()
{
    Test t;
    const auto rows = t.widget.findChildren<ui::StepRow *>();
    QCOMPARE(rows.size(), 7);
    QVERIFY(rows.first()->accessibleName().contains(u"Name"_s));
    QVERIFY(!t.widget.findChild<QWidget *>(u"testSummary"_s)->isVisible());
    QVERIFY(!t.button(u"testCopy"_s)->isVisible());
    const QSignalSpy asked(&t.widget, &ui::ConnectionTest::startRequested);
    QTest::mouseClick(t.button(u"testButton"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void TestConnectionTest::passedTestSaysWithWhomAndHowLong()
{
    Test t;
    const QSignalSpy done(&t.widget, &ui::ConnectionTest::finished);
    t.widget.showStatus(passed());
    QCOMPARE(done.size(), 1);
    QVERIFY(done.first().first().toBool());
    QCOMPARE(t.text(u"testTitle"_s), u"Ready: hub-1 2.9.10 in 11.5\u2009ms"_s);
    QVERIFY(t.text(u"testReason"_s).isEmpty());
    QVERIFY(screenshots::saveInBothThemes(t.widget, u"connectiontest-passed"_s));
}

void TestConnectionTest::failedTestSaysWhyAndWhatToTry()
{
    Test t;
    const QSignalSpy done(&t.widget, &ui::ConnectionTest::finished);
    t.widget.showStatus(failed());
    QVERIFY(!done.first().first().toBool());
    QCOMPARE(t.text(u"testTitle"_s), u"Failed: TLS"_s);
    QCOMPARE(t.text(u"testReason"_s), failed().failure->error.text);
    QCOMPARE(t.text(u"testAdvice"_s), failed().failure->advice);
    QCOMPARE(t.widget.findChildren<ui::StepRow *>().at(3)->step().detail,
             failed().failure->error.text);
    // However long the reason is, it comes into sight.
    const auto *title = t.widget.findChild<QLabel *>(u"testTitle"_s);
    QTRY_VERIFY(!title->visibleRegion().isEmpty());
    QVERIFY(screenshots::saveInBothThemes(t.widget, u"connectiontest-failed"_s));
}

void TestConnectionTest::onlyTheInboxFailingIsNoFailureToConnect()
{
    auto status = passed();
    status.steps.back().state = ConnectStep::State::Failed;
    status.failure = nats::Failure{nats::FailureKind::InboxDenied,
                                   {base::ErrorKind::Auth, u"no subscription to _INBOX"_s},
                                   u"Give another inbox prefix."_s};
    const auto summary = ui::testSummary(status);
    QCOMPARE(summary.mark, ui::SeverityMark::Warning);
    QCOMPARE(summary.reason, u"no subscription to _INBOX"_s);
    QVERIFY(ui::isOver(status));
    QVERIFY(!ui::hasPassed(status));
}

void TestConnectionTest::orderOfTheStepsIsTheAttempts()
{
    Test t;
    auto status = passed();
    std::swap(status.steps[2], status.steps[3]); // TLS first
    status.steps.pop_back();
    t.widget.showStatus(status);
    const auto rows = t.widget.findChildren<ui::StepRow *>();
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows.at(2)->step().kind, ConnectStep::Kind::Tls);
    QCOMPARE(rows.at(3)->step().kind, ConnectStep::Kind::Info);
}

void TestConnectionTest::runningTestSaysWhatItDoes()
{
    Test t;
    auto status = passed();
    status.state = ConnectionState::Connecting;
    status.steps[3].state = ConnectStep::State::Running;
    status.steps[3].detail.clear();
    for (size_t i = 4; i < status.steps.size(); ++i)
        status.steps[i].state = ConnectStep::State::Waiting;
    t.widget.showStatus(status);
    QVERIFY(t.widget.isRunning());
    QVERIFY(t.text(u"testTitle"_s).contains(u"agreeing on TLS"_s));
    QVERIFY(!ui::isOver(status));
    QVERIFY(screenshots::saveInBothThemes(t.widget, u"connectiontest-running"_s));
}

void TestConnectionTest::theWholeTestCanBeCopied()
{
    Test t;
    t.widget.showStatus(failed());
    QTest::mouseClick(t.button(u"testCopy"_s), Qt::LeftButton);
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text, t.widget.text());
    QVERIFY(text.contains(u"TLS, failed, 8.40\u2009ms"_s));
    QVERIFY(text.contains(u"Log in, not tried"_s));
    QVERIFY(text.contains(failed().failure->error.text));
    QVERIFY(text.contains(failed().failure->advice));
    QCOMPARE(text.count(failed().failure->error.text), 1);
}

void TestConnectionTest::plainLoginIsAskedFor()
{
    Test t;
    auto status = failed();
    status.state = ConnectionState::NeedsAttention;
    status.failure = nats::Failure{nats::FailureKind::PlainLoginAsked,
                                   {base::ErrorKind::Auth, u"The password would be readable."_s},
                                   {}};
    const QSignalSpy done(&t.widget, &ui::ConnectionTest::finished);
    t.widget.showStatus(status);
    QVERIFY(done.empty());
    QVERIFY(t.button(u"testAllowPlain"_s)->isVisible());
    QVERIFY(screenshots::saveInBothThemes(t.widget, u"connectiontest-plainlogin"_s));
    QTest::mouseClick(t.button(u"testAllowPlain"_s), Qt::LeftButton);
    t.widget.showStatus(passed());
    QVERIFY(!t.button(u"testAllowPlain"_s)->isVisible());
}

void TestConnectionTest::whatComesBeforeTheTestIsSaid()
{
    Test t;
    t.widget.prepare();
    QVERIFY(t.widget.isRunning());
    t.widget.fail({base::ErrorKind::Io, u"creds: there is no file"_s});
    QVERIFY(!t.widget.isRunning());
    QCOMPARE(t.text(u"testReason"_s), u"creds: there is no file"_s);
    QVERIFY(t.widget.text().contains(u"creds: there is no file"_s));
}

void TestConnectionTest::aServerPassesForReal()
{
    FakeServer server;
    Test t;
    const QSignalSpy done(&t.widget, &ui::ConnectionTest::finished);
    t.widget.start(optionsFor(server));
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(done.first().first().toBool());
    QVERIFY(t.text(u"testTitle"_s).startsWith(u"Ready: "_s));
    QVERIFY(!t.widget.isRunning());
}

void TestConnectionTest::nobodyThereFailsForReal()
{
    nats::ConnectOptions options;
    {
        const FakeServer server;
        options = optionsFor(server);
    }
    Test t;
    const QSignalSpy done(&t.widget, &ui::ConnectionTest::finished);
    t.widget.start(options);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(!done.first().first().toBool());
    QVERIFY(!t.text(u"testReason"_s).isEmpty());
}

void TestConnectionTest::theNextServerIsTriedForReal()
{
    nats::ConnectOptions options;
    {
        const FakeServer gone;
        options = optionsFor(gone);
    }
    const FakeServer server;
    options.servers.push_back(optionsFor(server).servers.front());
    Test t;
    const QSignalSpy done(&t.widget, &ui::ConnectionTest::finished);
    t.widget.start(options);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY2(done.first().first().toBool(), qPrintable(t.widget.text()));
    QVERIFY(t.text(u"testTitle"_s).startsWith(u"Ready: "_s));
    QVERIFY(t.widget.text().contains(server.url()));
}

void TestConnectionTest::stopEndsIt()
{
    FakeServer server;
    server.greeting.clear(); // says nothing
    Test t;
    const QSignalSpy done(&t.widget, &ui::ConnectionTest::finished);
    t.widget.start(optionsFor(server));
    QTRY_COMPARE(server.connections(), 1);
    QTest::mouseClick(t.button(u"testButton"_s), Qt::LeftButton);
    QCOMPARE(done.size(), 1);
    QVERIFY(!t.widget.isRunning());
    QCOMPARE(t.text(u"testTitle"_s), u"Stopped by you"_s);
}

QTEST_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
