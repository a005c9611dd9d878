// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/payloadview.h"

#include "ui/common/hexview.h"
#include "ui/common/theme.h"

#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

class TestPayloadView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void jsonOpensIndented();
    void emptyPayloadSaysSo();
    void modesAreChosenByClick();
    void tenMegabytesShowTheirBeginning();
    void hexScrollsToTheLastByte();
    void keepsTheMessageAlive();
    void copyTakesTheShownText();
};

void TestPayloadView::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Dark);
}

void TestPayloadView::jsonOpensIndented()
{
    ui::PayloadView view;
    view.resize(420, 240);
    view.setPayload(R"({"zone":"UTC","offset":-1.50,"dst":null})"_ba);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto *text = view.findChild<QPlainTextEdit *>(u"payloadText"_s);
    QVERIFY(text->isVisible());
    QVERIFY(text->toPlainText().contains(u"\n  \"zone\": \"UTC\",\n"_s));
    QVERIFY(view.grab().save(QStringLiteral(FANIN_SCREENSHOTS "/payloadview.png")));
}

void TestPayloadView::emptyPayloadSaysSo()
{
    ui::PayloadView view;
    view.show();
    QVERIFY(view.findChild<QLabel *>(u"payloadEmpty"_s)->isVisible());
}

void TestPayloadView::modesAreChosenByClick()
{
    ui::PayloadView view;
    view.setPayload("[1]"_ba);
    view.show();
    QTest::mouseClick(view.findChild<QToolButton *>(u"payloadMode1"_s), Qt::LeftButton);
    QCOMPARE(view.mode(), ui::PayloadView::Mode::Text);
    QCOMPARE(view.findChild<QPlainTextEdit *>(u"payloadText"_s)->toPlainText(), u"[1]"_s);
    QTest::mouseClick(view.findChild<QToolButton *>(u"payloadMode2"_s), Qt::LeftButton);
    QVERIFY(view.findChild<ui::HexView *>(u"payloadHex"_s)->isVisible());
}

void TestPayloadView::tenMegabytesShowTheirBeginning()
{
    ui::PayloadView view;
    view.show();
    view.setPayload(QByteArray(10 * 1024 * 1024, 'x'));
    const auto *notice = view.findChild<QLabel *>(u"payloadNotice"_s);
    QVERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(u"10"_s));
    QCOMPARE(view.findChild<QPlainTextEdit *>(u"payloadText"_s)->toPlainText().size(), 256 * 1024);
}

void TestPayloadView::hexScrollsToTheLastByte()
{
    ui::PayloadView view;
    view.resize(600, 300);
    view.setPayload(QByteArray(10 * 1024 * 1024, 'x'));
    view.setMode(ui::PayloadView::Mode::Hex);
    view.show();
    auto *hex = view.findChild<ui::HexView *>(u"payloadHex"_s);
    const int lines = 10 * 1024 * 1024 / 16;
    QVERIFY(hex->verticalScrollBar()->maximum() + hex->verticalScrollBar()->pageStep() >= lines);
    QTest::keyClick(hex, Qt::Key_End);
    QCOMPARE(hex->verticalScrollBar()->value(), hex->verticalScrollBar()->maximum());
    QVERIFY(view.grab().save(QStringLiteral(FANIN_SCREENSHOTS "/payloadview-hex.png")));
}

void TestPayloadView::keepsTheMessageAlive()
{
    ui::PayloadView view;
    {
        const auto message = nats::Message::fromParts("a", {}, {}, "hello");
        view.setPayload(message);
    }
    view.setMode(ui::PayloadView::Mode::Text);
    QCOMPARE(view.findChild<QPlainTextEdit *>(u"payloadText"_s)->toPlainText(), u"hello"_s);
}

void TestPayloadView::copyTakesTheShownText()
{
    ui::PayloadView view;
    view.setPayload("[1]"_ba);
    view.setMode(ui::PayloadView::Mode::Text);
    view.show();
    QTest::mouseClick(view.findChild<QToolButton *>(u"payloadCopy"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"[1]"_s);
}

QTEST_MAIN(TestPayloadView)
#include "tst_payloadview.moc"
