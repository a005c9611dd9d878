// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httphead.h"
#include "core/accountserver/requestlog.h"

#include <QtTest/QTest>

using namespace accountserver;

class TestHttpHead : public QObject
{
    Q_OBJECT

private slots:
    void endsAreFoundAtEverySplit_data();
    void endsAreFoundAtEverySplit();
    void aRequestIsRead();
    void targetsAreDecoded_data();
    void targetsAreDecoded();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();
    void limitsHoldAtTheirEdges();
    void listsThatCameInPartsAreOne();
    void theLogShowsNoSecretsAndNoControls_data();
    void theLogShowsNoSecretsAndNoControls();
};

namespace {

HttpHead parsed(const QByteArray &bytes)
{
    auto result = parseHead(bytes);
    if (const auto *problem = std::get_if<HttpProblem>(&result))
        qFatal("%s", problem->text.constData());
    return std::get<HttpHead>(std::move(result));
}

int refusalOf(const QByteArray &bytes)
{
    const auto result = parseHead(bytes);
    const auto *problem = std::get_if<HttpProblem>(&result);
    return problem ? problem->status : 0;
}

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

} // namespace

void TestHttpHead::endsAreFoundAtEverySplit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("end");

    QTest::newRow("CRLF") << QByteArray("G\r\nH: a\r\n\r\nrest") << 11;
    QTest::newRow("LF") << QByteArray("G\nH: a\n\nrest") << 8;
    QTest::newRow("LF CRLF") << QByteArray("G\n\r\nrest") << 4;
    QTest::newRow("empty lines before") << QByteArray("\r\n\nG\r\n\r\n") << 8;
    QTest::newRow("CR in between") << QByteArray("G\r\n\r\r\n\r\n") << 8;
    QTest::newRow("no end") << QByteArray("G\r\nH: a\r\n\r") << -1;
    QTest::newRow("only empty lines") << QByteArray("\r\n\r\n\r\n") << -1;
}

void TestHttpHead::endsAreFoundAtEverySplit()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, end);

    QCOMPARE(headEnd(bytes), end);
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        const qsizetype first = headEnd(bytes.first(split));
        QCOMPARE(first, end >= 0 && end <= split ? end : -1);
        QCOMPARE(first >= 0 ? first : headEnd(bytes, split), end);
    }
}

void TestHttpHead::aRequestIsRead()
{
    const HttpHead head = parsed("\r\nPOST /a%20b?text=true&c=d+e%21&flag HTTP/1.1\r\n"
                                 "host: x\r\nCONTENT-LENGTH:  12 \r\nUser-Agent: curl\r\n"
                                 "If-None-Match: \"a%0d%0ab\"\r\nX-Other: y\r\n"
                                 "Expect: 100-Continue\r\nConnection: keep-alive, Close\r\n\r\n");
    QCOMPARE(head.ask.method, QByteArray("POST"));
    QCOMPARE(head.ask.path, QByteArray("/a b"));
    QCOMPARE(head.ask.query.size(), size_t(3));
    QCOMPARE(head.ask.query[1].second, QByteArray("d e!"));
    QCOMPARE(head.ask.query[2].first, QByteArray("flag"));
    QCOMPARE(head.contentLength, 12);
    QCOMPARE(head.userAgent, QByteArray("curl"));
    // As it came: httplib would make line ends of it.
    QCOMPARE(head.ask.header("if-none-match").toByteArray(), QByteArray("\"a%0d%0ab\""));
    QCOMPARE(head.ask.headers.size(), size_t(1));
    QVERIFY(head.expectsContinue);
    QVERIFY(head.close);
    QVERIFY(!head.http10);
}

void TestHttpHead::targetsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path"); // null: refused

    const auto row = [](const QByteArray &target, const QByteArray &path) {
        QTest::newRow(target.constData()) << target << path;
    };
    row("/", "/");
    row("*", "*");
    row("/%41%3d%3D", "/A==");
    row("/a+b", "/a+b");
    row("/..%2f..%2fetc", "/../../etc");
    row("http://host:80/x?y", "/x");
    row("HTTPS://host/x", "/x");
    row("http://host", "/");
    row("/x#fragment", "/x");
    row("/%", {});
    row("/%4", {});
    row("/%zz", {});
    row("x", {});
    row("/a\tb", {});
    row("/\xc3\xa4", {});
}

void TestHttpHead::targetsAreDecoded()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, path);

    if (path.isNull())
        QCOMPARE(refusalOf(get(target)), 400);
    else
        QCOMPARE(parsed(get(target)).ask.path, path);
}

void TestHttpHead::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("nothing", "", 400);
    row("garbage", QByteArray("\x16\x03\x01\x02\x00", 5), 400);
    row("no version", "GET /\r\n\r\n", 400);
    row("HTTP/2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505);
    row("no HTTP", "GET / XTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("method", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("no host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two hosts", get("/", "Host: b\r\n"), 400);
    row("space before the colon", get("/", "X : y\r\n"), 400);
    row("folded", get("/", "X: y\r\n z\r\n"), 400);
    row("no colon", get("/", "X\r\n"), 400);
    row("NUL", get("/", QByteArray("X: a\0b\r\n", 8)), 400);
    row("CR within", get("/", "X: a\rb\r\n"), 400);
    row("length no number", get("/", "Content-Length: -1\r\n"), 400);
    row("length plus", get("/", "Content-Length: +1\r\n"), 400);
    row("empty length", get("/", "Content-Length:\r\n"), 400);
    row("length beyond 64 bits", get("/", "Content-Length: 99999999999999999999\r\n"), 413);
    row("two lengths", get("/", "Content-Length: 1\r\nContent-Length: 1\r\n"), 400);
    row("length and chunks", get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400);
    row("unknown coding", get("/", "Transfer-Encoding: gzip\r\n"), 501);
    row("chunks twice", get("/", "Transfer-Encoding: chunked, chunked\r\n"), 501);
    row("chunks in 1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("expectation", get("/", "Expect: magic\r\n"), 417);
    row("1.0 needs no host", "GET / HTTP/1.0\r\n\r\n", 0);
    row("bare LF", "GET / HTTP/1.1\nHost: a\n\n", 0);
}

void TestHttpHead::whatIsNoRequestIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);

    QCOMPARE(refusalOf(bytes), status);
}

void TestHttpHead::limitsHoldAtTheirEdges()
{
    const auto target = [](qsizetype size) {
        return get("/" + QByteArray(size - 1, 'a'));
    };
    QCOMPARE(refusalOf(target(HttpHead::kMaxTarget)), 0);
    QCOMPARE(refusalOf(target(HttpHead::kMaxTarget + 1)), 414);

    const auto method = [](qsizetype size) {
        return QByteArray(size, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n";
    };
    QCOMPARE(refusalOf(method(HttpHead::kMaxMethod)), 0);
    QCOMPARE(refusalOf(method(HttpHead::kMaxMethod + 1)), 400);

    const auto headers = [](qsizetype count) {
        return get("/", QByteArray("X: y\r\n").repeated(count - 1));
    };
    QCOMPARE(refusalOf(headers(HttpHead::kMaxHeaders)), 0);
    QCOMPARE(refusalOf(headers(HttpHead::kMaxHeaders + 1)), 431);

    const auto bytes = [](qsizetype size) {
        const qsizetype rest = get("/", "X: \r\n").size();
        return get("/", "X: " + QByteArray(size - rest, 'y') + "\r\n");
    };
    QCOMPARE(bytes(HttpHead::kMaxBytes).size(), HttpHead::kMaxBytes);
    QCOMPARE(refusalOf(bytes(HttpHead::kMaxBytes)), 0);
    QCOMPARE(refusalOf(bytes(HttpHead::kMaxBytes + 1)), 431);
}

void TestHttpHead::listsThatCameInPartsAreOne()
{
    const HttpHead head = parsed(get("/", "If-None-Match: \"a\"\r\nif-none-match: \"b\"\r\n"));
    QCOMPARE(head.ask.header("If-None-Match").toByteArray(), QByteArray("\"a\", \"b\""));
}

void TestHttpHead::theLogShowsNoSecretsAndNoControls_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("shown");

    const QByteArray seed = "SUAKYRHVIOREXV7EUZTBHUHL7NUMHPMAS7QMDU3GTIUWEI5LDNOXD43IZY";
    QTest::newRow("plain") << QByteArray("/a") << QByteArray() << QByteArray("/a");
    QTest::newRow("controls") << QByteArray("/a\r\n\x1b[0m\xc3") << QByteArray()
                              << QByteArray("/a\\x0d\\x0a\\x1b[0m\\xc3");
    QTest::newRow("known value") << QByteArray("/a") << QByteArray("text=true")
                                 << QByteArray("/a?text=true");
    QTest::newRow("unknown value")
        << QByteArray("/a") << QByteArray("password=geheim") << QByteArray("/a?password=...");
    QTest::newRow("seed as key") << QByteArray("/jwt/v1/accounts/" + seed) << QByteArray()
                                 << QByteArray("/jwt/v1/accounts/S*****");
    QTest::newRow("seed in lower case")
        << QByteArray("/x" + seed.toLower() + "/y") << QByteArray() << QByteArray("/xS*****/y");
    QTest::newRow("seed as known value")
        << QByteArray("/a") << QByteArray("max=" + seed) << QByteArray("/a?max=S*****");
    QTest::newRow("seed as name") << QByteArray("/a") << QByteArray(seed + "=x")
                                  << QByteArray("/a?S*****=...");
    QTest::newRow("long") << QByteArray("/" + QByteArray(1000, '.')) << QByteArray()
                          << QByteArray("/" + QByteArray(LogEntry::kMaxTarget - 1, '.'));
}

void TestHttpHead::theLogShowsNoSecretsAndNoControls()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, shown);

    Ask ask;
    ask.path = path;
    if (const qsizetype equals = query.indexOf('='); equals > 0)
        ask.query.emplace_back(query.first(equals), query.sliced(equals + 1));
    QCOMPARE(loggableTarget(ask), shown);
}

QTEST_GUILESS_MAIN(TestHttpHead)
#include "tst_httphead.moc"
