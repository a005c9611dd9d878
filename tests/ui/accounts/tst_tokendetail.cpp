// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/screenshots.h"
#include "tests/support/tokenscene.h"
#include "ui/accounts/chainview.h"
#include "ui/accounts/claimmodel.h"
#include "ui/accounts/tokendetail.h"
#include "ui/common/richview.h"

#include <QtCore/QUrl>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const char *const kPageNames[]
    = {"overview", "chain", "findings", "claims", "permissions", "raw", "compare"};

template<typename T>
T *child(const TokenDetail &detail, const char *name)
{
    T *found = detail.findChild<T *>(QString::fromLatin1(name));
    Q_ASSERT(found);
    return found;
}

// Layouts settle when the events they posted are taken.
bool save(TokenDetail &detail, const QString &name)
{
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
    return screenshots::saveInBothThemes(detail, name);
}

QString plainOf(const TokenDetail &detail, const char *name)
{
    return toPlain(child<RichView>(detail, name)->blocks());
}

} // namespace

class TestTokenDetail : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void withoutATokenItSaysWhatToDo();
    void theHeadNamesTokenVerdictAndOrigin();
    void theKeyIsCopiedWhole();
    void everyPageLooksRight_data();
    void everyPageLooksRight();
    void everyFixtureIsShownOnEveryPage();
    void aCardOfTheChainLeadsToItsToken();
    void aFindingLeadsToItsClaim();
    void anAnswerFollowsTheQuestion();
    void aRefusalIsExplainedOnTopOfTheFindings();
    void copiesThatDifferAreComparedAtOnce();
    void withoutAnotherTokenThereIsAnExample();
    void aUrlIsFetchedOnlyAfterAsking();
    void refreshKeepsPageSelectionAndScroll();
    void everyControlHasANameForScreenReaders();

private:
    void show(TokenDetail &detail, const QString &name, int width = 1032, int height = 700);

    jwt::Book m_book;
};

void TestTokenDetail::init()
{
    applyTheme(*qApp, Scheme::Light);
    m_book.clear();
    tokenscene::addAccounts(m_book);
}

void TestTokenDetail::show(TokenDetail &detail, const QString &name, int width, int height)
{
    setLook(&detail, Look::Panel);
    detail.resize(width, height);
    detail.show();
    detail.setToken(tokenscene::add(m_book, name), tokenscene::options());
}

void TestTokenDetail::withoutATokenItSaysWhatToDo()
{
    TokenDetail detail(m_book);
    detail.resize(800, 500);
    detail.show();
    QVERIFY(child<QLabel>(detail, "tokenNone")->isVisible());
    QVERIFY(!child<QTabBar>(detail, "tokenPages")->isVisible());
    detail.setToken(nullptr, tokenscene::options());
    detail.refresh(tokenscene::kNow);
    QVERIFY(!detail.token());
}

void TestTokenDetail::theHeadNamesTokenVerdictAndOrigin()
{
    TokenDetail detail(m_book);
    show(detail, u"user/expired"_s);
    QCOMPARE(child<QLabel>(detail, "tokenTitle")->text(), u"expired"_s);
    QVERIFY(child<QLabel>(detail, "tokenVerdict")->text().contains("Refused: expired"_L1));
    QVERIFY(child<QLabel>(detail, "tokenServers")->text().contains("nats-server"_L1));
    const QString facts = child<QLabel>(detail, "tokenFacts")->text();
    QVERIFY2(facts.contains("user"_L1) && facts.contains("127.0.0.1:9090"_L1), qPrintable(facts));
    detail.setToken(tokenscene::add(m_book, u"broken/header-not-json"_s), tokenscene::options());
    QVERIFY(child<QLabel>(detail, "tokenVerdict")->text().contains("stopped at the header"_L1));
}

void TestTokenDetail::theKeyIsCopiedWhole()
{
    TokenDetail detail(m_book);
    show(detail, u"account/provider"_s);
    QTest::mouseClick(child<QAbstractButton>(detail, "copyTokenKey"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), detail.token()->claims().sub);
}

void TestTokenDetail::everyPageLooksRight_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("full") << u"account/full"_s;
    QTest::newRow("consumer") << u"account/consumer"_s;
    QTest::newRow("operator") << u"operator/operator"_s;
    QTest::newRow("scoped") << u"user/scoped-device"_s;
    QTest::newRow("rogue") << u"user/rogue-signing-key"_s;
    QTest::newRow("activation") << u"activation/stream"_s;
    QTest::newRow("bad-fields") << u"account/bad-fields"_s;
    QTest::newRow("missing-exporter") << u"account/consumer-missing-exporter"_s;
    QTest::newRow("huge") << u"broken/huge-under-1mib"_s;
    QTest::newRow("control") << u"broken/name-control-escapes"_s;
    QTest::newRow("long-name") << u"broken/name-long"_s;
}

void TestTokenDetail::everyPageLooksRight()
{
    QFETCH(QString, token);
    const QString row = QString::fromLatin1(QTest::currentDataTag());
    const bool many = row == "full"_L1 || row == "scoped"_L1;
    TokenDetail detail(m_book);
    show(detail, token, 1032, 700);
    if (row == "scoped"_L1)
        child<QLineEdit>(detail, "askSubject")->setText(u"device.a.status"_s);
    for (const char *page : kPageNames) {
        const QString name = QString::fromLatin1(page);
        if (!many && name != "overview"_L1)
            continue;
        detail.showPage(name);
        QVERIFY(save(detail, u"token-%1-%2"_s.arg(row, name)));
        if (row != "full"_L1 || (name != "overview"_L1 && name != "chain"_L1))
            continue;
        detail.resize(2272, 1340);
        QVERIFY(save(detail, u"token-%1-%2-large"_s.arg(row, name)));
        detail.resize(1032, 700);
    }
}

void TestTokenDetail::everyFixtureIsShownOnEveryPage()
{
    TokenDetail detail(m_book);
    detail.resize(900, 600);
    detail.show();
    auto *tabs = child<QTabBar>(detail, "tokenPages");
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        const jwt::TokenPtr token = jwt::Token::decode(jwtfixtures::read(entry.file));
        detail.setToken(token, tokenscene::options());
        for (int page = 0; page < tabs->count(); ++page)
            tabs->setCurrentIndex(page);
        const QString verdict = child<QLabel>(detail, "tokenVerdict")->text();
        if (!entry.decodes)
            QVERIFY2(verdict.contains("Cannot be decoded"_L1), qPrintable(entry.name));
        // A value of a peer never becomes markup or moves the window's edges.
        QVERIFY2(detail.minimumSizeHint().width() <= 900, qPrintable(entry.name));
    }
}

void TestTokenDetail::aCardOfTheChainLeadsToItsToken()
{
    TokenDetail detail(m_book);
    show(detail, u"user/plain"_s);
    QSignalSpy chosen(&detail, &TokenDetail::tokenChosen);
    auto *chain = child<ChainView>(detail, "chainStrip");
    QCOMPARE(chain->chain().cards.size(), size_t(3));
    chain->setFocus();
    QTest::keyClick(chain, Qt::Key_Left);
    QTest::keyClick(chain, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().value<jwt::TokenPtr>()->claims().name, "PLAIN");
    QTest::mouseClick(chain, Qt::LeftButton, {}, QPoint(20, 20));
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.back().front().value<jwt::TokenPtr>()->claims().name, "ACME");
    // The token itself leads nowhere.
    QTest::keyClick(chain, Qt::Key_End);
    QTest::keyClick(chain, Qt::Key_Return);
    QCOMPARE(chosen.size(), 2);
}

void TestTokenDetail::aFindingLeadsToItsClaim()
{
    TokenDetail detail(m_book);
    show(detail, u"user/expired"_s);
    detail.showPage(u"findings"_s);
    auto *list = child<QAbstractItemView>(detail, "findingList");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    auto *tree = child<QAbstractItemView>(detail, "claimTree");
    QVERIFY(tree->isVisible());
    QCOMPARE(tree->currentIndex().data(ClaimModel::PathRole).toByteArray(), "exp");
}

void TestTokenDetail::anAnswerFollowsTheQuestion()
{
    TokenDetail detail(m_book);
    show(detail, u"user/permissions"_s);
    detail.showPage(u"permissions"_s);
    auto *subject = child<QLineEdit>(detail, "askSubject");
    subject->setFocus();
    QTest::keyClicks(subject, u"nobody.allows.this"_s);
    QVERIFY2(plainOf(detail, "permissionAnswer").startsWith("No, it may not publish"_L1),
             qPrintable(plainOf(detail, "permissionAnswer")));
    QTest::keyClicks(subject, u"  >"_s);
    QVERIFY(!plainOf(detail, "permissionAnswer").startsWith("No"_L1));
    auto *direction = child<QComboBox>(detail, "askDirection");
    direction->setFocus();
    QTest::keyClick(direction, Qt::Key_Down);
    QVERIFY(child<QLineEdit>(detail, "askQueue")->isVisible());
    // Of an account what it gives its users; of anything else why there is nothing.
    detail.setToken(tokenscene::token(u"account/scoped"_s), tokenscene::options());
    QVERIFY(plainOf(detail, "accountPermissions").contains("scope"_L1));
    detail.setToken(tokenscene::token(u"operator/operator"_s), tokenscene::options());
    QVERIFY(child<QLabel>(detail, "permissionsNone")->isVisible());
}

void TestTokenDetail::aRefusalIsExplainedOnTopOfTheFindings()
{
    TokenDetail detail(m_book);
    setLook(&detail, Look::Panel);
    detail.resize(1032, 700);
    detail.show();
    const jwt::TokenPtr user = tokenscene::add(m_book, u"user/expired"_s);
    detail.showRefusal(user, tokenscene::options(), user->claims().sub, u"2.10.0"_s,
                       u"Authorization Violation"_s);
    auto *summary = child<QLabel>(detail, "refusalSummary");
    QVERIFY(summary->isVisible());
    QVERIFY2(summary->text().contains("Authorization Violation"_L1)
                 && summary->text().contains("fails"_L1),
             qPrintable(summary->text()));
    QVERIFY(save(detail, u"token-refusal"_s));
    // Another token has nothing to do with that login.
    detail.setToken(tokenscene::token(u"user/plain"_s), tokenscene::options());
    QVERIFY(!summary->isVisible());
}

void TestTokenDetail::copiesThatDifferAreComparedAtOnce()
{
    tokenscene::add(m_book, u"account/plain-older"_s, u"server n1"_s);
    TokenDetail detail(m_book);
    show(detail, u"account/plain-newer"_s);
    QVERIFY(child<QLabel>(detail, "tokenFacts")->text().contains("copies differ"_L1));
    detail.showPage(u"compare"_s);
    auto *table = child<QAbstractItemView>(detail, "compareTable");
    QVERIFY(table->isVisible());
    const int differences = table->model()->rowCount();
    QVERIFY(differences > 0);
    QVERIFY(save(detail, u"token-compare"_s));
    QTest::mouseClick(child<QCheckBox>(detail, "compareOnly"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(table->model()->rowCount() > differences);
}

void TestTokenDetail::withoutAnotherTokenThereIsAnExample()
{
    m_book.clear();
    TokenDetail detail(m_book);
    show(detail, u"user/plain"_s);
    detail.showPage(u"compare"_s);
    auto *table = child<QAbstractItemView>(detail, "compareTable");
    QVERIFY(!table->isVisible());
    QTest::mouseClick(child<QAbstractButton>(detail, "compareExample"), Qt::LeftButton);
    QVERIFY(table->isVisible());
    QVERIFY(table->model()->rowCount() > 4);
    QVERIFY(save(detail, u"token-compare-example"_s));
    detail.compareWith(tokenscene::token(u"user/expired"_s));
    QVERIFY(child<QLabel>(detail, "compareSummary")->text().contains("differ"_L1));
}

void TestTokenDetail::aUrlIsFetchedOnlyAfterAsking()
{
    TokenDetail detail(m_book);
    show(detail, u"account/consumer-url"_s);
    detail.showPage(u"chain"_s);
    QSignalSpy fetch(&detail, &TokenDetail::urlFetchRequested);
    auto *sharings = child<RichView>(detail, "sharings");
    QString link;
    for (const RichBlock &block : sharings->blocks()) {
        for (const Span &span : block.sub) {
            if (span.link.startsWith("url:"_L1))
                link = span.link;
        }
    }
    QVERIFY2(!link.isEmpty(), qPrintable(toPlain(sharings->blocks())));
    emit sharings->followed(link);
    QCOMPARE(fetch.size(), 0);
    auto *banner = child<QWidget>(detail, "urlBanner");
    QVERIFY(banner->isVisible());
    QVERIFY(save(detail, u"token-url"_s));
    QTest::mouseClick(child<QAbstractButton>(detail, "urlDecline"), Qt::LeftButton);
    QVERIFY(!banner->isVisible());
    QCOMPARE(fetch.size(), 0);
    emit sharings->followed(link);
    QTest::mouseClick(child<QAbstractButton>(detail, "urlFetch"), Qt::LeftButton);
    QCOMPARE(fetch.size(), 1);
    QVERIFY(fetch.front().front().toUrl().scheme().startsWith("http"_L1));
}

void TestTokenDetail::refreshKeepsPageSelectionAndScroll()
{
    TokenDetail detail(m_book);
    show(detail, u"account/full"_s, 900, 480);
    auto *scroll = child<QScrollArea>(detail, "overviewScroll");
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 200);
    scroll->verticalScrollBar()->setValue(200);
    detail.refresh(tokenscene::kNow + 60);
    QTRY_COMPARE(scroll->verticalScrollBar()->value(), 200);
    detail.showPage(u"claims"_s);
    auto *tree = child<QAbstractItemView>(detail, "claimTree");
    tree->setFocus();
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(tree, Qt::Key_Down);
    const QByteArray path = tree->currentIndex().data(ClaimModel::PathRole).toByteArray();
    const int scrolled = tree->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    detail.refresh(tokenscene::kNow + 120);
    QCOMPARE(child<QTabBar>(detail, "tokenPages")->currentIndex(), 3);
    QCOMPARE(tree->currentIndex().data(ClaimModel::PathRole).toByteArray(), path);
    QCOMPARE(tree->verticalScrollBar()->value(), scrolled);
    detail.setToken(tokenscene::token(u"account/provider"_s), tokenscene::options());
    QCOMPARE(tree->verticalScrollBar()->value(), 0);
}

void TestTokenDetail::everyControlHasANameForScreenReaders()
{
    TokenDetail detail(m_book);
    show(detail, u"account/full"_s);
    int seen = 0;
    for (const QWidget *widget : detail.findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || widget->objectName().startsWith("qt_"_L1)
            || widget->inherits("QComboBoxListView"))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                     || qobject_cast<const QLabel *>(widget),
                 qPrintable(widget->objectName()));
        ++seen;
    }
    QVERIFY(seen > 12);
}

QTEST_MAIN(TestTokenDetail)
#include "tst_tokendetail.moc"
