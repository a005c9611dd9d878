// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Watching programs that are not ours: the nats CLI and the npm client, see
// tests/interop/install.sh.
#include "core/capture/requesternames.h"
#include "tests/support/natsserver.h"
#include "tests/support/observer.h"

#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace capture;
using namespace Qt::StringLiterals;

class TestWatchStrangers : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theCliIsPaired();
    void theNpmClientIsPairedAndNamed();
};

namespace {

constexpr int kLong = 30'000;

const QString kInterop = QString::fromLatin1(FANIN_INTEROP);

// Ten requests one after the other, then one with three replies; stays until it is told to go.
constexpr char kNpmScript[] = R"(
const { connect } = require('nats');
(async () => {
  const nc = await connect({ servers: process.argv[2], name: 'npm-client' });
  nc.subscribe('svc', { callback: (_, request) => request.respond(request.data) });
  nc.subscribe('many', { callback: (_, request) => {
    for (let i = 0; i < 3; i++) request.respond(String(i));
  } });
  await nc.flush();
  for (let i = 0; i < 10; i++) await nc.request('svc', String(i), { timeout: 10000 });
  const replies = await nc.requestMany('many', 'hi',
    { strategy: 'count', maxMessages: 3, maxWait: 10000 });
  for await (const reply of replies) {}
  process.stdin.on('end', () => nc.close());
  process.stdin.resume();
})().catch(error => { console.error(error); process.exit(1); });
)";

} // namespace

// What is not built here is skipped; in CI it must be there if its maker is.
#define REQUIRE_STRANGER(path, maker) \
    do { \
        if (!QFileInfo::exists(path)) { \
            const QString text = path + u" is not there (tests/interop/install.sh)"_s; \
            const bool could = !QStandardPaths::findExecutable(maker).isEmpty(); \
            QVERIFY2(!could || !qEnvironmentVariableIsSet("CI"), qPrintable(text)); \
            QSKIP(qPrintable(text)); \
        } \
    } while (false)

void TestWatchStrangers::init()
{
    REQUIRE_NATS_SERVER();
}

void TestWatchStrangers::theCliIsPaired()
{
    const QString nats = kInterop + u"/nats"_s;
    REQUIRE_STRANGER(nats, u"go"_s);
    NatsServer server;
    QVERIFY(server.start());
    Observer observer(server.options());
    QVERIFY(observer.watch(Observer::withInboxes({"svc"})));
    QProcess replier;
    replier.start(nats, {u"--server"_s, server.url(), u"reply"_s, u"svc"_s, u"--echo"_s});
    // Until it has subscribed, a request is one that nobody serves.
    const auto answered = [&] {
        return observer.count(ConversationState::Answered) > 0;
    };
    for (int i = 0; i < 20 && !answered(); ++i) {
        QProcess requester;
        requester.start(nats,
                        {u"--server"_s, server.url(), u"request"_s, u"svc"_s, u"hello"_s,
                         u"--timeout"_s, u"1s"_s});
        QTRY_COMPARE_WITH_TIMEOUT(requester.state(), QProcess::NotRunning, kLong);
        (void)QTest::qWaitFor(answered, 200);
    }
    replier.kill();
    replier.waitForFinished();
    QVERIFY(answered());
    const Conversation last = observer.about("svc").back();
    QCOMPARE(last.state, ConversationState::Answered);
    QCOMPARE(last.replies, 1u);
    QCOMPARE(observer.entry(last.request).payload, "hello");
    QCOMPARE(observer.count(ConversationState::Orphan), 0);
}

void TestWatchStrangers::theNpmClientIsPairedAndNamed()
{
    const QString modules = QFileInfo(kInterop).path() + u"/node_modules"_s;
    REQUIRE_STRANGER(QString(modules + u"/nats"_s), u"npm"_s);
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    QVERIFY(!node.isEmpty());
    NatsServer server;
    QVERIFY(server.start());
    Observer observer(server.options());
    const RequesterNames names(&observer.session(), observer.feed());
    QVERIFY(observer.watch(Observer::withInboxes({"svc", "many"})));
    QProcess client;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NODE_PATH"_s, modules);
    client.setProcessEnvironment(environment);
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(node, {server.write(u"client.cjs"_s, kNpmScript), server.url()});
    QTRY_VERIFY2_WITH_TIMEOUT(observer.about("many").size() == 1
                                  && observer.about("many").front().replies == 3,
                              client.readAll().constData(), kLong);
    QCOMPARE(observer.about("svc").size(), size_t(10));
    const quint32 requester = observer.about("svc").front().requester;
    for (const Conversation &conversation : observer.about("svc")) {
        QCOMPARE(conversation.state, ConversationState::Answered);
        QCOMPARE(conversation.replies, 1u);
        QCOMPARE(conversation.requester, requester);
    }
    QCOMPARE(observer.count(ConversationState::Orphan), 0);
    QTRY_COMPARE(names.name(requester), u"npm-client"_s);
    client.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, kLong);
    QCOMPARE(client.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestWatchStrangers)
#include "tst_watchstrangers.moc"
