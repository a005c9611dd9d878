// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tokens.h"
#include "ui/accounts/tokentreemodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

// A model that shouts when it breaks a rule of models, fed as the loader feeds it.
struct Checked
{
    jwt::Book book;
    TokenTreeModel model{book};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void add(const std::vector<jwt::TokenPtr> &tokens)
    {
        std::vector<TreeToken> items;
        for (const jwt::TokenPtr &token : tokens) {
            book.add(tokens::found(token));
            items.push_back({token, nullptr});
        }
        model.add(items);
    }
    void addEmbedded(const jwt::TokenPtr &token, const jwt::TokenPtr &holder)
    {
        model.add({{token, holder}});
    }
};

void print(const QAbstractItemModel &model, const QModelIndex &parent, int depth, QStringList &out)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString detail = index.data(TokenTreeModel::DetailRole).toString();
        out += QString(depth * 2, u' ') + index.data().toString()
            + (detail.isEmpty() ? QString() : QString(u" ("_s + detail + u')'));
        print(model, index, depth + 1, out);
    }
}

QStringList printed(const QAbstractItemModel &model)
{
    QStringList lines;
    print(model, {}, 0, lines);
    return lines;
}

const QStringList kAcme{u"ACME (operator)"_s,   u"  BILLING"_s,
                        u"    svc-billing"_s,   u"  ORDERS"_s,
                        u"    batch-nightly"_s, u"    dashboard (scoped: viewer)"_s,
                        u"    svc-orders"_s};

} // namespace

class TestTokenTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void readsLikeTheScreen();
    void anyOrderMakesTheSameTree_data();
    void anyOrderMakesTheSameTree();
    void aBatchIsOneInsertion();
    void whatHasNoOperatorWaitsForIt();
    void embeddedActivationsAreMarked();
    void aNewerTokenTakesTheRow();
    void removingGoesBackToTheCopy();
    void anAccountThatGoesLeavesItsUsers();
    void brokenTokensStandApart();
    void statesAreValues();
    void searchingKeepsAncestors_data();
    void searchingKeepsAncestors();
    void whatComesDuringASearchIsSearchedToo();
    void namesAndKeysAreFound();
    void manyAccountsInSlicesStaySorted();
};

void TestTokenTreeModel::readsLikeTheScreen()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add(scene.all());
    QCOMPARE(printed(checked.model), kAcme);
    const QModelIndex acme = checked.model.index(0, 0);
    QCOMPARE(acme.data(TokenTreeModel::KindRole).toInt(), int(RowKind::Operator));
    QVERIFY(!acme.data(Qt::ForegroundRole).isValid());
}

void TestTokenTreeModel::anyOrderMakesTheSameTree_data()
{
    QTest::addColumn<int>("turn");
    for (int turn = 0; turn < 7; ++turn)
        QTest::addRow("from the %dth", turn) << turn;
}

void TestTokenTreeModel::anyOrderMakesTheSameTree()
{
    QFETCH(int, turn);
    const tokens::Scene scene;
    std::vector<jwt::TokenPtr> all = scene.all();
    std::ranges::reverse(all);
    std::ranges::rotate(all, all.begin() + turn);
    Checked one;
    for (const jwt::TokenPtr &token : all)
        one.add({token});
    QCOMPARE(printed(one.model), kAcme);
    Checked whole;
    whole.add(all);
    QCOMPARE(printed(whole.model), kAcme);
}

void TestTokenTreeModel::aBatchIsOneInsertion()
{
    const tokens::Scene scene;
    Checked checked;
    const QSignalSpy inserted(&checked.model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy reset(&checked.model, &QAbstractItemModel::modelReset);
    checked.add(scene.all());
    QCOMPARE(inserted.size(), 1);
    checked.add(scene.all());
    QCOMPARE(inserted.size(), 1); // nothing new
    checked.add({scene.user("zoe", scene.ordersKey), scene.user("zora", scene.ordersKey)});
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(inserted.last().at(1).toInt(), 3);
    QCOMPARE(inserted.last().at(2).toInt(), 4);
    QCOMPARE(reset.size(), 0);
}

void TestTokenTreeModel::whatHasNoOperatorWaitsForIt()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add({scene.service});
    QCOMPARE(printed(checked.model).first(), u"Unknown operator"_s);
    QVERIFY(printed(checked.model).at(1).endsWith("(account not loaded)"_L1));
    QCOMPARE(checked.model.index(0, 0).data(TokenTreeModel::WordRole).toString(), u"1"_s);
    checked.add({scene.orders});
    QCOMPARE(printed(checked.model),
             QStringList({u"Unknown operator"_s, u"  ORDERS"_s, u"    svc-orders"_s}));
    checked.add({scene.acme});
    QCOMPARE(printed(checked.model),
             QStringList({u"ACME (operator)"_s, u"  ORDERS"_s, u"    svc-orders"_s}));
}

void TestTokenTreeModel::embeddedActivationsAreMarked()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add({scene.acme, scene.orders, scene.billing});
    checked.addEmbedded(scene.activation, scene.orders);
    QVERIFY(printed(checked.model).contains(u"    ⇐ BILLING (bill.> · embedded)"_s));
    checked.add({scene.activation}); // the same, standing alone
    QVERIFY(printed(checked.model).contains(u"    ⇐ BILLING (bill.>)"_s));
    QVERIFY(checked.model.indexOf(scene.activation).isValid());
}

void TestTokenTreeModel::aNewerTokenTakesTheRow()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add(scene.all());
    checked.addEmbedded(scene.activation, scene.orders);
    const jwt::TokenPtr newer
        = tokens::make("WAREHOUSE", scene.operatorKey, scene.ordersKey.publicKey(),
                       tokens::accountClaims(), {tokens::kNow, 0});
    const QByteArray id = checked.model.rowId(checked.model.indexOf(scene.orders));
    checked.add({newer});
    QCOMPARE(checked.model.token(checked.model.indexOfRow(id)), newer);
    const QStringList rows = printed(checked.model);
    QCOMPARE(rows.at(3), u"  WAREHOUSE"_s);
    QCOMPARE(rows.at(4), u"    older copy (test)"_s);
    QVERIFY(rows.contains(u"    svc-orders"_s));
    QVERIFY(!rows.join(u'\n').contains("embedded"_L1)); // that was the older one's
    QCOMPARE(checked.model.token(checked.model.indexOf(scene.orders)), scene.orders);
}

void TestTokenTreeModel::removingGoesBackToTheCopy()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add(scene.all());
    const jwt::TokenPtr newer
        = tokens::make("WAREHOUSE", scene.operatorKey, scene.ordersKey.publicKey(),
                       tokens::accountClaims(), {tokens::kNow, 0});
    checked.add({newer});
    checked.model.remove({newer});
    QCOMPARE(printed(checked.model), kAcme);
    QVERIFY(!checked.model.indexOf(newer).isValid());
    checked.model.remove(scene.all());
    QCOMPARE(checked.model.rowCount(), 0);
}

void TestTokenTreeModel::anAccountThatGoesLeavesItsUsers()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add({scene.acme, scene.orders, scene.service});
    checked.model.remove({scene.orders});
    QCOMPARE(printed(checked.model).size(), 4);
    QVERIFY(printed(checked.model).at(2).endsWith("(account not loaded)"_L1));
    checked.model.remove({scene.acme});
    QCOMPARE(printed(checked.model).first(), u"Unknown operator"_s);
    checked.model.remove({scene.service});
    QCOMPARE(checked.model.rowCount(), 0); // with what only it needed
}

void TestTokenTreeModel::brokenTokensStandApart()
{
    const tokens::Scene scene;
    Checked checked;
    QByteArray text = scene.service->text();
    text.back() = text.back() == 'A' ? 'B' : 'A';
    text[text.size() - 9] = text.at(text.size() - 9) == 'A' ? 'B' : 'A';
    checked.add({scene.acme, jwt::Token::decode(text), jwt::Token::decode("nonsense"),
                 jwt::Token::decode("")});
    const QStringList rows = printed(checked.model);
    QCOMPARE(rows.at(1), u"Not decodable"_s);
    QVERIFY(rows.contains(u"  svc-orders (user)"_s));
    QVERIFY(rows.contains(u"  nonsense…"_s));
    QVERIFY(rows.contains(u"  (empty)"_s));
}

void TestTokenTreeModel::statesAreValues()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add(scene.all());
    const QModelIndex orders = checked.model.indexOf(scene.orders);
    QCOMPARE(orders.data(TokenTreeModel::MarkRole).toInt(), int(SeverityMark::Pending));
    const QSignalSpy changed(&checked.model, &QAbstractItemModel::dataChanged);
    TokenState state;
    state.mark = SeverityMark::Warning;
    state.word = u"2"_s;
    checked.model.setStates({{scene.orders, state}, {scene.billing, state}, {scene.acme, {}}});
    QCOMPARE(changed.size(), 1); // neighbours in one
    QCOMPARE(orders.data(TokenTreeModel::WordRole).toString(), u"2"_s);
    checked.model.setStates({{scene.orders, state}});
    QCOMPARE(changed.size(), 1); // nothing new
}

void TestTokenTreeModel::searchingKeepsAncestors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("rows");
    QTest::addColumn<int>("found");
    QTest::newRow("a user") << u"NIGHT"_s
                            << QStringList(
                                   {u"ACME (operator)"_s, u"  ORDERS"_s, u"    batch-nightly"_s})
                            << 1;
    QTest::newRow("an account brings its users")
        << u"billing"_s << QStringList({u"ACME (operator)"_s, u"  BILLING"_s, u"    svc-billing"_s})
        << 2;
    QTest::newRow("a tag") << u"prod"_s
                           << QStringList(
                                  {u"ACME (operator)"_s, u"  ORDERS"_s, u"    batch-nightly"_s,
                                   u"    dashboard (scoped: viewer)"_s, u"    svc-orders"_s})
                           << 1;
    QTest::newRow("two words") << u"svc bill"_s
                               << QStringList(
                                      {u"ACME (operator)"_s, u"  BILLING"_s, u"    svc-billing"_s})
                               << 1;
    QTest::newRow("nothing") << u"nowhere"_s << QStringList() << 0;
}

void TestTokenTreeModel::searchingKeepsAncestors()
{
    QFETCH(QString, text);
    QFETCH(QStringList, rows);
    QFETCH(int, found);
    const tokens::Scene scene;
    Checked checked;
    checked.add(scene.all());
    checked.model.setFilter(text);
    QCOMPARE(printed(checked.model), rows);
    QCOMPARE(int(checked.model.matchCount()), found);
    checked.model.setFilter(u" "_s);
    QCOMPARE(printed(checked.model), kAcme);
}

void TestTokenTreeModel::whatComesDuringASearchIsSearchedToo()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add({scene.service});
    checked.model.setFilter(u"svc-"_s);
    checked.add({scene.acme, scene.orders, scene.billing, scene.payer});
    QCOMPARE(int(checked.model.matchCount()), 2);
    QCOMPARE(printed(checked.model),
             QStringList({u"ACME (operator)"_s, u"  BILLING"_s, u"    svc-billing"_s, u"  ORDERS"_s,
                          u"    svc-orders"_s}));
    checked.model.remove({scene.payer});
    QCOMPARE(int(checked.model.matchCount()), 1);
    checked.model.setFilter({});
    QCOMPARE(printed(checked.model).size(), 4);
}

void TestTokenTreeModel::namesAndKeysAreFound()
{
    const tokens::Scene scene;
    Checked checked;
    checked.add(scene.all());
    QCOMPARE(checked.model.token(checked.model.find(u" orders "_s)), scene.orders);
    const QString key = QString::fromLatin1(scene.billingKey.publicKey());
    QCOMPARE(checked.model.token(checked.model.find(key)), scene.billing);
    QVERIFY(!checked.model.find(u"nobody"_s).isValid());
}

void TestTokenTreeModel::manyAccountsInSlicesStaySorted()
{
    const tokens::Scene scene;
    Checked checked;
    std::vector<jwt::TokenPtr> some;
    for (int i = 0; i < 300; ++i) {
        some.push_back(tokens::make("account-" + QByteArray::number(i * 7919 % 1000),
                                    scene.operatorKey, tokens::key(nkey::Kind::Account).publicKey(),
                                    tokens::accountClaims()));
    }
    for (size_t i = 0; i < some.size(); i += 25)
        checked.add({some.begin() + qsizetype(i), some.begin() + qsizetype(i) + 25});
    checked.add({scene.acme}); // all of them move
    const QModelIndex acme = checked.model.index(0, 0);
    QCOMPARE(checked.model.rowCount(), 1);
    QCOMPARE(checked.model.rowCount(acme), 300);
    for (int row = 1; row < 300; ++row) {
        QVERIFY(checked.model.index(row - 1, 0, acme).data().toString()
                <= checked.model.index(row, 0, acme).data().toString());
    }
}

QTEST_GUILESS_MAIN(TestTokenTreeModel)
#include "tst_tokentreemodel.moc"
