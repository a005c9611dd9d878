// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/storelisting.h"

#include "tests/support/mapstore.h"
#include "tests/support/tokens.h"
#include "ui/accountserver/preloadwriter.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

QByteArray keyOf(const jwt::TokenPtr &token)
{
    return token->claims().sub;
}

struct Listing
{
    Listing()
    {
        QObject::connect(&listing, &StoreListing::listed, &listing, [this](const auto &tokens) {
            for (const ListedToken &token : tokens)
                rows[token.key] = token;
        });
        QObject::connect(&listing, &StoreListing::removed, &listing,
                         [this](const QByteArray &key) { rows.erase(key); });
        QObject::connect(&listing, &StoreListing::cleared, &listing, [this] { rows.clear(); });
    }
    void keep(const jwt::TokenPtr &token) { store.texts[keyOf(token)] = token->text(); }
    void open(const accountserver::Authority &authority = {})
    {
        listing.open(&store, authority);
        settle();
    }
    void change(const QByteArray &key, const QByteArray &text)
    {
        listing.change(key, text.isEmpty() ? nullptr : MapStore::stored(text));
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!listing.isBusy(), 20000); }

    jwt::UnixTime now = tokens::kNow;
    MapStore store;
    StoreListing listing{[this] {
        return now;
    }};
    std::map<QByteArray, ListedToken> rows;
};

} // namespace

class TestStoreListing : public QObject
{
    Q_OBJECT

private slots:
    void tokensAreNamedAndExamined();
    void whatCannotBeReadIsListedWithItsReason();
    void whatIsNoTokenIsListedToo();
    void aChangedTokenTakesThePlaceOfItsFormer();
    void anOlderTokenMayTakeIt();
    void aTokenThatGoesIsNoLongerVouchedFor();
    void whenTimePassesVerdictsChange();
    void namesAreMadeFitToBeSeen();
    void leavingKeepsWhatIsListed();
    void clearingDropsEverything();
    void openingForgetsWhatWasListed();
    void onlySoManyAreListed();
    void manyTokensComeInSlices();
    void aTextIsWrittenInPieces();
    void aTextThatCannotBeWrittenSaysWhy();

private:
    // ORDERS and BILLING, the one importing what the other gives to everybody.
    [[nodiscard]] jwt::TokenPtr importer() const
    {
        jwt::AccountClaims claims = tokens::accountClaims();
        jwt::Import import;
        import.subject = "bill.pay";
        import.account = keyOf(m_scene.billing);
        import.kind = jwt::ShareKind::Service;
        claims.imports.push_back(import);
        return tokens::make("ORDERS", m_scene.operatorKey, keyOf(m_scene.orders), claims);
    }
    [[nodiscard]] jwt::TokenPtr exporter() const
    {
        jwt::AccountClaims claims = tokens::accountClaims();
        jwt::Export offered;
        offered.subject = "bill.>";
        offered.kind = jwt::ShareKind::Service;
        claims.exports.push_back(offered);
        return tokens::make("BILLING", m_scene.operatorKey, keyOf(m_scene.billing), claims,
                            {tokens::kNow - tokens::kDay, 0});
    }

    tokens::Scene m_scene;
};

void TestStoreListing::tokensAreNamedAndExamined()
{
    Listing l;
    l.keep(m_scene.orders);
    l.keep(m_scene.billing);
    const QByteArray hash = jwt::activationHash(m_scene.activation->claims());
    l.store.texts[hash] = m_scene.activation->text();
    l.open();
    QCOMPARE(l.rows.size(), size_t(3));
    QCOMPARE(l.rows[keyOf(m_scene.orders)].name, u"ORDERS"_s);
    // Without an operator no account is blamed for who signed it.
    QVERIFY(l.rows[keyOf(m_scene.orders)].state.accepted);
    QCOMPARE(l.rows[keyOf(m_scene.billing)].state.mark, SeverityMark::Soon);
    QCOMPARE(l.rows[keyOf(m_scene.billing)].state.word, u"20 d"_s);
    QCOMPARE(l.rows[hash].kind, jwt::Kind::Activation);
    QCOMPARE(l.rows[hash].name, u"ORDERS ⇐ BILLING"_s);
    QCOMPARE(l.listing.totals().tokens, 3);
    QCOMPARE(l.listing.totals().refused, 0);
    QCOMPARE(l.listing.nameOf(keyOf(m_scene.orders)), u"ORDERS"_s);
    QVERIFY(l.listing.token(hash));
}

void TestStoreListing::whatCannotBeReadIsListedWithItsReason()
{
    Listing l;
    l.keep(m_scene.billing);
    l.store.unreadable[keyOf(m_scene.orders)] = u"Permission denied"_s;
    l.open();
    const ListedToken &row = l.rows[keyOf(m_scene.orders)];
    QCOMPARE(row.state.mark, SeverityMark::Error);
    QCOMPARE(row.state.word, u"not readable"_s);
    QCOMPARE(row.state.reason, u"Permission denied"_s);
    QCOMPARE(l.listing.totals().refused, 1);
    l.change(keyOf(m_scene.orders), m_scene.orders->text()); // mended
    QVERIFY(l.rows[keyOf(m_scene.orders)].state.accepted);
}

void TestStoreListing::whatIsNoTokenIsListedToo()
{
    Listing l;
    l.store.texts[keyOf(m_scene.orders)] = "garbage";
    l.open();
    QCOMPARE(l.rows[keyOf(m_scene.orders)].state.word, u"not decodable"_s);
}

void TestStoreListing::aChangedTokenTakesThePlaceOfItsFormer()
{
    Listing l;
    l.keep(importer());
    l.open();
    QCOMPARE(l.rows[keyOf(m_scene.orders)].state.mark, SeverityMark::Warning);
    l.change(keyOf(m_scene.billing), exporter()->text());
    // The other side of its import is there now.
    QCOMPARE(l.rows[keyOf(m_scene.orders)].state.mark, SeverityMark::Ok);
    const jwt::TokenPtr renamed = tokens::make("ORDERS-2", m_scene.operatorKey,
                                               keyOf(m_scene.orders), tokens::accountClaims());
    l.change(keyOf(m_scene.orders), renamed->text());
    QCOMPARE(l.rows[keyOf(m_scene.orders)].name, u"ORDERS-2"_s);
    QCOMPARE(l.listing.totals().tokens, 2);
}

void TestStoreListing::anOlderTokenMayTakeIt()
{
    Listing l;
    l.keep(importer());
    l.keep(exporter());
    l.open();
    QCOMPARE(l.rows[keyOf(m_scene.orders)].state.mark, SeverityMark::Ok);
    const jwt::TokenPtr before
        = tokens::make("BILLING", m_scene.operatorKey, keyOf(m_scene.billing),
                       tokens::accountClaims(), {tokens::kNow - 90 * tokens::kDay, 0});
    l.change(keyOf(m_scene.billing), before->text());
    // That one exports nothing.
    QVERIFY(l.rows[keyOf(m_scene.orders)].state.mark != SeverityMark::Ok);
}

void TestStoreListing::aTokenThatGoesIsNoLongerVouchedFor()
{
    Listing l;
    l.keep(importer());
    l.keep(exporter());
    l.open();
    QCOMPARE(l.rows[keyOf(m_scene.orders)].state.mark, SeverityMark::Ok);
    l.change(keyOf(m_scene.billing), {});
    QCOMPARE(l.rows.size(), size_t(1));
    QCOMPARE(l.rows[keyOf(m_scene.orders)].state.mark, SeverityMark::Warning);
}

void TestStoreListing::whenTimePassesVerdictsChange()
{
    Listing l;
    l.keep(m_scene.billing);
    l.open();
    QVERIFY(l.rows[keyOf(m_scene.billing)].state.accepted);
    l.now += 30 * tokens::kDay;
    l.listing.checkTime();
    l.settle();
    QCOMPARE(l.rows[keyOf(m_scene.billing)].state.word, u"expired"_s);
}

void TestStoreListing::namesAreMadeFitToBeSeen()
{
    Listing l;
    const QByteArray long700k(700 * 1024, 'x');
    const auto named = [this](const QByteArray &name) {
        return tokens::make(name, m_scene.operatorKey, tokens::key(nkey::Kind::Account).publicKey(),
                            tokens::accountClaims());
    };
    const jwt::TokenPtr hostile = named("OR\nDERS\xe2\x80\xae");
    const jwt::TokenPtr endless = named(long700k);
    const jwt::TokenPtr fitting = named(long700k.first(StoreListing::kMaxName));
    for (const jwt::TokenPtr &token : {hostile, endless, fitting})
        l.keep(token);
    l.open();
    const QString name = l.listing.nameOf(keyOf(hostile));
    QVERIFY(!name.contains(u'\n') && !name.contains(QChar(0x202E)));
    QVERIFY(name.startsWith(u"OR"_s));
    QCOMPARE(l.rows.at(keyOf(hostile)).name, name);
    QCOMPARE(l.listing.nameOf(keyOf(endless)).size(), StoreListing::kMaxName + 1); // and "…"
    QCOMPARE(l.listing.nameOf(keyOf(fitting)).size(), StoreListing::kMaxName);
}

void TestStoreListing::clearingDropsEverything()
{
    Listing l;
    l.keep(m_scene.orders);
    l.open();
    l.listing.change(keyOf(m_scene.billing), MapStore::stored(m_scene.billing->text()));
    l.listing.clear();
    QVERIFY(l.listing.totals() == StoreListing::Totals());
    QVERIFY(l.rows.empty() && !l.listing.isBusy());
    const QByteArray hash = jwt::activationHash(m_scene.activation->claims());
    l.change(hash, m_scene.activation->text()); // nothing else comes back with it
    QCOMPARE(l.rows.size(), size_t(1));
    QCOMPARE(l.listing.totals().tokens, 1);
}

void TestStoreListing::leavingKeepsWhatIsListed()
{
    Listing l;
    l.keep(m_scene.orders);
    l.keep(m_scene.billing);
    l.listing.open(&l.store, {});
    l.listing.leave(); // before anything was read
    l.settle();
    QCOMPARE(l.rows.size(), size_t(0));
    l.open();
    l.listing.leave();
    l.settle();
    QCOMPARE(l.listing.totals().tokens, 2);
}

void TestStoreListing::openingForgetsWhatWasListed()
{
    Listing l;
    l.keep(m_scene.orders);
    l.open();
    MapStore other;
    other.texts[keyOf(m_scene.billing)] = m_scene.billing->text();
    l.listing.open(&other, {});
    l.settle();
    QCOMPARE(l.rows.size(), size_t(1));
    QVERIFY(l.rows.contains(keyOf(m_scene.billing)));
}

void TestStoreListing::onlySoManyAreListed()
{
    Listing l;
    for (qsizetype i = 0; i < StoreListing::kMaxListed; ++i)
        l.store.texts["K" + QByteArray::number(i).rightJustified(8, '0')] = "x";
    l.open();
    QCOMPARE(l.listing.totals().tokens, StoreListing::kMaxListed);
    QCOMPARE(l.listing.totals().unlisted, 0);
    l.change("L", "y");
    QCOMPARE(l.listing.totals().unlisted, 1);
    QCOMPARE(l.rows.size(), size_t(StoreListing::kMaxListed));
    l.store.texts["Z"] = "z";
    l.open();
    QCOMPARE(l.listing.totals().unlisted, 1);
    QCOMPARE(l.listing.totals().tokens, StoreListing::kMaxListed + 1);
}

void TestStoreListing::manyTokensComeInSlices()
{
    Listing l;
    for (int i = 0; i < 1000; ++i)
        l.store.texts["K" + QByteArray::number(i)] = m_scene.billing->text();
    const QSignalSpy listed(&l.listing, &StoreListing::listed);
    l.open();
    QCOMPARE(l.rows.size(), size_t(1000));
    QVERIFY2(listed.size() > 1, qPrintable(QString::number(listed.size())));
}

void TestStoreListing::aTextIsWrittenInPieces()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"preload.conf"_s);
    int left = 3;
    PreloadWriter writer(path,
                         [&left] { return left-- > 0 ? QByteArray("piece\n") : QByteArray(); });
    const QSignalSpy finished(&writer, &PreloadWriter::finished);
    QVERIFY(!QFile::exists(path));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().toString(), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "piece\npiece\npiece\n"_ba);
}

void TestStoreListing::aTextThatCannotBeWrittenSaysWhy()
{
    const QTemporaryDir folder;
    PreloadWriter writer(folder.filePath(u"missing/preload.conf"_s),
                         [] { return QByteArray("x"); });
    const QSignalSpy finished(&writer, &PreloadWriter::finished);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!finished.first().first().toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestStoreListing)
#include "tst_storelisting.moc"
