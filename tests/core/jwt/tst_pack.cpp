// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/pack.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestPack : public QObject
{
    Q_OBJECT

private slots:
    void linesAreReadHoweverTheyCome_data();
    void linesAreReadHoweverTheyCome();
    void aLineIsBounded();
    void badLinesAreCounted();
    void aPackIsTold_data();
    void aPackIsTold();
    void theFixturesAreRead_data();
    void theFixturesAreRead();
};

namespace {

struct Read
{
    QByteArrayList entries; // "key=token"
    QStringList problems;
};

Read read(const QByteArrayList &pieces)
{
    jwt::PackReader reader;
    Read result;
    const auto take = [&] {
        while (const auto entry = reader.next())
            result.entries += entry->key + '=' + entry->token;
        result.problems += reader.takeProblems();
    };
    for (const QByteArray &piece : pieces) {
        reader.feed(piece);
        take();
    }
    reader.end();
    take();
    return result;
}

} // namespace

void TestPack::linesAreReadHoweverTheyCome_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<int>("problems");
    const auto row
        = [](const char *name, QByteArray content, QByteArrayList entries, int problems) {
              QTest::newRow(name) << content << entries << problems;
          };
    row("nothing", "", {}, 0);
    row("one line", "AA|t1", {"AA=t1"}, 0);
    row("with its end", "AA|t1\n", {"AA=t1"}, 0);
    row("two lines", "AA|t1\nAB|t2", {"AA=t1", "AB=t2"}, 0);
    row("blank lines", "\n\nAA|t1\n\n\nAB|t2\n\n", {"AA=t1", "AB=t2"}, 0);
    row("CRLF", "AA|t1\r\n\r\nAB|t2\r\n", {"AA=t1", "AB=t2"}, 0);
    row("a bad line between", "AA|t1\nnothing\nAB|t2", {"AA=t1", "AB=t2"}, 1);
    row("three fields", "AA|t1|x\nAB|t2\n", {"AB=t2"}, 1);
    row("empty fields", "|\n", {"="}, 0);
}

void TestPack::linesAreReadHoweverTheyCome()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArrayList, entries);
    QFETCH(int, problems);
    for (qsizetype split = 0; split <= content.size(); ++split) {
        const Read result = read({content.first(split), content.sliced(split)});
        QCOMPARE(result.entries, entries);
        QCOMPARE(result.problems.size(), problems);
    }
    QByteArrayList bytes;
    for (const char c : content)
        bytes += QByteArray(1, c);
    QCOMPARE(read(bytes).entries, entries);
    if (problems > 0)
        QVERIFY(read({content}).problems.first().contains(
            u"Line %1"_s.arg(content.startsWith("AA|t1\n") ? 2 : 1)));
}

void TestPack::aLineIsBounded()
{
    const qsizetype limit = jwt::PackReader::kMaxLine;
    for (const qsizetype size : {limit - 1, limit, limit + 1}) {
        const QByteArray line = "AA|" + QByteArray(size - 3, 'x');
        const bool fits = size <= limit;
        for (const QByteArrayList &pieces :
             {QByteArrayList{line + "\nAB|t\n"}, QByteArrayList{line, "\nAB|t"},
              QByteArrayList{line.first(limit / 2), line.sliced(limit / 2), "\n", "AB|t\n"}}) {
            const Read result = read(pieces);
            QCOMPARE(result.entries.size(), fits ? 2 : 1);
            QCOMPARE(result.entries.last(), "AB=t");
            QCOMPARE(result.problems.size(), fits ? 0 : 1);
        }
    }
    // However long it gets, it is one problem and takes no memory.
    QByteArrayList pieces;
    for (int i = 0; i < 5; ++i)
        pieces += QByteArray(limit, 'x');
    pieces += "x\nAB|t";
    const Read result = read(pieces);
    QCOMPARE(result.entries, QByteArrayList{"AB=t"});
    QCOMPARE(result.problems.size(), 1);
}

void TestPack::badLinesAreCounted()
{
    constexpr qint64 limit = jwt::PackReader::kMaxProblems;
    for (const qint64 lines : {limit - 1, limit, limit + 1, 100'000LL}) {
        const Read result = read({QByteArray("x\n").repeated(lines) + "AB|t"});
        QCOMPARE(result.entries, QByteArrayList{"AB=t"});
        QCOMPARE(result.problems.size(), qMin(lines, limit) + (lines > limit ? 1 : 0));
        if (lines > limit)
            QVERIFY(result.problems.last().endsWith(QString::number(lines - limit)));
    }
}

void TestPack::aPackIsTold_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("pack");
    QTest::newRow("a pack") << QByteArray("AAHJ2GGLTL|eyJ0.x.y\n") << true;
    QTest::newRow("after blank lines") << QByteArray("\r\n\nAAHJ|eyJ0") << true;
    QTest::newRow("an activation's") << QByteArray("VA2A====|eyJ0") << true;
    QTest::newRow("a token") << QByteArray("eyJ0.x.y") << false;
    QTest::newRow("a text with a bar") << QByteArray("it is | not") << false;
    QTest::newRow("a bar far away") << QByteArray(100, 'A') + "|x" << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestPack::aPackIsTold()
{
    QFETCH(QByteArray, content);
    QTEST(jwt::PackReader::looksLike(content), "pack");
}

void TestPack::theFixturesAreRead_data()
{
    QTest::addColumn<QString>("name");
    const QJsonObject expected = jwtfixtures::readJson(u"pack/expected.json"_s);
    for (const QString &name : expected.keys())
        QTest::newRow(qPrintable(name)) << name;
}

void TestPack::theFixturesAreRead()
{
    QFETCH(QString, name);
    const QJsonObject expected = jwtfixtures::readJson(u"pack/expected.json"_s)[name].toObject();
    const Read result = read({jwtfixtures::read(u"pack/"_s + name)});
    const QJsonArray entries = expected["entries"_L1].toArray();
    QCOMPARE(result.entries.size(), entries.size());
    QCOMPARE(result.problems.size(),
             expected["non_empty_lines"_L1].toInt() - expected["lines_with_two_fields"_L1].toInt());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QByteArray key = entries[i]["key"_L1].toString().toUtf8();
        const QString token = entries[i]["token"_L1].toString();
        // Of a CRLF pack the fixtures name no token, for there the CR is a part of it.
        if (token.isEmpty())
            QVERIFY(result.entries[i].startsWith(key + "=eyJ")
                    && !result.entries[i].endsWith('\r'));
        else
            QCOMPARE(result.entries[i], key + '=' + jwtfixtures::read(token));
    }
}

QTEST_GUILESS_MAIN(TestPack)
#include "tst_pack.moc"
