// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionnotice.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::ConnectionState;
using nats::FailureKind;

namespace {

using Kind = ui::ConnectionNotice::Kind;

nats::ConnectionStatus in(ConnectionState state)
{
    nats::ConnectionStatus status;
    status.state = state;
    status.url = u"nats://demo:4222"_s;
    return status;
}

nats::Failure failure(FailureKind kind, base::ErrorKind error, const QString &text,
                      const QString &advice = {})
{
    return {kind, {error, text, -1}, advice};
}

nats::Failure refused()
{
    return failure(FailureKind::CredentialsRefused, base::ErrorKind::Auth,
                   u"The password is wrong"_s, u"Ask for a new one"_s);
}

// The notice as a person sees it: kind, texts and buttons.
QString print(const ui::ConnectionNotice &notice)
{
    static const char *const kinds[] = {"none",    "waiting", "trouble",  "question", "closed",
                                        "leaving", "limited", "restored", "outdated"};
    static const char *const actions[]
        = {"retry", "stop", "reopen", "explain", "plain", "edit", "dismiss", "reconnect"};
    QStringList lines{QString::fromLatin1(kinds[size_t(notice.kind)])};
    for (const QString &text : {notice.title, notice.reason, notice.advice}) {
        if (!text.isEmpty())
            lines += text;
    }
    QStringList names;
    for (size_t i = 0; i < std::size(actions); ++i) {
        if (notice.actions.toInt() & (1 << i))
            names += QString::fromLatin1(actions[i]);
    }
    lines += u'[' + names.join(u' ') + u']';
    return lines.join(u" | "_s);
}

const base::Instant kNow(100s);

} // namespace

class TestConnectionNotice : public QObject
{
    Q_OBJECT

private slots:
    void everyStateIsToldInWords_data();
    void everyStateIsToldInWords();
    void whatWasPutAwayStaysAway();
    void aNewLossIsToldAgain();
    void whatIsSavedAnewIsOfferedWhereItMatters();
};

void TestConnectionNotice::everyStateIsToldInWords_data()
{
    QTest::addColumn<nats::ConnectionStatus>("status");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const nats::ConnectionStatus &status, const char *text) {
        QTest::newRow(name) << status << QString::fromUtf8(text);
    };

    row("idle", in(ConnectionState::Idle),
        "closed | Not connected | The connection has not been opened yet. | [reopen]");
    auto status = in(ConnectionState::Connecting);
    row("connecting", status, "waiting | Connecting to nats://demo:4222 | [stop edit]");
    status.steps = {{nats::ConnectStep::Kind::Tcp, nats::ConnectStep::State::Passed, {}, {}},
                    {nats::ConnectStep::Kind::Info, nats::ConnectStep::State::Running, {}, {}}};
    row("connecting, step", status,
        "waiting | Connecting to nats://demo:4222: waiting for INFO | [stop edit]");
    status.failure
        = failure(FailureKind::ConnectionRefused, base::ErrorKind::Network, u"refused"_s);
    row("connecting again", status,
        "waiting | Connecting to nats://demo:4222: waiting for INFO | Before: refused. | [stop "
        "edit]");

    status = in(ConnectionState::Backoff);
    status.retryAt = kNow + 3500ms;
    row("backoff without a reason", status,
        "waiting | No connection to nats://demo:4222, trying again in 4 s | The server gave no "
        "reason. | [retry stop edit]");
    status.failure = failure(FailureKind::ConnectionRefused, base::ErrorKind::Network,
                             u"Nobody listens there"_s, u"Is the server running?"_s);
    row("backoff", status,
        "waiting | No connection to nats://demo:4222, trying again in 4 s | Nobody listens there. "
        "| Is the server running? | [retry stop edit]");

    status = in(ConnectionState::NeedsAttention);
    status.failure = refused();
    row("refused twice", status,
        "trouble | nats://demo:4222 refuses the connection | The password is wrong. It was tried "
        "twice and will not be tried again by itself. | Ask for a new one. | [retry explain edit]");
    status.failure = failure(FailureKind::UntrustedCertificate, base::ErrorKind::Tls,
                             u"The certificate is not trusted"_s, u"Choose its CA file"_s);
    row("attention for TLS", status,
        "trouble | The connection to nats://demo:4222 needs your attention | The certificate is "
        "not trusted. It was tried twice and will not be tried again by itself. | Choose its CA "
        "file. | [retry edit]");
    status.failure = failure(FailureKind::PlainLoginAsked, base::ErrorKind::Auth, u"plain"_s);
    row("plain login", status,
        "question | Log in to nats://demo:4222 without TLS? | The server does not offer TLS. "
        "Whoever listens on the way can read the password or token. | [stop plain edit]");

    status = in(ConnectionState::Closed);
    row("closed by a person", status,
        "closed | Closed by you | Tabs and runs stay readable. | [reopen]");
    status.failure = refused();
    row("closed for a reason", status,
        "trouble | The connection is closed | The password is wrong. | Ask for a new one. | "
        "[reopen explain edit]");

    status = in(ConnectionState::Connected);
    row("connected", status, "none | []");
    status.server.serverName = u"demo-1"_s;
    status.server.lameDuck = true;
    row("lame duck alone", status,
        "leaving | demo-1 is shutting down | It has asked its clients to leave (lame duck mode), "
        "and no other server is known: the connection will break when it stops. | []");
    status.servers.resize(2);
    row("lame duck", status,
        "leaving | demo-1 is shutting down | It has asked its clients to leave (lame duck mode). "
        "Fanin moves to another server as soon as running requests have ended. | []");
    status = in(ConnectionState::Connected);
    status.failure = failure(FailureKind::InboxDenied, base::ErrorKind::Auth,
                             u"Replies cannot be received"_s, u"Set an inbox prefix"_s);
    row("limited", status,
        "limited | Connected, but not everything works | Replies cannot be received. | Set an "
        "inbox prefix. | [edit dismiss]");

    status = in(ConnectionState::Connected);
    status.lastLoss = nats::Loss();
    status.lastLoss->at = kNow - 10s;
    status.lastLoss->why = u"The server closed the connection"_s;
    row("lost, not yet restored", status, "none | []");
    status.lastLoss->restoredAt = kNow - 8800ms;
    row("restored", status,
        "restored | Reconnected after 1.20\u2009s | The server closed the connection. | [dismiss]");
    status.lastLoss->unexplained = true;
    row("restored, unexplained", status,
        "restored | Reconnected after 1.20\u2009s | The server closed the connection. The server "
        "gave no reason. | [dismiss]");
    status.lastLoss->explanation = u"Slow Consumer (Pending Bytes)"_s;
    row("restored, explained", status,
        "restored | Reconnected after 1.20\u2009s | The server closed the connection. The server "
        "says: Slow Consumer (Pending Bytes). | [dismiss]");
}

void TestConnectionNotice::everyStateIsToldInWords()
{
    QFETCH(nats::ConnectionStatus, status);
    QFETCH(QString, text);
    QCOMPARE(print(ui::connectionNotice(status, kNow)), text);
}

void TestConnectionNotice::whatWasPutAwayStaysAway()
{
    auto status = in(ConnectionState::Connected);
    status.lastLoss = nats::Loss();
    status.lastLoss->at = kNow;
    status.lastLoss->restoredAt = kNow + 1s;
    status.failure = failure(FailureKind::InboxDenied, base::ErrorKind::Auth, u"denied"_s);
    const ui::Dismissed all = ui::dismissedWith(status, ui::SavedState::AsOpened);
    QCOMPARE(ui::connectionNotice(status, kNow, all).kind, Kind::None);
    status.lastLoss->explanation = u"told later"_s;
    QCOMPARE(ui::connectionNotice(status, kNow, all).kind, Kind::None);
    status.server.lameDuck = true; // this cannot be put away
    QCOMPARE(ui::connectionNotice(status, kNow, all).kind, Kind::Leaving);
}

void TestConnectionNotice::aNewLossIsToldAgain()
{
    auto status = in(ConnectionState::Connected);
    status.lastLoss = nats::Loss();
    status.lastLoss->at = kNow;
    status.lastLoss->restoredAt = kNow + 1s;
    const ui::Dismissed first = ui::dismissedWith(status, ui::SavedState::AsOpened);
    status.lastLoss->at = kNow + 5s;
    status.lastLoss->restoredAt = kNow + 6s;
    QCOMPARE(ui::connectionNotice(status, kNow, first).kind, Kind::Restored);
    status.failure = failure(FailureKind::InboxDenied, base::ErrorKind::Auth, u"new"_s);
    QCOMPARE(ui::connectionNotice(status, kNow, first).kind, Kind::Limited);
}

void TestConnectionNotice::whatIsSavedAnewIsOfferedWhereItMatters()
{
    const auto changed
        = [](const nats::ConnectionStatus &status, const ui::Dismissed &dismissed = {}) {
              return print(ui::connectionNotice(status, kNow, dismissed, ui::SavedState::Changed));
          };
    auto status = in(ConnectionState::Connected);
    QCOMPARE(changed(status),
             u"outdated | The saved settings have changed | They apply when you connect "
             "again. | [dismiss reconnect]"_s);
    const ui::Dismissed away = ui::dismissedWith(status, ui::SavedState::Changed);
    QCOMPARE(changed(status, away), u"none | []"_s);
    status.server.lameDuck = true; // is said first
    QVERIFY(changed(status).startsWith(u"leaving"_s));
    // No way that is left uses what is outdated.
    status = in(ConnectionState::Backoff);
    status.retryAt = kNow + 3s;
    QCOMPARE(
        changed(status, away),
        u"waiting | No connection to nats://demo:4222, trying again in 3 s | The server gave "
        "no reason. | The saved settings have changed: they apply when you connect again. | [stop "
        "edit reconnect]"_s);
    QCOMPARE(
        changed(in(ConnectionState::Closed)),
        u"closed | Closed by you | Tabs and runs stay readable. | The saved settings have changed: "
        "they apply when you connect again. | [reconnect]"_s);
}

QTEST_GUILESS_MAIN(TestConnectionNotice)
#include "tst_connectionnotice.moc"
