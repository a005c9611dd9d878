// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/hash.h"
#include "core/capture/subjecttree.h"
#include "tests/support/traffic.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using capture::SubjectTree;

namespace {

void add(SubjectTree &tree, const QByteArray &subject, qint64 time = 0, qsizetype size = 10)
{
    tree.add(subject, capture::hashOf(subject), size, traffic::at(time));
}

// "subject messages bytes[ +folded]" of each node.
QByteArrayList print(const SubjectTree &tree)
{
    QByteArrayList lines;
    for (int i = 0; i < tree.size(); ++i) {
        const SubjectTree::Node &node = tree.node(i);
        QByteArray line = tree.subjectOf(i) + ' ' + QByteArray::number(node.messages) + ' '
            + QByteArray::number(node.bytes);
        if (node.folded > 0)
            line += " +" + QByteArray::number(node.folded);
        lines += line;
    }
    std::ranges::sort(lines);
    return lines;
}

} // namespace

class SubjectTreeTest final : public QObject
{
    Q_OBJECT

private slots:
    void countsEachTokenWithWhatIsBelow();
    void emptyTokensAreTokens();
    void isBoundedInDepth_data();
    void isBoundedInDepth();
    void isBoundedInBreadth();
    void isBoundedInNodes();
    void isBoundedInTokens_data();
    void isBoundedInTokens();
    void tellsRatesOverWholeSeconds();
    void clearForgetsEverything();
};

void SubjectTreeTest::countsEachTokenWithWhatIsBelow()
{
    SubjectTree tree;
    add(tree, "orders.created");
    add(tree, "orders.created");
    add(tree, "orders");
    add(tree, "orders.paid", 0, 5);
    add(tree, "created");
    QCOMPARE(
        print(tree),
        (QByteArrayList{"created 1 10", "orders 4 35", "orders.created 2 20", "orders.paid 1 5"}));
    QCOMPARE(tree.top().size(), size_t(2));
    QCOMPARE(tree.node(tree.top().front()).children.size(), size_t(2));
    QCOMPARE(tree.folded(), quint64(0));
}

void SubjectTreeTest::emptyTokensAreTokens()
{
    SubjectTree tree;
    for (const char *subject : {"", ".", "a.", ".a", "a..b"})
        add(tree, subject);
    QCOMPARE(print(tree),
             (QByteArrayList{" 3 30", ". 1 10", ".a 1 10", "a 2 20", "a. 2 20", "a..b 1 10"}));
}

void SubjectTreeTest::isBoundedInDepth_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<quint64>("folded");
    QTest::newRow("limit - 1") << "a.b.c.d.e.f.g"_ba << quint64(0);
    QTest::newRow("limit") << "a.b.c.d.e.f.g.h"_ba << quint64(0);
    QTest::newRow("limit + 1") << "a.b.c.d.e.f.g.h.i"_ba << quint64(3);
}

void SubjectTreeTest::isBoundedInDepth()
{
    QFETCH(QByteArray, subject);
    SubjectTree tree;
    for (int i = 0; i < 3; ++i)
        add(tree, subject);
    const int deepest = int(tree.size()) - 1;
    QCOMPARE(tree.size(), std::min(subject.count('.') + 1, SubjectTree::kMaxDepth));
    QCOMPARE(tree.node(deepest).messages, quint64(3));
    QTEST(tree.node(deepest).folded, "folded");
}

void SubjectTreeTest::isBoundedInBreadth()
{
    SubjectTree tree;
    for (qsizetype i = 0; i < SubjectTree::kMaxChildren + 2; ++i) {
        add(tree, "a." + QByteArray::number(i));
        add(tree, "a." + QByteArray::number(i));
    }
    QCOMPARE(tree.size(), SubjectTree::kMaxChildren + 1);
    QCOMPARE(tree.node(0).messages, quint64(2 * SubjectTree::kMaxChildren + 4));
    QCOMPARE(tree.node(0).folded, quint64(4));

    for (qsizetype i = 0; i < SubjectTree::kMaxChildren; ++i)
        add(tree, "top" + QByteArray::number(i));
    QCOMPARE(tree.top().size(), size_t(SubjectTree::kMaxChildren));
    QCOMPARE(tree.folded(), quint64(1));
}

void SubjectTreeTest::isBoundedInNodes()
{
    SubjectTree tree;
    quint64 messages = 0;
    for (int i = 0; i < 200; ++i) {
        for (int k = 0; k < 200; ++k, ++messages)
            add(tree, QByteArray::number(i) + '.' + QByteArray::number(k));
    }
    QCOMPARE(tree.size(), SubjectTree::kMaxNodes);
    // Nobody goes uncounted.
    quint64 counted = tree.folded();
    for (const int index : tree.top())
        counted += tree.node(index).messages;
    QCOMPARE(counted, messages);
    QVERIFY(tree.folded() > 0);
    QVERIFY(tree.memory() < 12 * 1024 * 1024);
}

void SubjectTreeTest::isBoundedInTokens_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<quint64>("folded");
    QTest::newRow("limit - 1") << SubjectTree::kMaxToken - 1 << quint64(0);
    QTest::newRow("limit") << SubjectTree::kMaxToken << quint64(0);
    QTest::newRow("limit + 1") << SubjectTree::kMaxToken + 1 << quint64(1);
}

void SubjectTreeTest::isBoundedInTokens()
{
    QFETCH(qsizetype, size);
    SubjectTree tree;
    add(tree, QByteArray("a." + QByteArray(size, 'x')));
    QTEST(tree.node(0).folded, "folded");
    QCOMPARE(tree.node(0).messages, quint64(1));
}

void SubjectTreeTest::tellsRatesOverWholeSeconds()
{
    SubjectTree tree;
    for (int i = 0; i < 40; ++i)
        add(tree, "a.b", i * 50);
    QCOMPARE(tree.rate(0), 20.0);
    QCOMPARE(tree.node(1).bins[SubjectTree::kBins - 2], quint32(20));
    QCOMPARE(tree.node(1).bins[SubjectTree::kBins - 1], quint32(20));
    tree.tick(traffic::at(5'000));
    QCOMPARE(tree.rate(0), 8.0);
    // It never goes back, not for who is late.
    add(tree, "a.b", 0);
    QCOMPARE(tree.node(0).bins.back(), quint32(1));
    tree.tick(traffic::at(1'000'000));
    QCOMPARE(tree.rate(0), 0.0);
    QCOMPARE(tree.node(0).messages, quint64(41));
}

void SubjectTreeTest::clearForgetsEverything()
{
    SubjectTree tree;
    add(tree, "a.b");
    add(tree, QByteArray(1'000, 'x'));
    tree.clear();
    QCOMPARE(tree.size(), 0);
    QCOMPARE(tree.folded(), quint64(0));
    add(tree, "a.b", 10);
    QCOMPARE(print(tree), (QByteArrayList{"a 1 10", "a.b 1 10"}));
}

QTEST_GUILESS_MAIN(SubjectTreeTest)
#include "tst_subjecttree.moc"
