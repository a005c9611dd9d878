// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/subject.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class SubjectTest final : public QObject
{
    Q_OBJECT

private slots:
    void literalsAndPatterns_data();
    void literalsAndPatterns();
    void anInboxPrefixIsALiteral();
    void theErrorSaysWhatAndWhere();
    void whatIsUnusualGetsAWord_data();
    void whatIsUnusualGetsAWord();
    void theOrdinaryGetsNone();
    void manyTokensGetAWordPastTheLimit();
    void textShowsEveryByte();
    void matchesAsTheServerDoes_data();
    void matchesAsTheServerDoes();
};

void SubjectTest::literalsAndPatterns_data()
{
    constexpr int kGood = -1;
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<int>("literalOffset");
    QTest::addColumn<int>("patternOffset");

    QTest::newRow("empty") << ""_ba << 0 << 0;
    QTest::newRow("one token") << "a"_ba << kGood << kGood;
    QTest::newRow("tokens") << "a.b.c"_ba << kGood << kGood;
    QTest::newRow("leading dot") << ".a"_ba << 0 << 0;
    QTest::newRow("trailing dot") << "a."_ba << 2 << 2;
    QTest::newRow("only a dot") << "."_ba << 0 << 0;
    QTest::newRow("two dots") << "a..b"_ba << 2 << 2;
    QTest::newRow("space") << "a b"_ba << 1 << 1;
    QTest::newRow("tab") << "ab\t"_ba << 2 << 2;
    QTest::newRow("CR") << "a.\rb"_ba << 2 << 2;
    QTest::newRow("LF") << "a.b\n"_ba << 3 << 3;
    QTest::newRow("FF") << "\fa"_ba << 0 << 0;
    QTest::newRow("star") << "*"_ba << 0 << kGood;
    QTest::newRow("star in the middle") << "a.*.c"_ba << 2 << kGood;
    QTest::newRow("star within a token") << "foo*.*bar"_ba << kGood << kGood;
    QTest::newRow("tail") << "a.>"_ba << 2 << kGood;
    QTest::newRow("only tail") << ">"_ba << 0 << kGood;
    QTest::newRow("tail not last") << "a.>.b"_ba << 2 << 2;
    QTest::newRow("tail first of two") << ">.b"_ba << 0 << 0;
    QTest::newRow("tail within a token") << "a.b>"_ba << kGood << kGood;
    QTest::newRow("NUL, 0xff, not UTF-8") << QByteArray("\xff\xfe.\x00\x01", 5) << kGood << kGood;
    QTest::newRow("UTF-8") << "grüße.日本"_ba << kGood << kGood;
    QTest::newRow("reserved") << "$SYS.REQ"_ba << kGood << kGood;
    QTest::newRow("long") << QByteArray(100'000, 'x') << kGood << kGood;
}

void SubjectTest::literalsAndPatterns()
{
    QFETCH(QByteArray, subject);
    QFETCH(int, literalOffset);
    QFETCH(int, patternOffset);

    const auto literal = nats::subject::checkLiteral(subject);
    const auto pattern = nats::subject::checkPattern(subject);
    QCOMPARE(literal ? literal->offset : -1, qint64(literalOffset));
    QCOMPARE(pattern ? pattern->offset : -1, qint64(patternOffset));
}

void SubjectTest::anInboxPrefixIsALiteral()
{
    QVERIFY(!nats::subject::checkInboxPrefix("_INBOX"));
    QVERIFY(!nats::subject::checkInboxPrefix("a.b"));
    for (const QByteArray &bad : {""_ba, "_INBOX."_ba, "_INBOX.>"_ba, "*"_ba, "a b"_ba}) {
        const auto error = nats::subject::checkInboxPrefix(bad);
        QVERIFY2(error, bad.constData());
        QVERIFY(error->text.startsWith(u"Inbox prefix"));
    }
}

void SubjectTest::theErrorSaysWhatAndWhere()
{
    QCOMPARE(nats::subject::checkLiteral("demo time")->text,
             u"Subject: a space is not allowed (byte 4)"_s);
    QCOMPARE(nats::subject::checkLiteral("demo.*")->text,
             u"Subject: the wildcard “*” is not allowed here (byte 5)"_s);
}

void SubjectTest::whatIsUnusualGetsAWord_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QString>("word");

    QTest::newRow("SYS") << "$SYS.REQ.SERVER.PING"_ba << u"$SYS."_s;
    QTest::newRow("JS") << "$JS.ACK.a.b"_ba << u"JetStream"_s;
    QTest::newRow("JS API") << "$JS.API.STREAM.LIST"_ba << u"JetStream API"_s;
    QTest::newRow("KV") << "$KV.bucket.key"_ba << u"$KV."_s;
    QTest::newRow("object store") << "$O.bucket.C.x"_ba << u"$O."_s;
    QTest::newRow("SRV") << "$SRV.PING"_ba << u"$SRV."_s;
    QTest::newRow("MQTT") << "$MQTT.sub.x"_ba << u"MQTT"_s;
    QTest::newRow("NRG") << "$NRG.V.x"_ba << u"consensus"_s;
    QTest::newRow("LDS") << "$LDS.x"_ba << u"leaf"_s;
    QTest::newRow("_SYS") << "_SYS.x"_ba << u"_SYS."_s;
    QTest::newRow("inbox") << "_INBOX.x"_ba << u"_INBOX."_s;
    QTest::newRow("_R_") << "_R_.x"_ba << u"accounts"_s;
    QTest::newRow("_GR_") << "_GR_.x"_ba << u"clusters"_s;
    QTest::newRow("$GR") << "$GR.x"_ba << u"clusters"_s;
    QTest::newRow("delete") << "$JS.API.STREAM.DELETE.orders"_ba << u"destroys"_s;
    QTest::newRow("message delete") << "$JS.API.STREAM.MSG.DELETE.orders"_ba << u"destroys"_s;
    QTest::newRow("purge") << "$JS.API.STREAM.PURGE.orders"_ba << u"destroys"_s;
    QTest::newRow("UTF-8") << "grüße"_ba << u"ASCII"_s;
    QTest::newRow("not UTF-8") << "a\xff"_ba << u"UTF-8"_s;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << u"control"_s;
    QTest::newRow("DEL") << "a\x7f"_ba << u"control"_s;
}

void SubjectTest::whatIsUnusualGetsAWord()
{
    QFETCH(QByteArray, subject);
    QFETCH(QString, word);

    const QString advice = nats::subject::advice(subject);
    QVERIFY2(advice.contains(word), qPrintable(advice));
}

void SubjectTest::theOrdinaryGetsNone()
{
    for (const QByteArray &subject : {"demo.time"_ba, "DELETE.PURGE.x"_ba, "_INBOXES.x"_ba,
                                      "$SYSTEM"_ba, "a.$JS.API.b"_ba, ""_ba})
        QCOMPARE(nats::subject::advice(subject), QString());
}

void SubjectTest::manyTokensGetAWordPastTheLimit()
{
    const auto tokens = [](qsizetype count) {
        return QByteArray("a.").repeated(count).chopped(1);
    };
    QCOMPARE(nats::subject::advice(tokens(15)), QString());
    QCOMPARE(nats::subject::advice(tokens(16)), QString());
    QVERIFY(nats::subject::advice(tokens(17)).contains(u"17 parts"));
}

void SubjectTest::textShowsEveryByte()
{
    QCOMPARE(nats::subject::toText("demo.grüße"), u"demo.grüße"_s);
    QCOMPARE(nats::subject::toText(QByteArray("a\0b\x7f", 4)), u"a\\x00b\\x7f"_s);
    QCOMPARE(nats::subject::toText("a\xff\xfe"), u"a\\xff\\xfe"_s);
}

void SubjectTest::matchesAsTheServerDoes_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<bool>("expected");

    QTest::newRow("same") << "a.b"_ba
                          << "a.b"_ba << true;
    QTest::newRow("case") << "a.b"_ba
                          << "a.B"_ba << false;
    QTest::newRow("shorter") << "a.b"_ba
                             << "a"_ba << false;
    QTest::newRow("longer") << "a"_ba
                            << "a.b"_ba << false;
    QTest::newRow("token prefix") << "ab"_ba
                                  << "abc"_ba << false;
    QTest::newRow("star") << "a.*.c"_ba
                          << "a.b.c"_ba << true;
    QTest::newRow("star, one token only") << "a.*"_ba
                                          << "a.b.c"_ba << false;
    QTest::newRow("star needs a token") << "a.*"_ba
                                        << "a"_ba << false;
    QTest::newRow("tail") << "a.>"_ba
                          << "a.b.c"_ba << true;
    QTest::newRow("tail needs a token") << "foo.>"_ba
                                        << "foo"_ba << false;
    QTest::newRow("all") << ">"_ba
                         << "a.b"_ba << true;
    QTest::newRow("star then tail") << "*.>"_ba
                                    << "a.b"_ba << true;
    QTest::newRow("star then tail, too short") << "*.>"_ba
                                               << "a"_ba << false;
    QTest::newRow("published star, same") << "foo.*"_ba
                                          << "foo.*"_ba << true;
    QTest::newRow("published star, tail") << "foo.>"_ba
                                          << "foo.*"_ba << true;
    QTest::newRow("published star is literal") << "foo.bar"_ba
                                               << "foo.*"_ba << false;
    QTest::newRow("published tail, star") << "foo.*"_ba
                                          << "foo.>"_ba << true;
    QTest::newRow("published tail is literal") << "foo.bar"_ba
                                               << "foo.>"_ba << false;
    QTest::newRow("literal star in a token") << "foo*"_ba
                                             << "foo*"_ba << true;
    QTest::newRow("literal star matches nothing else") << "foo*"_ba
                                                       << "foobar"_ba << false;
    QTest::newRow("empty tokens reach nobody") << ">"_ba
                                               << "foo..bar"_ba << false;
    QTest::newRow("leading dot reaches nobody") << ">"_ba
                                                << ".foo"_ba << false;
    QTest::newRow("trailing dot reaches nobody") << "foo.>"_ba
                                                 << "foo."_ba << false;
    QTest::newRow("tail in the middle is no pattern") << "a.>.b"_ba
                                                      << "a.x.b"_ba << false;
    QTest::newRow("empty pattern") << ""_ba
                                   << "a"_ba << false;
    QTest::newRow("empty subject") << ">"_ba
                                   << ""_ba << false;
}

void SubjectTest::matchesAsTheServerDoes()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, subject);
    QTEST(nats::subject::matches(pattern, subject), "expected");
}

QTEST_GUILESS_MAIN(SubjectTest)
#include "tst_subject.moc"
