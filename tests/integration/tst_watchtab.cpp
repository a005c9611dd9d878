// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The window's Traffic tab against the real nats-server.
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/runlog.h"
#include "ui/mainwindow.h"
#include "ui/request/payloadeditor.h"
#include "ui/request/requestcomposer.h"
#include "ui/requesttab.h"
#include "ui/traffic/colorrulerow.h"
#include "ui/traffic/colorrulesdialog.h"
#include "ui/traffic/filterline.h"
#include "ui/traffic/savedialog.h"
#include "ui/traffic/subjectchips.h"
#include "ui/traffic/traffictable.h"
#include "ui/traffic/watchoptions.h"
#include "ui/traffic/watchwarning.h"
#include "ui/traffictab.h"
#include "ui/traffictabdetail.h"

#include "core/capture/capturefile.h"
#include "core/profiles/secretstore.h"

#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QDropEvent>
#include <QtTest/QTest>

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabBar>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capture::ConversationState;
using capture::WatchedSubject;

namespace {

constexpr char kDenying[] = R"(
authorization {
  users = [
    {user: all, password: all}
    {user: few, password: few, permissions: {subscribe: {allow: ["orders.>", "_INBOX.>"]}}}
  ]
})";

nats::ConnectOptions as(nats::ConnectOptions options, const QString &user)
{
    options.auth = nats::UserPassword{user, base::Secret(user.toUtf8())};
    return options;
}

nats::RequestSpec request(const QByteArray &subject, const QByteArray &payload = "hi")
{
    nats::RequestSpec spec;
    spec.subject = subject;
    spec.payload = payload;
    spec.rules.total = 10s;
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

// The window with one connection and a Traffic tab of it.
struct Scene
{
    explicit Scene(const QByteArray &configuration = {})
        : server(configuration)
    {
        window.rememberIn(settings);
        window.show();
    }
    ~Scene() { delete session.data(); }

    // Starts the server and connects the window to it, with its options or others made of them.
    [[nodiscard]] bool
    connects(const std::function<nats::ConnectOptions(const nats::ConnectOptions &)> &change = {})
    {
        if (!server.start())
            return false;
        session = new nats::Session(change ? change(server.options()) : server.options());
        session->open();
        window.addConnection(session);
        QObject::connect(&window, &ui::MainWindow::removeRequested, session,
                         [](nats::Session *asked) { asked->deleteLater(); });
        tab = window.openTrafficTab();
        return QTest::qWaitFor(
            [this] { return session->status().state == nats::ConnectionState::Connected; });
    }
    [[nodiscard]] bool watches(const std::vector<QByteArray> &subjects, base::Span patience = 30s)
    {
        watch(subjects, patience);
        return isWatched();
    }
    void watch(const std::vector<QByteArray> &subjects, base::Span patience = 30s)
    {
        ui::WatchForm form;
        form.chosen = subjects;
        form.window = patience;
        tab->setForm(form);
        tab->watch();
    }
    // The server has what is watched.
    [[nodiscard]] bool isWatched() const
    {
        return QTest::qWaitFor([this] {
            for (const WatchedSubject &subject : chips()->subjects()) {
                if (subject.state == WatchedSubject::State::Asked)
                    return false;
            }
            return tab->isWatching();
        });
    }
    [[nodiscard]] ui::SubjectChips *chips() const { return tab->findChild<ui::SubjectChips *>(); }
    [[nodiscard]] ui::TrafficTable *table() const { return tab->findChild<ui::TrafficTable *>(); }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return tab->findChild<QAction *>(name);
    }
    [[nodiscard]] const capture::Counts &counts() const { return tab->capture().counts(); }
    [[nodiscard]] quint64 count(ConversationState state) const
    {
        const capture::Correlator &conversations = tab->capture().conversations();
        quint64 found = 0;
        for (auto id = conversations.first(); id < conversations.end(); ++id)
            found += conversations.at(id).state == state ? 1 : 0;
        return found;
    }
    [[nodiscard]] bool record(const QString &path)
    {
        action(u"recordAction"_s)->trigger();
        auto *dialog = tab->findChild<ui::SaveDialog *>();
        if (!dialog)
            return false;
        dialog->findChild<QLineEdit *>(u"savePath"_s)->setText(path);
        dialog->findChild<QAbstractButton *>(u"saveAccept"_s)->click();
        return true;
    }
    bool selectFirst()
    {
        return QTest::qWaitFor([this] {
            tab->select(tab->capture().conversations().first());
            return table()->current().has_value();
        });
    }

    NatsServer server;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_s), QSettings::IniFormat};
    profiles::ProfileStore store{{folder.filePath(u"nats"_s), folder.filePath(u"fanin"_s)}};
    profiles::MemorySecretStore secrets;
    ui::MainWindow window{ui::Scheme::Light, store, secrets};
    QPointer<nats::Session> session;
    QPointer<ui::TrafficTab> tab;
};

} // namespace

class TestWatchTab : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatOthersSayIsSeenPairedAndCounted();
    void otherInboxesPairToo();
    void whatWasNotWatchedIsSaidSo();
    void whatNobodyAnswersIsSaidSo();
    void watchingEverythingAsksFirst();
    void itStopsByItselfAndSaysWhy();
    void aSubjectThatIsRefusedSaysSo();
    void subjectsChangeWhileWatching();
    void aPauseHoldsTheRowsAndCountsOn();
    void anAnswerByHandArrives();
    void aReadOnlyConnectionAnswersNobody();
    void whatWasSaidIsSentAgain();
    void aSecretThatWasNotKeptIsSaidBeforeItIsSentAgain();
    void aRecordingHoldsWhatWasSeen();
    void aRecordingBeginsWithTheWatch();
    void nothingIsRecordedBeforeItIsAgreedTo();
    void aReconnectLeavesAGap();
    void whatWasSeenOutlivesItsConnection();
    void whatIsReadStaysWhenItsRowGoes();
    void subjectsAreRemembered();
    void colourRulesAreThoseOfEveryTab();
};

void TestWatchTab::init()
{
    REQUIRE_NATS_SERVER();
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestWatchTab::whatOthersSayIsSeenPairedAndCounted()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"orders.>"}));
    Peer responder(scene.server.options());
    QVERIFY(responder.serve("orders.lookup", Peer::echo(3)));
    Peer requester(scene.server.options());
    QVERIFY(requester.connected());
    constexpr int kRequests = 20;
    for (int i = 0; i < kRequests; ++i) {
        nats::RequestSpec spec = request("orders.lookup");
        spec.inboxStyle = nats::InboxStyle::Mux;
        (void)requester.session().request(spec, this);
    }
    QTRY_COMPARE(scene.counts().received, quint64(4 * kRequests));
    QCOMPARE(scene.counts().kept, quint64(4 * kRequests));
    QCOMPARE(scene.counts().lost, 0u);
    QCOMPARE(scene.count(ConversationState::Answered), quint64(kRequests));
    QTRY_COMPARE(scene.table()->matching(), quint64(kRequests));
    QVERIFY(scene.selectFirst());
    const auto *facts = scene.tab->findChild<QLabel *>(u"trafficDetailFacts"_s);
    QVERIFY2(facts->text().contains(u"3 replies"_s), qPrintable(facts->text()));
    const auto *counters = scene.window.findChild<QLabel *>(u"statusCounts"_s);
    QTRY_VERIFY(counters->text().startsWith(u"received 80 · kept 80 · dropped 0"_s));
    scene.tab->stop();
    QVERIFY(!scene.tab->isWatching());
    responder.session().publish("orders.after", {}, {}, {});
    nats::RequestSpec fence = request("orders.fence");
    fence.verb = nats::Verb::Publish;
    const RunLog log(responder.session().request(fence, this));
    QTRY_VERIFY(log.aftermath);
    QCOMPARE(scene.counts().received, quint64(4 * kRequests));
}

// Where permissions give everybody another prefix.
void TestWatchTab::otherInboxesPairToo()
{
    Scene scene;
    QVERIFY(scene.connects([](nats::ConnectOptions options) {
        options.inboxPrefix = "acme.inbox";
        return options;
    }));
    ui::WatchForm form = scene.tab->form();
    QVERIFY(std::ranges::find(form.pairing, "acme.inbox.>") != form.pairing.end());
    form.chosen = {"orders.>"};
    scene.tab->setForm(form);
    scene.tab->watch();
    QVERIFY(scene.isWatched());
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    speaker.session().publish("acme.inbox.k1.7", {}, {}, "early");
    speaker.session().publish("orders.lookup", "acme.inbox.k1.7", {}, {});
    speaker.session().publish("acme.inbox.k1.8", {}, {}, "an orphan");
    QTRY_COMPARE(scene.counts().received, 3u);
    QCOMPARE(scene.count(ConversationState::Answered), 1u);
    QCOMPARE(scene.count(ConversationState::Orphan), 1u);
}

// What could not be seen is no reproach to anybody.
void TestWatchTab::whatWasNotWatchedIsSaidSo()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"billing.*"}));
    Peer requester(scene.server.options());
    QVERIFY(requester.connected());
    (void)requester.session().request(request("billing.charge"), this);
    QTRY_COMPARE(scene.count(ConversationState::Waiting), 1u);
    scene.tab->stop();
    QCOMPARE(scene.count(ConversationState::Unwatched), 1u);
    QVERIFY(scene.selectFirst());
    const auto *facts = scene.tab->findChild<QLabel *>(u"trafficDetailFacts"_s);
    QTRY_VERIFY2(facts->text().contains(u"its replies were not watched"_s),
                 qPrintable(facts->text()));
    // To stop and to go on is no fault of the connection.
    scene.tab->watch();
    QVERIFY(scene.isWatched());
    QCOMPARE(scene.counts().gaps, 0u);
    QCOMPARE(scene.tab->capture().log().size(), qsizetype(2));
    QTRY_COMPARE(scene.table()->matching(), 2u);
    const auto *filter = scene.tab->findChild<ui::FilterLine *>();
    QTRY_COMPARE(filter->accessibleDescription(), u"1 conversation"_s);
}

void TestWatchTab::whatNobodyAnswersIsSaidSo()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"billing.*"}, ui::WatchForm::kShortestWindow));
    Peer requester(scene.server.options());
    QVERIFY(requester.connected());
    (void)requester.session().request(request("billing.charge"), this);
    QTRY_COMPARE(scene.count(ConversationState::Unanswered), 1u);
    QVERIFY(scene.selectFirst());
    QTRY_VERIFY(scene.tab->findChild<QLabel *>(u"trafficDetailFacts"_s)
                    ->text()
                    .contains(u"no reply seen"_s));
}

void TestWatchTab::watchingEverythingAsksFirst()
{
    Scene scene;
    QVERIFY(scene.connects());
    scene.watch({">"});
    auto *warning = scene.tab->findChild<ui::WatchWarning *>();
    QVERIFY(warning);
    QVERIFY(!scene.tab->isWatching());
    bool suppression = false;
    for (const QLabel *text : warning->findChildren<QLabel *>(u"watchWarningText"_s))
        suppression = suppression || text->text().contains(u"no responders"_s);
    QVERIFY(suppression);
    QCOMPARE(warning->findChild<QLineEdit *>(u"limitTime"_s)->text(), u"60 s"_s);
    warning->findChild<QAbstractButton *>(u"watchWarningAccept"_s)->click();
    QVERIFY(scene.isWatched());
    QCOMPARE(scene.chips()->subjects().back().state, WatchedSubject::State::Covered);
}

void TestWatchTab::itStopsByItselfAndSaysWhy()
{
    Scene scene;
    QVERIFY(scene.connects());
    ui::WatchForm form;
    form.chosen = {"orders.>"};
    form.limits.messages = 3;
    scene.tab->setForm(form);
    scene.tab->watch();
    QVERIFY(scene.isWatched());
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    for (int i = 0; i < 3; ++i)
        speaker.session().publish("orders.created", {}, {}, {});
    QTRY_VERIFY(!scene.tab->isWatching());
    QVERIFY(scene.tab->findChild<QWidget *>(u"trafficBanner"_s)->isVisible());
    QVERIFY(scene.counts().received >= 3);
}

void TestWatchTab::aSubjectThatIsRefusedSaysSo()
{
    Scene scene(kDenying);
    QVERIFY(scene.connects([](const auto &options) { return as(options, u"few"_s); }));
    QVERIFY(scene.watches({"orders.>", "payroll.>"}));
    const WatchedSubject &refused = scene.chips()->subjects().at(1);
    QTRY_COMPARE(scene.chips()->subjects().at(1).state, WatchedSubject::State::Refused);
    QVERIFY(!refused.refusal.isEmpty());
    QCOMPARE(scene.chips()->subjects().at(0).state, WatchedSubject::State::Watched);
    QVERIFY(scene.tab->problems().join(u' ').contains(u"1 subject not permitted"_s));
}

void TestWatchTab::subjectsChangeWhileWatching()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"orders.>"}));
    auto *edit = scene.chips()->findChild<QLineEdit *>(u"subjectEdit"_s);
    QTest::keyClicks(edit, u"billing.*\r"_s);
    QVERIFY(scene.isWatched());
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    speaker.session().publish("billing.paid", {}, {}, {});
    speaker.session().publish("orders.created", {}, {}, {});
    QTRY_COMPARE(scene.counts().received, 2u);
}

void TestWatchTab::aPauseHoldsTheRowsAndCountsOn()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"orders.>"}));
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    speaker.session().publish("orders.created", {}, {}, {});
    QTRY_COMPARE(scene.table()->matching(), 1u);
    scene.action(u"pauseAction"_s)->trigger();
    speaker.session().publish("orders.created", {}, {}, {});
    QTRY_COMPARE(scene.counts().received, 2u);
    QTRY_COMPARE(scene.table()->held(), 1u);
    QCOMPARE(scene.table()->matching(), 1u);
    scene.action(u"pauseAction"_s)->trigger();
    QTRY_COMPARE(scene.table()->matching(), 2u);
}

void TestWatchTab::anAnswerByHandArrives()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"orders.>"}));
    Peer requester(scene.server.options());
    QVERIFY(requester.connected());
    const RunLog log(requester.session().request(request("orders.manual"), this));
    QTRY_COMPARE(scene.counts().received, 1u);
    QVERIFY(scene.selectFirst());
    scene.action(u"answerRequestAction"_s)->trigger();
    auto *dialog = scene.tab->findChild<QDialog *>(u"answerDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<ui::PayloadEditor *>()->setBytes("by hand");
    dialog->findChild<QAction *>(u"answerAction"_s)->trigger();
    QTRY_VERIFY(log.outcome);
    QCOMPARE(log.replies.size(), size_t(1));
    QCOMPARE(log.replies.front().message.payload(), "by hand"_ba);
    QTRY_COMPARE(scene.count(ConversationState::Answered), 1u);
}

void TestWatchTab::aReadOnlyConnectionAnswersNobody()
{
    Scene scene;
    QVERIFY(scene.connects([](nats::ConnectOptions options) {
        options.readOnly = true;
        return options;
    }));
    QVERIFY(scene.watches({"orders.>"}));
    Peer requester(scene.server.options());
    QVERIFY(requester.connected());
    const RunLog log(requester.session().request(request("orders.manual"), this));
    QTRY_COMPARE(scene.counts().received, 1u);
    QVERIFY(scene.selectFirst());
    QVERIFY(!scene.action(u"answerRequestAction"_s)->isEnabled());
    QVERIFY(scene.action(u"answerRequestAction"_s)->toolTip().contains(u"read-only"_s));
}

void TestWatchTab::whatWasSaidIsSentAgain()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"orders.>"}));
    Peer requester(scene.server.options());
    QVERIFY(requester.connected());
    const RunLog log(requester.session().request(request("orders.lookup", "{\"order\":1}"), this));
    QTRY_COMPARE(scene.counts().received, 1u);
    QVERIFY(scene.selectFirst());
    scene.action(u"sendAgainAction"_s)->trigger();
    const ui::RequestTab *again = scene.window.currentTab();
    QVERIFY(again);
    QCOMPARE(&again->session(), scene.session.data());
    QCOMPARE(again->composer()->spec().subject, "orders.lookup"_ba);
    QCOMPARE(again->composer()->spec().payload, "{\"order\":1}"_ba);
}

void TestWatchTab::aSecretThatWasNotKeptIsSaidBeforeItIsSentAgain()
{
    Scene scene;
    QVERIFY(scene.connects());
    const base::WallAnchor anchor = base::WallAnchor::now();
    capture::Entry entry;
    entry.at = anchor.steady;
    entry.subject = "orders.lookup";
    entry.reply = "_INBOX.a.1";
    entry.headerBlock = "NATS/1.0\r\nAuthorization: Bearer abc\r\n\r\n";
    QByteArray content;
    capture::writeHead(content, {});
    capture::writeEntry(content, entry, anchor, true);
    QFile file(scene.folder.filePath(u"kept.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();

    ui::TrafficTab *opened = scene.window.openCapture(file.fileName());
    const auto *table = opened->findChild<ui::TrafficTable *>();
    QTRY_COMPARE(table->matching(), 1u);
    opened->select(opened->capture().conversations().first());
    QVERIFY(table->current());
    opened->findChild<QAction *>(u"sendAgainAction"_s)->trigger();
    ui::RequestTab *again = scene.window.currentTab();
    QVERIFY(again);
    const auto *warning = again->findChild<QWidget *>(u"requestWarning"_s);
    QVERIFY(warning->isVisible());
    QCOMPARE(warning->findChild<QLabel *>(u"problemText"_s)->text(),
             u"The secret of 1 header was not kept: put it in by hand."_s);
    again->send();
    QVERIFY(!warning->isVisible());
}

void TestWatchTab::aRecordingHoldsWhatWasSeen()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"orders.>"}));
    const QString path = scene.folder.filePath(u"recorded.jsonl"_s);
    QVERIFY(scene.record(path));
    QVERIFY(scene.tab->isRecording());
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    for (int i = 0; i < 5; ++i)
        speaker.session().publish("orders.created", {}, {}, QByteArray::number(i));
    QTRY_COMPARE(scene.counts().received, 5u);
    scene.action(u"recordAction"_s)->trigger();
    QTRY_VERIFY(!scene.tab->isRecording());
    QVERIFY(scene.tab->isWatching());

    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&scene.window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&scene.window, &drop);
    const QList<ui::TrafficTab *> tabs = scene.window.findChildren<ui::TrafficTab *>();
    QCOMPARE(tabs.size(), 2);
    const ui::TrafficTab *opened = tabs.at(0) == scene.tab ? tabs.at(1) : tabs.at(0);
    QCOMPARE(opened->title(), u"recorded.jsonl"_s);
    QTRY_COMPARE(opened->capture().counts().received, 5u);
}

// Other options make the watch anew: the recording is of that one.
void TestWatchTab::aRecordingBeginsWithTheWatch()
{
    Scene scene;
    QVERIFY(scene.connects());
    ui::WatchForm form;
    form.chosen = {"orders.>"};
    scene.tab->setForm(form);
    scene.action(u"watchOptionsAction"_s)->trigger();
    const auto *options = scene.tab->findChild<ui::WatchOptions *>();
    QVERIFY(options);
    options->findChild<QLineEdit *>(u"watchWindow"_s)->setText(u"5s"_s);
    options->findChild<QAbstractButton *>(u"watchOptionsAccept"_s)->click();
    const QString path = scene.folder.filePath(u"recorded.jsonl"_s);
    QVERIFY(scene.record(path));
    QVERIFY(scene.tab->isRecording());
    QVERIFY(scene.isWatched());
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    speaker.session().publish("orders.created", {}, {}, "kept");
    QTRY_COMPARE(scene.counts().received, 1u);
    scene.action(u"recordAction"_s)->trigger();
    QTRY_VERIFY(!scene.tab->isRecording());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\"kept\""));
}

void TestWatchTab::nothingIsRecordedBeforeItIsAgreedTo()
{
    Scene scene;
    QVERIFY(scene.connects());
    ui::WatchForm form;
    form.chosen = {">"};
    scene.tab->setForm(form);
    const QString path = scene.folder.filePath(u"recorded.jsonl"_s);
    for (const bool agreed : {false, true}) {
        QVERIFY(scene.record(path));
        auto *warning = scene.tab->findChild<ui::WatchWarning *>();
        QVERIFY(warning);
        QVERIFY(!scene.tab->isRecording());
        QVERIFY(!QFile::exists(path));
        const QPointer<ui::WatchWarning> gone(warning);
        warning
            ->findChild<QAbstractButton *>(agreed ? u"watchWarningAccept"_s
                                                  : u"watchWarningCancel"_s)
            ->click();
        QCOMPARE(scene.tab->isRecording(), agreed);
        QCOMPARE(scene.tab->isWatching(), agreed);
        QTRY_VERIFY(!gone);
    }
    scene.tab->stop();
    QTRY_VERIFY(!scene.tab->isRecording());
    QVERIFY(QFile::exists(path));
}

void TestWatchTab::aReconnectLeavesAGap()
{
    Scene scene;
    QVERIFY(scene.connects([](nats::ConnectOptions options) {
        options.reconnect = true;
        return options;
    }));
    QVERIFY(scene.watches({"orders.>"}));
    QVERIFY(scene.server.kill());
    QTRY_VERIFY(scene.session->status().state != nats::ConnectionState::Connected);
    QVERIFY(scene.server.start());
    scene.session->retryNow();
    QTRY_COMPARE_WITH_TIMEOUT(scene.counts().gaps, 1u, 15'000);
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    speaker.session().publish("orders.created", {}, {}, {});
    QTRY_COMPARE(scene.counts().received, 1u);
    QVERIFY(scene.tab->problems().join(u' ').contains(u"1 gap"_s));
}

void TestWatchTab::whatWasSeenOutlivesItsConnection()
{
    Scene scene;
    QVERIFY(scene.connects());
    QVERIFY(scene.watches({"orders.>"}));
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    speaker.session().publish("orders.created", {}, {}, {});
    QTRY_COMPARE(scene.counts().received, 1u);
    delete scene.session.data();
    QVERIFY(scene.tab);
    QVERIFY(!scene.tab->isWatching());
    QVERIFY(!scene.tab->session());
    QVERIFY(!scene.action(u"watchAction"_s)->isEnabled());
    QTRY_COMPARE(scene.table()->matching(), 1u);
    QVERIFY(scene.selectFirst());
}

void TestWatchTab::whatIsReadStaysWhenItsRowGoes()
{
    Scene scene;
    QVERIFY(scene.connects());
    ui::WatchForm form;
    form.chosen = {"orders.>"};
    form.memory = ui::WatchForm::kLeastMemory;
    scene.tab->setForm(form);
    scene.tab->watch();
    QVERIFY(scene.isWatched());
    Peer speaker(scene.server.options());
    QVERIFY(speaker.connected());
    speaker.session().publish("orders.created", {}, {}, "read me");
    QTRY_COMPARE(scene.counts().received, 1u);
    QVERIFY(scene.selectFirst());
    const QByteArray large(1'000'000, 'x');
    for (int sent = 0; scene.counts().evicted == 0 && sent < 2 * form.memory; ++sent) {
        speaker.session().publish("orders.large", {}, {}, large);
        QTRY_COMPARE(scene.counts().received, quint64(sent + 2));
    }
    QVERIFY(scene.counts().evicted > 0);
    QTRY_VERIFY(!scene.table()->current());
    const auto *body = scene.tab->findChild<ui::TrafficTabDetail *>();
    QVERIFY(body->isVisible());
    QCOMPARE(body->findChild<QLabel *>(u"trafficDetailSubject"_s)->text(), u"orders.created"_s);
    QVERIFY(!scene.action(u"sendAgainAction"_s)->isEnabled());
}

void TestWatchTab::subjectsAreRemembered()
{
    Scene scene;
    QVERIFY(scene.connects());
    scene.watch({"orders.>", "billing.*"});
    const ui::TrafficTab *another = scene.window.openTrafficTab();
    QVERIFY(another->form().chosen == (std::vector<QByteArray>{"orders.>", "billing.*"}));
}

void TestWatchTab::colourRulesAreThoseOfEveryTab()
{
    Scene scene;
    QVERIFY(scene.connects());
    const auto *another = scene.window.openTrafficTab();
    const auto rulesOf = [](const ui::TrafficTab *tab) {
        tab->findChild<QAction *>(u"colorRulesAction"_s)->trigger();
        return tab->findChild<ui::ColorRulesDialog *>();
    };
    auto *dialog = rulesOf(scene.tab);
    QVERIFY(dialog);
    const qsizetype before = dialog->findChildren<ui::ColorRuleRow *>().size();
    dialog->findChild<QAbstractButton *>(u"colorRulesAdd"_s)->click();
    auto *added = dialog->findChild<QLineEdit *>(u"colorRule%1Filter"_s.arg(before));
    QVERIFY(added);
    added->setText(u"size>1k"_s);
    dialog->findChild<QAbstractButton *>(u"colorRulesSave"_s)->click();
    dialog = rulesOf(another);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChildren<ui::ColorRuleRow *>().size(), before + 1);
}

QTEST_MAIN(TestWatchTab)
#include "tst_watchtab.moc"
