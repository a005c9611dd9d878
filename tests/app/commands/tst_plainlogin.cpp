// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/plainlogin.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using nats::ConnectOptions;

class TestPlainLogin : public QObject
{
    Q_OBJECT

private slots:
    void whatGoesInTheClearIsWarnedOf_data();
    void whatGoesInTheClearIsWarnedOf();
    void theServerAndTheWayAreNamed();
};

namespace {

const QByteArray kSeed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";

ConnectOptions to(const QString &servers, const nats::Auth &auth)
{
    ConnectOptions options;
    options.servers = nats::parseServerUrls(servers).value();
    options.auth = auth;
    return options;
}

} // namespace

void TestPlainLogin::whatGoesInTheClearIsWarnedOf_data()
{
    QTest::addColumn<ConnectOptions>("options");
    QTest::addColumn<bool>("warned");
    const QString away = u"nats://example.org"_s;
    const nats::Auth none;
    const nats::Auth password = nats::UserPassword{u"me"_s, base::Secret("hunter2")};
    const nats::Auth token = nats::Token{base::Secret("hunter2")};
    const nats::Auth nkey = nats::NkeySeed{base::Secret(kSeed)};

    QTest::newRow("password") << to(away, password) << true;
    QTest::newRow("token") << to(away, token) << true;
    QTest::newRow("password in the URL") << to(u"me:hunter2@example.org"_s, none) << true;
    QTest::newRow("token in the URL") << to(u"hunter2@example.org"_s, none) << true;
    QTest::newRow("an address") << to(u"192.0.2.1"_s, token) << true;
    QTest::newRow("only the second server") << to(u"tls://a,nats://b"_s, token) << true;
    QTest::newRow("no login") << to(away, none) << false;
    QTest::newRow("user without a password")
        << to(away, nats::UserPassword{u"me"_s, base::Secret()}) << false;
    // It signs: what is read on the way is of no use to anybody.
    QTest::newRow("nkey") << to(away, nkey) << false;
    QTest::newRow("unusable nkey") << to(away, nats::NkeySeed{base::Secret("x")}) << false;
    ConnectOptions besides = to(away, nkey);
    besides.extraToken = base::Secret("hunter2");
    QTest::newRow("token besides an nkey") << besides << true;

    QTest::newRow("TLS") << to(u"tls://a,tls://b"_s, password) << false;
    QTest::newRow("this machine") << to(u"localhost,LOCALHOST,127.0.0.1,127.1.2.3,[::1]"_s,
                                        password)
                                  << false;
    ConnectOptions proxied = to(u"localhost"_s, password);
    proxied.proxy = nats::parseSocksProxy(u"socks5://p"_s).value();
    QTest::newRow("the proxy's own machine") << proxied << true;
    const auto insisting = [&](const char *name, const auto &change) {
        ConnectOptions options = to(away, password);
        change(options.tls);
        QTest::newRow(name) << options << false;
    };
    insisting("TLS first", [](nats::TlsOptions &tls) { tls.first = true; });
    insisting("TLS required", [](nats::TlsOptions &tls) { tls.require = true; });
    insisting("an authority", [](nats::TlsOptions &tls) { tls.caFile = u"ca.pem"_s; });
    insisting("a certificate", [](nats::TlsOptions &tls) { tls.certFile = u"me.pem"_s; });
}

void TestPlainLogin::whatGoesInTheClearIsWarnedOf()
{
    QFETCH(ConnectOptions, options);
    const QString warning = commands::plainLoginWarning(options);
    QTEST(!warning.isEmpty(), "warned");
    QVERIFY(!warning.contains(u"hunter2"_s));
}

void TestPlainLogin::theServerAndTheWayAreNamed()
{
    const QString warning
        = commands::plainLoginWarning(to(u"tls://a,me:hunter2@b:4333,me:hunter2@c"_s, {}));
    QVERIFY2(warning.startsWith(u"nats://b:4333: the login (user and password) goes there in the "
                                u"clear unless the server asks for TLS"_s),
             qPrintable(warning));
    QVERIFY(!warning.contains(u"//c"_s));
}

QTEST_GUILESS_MAIN(TestPlainLogin)
#include "tst_plainlogin.moc"
