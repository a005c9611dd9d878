// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What is asked about watching: limits, consequences, options, and where to keep it.
#include "tests/support/screenshots.h"
#include "ui/traffic/limitfields.h"
#include "ui/traffic/savedialog.h"
#include "ui/traffic/watchform.h"
#include "ui/traffic/watchoptions.h"
#include "ui/traffic/watchwarning.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capture::WatchedSubject;
using capture::WatchLimits;

namespace {

QLineEdit *field(const QWidget &dialog, const QString &name)
{
    return dialog.findChild<QLineEdit *>(name);
}

QPushButton *button(const QWidget &dialog, const QString &name)
{
    return dialog.findChild<QPushButton *>(name);
}

void type(const QWidget &dialog, const QString &name, const QString &text)
{
    field(dialog, name)->selectAll();
    QTest::keyClick(field(dialog, name), Qt::Key_Delete);
    QTest::keyClicks(field(dialog, name), text);
}

QString visibleText(const QWidget &dialog, const QString &name)
{
    const auto *label = dialog.findChild<QLabel *>(name);
    return label->isVisible() ? label->text() : QString();
}

} // namespace

class TestWatchDialogs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::applyTheme(*qApp, ui::Scheme::Light); }
    void countsAreReadAsTyped_data();
    void countsAreReadAsTyped();
    void theWarningPresetsLimits();
    void theWarningKeepsLimitsThatAreSet();
    void aLimitThatCannotBeReadStartsNothing();
    void cancellingTheWarningStartsNothing();
    void enterPressedTooSoonStartsNothing();
    void optionsGiveBackWhatWasChanged();
    void optionsRefuseWhatCannotBe_data();
    void optionsRefuseWhatCannotBe();
    void withoutAConnectionOnlyTheMemoryIsAskedFor();
    void theFormIsRememberedButItsLimitsAreNot();
    void settingsThatMakeNoSenseAreNotTaken();
    void savingKeepsSecretsOutUnlessAsked();
    void savingSaysWhatItWouldReplace();
};

void TestWatchDialogs::countsAreReadAsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("count");
    QTest::newRow("digits") << u"200"_s << quint64(200);
    QTest::newRow("separated") << u"20,000"_s << quint64(20'000);
    QTest::newRow("thousands") << u" 20K "_s << quint64(20'000);
    QTest::newRow("millions") << u"3m"_s << quint64(3'000'000);
    QTest::newRow("the most") << u"1000000m"_s << quint64(1'000'000'000'000);
    QTest::newRow("more") << u"1000001m"_s << quint64(0);
    QTest::newRow("overflow") << u"18446744073709551615k"_s << quint64(0);
    QTest::newRow("none") << u"0"_s << quint64(0);
    QTest::newRow("negative") << u"-1"_s << quint64(0);
    QTest::newRow("fraction") << u"1.5k"_s << quint64(0);
    QTest::newRow("empty") << u""_s << quint64(0);
}

void TestWatchDialogs::countsAreReadAsTyped()
{
    QFETCH(QString, text);
    QFETCH(quint64, count);
    QCOMPARE(ui::parseQuantity(text).value_or(0), count);
}

void TestWatchDialogs::theWarningPresetsLimits()
{
    ui::WatchWarning warning(
        u">"_s,
        {u"Requests nobody serves are no longer told so: while somebody watches their subject the "
         "server's “no responders” is not sent, and who asks waits for its timeout."_s,
         u"All messages of the account come here, also over routes, gateways and leaf nodes that "
         "did not carry them before."_s},
        {});
    QSignalSpy agreed(&warning, &ui::WatchWarning::agreed);
    warning.setAttribute(Qt::WA_DeleteOnClose, false);
    warning.show();
    QVERIFY(screenshots::saveInBothThemes(warning, u"watchwarning"_s));
    QTest::mouseClick(button(warning, u"watchWarningAccept"_s), Qt::LeftButton);
    QCOMPARE(agreed.count(), 1);
    const auto limits = agreed.front().front().value<WatchLimits>();
    QCOMPARE(limits.time, std::optional<base::Span>(60s));
    QCOMPARE(limits.perSecond, std::optional<quint64>(ui::WatchWarning::kPerSecond));
    QVERIFY(!limits.messages);
}

void TestWatchDialogs::theWarningKeepsLimitsThatAreSet()
{
    WatchLimits set;
    set.time = 5min;
    set.messages = 1'000;
    ui::WatchWarning warning(u">"_s, {u"a"_s}, set);
    warning.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy agreed(&warning, &ui::WatchWarning::agreed);
    type(warning, u"limitRate"_s, QString());
    button(warning, u"watchWarningAccept"_s)->click();
    const auto limits = agreed.front().front().value<WatchLimits>();
    QCOMPARE(limits.time, std::optional<base::Span>(5min));
    QVERIFY(!limits.perSecond);
    QCOMPARE(limits.messages, std::optional<quint64>(1'000));
}

void TestWatchDialogs::aLimitThatCannotBeReadStartsNothing()
{
    ui::WatchWarning warning(u">"_s, {u"a"_s}, {});
    warning.setAttribute(Qt::WA_DeleteOnClose, false);
    warning.show();
    const QSignalSpy agreed(&warning, &ui::WatchWarning::agreed);
    type(warning, u"limitTime"_s, u"soon"_s);
    QVERIFY(!button(warning, u"watchWarningAccept"_s)->isEnabled());
    QVERIFY(visibleText(warning, u"watchWarningProblem"_s).contains(u"soon"));
    type(warning, u"limitTime"_s, u"0 s"_s);
    QVERIFY(!button(warning, u"watchWarningAccept"_s)->isEnabled());
    type(warning, u"limitTime"_s, u"1 m"_s);
    QVERIFY(button(warning, u"watchWarningAccept"_s)->isEnabled());
    QVERIFY(visibleText(warning, u"watchWarningProblem"_s).isEmpty());
    QCOMPARE(agreed.count(), 0);
}

void TestWatchDialogs::cancellingTheWarningStartsNothing()
{
    ui::WatchWarning warning(u">"_s, {u"a"_s}, {});
    warning.setAttribute(Qt::WA_DeleteOnClose, false);
    const QSignalSpy agreed(&warning, &ui::WatchWarning::agreed);
    warning.open();
    button(warning, u"watchWarningCancel"_s)->click();
    QCOMPARE(agreed.count(), 0);
    QVERIFY(!warning.isVisible());
}

void TestWatchDialogs::enterPressedTooSoonStartsNothing()
{
    ui::WatchWarning warning(u">"_s, {u"a"_s}, {});
    warning.setAttribute(Qt::WA_DeleteOnClose, false);
    const QSignalSpy agreed(&warning, &ui::WatchWarning::agreed);
    warning.open();
    QVERIFY(QTest::qWaitForWindowActive(&warning));
    QTest::keyClick(warning.focusWidget(), Qt::Key_Return);
    QVERIFY(!warning.isVisible());
    QCOMPARE(agreed.count(), 0);
    // Nor does a limit that was confirmed by Enter.
    warning.open();
    QLineEdit *time = warning.findChildren<QLineEdit *>().first();
    time->setFocus();
    QTest::keyClick(time, Qt::Key_Return);
    QCOMPARE(agreed.count(), 0);
}

void TestWatchDialogs::optionsGiveBackWhatWasChanged()
{
    ui::WatchForm form;
    form.chosen = {"orders.>"};
    ui::WatchOptions options(form, true);
    options.setAttribute(Qt::WA_DeleteOnClose, false);
    options.show();
    QVERIFY(screenshots::saveInBothThemes(options, u"watchoptions"_s));
    QSignalSpy chosen(&options, &ui::WatchOptions::chosen);
    type(options, u"watchMemory"_s, u"64"_s);
    type(options, u"watchWindow"_s, u"5 s"_s);
    type(options, u"watchQueue"_s, u"workers"_s);
    type(options, u"limitCount"_s, u"10k"_s);
    button(options, u"watchOptionsAccept"_s)->click();
    QCOMPARE(chosen.count(), 1);
    const auto used = chosen.front().front().value<ui::WatchForm>();
    QCOMPARE(used.memory, 64);
    QCOMPARE(used.memoryBytes(), 64LL * 1024 * 1024);
    QCOMPARE(used.window, base::Span(5s));
    QCOMPARE(used.queue, "workers"_ba);
    QCOMPARE(used.limits.messages, std::optional<quint64>(10'000));
    QVERIFY(used.chosen == form.chosen);
}

void TestWatchDialogs::optionsRefuseWhatCannotBe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fine");
    QTest::newRow("too little memory") << u"watchMemory"_s << u"63"_s << false;
    QTest::newRow("least memory") << u"watchMemory"_s << u"64"_s << true;
    QTest::newRow("most memory") << u"watchMemory"_s << u"65536"_s << true;
    QTest::newRow("too much memory") << u"watchMemory"_s << u"65537"_s << false;
    QTest::newRow("no window") << u"watchWindow"_s << QString() << false;
    QTest::newRow("short window") << u"watchWindow"_s << u"99 ms"_s << false;
    QTest::newRow("shortest window") << u"watchWindow"_s << u"100 ms"_s << true;
    QTest::newRow("longest window") << u"watchWindow"_s << u"60 m"_s << true;
    QTest::newRow("long window") << u"watchWindow"_s << u"61 m"_s << false;
    QTest::newRow("queue with a space") << u"watchQueue"_s << u"a b"_s << false;
    QTest::newRow("queue") << u"watchQueue"_s << u"a"_s << true;
    QTest::newRow("rate") << u"limitRate"_s << u"many"_s << false;
}

void TestWatchDialogs::optionsRefuseWhatCannotBe()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    ui::WatchOptions options({}, true);
    options.setAttribute(Qt::WA_DeleteOnClose, false);
    options.show();
    type(options, name, text);
    QTEST(button(options, u"watchOptionsAccept"_s)->isEnabled(), "fine");
    QCOMPARE(visibleText(options, u"watchOptionsProblem"_s).isEmpty(),
             button(options, u"watchOptionsAccept"_s)->isEnabled());
}

void TestWatchDialogs::withoutAConnectionOnlyTheMemoryIsAskedFor()
{
    ui::WatchOptions options({}, false);
    options.setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(field(options, u"watchMemory"_s));
    QVERIFY(!field(options, u"watchQueue"_s));
    QVERIFY(!field(options, u"limitTime"_s));
    QSignalSpy chosen(&options, &ui::WatchOptions::chosen);
    button(options, u"watchOptionsAccept"_s)->click();
    QCOMPARE(chosen.count(), 1);
}

void TestWatchDialogs::theFormIsRememberedButItsLimitsAreNot()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    const ui::WatchForm first = ui::savedWatchForm(settings);
    QVERIFY(first.chosen.empty());
    QVERIFY(first.pairing == std::vector<QByteArray>{"_INBOX.>"});
    ui::WatchForm form;
    form.setSubjects({{"orders.>", WatchedSubject::Purpose::Chosen, {}, {}, {}},
                      {"billing.*", WatchedSubject::Purpose::Chosen, {}, {}, {}}});
    form.queue = "workers";
    form.memory = 2 * ui::WatchForm::kLeastMemory;
    form.window = 5s;
    form.limits.time = 60s;
    ui::save(form, settings);
    const ui::WatchForm again = ui::savedWatchForm(settings);
    QVERIFY(again.chosen == form.chosen);
    QVERIFY(again.pairing.empty()); // taken away by the user
    QCOMPARE(again.queue, form.queue);
    QCOMPARE(again.memory, form.memory);
    QCOMPARE(again.window, base::Span(5s));
    QVERIFY(!again.limits.time);
}

void TestWatchDialogs::settingsThatMakeNoSenseAreNotTaken()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    settings.setValue(u"traffic/subjects"_s, QStringList({u"a..b"_s, u"fine"_s}));
    settings.setValue(u"traffic/queue"_s, u"a b"_s);
    settings.setValue(u"traffic/memoryMiB"_s, -1);
    settings.setValue(u"traffic/windowMs"_s, u"9223372036854775807"_s);
    const ui::WatchForm form = ui::savedWatchForm(settings);
    QVERIFY(form.chosen == std::vector<QByteArray>{"fine"});
    QVERIFY(form.queue.isEmpty());
    QCOMPARE(form.memory, ui::WatchForm::kLeastMemory);
    QCOMPARE(form.window, ui::WatchForm::kLongestWindow);
}

void TestWatchDialogs::savingKeepsSecretsOutUnlessAsked()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"traffic.jsonl"_s);
    for (const bool secrets : {false, true}) {
        ui::SaveDialog dialog(ui::SaveDialog::Purpose::Save, u"1,204 messages"_s, path);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        if (!secrets)
            QVERIFY(screenshots::saveInBothThemes(dialog, u"savecapture"_s));
        QSignalSpy chosen(&dialog, &ui::SaveDialog::chosen);
        dialog.findChild<QCheckBox *>(u"saveSecrets"_s)->setChecked(secrets);
        button(dialog, u"saveAccept"_s)->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().at(0).toString(), path);
        QCOMPARE(chosen.front().at(1).toBool(), !secrets);
    }
}

void TestWatchDialogs::savingSaysWhatItWouldReplace()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"there.jsonl"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    ui::SaveDialog dialog(ui::SaveDialog::Purpose::Record, {}, path);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QVERIFY(visibleText(dialog, u"saveProblem"_s).contains(u"will be replaced"));
    QVERIFY(screenshots::saveInBothThemes(dialog, u"recordcapture"_s));
    type(dialog, u"savePath"_s, folder.path());
    QVERIFY(!button(dialog, u"saveAccept"_s)->isEnabled());
    type(dialog, u"savePath"_s, folder.filePath(u"another.jsonl"_s));
    QVERIFY(button(dialog, u"saveAccept"_s)->isEnabled());
    QVERIFY(visibleText(dialog, u"saveProblem"_s).isEmpty());
    type(dialog, u"savePath"_s, QString());
    QVERIFY(!button(dialog, u"saveAccept"_s)->isEnabled());
}

QTEST_MAIN(TestWatchDialogs)
#include "tst_watchdialogs.moc"
