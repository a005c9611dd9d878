// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/options.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace accountserver;
using namespace std::chrono_literals;

class TestOptions : public QObject
{
    Q_OBJECT

private slots:
    void whatCanBeMeantIsTaken_data();
    void whatCanBeMeantIsTaken();
    void aPrimarysPasswordIsNotRepeated_data();
    void aPrimarysPasswordIsNotRepeated();
    void whatCannotBeMeantIsNamed_data();
    void whatCannotBeMeantIsNamed();
};

namespace {

Options directory()
{
    Options options;
    options.path = u"tokens"_s;
    return options;
}

template<typename Change>
Options changed(Change change)
{
    Options options = directory();
    change(options);
    return options;
}

} // namespace

void TestOptions::whatCanBeMeantIsTaken_data()
{
    QTest::addColumn<Options>("options");
    const auto row = [](const char *name, auto change) {
        QTest::newRow(name) << changed(change);
    };
    row("a directory", [](Options &) {});
    row("sharded", [](Options &o) { o.sharded = true; });
    row("read-only", [](Options &o) { o.readOnly = true; });
    row("nsc", [](Options &o) { o.store = StoreKind::Nsc; });
    row("nsc, read-only as it is", [](Options &o) {
        o.store = StoreKind::Nsc;
        o.readOnly = true;
    });
    row("memory", [](Options &o) {
        o.store = StoreKind::Memory;
        o.path.clear();
    });
    row("a replica", [](Options &o) { o.primary = u"http://127.0.0.1:9090"_s; });
    row("a replica in memory", [](Options &o) {
        o.store = StoreKind::Memory;
        o.primary = u"https://primary/jwt/v1/accounts/"_s;
    });
    row("all of the pack", [](Options &o) { o.maxPack = -1; });
    row("TLS", [](Options &o) {
        o.tlsCertificate = u"cert.pem"_s;
        o.tlsKey = u"key.pem"_s;
    });
    row("the shortest time limit", [](Options &o) { o.replicationTimeout = Options::kMinTimeout; });
    row("the longest time limit", [](Options &o) { o.idleTimeout = Options::kMaxTimeout; });
}

void TestOptions::whatCanBeMeantIsTaken()
{
    QFETCH(const Options, options);
    const auto problem = problemOf(options);
    QVERIFY2(!problem, problem ? qPrintable(problem->text) : "");
}

void TestOptions::whatCannotBeMeantIsNamed_data()
{
    QTest::addColumn<Options>("options");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, auto change, const QString &word) {
        QTest::newRow(name) << changed(change) << word;
    };
    row(
        "no directory", [](Options &o) { o.path.clear(); }, u"directory"_s);
    row(
        "no nsc folder",
        [](Options &o) {
            o.store = StoreKind::Nsc;
            o.path.clear();
        },
        u"operator"_s);
    row(
        "sharded nsc",
        [](Options &o) {
            o.store = StoreKind::Nsc;
            o.sharded = true;
        },
        u"sharded"_s);
    row(
        "memory that stays empty",
        [](Options &o) {
            o.store = StoreKind::Memory;
            o.readOnly = true;
        },
        u"empty"_s);
    row(
        "replica of nsc",
        [](Options &o) {
            o.store = StoreKind::Nsc;
            o.primary = u"http://127.0.0.1:9090"_s;
        },
        u"nsc"_s);
    row(
        "read-only replica",
        [](Options &o) {
            o.readOnly = true;
            o.primary = u"http://127.0.0.1:9090"_s;
        },
        u"read-only"_s);
    row(
        "primary of NATS", [](Options &o) { o.primary = u"nats://127.0.0.1:4222"_s; },
        u"primary"_s);
    row(
        "primary with another path", [](Options &o) { o.primary = u"http://h:1/tokens?key="_s; },
        u"http://host:9090"_s);
    row(
        "no address", [](Options &o) { o.host.clear(); }, u"0.0.0.0"_s);
    row(
        "a certificate alone", [](Options &o) { o.tlsCertificate = u"cert.pem"_s; }, u"key"_s);
    row(
        "a key alone", [](Options &o) { o.tlsKey = u"key.pem"_s; }, u"certificate"_s);
    row(
        "no time for a request", [](Options &o) { o.readTimeout = 0ms; }, u"0 ms"_s);
    row(
        "too long a time", [](Options &o) { o.writeTimeout = Options::kMaxTimeout + 1ms; },
        u"3600001 ms"_s);
}

void TestOptions::aPrimarysPasswordIsNotRepeated_data()
{
    QTest::addColumn<QString>("primary");
    QTest::newRow("name and password") << u"http://alice:hush@primary:9090"_s;
    QTest::newRow("password only") << u"https://:hush@primary"_s;
    QTest::newRow("a token as the name") << u"https://hush@primary/jwt/v1"_s;
    QTest::newRow("spaces around") << u" http://alice:hush@primary "_s;
    QTest::newRow("no URL any more") << u"http://alice:hu/hush@primary"_s;
}

void TestOptions::aPrimarysPasswordIsNotRepeated()
{
    QFETCH(const QString, primary);
    const auto problem = problemOf(changed([&primary](Options &o) { o.primary = primary; }));
    QVERIFY(problem);
    QVERIFY2(!problem->text.contains("hush"_L1), qPrintable(problem->text));
    QVERIFY2(!problem->text.contains("alice"_L1), qPrintable(problem->text));
}

void TestOptions::whatCannotBeMeantIsNamed()
{
    QFETCH(const Options, options);
    QFETCH(const QString, word);
    const auto problem = problemOf(options);
    QVERIFY(problem);
    QCOMPARE(problem->kind, base::ErrorKind::InvalidInput);
    QVERIFY2(problem->text.contains(word), qPrintable(problem->text));
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
