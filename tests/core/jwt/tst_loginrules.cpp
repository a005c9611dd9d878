// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/loginrules.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class LoginRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void addresses_data();
    void addresses();
    void timesOfDay_data();
    void timesOfDay();
    void connectionTypesAreKnownInAnyCase();
    void versions_data();
    void versions();
};

namespace {

// "yes", "no" or "?".
QString word(const jwt::Verdict &verdict)
{
    return !verdict ? u"?"_s : *verdict ? u"yes"_s : u"no"_s;
}

} // namespace

void LoginRulesTest::addresses_data()
{
    QTest::addColumn<QList<QByteArray>>("src");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QString>("verdict");
    using List = QList<QByteArray>;
    QTest::newRow("no list") << List{} << QByteArray() << u"yes"_s;
    QTest::newRow("not known") << List{"10.0.0.0/8"} << QByteArray() << u"?"_s;
    QTest::newRow("inside") << List{"192.0.2.0/24", "10.0.0.0/8"} << QByteArray("10.1.2.3")
                            << u"yes"_s;
    QTest::newRow("outside") << List{"10.0.0.0/8"} << QByteArray("11.0.0.1") << u"no"_s;
    QTest::newRow("IPv6") << List{"::1/128"} << QByteArray("::1") << u"yes"_s;
    QTest::newRow("IPv4 in IPv6") << List{"10.0.0.0/8"} << QByteArray("::ffff:10.0.0.1")
                                  << u"yes"_s;
    QTest::newRow("a broken list")
        << List{"10.0.0.0", "11.0.0.0/8"} << QByteArray("11.0.0.1") << u"no"_s;
    QTest::newRow("not an address") << List{"10.0.0.0/8"} << QByteArray("localhost") << u"no"_s;
}

void LoginRulesTest::addresses()
{
    QFETCH(const QList<QByteArray>, src);
    QFETCH(const QByteArray, client);
    QTEST(word(jwt::sourceAllowed(src, client)), "verdict");
}

void LoginRulesTest::timesOfDay_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *name, const char *start, const char *end, const char *zone,
                        const QString &verdict) {
        QTest::newRow(name) << QByteArray(start) << QByteArray(end) << QByteArray(zone) << verdict;
    };
    // It is 14:13:20 UTC.
    row("inside", "14:00:00", "15:00:00", "UTC", u"yes"_s);
    row("before", "15:00:00", "16:00:00", "UTC", u"no"_s);
    row("after", "13:00:00", "14:00:00", "UTC", u"no"_s);
    row("the ends do not count", "14:13:20", "15:00:00", "UTC", u"no"_s);
    row("over midnight, before it", "14:00:00", "01:00:00", "UTC", u"yes"_s);
    row("over midnight, after it", "23:00:00", "15:00:00", "UTC", u"no"_s);
    row("another zone", "10:00:00", "11:00:00", "America/New_York", u"yes"_s);
    row("the server's zone", "14:00:00", "15:00:00", "", u"?"_s);
    row("no such zone", "14:00:00", "15:00:00", "Mars/Olympus", u"no"_s);
}

void LoginRulesTest::timesOfDay()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, end);
    QFETCH(const QByteArray, zone);
    QTEST(word(jwt::timeAllowed({{start, end}}, zone, 1'790'000'000)), "verdict");
    QCOMPARE(word(jwt::timeAllowed({}, zone, 1'790'000'000)), u"yes"_s);
}

void LoginRulesTest::connectionTypesAreKnownInAnyCase()
{
    const auto types = jwt::connectionTypes({"standard", "MQTT", "CARRIER_PIGEON"});
    QCOMPARE(types.known, (QList<QByteArray>{"STANDARD", "MQTT"}));
    QCOMPARE(types.unknown, (QList<QByteArray>{"CARRIER_PIGEON"}));
}

void LoginRulesTest::versions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("minor");
    QTest::newRow("release") << u"2.9.10"_s << 9;
    QTest::newRow("with v") << u"v2.12.1"_s << 12;
    QTest::newRow("preview") << u"2.11.0-RC.1"_s << 11;
    QTest::newRow("two parts") << u"2.9"_s << -1;
    QTest::newRow("four parts") << u"2.9.1.0"_s << -1;
    QTest::newRow("nothing") << QString() << -1;
    QTest::newRow("a long number") << u"2.9999999999.1"_s << -1;
}

void LoginRulesTest::versions()
{
    QFETCH(const QString, text);
    const auto version = jwt::versionOf(text);
    QTEST(version ? (*version)[1] : -1, "minor");
}

QTEST_GUILESS_MAIN(LoginRulesTest)

#include "tst_loginrules.moc"
