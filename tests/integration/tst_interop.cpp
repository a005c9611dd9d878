// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Against programs that are not ours and newer than Debian's: nats-server 2.12+ and the nats CLI,
// built by tests/interop/install.sh.
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/program.h"
#include "tests/support/runlog.h"

#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

using namespace Qt::StringLiterals;

class TestInterop : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void t46TheNewNoRespondersFormIsUnderstood();
    void t31TheAccountIsShown();
    void theCliAnswersOurRequest();
    void weAnswerTheCli();
};

namespace {

QString tool(const QString &name)
{
    return QString::fromLatin1(FANIN_INTEROP) + u'/' + name;
}

nats::RequestSpec request(const QByteArray &subject)
{
    nats::RequestSpec spec;
    spec.subject = subject;
    spec.payload = "hi";
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

} // namespace

void TestInterop::init()
{
    for (const QString &name : {u"nats-server"_s, u"nats"_s}) {
        if (QFileInfo::exists(tool(name)))
            continue;
        const QString text = name
            + u" is not built (tests/interop/install.sh needs Go and its module proxy)"_s;
        const bool hasGo = !QStandardPaths::findExecutable(u"go"_s).isEmpty();
        QVERIFY2(!hasGo || !qEnvironmentVariableIsSet("CI"), qPrintable(text));
        QSKIP(qPrintable(text));
    }
}

void TestInterop::t46TheNewNoRespondersFormIsUnderstood()
{
    NatsServer server({}, tool(u"nats-server"_s));
    QVERIFY(server.start());
    Peer requester(server.options());
    QVERIFY(requester.connected());
    const RunLog log(requester.session().request(request("nobody"), this));
    QTRY_VERIFY(log.aftermath.has_value());
    QCOMPARE(log.outcome->reason, nats::EndReason::NoResponders);
    QCOMPARE(log.replies.size(), size_t(1));
    const QByteArrayView block = log.replies.front().message.headerBlock();
    QCOMPARE(nats::statusOf(block), std::optional(503));
    QCOMPARE(nats::findHeader(block, "Nats-Subject"), std::optional<QByteArrayView>("nobody"));
}

void TestInterop::t31TheAccountIsShown()
{
    NatsServer server("accounts {SHOP {users = [{user: u, password: p}]}}", tool(u"nats-server"_s));
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    options.auth = nats::UserPassword{u"u"_s, base::Secret("p")};
    Peer requester(options);
    QVERIFY(requester.connected());
    QTRY_COMPARE(requester.session().status().server.account, u"SHOP"_s);
}

void TestInterop::theCliAnswersOurRequest()
{
    NatsServer server({}, tool(u"nats-server"_s));
    QVERIFY(server.start());
    QProcess cli;
    cli.start(tool(u"nats"_s), {u"--server"_s, server.url(), u"reply"_s, u"svc"_s, u"--echo"_s});
    Peer requester(server.options());
    QVERIFY(requester.connected());
    // Until the CLI has subscribed there are no responders.
    std::optional<nats::Outcome> outcome;
    QByteArray payload;
    const bool answered = QTest::qWaitFor(
        [&] {
            const RunLog log(requester.session().request(request("svc"), this));
            if (!QTest::qWaitFor([&log] { return log.aftermath.has_value(); }))
                return false;
            outcome = log.outcome;
            if (!log.replies.empty())
                payload = log.replies.front().message.payload().toByteArray();
            return outcome->reason == nats::EndReason::CountReached;
        },
        15'000);
    cli.kill();
    cli.waitForFinished();
    QVERIFY(answered);
    QCOMPARE(payload, "hi");
}

void TestInterop::weAnswerTheCli()
{
    NatsServer server({}, tool(u"nats-server"_s));
    QVERIFY(server.start());
    Peer responder(server.options());
    QVERIFY(responder.serve("svc", [](nats::Session &session, const nats::Message &message) {
        session.publish(message.reply().toByteArray(), {}, {{"Answered-By", "fanin"}},
                        message.payload().toByteArray() + " to you");
    }));
    QProcess cli;
    cli.start(tool(u"nats"_s), {u"--server"_s, server.url(), u"request"_s, u"svc"_s, u"hello"_s});
    QTRY_COMPARE_WITH_TIMEOUT(cli.state(), QProcess::NotRunning, 20'000);
    const QByteArray out = cli.readAllStandardOutput() + cli.readAllStandardError();
    QVERIFY2(cli.exitCode() == 0, out.constData());
    QVERIFY2(out.contains("hello to you"), out.constData());
    QVERIFY2(out.contains("Answered-By: fanin"), out.constData());
}

QTEST_GUILESS_MAIN(TestInterop)
#include "tst_interop.moc"
