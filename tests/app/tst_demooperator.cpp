// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demooperator.h"
#include "core/jwt/trust.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestDemoOperator : public QObject
{
    Q_OBJECT

private slots:
    void eachTokenHasTheVerdictTheSceneIsFor_data();
    void eachTokenHasTheVerdictTheSceneIsFor();
    void aRenewedAccountIsNewerAndAccepted();
    void theStoreIsForItsOwnerOnly();
    void aFolderThatCannotBeWrittenIsAnError();
};

namespace {

constexpr jwt::UnixTime kNow = 1'800'000'000;

QByteArray verdictOf(const QByteArray &token, const jwt::Book &book)
{
    const jwt::Trust trust = jwt::examine(*jwt::Token::decode(token), book, {{}, kNow});
    const std::vector<QByteArray> codes = trust.codes();
    return QByteArrayList(codes.begin(), codes.end()).join(' ');
}

} // namespace

void TestDemoOperator::eachTokenHasTheVerdictTheSceneIsFor_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("codes");
    QTest::newRow("the operator") << "ACME"_ba
                                  << ""_ba;
    QTest::newRow("the system account") << "SYS"_ba
                                        << ""_ba;
    QTest::newRow("the visitors' account") << "DEMO"_ba
                                           << ""_ba;
    QTest::newRow("the account that expires soon") << "ORDERS"_ba
                                                   << ""_ba;
    QTest::newRow("the importer") << "BILLING"_ba
                                  << ""_ba;
    QTest::newRow("the broken import") << "PARTNERS"_ba
                                       << "claims_invalid"_ba;
    QTest::newRow("its user") << "PARTNERS/partner-api"_ba
                              << "account_claims_invalid"_ba;
    QTest::newRow("a user") << "ORDERS/svc-orders"_ba
                            << ""_ba;
    QTest::newRow("the expired user") << "ORDERS/batch-nightly"_ba
                                      << "expired"_ba;
    QTest::newRow("the scoped user") << "ORDERS/dashboard"_ba
                                     << ""_ba;
    QTest::newRow("the revoked user") << "ORDERS/intern"_ba
                                      << "revoked"_ba;
    QTest::newRow("the bearer") << "BILLING/kiosk"_ba
                                << ""_ba;
    QTest::newRow("the visitor") << "DEMO/visitor"_ba
                                 << ""_ba;
}

void TestDemoOperator::eachTokenHasTheVerdictTheSceneIsFor()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, codes);
    const app::DemoOperator demo = app::makeDemoOperator(kNow);
    jwt::Book book;
    QHash<QByteArray, QByteArray> tokens{{demo.name, demo.token}};
    for (const app::DemoAccount &account : demo.accounts) {
        tokens.insert(account.name, account.token);
        for (const app::DemoUser &user : account.users)
            tokens.insert(account.name + '/' + user.name, user.token);
    }
    for (const QByteArray &token : std::as_const(tokens))
        book.add({jwt::Token::decode(token), {u"demo"_s, {}, {}, {}}});
    QVERIFY(tokens.contains(name));
    QCOMPARE(verdictOf(tokens.value(name), book), codes);
}

void TestDemoOperator::aRenewedAccountIsNewerAndAccepted()
{
    const app::DemoOperator demo = app::makeDemoOperator(kNow);
    const auto orders
        = std::ranges::find(demo.accounts, QByteArray("ORDERS"), &app::DemoAccount::name);
    QVERIFY(orders != demo.accounts.end());
    const jwt::UnixTime later = kNow + 60;
    const jwt::TokenPtr before = jwt::Token::decode(orders->token);
    const QByteArray text = app::renewed(demo, orders->token, later);
    const jwt::TokenPtr after = jwt::Token::decode(text);
    QCOMPARE(after->claims().iat, later);
    QVERIFY(after->claims().exp > before->claims().exp);
    QCOMPARE(after->asAccount()->limits.conn, 2 * before->asAccount()->limits.conn);
    jwt::Book book;
    book.add({jwt::Token::decode(demo.token), {u"demo"_s, {}, {}, {}}});
    book.add({after, {u"demo"_s, {}, {}, {}}});
    QCOMPARE(verdictOf(text, book), QByteArray());
    QVERIFY(app::renewed(demo, "no token", later).isEmpty());
}

void TestDemoOperator::theStoreIsForItsOwnerOnly()
{
    const QTemporaryDir directory;
    const auto written = app::writeDemoStore(app::makeDemoOperator(kNow), directory.path());
    QVERIFY2(written.ok(), written.ok() ? "" : qPrintable(written.error().text));
    const QString path = app::demoCredsPath(directory.path(), u"DEMO"_s, u"visitor"_s);
    QCOMPARE(QFileInfo(path).permissions()
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(QFileInfo::exists(app::demoStorePath(directory.path()) + u"/.nsc"_s));
    QVERIFY(QFileInfo::exists(app::demoStorePath(directory.path())
                              + u"/accounts/ORDERS/users/svc-orders.jwt"_s));
}

void TestDemoOperator::aFolderThatCannotBeWrittenIsAnError()
{
    const auto written
        = app::writeDemoStore(app::makeDemoOperator(kNow), u"/proc/no-such-folder"_s);
    QVERIFY(!written.ok());
    QVERIFY2(written.error().text.contains("/proc/no-such-folder"_L1),
             qPrintable(written.error().text));
}

QTEST_GUILESS_MAIN(TestDemoOperator)
#include "tst_demooperator.moc"
