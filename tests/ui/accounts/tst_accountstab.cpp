// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/accountstab.h"

#include "core/nats/session.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/screenshots.h"
#include "tests/support/tokens.h"
#include "ui/accounts/expirystrip.h"
#include "ui/accounts/pastefield.h"
#include "ui/accounts/tokendetail.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QDropEvent>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeView>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

constexpr jwt::UnixTime kFixtureNow = 1'768'000'000; // eight days after the fixtures' t0

QString acmeStore()
{
    return jwtfixtures::path(u"nsc/data/nats/nsc/stores/ACME"_s);
}

struct Window
{
    explicit Window(jwt::UnixTime at = kFixtureNow)
        : now(at)
    {
        tab.resize(1192, 760);
        tab.show();
        QVERIFY(QTest::qWaitForWindowActive(&tab));
    }
    template<typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        T *found = tab.findChild<T *>(name);
        Q_ASSERT(found);
        return found;
    }
    [[nodiscard]] QTreeView *tree() const { return child<QTreeView>(u"tokenTree"_s); }
    [[nodiscard]] QString shownName() const
    {
        const jwt::TokenPtr token = tab.detail()->token();
        return token ? QString::fromUtf8(token->claims().name) : QString();
    }
    [[nodiscard]] bool complains() const { return child<QWidget>(u"problemBanner"_s)->isVisible(); }
    void load(const QString &form)
    {
        tab.openSource(form);
        ++rounds;
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), rounds, 20000);
    }
    void take(const std::vector<jwt::TokenPtr> &given)
    {
        QByteArray text;
        for (const jwt::TokenPtr &token : given)
            text += token->text() + '\n';
        tab.paste(text);
        ++rounds;
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), rounds, 20000);
    }

    jwt::UnixTime now;
    AccountsTab tab{[this] {
        return now;
    }};
    QSignalSpy settled{&tab, &AccountsTab::settled};
    int rounds = 0;
};

// As a window's system would deliver it.
void drop(QWidget &onto, const QMimeData &data)
{
    const QPoint at = onto.rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&onto, &enter);
    QVERIFY(enter.isAccepted());
    QVERIFY(onto.findChild<QWidget *>(u"dropOverlay"_s)->isVisible());
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&onto, &event);
    QVERIFY(!onto.findChild<QWidget *>(u"dropOverlay"_s)->isVisible());
}

QModelIndex rowNamed(const QTreeView &tree, const QString &name, const QModelIndex &parent = {})
{
    const QAbstractItemModel &model = *tree.model();
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data().toString() == name)
            return index;
        if (const QModelIndex below = rowNamed(tree, name, index); below.isValid())
            return below;
    }
    return {};
}

} // namespace

class TestAccountsTab : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void emptyItSaysWhatCanBeDone();
    void anExampleIsOneClickAway();
    void anAddressIsFetchedWithEnter();
    void aStoreFillsTheTree();
    void rowsAreOpenedByKeyboard();
    void searchingNarrowsTheTree();
    void aPastedTokenIsShown();
    void aPastedSeedIsRefused();
    void droppedFilesAreRead();
    void badInputSaysWhatWasExpected();
    void whatCannotBeFetchedSaysWhy();
    void stopTakesTheButtonsPlace();
    void theStripSelects();
    void theMenuCopiesAndCompares();
    void aRefusalIsExplained();
    void forgettingEmptiesTheTab();
    void everyControlHasAName();
    void looks_data();
    void looks();
};

void TestAccountsTab::emptyItSaysWhatCanBeDone()
{
    const Window w;
    QVERIFY(w.child<QWidget>(u"accountsEmpty"_s)->isVisible());
    QCOMPARE(w.child<QLabel>(u"emptyTitle"_s)->text(), u"Inspect account JWTs"_s);
    QTest::mouseClick(w.child<QAbstractButton>(u"offer_server"_s), Qt::LeftButton);
    QTRY_VERIFY(w.child<QLineEdit>(u"sourceAddress"_s)->hasFocus());
}

void TestAccountsTab::anExampleIsOneClickAway()
{
    Window w;
    w.tab.setExample(u"Inspect the demo's operator"_s, u"nsc:"_s + acmeStore());
    QTest::mouseClick(w.child<QAbstractButton>(u"offer_example"_s), Qt::LeftButton);
    QTRY_COMPARE(w.settled.size(), 1);
    QVERIFY(rowNamed(*w.tree(), u"ACME"_s).isValid());
    QVERIFY(!w.child<QWidget>(u"accountsEmpty"_s)->isVisible());
}

void TestAccountsTab::anAddressIsFetchedWithEnter()
{
    const Window w;
    auto *kind = w.child<QComboBox>(u"sourceKind"_s);
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_D); // Directory
    QCOMPARE(kind->currentText(), u"Directory"_s);
    auto *address = w.child<QLineEdit>(u"sourceAddress"_s);
    address->setFocus();
    QTest::keyClicks(address, jwtfixtures::path(u"dirstore/flat"_s));
    QTest::keyClick(address, Qt::Key_Return);
    QTRY_COMPARE(w.settled.size(), 1);
    QVERIFY(w.tree()->model()->rowCount() > 0);
    QVERIFY2(address->toolTip().contains("tokens"_L1), qPrintable(address->toolTip()));
}

void TestAccountsTab::aStoreFillsTheTree()
{
    Window w;
    w.load(u"nsc:"_s + acmeStore());
    const QModelIndex acme = rowNamed(*w.tree(), u"ACME"_s);
    QVERIFY(acme.isValid());
    QVERIFY(w.tree()->isExpanded(acme));
    QVERIFY(rowNamed(*w.tree(), u"CONSUMER"_s, acme).isValid());
    QVERIFY(w.tab.detail()->token()); // something is shown at once
    const TokenLoader::Totals totals = w.tab.loader().totals();
    QCOMPARE(totals.operators, 1);
    QVERIFY(totals.users > 5 && totals.refused > 0);
}

void TestAccountsTab::rowsAreOpenedByKeyboard()
{
    Window w;
    const tokens::Scene scene;
    w.now = tokens::kNow;
    w.take(scene.all());
    QTreeView *tree = w.tree();
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Home);
    QCOMPARE(w.shownName(), u"ACME"_s);
    QTest::keyClick(tree, Qt::Key_O); // type-ahead
    QCOMPARE(w.shownName(), u"ORDERS"_s);
    QTest::keyClick(tree, Qt::Key_Right);
    QTest::keyClick(tree, Qt::Key_Down);
    QVERIFY(w.shownName() != u"ORDERS"_s);
    QTest::keyClick(tree, Qt::Key_Return);
    QTRY_VERIFY(!tree->hasFocus()); // into the detail
}

void TestAccountsTab::searchingNarrowsTheTree()
{
    Window w(tokens::kNow);
    const tokens::Scene scene;
    w.take(scene.all());
    const QString before = w.shownName();
    QTest::keyClick(&w.tab, Qt::Key_F, Qt::ControlModifier);
    auto *search = w.child<QLineEdit>(u"tokenSearch"_s);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"nightly"_s);
    QCOMPARE(w.child<QLabel>(u"searchResult"_s)->text(), u"1 found"_s);
    const QModelIndex nightly = rowNamed(*w.tree(), u"batch-nightly"_s);
    QVERIFY(nightly.isValid());
    QVERIFY(w.tree()->isExpanded(nightly.parent()));
    QVERIFY(!rowNamed(*w.tree(), u"svc-orders"_s).isValid());
    QCOMPARE(w.shownName(), before); // a search alone shows nothing else
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(rowNamed(*w.tree(), u"svc-orders"_s).isValid());
    QTest::keyClicks(search, u"nowhere"_s);
    QVERIFY(w.child<QLabel>(u"searchResult"_s)->isVisible());
    QVERIFY(w.tree()->isVisible()); // nothing found is not nothing known
}

void TestAccountsTab::aPastedTokenIsShown()
{
    Window w(tokens::kNow);
    const tokens::Scene scene;
    w.take(scene.all());
    const jwt::TokenPtr stranger = scene.user("stranger", scene.billingKey);
    QGuiApplication::clipboard()->setText(QString::fromLatin1(stranger->text()));
    w.tree()->setFocus();
    QTest::keyClick(w.tree(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(w.shownName(), u"stranger"_s);
    // Known already: only shown.
    w.tab.paste(scene.orders->text());
    QTRY_COMPARE(w.shownName(), u"ORDERS"_s);
}

void TestAccountsTab::aPastedSeedIsRefused()
{
    const Window w;
    const QByteArray seed = nkey::KeyPair::generate(nkey::Kind::User).seed().reveal().toByteArray();
    auto *field = w.child<PasteField>(u"pasteField"_s);
    QGuiApplication::clipboard()->setText(QString::fromLatin1(seed));
    field->setFocus();
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(field->text().isEmpty());
    QVERIFY(w.complains());
    for (const QLabel *label : w.tab.findChildren<QLabel *>())
        QVERIFY(!label->text().contains(QString::fromLatin1(seed.mid(0, 8))));
    QGuiApplication::clipboard()->clear();
}

void TestAccountsTab::droppedFilesAreRead()
{
    Window w;
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(jwtfixtures::path(u"creds/plain.creds"_s)),
                   QUrl::fromLocalFile(acmeStore())});
    drop(w.tab, files);
    QTRY_VERIFY(rowNamed(*w.tree(), u"ACME"_s).isValid());
    QTRY_VERIFY(rowNamed(*w.tree(), u"plain"_s).isValid());
    QMimeData text;
    const tokens::Scene scene;
    text.setText(QString::fromLatin1(scene.orders->text()));
    drop(w.tab, text);
    QTRY_COMPARE(w.shownName(), u"ORDERS"_s);
}

void TestAccountsTab::badInputSaysWhatWasExpected()
{
    Window w;
    w.tab.paste("hello there");
    QVERIFY(w.complains());
    const QString text = w.child<QLabel>(u"problemText"_s)->text();
    QVERIFY2(text.contains("Expected a token"_L1) && text.contains("hello there"_L1),
             qPrintable(text));
    QTest::mouseClick(w.child<QAbstractButton>(u"problemClose"_s), Qt::LeftButton);
    QVERIFY(!w.complains());
    w.tab.openSource(u"dir:/nowhere/at/all"_s);
    QVERIFY(w.complains());
}

void TestAccountsTab::whatCannotBeFetchedSaysWhy()
{
    Window w;
    w.load(u"http://127.0.0.1:1/jwt/v1/"_s);
    QVERIFY(w.child<QWidget>(u"accountsEmpty"_s)->isVisible());
    QCOMPARE(w.child<QLabel>(u"emptyTitle"_s)->text(), u"Nothing could be fetched"_s);
    QVERIFY(w.child<QLabel>(u"emptyText"_s)->text().contains(u"127.0.0.1"_s));
    QVERIFY(screenshots::saveInBothThemes(w.tab, u"accounts-unreachable"_s));
    applyTheme(*qApp, Scheme::Light);
}

void TestAccountsTab::stopTakesTheButtonsPlace()
{
    QTcpServer silent; // accepts and says nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Window w;
    auto *button = w.child<QPushButton>(u"fetchTokens"_s);
    const int width = button->width();
    w.tab.openSource(u"http://127.0.0.1:%1/jwt/v1/"_s.arg(silent.serverPort()));
    QVERIFY(button->text().contains("St&op"_L1));
    QCOMPARE(button->width(), width);
    QVERIFY(w.child<QWidget>(u"fetchProgress"_s)->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(w.settled.size(), 1);
    QVERIFY(button->text().contains("Fe&tch"_L1));
    QVERIFY(!w.child<QWidget>(u"fetchProgress"_s)->isVisible());
}

void TestAccountsTab::theStripSelects()
{
    Window w(tokens::kNow);
    const tokens::Scene scene;
    w.take(scene.all());
    auto *strip = w.child<ExpiryStrip>(u"expiryStrip"_s);
    const auto &marks = strip->scene().marks;
    QCOMPARE(int(marks.size()), 3); // batch-nightly, the activation, BILLING
    constexpr int kMargin = 18;
    QTest::mouseClick(strip, Qt::LeftButton, {}, {marks.front().x + kMargin, strip->scene().axisY});
    QCOMPARE(w.shownName(), u"batch-nightly"_s);
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_End);
    QTest::keyClick(strip, Qt::Key_Return);
    QCOMPARE(w.shownName(), u"BILLING"_s);
    QCOMPARE(w.tree()->currentIndex().data().toString(), u"BILLING"_s);
}

void TestAccountsTab::theMenuCopiesAndCompares()
{
    Window w(tokens::kNow);
    const tokens::Scene scene;
    w.take(scene.all());
    QTreeView *tree = w.tree();
    tree->setCurrentIndex(rowNamed(*tree, u"ORDERS"_s));
    const QPoint at = tree->visualRect(rowNamed(*tree, u"BILLING"_s)).center();
    const auto choose = [&w, tree, at](const QString &action) {
        QTest::mousePress(tree->viewport(), Qt::RightButton, {}, at);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, tree->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(tree->viewport(), &event);
        auto *menu = tree->findChildren<QMenu *>(u"tokenMenu"_s).last();
        auto *found = menu->findChild<QAction *>(action);
        QVERIFY(found && found->isEnabled());
        found->trigger();
        menu->close();
        QCOMPARE(w.shownName(), u"ORDERS"_s); // a right click selects nothing
    };
    choose(u"copyKey"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QString::fromLatin1(scene.billingKey.publicKey()));
    choose(u"copyToken"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(scene.billing->text()));
    choose(u"compareToken"_s);
}

void TestAccountsTab::aRefusalIsExplained()
{
    Window w;
    w.load(u"nsc:"_s + acmeStore());
    nats::ConnectOptions options;
    options.auth = nats::CredsFile{jwtfixtures::path(u"creds/expired.creds"_s)};
    const nats::Session session(options);
    w.tab.explainRefusal(session);
    QTRY_COMPARE(w.shownName(), u"expired"_s);
    QVERIFY(screenshots::saveInBothThemes(w.tab, u"accounts-refusal"_s));
    applyTheme(*qApp, Scheme::Light);
}

void TestAccountsTab::forgettingEmptiesTheTab()
{
    Window w(tokens::kNow);
    const tokens::Scene scene;
    w.take(scene.all());
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(w.tree()->viewport(), &event);
    auto *menu = w.tree()->findChildren<QMenu *>(u"tokenMenu"_s).last();
    menu->findChild<QAction *>(u"forgetAll"_s)->trigger();
    menu->close();
    QCOMPARE(w.tab.loader().book().size(), 0);
    QVERIFY(w.child<QWidget>(u"accountsEmpty"_s)->isVisible());
    QVERIFY(!w.tab.detail()->token());
}

void TestAccountsTab::everyControlHasAName()
{
    const Window w;
    for (const char *name : {"sourceKind", "sourceAddress", "pasteField", "tokenSearch",
                             "tokenTree", "expiryStrip", "fetchProgress"}) {
        const auto *widget = w.child<QWidget>(QString::fromLatin1(name));
        QVERIFY2(!widget->accessibleName().isEmpty(), name);
    }
}

void TestAccountsTab::looks_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("name");
    QTest::newRow("narrow") << QSize(600, 600) << u"narrow"_s;
    QTest::newRow("small") << QSize(1280 - 248, 732) << u"1280x800"_s;
    QTest::newRow("usual") << QSize(1440 - 248, 832) << u"1440x900"_s;
    QTest::newRow("large") << QSize(2560 - 248, 1372) << u"2560x1440"_s;
}

// Pictures for people; nothing may be cut off at any of these sizes.
void TestAccountsTab::looks()
{
    QFETCH(QSize, size);
    QFETCH(QString, name);
    Window w;
    w.tab.resize(size);
    QVERIFY(screenshots::saveInBothThemes(w.tab, u"accounts-empty-"_s + name));
    applyTheme(*qApp, Scheme::Light);
    w.load(u"nsc:"_s + acmeStore());
    w.tab.selectToken(u"FULL"_s);
    QTreeView *tree = w.tree();
    tree->expand(rowNamed(*tree, u"CONSUMER"_s));
    tree->expand(rowNamed(*tree, u"FULL"_s));
    QVERIFY(screenshots::saveInBothThemes(w.tab, u"accounts-"_s + name));
    applyTheme(*qApp, Scheme::Light);
    for (const char *control : {"fetchTokens", "openTokens", "pasteField", "sourceAddress"}) {
        const auto *widget = w.child<QWidget>(QString::fromLatin1(control));
        const QRect area(widget->mapTo(&w.tab, QPoint()), widget->size());
        QVERIFY2(w.tab.rect().contains(area), control);
    }
    QCOMPARE(w.tab.size(), size);
}

QTEST_MAIN(TestAccountsTab)
#include "tst_accountstab.moc"
