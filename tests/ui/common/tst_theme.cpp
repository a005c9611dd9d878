// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/theme.h"

#include <QtCore/QDirIterator>
#include <QtGui/QFontInfo>
#include <QtGui/QImageReader>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <cmath>

using namespace Qt::StringLiterals;
using ui::Scheme;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void paletteTellsItsTable();
    void textKeepsItsContrast_data();
    void textKeepsItsContrast();
    void embeddedFontsAreUsed();
    void everyIconRendersInTheTextColour();
    void styleSheetHasNoOpenPlaceholders();
    void looksChangeAWidgetsStyle();
    void aWrongFieldKeepsItsFont();
};

void TestTheme::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void TestTheme::paletteTellsItsTable()
{
    ui::applyTheme(*qApp, Scheme::Dark);
    QVERIFY(ui::isDark(qApp->palette()));
    QCOMPARE(ui::tokens(qApp->palette()).panel, QColor(0x15, 0x1a, 0x21));
    ui::applyTheme(*qApp, Scheme::Light);
    QVERIFY(!ui::isDark(qApp->palette()));
    QCOMPARE(ui::tokens(qApp->palette()).panel, QColor(0xff, 0xff, 0xff));
    // The desktop's own palette is what counts, not the one set before.
    ui::applyTheme(*qApp, Scheme::Dark);
    ui::applyTheme(*qApp, Scheme::System);
    QVERIFY(!ui::isDark(qApp->palette()));
}

void TestTheme::textKeepsItsContrast_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::textKeepsItsContrast()
{
    QFETCH(bool, dark);
    const ui::Tokens &t = ui::tokens(dark);
    for (const QColor &surface : {t.window, t.panel, t.raised, t.accentWash}) {
        QVERIFY(contrast(t.text, surface) >= 4.5);
        QVERIFY(contrast(t.secondary, surface) >= 4.5);
        QVERIFY(contrast(t.warningText, surface) >= 4.5);
        for (const QColor &mark : {t.ok, t.error, t.duplicate, t.accent, t.warning})
            QVERIFY2(contrast(mark, surface) >= 3.0, qPrintable(mark.name() + surface.name()));
    }
    QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
}

void TestTheme::embeddedFontsAreUsed()
{
    ui::applyTheme(*qApp, Scheme::Light);
    QCOMPARE(QFontInfo(ui::textFont()).family(), u"Inter"_s);
    QCOMPARE(QFontInfo(ui::strongFont()).weight(), int(QFont::DemiBold));
    QCOMPARE(QFontInfo(ui::monoFont()).family(), u"JetBrains Mono"_s);
    QVERIFY(QFontInfo(ui::monoFont()).fixedPitch());
}

void TestTheme::everyIconRendersInTheTextColour()
{
    QVERIFY2(QImageReader::supportedImageFormats().contains("svg"), "libqt6svg6 is missing");
    ui::applyTheme(*qApp, Scheme::Dark);
    const QColor text = ui::tokens(true).text;
    int seen = 0;
    QDirIterator files(u":/icons"_s, {u"*.svg"_s}, QDir::Files);
    while (files.hasNext()) {
        const QString name = QFileInfo(files.next()).baseName();
        if (name == "fanin"_L1) // the program's own sign has its own colours
            continue;
        const QImage image = ui::icon(name).pixmap(QSize(24, 24), 2.0).toImage();
        QCOMPARE(image.width(), 48);
        bool tinted = false;
        for (int y = 0; y < image.height() && !tinted; ++y) {
            for (int x = 0; x < image.width() && !tinted; ++x)
                tinted = image.pixelColor(x, y) == text;
        }
        QVERIFY2(tinted, qPrintable(name));
        ++seen;
    }
    QVERIFY(seen > 30);
}

void TestTheme::styleSheetHasNoOpenPlaceholders()
{
    ui::applyTheme(*qApp, Scheme::Light);
    QVERIFY(!qApp->styleSheet().contains(u'@'));
}

void TestTheme::looksChangeAWidgetsStyle()
{
    ui::applyTheme(*qApp, Scheme::Light);
    QPushButton button(u"Send"_s);
    button.resize(100, 34);
    const QColor plain = button.grab().toImage().pixelColor(50, 4);
    ui::setLook(&button, ui::Look::Primary);
    QCOMPARE(button.grab().toImage().pixelColor(50, 4), ui::tokens(false).accent);
    ui::setLook(&button, ui::Look::Plain);
    QCOMPARE(button.grab().toImage().pixelColor(50, 4), plain);
    QCOMPARE(button.sizeHint().height(), ui::kControlHeight);
}

void TestTheme::aWrongFieldKeepsItsFont()
{
    ui::applyTheme(*qApp, Scheme::Light);
    for (const ui::Look look : {ui::Look::Plain, ui::Look::Mono}) {
        QLineEdit field;
        ui::setLook(&field, look);
        field.ensurePolished();
        const QString family = field.font().family();
        QCOMPARE(family, look == ui::Look::Mono ? u"JetBrains Mono"_s : u"Inter"_s);
        ui::setLook(&field, ui::Look::Invalid);
        QCOMPARE(field.font().family(), family);
        ui::setLook(&field, look);
        QCOMPARE(field.font().family(), family);
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
