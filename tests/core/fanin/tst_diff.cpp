// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/diff.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using fanin::Diff;
using fanin::DiffLine;

namespace {

// " a", "-b", "+c", one a line.
QByteArray shown(const Diff &diff)
{
    QByteArrayList lines;
    for (const DiffLine &line : diff.lines) {
        const char sign = line.kind == DiffLine::Kind::Same ? ' '
            : line.kind == DiffLine::Kind::Removed          ? '-'
                                                            : '+';
        lines << QByteArray(sign + line.line);
    }
    return lines.join('\n');
}

QByteArray side(const Diff &diff, DiffLine::Kind other)
{
    QByteArrayList lines;
    for (const DiffLine &line : diff.lines) {
        if (line.kind != other)
            lines << line.line;
    }
    return lines.join('\n');
}

QByteArray numbers(qsizetype count, qsizetype from = 0)
{
    QByteArrayList lines;
    for (qsizetype i = 0; i < count; ++i)
        lines << QByteArray::number(from + i);
    return lines.join('\n');
}

} // namespace

class DiffTest final : public QObject
{
    Q_OBJECT

private slots:
    void showsTheFewestChanges_data();
    void showsTheFewestChanges();
    void eachSideCanBeReadBack();
    void longTextsOnlySayWhereTheyDiffer_data();
    void longTextsOnlySayWhereTheyDiffer();
    void veryDifferentTextsOnlySayWhereTheyDiffer_data();
    void veryDifferentTextsOnlySayWhereTheyDiffer();
    void jsonIsIndentedFirst();
    void oneSideThatIsNoJsonLeavesBothAsTheyAre();
};

void DiffTest::showsTheFewestChanges_data()
{
    constexpr int kEqual = -1;
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("first");
    QTest::newRow("nothing") << ""_ba
                             << ""_ba
                             << " "_ba << kEqual;
    QTest::newRow("equal") << "a\nb"_ba
                           << "a\nb"_ba
                           << " a\n b"_ba << kEqual;
    QTest::newRow("changed") << "a\nb\nc"_ba
                             << "a\nx\nc"_ba
                             << " a\n-b\n+x\n c"_ba << 2;
    QTest::newRow("added") << "a\nc"_ba
                           << "a\nb\nc"_ba
                           << " a\n+b\n c"_ba << 2;
    QTest::newRow("removed") << "a\nb\nc"_ba
                             << "a\nc"_ba
                             << " a\n-b\n c"_ba << 2;
    QTest::newRow("added at the end") << "a"_ba
                                      << "a\nb"_ba
                                      << " a\n+b"_ba << 1;
    QTest::newRow("removed at the front") << "a\nb"_ba
                                          << "b"_ba
                                          << "-a\n b"_ba << 0;
    QTest::newRow("all") << "a"_ba
                         << "b"_ba
                         << "-a\n+b"_ba << 0;
    QTest::newRow("from nothing") << ""_ba
                                  << "a"_ba
                                  << "-\n+a"_ba << 0;
    QTest::newRow("line feed at the end") << "a"_ba
                                          << "a\n"_ba
                                          << " a\n+"_ba << 1;
    QTest::newRow("Myers' example") << "a\nb\nc\na\nb\nb\na"_ba
                                    << "c\nb\na\nb\na\nc"_ba
                                    << "-a\n-b\n c\n+b\n a\n b\n-b\n a\n+c"_ba << 0;
}

void DiffTest::showsTheFewestChanges()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, first);
    const Diff diff = fanin::diffLines(before, after);
    QTEST(shown(diff), "lines");
    QCOMPARE(int(diff.firstDifference.value_or(-1)), first);
    QVERIFY(!diff.exceeded);
}

void DiffTest::eachSideCanBeReadBack()
{
    // Every pair of texts of up to four lines out of two letters.
    QByteArrayList texts;
    for (int length = 1; length <= 4; ++length) {
        for (int bits = 0; bits < (1 << length); ++bits) {
            QByteArrayList lines;
            for (int i = 0; i < length; ++i)
                lines << ((bits >> i & 1) != 0 ? "a"_ba : "b"_ba);
            texts << lines.join('\n');
        }
    }
    for (const QByteArray &before : texts) {
        for (const QByteArray &after : texts) {
            const Diff diff = fanin::diffLines(before, after);
            QCOMPARE(side(diff, DiffLine::Kind::Added), before);
            QCOMPARE(side(diff, DiffLine::Kind::Removed), after);
        }
    }
}

void DiffTest::longTextsOnlySayWhereTheyDiffer_data()
{
    QTest::addColumn<qsizetype>("lines");
    QTest::addColumn<bool>("exceeded");
    QTest::newRow("limit - 1") << Diff::kMaxLines - 1 << false;
    QTest::newRow("limit") << Diff::kMaxLines << false;
    QTest::newRow("limit + 1") << Diff::kMaxLines + 1 << true;
    QTest::newRow("many") << qsizetype(100'000) << true;
}

void DiffTest::longTextsOnlySayWhereTheyDiffer()
{
    QFETCH(qsizetype, lines);
    QFETCH(bool, exceeded);
    const QByteArray before = numbers(lines);
    const QByteArray after = before.chopped(1) + "x";
    const Diff diff = fanin::diffLines(before, after);
    QCOMPARE(diff.exceeded, exceeded);
    QCOMPARE(diff.lines.empty(), exceeded);
    QCOMPARE(diff.firstDifference, std::optional(before.size() - 1));
}

void DiffTest::veryDifferentTextsOnlySayWhereTheyDiffer_data()
{
    QTest::addColumn<qsizetype>("removed");
    QTest::addColumn<qsizetype>("added");
    QTest::addColumn<bool>("exceeded");
    constexpr qsizetype half = Diff::kMaxEdits / 2;
    QTest::newRow("limit - 1") << half << half - 1 << false;
    QTest::newRow("limit") << half << half << false;
    QTest::newRow("limit + 1") << half + 1 << half << true;
}

void DiffTest::veryDifferentTextsOnlySayWhereTheyDiffer()
{
    QFETCH(qsizetype, removed);
    QFETCH(qsizetype, added);
    QFETCH(bool, exceeded);
    const Diff diff = fanin::diffLines(numbers(removed), numbers(added, 1'000'000));
    QCOMPARE(diff.exceeded, exceeded);
    QCOMPARE(qsizetype(diff.lines.size()), exceeded ? 0 : removed + added);
    QCOMPARE(diff.firstDifference, std::optional<qsizetype>(0));
}

void DiffTest::jsonIsIndentedFirst()
{
    const Diff diff = fanin::diffPayloads(R"({"a":1,"b":2})", R"({ "a": 1, "b": 3 })");
    QCOMPARE(shown(diff), " {\n   \"a\": 1,\n-  \"b\": 2\n+  \"b\": 3\n }"_ba);
}

void DiffTest::oneSideThatIsNoJsonLeavesBothAsTheyAre()
{
    QCOMPARE(shown(fanin::diffPayloads(R"({"a":1})", "oops")), "-{\"a\":1}\n+oops"_ba);
    QCOMPARE(shown(fanin::diffPayloads("oops", R"({"a":1})")), "-oops\n+{\"a\":1}"_ba);
}

QTEST_GUILESS_MAIN(DiffTest)
#include "tst_diff.moc"
