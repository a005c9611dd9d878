// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/connectoptions.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class ConnectOptionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsHostPortAndScheme_data();
    void readsHostPortAndScheme();
    void t14DecodesUserAndPassword_data();
    void t14DecodesUserAndPassword();
    void refusesWhatIsNoServer_data();
    void refusesWhatIsNoServer();
    void neverShowsCredentials_data();
    void neverShowsCredentials();
    void readsLists();
    void refusesListsWithEmptyEntries_data();
    void refusesListsWithEmptyEntries();
    void readsSocksProxies_data();
    void readsSocksProxies();
    void refusesOtherProxies_data();
    void refusesOtherProxies();
};

void ConnectOptionsTest::readsHostPortAndScheme_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("display");
    QTest::newRow("nats") << u"nats://h:1"_s << u"h"_s << 1 << false << u"nats://h:1"_s;
    QTest::newRow("tls") << u"tls://h"_s << u"h"_s << 4222 << true << u"tls://h:4222"_s;
    QTest::newRow("scheme in upper case")
        << u"NATS://h"_s << u"h"_s << 4222 << false << u"nats://h:4222"_s;
    QTest::newRow("bare") << u"demo.nats.io"_s << u"demo.nats.io"_s << 4222 << false
                          << u"nats://demo.nats.io:4222"_s;
    QTest::newRow("bare with port")
        << u"127.0.0.1:65535"_s << u"127.0.0.1"_s << 65535 << false << u"nats://127.0.0.1:65535"_s;
    QTest::newRow("IPv6") << u"[::1]:4223"_s << u"::1"_s << 4223 << false << u"nats://[::1]:4223"_s;
    QTest::newRow("IPv6 without port")
        << u"tls://[fe80::1]"_s << u"fe80::1"_s << 4222 << true << u"tls://[fe80::1]:4222"_s;
    QTest::newRow("IPv6 zone") << u"[fe80::1%eth0]:1"_s << u"fe80::1%eth0"_s << 1 << false
                               << u"nats://[fe80::1%eth0]:1"_s;
    QTest::newRow("IPv6 zone as RFC 6874 writes it")
        << u"nats://[fe80::1%25eth0]:1"_s << u"fe80::1%eth0"_s << 1 << false
        << u"nats://[fe80::1%eth0]:1"_s;
    QTest::newRow("trimmed") << u" \tnats://h:1\n"_s << u"h"_s << 1 << false << u"nats://h:1"_s;
    QTest::newRow("slash at the end")
        << u"nats://h:1/"_s << u"h"_s << 1 << false << u"nats://h:1"_s;
    QTest::newRow("credentials") << u"tls://u:p@h:1"_s << u"h"_s << 1 << true << u"tls://h:1"_s;
    QTest::newRow("token") << u"s3cret@h"_s << u"h"_s << 4222 << false << u"nats://h:4222"_s;
    QTest::newRow("umlaut") << u"bücher.example"_s << u"bücher.example"_s << 4222 << false
                            << u"nats://bücher.example:4222"_s;
}

void ConnectOptionsTest::readsHostPortAndScheme()
{
    QFETCH(QString, text);
    QFETCH(int, port);
    const auto url = nats::parseServerUrl(text);
    QVERIFY2(url, url ? "" : qPrintable(url.error().text));
    QTEST(url->host, "host");
    QCOMPARE(int(url->port), port);
    QTEST(url->tls, "tls");
    QTEST(url->display(), "display");
}

void ConnectOptionsTest::t14DecodesUserAndPassword_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("hasPassword");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("none") << u"nats://h"_s << QString() << false << ""_ba;
    QTest::newRow("escaped") << u"nats://u%40x:p%2F%3A@h"_s << u"u@x"_s << true << "p/:"_ba;
    QTest::newRow("plain") << u"u:p@h:1"_s << u"u"_s << true << "p"_ba;
    QTest::newRow("token") << u"nats://to%20ken@h"_s << u"to ken"_s << false << ""_ba;
    QTest::newRow("empty password") << u"nats://u:@h"_s << u"u"_s << true << ""_ba;
    QTest::newRow("colons in the password") << u"nats://u:a:b@h"_s << u"u"_s << true << "a:b"_ba;
    QTest::newRow("at in the password") << u"nats://u:a@b@h"_s << u"u"_s << true << "a@b"_ba;
    QTest::newRow("percent") << u"nats://u:100%25@h"_s << u"u"_s << true << "100%"_ba;
    QTest::newRow("plus is a plus") << u"nats://u:a+b@h"_s << u"u"_s << true << "a+b"_ba;
    QTest::newRow("UTF-8") << u"nats://%C3%A9:ü@h"_s << u"é"_s << true << "ü"_ba;
    QTest::newRow("bytes in the password")
        << u"nats://u:%ff%00@h"_s << u"u"_s << true << QByteArray("\xff\0", 2);
}

void ConnectOptionsTest::t14DecodesUserAndPassword()
{
    QFETCH(QString, text);
    const auto url = nats::parseServerUrl(text);
    QVERIFY2(url, url ? "" : qPrintable(url.error().text));
    QTEST(url->user, "user");
    QTEST(url->hasPassword, "hasPassword");
    QTEST(url->password.reveal().toByteArray(), "password");
}

void ConnectOptionsTest::refusesWhatIsNoServer_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QString() << u"nats://localhost:4222"_s;
    QTest::newRow("spaces") << u"   "_s << u"nats://localhost:4222"_s;
    QTest::newRow("only a scheme") << u"nats://"_s << u"host name is missing"_s;
    QTest::newRow("only a port") << u":4222"_s << u"host name is missing"_s;
    QTest::newRow("only credentials") << u"nats://u:p@"_s << u"host name is missing"_s;
    QTest::newRow("http") << u"http://h"_s << u"nats:// and tls:// are supported"_s;
    QTest::newRow("ws") << u"ws://h"_s << u"not supported yet"_s;
    QTest::newRow("wss") << u"wss://h"_s << u"not supported yet"_s;
    QTest::newRow("no scheme") << u"://h"_s << u"is unknown"_s;
    QTest::newRow("port 0") << u"h:0"_s << u"1 to 65535"_s;
    QTest::newRow("port 65536") << u"h:65536"_s << u"1 to 65535"_s;
    QTest::newRow("huge port") << u"h:99999999999999999999"_s << u"1 to 65535"_s;
    QTest::newRow("no port") << u"h:"_s << u"1 to 65535"_s;
    QTest::newRow("sign") << u"h:+1"_s << u"1 to 65535"_s;
    QTest::newRow("letters") << u"h:a"_s << u"1 to 65535"_s;
    QTest::newRow("other digits") << u"h:٤٢"_s << u"1 to 65535"_s;
    QTest::newRow("path") << u"nats://h:1/x"_s << u"nothing may follow"_s;
    QTest::newRow("slash in the password") << u"nats://u:p/q@h"_s << u"%2F"_s;
    QTest::newRow("space in the host") << u"nats://a b"_s << u"not allowed"_s;
    QTest::newRow("control in the host") << u"a\x01"_s << u"not allowed"_s;
    QTest::newRow("query") << u"h?x"_s << u"not allowed"_s;
    QTest::newRow("IPv6 without brackets") << u"::1"_s << u"in brackets"_s;
    QTest::newRow("IPv6 not closed") << u"[::1"_s << u"missing"_s;
    QTest::newRow("IPv6 empty") << u"[]:1"_s << u"IPv6 address is expected"_s;
    QTest::newRow("IPv6 zone empty") << u"[fe80::1%]"_s << u"network interface"_s;
    QTest::newRow("IPv6 zone with a space") << u"[fe80::1%a b]"_s << u"network interface"_s;
    QTest::newRow("name in brackets") << u"[host]"_s << u"IPv6 address is expected"_s;
    QTest::newRow("text after the bracket") << u"[::1]x"_s << u"only a port"_s;
    QTest::newRow("percent, one digit") << u"nats://u%4@h"_s << u"hexadecimal"_s;
    QTest::newRow("percent, no digits") << u"nats://u:%zz@h"_s << u"hexadecimal"_s;
    QTest::newRow("percent at the end") << u"nats://u:%@h"_s << u"hexadecimal"_s;
    QTest::newRow("user not UTF-8") << u"nats://%ff:p@h"_s << u"UTF-8"_s;
}

void ConnectOptionsTest::refusesWhatIsNoServer()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto url = nats::parseServerUrl(text);
    QVERIFY(!url);
    QVERIFY2(url.error().text.contains(word), qPrintable(url.error().text));
}

void ConnectOptionsTest::neverShowsCredentials_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("password") << u"nats://s3cret:s3cret@h"_s;
    QTest::newRow("token") << u"s3cret@h"_s;
    QTest::newRow("slash") << u"nats://u:s3cret/x@h"_s;
    QTest::newRow("bad port") << u"nats://u:s3cret@h:x"_s;
    QTest::newRow("bad escape") << u"nats://u:s3cret%@h"_s;
    QTest::newRow("bad host") << u"nats://u:s3cret@a b"_s;
    QTest::newRow("forgotten host") << u"nats://u:s3cret"_s;
}

void ConnectOptionsTest::neverShowsCredentials()
{
    QFETCH(QString, text);
    const auto url = nats::parseServerUrl(text);
    QVERIFY(!(url ? url->display() : url.error().text).contains(u"s3cret"));
}

void ConnectOptionsTest::readsLists()
{
    const auto urls = nats::parseServerUrls(u"nats://a:1, tls://b ,c:3"_s);
    QVERIFY(urls);
    QStringList shown;
    for (const nats::ServerUrl &url : *urls)
        shown << url.display();
    QCOMPARE(shown, (QStringList{u"nats://a:1"_s, u"tls://b:4222"_s, u"nats://c:3"_s}));
}

void ConnectOptionsTest::refusesListsWithEmptyEntries_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QString() << u"a URL is expected"_s;
    QTest::newRow("comma") << u","_s << u"entry 1"_s;
    QTest::newRow("at the end") << u"a,"_s << u"entry 2"_s;
    QTest::newRow("in the middle") << u"a, ,b"_s << u"entry 2"_s;
    QTest::newRow("one is bad") << u"a,b:0"_s << u"1 to 65535"_s;
}

void ConnectOptionsTest::refusesListsWithEmptyEntries()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto urls = nats::parseServerUrls(text);
    QVERIFY(!urls);
    QVERIFY2(urls.error().text.contains(word), qPrintable(urls.error().text));
}

void ConnectOptionsTest::readsSocksProxies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("display");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("whole") << u"socks5://u%40x:p%2F@h:1"_s << u"socks5://h:1"_s << u"u@x"_s
                           << "p/"_ba;
    QTest::newRow("default port") << u"socks5://h"_s << u"socks5://h:1080"_s << QString() << ""_ba;
    QTest::newRow("names at the proxy")
        << u"SOCKS5H://h/"_s << u"socks5://h:1080"_s << QString() << ""_ba;
    QTest::newRow("IPv6") << u" socks5://[::1]:9 "_s << u"socks5://[::1]:9"_s << QString() << ""_ba;
}

void ConnectOptionsTest::readsSocksProxies()
{
    QFETCH(QString, text);
    const auto proxy = nats::parseSocksProxy(text);
    QVERIFY2(proxy, proxy ? "" : qPrintable(proxy.error().text));
    QTEST(proxy->display(), "display");
    QTEST(proxy->user, "user");
    QTEST(proxy->password.reveal().toByteArray(), "password");
}

void ConnectOptionsTest::refusesOtherProxies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QString() << u"socks5://"_s;
    QTest::newRow("bare") << u"s3cret@h:1"_s << u"socks5://"_s;
    QTest::newRow("http") << u"http://s3cret@h"_s << u"socks5://"_s;
    QTest::newRow("SOCKS 4") << u"socks4://h"_s << u"socks5://"_s;
    QTest::newRow("no host") << u"socks5://u:s3cret@"_s << u"host name is missing"_s;
    QTest::newRow("port") << u"socks5://u:s3cret@h:0"_s << u"1 to 65535"_s;
}

void ConnectOptionsTest::refusesOtherProxies()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto proxy = nats::parseSocksProxy(text);
    QVERIFY(!proxy);
    QVERIFY2(proxy.error().text.startsWith(u"SOCKS proxy: "), qPrintable(proxy.error().text));
    QVERIFY2(proxy.error().text.contains(word), qPrintable(proxy.error().text));
    QVERIFY(!proxy.error().text.contains(u"s3cret"));
}

QTEST_GUILESS_MAIN(ConnectOptionsTest)
#include "tst_connectoptions.moc"
