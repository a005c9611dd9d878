// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiondetails.h"

#include "core/nats/session.h"
#include "tests/support/fakeserver.h"
#include "tests/support/modelprint.h"
#include "tests/support/screenshots.h"
#include "ui/common/richview.h"
#include "ui/connection/connectionfacts.h"
#include "ui/connection/servermodel.h"

#include <QtGui/QClipboard>
#include <QtGui/QScreen>
#include <QtGui/QTextDocument>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::ConnectionState;

namespace {

// 2026-01-02 03:04:05 UTC at the steady clock's 1000 s.
const base::WallAnchor kAnchor{base::Instant(1000s),
                               std::chrono::system_clock::time_point(1767323045s)};
const ui::Moment kMoment{base::Instant(1000s), kAnchor};

nats::ConnectOptions options()
{
    nats::ConnectOptions result;
    result.name = u"orders, production"_s;
    result.servers = nats::parseServerUrls(u"tls://nats-1.example.com:4222"_s).value();
    return result;
}

nats::ConnectionStatus connected(base::Instant now, qint64 wall)
{
    using Step = nats::ConnectStep;
    nats::ConnectionStatus status;
    status.state = ConnectionState::Connected;
    status.url = u"tls://nats-1.example.com:4222"_s;
    status.peer = u"10.0.0.1:4222"_s;
    status.tls = true;
    status.tlsFacts
        = nats::TlsFacts{u"TLS 1.3"_s, u"TLS_AES_256_GCM_SHA384"_s, u"nats-1.example.com"_s,
                         u"Example Internal CA"_s, wall + 41LL * 24 * 60 * 60};
    status.server.serverId = u"NDJWE4SOUJOJT2TY5Y2YQEOAHGAK5VIGXTGKWJSFHVCII4ITI3LBHBUV"_s;
    status.server.serverName = u"nats-1"_s;
    status.server.version = u"2.12.1"_s;
    status.server.cluster = u"eu-central"_s;
    status.server.account = u"ORDERS"_s;
    status.server.clientId = 1204;
    status.server.jetStream = true;
    status.rtt = 812us;
    status.messagesIn = 12345;
    status.bytesIn = 3'355'443;
    status.reconnects = 1;
    status.steps = {
        {Step::Kind::Name, Step::State::Passed, 1800us, u"10.0.0.1, 10.0.0.2"_s},
        {Step::Kind::Tcp, Step::State::Passed, 640us, u"10.0.0.1:4222"_s},
        {Step::Kind::Info, Step::State::Passed, 900us, u"nats-1 2.12.1"_s},
        {Step::Kind::Tls, Step::State::Passed, 4200us, u"TLS 1.3 · TLS_AES_256_GCM_SHA384"_s},
        {Step::Kind::Login, Step::State::Passed, 300us, u"credentials file"_s},
        {Step::Kind::Pong, Step::State::Passed, 812us, {}},
        {Step::Kind::Inbox, Step::State::Skipped, {}, {}},
    };
    status.servers = {
        {u"tls://nats-1.example.com:4222"_s, false, true, 0, {}, {}},
        {u"tls://nats-2.example.com:4222"_s, false, false, 3, u"Connection refused"_s,
         u"Is the server running?"_s},
        {u"tls://10.4.7.12:4222"_s, true, false, 0, {}, {}},
    };
    nats::Loss loss;
    loss.at = now - 90s;
    loss.restoredAt = now - 88800ms;
    loss.why = u"The server closed the connection"_s;
    loss.explanation = u"Slow Consumer (Pending Bytes)"_s;
    loss.clientId = 998;
    status.lastLoss = loss;
    return status;
}

// What shown widgets' layouts do by themselves a moment later, the inner ones first.
void layOut()
{
    for (int depth = 0; depth < 4; ++depth)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

QString plain(const ui::RichBlocks &blocks)
{
    return ui::toPlain(blocks);
}

} // namespace

class TestConnectionDetails : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void factsOfAConnectionAreComplete();
    void whatWasTrueOfALostConnectionIsNotSaidOfThisOne();
    void wordsOfAServerAreNoMarkup();
    void whatIsNotKnownIsLeftOut();
    void aCertificateThatExpiresSoonStandsOut_data();
    void aCertificateThatExpiresSoonStandsOut();
    void stepsHaveTheirTimesAndTheFailureItsReason();
    void serversAreListedWithWhatWentWrong();
    void theChosenServerSaysWhatToTry();
    void copiesAsText();
    void followsItsSessionAndGoesWithIt();
    void fitsTheScreen();
    void looksGood();
};

void TestConnectionDetails::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestConnectionDetails::factsOfAConnectionAreComplete()
{
    nats::ConnectOptions given = options();
    given.readOnly = true;
    auto status = connected(kMoment.now, 1767323045);
    status.server.lameDuck = true;
    status.serverMessage = u"Permissions Violation"_s;
    const QString text = plain(ui::connectionFacts(given, status, kMoment))
        + plain(ui::lossFacts(status, kMoment));
    for (const char *line : {
             "State: connected; the server is shutting down (lame duck mode)",
             "Address: tls://nats-1.example.com:4222",
             "Peer: 10.0.0.1:4222",
             "Publishing: nothing: read-only",
             "Name: nats-1",
             "Version: 2.12.1",
             "Id: NDJWE4SOUJOJT2TY5Y2YQEOAHGAK5VIGXTGKWJSFHVCII4ITI3LBHBUV",
             "Cluster: eu-central",
             "Account: ORDERS",
             "Client id: 1204",
             "JetStream: available",
             "Received: 12,345 messages in 3.2\u2009MiB",
             "Reconnects: 1",
             "Server's words: Permissions Violation",
             "When: 2026-01-02 03:02:35 UTC",
             "Why: The server closed the connection",
             "The server says: Slow Consumer (Pending Bytes)",
             "Client id then: 998",
             "Restored: after 1.20\u2009s",
         })
        QVERIFY2(text.contains(QString::fromUtf8(line)),
                 qPrintable(text + u"\nlacks "_s + QString::fromUtf8(line)));
    QVERIFY(plain(ui::tlsFacts(status, kMoment)).contains(u"Certificate of: nats-1.example.com"_s));
}

void TestConnectionDetails::whatWasTrueOfALostConnectionIsNotSaidOfThisOne()
{
    auto status = connected(kMoment.now, 1767323045);
    const QString up = plain(ui::connectionFacts(options(), status, kMoment));
    QVERIFY(up.contains(u"# Server\n"_s) && up.contains(u"Round trip"_s));
    status.state = ConnectionState::Backoff;
    const QString down = plain(ui::connectionFacts(options(), status, kMoment));
    QVERIFY2(down.contains(u"# Last server\nName: nats-1\n"_s), qPrintable(down));
    for (const QString &absent :
         {u"# Server\n"_s, u"Account"_s, u"Client id"_s, u"JetStream"_s, u"Round trip"_s})
        QVERIFY2(!down.contains(absent), qPrintable(absent));
}

void TestConnectionDetails::wordsOfAServerAreNoMarkup()
{
    ui::ServerModel model;
    auto servers = connected({}, 0).servers;
    servers[0].lastError = u"<b>500</b>\n<img src=x>"_s;
    model.setServers(servers);
    QTextDocument shown;
    shown.setHtml(model.index(0, 0).data(Qt::ToolTipRole).toString());
    QCOMPARE(shown.toPlainText(), servers[0].lastError);
    QCOMPARE(model.index(1, 0).data(Qt::ToolTipRole).toString(),
             u"Connection refused\nIs the server running?"_s);
}

void TestConnectionDetails::whatIsNotKnownIsLeftOut()
{
    nats::ConnectionStatus status;
    status.url = u"nats://h:4222"_s;
    const QString text = plain(ui::connectionFacts(options(), status, kMoment));
    QVERIFY(text.contains(u"State: not connected"_s));
    for (const QString &absent : {u"Server"_s, u"Cluster"_s, u"Client id"_s, u"Last loss"_s,
                                  u"Round trip"_s, u"Publishing"_s})
        QVERIFY2(!text.contains(absent), qPrintable(absent));
    QVERIFY(plain(ui::tlsFacts(status, kMoment)).contains(u"Not agreed on yet."_s));
    QVERIFY(plain(ui::stepFacts(status)).contains(u"None yet."_s));
    status.state = ConnectionState::Connected;
    QVERIFY(plain(ui::tlsFacts(status, kMoment)).contains(u"in the clear"_s));
}

void TestConnectionDetails::aCertificateThatExpiresSoonStandsOut_data()
{
    QTest::addColumn<qint64>("secondsLeft");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tone");
    constexpr qint64 kDay = 24 * 60 * 60;
    QTest::newRow("later") << 14 * kDay << u"(in 14 days)"_s << int(ui::TextTone::Plain);
    QTest::newRow("soon") << 14 * kDay - 1 << u"(in 13 days)"_s << int(ui::TextTone::Warning);
    QTest::newRow("tomorrow") << kDay << u"(in 1 day)"_s << int(ui::TextTone::Warning);
    QTest::newRow("past") << -2 * kDay << u"(2 days ago)"_s << int(ui::TextTone::Error);
}

void TestConnectionDetails::aCertificateThatExpiresSoonStandsOut()
{
    QFETCH(qint64, secondsLeft);
    QFETCH(QString, text);
    QFETCH(int, tone);
    auto status = connected(kMoment.now, 1767323045);
    status.tlsFacts->expires = 1767323045 + secondsLeft;
    const ui::RichBlocks blocks = ui::tlsFacts(status, kMoment);
    const ui::Span &expires = blocks.back().line.front();
    QVERIFY2(expires.text.endsWith(text), qPrintable(expires.text));
    QCOMPARE(int(expires.tone), tone);
}

void TestConnectionDetails::stepsHaveTheirTimesAndTheFailureItsReason()
{
    using Step = nats::ConnectStep;
    nats::ConnectionStatus status;
    status.failure = nats::Failure{nats::FailureKind::WrongHost,
                                   {base::ErrorKind::Tls, u"for other names"_s, -1},
                                   {}};
    status.steps = {{Step::Kind::Name, Step::State::Skipped, {}, {}},
                    {Step::Kind::Tcp, Step::State::Passed, 640us, u"10.0.0.1:4222"_s},
                    {Step::Kind::Tls, Step::State::Failed, 4200us, {}},
                    {Step::Kind::Login, Step::State::Waiting, {}, {}}};
    const ui::RichBlocks blocks = ui::stepFacts(status);
    QStringList lines;
    for (const ui::RichBlock &block : blocks)
        lines += ui::toPlain(block.line) + (block.sub.empty() ? u""_s : u" | "_s)
            + ui::toPlain(block.sub);
    QCOMPARE(lines,
             QStringList({u"Latest attempt"_s, u"Name · not needed"_s,
                          u"TCP · 640\u2009µs | 10.0.0.1:4222"_s,
                          u"TLS · 4.20\u2009ms | for other names"_s, u"Log in"_s}));
    QCOMPARE(blocks[3].mark, ui::SeverityMark::Error);
}

void TestConnectionDetails::serversAreListedWithWhatWentWrong()
{
    ui::ServerModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto servers = connected({}, 0).servers;
    model.setServers(servers);
    QCOMPARE(modelprint::header(model), u"Server | Origin | Failures | Last error"_s);
    QCOMPARE(modelprint::rows(model),
             QStringList({u"tls://nats-1.example.com:4222 | given, current |  | "_s,
                          u"tls://nats-2.example.com:4222 | given | 3 | Connection refused"_s,
                          u"tls://10.4.7.12:4222 | discovered |  | "_s}));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setServers(servers);
    QCOMPARE(changes.size(), 0);
    servers[1].failures = 4;
    model.setServers(servers);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(resets.size(), 0);
    servers.pop_back();
    model.setServers(servers);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.rowCount(), 2);
}

void TestConnectionDetails::theChosenServerSaysWhatToTry()
{
    nats::Session session(options());
    ui::ConnectionDetails details(session);
    details.setAttribute(Qt::WA_DeleteOnClose, false);
    details.show();
    details.showStatus(connected(base::Clock::now(), 0));
    const auto *note = details.findChild<QLabel *>(u"detailsServerNote"_s);
    auto *table = details.findChild<QTableView *>(u"detailsServers"_s);
    QVERIFY(!note->isVisible());
    table->setCurrentIndex(table->model()->index(1, 0));
    QCOMPARE(note->text(), u"Connection refused. Is the server running?"_s);
    QVERIFY(note->isVisible());
    auto status = connected(base::Clock::now(), 0);
    status.servers[1].lastError = u"No route to host."_s;
    status.serversDropped = 2;
    details.showStatus(status);
    QCOMPARE(note->text(), u"No route to host. Is the server running?"_s);
    QCOMPARE(details.findChild<QLabel *>(u"detailsServersDropped"_s)->text(),
             u"2 more are not listed"_s);
}

void TestConnectionDetails::copiesAsText()
{
    nats::Session session(options());
    ui::ConnectionDetails details(session);
    details.setAttribute(Qt::WA_DeleteOnClose, false);
    details.show();
    details.showStatus(connected(base::Clock::now(), 0));
    QTest::mouseClick(details.findChild<QPushButton *>(u"detailsCopy"_s), Qt::LeftButton);
    const QString text = QGuiApplication::clipboard()->text();
    for (const QString &part :
         {u"Connection: orders, production\n"_s, u"Cluster: eu-central"_s, u"Protocol: TLS 1.3"_s,
          u"First PONG"_s,
          u"tls://nats-2.example.com:4222, given, 3 failures: Connection refused: Is the server "
          "running?\n"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
}

void TestConnectionDetails::followsItsSessionAndGoesWithIt()
{
    FakeServer server;
    nats::ConnectOptions given;
    given.servers = nats::parseServerUrls(server.url()).value();
    auto session = std::make_unique<nats::Session>(given);
    auto *details = new ui::ConnectionDetails(*session);
    const QSignalSpy gone(details, &QObject::destroyed);
    details->show();
    QVERIFY(details->asText().contains(u"State: not connected"_s));
    session->open();
    QTRY_VERIFY(details->asText().contains(u"State: connected"_s));
    session->close();
    QTRY_VERIFY(details->asText().contains(u"State: closed by you"_s));
    session.reset();
    QTRY_COMPARE(gone.size(), 1);
}

void TestConnectionDetails::fitsTheScreen()
{
    nats::Session session(options());
    ui::ConnectionDetails details(session);
    details.setAttribute(Qt::WA_DeleteOnClose, false);
    details.show();
    const QSize screen = details.screen()->availableSize();
    QVERIFY(details.width() <= screen.width() && details.height() < screen.height());
}

void TestConnectionDetails::looksGood()
{
    nats::Session session(options());
    ui::ConnectionDetails details(session);
    details.setAttribute(Qt::WA_DeleteOnClose, false);
    details.show();
    const qint64 wall = QDateTime::currentSecsSinceEpoch();
    details.showStatus(connected(base::Clock::now(), wall));
    auto *table = details.findChild<QTableView *>(u"detailsServers"_s);
    table->setCurrentIndex(table->model()->index(1, 0));
    layOut();
    QVERIFY(screenshots::saveInBothThemes(details, u"details"_s));
    auto down = connected(base::Clock::now(), wall);
    down.state = ConnectionState::Backoff;
    down.retryAt = base::Clock::now() + 8s;
    down.tlsFacts.reset();
    down.tls = false;
    down.rtt.reset();
    down.lastLoss->restoredAt.reset();
    down.failure
        = nats::Failure{nats::FailureKind::CertificateExpired,
                        {base::ErrorKind::Tls,
                         u"The certificate of nats-1.example.com expired on 2026-01-01"_s, -1},
                        u"Its owner has to renew it; check this computer's clock too"_s};
    down.steps[3].state = nats::ConnectStep::State::Failed;
    for (size_t i = 4; i < down.steps.size(); ++i)
        down.steps[i].state = nats::ConnectStep::State::Waiting;
    down.servers[0].current = false;
    down.servers[0].lastError = down.failure->error.text;
    down.servers[0].failures = 2;
    down.serversDropped = 17;
    details.showStatus(down);
    layOut();
    QVERIFY(screenshots::saveInBothThemes(details, u"details-down"_s));
}

QTEST_MAIN(TestConnectionDetails)
#include "tst_connectiondetails.moc"
