// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/jwtfetch.h"

#include "app/commandline.h"
#include "app/commands/tokenwriter.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestJwtFetch : public QObject
{
    Q_OBJECT

private slots:
    void aSourceAndAnAccountAreRead();
    void aNatsSourceTakesTheConnection();
    void theEnvironmentOnlyMattersToNats();
    void usageErrorsSayWhat_data();
    void usageErrorsSayWhat();
    void helpIsPrinted();

    void tokensAreWrittenUnderTheirKeys();
    void whatIsReplacedIsSaid();
    void differentTokensOfOneAccountAreBothKept();
    void copiesOfOneSubjectAreBounded();
    void aDamagedTokenReplacesNoSoundOne();
    void whatHasNoKeyIsNotWritten();
    void aFolderThatCannotBeMadeIsAnError();
};

namespace {

using List = QList<QByteArray>;

app::CommandLine parse(const List &arguments, const QStringList &variables = {})
{
    QProcessEnvironment environment;
    environment.insert(u"XDG_CONFIG_HOME"_s, u"/nonexistent"_s); // nobody's contexts
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return app::parseCommandLine(List{"jwt", "fetch"} + arguments, environment);
}

std::optional<commands::JwtFetchOptions> fetchOf(const app::CommandLine &command)
{
    const auto *jwt = std::get_if<commands::JwtOptions>(&command);
    const auto *fetch = jwt ? std::get_if<commands::JwtFetchOptions>(jwt) : nullptr;
    return fetch ? std::optional(*fetch) : std::nullopt;
}

jwt::TokenPtr token(const QString &name)
{
    return jwt::Token::decode(jwtfixtures::read(u"jwt/"_s + name + u".jwt"_s));
}

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

} // namespace

void TestJwtFetch::aSourceAndAnAccountAreRead()
{
    const auto all = fetchOf(parse({"dir:/a b", "--all", "--json"}));
    QVERIFY(all);
    QCOMPARE(all->source, u"dir:/a b"_s);
    QVERIFY(all->json && all->key.isEmpty() && !all->out);
    const auto one = fetchOf(parse({"http://h", "AACC", "--out", "x", "--tls-ca", "ca.pem"}));
    QVERIFY(one);
    QCOMPARE(one->key, "AACC");
    QCOMPARE(one->out, std::optional(u"x"_s));
    QCOMPARE(one->caFile, u"ca.pem"_s);
}

void TestJwtFetch::aNatsSourceTakesTheConnection()
{
    const auto fetch = fetchOf(parse({"nats://h:1,nats://i", "--creds", "c.creds"}));
    QVERIFY(fetch);
    QVERIFY(fetch->source.isEmpty());
    QCOMPARE(fetch->choice.profile.settings.url, u"nats://h:1,nats://i"_s);
    QCOMPARE(fetch->choice.profile.settings.creds, u"c.creds"_s);
    const auto environment
        = fetchOf(parse({"tls://h"}, {u"NATS_CREDS=e.creds"_s, u"NATS_URL=not a URL"_s}));
    QVERIFY(environment);
    QCOMPARE(environment->choice.profile.settings.creds, u"e.creds"_s);
    QCOMPARE(environment->choice.profile.settings.url, u"tls://h"_s);
    const auto own = fetchOf(parse({"nats:", "--server", "nats://s"}));
    QVERIFY(own && own->source.isEmpty());
    QCOMPARE(own->choice.profile.settings.url, u"nats://s"_s);
}

void TestJwtFetch::theEnvironmentOnlyMattersToNats()
{
    const auto fetch
        = fetchOf(parse({"https://h"}, {u"NATS_URL=not a URL"_s, u"NATS_CA=env.pem"_s}));
    QVERIFY(fetch);
    QCOMPARE(fetch->caFile, u"env.pem"_s);
    QCOMPARE(fetch->choice, app::ConnectChoice());
}

void TestJwtFetch::usageErrorsSayWhat_data()
{
    QTest::addColumn<List>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("no source") << List{} << u"SOURCE"_s;
    QTest::newRow("an empty source") << List{""} << u"empty"_s;
    QTest::newRow("too much") << List{"a", "b", "c"} << u"SOURCE"_s;
    QTest::newRow("an account and all") << List{"a", "b", "--all"} << u"--all"_s;
    QTest::newRow("a server beside a folder") << List{"dir:a", "--server", "h"} << u"--server"_s;
    QTest::newRow("a context beside a folder") << List{"dir:a", "--context", "h"} << u"--context"_s;
    QTest::newRow("a server twice") << List{"nats://h", "--server", "i"} << u"--server"_s;
    QTest::newRow("a bad server") << List{"nats://h:x"} << u"port"_s;
    QTest::newRow("no folder") << List{"a", "--out", ""} << u"--out"_s;
    QTest::newRow("an unknown option") << List{"a", "--nonsense"} << u"nonsense"_s;
}

void TestJwtFetch::usageErrorsSayWhat()
{
    QFETCH(List, arguments);
    QFETCH(QString, word);
    const app::CommandLine command = parse(arguments);
    const auto *error = std::get_if<base::Error>(&command);
    QVERIFY(error);
    QVERIFY2(error->text.contains(word), qPrintable(error->text));
}

void TestJwtFetch::helpIsPrinted()
{
    for (const List &arguments : {List{"jwt", "fetch", "--help"}, List{"jwt", "--help"}}) {
        const app::CommandLine command = app::parseCommandLine(arguments, {});
        const auto *jwt = std::get_if<commands::JwtOptions>(&command);
        QVERIFY(jwt);
        const auto *help = std::get_if<commands::JwtHelp>(jwt);
        QVERIFY(help && help->text.contains("fetch SOURCE"_L1));
    }
    QVERIFY(std::get_if<base::Error>(
        &static_cast<const app::CommandLine &>(app::parseCommandLine({"jwt"}, {}))));
    QVERIFY(std::get_if<base::Error>(
        &static_cast<const app::CommandLine &>(app::parseCommandLine({"jwt", "fly"}, {}))));
}

void TestJwtFetch::tokensAreWrittenUnderTheirKeys()
{
    const QTemporaryDir folder;
    commands::TokenWriter writer(folder.filePath(u"a/b"_s));
    const jwt::TokenPtr plain = token(u"account/plain"_s);
    const auto account = writer.write(*plain);
    QVERIFY(account.ok());
    QCOMPARE(account->path,
             folder.filePath(u"a/b/"_s) + QString::fromLatin1(plain->claims().sub) + u".jwt"_s);
    QCOMPARE(account->remark, QString());
    QCOMPARE(content(account->path), plain->text());
    const jwt::TokenPtr stream = token(u"activation/stream"_s);
    const auto activation = writer.write(*stream);
    QVERIFY(activation.ok());
    QVERIFY(activation->path.endsWith(QString::fromLatin1(jwt::activationHash(stream->claims()))
                                      + u".jwt"_s));
    // The same again is nothing new.
    QCOMPARE(writer.write(*plain)->path, QString());
    QCOMPARE(QDir(folder.filePath(u"a/b"_s)).entryList(QDir::Files).size(), 2);
}

void TestJwtFetch::whatIsReplacedIsSaid()
{
    const QTemporaryDir folder;
    const jwt::TokenPtr plain = token(u"account/plain"_s);
    const QString path = commands::TokenWriter(folder.path()).write(*plain)->path;
    QCOMPARE(commands::TokenWriter(folder.path()).write(*plain)->remark, u"unchanged"_s);
    const jwt::TokenPtr newer = token(u"account/plain-newer"_s);
    const auto replaced = commands::TokenWriter(folder.path()).write(*newer);
    QCOMPARE(replaced->path, path);
    QVERIFY(replaced->remark.contains("replaced"_L1));
    QCOMPARE(content(path), newer->text());
}

void TestJwtFetch::differentTokensOfOneAccountAreBothKept()
{
    const QTemporaryDir folder;
    commands::TokenWriter writer(folder.path());
    const jwt::TokenPtr plain = token(u"account/plain"_s);
    const jwt::TokenPtr older = token(u"account/plain-older"_s);
    QCOMPARE(content(writer.write(*plain)->path), plain->text());
    const auto second = writer.write(*older);
    QVERIFY(second->path.endsWith("-2.jwt"_L1) && !second->remark.isEmpty());
    QCOMPARE(content(second->path), older->text());
}

void TestJwtFetch::copiesOfOneSubjectAreBounded()
{
    constexpr qsizetype kMax = commands::TokenWriter::kMaxCopies;
    const QTemporaryDir folder;
    commands::TokenWriter writer(folder.path());
    const QByteArray plain = token(u"account/plain"_s)->text();
    for (int i = 0; i <= kMax; ++i) {
        QCOMPARE(writer.leftOut(), 0);
        const auto written = writer.write(*jwt::Token::decode(plain + QByteArray(i, 'A')));
        QVERIFY(written.ok());
        QCOMPARE(written->path.isEmpty(), i == kMax);
    }
    QCOMPARE(writer.leftOut(), 1);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), kMax);
}

void TestJwtFetch::aDamagedTokenReplacesNoSoundOne()
{
    const QTemporaryDir folder;
    const jwt::TokenPtr plain = token(u"account/plain"_s);
    const QString path = commands::TokenWriter(folder.path()).write(*plain)->path;
    const jwt::TokenPtr damaged = jwt::Token::decode(plain->text() + "AAAA");
    QCOMPARE(damaged->claims().sub, plain->claims().sub);
    QVERIFY(!damaged->decodes());
    commands::TokenWriter writer(folder.path());
    QVERIFY(!writer.write(*damaged).ok());
    QCOMPARE(content(path), plain->text());
    // It takes nobody's place either.
    QCOMPARE(writer.write(*plain)->path, path);
}

void TestJwtFetch::whatHasNoKeyIsNotWritten()
{
    const QTemporaryDir folder;
    commands::TokenWriter writer(folder.path());
    QVERIFY(!writer.write(*jwt::Token::decode("not a token")).ok());
    // A subject is a peer's word: it must not lead out of the folder.
    const QByteArray payload
        = QByteArray(R"({"sub":"../../evil","nats":{"type":"account","version":2}})")
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QVERIFY(!writer
                 .write(*jwt::Token::decode("eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ."
                                            + payload + ".AAAA"))
                 .ok());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestJwtFetch::aFolderThatCannotBeMadeIsAnError()
{
    commands::TokenWriter writer(jwtfixtures::path(u"manifest.json/below"_s));
    QVERIFY(!writer.write(*token(u"account/plain"_s)).ok());
}

QTEST_GUILESS_MAIN(TestJwtFetch)
#include "tst_jwtfetch.moc"
