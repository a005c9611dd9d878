// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentextlayout.h"

#include <QtTest/QtTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

// "h" header, "p" payload, "s" signature, "." dot, "x" beyond; capital: signed.
QString print(const TokenTextLayout &layout)
{
    QStringList lines;
    for (qsizetype i = 0; i < layout.lineCount(); ++i) {
        QString line;
        for (const TokenTextLayout::Run &run : layout.line(i)) {
            QChar c = u"hps.x"[int(run.segment)];
            if (run.isSigned)
                c = c == u'.' ? QChar(u',') : c.toUpper();
            line += QString(int(run.length), c);
        }
        lines += line;
    }
    return lines.join(u'/');
}

} // namespace

class TestTokenTextLayout : public QObject
{
    Q_OBJECT

private slots:
    void cutsLinesIntoSegments_data();
    void cutsLinesIntoSegments();
    void hugeTextsCostOnlyTheirLines();
};

void TestTokenTextLayout::cutsLinesIntoSegments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("lines");
    QTest::newRow("version 2") << QByteArray("aa.bbb.cc") << 0 << 6 << 4 << u"HH,P/PP.s/s"_s;
    QTest::newRow("version 1") << QByteArray("aa.bbb.cc") << 3 << 6 << 20 << u"hh.PPP.ss"_s;
    QTest::newRow("nothing signed") << QByteArray("aa.bb") << 0 << 0 << 3 << u"hh./pp"_s;
    QTest::newRow("no dot") << QByteArray("aaaa") << 0 << 0 << 2 << u"hh/hh"_s;
    QTest::newRow("only dots") << QByteArray("..") << 0 << 0 << 8 << u".."_s;
    QTest::newRow("four parts") << QByteArray("a.b.c.d") << 0 << 0 << 8 << u"h.p.sxx"_s;
    QTest::newRow("empty") << QByteArray() << 0 << 0 << 8 << QString();
}

void TestTokenTextLayout::cutsLinesIntoSegments()
{
    QFETCH(QByteArray, text);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, columns);
    const TokenTextLayout layout(text, from, to, columns);
    QTEST(print(layout), "lines");
    QVERIFY(layout.line(-1).empty());
    QVERIFY(layout.line(layout.lineCount()).empty());
}

void TestTokenTextLayout::hugeTextsCostOnlyTheirLines()
{
    const QByteArray text = QByteArray(400'000, 'a') + '.' + QByteArray(600'000, 'b') + ".cc";
    const TokenTextLayout layout(text, 0, 1'000'001, 100);
    QCOMPARE(layout.lineCount(), 10'001);
    const auto middle = layout.line(4'000);
    QCOMPARE(middle.size(), size_t(2));
    QCOMPARE(middle[0], (TokenTextLayout::Run{400'000, 1, Segment::Dot, true}));
    QCOMPARE(middle[1], (TokenTextLayout::Run{400'001, 99, Segment::Payload, true}));
}

QTEST_GUILESS_MAIN(TestTokenTextLayout)
#include "tst_tokentextlayout.moc"
