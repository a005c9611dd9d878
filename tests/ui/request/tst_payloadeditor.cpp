// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/payloadeditor.h"

#include "ui/common/theme.h"
#include "ui/request/fileloader.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace {

struct Editor
{
    Editor()
    {
        editor.resize(700, 200);
        editor.show();
        editor.toolBar()->show();
    }

    void choose(int format)
    {
        QTest::mouseClick(editor.findChild<QToolButton *>(u"payloadFormat%1"_s.arg(format)),
                          Qt::LeftButton);
    }
    [[nodiscard]] QString label(const QString &name) const
    {
        const auto *found = editor.findChild<QLabel *>(name);
        return found->isHidden() ? QString() : found->text();
    }

    ui::PayloadEditor editor;
    QPlainTextEdit *text = editor.findChild<QPlainTextEdit *>(u"payloadEdit"_s);
};

QString write(const QTemporaryDir &dir, qint64 size)
{
    QFile file(dir.filePath(u"payload"_s));
    if (file.open(QIODevice::WriteOnly))
        file.resize(size);
    return file.fileName();
}

} // namespace

class TestPayloadEditor : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void typingMakesBytes();
    void switchingViewsKeepsEveryByte();
    void noBreakSpacesStayWhatTheyAre();
    void bytesThatAreNoTextOpenAsHex();
    void textViewOfSuchBytesIsReadOnlyAndSaysWhy();
    void brokenHexStaysAsTypedAndIsAProblem();
    void brokenJsonIsNamedByLineAndColumnButNoProblem();
    void formatAndMinifyCanBeUndone();
    void sizeIsComparedWithTheServersLimit_data();
    void sizeIsComparedWithTheServersLimit();
    void anotherLimitDoesNotCheckTheJsonAgain();
    void largePayloadsArePreviewedAndSentWhole();
    void filesAreReadWhole();
    void unreadableFilesKeepThePayload();
    void filesPastTheLimitAreRefused();
};

void TestPayloadEditor::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestPayloadEditor::typingMakesBytes()
{
    Editor e;
    const QSignalSpy changed(&e.editor, &ui::PayloadEditor::changed);
    QTest::keyClicks(e.text, u"{\"a\":1}"_s);
    QCOMPARE(e.editor.bytes(), R"({"a":1})"_ba);
    QCOMPARE(changed.size(), 7);
    QVERIFY(e.label(u"payloadCheck"_s).contains(u"JSON"_s));
}

void TestPayloadEditor::switchingViewsKeepsEveryByte()
{
    Editor e;
    const QByteArray bytes = "{ \"zone\":\t\"\xc3\xbc\" }\n\n";
    e.editor.setBytes(bytes);
    for (int format : {1, 2, 3, 0, 2, 1, 0}) {
        e.choose(format);
        QCOMPARE(e.editor.bytes(), bytes);
    }
    e.choose(2);
    QVERIFY(e.text->toPlainText().startsWith(u"7b 20 22"_s));
}

void TestPayloadEditor::noBreakSpacesStayWhatTheyAre()
{
    Editor e;
    e.editor.setBytes("a\xc2\xa0z"_ba);
    e.text->moveCursor(QTextCursor::End);
    QTest::keyClicks(e.text, u"!"_s);
    QCOMPARE(e.editor.bytes(), "a\xc2\xa0z!"_ba);
}

void TestPayloadEditor::bytesThatAreNoTextOpenAsHex()
{
    Editor e;
    e.editor.setBytes("\xff"_ba);
    QCOMPARE(e.text->toPlainText(), u"ff"_s);
    e.editor.setBytes(QByteArray("\xff\0", 2));
    QCOMPARE(e.text->toPlainText(), u"ff 00"_s);
    e.text->moveCursor(QTextCursor::End);
    QTest::keyClicks(e.text, u" 41"_s);
    QCOMPARE(e.editor.bytes(), QByteArray("\xff\0A", 3));
}

void TestPayloadEditor::textViewOfSuchBytesIsReadOnlyAndSaysWhy()
{
    Editor e;
    e.editor.setBytes("a\r\nb"_ba);
    e.choose(1);
    QVERIFY(e.text->isReadOnly());
    QVERIFY(!e.label(u"payloadEditNotice"_s).isEmpty());
    QTest::keyClicks(e.text, u"x"_s);
    QCOMPARE(e.editor.bytes(), "a\r\nb"_ba);
    e.choose(2);
    QVERIFY(!e.text->isReadOnly());
    QVERIFY(e.label(u"payloadEditNotice"_s).isEmpty());
}

void TestPayloadEditor::brokenHexStaysAsTypedAndIsAProblem()
{
    Editor e;
    e.choose(2);
    QTest::keyClicks(e.text, u"41 4"_s);
    QVERIFY(!e.editor.problem().isEmpty());
    e.choose(1); // would lose what is typed
    QCOMPARE(e.text->toPlainText(), u"41 4"_s);
    QTest::keyClicks(e.text, u"g"_s);
    QVERIFY(e.editor.problem().contains(u"'g'"_s));
    QVERIFY(e.editor.problem().contains(u"5"_s));
    QTest::keyClick(e.text, Qt::Key_Backspace);
    QTest::keyClicks(e.text, u"2"_s);
    QVERIFY(e.editor.problem().isEmpty());
    QCOMPARE(e.editor.bytes(), "AB"_ba);
}

void TestPayloadEditor::brokenJsonIsNamedByLineAndColumnButNoProblem()
{
    Editor e;
    e.editor.setBytes("{\n  \"a\": x\n}"_ba);
    QVERIFY(e.label(u"payloadCheck"_s).contains(u"line 2"_s));
    QVERIFY(e.editor.problem().isEmpty());
    e.choose(1); // as text it is nobody's business
    QVERIFY(e.label(u"payloadCheck"_s).isEmpty());
}

void TestPayloadEditor::formatAndMinifyCanBeUndone()
{
    Editor e;
    e.editor.setBytes("[1,2]"_ba);
    QTest::mouseClick(e.editor.findChild<QToolButton *>(u"payloadIndent"_s), Qt::LeftButton);
    QCOMPARE(e.editor.bytes(), "[\n  1,\n  2\n]"_ba);
    QTest::mouseClick(e.editor.findChild<QToolButton *>(u"payloadMinify"_s), Qt::LeftButton);
    QCOMPARE(e.editor.bytes(), "[1,2]"_ba);
    e.text->undo();
    QCOMPARE(e.editor.bytes(), "[\n  1,\n  2\n]"_ba);
}

void TestPayloadEditor::sizeIsComparedWithTheServersLimit_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("warned");
    QTest::newRow("below") << 1023 << false;
    QTest::newRow("at") << 1024 << false;
    QTest::newRow("above") << 1025 << true;
}

void TestPayloadEditor::sizeIsComparedWithTheServersLimit()
{
    QFETCH(int, size);
    QFETCH(bool, warned);
    Editor e;
    e.editor.setMaxPayload(1024);
    e.editor.setBytes(QByteArray(size, 'x'));
    QCOMPARE(e.label(u"payloadCount"_s).contains(u"⚠"_s), warned);
}

void TestPayloadEditor::anotherLimitDoesNotCheckTheJsonAgain()
{
    Editor e;
    e.editor.setBytes("[1]"_ba);
    // Whoever checks again writes the result over this.
    e.editor.findChild<QLabel *>(u"payloadCheck"_s)->setText(u"untouched"_s);
    e.editor.setMaxPayload(2);
    QVERIFY(e.label(u"payloadCount"_s).contains(u"⚠"_s));
    QCOMPARE(e.label(u"payloadCheck"_s), u"untouched"_s);
}

void TestPayloadEditor::largePayloadsArePreviewedAndSentWhole()
{
    Editor e;
    QByteArray bytes(ui::PayloadEditor::kEditable, 'x');
    e.editor.setBytes(bytes);
    QVERIFY(!e.text->isReadOnly());
    bytes += 'y';
    e.editor.setBytes(bytes);
    QVERIFY(e.text->isReadOnly());
    QCOMPARE(e.text->toPlainText().size(), ui::PayloadEditor::kEditable);
    QCOMPARE(e.editor.bytes(), bytes);
    QVERIFY(!e.label(u"payloadEditNotice"_s).isEmpty());
}

void TestPayloadEditor::filesAreReadWhole()
{
    Editor e;
    const QTemporaryDir dir;
    e.editor.openFile(write(dir, 3 * 1024 * 1024 + 1));
    QVERIFY(e.editor.findChild<QToolButton *>(u"payloadCancel"_s)->isVisible());
    QTRY_COMPARE(e.editor.bytes().size(), 3 * 1024 * 1024 + 1);
    QVERIFY(!e.editor.findChild<QToolButton *>(u"payloadCancel"_s)->isVisible());
}

void TestPayloadEditor::unreadableFilesKeepThePayload()
{
    Editor e;
    e.editor.setBytes("mine"_ba);
    e.editor.openFile(u"/nonexistent/file"_s);
    QTRY_VERIFY(e.label(u"payloadEditNotice"_s).contains(u"/nonexistent/file"_s));
    QCOMPARE(e.editor.bytes(), "mine"_ba);
}

void TestPayloadEditor::filesPastTheLimitAreRefused()
{
    const QTemporaryDir dir;
    for (const qint64 over : {0, 1}) {
        // Holes cost nothing on disk.
        ui::FileLoader loader(write(dir, ui::FileLoader::kMaxSize + over));
        const QSignalSpy finished(&loader, &ui::FileLoader::finished);
        const QSignalSpy failed(&loader, &ui::FileLoader::failed);
        loader.start();
        QTRY_COMPARE(finished.size() + failed.size(), 1);
        QCOMPARE(failed.size(), qsizetype(over));
    }
}

QTEST_MAIN(TestPayloadEditor)
#include "tst_payloadeditor.moc"
