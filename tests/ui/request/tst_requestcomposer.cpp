// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/requestcomposer.h"

#include "ui/common/theme.h"
#include "ui/request/chip.h"
#include "ui/request/rulepopup.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

nats::RequestSpec fullSpec()
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = "demo.time";
    spec.payload = R"({ "zone": "UTC" })";
    spec.headers = {{"B", "1"}, {"A", "2"}, {"B", "3"}};
    spec.inboxStyle = nats::InboxStyle::Mux;
    spec.customReply = "my.inbox";
    spec.rules.total = 1500ms;
    spec.rules.quiet = 300ms;
    spec.rules.maxReplies = 7;
    spec.rules.sentinel = nats::HeaderSentinel{"Last", "1"};
    spec.rules.lateWindow = 500ms;
    spec.rules.replyCap = 1234;
    spec.rules.byteCap = 5'000'001;
    spec.unsubscribeUpFront = true;
    spec.keepWaiting = true;
    return spec;
}

fanin::Reading fullReading()
{
    fanin::Reading reading;
    reading.lanes = fanin::ByHeader{"Clock-Id"};
    reading.ignoredPaths = {"/time", "/id"};
    reading.success = {.minReplies = 5, .allEqual = true, .noServiceError = true};
    return reading;
}

struct Composer
{
    Composer()
    {
        composer.resize(1032, 270);
        composer.show();
        QVERIFY(QTest::qWaitForWindowActive(&composer));
    }

    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return composer.findChild<T *>(name);
    }
    // Opens a chip's popup by keyboard, types over its text and presses a key.
    void answer(const QString &chip, const QString &text, Qt::Key key)
    {
        auto *button = find<ui::Chip>(chip);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return);
        auto *popup = button->findChild<ui::RulePopup *>();
        QVERIFY(popup);
        auto *field = popup->findChild<QLineEdit *>(u"ruleText"_s);
        field->clear();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, key);
    }

    ui::RequestComposer composer;
};

} // namespace

class TestRequestComposer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void specsComeBackAsTheyWereGiven();
    void requestAndPublishDropRulesTheyHaveNoUseFor();
    void controlEnterSendsFromEveryField();
    void escapeStopsOnlyARunningRequest();
    void badSubjectsAreNamedAsTyped();
    void enterAppliesAChipAndEscapeDoesNot();
    void invalidRulesStayInTheirPopup();
    void successChipsToggleByKeyboard();
    void badHeadersKeepTheRequestFromBeingSent();
    void picture();
};

void TestRequestComposer::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Dark);
}

void TestRequestComposer::specsComeBackAsTheyWereGiven()
{
    ui::RequestComposer composer;
    composer.setSpec(fullSpec(), fullReading());
    QVERIFY(composer.spec() == fullSpec());
    QVERIFY(composer.reading() == fullReading());
    composer.setSpec({}, {});
    QVERIFY(composer.spec() == nats::RequestSpec());
    QVERIFY(composer.reading() == fanin::Reading());
}

void TestRequestComposer::requestAndPublishDropRulesTheyHaveNoUseFor()
{
    Composer c;
    c.composer.setSpec(fullSpec(), fullReading());
    c.find<QComboBox>(u"verb"_s)->setCurrentIndex(0);
    const auto request = c.composer.spec();
    QCOMPARE(request.verb, nats::Verb::Request);
    QVERIFY(request.rules.total == 1500ms);
    QVERIFY(request.rules.quiet == 0ns);
    QCOMPARE(request.rules.maxReplies, quint64(0));
    QCOMPARE(c.composer.reading().success.minReplies, quint64(1));
    QVERIFY(!c.find<ui::Chip>(u"chipQuiet"_s)->isVisible());
    c.find<QComboBox>(u"verb"_s)->setCurrentIndex(2);
    QVERIFY(!c.find<ui::Chip>(u"chipTotal"_s)->isVisible());
    QCOMPARE(c.composer.reading().success.minReplies, quint64(0));
    // Going back finds the rules as they were.
    c.find<QComboBox>(u"verb"_s)->setCurrentIndex(1);
    QVERIFY(c.composer.spec() == fullSpec());
}

void TestRequestComposer::controlEnterSendsFromEveryField()
{
    Composer c;
    c.composer.setSpec(fullSpec(), fullReading());
    const QSignalSpy sent(&c.composer, &ui::RequestComposer::sendRequested);
    int expected = 0;
    for (const auto &name : {u"subject"_s, u"payloadEdit"_s, u"verb"_s, u"chipTotal"_s}) {
        auto *field = c.find<QWidget>(name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(sent.size(), ++expected);
    }
    QCOMPARE(c.composer.spec().payload, fullSpec().payload);
}

void TestRequestComposer::escapeStopsOnlyARunningRequest()
{
    Composer c;
    const QSignalSpy stopped(&c.composer, &ui::RequestComposer::stopRequested);
    auto *subject = c.find<QWidget>(u"subject"_s);
    subject->setFocus();
    QTest::keyClick(subject, Qt::Key_Escape);
    QCOMPARE(stopped.size(), 0);
    QVERIFY(!c.find<QPushButton>(u"stop"_s)->isEnabled());
    c.composer.setRunning(true);
    QTest::keyClick(subject, Qt::Key_Escape);
    QCOMPARE(stopped.size(), 1);
    QTest::mouseClick(c.find<QPushButton>(u"stop"_s), Qt::LeftButton);
    QCOMPARE(stopped.size(), 2);
}

void TestRequestComposer::badSubjectsAreNamedAsTyped()
{
    Composer c;
    auto *subject = c.find<QLineEdit>(u"subject"_s);
    QTest::keyClicks(subject, u"orders."_s);
    QVERIFY(!c.composer.problem().isEmpty());
    QVERIFY(!subject->accessibleDescription().isEmpty());
    QTest::keyClicks(subject, u"new"_s);
    QVERIFY(c.composer.problem().isEmpty());
    QTest::keyClicks(subject, u".*"_s);
    QVERIFY(!c.composer.problem().isEmpty());
}

void TestRequestComposer::enterAppliesAChipAndEscapeDoesNot()
{
    Composer c;
    c.composer.setSpec(fullSpec(), fullReading());
    c.answer(u"chipTotal"_s, u"3 s"_s, Qt::Key_Return);
    QVERIFY(c.composer.spec().rules.total == 3s);
    c.answer(u"chipTotal"_s, u"9 s"_s, Qt::Key_Escape);
    QVERIFY(c.composer.spec().rules.total == 3s);
    const QSignalSpy reading(&c.composer, &ui::RequestComposer::readingChanged);
    c.answer(u"chipMinimum"_s, u"8"_s, Qt::Key_Return);
    QCOMPARE(c.composer.reading().success.minReplies, quint64(8));
    c.answer(u"chipIgnored"_s, u"/a, /b"_s, Qt::Key_Return);
    QCOMPARE(c.composer.reading().ignoredPaths, (QList<QByteArray>{"/a", "/b"}));
    c.answer(u"chipLanes"_s, u"Server"_s, Qt::Key_Return);
    QVERIFY(c.composer.reading().lanes == fanin::LaneRule(fanin::ByHeader{"Server"}));
    QCOMPARE(reading.size(), 3);
}

void TestRequestComposer::invalidRulesStayInTheirPopup()
{
    Composer c;
    c.composer.setSpec(fullSpec(), fullReading());
    c.answer(u"chipTotal"_s, u"soon"_s, Qt::Key_Return);
    auto *popup = c.find<ui::Chip>(u"chipTotal"_s)->findChild<ui::RulePopup *>();
    QVERIFY(popup && popup->isVisible());
    QVERIFY(popup->findChild<QLabel *>(u"ruleError"_s)->isVisible());
    QVERIFY(popup->grab().save(QStringLiteral(FANIN_SCREENSHOTS "/rulepopup.png")));
    QVERIFY(c.composer.spec().rules.total == 1500ms);
    popup->close();
}

void TestRequestComposer::successChipsToggleByKeyboard()
{
    Composer c;
    c.composer.setSpec(fullSpec(), fullReading());
    auto *chip = c.find<ui::Chip>(u"chipAllEqual"_s);
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Space);
    QVERIFY(!c.composer.reading().success.allEqual);
    QTest::keyClick(chip, Qt::Key_Space);
    QVERIFY(c.composer.reading().success.allEqual);
}

void TestRequestComposer::badHeadersKeepTheRequestFromBeingSent()
{
    Composer c;
    auto spec = fullSpec();
    spec.headers.push_back({"bad name", "x"});
    c.composer.setSpec(spec, {});
    QVERIFY(!c.composer.problem().isEmpty());
    QVERIFY(c.find<QTabBar>(u"composerTabs"_s)->tabText(1).contains(u"⚠"_s));
    c.composer.showProblem();
    QCOMPARE(c.find<QTabBar>(u"composerTabs"_s)->currentIndex(), 1);
    QTRY_VERIFY(QApplication::focusWidget());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"headerName"_s);
}

void TestRequestComposer::picture()
{
    for (const auto scheme : {ui::Scheme::Light, ui::Scheme::Dark}) {
        ui::applyTheme(*qApp, scheme);
        Composer c;
        c.composer.setSpec(fullSpec(), fullReading());
        const auto *name
            = scheme == ui::Scheme::Dark ? "/composer-dark.png" : "/composer-light.png";
        QVERIFY(
            c.composer.grab().save(QStringLiteral(FANIN_SCREENSHOTS) + QLatin1StringView(name)));
    }
}

QTEST_MAIN(TestRequestComposer)
#include "tst_requestcomposer.moc"
