// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serveractivity.h"

#include "tests/support/screenshots.h"
#include "ui/accountserver/requestlogview.h"
#include "ui/accountserver/serverbar.h"
#include "ui/accountserver/serversettings.h"
#include "ui/accountserver/tokenlistmodel.h"
#include "ui/accountserver/tokenlistview.h"
#include "ui/common/problembanner.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ui;
using accountserver::LogEntry;
using accountserver::StoreKind;

namespace {

const ServerFacts::Time kNow{1'800'000'000s};
const QByteArray kOrders = "ACBIDX4E5S2NJGHAKWEHHDV3ZFXX7MX5WTHNGTNCHEHA4AT5TL4QFF5B";
const QByteArray kPartners = "AB2JSXXSBFUVHM5Q3XTVNRNJ4CTDLEQLMLMCBTHQSJ3AXLVAZH2A5QG2";

LogEntry entry(const QByteArray &method, const QByteArray &key, int status, const QString &note,
               std::chrono::milliseconds ago, const QByteArray &agent = "nats-server/2.14.5")
{
    LogEntry made;
    made.at = kNow - ago;
    made.client = "127.0.0.1";
    made.userAgent = agent;
    made.method = method;
    made.target = "/jwt/v1/accounts/" + key;
    made.status = status;
    made.etagHit = status == 304;
    made.bytes = status == 200 ? 1126 : 0;
    made.took = 200us + ago / 1000;
    made.key = key;
    made.note = note;
    return made;
}

std::vector<LogEntry> someRequests()
{
    LogEntry pack = entry("GET", {}, 200, u"pack"_s, 49'200ms, "fanin/0.1");
    pack.bytes = 11'264;
    pack.target = "/jwt/v1/pack?max=10000";
    LogEntry cut = entry({}, {}, 0, u"too slow: cut off"_s, 12'000ms, {});
    cut.target = "";
    LogEntry refused = entry("POST", kPartners, 400,
                             u"untrusted issuer in request: the account was signed by a key that "
                             u"operator ACME does not have"_s,
                             21'300ms, "curl/7.88");
    return {pack,
            entry("GET", "AZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ", 404,
                  u"not known"_s, 33'700ms, "curl/7.88"),
            refused,
            cut,
            entry("POST", kOrders, 200, u"stored, notified"_s, 2'900ms, "nsc/2.8.6"),
            entry("GET", kOrders, 304, {}, 1'400ms),
            entry("GET", kOrders, 200, {}, 0ms)};
}

ListedToken token(const QByteArray &key, const QString &name, SeverityMark mark,
                  const QString &word, jwt::Kind kind = jwt::Kind::Account)
{
    ListedToken made{key, name, kind, {}};
    made.state.mark = mark;
    made.state.word = word;
    made.state.warnings = mark == SeverityMark::Warning ? 2 : 0;
    return made;
}

std::vector<ListedToken> someTokens()
{
    return {token(kOrders, u"ORDERS"_s, SeverityMark::Soon, u"11 d"_s),
            token("ADPH", u"SYS"_s, SeverityMark::Ok, {}),
            token("ABIL", u"BILLING"_s, SeverityMark::Warning, {}),
            token(kPartners, u"PARTNERS"_s, SeverityMark::Error, u"import broken"_s),
            token("HASH", u"ORDERS ⇐ BILLING"_s, SeverityMark::Ok, {}, jwt::Kind::Activation)};
}

ServerFacts someFacts()
{
    ServerFacts facts;
    facts.state = ServerFacts::State::Serving;
    facts.hasServed = true;
    facts.now = kNow;
    facts.since = kNow - 12min;
    facts.writable = facts.hasOperator = facts.strict = true;
    facts.operatorName = u"ACME"_s;
    facts.counts.requests = 296;
    facts.counts.notModified = 240;
    facts.counts.refused = 1;
    facts.counts.connections = 2;
    facts.median = 212us;
    facts.lastPack = RequestSummary::Pack{"127.0.0.1", kNow - 50s, 11'264};
    facts.notifier.configured = facts.notifier.connected = true;
    facts.notifier.text = u"connected to demo-1 (nats://127.0.0.1:4222)"_s;
    facts.notifier.sent = 1;
    facts.notifier.lastAt = kNow - 3s;
    facts.notifier.lastAsked = facts.notifier.lastApplied = 1;
    facts.notifiedName = u"ORDERS"_s;
    facts.tokens.tokens = 5;
    facts.tokens.refused = 1;
    facts.options.path = u"~/acme/jwts"_s;
    facts.options.sharded = true;
    return facts;
}

// As the tab puts it together.
struct Panel
{
    Panel()
    {
        widget.setObjectName(u"panel"_s);
        setLook(&widget, Look::Panel);
        stack.addWidget(&settings);
        stack.addWidget(&activity);
        auto *layout = new QVBoxLayout(&widget);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(&bar);
        auto *inset = new QVBoxLayout;
        inset->setContentsMargins(18, 0, 18, 0);
        inset->addWidget(&problem);
        layout->addLayout(inset);
        layout->addWidget(&stack, 1);
        widget.resize(1032, 734);
        widget.show();
        QVERIFY(QTest::qWaitForWindowActive(&widget));
    }
    ~Panel()
    {
        for (QWidget *part : std::initializer_list<QWidget *>{&bar, &problem, &stack})
            part->setParent(nullptr);
        settings.setParent(nullptr);
        activity.setParent(nullptr);
    }
    void serve()
    {
        ServerForm form;
        form.directory = u"~/acme/jwts"_s;
        bar.fill(form);
        bar.setPhase(ServerBar::Phase::Serving);
        bar.setPlace(u"127.0.0.1:9090"_s);
        bar.setStatus(storeText(someFacts()), SeverityMark::Note);
        tokens.setNow(kNow);
        tokens.put(someTokens());
        tokens.sortAgain();
        const std::vector<LogEntry> requests = someRequests();
        log.add(requests);
        tokens.count(requests);
        activity.setFacts(someFacts(), 0, false);
        activity.setAddress(u"http://127.0.0.1:9090"_s,
                            u"resolver: URL(http://127.0.0.1:9090/jwt/v1/accounts/)"_s);
        stack.setCurrentWidget(&activity);
    }
    void showSettings(const ServerForm &form)
    {
        bar.fill(form);
        bar.setSettingsShown(true);
        settings.fill(form);
        stack.setCurrentWidget(&settings);
    }
    template<typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        T *found = widget.findChild<T *>(name);
        Q_ASSERT(found);
        return found;
    }
    void click(const QString &name) const
    {
        QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton);
    }

    TokenListModel tokens;
    RequestLogModel log;
    ServerBar bar;
    ProblemBanner problem;
    ServerSettings settings;
    ServerActivity activity{tokens, log};
    QStackedWidget stack;
    QWidget widget;
};

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class TestServerActivity : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void addressAndResolverLineAreCopied();
    void withoutAnAddressNothingCanBeAsked();
    void segmentsFilterTheLog();
    void theLogShowsOneTokensRequests();
    void aRequestLeadsToItsToken();
    void aRequestWithoutATokenLeadsNowhere();
    void theLogSaysWhatItDoesNotHold();
    void readingOnStaysInItsPlace();
    void aTokenIsInspectedWithEnter();
    void whereThereIsLittleRoomNamesComeFirst();
    void anExampleCanBeTried();
    void eachKindKeepsItsFolder();
    void theTypedAddressReturns();
    void settingsFollowTheStore();
    void settingsKeepWhatIsTyped();
    void problemsStandAtTheirFields();
    void everyControlHasAName();
    void looks_data();
    void looks();
};

void TestServerActivity::addressAndResolverLineAreCopied()
{
    Panel p;
    p.serve();
    p.click(u"copyResolverLine"_s);
    QCOMPARE(clipboard(), u"resolver: URL(http://127.0.0.1:9090/jwt/v1/accounts/)"_s);
    p.click(u"copyServerAddress"_s);
    QCOMPARE(clipboard(), u"http://127.0.0.1:9090"_s);
}

void TestServerActivity::withoutAnAddressNothingCanBeAsked()
{
    Panel p;
    p.serve();
    const QSignalSpy verify(&p.activity, &ServerActivity::verifyRequested);
    const QSignalSpy exported(&p.activity, &ServerActivity::exportRequested);
    p.click(u"verifyServer"_s);
    p.click(u"exportPreload"_s);
    QCOMPARE(verify.size(), 1);
    QCOMPARE(exported.size(), 1);
    p.activity.setAddress({}, {});
    QVERIFY(!p.child<QAbstractButton>(u"verifyServer"_s)->isEnabled());
    QVERIFY(!p.child<QAbstractButton>(u"exportPreload"_s)->isEnabled());
    QVERIFY(!p.child<QAbstractButton>(u"copyResolverLine"_s)->isVisible());
}

void TestServerActivity::segmentsFilterTheLog()
{
    Panel p;
    p.serve();
    QCOMPARE(p.log.rowCount(), 7);
    p.click(u"logShow2"_s);
    QCOMPARE(p.log.rowCount(), 3);
    p.click(u"logShow1"_s);
    QCOMPARE(p.log.rowCount(), 2);
    p.click(u"logShow0"_s);
    QCOMPARE(p.log.rowCount(), 7);
}

void TestServerActivity::theLogShowsOneTokensRequests()
{
    Panel p;
    p.serve();
    auto *only = p.child<QAbstractButton>(u"logOnlyKey"_s);
    QVERIFY(!only->isVisible());
    auto *list = p.child<QTableView>(u"tokenList"_s);
    list->selectRow(p.tokens.rowOf(kOrders));
    list->findChild<QAction *>(u"tokenRequests"_s)->trigger();
    QCOMPARE(p.log.rowCount(), 3);
    QVERIFY(only->isVisible());
    QTest::mouseClick(only, Qt::LeftButton);
    QCOMPARE(p.log.rowCount(), 7);
    QVERIFY(!only->isVisible());
}

void TestServerActivity::aRequestLeadsToItsToken()
{
    Panel p;
    p.serve();
    auto *log = p.child<QTableView>(u"requestLog"_s);
    log->selectRow(4); // the refused one, for PARTNERS
    log->setFocus();
    QTest::keyClick(log, Qt::Key_Return);
    QCOMPARE(p.tokens.token(p.child<QTableView>(u"tokenList"_s)->currentIndex().row()).name,
             u"PARTNERS"_s);
    log->setFocus();
    QTest::keyClick(log, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(clipboard(), QString(u"/jwt/v1/accounts/"_s + QString::fromLatin1(kPartners)));
    QTest::keyClick(log, Qt::Key_C, Qt::ControlModifier);
    QVERIFY2(clipboard().contains(u"\tcurl 127.0.0.1\t400\t"_s), qPrintable(clipboard()));
}

void TestServerActivity::aRequestWithoutATokenLeadsNowhere()
{
    Panel p;
    p.serve();
    auto *log = p.child<QTableView>(u"requestLog"_s);
    const auto *show = p.child<QAction>(u"logShowToken"_s);
    QVERIFY(!show->isEnabled()); // no row is chosen
    log->selectRow(6);           // the pack
    QVERIFY(!show->isEnabled());
    log->selectRow(4); // for PARTNERS: offered without a menu having been opened
    QVERIFY(show->isEnabled());
    p.click(u"logShow1"_s);
    QVERIFY(!show->isEnabled());
}

void TestServerActivity::theLogSaysWhatItDoesNotHold()
{
    Panel p;
    p.serve();
    auto *note = p.child<QLabel>(u"logNote"_s);
    QCOMPARE(note->text(), u"7"_s);
    p.log.add(std::vector<LogEntry>(size_t(RequestLogModel::kMaxEntries),
                                    entry("GET", kOrders, 200, {}, 0ms)));
    p.activity.setFacts(someFacts(), 3, false);
    QCOMPARE(note->text(),
             u"10,007 · the last 10,000 are kept · 3 more came too fast to be noted"_s);
}

void TestServerActivity::readingOnStaysInItsPlace()
{
    Panel p;
    p.serve();
    p.log.add(std::vector<LogEntry>(500, entry("GET", kOrders, 200, {}, 0ms)));
    auto *log = p.child<QTableView>(u"requestLog"_s);
    QScrollBar *bar = log->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), 0); // the newest stay in sight
    bar->setValue(bar->maximum());
    const QModelIndex seen = log->indexAt(QPoint(5, 5));
    const QPersistentModelIndex row(seen);
    p.log.add(std::vector<LogEntry>(20, entry("GET", kOrders, 200, {}, 0ms)));
    QTRY_COMPARE(log->indexAt(QPoint(5, 5)).row(), row.row());
}

void TestServerActivity::aTokenIsInspectedWithEnter()
{
    Panel p;
    p.serve();
    const QSignalSpy verify(&p.activity, &ServerActivity::verifyRequested);
    auto *list = p.child<QTableView>(u"tokenList"_s);
    list->selectRow(p.tokens.rowOf(kOrders));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(verify.size(), 1);
    QCOMPARE(verify.first().first().toByteArray(), kOrders);
    QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(clipboard(),
             QString(u"http://127.0.0.1:9090/jwt/v1/accounts/"_s + QString::fromLatin1(kOrders)));
    p.activity.setAddress({}, {});
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(verify.size(), 1);
}

void TestServerActivity::whereThereIsLittleRoomNamesComeFirst()
{
    Panel p;
    p.serve();
    auto *list = p.child<QTableView>(u"tokenList"_s);
    QVERIFY(!list->isColumnHidden(TokenListModel::Last));
    p.widget.resize(700, 500);
    QTRY_VERIFY(list->isColumnHidden(TokenListModel::Last));
    QVERIFY(list->columnWidth(TokenListModel::Name) >= 100);
}

void TestServerActivity::anExampleCanBeTried()
{
    Panel p;
    p.serve();
    const QSignalSpy tried(&p.activity, &ServerActivity::exampleRequested);
    auto *button = p.child<QAbstractButton>(u"serverExample"_s);
    QVERIFY(!button->isVisible());
    p.activity.setExample(u"&Renew"_s, u"Post it anew"_s);
    QVERIFY(button->isVisible());
    p.click(u"serverExample"_s);
    QCOMPARE(tried.size(), 1);
    p.activity.setAddress({}, {});
    QVERIFY(!button->isEnabled());
}

void TestServerActivity::eachKindKeepsItsFolder()
{
    Panel p;
    auto *folder = p.child<QLineEdit>(u"serverFolder"_s);
    auto *store = p.child<QComboBox>(u"serverStore"_s);
    QTest::keyClicks(folder, u"/jwts"_s);
    store->setCurrentIndex(int(StoreKind::Nsc));
    QCOMPARE(folder->text(), QString());
    QTest::keyClicks(folder, u"/stores/ACME"_s);
    store->setCurrentIndex(int(StoreKind::Memory));
    QVERIFY(!folder->isEnabled());
    QVERIFY(!p.child<QAbstractButton>(u"serverBrowse"_s)->isEnabled());
    ServerForm form;
    p.bar.read(form);
    QCOMPARE(form.store, StoreKind::Memory);
    QCOMPARE(form.directory, u"/jwts"_s);
    QCOMPARE(form.nscFolder, u"/stores/ACME"_s);
    store->setCurrentIndex(int(StoreKind::Directory));
    QCOMPARE(folder->text(), u"/jwts"_s);
}

void TestServerActivity::theTypedAddressReturns()
{
    Panel p;
    const QSignalSpy start(&p.bar, &ServerBar::startRequested);
    const QSignalSpy stop(&p.bar, &ServerBar::stopRequested);
    auto *address = p.child<QLineEdit>(u"serverAddress"_s);
    address->setText(u"127.0.0.1:0"_s);
    QTest::keyClick(address, Qt::Key_Return);
    QCOMPARE(start.size(), 1);
    p.bar.setPhase(ServerBar::Phase::Starting);
    p.bar.setPhase(ServerBar::Phase::Serving);
    p.bar.setPlace(u"127.0.0.1:41735"_s);
    QTest::keyClick(address, Qt::Key_Return);
    p.click(u"serverStart"_s);
    QCOMPARE(start.size(), 1);
    QCOMPARE(stop.size(), 1);
    ServerForm form;
    p.bar.read(form);
    QCOMPARE(form.address, u"127.0.0.1:0"_s);
    p.bar.setPhase(ServerBar::Phase::Stopped);
    QCOMPARE(address->text(), u"127.0.0.1:0"_s);
}

void TestServerActivity::settingsFollowTheStore()
{
    Panel p;
    ServerForm form;
    p.showSettings(form);
    QVERIFY(p.child<QCheckBox>(u"serverSharded"_s)->isEnabled());
    QVERIFY(!p.child<QLineEdit>(u"serverPrimary"_s)->isVisible());
    QVERIFY(!p.child<QLineEdit>(u"serverCreds"_s)->isVisible());
    form.replica = true;
    form.news = NewsBy::Server;
    p.settings.adapt(form);
    QVERIFY(p.child<QLineEdit>(u"serverPrimary"_s)->isVisible());
    QVERIFY(p.child<QLineEdit>(u"serverCreds"_s)->isVisible());
    QVERIFY(!p.child<QCheckBox>(u"serverReadOnly"_s)->isEnabled()); // it is, to its clients
    form.store = StoreKind::Nsc;
    p.settings.adapt(form);
    QVERIFY(!p.child<QCheckBox>(u"serverSharded"_s)->isEnabled());
    QVERIFY(!p.child<QLineEdit>(u"serverPrimary"_s)->isVisible());
    p.settings.setLocked(true);
    QVERIFY(!p.child<QLineEdit>(u"serverOperator"_s)->isEnabled());
}

void TestServerActivity::settingsKeepWhatIsTyped()
{
    Panel p;
    ServerForm form;
    form.sharded = form.readOnly = form.replica = true;
    form.packs = false;
    form.operatorFile = u"o.jwt"_s;
    form.systemAccountFile = u"s.jwt"_s;
    form.certificate = u"c.pem"_s;
    form.key = u"k.pem"_s;
    form.primary = u"http://p"_s;
    form.maxPack = u"7"_s;
    form.news = NewsBy::Connection;
    form.connection = u"prod"_s;
    form.natsUrl = u"nats://n"_s;
    form.creds = u"c.creds"_s;
    form.directory = u"/jwts"_s;
    form.address = u":1"_s;
    p.showSettings(form);
    p.settings.setConnections({u"demo"_s, u"prod"_s}); // known later than chosen
    ServerForm read;
    p.settings.read(read);
    p.bar.read(read);
    QCOMPARE(read, form);
    QCOMPARE(p.child<QComboBox>(u"serverConnection"_s)->currentText(), u"prod"_s);
    p.settings.setConnections({});
    p.settings.read(read);
    QCOMPARE(read.connection, u"prod"_s); // not there now, but it was chosen
}

void TestServerActivity::problemsStandAtTheirFields()
{
    Panel p;
    p.showSettings({});
    auto *error = p.child<QLabel>(u"serverOperatorError"_s);
    QVERIFY(!error->isVisible());
    p.settings.showProblems({{ServerField::OperatorFile, u"There is no file o.jwt."_s}});
    p.settings.focusProblem();
    QVERIFY(error->isVisible());
    QVERIFY(p.child<QLineEdit>(u"serverOperator"_s)->hasFocus());
    p.settings.showProblems({});
    QVERIFY(!error->isVisible());
    p.bar.showProblems({{ServerField::Folder, u"Choose one."_s}});
    QVERIFY(p.child<QLineEdit>(u"serverFolder"_s)->hasFocus());
}

void TestServerActivity::everyControlHasAName()
{
    Panel p;
    p.showSettings({});
    p.serve();
    int seen = 0;
    for (const QWidget *widget : p.widget.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool control = button || qobject_cast<const QLineEdit *>(widget)
            || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QTableView *>(widget);
        if (!control || widget->objectName().startsWith(u"qt_"_s)
            || widget->inherits("QTableCornerButton"))
            continue;
        ++seen;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        const bool named
            = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named || !widget->isVisible(), qPrintable(widget->objectName()));
    }
    QVERIFY(seen > 30);
}

void TestServerActivity::looks_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QSize>("size");
    const QSize usual(1032, 734), large(2312, 1374), small(600, 460);
    QTest::newRow("serving") << u"serving"_s << usual;
    QTest::newRow("serving-large") << u"serving"_s << large;
    QTest::newRow("serving-small") << u"serving"_s << small;
    QTest::newRow("replica") << u"replica"_s << usual;
    QTest::newRow("nothing-asked") << u"empty"_s << usual;
    QTest::newRow("settings") << u"settings"_s << usual;
    QTest::newRow("settings-large") << u"settings"_s << large;
    QTest::newRow("settings-small") << u"settings"_s << small;
    QTest::newRow("settings-problems") << u"problems"_s << usual;
}

void TestServerActivity::looks()
{
    QFETCH(QString, what);
    QFETCH(QSize, size);
    Panel p;
    p.widget.resize(size);
    ServerForm form;
    form.directory = u"~/acme/jwts"_s;
    if (what == u"settings"_s || what == u"problems"_s) {
        form.operatorFile = u"~/acme/operator.jwt"_s;
        form.news = NewsBy::Server;
        form.natsUrl = u"nats://127.0.0.1:4222"_s;
        form.replica = what == u"problems"_s;
        p.showSettings(form);
    } else {
        p.serve();
    }
    ServerFacts facts = someFacts();
    if (what == u"problems"_s) {
        const ServerProblems problems{
            {ServerField::OperatorFile, u"There is no file /home/me/acme/operator.jwt."_s},
            {ServerField::Primary,
             u"Expected the primary's address, such as http://10.0.0.5:9090."_s}};
        p.settings.showProblems(problems);
        p.problem.show(SeverityMark::Error, u"The account server cannot start so"_s,
                       {problems.at(ServerField::OperatorFile), problems.at(ServerField::Primary)});
    } else if (what == u"replica"_s) {
        auto &replica = facts.replica.emplace();
        replica.primary = u"https://accounts.eu.example.com:9090"_s;
        replica.reachable = false;
        replica.lastContact = kNow - 7min;
        replica.problem = u"connection refused"_s;
        replica.packTokens = 1204;
        facts.writable = false;
        facts.notifier.connected = false;
        facts.notifier.text = u"nobody listens at nats://127.0.0.1:4222; next attempt in 4 s"_s;
        facts.notifier.queued = 2;
        facts.counts.cutOff = 12;
        p.activity.setFacts(facts, 3, true);
        p.click(u"logShow2"_s);
        p.child<QTableView>(u"tokenList"_s)->selectRow(1);
    } else if (what == u"empty"_s) {
        p.tokens.clear();
        p.log.clear();
        facts.tokens = {};
        facts.counts = {};
        facts.median.reset();
        facts.lastPack.reset();
        facts.notifier = {};
        facts.hasOperator = facts.writable = false;
        p.activity.setFacts(facts, 0, false);
    }
    QVERIFY(screenshots::saveInBothThemes(
        p.widget, u"accountserver-"_s + QString::fromLatin1(QTest::currentDataTag())));
}

QTEST_MAIN(TestServerActivity)
#include "tst_serveractivity.moc"
