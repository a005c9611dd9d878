// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionpanel.h"

#include "core/nats/session.h"
#include "tests/support/fakeserver.h"
#include "tests/support/screenshots.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::ConnectionState;

namespace {

nats::ConnectOptions optionsFor(const QString &url)
{
    nats::ConnectOptions options;
    options.servers = nats::parseServerUrls(url).value();
    return options;
}

nats::ConnectionStatus status(ConnectionState state)
{
    nats::ConnectionStatus result;
    result.state = state;
    result.url = u"tls://nats.eu-central.example.com:4222"_s;
    result.server.serverName = u"eu-central-1"_s;
    result.retryAt = base::Clock::now() + 8s;
    return result;
}

nats::ConnectionStatus failed(ConnectionState state, nats::FailureKind kind, base::ErrorKind error,
                              const QString &text, const QString &advice)
{
    auto result = status(state);
    result.failure = nats::Failure{kind, {error, text, -1}, advice};
    return result;
}

nats::ConnectionStatus lameDuck()
{
    auto result = status(ConnectionState::Connected);
    result.server.lameDuck = true;
    result.servers.resize(3);
    return result;
}

nats::ConnectionStatus restored()
{
    auto result = status(ConnectionState::Connected);
    result.lastLoss = nats::Loss();
    result.lastLoss->at = base::Instant(10s);
    result.lastLoss->restoredAt = base::Instant(11200ms);
    result.lastLoss->why = u"The server closed the connection"_s;
    result.lastLoss->explanation = u"Slow Consumer (Pending Bytes)"_s;
    return result;
}

// The panel over a session that is never opened, as wide as in a window.
struct Panel
{
    explicit Panel(int width = 980)
    {
        panel.setEditable(true);
        panel.resize(width, 80);
        host.resize(width, 400);
        host.show();
    }
    [[nodiscard]] QAbstractButton *button(const QString &name) const
    {
        return panel.findChild<QAbstractButton *>(name);
    }
    [[nodiscard]] QStringList shownButtons() const
    {
        QStringList names;
        for (const QAbstractButton *one : panel.findChildren<QAbstractButton *>()) {
            if (!one->isHidden())
                names += one->objectName();
        }
        return names;
    }

    nats::Session session{optionsFor(u"nats://127.0.0.1:1"_s)};
    QWidget host;
    ui::ConnectionPanel panel{session, &host};
};

} // namespace

class TestConnectionPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void looksGoodInEveryState_data();
    void looksGoodInEveryState();
    void isHiddenWhileThereIsNothingToSay();
    void whatCannotBeEditedOffersNoEditing();
    void buttonsAskByMouseAndKeyboard();
    void aNoticeCanBePutAway();
    void retryStopAndReopenActOnTheSession();
};

void TestConnectionPanel::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestConnectionPanel::looksGoodInEveryState_data()
{
    QTest::addColumn<nats::ConnectionStatus>("status");
    QTest::addColumn<QStringList>("buttons");
    using Step = nats::ConnectStep;
    auto connecting = status(ConnectionState::Connecting);
    connecting.steps = {{Step::Kind::Tcp, Step::State::Passed, {}, {}},
                        {Step::Kind::Info, Step::State::Running, {}, {}}};
    QTest::newRow("connecting") << connecting << QStringList{u"editConnection"_s, u"stopTrying"_s};
    QTest::newRow("backoff") << failed(
        ConnectionState::Backoff, nats::FailureKind::ConnectionRefused, base::ErrorKind::Network,
        u"Nothing listens on port 4222 of nats.eu-central.example.com"_s,
        u"Check the port, and whether the server is running"_s)
                             << QStringList{u"editConnection"_s, u"retryNow"_s, u"stopTrying"_s};
    QTest::newRow("attention") << failed(
        ConnectionState::NeedsAttention, nats::FailureKind::CredentialsRefused,
        base::ErrorKind::Auth, u"The server refuses the credentials: Authorization Violation"_s,
        u"Check that the user exists on this server and that its account is known there"_s)
                               << QStringList{u"explainRefusal"_s, u"editConnection"_s,
                                              u"retryNow"_s};
    QTest::newRow("question") << failed(
        ConnectionState::NeedsAttention, nats::FailureKind::PlainLoginAsked, base::ErrorKind::Auth,
        u"plain"_s, u"Ask for a tls:// address, or allow it on a network you trust"_s)
                              << QStringList{u"allowPlainLogin"_s, u"editConnection"_s,
                                             u"stopTrying"_s};
    QTest::newRow("closed") << status(ConnectionState::Closed) << QStringList{u"connectAgain"_s};
    QTest::newRow("lameduck") << lameDuck() << QStringList();
    QTest::newRow("limited") << failed(ConnectionState::Connected, nats::FailureKind::InboxDenied,
                                       base::ErrorKind::Auth,
                                       u"The server does not allow to subscribe to _INBOX.>"_s,
                                       u"Set the inbox prefix that this user may subscribe to"_s)
                             << QStringList{u"editConnection"_s, u"dismissNotice"_s};
    QTest::newRow("restored") << restored() << QStringList{u"dismissNotice"_s};
}

void TestConnectionPanel::looksGoodInEveryState()
{
    QFETCH(nats::ConnectionStatus, status);
    QFETCH(QStringList, buttons);
    for (const int width : {980, 520}) {
        Panel p(width);
        p.panel.showStatus(status);
        QVERIFY(p.panel.isVisible());
        QCOMPARE(p.shownButtons(), buttons);
        QVERIFY(!p.panel.findChild<QLabel *>(u"troubleTitle"_s)->text().isEmpty());
        p.panel.resize(width, p.panel.heightForWidth(width));
        QVERIFY(screenshots::saveInBothThemes(
            p.panel, u"panel-%1-%2"_s.arg(QLatin1StringView(QTest::currentDataTag())).arg(width)));
    }
}

void TestConnectionPanel::isHiddenWhileThereIsNothingToSay()
{
    Panel p;
    const QSignalSpy changes(&p.panel, &ui::ConnectionPanel::shownChanged);
    QVERIFY(p.panel.isVisible()); // not opened yet
    p.panel.showStatus(status(ConnectionState::Connected));
    QVERIFY(!p.panel.isVisible());
    QCOMPARE(changes.size(), 1);
    p.panel.showStatus(lameDuck());
    QVERIFY(p.panel.isVisible());
    QCOMPARE(changes.size(), 2);
}

void TestConnectionPanel::whatCannotBeEditedOffersNoEditing()
{
    Panel p;
    p.panel.setEditable(false);
    p.panel.showStatus(failed(ConnectionState::NeedsAttention, nats::FailureKind::WrongHost,
                              base::ErrorKind::Tls, u"The certificate is for other names"_s, {}));
    QCOMPARE(p.shownButtons(), QStringList{u"retryNow"_s});
}

void TestConnectionPanel::buttonsAskByMouseAndKeyboard()
{
    Panel p;
    const QSignalSpy explain(&p.panel, &ui::ConnectionPanel::explainRequested);
    const QSignalSpy edit(&p.panel, &ui::ConnectionPanel::editRequested);
    const QSignalSpy plain(&p.panel, &ui::ConnectionPanel::plainLoginAllowed);
    p.panel.showStatus(failed(ConnectionState::NeedsAttention,
                              nats::FailureKind::CredentialsRefused, base::ErrorKind::Auth,
                              u"refused"_s, {}));
    QTest::mouseClick(p.button(u"explainRefusal"_s), Qt::LeftButton);
    QCOMPARE(explain.size(), 1);
    p.button(u"editConnection"_s)->setFocus();
    QTest::keyClick(p.button(u"editConnection"_s), Qt::Key_Space);
    QCOMPARE(edit.size(), 1);
    p.panel.showStatus(failed(ConnectionState::NeedsAttention, nats::FailureKind::PlainLoginAsked,
                              base::ErrorKind::Auth, u"plain"_s, {}));
    QTest::keyClick(p.button(u"allowPlainLogin"_s), Qt::Key_Space);
    QCOMPARE(plain.size(), 1);
}

void TestConnectionPanel::aNoticeCanBePutAway()
{
    Panel p;
    const QSignalSpy away(&p.panel, &ui::ConnectionPanel::dismissed);
    p.panel.showStatus(restored());
    QVERIFY(p.panel.isVisible());
    p.button(u"dismissNotice"_s)->setFocus();
    QTest::keyClick(p.button(u"dismissNotice"_s), Qt::Key_Space);
    QCOMPARE(away.size(), 1);
    QVERIFY(!p.panel.isVisible());
    p.panel.showStatus(restored());
    QVERIFY(!p.panel.isVisible());
}

void TestConnectionPanel::retryStopAndReopenActOnTheSession()
{
    FakeServer server;
    server.greeting.clear(); // accepts, and says nothing
    nats::Session session(optionsFor(server.url()));
    ui::ConnectionPanel panel(session);
    panel.show();
    const auto press = [&panel](const QString &name) {
        auto *button = panel.findChild<QAbstractButton *>(name);
        QVERIFY2(button->isVisible(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    };
    press(u"connectAgain"_s);
    QTRY_COMPARE(session.status().state, ConnectionState::Connecting);
    press(u"stopTrying"_s);
    QTRY_COMPARE(session.status().state, ConnectionState::Closed);
    QCOMPARE(panel.findChild<QLabel *>(u"troubleTitle"_s)->text(), u"Closed by you"_s);
    server.stopListening();
    press(u"connectAgain"_s);
    QTRY_COMPARE(session.status().state, ConnectionState::Backoff);
    const base::Instant before = session.status().retryAt;
    press(u"retryNow"_s);
    QTRY_VERIFY(session.status().retryAt != before);
    press(u"stopTrying"_s);
    QTRY_COMPARE(session.status().state, ConnectionState::Closed);
}

QTEST_MAIN(TestConnectionPanel)
#include "tst_connectionpanel.moc"
