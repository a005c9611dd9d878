// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <QtTest/QTest>

class TestOptions : public QObject
{
    Q_OBJECT

private slots:
    void sortsArguments_data();
    void sortsArguments();
    void refuses_data();
    void refuses();
    void helpNamesEveryOption();
};

namespace {

const std::vector<app::Option> kKnown{
    {"json", nullptr, "object"},
    {"timeout", "TIME", "wait"},
    {"header", "'K: V'", "header", 'H', true},
    {"server", "URL[,URL…]", "where"},
};

// "header=a|header=b json : x y" for what was found.
QByteArray print(const app::Options &options)
{
    QByteArrayList found;
    for (const QByteArray &value : options.values("header"))
        found += "header=" + value;
    if (const auto value = options.value("timeout"))
        found += "timeout=" + *value;
    if (options.has("json"))
        found += "json";
    return found.join('|') + " : " + options.positionals().join('|');
}

} // namespace

void TestOptions::sortsArguments_data()
{
    QTest::addColumn<QList<QByteArray>>("arguments");
    QTest::addColumn<QByteArray>("expected");

    using List = QList<QByteArray>;
    QTest::newRow("none") << List{} << QByteArray(" : ");
    QTest::newRow("separate value") << List{"--timeout", "2s"} << QByteArray("timeout=2s : ");
    QTest::newRow("joined value") << List{"--timeout=2s"} << QByteArray("timeout=2s : ");
    QTest::newRow("empty value") << List{"--timeout="} << QByteArray("timeout= : ");
    QTest::newRow("value with equals") << List{"--timeout=a=b"} << QByteArray("timeout=a=b : ");
    QTest::newRow("letter") << List{"-H", "a: b"} << QByteArray("header=a: b : ");
    QTest::newRow("letter joined") << List{"-Ha: b"} << QByteArray("header=a: b : ");
    QTest::newRow("repeated in order")
        << List{"-H", "b", "--header", "a"} << QByteArray("header=b|header=a : ");
    QTest::newRow("switch between positionals")
        << List{"x", "--json", "y"} << QByteArray("json : x|y");
    QTest::newRow("a dash is a positional") << List{"x", "-"} << QByteArray(" : x|-");
    QTest::newRow("an empty positional") << List{"x", ""} << QByteArray(" : x|");
    QTest::newRow("after two dashes") << List{"--", "--json", "-H"} << QByteArray(" : --json|-H");
    QTest::newRow("a value that looks like an option")
        << List{"--timeout", "--json"} << QByteArray("timeout=--json : ");
    QTest::newRow("bytes that are not UTF-8") << List{"\xff\xfe"} << QByteArray(" : \xff\xfe");
}

void TestOptions::sortsArguments()
{
    QFETCH(QList<QByteArray>, arguments);
    QFETCH(QByteArray, expected);
    const auto options = app::Options::parse(arguments, kKnown);
    QVERIFY2(options.ok(), options ? "" : qPrintable(options.error().text));
    QCOMPARE(print(*options), expected);
}

void TestOptions::refuses_data()
{
    QTest::addColumn<QList<QByteArray>>("arguments");
    QTest::addColumn<QString>("names");

    using List = QList<QByteArray>;
    QTest::newRow("unknown") << List{"--nope"} << QStringLiteral("--nope");
    QTest::newRow("unknown letter") << List{"-x"} << QStringLiteral("-x");
    QTest::newRow("a prefix is not enough") << List{"--time", "2s"} << QStringLiteral("--time");
    QTest::newRow("missing value") << List{"--timeout"} << QStringLiteral("--timeout");
    QTest::newRow("missing value of a letter") << List{"-H"} << QStringLiteral("--header");
    QTest::newRow("value of a switch") << List{"--json=1"} << QStringLiteral("--json");
    QTest::newRow("given twice") << List{"--timeout=1", "--timeout=2"}
                                 << QStringLiteral("--timeout");
}

void TestOptions::refuses()
{
    QFETCH(QList<QByteArray>, arguments);
    QFETCH(QString, names);
    const auto options = app::Options::parse(arguments, kKnown);
    QVERIFY(!options.ok());
    QVERIFY2(options.error().text.contains(names), qPrintable(options.error().text));
}

void TestOptions::helpNamesEveryOption()
{
    const QString help = app::Options::help(kKnown);
    QCOMPARE(help.count(QLatin1Char('\n')), 4);
    QVERIFY(help.contains(QStringLiteral("-H, --header 'K: V'")));
    QVERIFY2(help.contains(QStringLiteral("--server URL[,URL…] ")), qPrintable(help));
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
