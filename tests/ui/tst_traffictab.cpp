// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The Traffic tab with a capture that has been opened; tests/integration watches.
#include "ui/traffictab.h"

#include "tests/support/screenshots.h"
#include "tests/support/traffic.h"
#include "ui/fanin/faninview.h"
#include "ui/fanin/replytable.h"
#include "ui/traffic/messagedetail.h"
#include "ui/traffic/savedialog.h"
#include "ui/traffic/subjecttreeview.h"
#include "ui/traffic/traffictable.h"
#include "ui/traffictabdetail.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;
using traffic::add;

namespace {

constexpr char kOutOfStock[]
    = "NATS/1.0\r\nNats-Service-Error: out of stock\r\nNats-Service-Error-Code: 409\r\n\r\n";

void converse(capture::Capture &capture, qint64 at, QByteArrayView subject, const QByteArray &reply,
              const std::vector<qint64> &answers, QByteArrayView headerBlock = {})
{
    add(capture, at, subject, reply, "{\"order\":4711}");
    for (const qint64 after : answers)
        add(capture, at + after, reply, {}, after > 1000 ? "{\"zone\":\"UTC+1\"}" : "{\"ok\":true}",
            headerBlock);
}

// The scene of the design.
QByteArray designedCapture()
{
    using namespace std::chrono;
    const base::WallAnchor anchor{traffic::at(0),
                                  sys_days(2026y / November / 22) + 20h + 1min + 33s};
    capture::Capture seen(anchor);
    const QByteArray web = "_INBOX.svcWebAAAAAAAAAAAAAAAA.";
    const QByteArray orders = "_INBOX.svcOrdersAAAAAAAAAAAAA.";
    const QByteArray ops = "_INBOX.hQ2wOpsLaptopAAAAAAAAA.";
    converse(seen, 118, "orders.lookup", web + "1", {3});
    converse(seen, 204, "orders.lookup", web + "2", {3});
    add(seen, 402, "billing.charge", orders + "1", "{\"cents\":1999}");
    converse(seen, 455, "orders.lookup", web + "3", {121});
    converse(seen, 610, "inventory.reserve", orders + "2", {9}, kOutOfStock);
    add(seen, 690, "_INBOX.Zk3qNobodyKnowsAAAAAA.7", {}, "late");
    add(seen, 702, "events.order.created", {}, "{\"order\":4712}");
    converse(seen, 771, "orders.lookup", web + "4", {3});
    converse(seen, 801, "$JS.API.CONSUMER.MSG.NEXT.ORDERS.W", web + "5", {1, 9, 44});
    converse(seen, 1100, "clock.all", ops + "a81", {18, 61, 240, 610, 840, 1130});
    QByteArray file;
    capture::FileHead head;
    head.startedAt = anchor.wall;
    head.subjects = {"orders.>", "billing.*", "clock.all", "_INBOX.>"};
    head.server = u"demo-1"_s;
    head.redacted = true;
    capture::writeHead(file, head);
    for (capture::Number n = seen.log().first(); n < seen.log().end(); ++n)
        capture::writeEntry(file, seen.log().at(n), anchor, false);
    return file;
}

struct Opened
{
    explicit Opened(const QByteArray &content = designedCapture())
    {
        const QString path = folder.filePath(u"monday.jsonl"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        tab.resize(1040, 740);
        tab.show();
        tab.openCapture(path);
    }
    [[nodiscard]] ui::TrafficTable *table() const { return tab.findChild<ui::TrafficTable *>(); }
    [[nodiscard]] QString label(const QString &name) const
    {
        const auto *found = tab.findChild<QLabel *>(name);
        return found && found->isVisible() ? found->text() : QString();
    }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return tab.findChild<QAction *>(name);
    }
    // By its request's subject: the last one.
    bool select(QByteArrayView subject)
    {
        const capture::Correlator &conversations = tab.capture().conversations();
        for (capture::ConversationId id = conversations.end() - 1; id >= conversations.first();
             --id) {
            const capture::Number request = conversations.at(id).request;
            if (request == capture::kNone || tab.capture().log().at(request).subject != subject)
                continue;
            tab.select(id);
            return table()->current() == id;
        }
        return false;
    }
    void showMessages() { tab.findChild<QAbstractButton *>(u"trafficKind0"_s)->click(); }
    void filter(const QString &text) { tab.setFilter(text); }

    QTemporaryDir folder;
    ui::TrafficTab tab{nullptr};
};

} // namespace

class TestTrafficTab : public QObject
{
    Q_OBJECT

private slots:
    void init() { ui::applyTheme(*qApp, ui::Scheme::Light); }
    void aCaptureIsShownWithoutAConnection();
    void aConversationIsShownAsAFanIn();
    void theDetailHasRoomWhileARowIsChosen();
    void itsRequestCanBeReadToo();
    void aMessageIsShownInFull();
    void theFilterChoosesRows();
    void whatWasSaidCanBeSentAgain();
    void whatCannotBeAnsweredSaysWhy();
    void aMessageIsCopiedAsACommand();
    void pinnedRowsAreFoundAgain();
    void whatMatchesIsSavedAndOpensAgain();
    void savingCanBeCancelled();
    void aFileThatIsNoCaptureSaysSo();
    void aCaptureThatIsCutOffSaysSo();
    void clearingLeavesNothingBehind();
    void looksAsDesigned();
};

void TestTrafficTab::aCaptureIsShownWithoutAConnection()
{
    const Opened opened;
    QCOMPARE(opened.tab.title(), u"monday.jsonl"_s);
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QTRY_VERIFY(opened.label(u"captureFacts"_s).contains(u"secrets redacted"_s));
    QVERIFY(opened.label(u"captureFacts"_s).startsWith(u"24 messages"_s));
    QVERIFY(opened.label(u"captureFacts"_s).contains(u"seen by demo-1"_s));
    QVERIFY(!opened.action(u"followAction"_s)->isChecked());
    QVERIFY(opened.tab.counters().startsWith(u"received 24 · kept 24 · dropped 0"_s));
    QVERIFY(!opened.tab.isWatching());
    QVERIFY(!opened.action(u"watchAction"_s)->isEnabled());
    QVERIFY(opened.tab.problems().isEmpty());
}

void TestTrafficTab::aConversationIsShownAsAFanIn()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QVERIFY(opened.select("clock.all"));
    QCOMPARE(opened.label(u"trafficDetailSubject"_s), u"clock.all"_s);
    QVERIFY(opened.label(u"trafficDetailFacts"_s).contains(u"6 replies"_s));
    const auto *view = opened.tab.findChild<ui::FaninView *>();
    QVERIFY(view->isVisible());
    QVERIFY(opened.select("billing.charge"));
    QVERIFY(opened.label(u"trafficDetailFacts"_s)
                .contains(u"its replies were not watched"_s)); // to the end
}

void TestTrafficTab::theDetailHasRoomWhileARowIsChosen()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    const auto *detail = opened.tab.findChild<ui::TrafficTabDetail *>();
    QVERIFY(!detail->isVisible());
    const int alone = opened.table()->height();
    const QTableView *rows = opened.table()->view();
    const QModelIndex last = rows->model()->index(rows->model()->rowCount() - 1, 1);
    QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(last).center());
    QTRY_VERIFY(detail->isVisible());
    QTRY_VERIFY(opened.table()->height() < alone);
    QTRY_VERIFY(rows->viewport()->rect().contains(rows->visualRect(last)));
    opened.filter(u"subject:nothing"_s);
    QTRY_VERIFY(!detail->isVisible());
}

void TestTrafficTab::itsRequestCanBeReadToo()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QVERIFY(opened.select("clock.all"));
    const auto *detail = opened.tab.findChild<ui::MessageDetail *>();
    QVERIFY(!detail->isVisible());
    opened.tab.findChild<QAbstractButton *>(u"trafficDetailPart1"_s)->click();
    QVERIFY(detail->isVisible());
}

void TestTrafficTab::aMessageIsShownInFull()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    opened.showMessages();
    QTRY_COMPARE(opened.table()->matching(), 24u);
    opened.tab.select(1);
    QCOMPARE(opened.label(u"trafficDetailSubject"_s), u"orders.lookup"_s);
    QVERIFY(opened.label(u"trafficDetailFacts"_s).startsWith(u"request · "_s));
    QVERIFY(opened.tab.findChild<ui::MessageDetail *>()->isVisible());
}

void TestTrafficTab::theFilterChoosesRows()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    opened.filter(u"subject:orders.> latency>20ms"_s);
    QTRY_COMPARE(opened.table()->matching(), 1u);
    QCOMPARE(opened.table()->total(), 10u);
    opened.filter(u"subject:nothing"_s);
    QTRY_COMPARE(opened.table()->matching(), 0u);
    opened.filter({});
    QTRY_COMPARE(opened.table()->matching(), 10u);
}

void TestTrafficTab::whatWasSaidCanBeSentAgain()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QVERIFY(!opened.action(u"sendAgainAction"_s)->isEnabled());
    QVERIFY(opened.select("inventory.reserve"));
    const QSignalSpy asked(&opened.tab, &ui::TrafficTab::sendAgainRequested);
    opened.action(u"sendAgainAction"_s)->trigger();
    QCOMPARE(asked.count(), 1);
    const auto spec = asked.front().front().value<ui::RepeatedRequest>().spec;
    QCOMPARE(spec.verb, nats::Verb::Request);
    QCOMPARE(spec.subject, "inventory.reserve"_ba);
    QCOMPARE(spec.payload, "{\"order\":4711}"_ba);
    QVERIFY(opened.select("clock.all"));
    opened.action(u"sendAgainAction"_s)->trigger();
    QCOMPARE(asked.back().front().value<ui::RepeatedRequest>().spec.verb, nats::Verb::Gather);
}

void TestTrafficTab::whatCannotBeAnsweredSaysWhy()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    const QAction *answer = opened.action(u"answerRequestAction"_s);
    QVERIFY(opened.select("events.order.created"));
    QVERIFY(!answer->isEnabled());
    QCOMPARE(answer->toolTip(), u"It asks for no reply"_s);
    QVERIFY(opened.select("billing.charge"));
    QVERIFY(!answer->isEnabled());
    QCOMPARE(answer->toolTip(), u"There is no connection to answer over"_s);
}

void TestTrafficTab::aMessageIsCopiedAsACommand()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QVERIFY(opened.select("events.order.created"));
    opened.action(u"copyCommandAction"_s)->trigger();
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith(u"nats pub "_s) && command.contains(u"events.order.created"_s),
             qPrintable(command));
}

void TestTrafficTab::pinnedRowsAreFoundAgain()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QVERIFY(opened.select("billing.charge"));
    opened.action(u"pinAction"_s)->trigger();
    opened.filter(u"pinned"_s);
    QTRY_COMPARE(opened.table()->matching(), 1u);
    QVERIFY(opened.select("billing.charge"));
    QVERIFY(opened.action(u"pinAction"_s)->isChecked());
    opened.action(u"pinAction"_s)->trigger();
    QTRY_COMPARE(opened.table()->matching(), 0u);
}

void TestTrafficTab::whatMatchesIsSavedAndOpensAgain()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    opened.filter(u"subject:clock.all"_s);
    QTRY_COMPARE(opened.table()->matching(), 1u);
    opened.action(u"saveMatchingAction"_s)->trigger();
    auto *dialog = opened.tab.findChild<ui::SaveDialog *>();
    QVERIFY(dialog);
    const QString path = opened.folder.filePath(u"clocks.jsonl"_s);
    dialog->findChild<QLineEdit *>(u"savePath"_s)->setText(path);
    dialog->findChild<QAbstractButton *>(u"saveAccept"_s)->click();
    QTRY_VERIFY(QFile::exists(path));
    opened.tab.setFilter({});
    opened.tab.openCapture(path);
    QTRY_COMPARE(opened.table()->matching(), 1u);
    QCOMPARE(opened.tab.capture().counts().received, 7u);
    QTRY_VERIFY(opened.label(u"captureFacts"_s).contains(u"seen by demo-1"_s)); // as it was
}

void TestTrafficTab::savingCanBeCancelled()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QAction *save = opened.action(u"saveCaptureAction"_s);
    save->trigger();
    auto *dialog = opened.tab.findChild<ui::SaveDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"savePath"_s)->setText(opened.folder.filePath(u"all.jsonl"_s));
    dialog->findChild<QAbstractButton *>(u"saveAccept"_s)->click();
    QCOMPARE(save->text(), u"Cancel &saving"_s);
    QVERIFY(!opened.action(u"saveMatchingAction"_s)->isEnabled());
    const auto *keep = opened.tab.findChild<QAbstractButton *>(u"keep"_s);
    QCOMPARE(keep->text(), u"&Saving 0 %"_s);
    save->trigger();
    QCOMPARE(save->text(), u"&Save the capture…"_s);
    QCOMPARE(keep->text(), u"&Save…"_s);
    QCOMPARE(opened.label(u"problemTitle"_s), u"Saving was cancelled"_s);
    const QDir folder(opened.folder.path());
    QTRY_COMPARE(folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList(u"monday.jsonl"_s));
}

void TestTrafficTab::aFileThatIsNoCaptureSaysSo()
{
    const Opened opened("{\"name\":\"package\"}\n");
    QTRY_VERIFY(opened.tab.findChild<QWidget *>(u"trafficBanner"_s)->isVisible());
    QVERIFY(opened.tab.isEmpty());
}

void TestTrafficTab::aCaptureThatIsCutOffSaysSo()
{
    const Opened opened(designedCapture().chopped(20));
    QTRY_VERIFY(opened.tab.findChild<QWidget *>(u"trafficBanner"_s)->isVisible());
    QCOMPARE(opened.tab.capture().counts().received, 23u);
}

void TestTrafficTab::clearingLeavesNothingBehind()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QVERIFY(opened.select("clock.all"));
    opened.action(u"clearAction"_s)->trigger();
    QTRY_COMPARE(opened.table()->matching(), 0u);
    QVERIFY(opened.tab.isEmpty());
    QVERIFY(!opened.tab.findChild<ui::FaninView *>()->isVisible());
    QVERIFY(!opened.action(u"sendAgainAction"_s)->isEnabled());
    QVERIFY(opened.tab.counters().contains(u"cleared 24"_s));
}

void TestTrafficTab::looksAsDesigned()
{
    Opened opened;
    QTRY_COMPARE(opened.table()->matching(), 10u);
    QVERIFY(opened.select("clock.all"));
    opened.filter(u"latency>2ms or unanswered"_s);
    QTRY_VERIFY(!opened.table()->isWorking() && opened.table()->matching() < 10u);
    QTRY_COMPARE(opened.tab.findChild<ui::ReplyTable *>()->model()->rowCount(), 6);
    QVERIFY(opened.tab.findChild<ui::SubjectTreeView *>()->model()->rowCount() > 0);
    QVERIFY(screenshots::saveInBothThemes(opened.tab, u"traffictab"_s));
    opened.filter({});
    opened.showMessages();
    QTRY_COMPARE(opened.table()->matching(), 24u);
    opened.tab.select(7);
    QVERIFY(screenshots::saveInBothThemes(opened.tab, u"traffictab-messages"_s));
}

QTEST_MAIN(TestTrafficTab)
#include "tst_traffictab.moc"
