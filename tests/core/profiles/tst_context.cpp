// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/context.h"

#include "core/base/jsontree.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestContext : public QObject
{
    Q_OBJECT

private slots:
    void theCliFileIsReadAndWrittenByteForByte();
    void everyFieldStandsAtItsKey();
    void unknownMembersStayAsTheyCame();
    void windowsMembersStay_data();
    void windowsMembersStay();
    void keysAreReadAsGoReadsThem_data();
    void keysAreReadAsGoReadsThem();
    void whatIsWrongIsSaidWithoutTheValue_data();
    void whatIsWrongIsSaidWithoutTheValue();
    void theSizeHasALimit();
    void deepNestingIsSurvived();
    void namesAreChecked_data();
    void namesAreChecked();
    void onlyOneWayToLogInIsKept();
    void aProfileKeepsItsExtrasInTheFile();
    void badExtrasAreNamed();
};

namespace {

// As nats 0.4.0 wrote it.
const QByteArray kCliFile = R"({
  "description": "a \u003cb\u003e \u0026 \"q\" é 😀 \u0001\u2028\u2029\t\n\r\b\f\\/'",
  "url": "nats://x:1",
  "socks_proxy": "",
  "token": "",
  "user": "",
  "password": "",
  "creds": "",
  "nkey": "",
  "cert": "",
  "key": "",
  "ca": "",
  "nsc": "",
  "jetstream_domain": "",
  "jetstream_api_prefix": "",
  "jetstream_event_prefix": "",
  "inbox_prefix": "",
  "user_jwt": "",
  "user_seed": "",
  "color_scheme": "",
  "tls_first": false,
  "windows_cert_store": "",
  "windows_cert_match_by": "",
  "windows_cert_match": "",
  "windows_ca_certs_match": null
})";

QByteArray tail(const QByteArray &text, const QByteArray &from)
{
    const qsizetype at = text.indexOf(from);
    return at < 0 ? text : text.mid(at);
}

profiles::Settings everything()
{
    profiles::Settings settings;
    for (const profiles::Field &field : profiles::fields())
        settings.*field.member = u"v-"_s + QString::fromLatin1(field.key);
    settings.tlsFirst = true;
    return settings;
}

} // namespace

void TestContext::theCliFileIsReadAndWrittenByteForByte()
{
    const auto settings = profiles::parseContext(kCliFile);
    QVERIFY2(settings, settings ? "" : qPrintable(settings.error().text));
    QCOMPARE(settings->description, u"a <b> & \"q\" é 😀 \u0001\u2028\u2029\t\n\r\b\f\\/'"_s);
    QCOMPARE(settings->url, u"nats://x:1"_s);
    QCOMPARE(profiles::writeContext(*settings, {}).value(), kCliFile);
    QCOMPARE(profiles::writeContext(*settings, kCliFile).value(), kCliFile);
}

void TestContext::everyFieldStandsAtItsKey()
{
    const profiles::Settings settings = everything();
    const QByteArray written = profiles::writeContext(settings, {}).value();
    for (const profiles::Field &field : profiles::fields()) {
        const QByteArray key(field.key);
        QVERIFY2(written.contains("\n  \"" + key + "\": \"v-" + key + "\",\n"), field.key);
    }
    QVERIFY(written.contains("\"tls_first\": true,\n"));
    QCOMPARE(profiles::parseContext(written).value(), settings);
}

void TestContext::unknownMembersStayAsTheyCame()
{
    const QByteArray before
        = "{\"z\\u0041\":[1.50e999, 12345678901234567890123, {\"b\":\"\\ud800\","
          "\"a\":{}}],\"url\":\"x\",\"z\":1,\"z\":\n2 , \"name\":\"old\"}";
    profiles::Settings settings = profiles::parseContext(before).value();
    QCOMPARE(settings.url, u"x"_s);
    settings.url = u"y"_s;
    const QByteArray written = profiles::writeContext(settings, before).value();
    QCOMPARE(tail(written, "  \"windows_ca"),
             "  \"windows_ca_certs_match\": null,\n"
             "  \"z\\u0041\": [1.50e999, 12345678901234567890123, {\"b\":\"\\ud800\",\"a\":{}}],\n"
             "  \"z\": 1,\n"
             "  \"z\": 2\n}");
    QCOMPARE(profiles::writeContext(settings, written).value(), written);
}

void TestContext::windowsMembersStay_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("written");
    const QByteArray none = "  \"windows_cert_store\": \"\",\n  \"windows_cert_match_by\": \"\",\n"
                            "  \"windows_cert_match\": \"\",\n  \"windows_ca_certs_match\": ";
    QTest::newRow("no list") << QByteArray("{}") << none + "null\n}";
    QTest::newRow("null") << QByteArray(R"({"windows_ca_certs_match":null})") << none + "null\n}";
    QTest::newRow("empty list") << QByteArray(R"({"windows_ca_certs_match":[]})") << none + "[]\n}";
    QTest::newRow("list") << QByteArray(R"({"windows_ca_certs_match":["a<",""]})")
                          << none + "[\n    \"a\\u003c\",\n    \"\"\n  ]\n}";
    QTest::newRow("texts") << QByteArray(
        R"({"windows_cert_match":"m","windows_cert_match_by":"b","windows_cert_store":"s"})")
                           << QByteArray("  \"windows_cert_store\": \"s\",\n"
                                         "  \"windows_cert_match_by\": \"b\",\n"
                                         "  \"windows_cert_match\": \"m\",\n"
                                         "  \"windows_ca_certs_match\": null\n}");
}

void TestContext::windowsMembersStay()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, written);
    const auto settings = profiles::parseContext(before);
    QVERIFY(settings);
    QCOMPARE(tail(profiles::writeContext(*settings, before).value(), "  \"windows_cert_store"),
             written);
}

void TestContext::keysAreReadAsGoReadsThem_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("url");
    QTest::newRow("another case") << QByteArray(R"({"URL":"a"})") << u"a"_s;
    QTest::newRow("the last counts") << QByteArray(R"({"URL":"a","url":"b"})") << u"b"_s;
    QTest::newRow("whatever its case") << QByteArray(R"({"url":"b","Url":"a"})") << u"a"_s;
    QTest::newRow("null changes nothing") << QByteArray(R"({"url":"b","url":null})") << u"b"_s;
    QTest::newRow("escapes") << QByteArray(R"({"\u0075rl":"b\/"})") << u"b/"_s;
    QTest::newRow("null is an empty object") << QByteArray("null") << QString();
    QTest::newRow("blanks around") << QByteArray(" \n{ \"url\" : \"b\" }\n") << u"b"_s;
    QTest::newRow("no UTF-8") << QByteArray("{\"url\":\"b\xff\"}") << u"b\uFFFD"_s;
}

void TestContext::keysAreReadAsGoReadsThem()
{
    QFETCH(QByteArray, json);
    const auto settings = profiles::parseContext(json);
    QVERIFY2(settings, settings ? "" : qPrintable(settings.error().text));
    QTEST(settings->url, "url");
    const QByteArray written = profiles::writeContext(*settings, json).value();
    QVERIFY(!written.contains("URL") && !written.contains("Url"));
}

void TestContext::whatIsWrongIsSaidWithoutTheValue_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("number for a text") << QByteArray(R"({"user":"u","password":4711})")
                                       << u"“password”: a text in quotes is expected, there is a "
                                          u"number (byte 23)"_s
                                       << qint64(23);
    QTest::newRow("list for a text") << QByteArray(R"({"url":["hunter2"]})")
                                     << u"“url”: a text in quotes is expected, there is a list "
                                        u"(byte 7)"_s
                                     << qint64(7);
    QTest::newRow("text for a switch")
        << QByteArray(R"({"tls_first":"hunter2"})")
        << u"“tls_first”: true or false, without quotes, is expected, there is a text (byte 13)"_s
        << qint64(13);
    QTest::newRow("name") << QByteArray(R"({"name":7})")
                          << u"“name”: a text in quotes is expected, there is a number (byte 8)"_s
                          << qint64(8);
    QTest::newRow("windows list")
        << QByteArray(R"({"windows_ca_certs_match":[1]})")
        << u"“windows_ca_certs_match”: a list of texts is expected, there "
           u"is a list (byte 26)"_s
        << qint64(26);
    QTest::newRow("list") << QByteArray("[]") << u"an object {…} is expected, there is a list"_s
                          << qint64(0);
    QTest::newRow("empty") << QByteArray() << u"byte 0"_s << qint64(0);
    QTest::newRow("cut off") << QByteArray(R"({"password":"hunter2)") << u"(byte "_s << qint64(-1);
    QTest::newRow("no JSON") << QByteArray("hunter2") << u"(byte 0)"_s << qint64(0);
    QTest::newRow("more behind") << QByteArray("{} x") << u"(byte 3)"_s << qint64(3);
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}") << u"(byte 0)"_s << qint64(0);
}

void TestContext::whatIsWrongIsSaidWithoutTheValue()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QFETCH(qint64, offset);
    const auto settings = profiles::parseContext(json);
    QVERIFY(!settings);
    QVERIFY2(settings.error().text.contains(text), qPrintable(settings.error().text));
    QVERIFY2(!settings.error().text.contains(u"hunter2"_s), qPrintable(settings.error().text));
    QVERIFY(!settings.error().text.contains(u"4711"_s));
    if (offset >= 0)
        QCOMPARE(settings.error().offset, offset);
    // Nor is it written over.
    if (!json.isEmpty())
        QVERIFY(!profiles::writeContext({}, json));
}

void TestContext::theSizeHasALimit()
{
    const auto ofSize = [](qint64 size) {
        const QByteArray frame = R"({"url":""})";
        return QByteArray(frame).insert(8, QByteArray(size - frame.size(), 'x'));
    };
    for (const qint64 size : {profiles::kMaxContextSize - 1, profiles::kMaxContextSize})
        QVERIFY(profiles::parseContext(ofSize(size)));
    const auto large = profiles::parseContext(ofSize(profiles::kMaxContextSize + 1));
    QVERIFY(!large);
    QCOMPARE(large.error().kind, base::ErrorKind::Limit);
    QCOMPARE(large.error().text, u"at most 1048576 bytes are read, there are 1048577"_s);
}

void TestContext::deepNestingIsSurvived()
{
    const auto nested = [](int depth) {
        return R"({"a":)" + QByteArray(depth, '[') + QByteArray(depth, ']') + '}';
    };
    const QByteArray deep = nested(base::json::Tree::kMaxDepth - 1);
    QVERIFY(profiles::writeContext({}, deep).value().contains(deep.mid(5).chopped(1)));
    QCOMPARE(profiles::parseContext(nested(base::json::Tree::kMaxDepth)).error().kind,
             base::ErrorKind::Limit);
    QVERIFY(!profiles::parseContext(QByteArray(500'000, '[')));
}

void TestContext::namesAreChecked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("problem");
    QTest::newRow("plain") << u"ngs.js"_s << QString();
    QTest::newRow("anything else") << u" a b é 😀 *?:\"<>|.json"_s << QString();
    QTest::newRow("hidden") << u".a"_s << QString();
    QTest::newRow("empty") << QString() << u"Name: it is empty"_s;
    QTest::newRow("parent") << u"a..b"_s << u"Name: “..” is not allowed in it"_s;
    QTest::newRow("slash") << u"a/b"_s << u"Name: “/” is not allowed in it"_s;
    QTest::newRow("backslash") << u"a\\b"_s << u"Name: “\\” is not allowed in it"_s;
    QTest::newRow("nul") << QString(QChar::Null)
                         << u"Name: the character with the code 0 is not allowed in it"_s;
}

void TestContext::namesAreChecked()
{
    QFETCH(QString, name);
    QFETCH(QString, problem);
    const auto checked = profiles::checkContextName(name);
    QCOMPARE(checked ? QString() : checked.error().text, problem);
}

void TestContext::onlyOneWayToLogInIsKept()
{
    profiles::Settings settings;
    QVERIFY(profiles::checkSettings(settings));
    settings.user = u"hunter2"_s;
    settings.password = u"p"_s;
    settings.token = u"t"_s;
    settings.userSeed = u"s"_s;
    QVERIFY(profiles::checkSettings(settings));
    settings.creds = u"/c"_s;
    QCOMPARE(profiles::checkSettings(settings).error().text,
             u"Only one way to log in can be kept, there are 2: user, creds"_s);
    settings.nkey = settings.nsc = settings.userJwt = u"x"_s;
    QCOMPARE(
        profiles::checkSettings(settings).error().text,
        u"Only one way to log in can be kept, there are 5: user, creds, nkey, nsc, user_jwt"_s);
}

void TestContext::aProfileKeepsItsExtrasInTheFile()
{
    profiles::Extras extras;
    extras.readOnly = extras.noEcho = extras.ignoreDiscovered = extras.requireTls
        = extras.plainLoginAllowed = true;
    extras.keychained = {u"password"_s, u"key_passphrase"_s};
    const QByteArray before
        = R"({"later":1,"fanin":{"read_only":false,"unknown":[1,2]},"url":"u"})";
    const QByteArray written = profiles::writeProfile({}, extras, before).value();
    QCOMPARE(tail(written, "  \"fanin"), R"(  "fanin": {
    "read_only": true,
    "no_echo": true,
    "ignore_discovered": true,
    "require_tls": true,
    "plain_login_allowed": true,
    "keychained": [
      "password",
      "key_passphrase"
    ],
    "unknown": [1,2]
  },
  "later": 1
})");
    QCOMPARE(profiles::parseProfileExtras(written).value(), extras);
    QVERIFY(profiles::parseContext(written));
    QCOMPARE(profiles::writeProfile({}, extras, written).value(), written);
    QVERIFY(profiles::writeProfile({}, {}, {}).value().endsWith("\n  \"fanin\": {}\n}"));
    QCOMPARE(profiles::parseProfileExtras("{}").value(), profiles::Extras());
}

void TestContext::badExtrasAreNamed()
{
    const auto error = [](const QByteArray &json) {
        const auto extras = profiles::parseProfileExtras(json);
        return extras ? QString() : extras.error().text;
    };
    QCOMPARE(error(R"({"fanin":{"read_only":1}})"),
             u"“fanin” (byte 9): “read_only”: true or false is expected, there is a number "
             u"(byte 13)"_s);
    QCOMPARE(error(R"({"fanin":{"keychained":["a",1]}})"),
             u"“fanin” (byte 9): “keychained”: a list of texts is expected, there is a list "
             u"(byte 14)"_s);
    QCOMPARE(error(R"({"fanin":7})"),
             u"“fanin” (byte 9): an object {…} is expected, there is a number"_s);
    QVERIFY(!profiles::writeProfile({}, {}, R"({"fanin":7})"));
}

QTEST_GUILESS_MAIN(TestContext)
#include "tst_context.moc"
