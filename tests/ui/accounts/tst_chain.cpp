// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tokenscene.h"
#include "ui/accounts/chain.h"

#include <QtTest/QtTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

Examined examined(const QString &name, const jwt::Book &book)
{
    Examined e;
    e.token = tokenscene::token(name);
    e.options = tokenscene::options();
    e.trust = jwt::examine(*e.token, book, e.options);
    return e;
}

QString cardText(const Chain &chain)
{
    QStringList texts;
    for (const ChainCard &card : chain.cards)
        texts += card.title + u'/' + card.kind + (card.current ? u"*"_s : QString());
    return texts.join(u" "_s);
}

QString edgeText(const Chain &chain)
{
    QStringList texts;
    for (const ChainEdge &edge : chain.edges)
        texts += (edge.good ? u"+"_s : u"-"_s) + edge.role;
    return texts.join(u", "_s);
}

} // namespace

class TestChain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tokenscene::addAccounts(m_book); }
    void leadsFromTheOperatorToTheToken_data();
    void leadsFromTheOperatorToTheToken();
    void isSpokenInFull();
    void aTokenThatTellsNothingIsStillACard();
    void cardsStayApartAtEveryWidth_data();
    void cardsStayApartAtEveryWidth();
    void aPointFindsItsCard();

private:
    jwt::Book m_book;
};

void TestChain::leadsFromTheOperatorToTheToken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cards");
    QTest::addColumn<QString>("edges");
    QTest::newRow("operator") << u"operator/operator"_s << u"ACME/operator*"_s << QString();
    QTest::newRow("account") << u"account/provider"_s << u"ACME/operator PROVIDER/account*"_s
                             << u"+operator signing key"_s;
    QTest::newRow("scoped user") << u"user/full-scoped"_s
                                 << u"ACME/operator FULL/account probe7/user*"_s
                                 << u"+operator signing key, +scoped signing key"_s;
    QTest::newRow("untrusted account")
        << u"account/untrusted"_s << u"OD3LDM…WBIDK/nobody known UNTRUSTED/account*"_s
        << u"-unknown key"_s;
    QTest::newRow("rogue signing key")
        << u"user/rogue-signing-key"_s << u"ACME/operator PLAIN/account rogue-signing-key/user*"_s
        << u"+operator identity key, -unknown key"_s;
}

void TestChain::leadsFromTheOperatorToTheToken()
{
    QFETCH(QString, name);
    QFETCH(QString, edges);
    const Chain chain = chainOf(examined(name, m_book));
    QTEST(edgeText(chain), "edges");
    QCOMPARE(chain.edges.size() + 1, chain.cards.size());
    if (name == "account/untrusted"_L1)
        QVERIFY2(cardText(chain).endsWith("/nobody known UNTRUSTED/account*"_L1),
                 qPrintable(cardText(chain)));
    else
        QTEST(cardText(chain), "cards");
}

void TestChain::isSpokenInFull()
{
    const QString text = spoken(chainOf(examined(u"user/rogue-signing-key"_s, m_book)));
    QVERIFY2(text.startsWith("ACME, operator; good: operator identity key"_L1), qPrintable(text));
    QVERIFY2(text.contains("broken: unknown key"_L1), qPrintable(text));
}

void TestChain::aTokenThatTellsNothingIsStillACard()
{
    const Chain chain = chainOf(examined(u"broken/empty"_s, m_book));
    QCOMPARE(chain.cards.size(), size_t(1));
    QVERIFY(chain.cards.front().current);
    QVERIFY(!chain.cards.front().status.isEmpty());
}

void TestChain::cardsStayApartAtEveryWidth_data()
{
    QTest::addColumn<int>("cards");
    QTest::addColumn<int>("width");
    for (const int cards : {1, 2, 3, 4}) {
        for (const int width : {200, 560, 860, 1244, 2524})
            QTest::addRow("%d in %d", cards, width) << cards << width;
    }
}

void TestChain::cardsStayApartAtEveryWidth()
{
    QFETCH(int, cards);
    QFETCH(int, width);
    const ChainLayout strip = layoutChain(size_t(cards), ChainForm::Strip, width);
    QCOMPARE(strip.cards.size(), size_t(cards));
    QCOMPARE(strip.edges.size(), size_t(cards - 1));
    for (size_t i = 0; i + 1 < strip.cards.size(); ++i) {
        QCOMPARE(strip.edges[i].x1(), strip.cards[i].right() + 1);
        QCOMPARE(strip.edges[i].x2() + 1, strip.cards[i + 1].left());
        QVERIFY(!strip.keyTexts[i].intersects(strip.cards[i]));
        QVERIFY(!strip.reasons[i].intersects(strip.cards[i + 1]));
        QVERIFY(strip.keyTexts[i].bottom() < strip.edges[i].y1());
        QVERIFY(strip.reasons[i].top() > strip.edges[i].y1());
    }
    // From the widths a window has on, nothing sticks out.
    if (width >= 560)
        QVERIFY(strip.size.width() <= width);
    const ChainLayout ladder = layoutChain(size_t(cards), ChainForm::Ladder, width);
    for (size_t i = 0; i + 1 < ladder.cards.size(); ++i) {
        QCOMPARE(ladder.edges[i].y1(), ladder.cards[i].bottom() + 1);
        QCOMPARE(ladder.edges[i].y2() + 1, ladder.cards[i + 1].top());
        QVERIFY(ladder.keyTexts[i].left() > ladder.edges[i].x1());
    }
    QVERIFY(ladder.cards.back().right() < width);
}

void TestChain::aPointFindsItsCard()
{
    const ChainLayout layout = layoutChain(3, ChainForm::Strip, 860);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(cardAt(layout, layout.cards[size_t(i)].center()), i);
    QCOMPARE(cardAt(layout, layout.reasons[0].center()), -1);
    QCOMPARE(cardAt({}, QPoint(1, 1)), -1);
}

QTEST_GUILESS_MAIN(TestChain)
#include "tst_chain.moc"
