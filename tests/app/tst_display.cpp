// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/display.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestDisplay : public QObject
{
    Q_OBJECT

private slots:
    void aDisplayIsNeeded_data();
    void aDisplayIsNeeded();
};

void TestDisplay::aDisplayIsNeeded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("shows");

    QTest::newRow("nothing") << u"OTHER"_s << u"1"_s << false;
    QTest::newRow("X11") << u"DISPLAY"_s << u":0"_s << true;
    QTest::newRow("empty DISPLAY") << u"DISPLAY"_s << u""_s << false;
    QTest::newRow("Wayland") << u"WAYLAND_DISPLAY"_s << u"wayland-0"_s << true;
    QTest::newRow("offscreen") << u"QT_QPA_PLATFORM"_s << u"offscreen"_s << true;
}

void TestDisplay::aDisplayIsNeeded()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(bool, shows);
    QProcessEnvironment environment;
    environment.insert(name, value);
    QCOMPARE(app::displayProblem(environment).isEmpty(), shows);
}

QTEST_GUILESS_MAIN(TestDisplay)
#include "tst_display.moc"
