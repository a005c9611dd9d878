// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/accountservertab.h"

#include "tests/support/screenshots.h"
#include "tests/support/tokens.h"
#include "ui/common/addressfield.h"
#include "ui/common/problembanner.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;
using namespace ui;
using accountserver::AccountServer;
using accountserver::Options;
using accountserver::StoreKind;
using State = AccountServer::State;

namespace {

// Whose accounts are stored here.
struct Operator
{
    Operator()
    {
        const jwt::TokenPtr token
            = tokens::make("ACME", key, key.publicKey(), jwt::OperatorClaims(),
                           {QDateTime::currentSecsSinceEpoch() - 5, 0});
        QFile written(file);
        if (!written.open(QIODevice::WriteOnly) || written.write(token->text()) <= 0)
            qFatal("the operator's file");
    }
    QTemporaryDir folder;
    QString file = folder.filePath(u"operator.jwt"_s);
    nkey::KeyPair key = tokens::key(nkey::Kind::Operator);
};

const Operator &acme()
{
    static const Operator made;
    return made;
}

ServerForm inMemory()
{
    ServerForm form;
    form.store = StoreKind::Memory;
    form.address = u"127.0.0.1:0"_s;
    form.operatorFile = acme().file;
    return form;
}

struct Window
{
    Window()
    {
        tab.resize(1032, 734);
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
    void click(const QString &name) const
    {
        QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton);
    }
    [[nodiscard]] State state() const { return tab.facts().state; }
    [[nodiscard]] QString address() const { return tab.server()->address(); }
    void serve(const ServerForm &form = inMemory())
    {
        tab.setForm(form);
        tab.start();
        QTRY_COMPARE(state(), State::Serving);
    }
    void stop()
    {
        tab.stop();
        QTRY_COMPARE(state(), State::Stopped);
    }
    [[nodiscard]] int ask(const QString &path) { return finished(network.get(request(path))); }
    [[nodiscard]] int post(const jwt::TokenPtr &token)
    {
        const QString path = u"/jwt/v1/accounts/"_s + QString::fromLatin1(token->claims().sub);
        QNetworkRequest asked = request(path);
        asked.setHeader(QNetworkRequest::ContentTypeHeader, u"application/jwt"_s);
        return finished(network.post(asked, token->text()));
    }
    [[nodiscard]] int rows(const QString &table) const
    {
        return child<QTableView>(table)->model()->rowCount();
    }
    [[nodiscard]] QString cell(const QString &table, int row, int column) const
    {
        return child<QTableView>(table)->model()->index(row, column).data().toString();
    }

    AccountServerTab tab{[] {
        return QDateTime::currentSecsSinceEpoch();
    }};
    QNetworkAccessManager network;

private:
    [[nodiscard]] QNetworkRequest request(const QString &path) const
    {
        QNetworkRequest made(QUrl(address() + path));
        made.setHeader(QNetworkRequest::UserAgentHeader, u"test/1"_s);
        return made;
    }
    [[nodiscard]] static int finished(QNetworkReply *reply)
    {
        const QSignalSpy spy(reply, &QNetworkReply::finished);
        if (!reply->isFinished() && spy.isEmpty())
            [&] {
                QTRY_COMPARE(spy.size(), 1);
            }();
        reply->deleteLater();
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
};

jwt::TokenPtr account(const QByteArray &name)
{
    return tokens::make(name, acme().key, tokens::key(nkey::Kind::Account).publicKey(),
                        tokens::accountClaims(), {QDateTime::currentSecsSinceEpoch() - 5, 0});
}

} // namespace

class TestAccountServerTab : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void itStartsAndStops();
    void whatIsAskedAndStoredIsShown();
    void theLogStaysWhenItStops();
    void startingAgainBeginsAnew();
    void whatNobodyWasToldIsToldByTheNextRun();
    void onlyAFormOfItsOwnIsWorthRemembering();
    void aProblemOfTheFormIsShown();
    void whatCannotStartSaysWhy();
    void aConnectionIsAskedFor();
    void aRefusedConnectionLeavesItStopped();
    void givenOptionsAreUsedAsTheyAre();
    void aServerOfOthersIsShown();
    void severalRunAtOnce();
    void theTokensAreExported();
    void inspectionIsAskedFor();
    void closingWhileItServesIsClean();
    void aFailedStartShowsNothingOfTheRunBefore();
    void everyMnemonicIsThereOnce_data();
    void everyMnemonicIsThereOnce();
    void looks();
};

void TestAccountServerTab::itStartsAndStops()
{
    Window w;
    QVERIFY(!w.tab.isRunning());
    QCOMPARE(w.tab.title(), u"Account server"_s);
    const QSignalSpy titled(&w.tab, &AccountServerTab::titleChanged);
    const QSignalSpy used(&w.tab, &AccountServerTab::formUsed);
    w.tab.setForm(inMemory());
    QTest::keyClick(w.child<QLineEdit>(u"serverAddress"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(w.state(), State::Serving);
    QCOMPARE(used.size(), 1);
    QVERIFY(!titled.isEmpty());
    const quint16 port = w.tab.server()->port();
    QCOMPARE(w.tab.title(), u"Account server :%1"_s.arg(port));
    QCOMPARE(w.child<QLineEdit>(u"serverAddress"_s)->text(), u"127.0.0.1:%1"_s.arg(port));
    QCOMPARE(w.child<QLabel>(u"resolverLine"_s)->text(), w.tab.server()->resolverLine());
    QVERIFY(w.child<QWidget>(u"serverActivity"_s)->isVisible());
    w.click(u"serverSettings"_s);
    QVERIFY(!w.child<QLineEdit>(u"serverOperator"_s)->isEnabled());
    w.click(u"serverStart"_s);
    QTRY_COMPARE(w.state(), State::Stopped);
    QVERIFY(w.child<QLineEdit>(u"serverOperator"_s)->isEnabled());
    QCOMPARE(w.child<QLineEdit>(u"serverAddress"_s)->text(), u"127.0.0.1:0"_s);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost, port)); // nobody else does any more
}

void TestAccountServerTab::whatIsAskedAndStoredIsShown()
{
    Window w;
    w.serve();
    QTRY_VERIFY(w.child<QTableView>(u"tokenList"_s)->isVisible());
    const jwt::TokenPtr orders = account("ORDERS");
    QCOMPARE(w.post(orders), 200);
    QTRY_COMPARE(w.rows(u"tokenList"_s), 1);
    QTRY_COMPARE(w.cell(u"tokenList"_s, 0, TokenListModel::Name), u"ORDERS"_s);
    const QString path = u"/jwt/v1/accounts/"_s + QString::fromLatin1(orders->claims().sub);
    QCOMPARE(w.ask(path), 200);
    QCOMPARE(w.ask(u"/nowhere"_s), 404);
    QTRY_COMPARE(w.rows(u"requestLog"_s), 3);
    QCOMPARE(w.cell(u"requestLog"_s, 0, RequestLogModel::Status), u"404"_s);
    QCOMPARE(w.cell(u"requestLog"_s, 1, RequestLogModel::Client), u"test 127.0.0.1"_s);
    QTRY_COMPARE(w.cell(u"tokenList"_s, 0, TokenListModel::Asked), u"1"_s);
    QCOMPARE(w.tab.facts().counts.requests, quint64(3));
    QCOMPARE(w.tab.facts().tokens.tokens, 1);
    QVERIFY(w.tab.facts().median);
}

void TestAccountServerTab::theLogStaysWhenItStops()
{
    Window w;
    w.serve();
    QCOMPARE(w.ask(u"/jwt/v1/help"_s), 200);
    QTRY_COMPARE(w.rows(u"requestLog"_s), 1);
    w.stop();
    QCOMPARE(w.rows(u"requestLog"_s), 1);
    QVERIFY(w.child<QTableView>(u"requestLog"_s)->isVisible());
    QVERIFY(!w.child<QAbstractButton>(u"exportPreload"_s)->isEnabled());
    QVERIFY(w.tab.facts().hasServed);
    QCOMPARE(w.tab.facts().counts.requests, quint64(1));
}

void TestAccountServerTab::startingAgainBeginsAnew()
{
    Window w;
    w.serve();
    QCOMPARE(w.post(account("ORDERS")), 200);
    QTRY_COMPARE(w.rows(u"tokenList"_s), 1);
    w.stop();
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Serving);
    QCOMPARE(w.rows(u"tokenList"_s), 0); // it was in memory
    QCOMPARE(w.rows(u"requestLog"_s), 0);
}

void TestAccountServerTab::whatNobodyWasToldIsToldByTheNextRun()
{
    Window w;
    ServerForm form = inMemory();
    form.news = NewsBy::Server;
    form.natsUrl = u"nats://127.0.0.1:1"_s; // nobody is there
    w.serve(form);
    const AccountServer *first = w.tab.server();
    QCOMPARE(w.post(account("ORDERS")), 200);
    QTRY_COMPARE(w.tab.facts().notifier.queued, 1);
    w.stop();
    w.tab.start();
    QCOMPARE(w.tab.facts().counts.requests, quint64(0)); // not those of the run before
    QTRY_COMPARE(w.state(), State::Serving);
    QCOMPARE(w.tab.server(), first);
    QCOMPARE(w.tab.facts().notifier.queued, 1);
    w.stop();
    form.packs = false;
    w.serve(form);
    QVERIFY(!w.tab.server()->options().packs);
}

void TestAccountServerTab::onlyAFormOfItsOwnIsWorthRemembering()
{
    Window w;
    const QSignalSpy used(&w.tab, &AccountServerTab::formUsed);
    Options options;
    options.store = StoreKind::Memory;
    options.port = 0;
    w.tab.setOptions(options);
    auto *address = w.child<QLineEdit>(u"serverAddress"_s);
    QTest::keyClick(address, Qt::Key_Home);
    QTest::keyClick(address, Qt::Key_Space);
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Serving);
    w.stop();
    AccountServer server(options);
    w.tab.show(server);
    QTest::keyClick(address, Qt::Key_Home);
    QTest::keyClick(address, Qt::Key_Space);
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Serving);
    QVERIFY(w.tab.server() != &server);
    QCOMPARE(used.size(), 0);
}

void TestAccountServerTab::aProblemOfTheFormIsShown()
{
    Window w;
    const QSignalSpy used(&w.tab, &AccountServerTab::formUsed);
    ServerForm form = inMemory();
    form.operatorFile = u"/no/such/operator.jwt"_s;
    w.tab.setForm(form);
    w.click(u"serverStart"_s);
    QVERIFY(!w.tab.isRunning());
    QCOMPARE(used.size(), 0);
    QVERIFY(w.child<ProblemBanner>(u"problemBanner"_s)->isVisible());
    auto *field = w.child<QLineEdit>(u"serverOperator"_s);
    QVERIFY(field->hasFocus());
    QVERIFY(w.child<QLabel>(u"serverOperatorError"_s)->isVisible());
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(!w.child<ProblemBanner>(u"problemBanner"_s)->isVisible());
}

void TestAccountServerTab::whatCannotStartSaysWhy()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Window w;
    ServerForm form = inMemory();
    form.address = u"127.0.0.1:%1"_s.arg(taken.serverPort());
    w.tab.setForm(form);
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Failed);
    QTRY_VERIFY(w.child<ProblemBanner>(u"problemBanner"_s)->isVisible());
    QVERIFY(
        w.child<QLabel>(u"problemText"_s)->text().contains(QString::number(taken.serverPort())));
    QVERIFY(!w.tab.isRunning());
    QVERIFY(w.child<QLineEdit>(u"serverOperator"_s)->isEnabled());
    taken.close();
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Serving);
    QTRY_VERIFY(!w.child<ProblemBanner>(u"problemBanner"_s)->isVisible());
}

void TestAccountServerTab::aConnectionIsAskedFor()
{
    Window w;
    const QSignalSpy needed(&w.tab, &AccountServerTab::connectionNeeded);
    ServerForm form = inMemory();
    form.news = NewsBy::Connection;
    form.connection = u"system"_s;
    w.tab.setForm(form);
    w.tab.start();
    w.tab.start(); // it waits already
    QCOMPARE(needed.size(), 1);
    QCOMPARE(needed.first().first().toString(), u"system"_s);
    QVERIFY(!w.tab.server());
    nats::ConnectOptions options;
    options.name = u"system"_s;
    options.servers = nats::parseServerUrls(u"nats://127.0.0.1:1"_s).value();
    w.tab.useConnection(options);
    QTRY_COMPARE(w.state(), State::Serving);
    QCOMPARE(w.tab.server()->options().nats->name, u"system"_s);
    QTRY_VERIFY(w.tab.facts().notifier.configured);
    QTRY_VERIFY(!w.child<QLabel>(u"notificationCardState"_s)->text().isEmpty());
}

void TestAccountServerTab::aRefusedConnectionLeavesItStopped()
{
    Window w;
    ServerForm form = inMemory();
    form.news = NewsBy::Connection;
    form.connection = u"system"_s;
    w.tab.setForm(form);
    w.tab.start();
    w.tab.refuseConnection(u"It is read-only."_s);
    QVERIFY(w.child<ProblemBanner>(u"problemBanner"_s)->isVisible());
    QVERIFY(!w.tab.isRunning());
    w.tab.useConnection({}); // too late
    QVERIFY(!w.tab.server());
    w.tab.start();
    w.click(u"serverStart"_s); // Stop, while it waits
    w.tab.useConnection({});
    QVERIFY(!w.tab.server());
}

void TestAccountServerTab::givenOptionsAreUsedAsTheyAre()
{
    Window w;
    Options options;
    options.store = StoreKind::Memory;
    options.port = 0;
    options.idleTimeout = std::chrono::milliseconds(12'345); // the form has no field for it
    w.tab.setOptions(options);
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Serving);
    QVERIFY(w.tab.server()->options() == options);
    w.stop();
    QLineEdit *address = w.child<QLineEdit>(u"serverAddress"_s);
    address->setFocus();
    QTest::keyClick(address, Qt::Key_Home);
    QTest::keyClicks(address, u" "_s); // edited, though it means the same
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Serving);
    QVERIFY(w.tab.server()->options().idleTimeout != options.idleTimeout);
}

void TestAccountServerTab::aServerOfOthersIsShown()
{
    Options options;
    options.store = StoreKind::Memory;
    options.port = 0;
    options.operatorFile = acme().file;
    auto server = std::make_unique<AccountServer>(options);
    server->start();
    QTRY_COMPARE(server->state(), State::Serving);
    {
        Window w;
        w.tab.show(*server);
        QCOMPARE(w.tab.server(), server.get());
        QVERIFY(w.tab.isRunning());
        QVERIFY(!w.tab.endsWithTab());
        QVERIFY(w.child<QWidget>(u"serverActivity"_s)->isVisible());
        QCOMPARE(w.post(account("ORDERS")), 200);
        QTRY_COMPARE(w.rows(u"tokenList"_s), 1);
        w.stop();
        QCOMPARE(server->state(), State::Stopped);
        w.tab.start();
        QTRY_COMPARE(w.state(), State::Serving);
        QCOMPARE(w.tab.server(), server.get()); // the same again
    }
    QCOMPARE(server->state(), State::Serving);
    Window w;
    w.tab.show(*server);
    QCOMPARE(w.post(account("ORDERS")), 200);
    QTRY_COMPARE(w.child<QLabel>(u"logNote"_s)->text(), u"1"_s);
    server.reset();
    QVERIFY(!w.tab.isRunning());
    QCOMPARE(w.rows(u"requestLog"_s), 1);
    QCOMPARE(w.tab.facts().counts.requests, quint64(1));
    w.tab.start(); // one of its own then
    QTRY_COMPARE(w.state(), State::Serving);
    QVERIFY(w.tab.endsWithTab());
}

void TestAccountServerTab::severalRunAtOnce()
{
    Window a;
    Window b;
    a.serve();
    b.serve();
    QVERIFY(a.address() != b.address());
    QCOMPARE(a.post(account("ORDERS")), 200);
    QTRY_COMPARE(a.rows(u"tokenList"_s), 1);
    QCOMPARE(b.rows(u"tokenList"_s), 0);
}

void TestAccountServerTab::theTokensAreExported()
{
    const QTemporaryDir folder;
    Window w;
    w.serve();
    const jwt::TokenPtr orders = account("ORDERS");
    QCOMPARE(w.post(orders), 200);
    w.click(u"exportPreload"_s);
    auto *dialog = w.tab.findChild<QFileDialog *>(u"fileDialog"_s);
    QVERIFY(dialog);
    const QString path = folder.filePath(u"preload.conf"_s);
    emit dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("resolver_preload"));
    QVERIFY(text.contains(orders->text()));
    QTRY_COMPARE(w.child<QLabel>(u"problemTitle"_s)->text(), u"The tokens are written"_s);

    w.click(u"exportPreload"_s);
    dialog = w.tab.findChildren<QFileDialog *>(u"fileDialog"_s).last();
    w.tab.stop();
    const QString late = folder.filePath(u"late.conf"_s);
    emit dialog->fileSelected(late); // its store may be gone any moment
    dialog->close();
    QCOMPARE(w.child<QLabel>(u"problemTitle"_s)->text(), u"Nothing was written"_s);
    QTRY_COMPARE(w.state(), State::Stopped);
    QVERIFY(!QFile::exists(late));
}

void TestAccountServerTab::inspectionIsAskedFor()
{
    Window w;
    const QSignalSpy asked(&w.tab, &AccountServerTab::inspectRequested);
    w.serve();
    w.click(u"verifyServer"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), QString(w.address() + u"/jwt/v1/"_s));
    QCOMPARE(asked.first().at(1).toString(), QString());
}

void TestAccountServerTab::closingWhileItServesIsClean()
{
    quint16 port = 0;
    {
        Window w;
        w.serve();
        port = w.tab.server()->port();
        QCOMPARE(w.post(account("ORDERS")), 200);
    }
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost, port));
    Window starting;
    starting.tab.setForm(inMemory());
    starting.tab.start(); // and is closed before it serves
}

void TestAccountServerTab::aFailedStartShowsNothingOfTheRunBefore()
{
    Window w;
    w.serve();
    QCOMPARE(w.post(account("ORDERS")), 200);
    QTRY_COMPARE(w.tab.facts().tokens.tokens, 1);
    auto *folder = w.child<AddressField>(u"serverFolder"_s);
    QTRY_COMPARE(folder->status(), u"1 token · writable"_s);
    w.stop();
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    ServerForm form = inMemory();
    form.address = u"127.0.0.1:%1"_s.arg(taken.serverPort());
    w.tab.setForm(form);
    w.tab.start();
    QTRY_COMPARE(w.state(), State::Failed);
    QVERIFY(w.tab.facts().tokens == StoreListing::Totals());
    QCOMPARE(w.rows(u"tokenList"_s), 0);
    QCOMPARE(folder->status(), QString());
}

void TestAccountServerTab::everyMnemonicIsThereOnce_data()
{
    QTest::addColumn<bool>("serving");
    QTest::addColumn<bool>("settings");
    QTest::addColumn<NewsBy>("news");
    QTest::newRow("settings, nobody") << false << true << NewsBy::Nobody;
    QTest::newRow("settings, a connection") << false << true << NewsBy::Connection;
    QTest::newRow("settings, a server") << false << true << NewsBy::Server;
    QTest::newRow("settings while it serves") << true << true << NewsBy::Server;
    QTest::newRow("activity while it serves") << true << false << NewsBy::Nobody;
    QTest::newRow("activity") << false << false << NewsBy::Nobody;
}

void TestAccountServerTab::everyMnemonicIsThereOnce()
{
    QFETCH(bool, serving);
    QFETCH(bool, settings);
    QFETCH(NewsBy, news);
    Window w;
    w.tab.setExample(u"&Renew ORDERS"_s, {}); // as the demo's
    ServerForm form = inMemory();
    form.news = news;
    form.natsUrl = u"nats://127.0.0.1:1"_s;
    form.replica = settings && !serving;
    w.tab.setForm(form);
    if (serving)
        w.serve(form);
    auto *toggle = w.child<QAbstractButton>(u"serverSettings"_s);
    if (toggle->isChecked() != settings)
        toggle->click();
    QStringList letters;
    const auto add = [&letters](const QString &text) {
        const qsizetype at = text.indexOf(u'&');
        if (at >= 0)
            letters += text.mid(at + 1, 1).toLower();
    };
    for (const auto *label : w.tab.findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy())
            add(label->text());
    }
    for (const auto *button : w.tab.findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            add(button->text());
    }
    letters.sort();
    QStringList once = letters;
    once.removeDuplicates();
    QVERIFY(letters.size() >= 5);
    QCOMPARE(letters, once);
}

void TestAccountServerTab::looks()
{
    Window w;
    ServerForm form = inMemory();
    w.serve(form);
    for (const char *name : {"ORDERS", "BILLING", "SYS"}) {
        const jwt::TokenPtr token = account(name);
        QCOMPARE(w.post(token), 200);
        QCOMPARE(w.ask(u"/jwt/v1/accounts/"_s + QString::fromLatin1(token->claims().sub)), 200);
    }
    QCOMPARE(w.ask(u"/jwt/v1/pack"_s), 200);
    QTRY_COMPARE(w.rows(u"requestLog"_s), 7);
    QTRY_COMPARE(w.child<QLabel>(u"tokenCount"_s)->text(), u"3"_s);
    w.child<QAbstractButton>(u"serverStart"_s)->setFocus();
    QVERIFY(screenshots::saveInBothThemes(w.tab, u"accountserver-real"_s));
}

QTEST_MAIN(TestAccountServerTab)
#include "tst_accountservertab.moc"
