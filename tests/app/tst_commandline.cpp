// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void nothingOpensTheWindow();
    void windowOptionsAreRead();
    void theEnvironmentNamesTheWindowsConnection();
    void aBadEnvironmentIsNamedAndSparesTheDemo();
    void theInboxPrefixIsRead();
    void requestTakesSubjectAndPayload();
    void gatherTakesEveryRule();
    void aRequestHasNoLateWindowUnlessAsked();
    void payloadComesFromOnePlace_data();
    void payloadComesFromOnePlace();
    void payloadBytesAreKept();
    void logsInAs_data();
    void logsInAs();
    void environmentGivesServerTimeAndCa();
    void theDemoReadsItsClocks();
    void checkTakesAConnectionOnly();
    void watchTakesSubjectsAndRules();
    void watchingEverythingAsksFirst();
    void inboxesAreWatchedForPairs_data();
    void inboxesAreWatchedForPairs();
    void wrongWatchesSayWhat_data();
    void wrongWatchesSayWhat();
    void openTakesAFile();
    void usageErrorsSayWhat_data();
    void usageErrorsSayWhat();
    void helpAndVersionArePrinted_data();
    void helpAndVersionArePrinted();
};

namespace {

using List = QList<QByteArray>;

app::CommandLine parse(const List &arguments, const QStringList &variables = {})
{
    QProcessEnvironment environment;
    environment.insert(u"XDG_CONFIG_HOME"_s, u"/nonexistent"_s); // nobody's contexts
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return app::parseCommandLine(arguments, environment);
}

QString errorOf(const app::CommandLine &command)
{
    const auto *error = std::get_if<base::Error>(&command);
    return error ? error->text : QString();
}

} // namespace

void TestCommandLine::nothingOpensTheWindow()
{
    QCOMPARE(parse({}), app::CommandLine(app::WindowOptions()));
}

void TestCommandLine::windowOptionsAreRead()
{
    const auto command
        = parse({"--screenshot", "a b.png", "--demo", "--theme", "dark", "--size", "800x600"});
    const auto *window = std::get_if<app::WindowOptions>(&command);
    QVERIFY2(window, qPrintable(errorOf(command)));
    QVERIFY(window->demo);
    QCOMPARE(window->screenshot, std::optional(u"a b.png"_s));
    QCOMPARE(window->scheme, ui::Scheme::Dark);
    QCOMPARE(window->size, QSize(800, 600));
    QVERIFY(!window->connection);
    QVERIFY(std::get<app::WindowOptions>(parse({"--demo", "--account-server"})).accountServer);
    QVERIFY(std::get<app::WindowOptions>(parse({"--demo", "--traffic"})).traffic);
}

void TestCommandLine::theEnvironmentNamesTheWindowsConnection()
{
    const auto command = parse({}, {u"NATS_URL=nats://example.org"_s});
    const auto *window = std::get_if<app::WindowOptions>(&command);
    QVERIFY(window && window->connection);
    QCOMPARE(window->connection->settings.url, u"nats://example.org"_s);
    const auto demo = parse({"--demo"}, {u"NATS_URL=nats://example.org"_s});
    QVERIFY(!std::get<app::WindowOptions>(demo).connection);
}

void TestCommandLine::aBadEnvironmentIsNamedAndSparesTheDemo()
{
    const QStringList environment{u"NATS_URL=http://a"_s};
    for (const List &arguments : {List{}, List{"request", "a"}}) {
        const QString text = errorOf(parse(arguments, environment));
        QVERIFY2(text.startsWith(u"NATS_URL: "_s), qPrintable(text));
        QVERIFY2(!text.contains(u"--server"_s), qPrintable(text));
    }
    QCOMPARE(errorOf(parse({"--demo"}, environment)), QString());
    QCOMPARE(errorOf(parse({"request", "a", "--demo"}, environment)), QString());
}

void TestCommandLine::theInboxPrefixIsRead()
{
    const auto prefix = [](const List &arguments) {
        return std::get<commands::RunOptions>(parse(arguments)).choice.profile.settings.inboxPrefix;
    };
    QCOMPARE(prefix({"request", "a"}), QString());
    QCOMPARE(prefix({"request", "a", "--inbox-prefix", "_INBOX.me"}), u"_INBOX.me"_s);
}

void TestCommandLine::requestTakesSubjectAndPayload()
{
    const auto command = parse({"request", "a.b", "hello", "-H", "A: 1", "-H", "a:2", "--timeout",
                                "300ms", "--inbox", "mux", "--json", "--trace"});
    const auto *run = std::get_if<commands::RunOptions>(&command);
    QVERIFY2(run, qPrintable(errorOf(command)));
    QCOMPARE(run->spec.verb, nats::Verb::Request);
    QCOMPARE(run->spec.subject, "a.b");
    QCOMPARE(run->payload, commands::PayloadSource(QByteArray("hello")));
    QCOMPARE(run->spec.headers, (std::vector<nats::HeaderLine>{{"A", "1"}, {"a", "2"}}));
    QCOMPARE(run->spec.rules.total, base::Span(300ms));
    QCOMPARE(run->spec.inboxStyle, nats::InboxStyle::Mux);
    QVERIFY(run->json && run->trace && !run->timeline && !run->demo);
    QCOMPARE(run->choice, app::ConnectChoice());
}

void TestCommandLine::gatherTakesEveryRule()
{
    const auto command = parse({"gather",      "a",
                                "--quiet",     "100ms",
                                "--replies",   "3",
                                "--sentinel",  "empty",
                                "--late",      "0",
                                "--expect",    "2",
                                "--all-equal", "--no-service-error",
                                "--lanes",     "header:Id",
                                "--ignore",    "/time",
                                "--ignore",    "/a/0",
                                "--cap",       "10",
                                "--reply",     "r.x",
                                "--timeline"});
    const auto *run = std::get_if<commands::RunOptions>(&command);
    QVERIFY2(run, qPrintable(errorOf(command)));
    QCOMPARE(run->spec.verb, nats::Verb::Gather);
    QCOMPARE(run->spec.rules.quiet, base::Span(100ms));
    QCOMPARE(run->spec.rules.maxReplies, 3u);
    QCOMPARE(run->spec.rules.sentinel, nats::SentinelRule(nats::EmptyPayloadSentinel{}));
    QCOMPARE(run->spec.rules.lateWindow, base::Span(0));
    QCOMPARE(run->spec.rules.replyCap, 10u);
    QCOMPARE(run->spec.customReply, "r.x");
    QCOMPARE(run->reading.lanes, fanin::LaneRule(fanin::ByHeader{"Id"}));
    QCOMPARE(run->reading.ignoredPaths, (List{"/time", "/a/0"}));
    QCOMPARE(run->reading.success, (fanin::SuccessRules{2, true, true}));
    QVERIFY(run->timeline);
}

void TestCommandLine::aRequestHasNoLateWindowUnlessAsked()
{
    const auto late = [](const List &arguments) {
        return std::get<commands::RunOptions>(parse(arguments)).spec.rules.lateWindow;
    };
    QCOMPARE(late({"request", "a"}), base::Span(0));
    QCOMPARE(late({"request", "a", "--late", "1s"}), base::Span(1s));
    QCOMPARE(late({"gather", "a"}), nats::StopRules::kDefaultLate);
}

void TestCommandLine::payloadComesFromOnePlace_data()
{
    QTest::addColumn<List>("arguments");
    QTest::addColumn<int>("index");

    QTest::newRow("none") << List{"request", "a"} << 0;
    QTest::newRow("empty") << List{"request", "a", ""} << 0;
    QTest::newRow("standard input") << List{"request", "a", "-"} << 1;
    QTest::newRow("file") << List{"request", "a", "--payload-file", "f"} << 2;
}

void TestCommandLine::payloadComesFromOnePlace()
{
    QFETCH(List, arguments);
    QFETCH(int, index);
    const auto command = parse(arguments);
    QVERIFY2(errorOf(command).isEmpty(), qPrintable(errorOf(command)));
    QCOMPARE(int(std::get<commands::RunOptions>(command).payload.index()), index);
}

void TestCommandLine::payloadBytesAreKept()
{
    const QByteArray bytes("\xff\xfe {\xc3", 5);
    const auto command = parse({"request", "a", bytes});
    QCOMPARE(std::get<commands::RunOptions>(command).payload, commands::PayloadSource(bytes));
}

void TestCommandLine::logsInAs_data()
{
    QTest::addColumn<List>("options");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("expected");

    QTest::newRow("nobody") << List{} << QStringList{} << u""_s;
    QTest::newRow("user") << List{"--user", "u", "--password", "p"} << QStringList{}
                          << u"user u password p"_s;
    QTest::newRow("user without password is a token")
        << List{"--user", "u"} << QStringList{} << u"token u"_s;
    QTest::newRow("token") << List{"--token", "t"} << QStringList{} << u"token t"_s;
    QTest::newRow("nkey") << List{"--nkey", "f"} << QStringList{} << u"nkey f"_s;
    QTest::newRow("creds") << List{"--creds", "f"} << QStringList{} << u"creds f"_s;
    QTest::newRow("user by environment")
        << List{} << QStringList{u"NATS_USER=u"_s, u"NATS_PASSWORD=p"_s} << u"user u password p"_s;
    QTest::newRow("NATS_USER alone is a token")
        << List{} << QStringList{u"NATS_USER=u"_s} << u"token u"_s;
    QTest::newRow("token by environment")
        << List{} << QStringList{u"NATS_TOKEN=t"_s} << u"token t"_s;
    QTest::newRow("nkey by environment") << List{} << QStringList{u"NATS_NKEY=f"_s} << u"nkey f"_s;
    QTest::newRow("creds by environment")
        << List{} << QStringList{u"NATS_CREDS=f"_s} << u"creds f"_s;
    QTest::newRow("jwt and seed") << List{"--jwt", "j", "--seed", "s"} << QStringList{}
                                  << u"user_jwt j user_seed s"_s;
    QTest::newRow("jwt and seed by environment")
        << List{} << QStringList{u"NATS_JWT=j"_s, u"NATS_SEED=s"_s} << u"user_jwt j user_seed s"_s;
    QTest::newRow("jwt of an option takes no seed of the environment")
        << List{"--jwt", "j"} << QStringList{u"NATS_SEED=s"_s} << u"user_jwt j"_s;
    QTest::newRow("seed by option")
        << List{"--seed", "s"} << QStringList{u"NATS_JWT=j"_s} << u"user_jwt j user_seed s"_s;
    QTest::newRow("both in the environment: the program's order decides later")
        << List{} << QStringList{u"NATS_CREDS=f"_s, u"NATS_USER=u"_s, u"NATS_PASSWORD=p"_s}
        << u"user u password p creds f"_s;
    QTest::newRow("option beats environment")
        << List{"--token", "t"} << QStringList{u"NATS_USER=u"_s, u"NATS_PASSWORD=p"_s}
        << u"token t"_s;
    QTest::newRow("password of a user by environment")
        << List{"--user", "u"} << QStringList{u"NATS_PASSWORD=p"_s} << u"user u password p"_s;
    QTest::newRow("user by environment, password by option")
        << List{"--password", "p"} << QStringList{u"NATS_USER=u"_s} << u"user u password p"_s;
}

void TestCommandLine::logsInAs()
{
    QFETCH(List, options);
    QFETCH(QStringList, environment);
    QFETCH(QString, expected);

    const auto command = parse(List{"request", "a"} + options, environment);
    QVERIFY2(errorOf(command).isEmpty(), qPrintable(errorOf(command)));
    const profiles::Settings settings
        = std::get<commands::RunOptions>(command).choice.profile.settings;
    QStringList texts;
    for (const profiles::Field &field : profiles::fields()) {
        if (const QString value = settings.*field.member; !value.isEmpty())
            texts += QLatin1StringView(field.key) + u' ' + value;
    }
    QCOMPARE(texts.join(u' '), expected);
}

void TestCommandLine::environmentGivesServerTimeAndCa()
{
    const QStringList environment{u"NATS_URL=tls://a,nats://b:1"_s, u"NATS_TIMEOUT=5s"_s,
                                  u"NATS_CA=ca.pem"_s};
    const auto run = std::get<commands::RunOptions>(parse({"request", "a"}, environment));
    QCOMPARE(run.choice.profile.settings.url, u"tls://a,nats://b:1"_s);
    QCOMPARE(run.spec.rules.total, base::Span(5s));
    QCOMPARE(run.choice.profile.settings.ca, u"ca.pem"_s);

    const auto own = std::get<commands::RunOptions>(parse(
        {"request", "a", "--server", "c", "--timeout", "1s", "--tls-ca", "own.pem"}, environment));
    QCOMPARE(own.choice.profile.settings.url, u"c"_s);
    QCOMPARE(own.spec.rules.total, base::Span(1s));
    QCOMPARE(own.choice.profile.settings.ca, u"own.pem"_s);
}

void TestCommandLine::theDemoReadsItsClocks()
{
    const auto run = std::get<commands::RunOptions>(parse({"gather", "demo.time", "--demo"}));
    QVERIFY(run.demo);
    QCOMPARE(run.reading.lanes, fanin::LaneRule(fanin::ByHeader{"Clock-Id"}));
    QCOMPARE(run.reading.ignoredPaths, List{"/time"});
    const auto other = std::get<commands::RunOptions>(parse({"gather", "demo.time"}));
    QCOMPARE(other.reading, fanin::Reading());
}

void TestCommandLine::checkTakesAConnectionOnly()
{
    const auto command = parse({"check", "--json", "-s", "nats://a"});
    const auto *check = std::get_if<commands::CheckOptions>(&command);
    QVERIFY2(check, qPrintable(errorOf(command)));
    QVERIFY(check->json);
    QCOMPARE(check->choice.profile.settings.url, u"nats://a"_s);
}

void TestCommandLine::watchTakesSubjectsAndRules()
{
    const auto command = parse({"watch",        "orders.>", "stock.*",    "--pairs",   "--window",
                                "2s",           "--queue",  "q",          "-n",        "5",
                                "--for",        "10s",      "--max-rate", "100",       "--filter",
                                "latency>20ms", "--out",    "x.jsonl",    "--replace", "--json",
                                "--secrets",    "--yes",    "--server",   "h:1"});
    const auto *watch = std::get_if<commands::WatchOptions>(&command);
    QVERIFY2(watch, qPrintable(errorOf(command)));
    QCOMPARE(watch->subjects, (std::vector<QByteArray>{"orders.>", "stock.*"}));
    QVERIFY(watch->pairs && watch->replace && watch->json && watch->secrets && watch->yes);
    QCOMPARE(watch->window, base::Span(2s));
    QCOMPARE(watch->queue, QByteArray("q"));
    QCOMPARE(watch->count, std::optional<quint64>(5));
    QCOMPARE(watch->time, std::optional<base::Span>(10s));
    QCOMPARE(watch->rate, std::optional<quint64>(100));
    QCOMPARE(watch->filter, u"latency>20ms"_s);
    QCOMPARE(watch->out, std::optional(u"x.jsonl"_s));
    QCOMPARE(watch->choice.profile.settings.url, u"h:1"_s);

    const auto plain = std::get<commands::WatchOptions>(parse({"watch", "a"}));
    QVERIFY(!plain.pairs && !plain.count && !plain.time && !plain.rate && !plain.out);
    QVERIFY(!plain.watchesInboxes());
    QCOMPARE(plain.window, base::Span(30s));
}

void TestCommandLine::watchingEverythingAsksFirst()
{
    const QString text = errorOf(parse({"watch", ">"}));
    QVERIFY2(text.contains("no responders"_L1) && text.contains("--yes"_L1), qPrintable(text));
    const auto careful = std::get<commands::WatchOptions>(parse({"watch", ">", "--yes"}));
    QCOMPARE(careful.time, std::optional<base::Span>(60s));
    QCOMPARE(careful.rate, std::optional<quint64>(20'000));
    const auto chosen = std::get<commands::WatchOptions>(
        parse({"watch", ">", "--yes", "--for", "2m", "--max-rate", "5"}));
    QCOMPARE(chosen.time, std::optional<base::Span>(2min));
    QCOMPARE(chosen.rate, std::optional<quint64>(5));
    // What is harmless is not stopped.
    QVERIFY(!std::get<commands::WatchOptions>(parse({"watch", "a", "--yes"})).time);
}

void TestCommandLine::inboxesAreWatchedForPairs_data()
{
    QTest::addColumn<List>("more");
    QTest::addColumn<QByteArrayList>("patterns");
    QTest::newRow("messages") << List{} << QByteArrayList{"a"};
    QTest::newRow("messages and replies") << List{"--inbox"} << QByteArrayList{"a", "_IN.>"};
    QTest::newRow("pairs") << List{"--pairs"} << QByteArrayList{"a", "_IN.>"};
    QTest::newRow("pairs without inboxes") << List{"--pairs", "--no-inbox"} << QByteArrayList{"a"};
}

void TestCommandLine::inboxesAreWatchedForPairs()
{
    QFETCH(const List, more);
    QFETCH(const QByteArrayList, patterns);
    const auto options = std::get<commands::WatchOptions>(parse(List{"watch", "a"} + more));
    QByteArrayList found;
    for (const capture::WatchedSubject &subject : commands::watchedSubjects(options, "_IN"))
        found += subject.pattern;
    QCOMPARE(found, patterns);
}

void TestCommandLine::wrongWatchesSayWhat_data()
{
    QTest::addColumn<List>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("no subject") << List{} << u"SUBJECT is missing"_s;
    QTest::newRow("no subject at all") << List{"a..b"} << u"SUBJECT a..b"_s;
    QTest::newRow("queue") << List{"a", "--queue", "x y"} << u"--queue"_s;
    QTest::newRow("inbox") << List{"a", "--inbox", "--no-inbox"} << u"either --inbox"_s;
    QTest::newRow("filter") << List{"a", "--filter", "size>"} << u"--filter: "_s;
    QTest::newRow("filter of pairs") << List{"a", "--filter", "unanswered"} << u"add --pairs"_s;
    QTest::newRow("window") << List{"a", "--window", "1s"} << u"belongs to --pairs"_s;
    QTest::newRow("long window") << List{"a", "--pairs", "--window", "2h"}
                                 << u"--window: expected 1ms to 1h"_s;
    QTest::newRow("count") << List{"a", "--count", "0"} << u"--count"_s;
    QTest::newRow("time") << List{"a", "--for", "soon"} << u"--for"_s;
    QTest::newRow("no time") << List{"a", "--for", "0"} << u"--for: at least 1ms"_s;
    QTest::newRow("rate") << List{"a", "--max-rate", "x"} << u"--max-rate"_s;
    QTest::newRow("replace") << List{"a", "--replace"} << u"belongs to --out"_s;
    QTest::newRow("demo") << List{"a", "--demo", "--server", "x"} << u"--demo brings"_s;
}

void TestCommandLine::wrongWatchesSayWhat()
{
    QFETCH(const List, arguments);
    QFETCH(const QString, part);
    const QString text = errorOf(parse(List{"watch"} + arguments));
    QVERIFY2(text.contains(part), qPrintable(text));
}

void TestCommandLine::openTakesAFile()
{
    const auto command = parse({"open", "a b.jsonl", "--theme", "light"}, {u"NATS_URL=h"_s});
    const auto *window = std::get_if<app::WindowOptions>(&command);
    QVERIFY2(window, qPrintable(errorOf(command)));
    QCOMPARE(window->capture, std::optional(u"a b.jsonl"_s));
    QCOMPARE(window->scheme, ui::Scheme::Light);
    QVERIFY(!window->connection);
    QVERIFY(errorOf(parse({"open"})).contains("one FILE"_L1));
    QVERIFY(errorOf(parse({"open", "a", "b"})).contains("one FILE"_L1));
    QVERIFY(errorOf(parse({"open", "a", "--theme", "x"})).contains("--theme"_L1));
    QVERIFY(std::holds_alternative<app::Print>(parse({"open", "--help"})));
    QVERIFY(std::holds_alternative<app::Print>(parse({"watch", "--help"})));
}

void TestCommandLine::usageErrorsSayWhat_data()
{
    QTest::addColumn<List>("arguments");
    QTest::addColumn<QString>("names");

    QTest::newRow("unknown command") << List{"publish", "a"} << u"publish"_s;
    QTest::newRow("traffic of no demo") << List{"--traffic"} << u"--demo"_s;
    QTest::newRow("two tabs in front")
        << List{"--demo", "--traffic", "--account-server"} << u"--account-server"_s;
    QTest::newRow("unknown option") << List{"request", "a", "--nope"} << u"--nope"_s;
    QTest::newRow("no subject") << List{"request"} << u"SUBJECT"_s;
    QTest::newRow("a third argument") << List{"request", "a", "b", "c"} << u"3"_s;
    QTest::newRow("wildcard subject") << List{"request", "a.*"} << u"SUBJECT"_s;
    QTest::newRow("space in the subject") << List{"request", "a b"} << u"SUBJECT"_s;
    QTest::newRow("wildcard reply") << List{"request", "a", "--reply", ">"} << u"--reply"_s;
    QTest::newRow("bad header") << List{"request", "a", "-H", "no colon"} << u"-H"_s;
    QTest::newRow("header with a line break") << List{"request", "a", "-H", "A: b\r\nc"} << u"-H"_s;
    QTest::newRow("bad time") << List{"request", "a", "--timeout", "soon"} << u"--timeout"_s;
    QTest::newRow("no time at all") << List{"request", "a", "--timeout", "0"} << u"--timeout"_s;
    QTest::newRow("bad inbox") << List{"request", "a", "--inbox", "old"} << u"--inbox"_s;
    QTest::newRow("bad lanes") << List{"request", "a", "--lanes", "colour"} << u"--lanes"_s;
    QTest::newRow("bad pointer") << List{"request", "a", "--ignore", "time"} << u"--ignore"_s;
    QTest::newRow("two payloads") << List{"request", "a", "b", "--payload-file", "f"}
                                  << u"--payload-file"_s;
    QTest::newRow("two logins") << List{"request", "a", "--token", "t", "--creds", "f"}
                                << u"--creds"_s;
    QTest::newRow("password alone") << List{"request", "a", "--password", "p"} << u"--user"_s;
    QTest::newRow("seed alone") << List{"request", "a", "--seed", "s"} << u"--jwt"_s;
    QTest::newRow("two logins of the new kinds")
        << List{"request", "a", "--jwt", "j", "--nkey", "f"} << u"--jwt"_s;
    QTest::newRow("bad proxy") << List{"request", "a", "--socks-proxy", "http://a"}
                               << u"--socks-proxy"_s;
    QTest::newRow("check of a subject") << List{"check", "nats://a"} << u"--server nats://a"_s;
    QTest::newRow("context that is not there")
        << List{"request", "a", "--context", "none"} << u"--context: there is no context “none”"_s;
    QTest::newRow("context with a bad name")
        << List{"request", "a", "--context", "a/b"} << u"--context: Name: “/”"_s;
    QTest::newRow("context and none")
        << List{"request", "a", "--context", "a", "--no-context"} << u"--no-context"_s;
    QTest::newRow("context of the demo")
        << List{"gather", "a", "--demo", "--context", "x"} << u"--demo"_s;
    QTest::newRow("bad server") << List{"request", "a", "--server", "http://a"} << u"--server"_s;
    QTest::newRow("empty inbox prefix")
        << List{"request", "a", "--inbox-prefix", ""} << u"--inbox-prefix"_s;
    QTest::newRow("wildcard inbox prefix")
        << List{"request", "a", "--inbox-prefix", "me.>"} << u"--inbox-prefix"_s;
    QTest::newRow("demo and server")
        << List{"gather", "a", "--demo", "--server", "b"} << u"--demo"_s;
    QTest::newRow("a request cannot count")
        << List{"request", "a", "--replies", "2"} << u"--replies"_s;
    QTest::newRow("no replies") << List{"gather", "a", "--replies", "0"} << u"--replies"_s;
    QTest::newRow("negative") << List{"gather", "a", "--expect", "-1"} << u"--expect"_s;
    QTest::newRow("too big a number")
        << List{"gather", "a", "--cap", "99999999999999999999"} << u"--cap"_s;
    QTest::newRow("bad sentinel") << List{"gather", "a", "--sentinel", "eof"} << u"--sentinel"_s;
    QTest::newRow("json and timeline")
        << List{"gather", "a", "--json", "--timeline"} << u"--timeline"_s;
    QTest::newRow("an account server of nobody's") << List{"--account-server"} << u"--demo"_s;
    QTest::newRow("screenshot of nothing") << List{"--screenshot", "a.png"} << u"--demo"_s;
    QTest::newRow("bad theme") << List{"--theme", "pink"} << u"--theme"_s;
    QTest::newRow("size below the least") << List{"--demo", "--size", "319x600"} << u"--size"_s;
    QTest::newRow("size above the most") << List{"--demo", "--size", "8193x600"} << u"--size"_s;
}

void TestCommandLine::usageErrorsSayWhat()
{
    QFETCH(List, arguments);
    QFETCH(QString, names);
    const QString text = errorOf(parse(arguments));
    QVERIFY2(text.contains(names), qPrintable(text));
    QVERIFY2(!text.contains(u'\n'), qPrintable(text));
}

void TestCommandLine::helpAndVersionArePrinted_data()
{
    QTest::addColumn<List>("arguments");
    QTest::addColumn<QString>("contains");

    QTest::newRow("help") << List{"--help"} << u"fanin gather"_s;
    QTest::newRow("version") << List{"--version"} << QString::fromLatin1(FANIN_VERSION);
    QTest::newRow("help of request") << List{"request", "--help"} << u"first reply"_s;
    QTest::newRow("help of gather") << List{"gather", "-h"} << u"--sentinel"_s;
    QTest::newRow("help of check") << List{"check", "-h"} << u"step by step"_s;
}

void TestCommandLine::helpAndVersionArePrinted()
{
    QFETCH(List, arguments);
    QFETCH(QString, contains);
    const auto command = parse(arguments);
    const auto *print = std::get_if<app::Print>(&command);
    QVERIFY(print);
    QVERIFY2(print->text.contains(contains), qPrintable(print->text));
    QVERIFY(print->text.endsWith(u'\n'));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
