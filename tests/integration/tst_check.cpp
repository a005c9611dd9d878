// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// `fanin check` against a real server: each step as it passes, the one that fails with its reason.
#include "tests/support/certificates.h"
#include "tests/support/natsserver.h"
#include "tests/support/program.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QTcpServer>

using namespace Qt::StringLiterals;

class TestCheck : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void eachStepPasses();
    void theStepThatFailsSaysWhyAndWhatToTry();
    void anInboxThatMayNotBeReadIsDenied();
    void theNextServerIsTried();
    void nobodyListens();
    void asJsonEveryAttemptIsThere();
    void aLoginInTheClearIsWarnedOfOnce();
    void pkcs12LeavesNoErrorBehind();
    void aWrongPassphraseIsSaid();

private:
    static ProgramResult check(QStringList arguments, const QStringList &variables = {});
};

namespace {

const QByteArray kUsers
    = "authorization {users = [{user: shopper, password: hunter2},\n"
      "  {user: mute, password: hunter2, permissions: {subscribe: {deny: \"_INBOX.>\"}}}]}\n";

// A port where nobody listens.
QString nobody()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        return {};
    return u"nats://127.0.0.1:%1"_s.arg(server.serverPort());
}

// server.pem with its key and client.p12, which "sesame" opens.
bool makeClient(Certificates &made)
{
    return made.makeAuthority() && made.make({u"server"_s}) && made.make({u"client"_s})
        && made.openssl({u"pkcs12"_s, u"-export"_s, u"-in"_s, u"client.pem"_s, u"-inkey"_s,
                         u"client-key.pem"_s, u"-passout"_s, u"pass:sesame"_s, u"-out"_s,
                         u"client.p12"_s});
}

} // namespace

void TestCheck::initTestCase()
{
    REQUIRE_NATS_SERVER();
}

ProgramResult TestCheck::check(QStringList arguments, const QStringList &variables)
{
    arguments.prepend(u"--no-context"_s);
    arguments.prepend(u"check"_s);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return runFanin(arguments, {}, environment);
}

void TestCheck::eachStepPasses()
{
    NatsServer server;
    QVERIFY(server.start());
    const ProgramResult result = check({u"--server"_s, server.url()});
    QVERIFY2(result.code == 0, result.text().constData());
    const QList<QByteArray> lines = result.out.trimmed().split('\n');
    QVERIFY2(lines.size() == 9, result.text().constData());
    QCOMPARE(lines.first(), server.url().toUtf8());
    int passed = 0;
    for (const QByteArray &line : lines)
        passed += line.contains("\u2713") ? 1 : 0;
    QCOMPARE(passed, 5); // all but the name, which is an address, and TLS, which is not there
    QVERIFY2(lines.last().contains(server.url().toUtf8()), result.text().constData());
    QCOMPARE(result.error, QByteArray());
}

void TestCheck::theStepThatFailsSaysWhyAndWhatToTry()
{
    NatsServer server(kUsers);
    QVERIFY(server.start());
    const ProgramResult result = check(
        {u"--server"_s, server.url(), u"--user"_s, u"shopper"_s, u"--password"_s, u"hunter3"_s});
    QVERIFY2(result.code == 3, result.text().constData());
    QVERIFY2(result.out.contains("\u2717 Log in"), result.text().constData());
    QVERIFY2(!result.out.contains("\u2713 Log in"), result.text().constData());
    QVERIFY2(result.out.contains("refused the credentials"), result.text().constData());
    QVERIFY2(!result.error.isEmpty(), result.text().constData());
    QVERIFY2(!result.text().contains("hunter3"), "the password is shown");
}

void TestCheck::anInboxThatMayNotBeReadIsDenied()
{
    NatsServer server(kUsers);
    QVERIFY(server.start());
    const QStringList login{u"--server"_s, server.url(),    u"--user"_s,
                            u"mute"_s,     u"--password"_s, u"hunter2"_s};
    const ProgramResult denied = check(login);
    QVERIFY2(denied.code == 5, denied.text().constData());
    QVERIFY2(denied.out.contains("\u2717 Inbox"), denied.text().constData());
    QVERIFY2(denied.out.contains("_INBOX"), denied.text().constData());
    QVERIFY2(denied.error.contains("--inbox-prefix") || denied.error.contains("inbox"),
             denied.text().constData());
    const ProgramResult allowed = check(login + QStringList{u"--inbox-prefix"_s, u"_MUTE"_s});
    QVERIFY2(allowed.code == 0, allowed.text().constData());
}

void TestCheck::theNextServerIsTried()
{
    NatsServer server;
    QVERIFY(server.start());
    const QString gone = nobody();
    const ProgramResult result = check({u"--server"_s, QString(gone + u',' + server.url())});
    QVERIFY2(result.code == 0, result.text().constData());
    QVERIFY2(result.out.contains(gone.toUtf8()), result.text().constData());
    QVERIFY2(result.out.trimmed().endsWith("can be used."), result.text().constData());
}

void TestCheck::nobodyListens()
{
    const ProgramResult result = check({u"--server"_s, nobody()});
    QVERIFY2(result.code == 3, result.text().constData());
    QVERIFY2(result.out.contains("\u2717 TCP"), result.text().constData());
}

void TestCheck::asJsonEveryAttemptIsThere()
{
    NatsServer server;
    QVERIFY(server.start());
    const QString gone = nobody();
    const ProgramResult result
        = check({u"--json"_s, u"--server"_s, QString(gone + u',' + server.url())});
    QVERIFY2(result.code == 0, result.text().constData());
    const QJsonObject json = result.json();
    QCOMPARE(json[u"connected"_s].toBool(), true);
    QVERIFY2(
        QRegularExpression(u"^\\d+\\.\\d+"_s).match(json[u"serverVersion"_s].toString()).hasMatch(),
        result.text().constData());
    const QJsonArray attempts = json[u"attempts"_s].toArray();
    QVERIFY2(attempts.size() == 2, result.text().constData());
    QCOMPARE(attempts[0][u"url"_s].toString(), gone);
    QVERIFY(!attempts[0][u"failure"_s][u"text"_s].toString().isEmpty());
    const QJsonObject last = attempts.last().toObject();
    QCOMPARE(last[u"url"_s].toString(), server.url());
    QVERIFY(last[u"failure"_s].isNull());
    const QJsonArray steps = last[u"steps"_s].toArray();
    QCOMPARE(steps.size(), 7);
    for (const QJsonValue &step : steps) {
        const bool needless = QStringList{u"name"_s, u"tls"_s}.contains(step[u"step"_s].toString());
        QCOMPARE(step[u"state"_s].toString(), needless ? u"skipped"_s : u"passed"_s);
    }
}

void TestCheck::aLoginInTheClearIsWarnedOfOnce()
{
    // Nobody is reached: the proxy, where nobody listens, would look the names up.
    const QStringList proxy{u"--socks-proxy"_s, nobody().replace(u"nats:"_s, u"socks5:"_s)};
    const QByteArray words = "fanin: warning: nats://a.invalid:4222: the login";
    const ProgramResult plain = check(
        proxy + QStringList{u"--server"_s, u"a.invalid,b.invalid"_s, u"--token"_s, u"hunter2"_s});
    QVERIFY2(plain.code == 3, plain.text().constData());
    QVERIFY2(plain.error.startsWith(words), plain.text().constData());
    QCOMPARE(plain.error.count("in the clear"), 1);
    QVERIFY2(!plain.text().contains("hunter2"), plain.text().constData());
    const ProgramResult secure = check(
        proxy + QStringList{u"--server"_s, u"tls://a.invalid"_s, u"--token"_s, u"hunter2"_s});
    QVERIFY2(secure.code == 3 && !secure.error.contains("in the clear"), secure.text().constData());
    NatsServer server(kUsers);
    QVERIFY(server.start());
    const ProgramResult here = check(
        {u"--server"_s, server.url(), u"--user"_s, u"shopper"_s, u"--password"_s, u"hunter2"_s});
    QVERIFY2(here.code == 0, here.text().constData());
    QCOMPARE(here.error, QByteArray());
}

void TestCheck::pkcs12LeavesNoErrorBehind()
{
    REQUIRE_OPENSSL();
    QTemporaryDir directory;
    Certificates made(directory.path());
    QVERIFY(makeClient(made));
    NatsServer server(R"(tls {cert_file: "@DIR@/server.pem", key_file: "@DIR@/server-key.pem", )"
                      R"(ca_file: "@DIR@/ca.pem", verify: true})");
    for (const QString &name : {u"server.pem"_s, u"server-key.pem"_s, u"ca.pem"_s})
        server.write(name, made.content(name));
    QVERIFY(server.start());
    const ProgramResult result
        = check({u"--server"_s, server.url(), u"--tls-ca"_s, made.file(u"ca.pem"_s),
                 u"--tls-cert"_s, made.file(u"client.p12"_s)},
                {u"FANIN_KEY_PASSPHRASE=sesame"_s});
    QVERIFY2(result.code == 0, result.text().constData());
    QCOMPARE(result.error, QByteArray());
}

void TestCheck::aWrongPassphraseIsSaid()
{
    REQUIRE_OPENSSL();
    QTemporaryDir directory;
    Certificates made(directory.path());
    QVERIFY(makeClient(made));
    const QString file = made.file(u"client.p12"_s);
    const auto with = [&file](const QStringList &variables) {
        return check({u"--server"_s, u"tls://127.0.0.1:1"_s, u"--tls-cert"_s, file}, variables);
    };
    const ProgramResult none = with({});
    QVERIFY2(none.code == 3, none.text().constData());
    QCOMPARE(none.error,
             "fanin: " + file.toUtf8()
                 + " is encrypted; set FANIN_KEY_PASSPHRASE to its passphrase\n");
    const ProgramResult wrong = with({u"FANIN_KEY_PASSPHRASE=hunter2"_s});
    QVERIFY2(wrong.code == 3, wrong.text().constData());
    QVERIFY2(wrong.error.startsWith("fanin: " + file.toUtf8() + ": the PKCS#12 file could not be "),
             wrong.text().constData());
    QVERIFY2(wrong.error.contains("FANIN_KEY_PASSPHRASE"), wrong.text().constData());
    QCOMPARE(wrong.error.count('\n'), 1);
    QVERIFY2(!wrong.text().contains("hunter2"), wrong.text().constData());
}

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
