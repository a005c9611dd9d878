// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/readfile.h"
#include "core/jwt/serverconfig.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestServerConfig : public QObject
{
    Q_OBJECT

private slots:
    void whatNatsServerReadsIsRead_data();
    void whatNatsServerReadsIsRead();
    void errorsSayWhere_data();
    void errorsSayWhere();
    void operatorsOfEveryFormAreFound_data();
    void operatorsOfEveryFormAreFound();
    void resolversOfEveryFormAreFound_data();
    void resolversOfEveryFormAreFound();
    void preloadsKeepTheirOrderAndTheLastCounts();
    void variablesStandForWhatWasSetBefore();
    void anIncludeStandsInItsPlace();
    void includesAreBounded();
    void depthIsBounded();
    void sizeIsBoundedOverAllFiles();
    void whatCameBeforeAnErrorCounts();
    void readingInPiecesGivesTheSame();
    void theFixturesAreRead_data();
    void theFixturesAreRead();
};

namespace {

using Files = QHash<QString, QByteArray>;

jwt::ServerConfigReader::Load from(const Files &files)
{
    return [files](const QString &path, qint64 limit) -> base::Result<QByteArray> {
        if (!files.contains(path))
            return base::Error{base::ErrorKind::Io, path + u" is missing"_s, -1};
        const QByteArray content = files.value(path);
        if (content.size() > limit)
            return base::Error{base::ErrorKind::Limit, path + u" is too large"_s, -1};
        return content;
    };
}

std::optional<QByteArray> environment(const QByteArray &name)
{
    if (name == "HOME_KEY")
        return QByteArray("AENV");
    return {};
}

struct Read
{
    jwt::ServerConfig config;
    QString error;
    QByteArray tree;
};

// {a=1 b=[x y]}
QByteArray print(const jwt::ConfigTree &tree)
{
    using jwt::ConfigTree;
    QByteArray out;
    const auto write = [&](const auto &self, ConfigTree::Index index) -> void {
        const ConfigTree::Node &node = tree.at(index);
        if (!node.name.isEmpty())
            out += node.name + '=';
        if (node.type == ConfigTree::Type::Text) {
            out += '\'' + node.text + '\'';
        } else if (node.type == ConfigTree::Type::Variable) {
            out += '$' + node.text;
        } else {
            const bool map = node.type == ConfigTree::Type::Map;
            out += map ? '{' : '[';
            for (ConfigTree::Index i = node.first; i != ConfigTree::kNone; i = tree.at(i).next) {
                self(self, i);
                if (tree.at(i).next != ConfigTree::kNone)
                    out += ' ';
            }
            out += map ? '}' : ']';
        }
    };
    write(write, ConfigTree::kRoot);
    return out;
}

Read read(const Files &files, qsizetype piece = 1'000'000)
{
    jwt::ServerConfigReader reader(u"/c/a.conf"_s, from(files));
    while (reader.advance(piece)) {
    }
    return {reader.config(&environment), reader.error() ? reader.error()->text : QString(),
            print(reader.tree())};
}
Read read(const QByteArray &content)
{
    return read(Files{{u"/c/a.conf"_s, content}});
}

QByteArrayList texts(const std::vector<jwt::ServerConfig::Value> &values)
{
    QByteArrayList all;
    for (const auto &value : values)
        all += value.name.isEmpty() ? value.text : value.name + '=' + value.text;
    return all;
}

} // namespace

void TestServerConfig::whatNatsServerReadsIsRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("tree");
    const auto row = [](const char *name, QByteArray content, QByteArray tree) {
        QTest::newRow(name) << content << tree;
    };
    row("nothing", "", "{}");
    row("three separators", "a: 1\nb = 2\nc 3\n", "{a='1' b='2' c='3'}");
    row("no line end at the end", "a: 1", "{a='1'}");
    row("the value of a name on the next line", "port\n4222\n", "{port='4222'}");
    row("comments", "# x\na: 1 # y\n// z\n  b: 2 // w\n", "{a='1' b='2'}");
    row("a hash inside a text", "a: x#y", "{a='x#y'}");
    row("slashes inside a text", "a: nats://h:1", "{a='nats://h:1'}");
    row("commas and semicolons", "a: 1, b: 2; c: 3", "{a='1' b='2' c='3'}");
    row("JSON", "{\"a\": 1, \"b\": [1, {\"c\": true}]}", "{a='1' b=['1' {c='true'}]}");
    row("a map", "a {\n b: 1\n c { d: 2 }\n}\n", "{a={b='1' c={d='2'}}}");
    row("empty map and array", "a: {}\nb: []\n", "{a={} b=[]}");
    row("an array over lines", "a = [\n x\n y, z,\n # c\n w\n]", "{a=['x' 'y' 'z' 'w']}");
    row("a comma after a line end", "a = [x\n , y]", "{a=['x' 'y']}");
    row("quoted", "a: \"x y\", b: 'p \"q\"'", "{a='x y' b='p \"q\"'}");
    row("escapes", R"(a: "\t\n\r\"\\\x41")", "{a='\t\n\r\"\\A'}");
    row("no escapes in single quotes", R"(a: '\t')", R"({a='\t'})");
    row("a line end in quotes", "a: 'x\ny'\nb: 1", "{a='x\ny' b='1'}");
    row("a quote inside a text", "a: x\"y", "{a='x\"y'}");
    row("quoted names", "'a b': 1\n\"c:d\" = 2", "{a b='1' c:d='2'}");
    row("a block", "a: (\nx )\n y\n)\nb: 1", "{a='\nx )\n y\n' b='1'}");
    row("a block at the end", "a: (\nx\n)", "{a='\nx\n'}");
    row("numbers", "a: 1K\nb: -1.5\nc: 2m\nd: 127.0.0.1:4222",
        "{a='1K' b='-1.5' c='2m' d='127.0.0.1:4222'}");
    row("a URL resolver", "resolver: URL(http://h/jwt/)", "{resolver='URL(http://h/jwt/)'}");
    row("a bcrypt hash", "a: $2a$11$x", "{a='$2a$11$x'}");
    row("CRLF", "a: 1\r\nb {\r\n c: 2\r\n}\r\n", "{a='1' b={c='2'}}");
    row("a name called include", "include: x", "{include='x'}");
}

void TestServerConfig::whatNatsServerReadsIsRead()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, tree);
    const Read result = read(content);
    QCOMPARE(result.error, QString());
    QCOMPARE(result.tree, tree);
}

void TestServerConfig::errorsSayWhere_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, QByteArray content, const char *place) {
        QTest::newRow(name) << content << u"/c/a.conf:"_s + QString::fromLatin1(place) + u": "_s;
    };
    row("two values", "port: 1\nport: 4222 debug: true", "2:12");
    row("no value", "a: 1\nb:\n", "2:3");
    row("no value at the end", "a:", "1:3");
    row("a separator as a name", "\n  = 1", "2:3");
    row("an unclosed map", "a {\n b: 1\n", "3:1");
    row("an unclosed map after a name", "a { b", "1:6");
    row("an unclosed array", "a [1, 2", "1:8");
    row("an unclosed quote", "a: \"x", "1:4");
    row("an unclosed name", "'a: x", "1:1");
    row("an unclosed block", "a: ( x )", "1:4");
    row("an unknown escape", R"(a: "\q")", "1:4");
    row("a cut escape", R"(a: "\)", "1:4");
    row("half an escape", R"(a: "\x4")", "1:4");
    row("array without comma", "a: [1 2]", "1:7");
    row("an array of nothing", "a: [,]", "1:5");
    row("the wrong bracket", "a: [1}", "1:6");
    row("nothing to include", "include \n", "1:9");
    row("a file that is not there", "a: 1\n include x.conf", "2:10");
    row("a text that is none", "a: ;", "1:4");
}

void TestServerConfig::errorsSayWhere()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, place);
    const QString error = read(content).error;
    QVERIFY2(error.startsWith(place), qPrintable(error));
    QVERIFY2(error.size() > place.size(), qPrintable(error));
}

void TestServerConfig::operatorsOfEveryFormAreFound_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArrayList>("operators");
    QTest::newRow("a path") << QByteArray("operator: \"o.jwt\"") << QByteArrayList{"o.jwt"};
    QTest::newRow("inline") << QByteArray("operator: eyJ.x.y") << QByteArrayList{"eyJ.x.y"};
    QTest::newRow("a list") << QByteArray("operators: [a.jwt, b.jwt]")
                            << QByteArrayList{"a.jwt", "b.jwt"};
    QTest::newRow("another case") << QByteArray("OPERATOR = a") << QByteArrayList{"a"};
    QTest::newRow("another name") << QByteArray("root_operator a") << QByteArrayList{"a"};
    QTest::newRow("set twice") << QByteArray("operator: a\noperator: b") << QByteArrayList{"b"};
    QTest::newRow("a variable") << QByteArray("o: a\noperator: [$o]") << QByteArrayList{"a"};
    QTest::newRow("a map") << QByteArray("operator: {a: b}") << QByteArrayList{};
    QTest::newRow("none") << QByteArray("port: 1") << QByteArrayList{};
}

void TestServerConfig::operatorsOfEveryFormAreFound()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArrayList, operators);
    QCOMPARE(texts(read(content).config.operators), operators);
}

void TestServerConfig::resolversOfEveryFormAreFound_data()
{
    using Resolver = jwt::ServerConfig::Resolver;
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Resolver>("resolver");
    QTest::addColumn<QByteArray>("detail");
    const auto row
        = [](const char *name, QByteArray content, Resolver resolver, QByteArray detail) {
              QTest::newRow(name) << content << resolver << detail;
          };
    row("none", "", Resolver::None, "");
    row("memory", "resolver: MEMORY", Resolver::Memory, "");
    row("mem", "resolver = mem", Resolver::Memory, "");
    row("a memory map", "resolver { type: memory }", Resolver::Memory, "");
    row("a URL", "resolver: URL(http://h:1/jwt/v1/accounts/)", Resolver::Url,
        "http://h:1/jwt/v1/accounts/");
    row("a quoted URL", "resolver: 'url(\"https://h/x\")'", Resolver::Url, "https://h/x");
    row("a directory", "resolver { type: full\n dir: './jwt' }", Resolver::Directory, "./jwt");
    row("another name", "account_resolver: MEMORY", Resolver::Memory, "");
    row("something else", "resolver: MAGIC", Resolver::None, "");
}

void TestServerConfig::resolversOfEveryFormAreFound()
{
    QFETCH(QByteArray, content);
    QFETCH(jwt::ServerConfig::Resolver, resolver);
    QFETCH(QByteArray, detail);
    const jwt::ServerConfig config = read(content).config;
    QCOMPARE(config.resolver, resolver);
    QCOMPARE(config.resolver == jwt::ServerConfig::Resolver::Url ? config.resolverUrl
                                                                 : config.resolverDirectory,
             detail);
    QCOMPARE(config.problems.isEmpty(), !content.contains("MAGIC"));
}

void TestServerConfig::preloadsKeepTheirOrderAndTheLastCounts()
{
    const jwt::ServerConfig config
        = read("system_account: ASYS\ntrusted_keys: [OA, OB]\n"
               "resolver_preload: {\n # c\n AB: t1\n AA: \"t2\"\n AB: t3\n AC: {x: 1}\n}")
              .config;
    QCOMPARE(texts(config.preloads), (QByteArrayList{"AB=t3", "AA=t2"}));
    QCOMPARE(config.preloads.front().line, 7);
    QCOMPARE(config.systemAccount, "ASYS");
    QCOMPARE(config.trustedKeys, (QList<QByteArray>{"OA", "OB"}));
    QCOMPARE(config.problems.size(), 2);
    QVERIFY(config.problems[0].startsWith("/c/a.conf:7: "_L1)
            && config.problems[0].contains("AB"_L1));
    QVERIFY(config.problems[1].startsWith("/c/a.conf:8: "_L1));
}

void TestServerConfig::variablesStandForWhatWasSetBefore()
{
    const auto system = [](const QByteArray &content) {
        return read(content).config.systemAccount;
    };
    QCOMPARE(system("K: A1\nsystem_account: $K"), "A1");
    QCOMPARE(system("K: A1\nL: $K\nsystem_account: $L"), "A1");
    QCOMPARE(system("K: A1\nK: A2\nsystem_account: $K"), "A2");
    QCOMPARE(system("K: A1\nsystem_account: $K\nK: A2"), "A1");
    QCOMPARE(system("system_account: $HOME_KEY"), "AENV");
    QCOMPARE(system("system_account: \"$HOME_KEY\""), "$HOME_KEY");
    // Names of variables are not folded, and a value cannot stand for itself.
    QCOMPARE(system("k: A1\nsystem_account: $K"), "");
    QCOMPARE(system("system_account: $system_account"), "");
    QCOMPARE(system("system_account: $NOWHERE"), "");
    QCOMPARE(read("a: $NOWHERE").config.problems, QStringList());
    const QStringList problems = read("\nsystem_account: $NOWHERE").config.problems;
    QVERIFY2(problems.size() == 1 && problems[0].startsWith("/c/a.conf:2: "_L1)
                 && problems[0].contains("$NOWHERE"_L1),
             qPrintable(problems.join(u'\n')));

    const jwt::ServerConfig config
        = read("T: t1\nP { AA: $T }\nresolver_preload: { T: t2, AB: $T }").config;
    QCOMPARE(texts(config.preloads), (QByteArrayList{"T=t2", "AB=t2"}));
    QCOMPARE(texts(read("T: t1\nP { AA: $T }\nresolver_preload: $P").config.preloads),
             QByteArrayList{"AA=t1"});
}

void TestServerConfig::anIncludeStandsInItsPlace()
{
    const Read result = read({{u"/c/a.conf"_s,
                               "resolver_preload {\n AA: t1\n include sub/p.conf\n"
                               " AC: t3\n}\ninclude '/d/e.conf'; system: $S"},
                              {u"/c/sub/p.conf"_s, "AB: t2\ninclude \"../q.conf\""},
                              {u"/c/q.conf"_s, "AQ: t4"},
                              {u"/d/e.conf"_s, "S: ASYS"}});
    QCOMPARE(result.error, QString());
    QCOMPARE(texts(result.config.preloads), (QByteArrayList{"AA=t1", "AB=t2", "AQ=t4", "AC=t3"}));
    QCOMPARE(result.config.systemAccount, "ASYS");
    QCOMPARE(result.config.files,
             (QStringList{u"/c/a.conf"_s, u"/c/sub/p.conf"_s, u"/c/q.conf"_s, u"/d/e.conf"_s}));
    QCOMPARE(result.config.preloads[2].file, 2);
    QCOMPARE(read({{u"/c/a.conf"_s, "include :b"}, {u"/c/:b"_s, "x: 1"}}).tree, "{x='1'}");
    // A file closes only what it opened.
    const Read open = read({{u"/c/a.conf"_s, "include b.conf\nx: 1\n"}, {u"/c/b.conf"_s, "y {\n"}});
    QVERIFY2(open.error.startsWith("/c/b.conf:2:1: "_L1), qPrintable(open.error));
    const Read closed
        = read({{u"/c/a.conf"_s, "m { include b.conf\n x: 1 }"}, {u"/c/b.conf"_s, "y: 1\n}\n"}});
    QCOMPARE(closed.error, QString());
    QCOMPARE(closed.tree, "{m={y='1' x='1'}}");
}

void TestServerConfig::includesAreBounded()
{
    const Read self
        = read({{u"/c/a.conf"_s, "x: 1\ninclude b.conf"}, {u"/c/b.conf"_s, "include ../c/a.conf"}});
    QVERIFY2(self.error.startsWith("/c/b.conf:1:9: "_L1), qPrintable(self.error));

    // A chain of so many files, and that many beside each other.
    const auto chain = [](int count) {
        Files files{{u"/c/a.conf"_s, "include 1.conf"}};
        for (int i = 1; i < count; ++i) {
            files[u"/c/%1.conf"_s.arg(i)] = i + 1 < count
                ? "include " + QByteArray::number(i + 1) + ".conf"
                : QByteArray("x: 1");
        }
        return read(files).error;
    };
    const int depth = int(jwt::ServerConfigReader::kMaxIncludeDepth);
    QCOMPARE(chain(depth - 1), QString());
    QCOMPARE(chain(depth), QString());
    QVERIFY(chain(depth + 1).contains("deeper"_L1));

    const auto many = [](int count) {
        QByteArray content;
        for (int i = 1; i < count; ++i)
            content += "include b.conf\n";
        return read({{u"/c/a.conf"_s, content}, {u"/c/b.conf"_s, "x: 1"}}).error;
    };
    QCOMPARE(many(jwt::ServerConfigReader::kMaxFiles), QString());
    QVERIFY(many(jwt::ServerConfigReader::kMaxFiles + 1).contains("more than"_L1));
}

void TestServerConfig::depthIsBounded()
{
    const auto nested = [](size_t depth) {
        return read("a: " + QByteArray(qsizetype(depth), '[') + '1'
                    + QByteArray(qsizetype(depth), ']'))
            .error;
    };
    QCOMPARE(nested(jwt::ConfigLexer::kMaxDepth - 1), QString());
    QCOMPARE(nested(jwt::ConfigLexer::kMaxDepth), QString());
    QVERIFY(nested(jwt::ConfigLexer::kMaxDepth + 1).contains("deeper"_L1));
}

void TestServerConfig::sizeIsBoundedOverAllFiles()
{
    const auto includes = [](qint64 limit) {
        qint64 asked = -1;
        jwt::ServerConfigReader reader(u"/a"_s, [&](const QString &path, qint64 left) {
            asked = left;
            return path == "/a"_L1 ? base::Result<QByteArray>(QByteArray("include b"))
                                   : base::Error{base::ErrorKind::Limit, u"too large"_s, -1};
        });
        while (reader.advance(1)) {
        }
        return asked == limit && reader.error() && reader.error()->kind == base::ErrorKind::Limit;
    };
    QVERIFY(includes(jwt::ServerConfigReader::kMaxSize - 9));
}

void TestServerConfig::whatCameBeforeAnErrorCounts()
{
    const Read result = read("operator: o.jwt\nresolver_preload {\n AA: t1\n AB: t2\n AC: \n}");
    QVERIFY(result.error.startsWith("/c/a.conf:5:"_L1));
    QCOMPARE(texts(result.config.preloads), (QByteArrayList{"AA=t1", "AB=t2"}));
    QCOMPARE(texts(result.config.operators), QByteArrayList{"o.jwt"});
}

void TestServerConfig::readingInPiecesGivesTheSame()
{
    const Files files{{u"/c/a.conf"_s, "a [1, {b: 2}]\ninclude b.conf\nc: (\nx\n)\n"},
                      {u"/c/b.conf"_s, "d { e: 'f' }"}};
    const Read whole = read(files);
    QCOMPARE(whole.tree, "{a=['1' {b='2'}] d={e='f'} c='\nx\n'}");
    QCOMPARE(read(files, 1).tree, whole.tree);
}

void TestServerConfig::theFixturesAreRead_data()
{
    QTest::addColumn<QString>("path");
    const QDir directory(jwtfixtures::path(u"conf"_s));
    for (const QString &name : directory.entryList({u"*.conf"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << directory.filePath(name);
    for (const QString &name :
         QDir(directory.filePath(u"account-server"_s)).entryList({u"*.conf"_s}))
        QTest::newRow(qPrintable(name)) << directory.filePath(u"account-server/"_s + name);
}

void TestServerConfig::theFixturesAreRead()
{
    QFETCH(QString, path);
    jwt::ServerConfigReader reader(path, &jwt::readFile);
    while (reader.advance(1000)) {
    }
    QVERIFY2(!reader.error(), qPrintable(reader.error() ? reader.error()->text : QString()));
    const jwt::ServerConfig config = reader.config(&environment);
    QCOMPARE(config.problems, QStringList());
    const auto content = jwt::readFile(path, 10'000'000);
    QVERIFY(content.ok());
    QCOMPARE(config.operators.size(), size_t(content->contains("\noperator: ")));
    // Each account stands on a line of its own.
    qsizetype accounts = 0;
    bool inside = false;
    for (const QByteArray &line : content->split('\n')) {
        accounts += inside && line.trimmed().startsWith('A');
        inside |= line.startsWith("resolver_preload");
    }
    QCOMPARE(qsizetype(config.preloads.size()), accounts);
    for (const auto &preload : config.preloads)
        QVERIFY(preload.text.startsWith("eyJ") && preload.text.count('.') == 2);
}

QTEST_GUILESS_MAIN(TestServerConfig)
#include "tst_serverconfig.moc"
