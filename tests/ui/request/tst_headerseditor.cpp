// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/headerseditor.h"

#include "ui/common/theme.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using Lines = std::vector<nats::HeaderLine>;

namespace {

template<typename T>
T *at(const QWidget &parent, const QString &name, qsizetype index)
{
    // Rows are found by their place on the screen: moving a row does not make it another child.
    QList<T *> found;
    for (T *widget : parent.findChildren<T *>(name)) {
        if (!widget->parentWidget()->isHidden())
            found += widget;
    }
    std::ranges::sort(found, [&parent](const T *a, const T *b) {
        return a->mapTo(&parent, QPoint()).y() < b->mapTo(&parent, QPoint()).y();
    });
    return found.at(index);
}

} // namespace

class TestHeadersEditor : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void orderAndDuplicatesAreKept();
    void addedRowsTakeTheFocusAndBlankOnesAreNotSent();
    void badNamesAreRefusedAsTyped();
    void rowsMoveAndGo();
};

void TestHeadersEditor::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestHeadersEditor::orderAndDuplicatesAreKept()
{
    ui::HeadersEditor editor;
    const Lines lines{{"B", "1"}, {"a", "2"}, {"B", "3"}, {"raw", "\xff"}};
    editor.setHeaders(lines);
    QVERIFY(editor.headers() == lines);
    QVERIFY(editor.problem().isEmpty());
    editor.setHeaders({});
    QVERIFY(editor.headers().empty());
}

void TestHeadersEditor::addedRowsTakeTheFocusAndBlankOnesAreNotSent()
{
    ui::HeadersEditor editor;
    editor.show();
    QVERIFY(QTest::qWaitForWindowActive(&editor));
    QTest::mouseClick(editor.findChild<QPushButton *>(u"headerAdd"_s), Qt::LeftButton);
    QVERIFY(editor.headers().empty());
    QVERIFY(editor.problem().isEmpty());
    QTRY_VERIFY(QApplication::focusWidget());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"headerName"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"Clock-Id"_s);
    QTest::keyClicks(at<QLineEdit>(editor, u"headerValue"_s, 0), u"7"_s);
    QVERIFY(editor.headers() == (Lines{{"Clock-Id", "7"}}));
}

void TestHeadersEditor::badNamesAreRefusedAsTyped()
{
    ui::HeadersEditor editor;
    editor.setHeaders({{"Good", "1"}, {"", "2"}});
    editor.show();
    auto *error = at<QLabel>(editor, u"headerError"_s, 1);
    QVERIFY(error->isVisible()); // a value without a name
    auto *name = at<QLineEdit>(editor, u"headerName"_s, 1);
    QTest::keyClicks(name, u"Bad"_s);
    QVERIFY(editor.problem().isEmpty());
    QVERIFY(!error->isVisible());
    QTest::keyClicks(name, u":"_s);
    QVERIFY(!editor.problem().isEmpty());
    QVERIFY(error->isVisible());
    QTest::keyClick(name, Qt::Key_Backspace);
    QTest::keyClicks(name, u" er"_s);
    QVERIFY(!editor.problem().isEmpty());
}

void TestHeadersEditor::rowsMoveAndGo()
{
    ui::HeadersEditor editor;
    editor.resize(500, 300);
    editor.setHeaders({{"A", "1"}, {"B", "2"}, {"C", "3"}});
    editor.show();
    QVERIFY(QTest::qWaitForWindowExposed(&editor));
    QVERIFY(!at<QToolButton>(editor, u"headerUp"_s, 0)->isEnabled());
    QVERIFY(!at<QToolButton>(editor, u"headerDown"_s, 2)->isEnabled());
    const QSignalSpy changed(&editor, &ui::HeadersEditor::changed);
    QTest::mouseClick(at<QToolButton>(editor, u"headerUp"_s, 2), Qt::LeftButton);
    QVERIFY(editor.headers() == (Lines{{"A", "1"}, {"C", "3"}, {"B", "2"}}));
    QTRY_COMPARE(at<QLineEdit>(editor, u"headerName"_s, 1)->text(), u"C"_s);
    QTest::mouseClick(at<QToolButton>(editor, u"headerRemove"_s, 0), Qt::LeftButton);
    QVERIFY(editor.headers() == (Lines{{"C", "3"}, {"B", "2"}}));
    QCOMPARE(changed.size(), 2);
    QVERIFY(editor.grab().save(QStringLiteral(FANIN_SCREENSHOTS "/headers.png")));
}

QTEST_MAIN(TestHeadersEditor)
#include "tst_headerseditor.moc"
