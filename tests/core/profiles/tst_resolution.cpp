// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/resolution.h"

#include "core/jwt/token.h"
#include "core/profiles/programrun.h"
#include "tests/support/certificates.h"
#include "tests/support/tokens.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using profiles::Profile;

class TestResolution : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingIsTheDefaultServer();
    void everyPlainFieldCounts();
    void nothingHappensBeforeStartReturns();
    void theFirstWayToLogInCounts_data();
    void theFirstWayToLogInCounts();
    void aTokenGoesBesidesTheLogin();
    void secretsComeFromWhereTheyAre_data();
    void secretsComeFromWhereTheyAre();
    void contentsOfCredsAndNkeys_data();
    void contentsOfCredsAndNkeys();
    void pathsAreExpanded();
    void onlyPathsAreExpanded();
    void whatIsWrongNamesTheField_data();
    void whatIsWrongNamesTheField();
    void unusedFieldsMayBeWrong();
    void aBrokenProfileIsItsProblem();
    void theKeychainHasWhatIsKeptThere();
    void aProgramRunsOnlyWhenAllowed();
    void aProgramThatFailsSaysSo_data();
    void aProgramThatFailsSaysSo();
    void aProgramThatHangsIsStopped();
    void deletingCancels();
    void anEncryptedKeyAsksForItsPassphrase();
    void nscGivesCredsAndUrls();
    void whatNscLacksIsNamed_data();
    void whatNscLacksIsNamed();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(name); }
    void put(const QString &name, const QByteArray &content);
    void putOp(const QByteArray &script);
    void putNscStore(const QString &root, const QString &keys);

    std::unique_ptr<QTemporaryDir> m_directory;
    QProcessEnvironment m_environment;
};

namespace {

const QByteArray kSeed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
const QByteArray kPublic = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";

QByteArray userJwt()
{
    static const QByteArray text
        = tokens::make("u", tokens::key(nkey::Kind::Account), kPublic, tokens::userClaims())
              ->text();
    return text;
}

QByteArray credsText()
{
    return "-----BEGIN NATS USER JWT-----\n" + userJwt()
        + "\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n" + kSeed
        + "\n------END USER NKEY SEED------\n";
}

// One resolution to its end.
struct Resolve
{
    Resolve(const Profile &profile, const QProcessEnvironment &environment, bool allow = true,
            const QByteArrayList &passphrases = {"geheim"})
        : resolution(profile, environment, secrets)
    {
        QObject::connect(&resolution, &profiles::Resolution::programAsked, &resolution,
                         [this, allow](const QString &command) {
                             asked += command;
                             resolution.allowProgram(allow);
                         });
        QObject::connect(
            &resolution, &profiles::Resolution::passphraseAsked, &resolution,
            [this, left = passphrases](const QString &file, const QString &problem) mutable {
                asked += file;
                problems += problem;
                resolution.givePassphrase(
                    base::Secret(left.isEmpty() ? QByteArray() : left.takeFirst()));
            });
        QObject::connect(&resolution, &profiles::Resolution::finished, &resolution,
                         [this](const base::Result<nats::ConnectOptions> &options) {
                             ++ends;
                             result = options;
                         });
    }
    const nats::ConnectOptions &run()
    {
        static const nats::ConnectOptions none;
        resolution.start();
        if (!QTest::qWaitFor([this] { return result.has_value(); }))
            return none;
        return *result ? result->value() : none;
    }
    QString error()
    {
        run();
        return !result ? u"(no end)"_s : *result ? QString() : result->error().text;
    }

    profiles::MemorySecretStore secrets;
    profiles::Resolution resolution;
    QStringList asked;
    QStringList problems; ///< of the passphrase
    int ends = 0;
    std::optional<base::Result<nats::ConnectOptions>> result;
};

Profile named(const profiles::Settings &settings = {})
{
    Profile profile;
    profile.origin = profiles::Origin::NatsContext;
    profile.name = u"prod"_s;
    profile.settings = settings;
    return profile;
}

Profile with(const QByteArray &key, const QString &value)
{
    Profile profile = named();
    for (const profiles::Field &field : profiles::fields()) {
        if (key == field.key)
            profile.settings.*field.member = value;
    }
    return profile;
}

QString authText(const nats::ConnectOptions &options)
{
    struct Show
    {
        static QString text(const base::Secret &secret)
        {
            return QString::fromUtf8(secret.reveal());
        }
        QString operator()(const nats::NoAuth &) const { return u"none"_s; }
        QString operator()(const nats::UserPassword &a) const
        {
            return u"user "_s + a.user + u' ' + text(a.password);
        }
        QString operator()(const nats::Token &a) const { return u"token "_s + text(a.token); }
        QString operator()(const nats::NkeyFile &a) const { return u"nkey file "_s + a.path; }
        QString operator()(const nats::NkeySeed &a) const { return u"nkey "_s + text(a.seed); }
        QString operator()(const nats::CredsFile &a) const { return u"creds file "_s + a.path; }
        QString operator()(const nats::CredsText &a) const { return u"creds "_s + text(a.content); }
        QString operator()(const nats::UserJwt &a) const
        {
            return u"jwt "_s + text(a.jwt) + u' ' + text(a.seed);
        }
    };
    const QString text = std::visit(Show(), options.auth);
    return options.extraToken.isEmpty() ? text : text + u" + "_s + Show::text(options.extraToken);
}

} // namespace

void TestResolution::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_environment = {};
    m_environment.insert(u"HOME"_s, path(u"home"_s));
    m_environment.insert(u"PATH"_s, path(u"bin"_s) + u":/usr/bin:/bin"_s);
    put(u"u.creds"_s, credsText());
    put(u"u.nk"_s, kSeed + '\n');
    put(u"secret"_s, "from file\r\n\n");
}

void TestResolution::put(const QString &name, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestResolution::putOp(const QByteArray &script)
{
    put(u"bin/op"_s, "#!/bin/sh\n" + script);
    QFile::setPermissions(path(u"bin/op"_s),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestResolution::nothingIsTheDefaultServer()
{
    Resolve resolve(named(), m_environment);
    const nats::ConnectOptions &options = resolve.run();
    QCOMPARE(resolve.error(), QString());
    QCOMPARE(options.servers.size(), size_t(1));
    QCOMPARE(options.servers.front().display(), u"nats://127.0.0.1:4222"_s);
    QCOMPARE(authText(options), u"none"_s);
    QCOMPARE(options.plainLogin, nats::PlainLogin::Ask);
    QCOMPARE(resolve.ends, 1);
}

void TestResolution::everyPlainFieldCounts()
{
    Profile profile = named();
    profile.settings.url = u"nats://a, tls://u:p%40@b:1"_s;
    profile.settings.inboxPrefix = u"_INBOX.me"_s;
    profile.settings.socksProxy = u"socks5://me:pw@proxy:99"_s;
    profile.settings.tlsFirst = true;
    profile.extras = {true, true, true, true, true, {}};
    Resolve resolve(profile, m_environment);
    const nats::ConnectOptions &options = resolve.run();
    QCOMPARE(resolve.error(), QString());
    QCOMPARE(options.name, u"prod"_s);
    QCOMPARE(options.servers.size(), size_t(2));
    QCOMPARE(options.servers[1].password, base::Secret("p@"));
    QCOMPARE(options.inboxPrefix, "_INBOX.me");
    QCOMPARE(options.proxy->host, u"proxy"_s);
    QVERIFY(options.tls.first && options.tls.require && options.readOnly && !options.echo
            && options.ignoreDiscovered);
    QCOMPARE(options.plainLogin, nats::PlainLogin::Allow);
}

void TestResolution::nothingHappensBeforeStartReturns()
{
    putOp("echo x");
    for (const Profile &profile :
         {named(), with("url", u"bad url"_s), with("token", u"op://a"_s)}) {
        Resolve resolve(profile, m_environment);
        resolve.resolution.start();
        QVERIFY(!resolve.result && resolve.asked.isEmpty());
        resolve.run();
        QCOMPARE(resolve.ends, 1);
    }
}

void TestResolution::theFirstWayToLogInCounts_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QString>("auth");
    QTest::newRow("user") << QStringList{u"user"_s, u"password"_s, u"creds"_s,
                                         u"nkey"_s, u"user_jwt"_s, u"user_seed"_s}
                          << u"user U P"_s;
    QTest::newRow("user alone") << QStringList{u"user"_s} << u"user U "_s;
    QTest::newRow("creds") << QStringList{u"creds"_s, u"nkey"_s, u"user_jwt"_s, u"user_seed"_s}
                           << u"creds file %1/u.creds"_s;
    QTest::newRow("nkey") << QStringList{u"nkey"_s, u"user_jwt"_s} << u"nkey file %1/u.nk"_s;
    QTest::newRow("jwt and seed") << QStringList{u"user_jwt"_s, u"user_seed"_s} << u"jwt J %2"_s;
    QTest::newRow("bearer") << QStringList{u"user_jwt"_s} << u"jwt J "_s;
    QTest::newRow("seed alone") << QStringList{u"user_seed"_s} << u"none"_s;
    QTest::newRow("password alone") << QStringList{u"password"_s} << u"none"_s;
    QTest::newRow("token") << QStringList{u"token"_s} << u"token T"_s;
}

void TestResolution::theFirstWayToLogInCounts()
{
    QFETCH(QStringList, keys);
    QFETCH(QString, auth);
    const QHash<QString, QString> values{{u"user"_s, u"U"_s},
                                         {u"password"_s, u"P"_s},
                                         {u"creds"_s, path(u"u.creds"_s)},
                                         {u"nkey"_s, path(u"u.nk"_s)},
                                         {u"user_jwt"_s, u"J"_s},
                                         {u"user_seed"_s, QString::fromLatin1(kSeed)},
                                         {u"token"_s, u"T"_s}};
    Profile profile = named();
    for (const profiles::Field &field : profiles::fields()) {
        if (keys.contains(QLatin1StringView(field.key)))
            profile.settings.*field.member = values[QString::fromLatin1(field.key)];
    }
    Resolve resolve(profile, m_environment);
    const QString text = authText(resolve.run());
    QCOMPARE(resolve.error(), QString());
    QCOMPARE(text,
             QString(auth)
                 .replace(u"%1"_s, m_directory->path())
                 .replace(u"%2"_s, QString::fromLatin1(kSeed)));
}

void TestResolution::aTokenGoesBesidesTheLogin()
{
    Profile profile = with("token", u"T"_s);
    profile.settings.nkey = path(u"u.nk"_s);
    Resolve resolve(profile, m_environment);
    QCOMPARE(authText(resolve.run()), u"nkey file "_s + path(u"u.nk"_s) + u" + T"_s);
}

void TestResolution::secretsComeFromWhereTheyAre_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("literal") << u"p$HOME ~"_s << QByteArray("p$HOME ~");
    QTest::newRow("file") << u"file://%1/secret"_s << QByteArray("from file");
    QTest::newRow("file in a variable's folder")
        << u"file://$HOME/../secret"_s << QByteArray("from file");
    QTest::newRow("variable") << u"env://ONE"_s << QByteArray("from one");
    QTest::newRow("by way of a variable") << u"env://FOUR"_s << QByteArray("from one");
    QTest::newRow("data") << u"data:;base64,c2VjcmV0"_s << QByteArray("secret");
    QTest::newRow("data with a type")
        << u"data:text/plain;base64,c2VjcmV0DQo="_s << QByteArray("secret");
    QTest::newRow("another scheme") << u"vault://a/b"_s << QByteArray("vault://a/b");
    QTest::newRow("a drive") << u"C:\\x"_s << QByteArray("C:\\x");
    QTest::newRow("no scheme") << u"env:ONE"_s << QByteArray("env:ONE");
    QTest::newRow("nsc is for creds") << u"nsc://a/b/c"_s << QByteArray("nsc://a/b/c");
    QTest::newRow("any case") << u"ENV://ONE"_s << QByteArray("from one");
}

void TestResolution::secretsComeFromWhereTheyAre()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, secret);
    m_environment.insert(u"ONE"_s, u"from one"_s);
    m_environment.insert(u"FOUR"_s, u"env://ONE"_s);
    QVERIFY(QDir().mkpath(path(u"home"_s)));
    Profile profile = with("password", value.replace(u"%1"_s, m_directory->path()));
    profile.settings.user = u"u"_s;
    Resolve resolve(profile, m_environment);
    const nats::ConnectOptions &options = resolve.run();
    QCOMPARE(resolve.error(), QString());
    QCOMPARE(std::get<nats::UserPassword>(options.auth).password, base::Secret(secret));
}

void TestResolution::contentsOfCredsAndNkeys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("auth");
    QTest::newRow("creds by data") << QByteArray("creds") << u"data:;base64,%C"_s << u"creds %c"_s;
    QTest::newRow("creds by variable") << QByteArray("creds") << u"env://CREDS"_s << u"creds %c"_s;
    QTest::newRow("creds by file")
        << QByteArray("creds") << u"file://%1/u.creds"_s << u"creds file %1/u.creds"_s;
    QTest::newRow("creds by program") << QByteArray("creds") << u"op://v/i/f"_s << u"creds %c"_s;
    QTest::newRow("nkey by variable") << QByteArray("nkey") << u"env://SEED"_s << u"nkey %s"_s;
    QTest::newRow("nkey by variable's data")
        << QByteArray("nkey") << u"env://DATA"_s << u"nkey %s"_s;
}

void TestResolution::contentsOfCredsAndNkeys()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, value);
    QFETCH(QString, auth);
    putOp("cat \"$(dirname \"$0\")/../u.creds\"");
    m_environment.insert(u"CREDS"_s, QString::fromLatin1(credsText()));
    m_environment.insert(u"SEED"_s, QString::fromLatin1(kSeed));
    m_environment.insert(u"DATA"_s, u"data:;base64,"_s + QString::fromLatin1(kSeed.toBase64()));
    const auto filled = [this](QString text) {
        return text.replace(u"%1"_s, m_directory->path())
            .replace(u"%C"_s, QString::fromLatin1(credsText().toBase64()))
            .replace(u"%c"_s, QString::fromLatin1(credsText()))
            .replace(u"%s"_s, QString::fromLatin1(kSeed));
    };
    Resolve resolve(with(key, filled(value)), m_environment);
    const QString text = authText(resolve.run());
    QCOMPARE(resolve.error(), QString());
    QCOMPARE(text, filled(auth));
}

void TestResolution::pathsAreExpanded()
{
    put(u"home/ca.pem"_s, "x");
    m_environment.insert(u"TLS"_s, m_directory->path());
    put(u"c.pem"_s, "x");
    put(u"k.pem"_s, "x");
    Profile profile = with("ca", u"~/ca.pem"_s);
    profile.settings.cert = u"$TLS/c.pem"_s;
    profile.settings.key = u"file://${TLS}/k.pem"_s;
    Resolve resolve(profile, m_environment);
    const nats::ConnectOptions &options = resolve.run();
    QCOMPARE(resolve.error(), QString());
    QCOMPARE(options.tls.caFile, path(u"home/ca.pem"_s));
    QCOMPARE(options.tls.certFile, path(u"c.pem"_s));
    QCOMPARE(options.tls.keyFile, path(u"k.pem"_s));
}

void TestResolution::onlyPathsAreExpanded()
{
    m_environment.insert(u"X"_s, u"expanded"_s);
    Profile profile = with("user", u"$X~"_s);
    profile.settings.password = u"~$X"_s;
    Resolve resolve(profile, m_environment);
    QCOMPARE(authText(resolve.run()), u"user $X~ ~$X"_s);
}

void TestResolution::whatIsWrongNamesTheField_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    const auto row
        = [](const char *title, const char *key, const QString &value, const QString &text) {
              QTest::newRow(title) << QByteArray(key) << value << text;
          };
    row("cycle", "token", u"env://A"_s, u"env://A leads back to itself"_s);
    row("variable not set", "token", u"env://NOWHERE"_s,
        u"the environment variable NOWHERE is not set"_s);
    row("variable empty", "token", u"env://EMPTY"_s, u"the environment variable EMPTY is empty"_s);
    row("variable without a name", "token", u"env://"_s,
        u"the name of an environment variable is expected behind env://"_s);
    row("file missing", "token", u"file://%1/none"_s, u"%1/none could not be read: "_s);
    row("file is a folder", "token", u"file://%1"_s, u"%1 is not a file"_s);
    row("file without a path", "token", u"file://"_s, u"a path is expected behind file://"_s);
    row("file too large", "token", u"file://%1/large"_s, u"1048577 bytes, at most 1048576"_s);
    row("data without a comma", "token", u"data:hunter2"_s,
        u"data:;base64,… is expected; the comma is missing"_s);
    row("data without base64", "token", u"data:text,hunter2"_s,
        u"data:;base64,… is expected; “;base64” before the comma is missing"_s);
    row("data of another alphabet", "token", u"data:;base64,hunter2!"_s,
        u"data:;base64,… is expected; what follows the comma is not base64"_s);
    row("unknown scheme", "creds", u"vault://hunter2"_s,
        u"a path, file://, env://, data:, op:// or nsc:// is expected, there is vault:"_s);
    row("unknown scheme of an nkey", "nkey", u"nsc://hunter2"_s,
        u"a path, file://, env://, data: or op:// is expected, there is nsc:"_s);
    row("scheme of a path", "ca", u"env://hunter2"_s,
        u"a path or file:// is expected, there is env:"_s);
    row("variable in a path", "creds", u"$NOWHERE/x"_s,
        u"the environment variable NOWHERE in the path is not set"_s);
    row("creds missing", "creds", u"%1/none"_s, u"%1/none"_s);
    row("creds without a seed", "creds", u"%1/bearer.creds"_s, u"no seed"_s);
    row("creds of a text", "creds", u"data:;base64,aHVudGVyMg=="_s, u"Credentials: "_s);
    row("nkey of a text", "nkey", u"%1/secret"_s, u"a line that starts with SU is expected"_s);
    row("ca missing", "ca", u"%1/none"_s, u"%1/none could not be read: "_s);
    row("cert missing", "cert", u"%1/none"_s, u"%1/none could not be read: "_s);
    row("key is a folder", "key", u"%1"_s, u"%1 is not a file"_s);
    row("url scheme", "url", u"http://hunter2"_s, u"Server: “http://” is unknown"_s);
    row("url with a bad port", "url", u"nats://u:hunter2@a:0"_s, u"Server: the port"_s);
    row("inbox", "inbox_prefix", u"a.*"_s, u""_s);
    row("nsc", "nsc", u"nsc://O/A"_s, u"nsc://Operator/Account/User is expected"_s);
}

void TestResolution::whatIsWrongNamesTheField()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, value);
    QFETCH(QString, text);
    m_environment.insert(u"A"_s, u"env://B"_s);
    m_environment.insert(u"B"_s, u"env://A"_s);
    m_environment.insert(u"EMPTY"_s, QString());
    put(u"large"_s, QByteArray(1024 * 1024 + 1, 'x'));
    put(u"bearer.creds"_s, credsText().left(credsText().indexOf("-----BEGIN USER")));
    const auto filled = [this](QString shown) {
        return shown.replace(u"%1"_s, m_directory->path());
    };
    Resolve resolve(with(key, filled(value)), m_environment);
    const QString error = resolve.error();
    const QString start = u"Context “prod”: "_s + QString::fromLatin1(key) + u": "_s;
    QVERIFY2(error.startsWith(start), qPrintable(error));
    QVERIFY2(error.contains(filled(text)), qPrintable(error));
    QVERIFY2(!error.contains(u"hunter2"_s), qPrintable(error));
    QVERIFY2(!error.contains(QString::fromLatin1(kSeed)), qPrintable(error));
}

void TestResolution::unusedFieldsMayBeWrong()
{
    Profile profile = with("creds", u"vault://x"_s);
    profile.settings.user = u"u"_s;
    profile.settings.nkey = u"/none"_s;
    profile.settings.userSeed = u"env://NOWHERE"_s;
    Resolve resolve(profile, m_environment);
    QCOMPARE(authText(resolve.run()), u"user u "_s);
}

void TestResolution::aBrokenProfileIsItsProblem()
{
    Profile profile = named();
    profile.problem = base::Error{base::ErrorKind::InvalidInput, u"broken"_s, 7};
    Resolve resolve(profile, m_environment);
    QCOMPARE(resolve.error(), u"broken"_s);
}

void TestResolution::theKeychainHasWhatIsKeptThere()
{
    Profile profile = with("user", u"u"_s);
    profile.extras.keychained = {u"password"_s};
    Resolve missing(profile, m_environment);
    QVERIFY(
        missing.error().startsWith(u"Context “prod”: password: the keychain does not have it"_s));

    Resolve present(profile, m_environment);
    // As it is, with no scheme looked for.
    present.secrets.write(u"nats-context/prod/password"_s, base::Secret("env://X"), this,
                          [](const auto &) {});
    QCOMPARE(authText(present.run()), u"user u env://X"_s);

    profile = named();
    profile.extras.keychained = {u"creds"_s};
    Resolve creds(profile, m_environment);
    creds.secrets.write(u"nats-context/prod/creds"_s, base::Secret(credsText()), this,
                        [](const auto &) {});
    QCOMPARE(authText(creds.run()), u"creds "_s + QString::fromLatin1(credsText()));
}

void TestResolution::aProgramRunsOnlyWhenAllowed()
{
    putOp("touch \"$(dirname \"$0\")/ran\"\nprintf '%s\\n' \"$1 $2\"");
    Resolve refused(with("token", u"op://v/i x/f"_s), m_environment, false);
    QCOMPARE(refused.error(), u"Context “prod”: token: “op read” was not allowed to run"_s);
    QCOMPARE(refused.asked, QStringList{u"op read op://v/i x/f"_s});
    QVERIFY(!QFileInfo::exists(path(u"bin/ran"_s)));
    Resolve allowed(with("token", u"op://v/i x/f"_s), m_environment);
    QCOMPARE(authText(allowed.run()), u"token read op://v/i x/f"_s);
    QVERIFY(QFileInfo::exists(path(u"bin/ran"_s)));
}

void TestResolution::aProgramThatFailsSaysSo_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("text");
    QTest::newRow("not there") << QByteArray() << u"the program op is not installed"_s;
    QTest::newRow("code") << QByteArray("echo hunter2; echo hunter2 >&2; exit 3")
                          << u"op ended with code 3"_s;
    QTest::newRow("killed") << QByteArray("echo hunter2; kill -9 $$") << u"op crashed"_s;
    QTest::newRow("too much") << QByteArray("yes hunter2") << u"more than 1048576 bytes"_s;
}

void TestResolution::aProgramThatFailsSaysSo()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, text);
    if (!script.isEmpty())
        putOp(script);
    Resolve resolve(with("token", u"op://v/i/f"_s), m_environment);
    const QString error = resolve.error();
    QVERIFY2(error.startsWith(u"Context “prod”: token: "_s), qPrintable(error));
    QVERIFY2(error.contains(text), qPrintable(error));
    QVERIFY2(!error.contains(u"hunter2"_s), qPrintable(error));
    QCOMPARE(resolve.ends, 1);
}

void TestResolution::aProgramThatHangsIsStopped()
{
    putOp("exec sleep 600");
    profiles::ProgramRun run(u"op"_s, {}, m_environment);
    std::optional<base::Result<base::Secret>> result;
    connect(&run, &profiles::ProgramRun::finished, this,
            [&result](const base::Result<base::Secret> &output) { result = output; });
    run.start(std::chrono::milliseconds(1));
    QTRY_VERIFY(result);
    QCOMPARE(result->error().text, u"op did not end in time and was stopped"_s);
}

void TestResolution::deletingCancels()
{
    putOp("cd \"$(dirname \"$0\")\"; echo $$ > new; mv new pid; exec sleep 600");
    profiles::MemorySecretStore secrets;
    auto resolution = std::make_unique<profiles::Resolution>(with("token", u"op://v/i/f"_s),
                                                             m_environment, secrets);
    const QSignalSpy asked(resolution.get(), &profiles::Resolution::programAsked);
    resolution->start();
    QTRY_COMPARE(asked.size(), 1);
    resolution->allowProgram(true);
    QTRY_VERIFY(QFileInfo::exists(path(u"bin/pid"_s)));
    QFile file(path(u"bin/pid"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const int pid = file.readAll().trimmed().toInt();
    QVERIFY(pid > 0 && kill(pid, 0) == 0);
    resolution.reset();
    QTRY_VERIFY(kill(pid, 0) != 0);
}

void TestResolution::anEncryptedKeyAsksForItsPassphrase()
{
    QVERIFY(makeCertificates(m_directory->path()));
    QProcess openssl;
    openssl.setWorkingDirectory(m_directory->path());
    openssl.start(u"openssl"_s,
                  {u"pkcs8"_s, u"-topk8"_s, u"-in"_s, u"server-key.pem"_s, u"-out"_s,
                   u"locked.pem"_s, u"-passout"_s, u"pass:geheim"_s});
    QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
    Profile profile = with("cert", path(u"server.pem"_s));
    profile.settings.key = path(u"locked.pem"_s);
    Resolve asked(profile, m_environment);
    QCOMPARE(asked.run().tls.keyPassphrase, base::Secret("geheim"));
    QCOMPARE(asked.asked, QStringList{path(u"locked.pem"_s)});

    Resolve refused(profile, m_environment, true, {});
    QCOMPARE(asked.problems, QStringList{QString()});
    QCOMPARE(refused.error(),
             u"Context “prod”: key: the passphrase of the private key was not given"_s);

    profile.extras.keychained = {u"key_passphrase"_s};
    Resolve kept(profile, m_environment);
    kept.secrets.write(u"nats-context/prod/key_passphrase"_s, base::Secret("geheim"), this,
                       [](const auto &) {});
    QCOMPARE(kept.run().tls.keyPassphrase, base::Secret("geheim"));
    QVERIFY(kept.asked.isEmpty());

    // A wrong one is not taken along: the connection could never be mended.
    Resolve again(profile, m_environment, true, {"hunter2", "hunter3", "geheim"});
    again.secrets.write(u"nats-context/prod/key_passphrase"_s, base::Secret("swordfish"), this,
                        [](const auto &) {});
    QCOMPARE(again.run().tls.keyPassphrase, base::Secret("geheim"));
    QCOMPARE(again.asked.size(), 3);
    QVERIFY2(again.problems[0].contains(u"keychain"_s), qPrintable(again.problems[0]));
    QVERIFY2(again.problems[1].contains(u"does not open"_s), qPrintable(again.problems[1]));
    QVERIFY(!again.problems[1].contains(u"keychain"_s));
    for (const QString &problem : again.problems)
        QVERIFY(!problem.contains(u"hunter"_s) && !problem.contains(u"swordfish"_s));
    Resolve given(profile, m_environment, true, {"hunter2"});
    QCOMPARE(given.error(), refused.error());
    QCOMPARE(given.asked.size(), 2);

    profile = with("cert", path(u"server.pem"_s));
    profile.settings.key = path(u"server-key.pem"_s);
    Resolve open(profile, m_environment);
    open.run();
    QVERIFY(open.asked.isEmpty());
}

void TestResolution::putNscStore(const QString &root, const QString &keys)
{
    jwt::OperatorClaims claims;
    claims.serviceUrls = {"nats://one:4222", "tls://two"};
    const nkey::KeyPair key = tokens::key(nkey::Kind::Operator);
    put(root + u"/ACME/.nsc"_s, "{}");
    put(root + u"/ACME/ACME.jwt"_s, tokens::make("ACME", key, key.publicKey(), claims)->text());
    put(root + u"/ACME/accounts/Big Orders/users/alice.jwt"_s, userJwt());
    put(root + u"/ACME/accounts/Big Orders/users/bob.jwt"_s, userJwt());
    put(keys + u"/creds/ACME/Big Orders/alice.creds"_s, credsText());
}

void TestResolution::nscGivesCredsAndUrls()
{
    const QString creds = u"/creds/ACME/Big Orders/alice.creds"_s;
    putNscStore(u"home/.local/share/nats/nsc/stores"_s, u"home/.local/share/nats/nsc/keys"_s);
    Resolve resolve(with("creds", u"nsc://ACME/Big%20Orders/alice"_s), m_environment);
    const nats::ConnectOptions &options = resolve.run();
    QCOMPARE(resolve.error(), QString());
    QCOMPARE(authText(options),
             u"creds file "_s + path(u"home/.local/share/nats/nsc/keys"_s) + creds);
    QCOMPARE(options.servers.size(), size_t(2));
    QCOMPARE(options.servers[1].display(), u"tls://two:4222"_s);

    Profile old = with("nsc", u"nsc://acme/big+orders/ALICE?key"_s);
    old.settings.url = u"nats://mine"_s;
    Resolve deprecated(old, m_environment);
    QCOMPARE(deprecated.run().servers.front().host, u"mine"_s);
    QCOMPARE(authText(deprecated.run()), authText(options));

    putNscStore(u"s"_s, u"k"_s);
    m_environment.insert(u"WHERE"_s, m_directory->path());
    Resolve elsewhere(
        with("creds", u"nsc://ACME/Big Orders/alice?store=%24WHERE/s&keystore=$WHERE/k"_s),
        m_environment);
    QCOMPARE(authText(elsewhere.run()), u"creds file "_s + path(u"k"_s) + creds);
}

void TestResolution::whatNscLacksIsNamed_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("text");
    QTest::newRow("operator") << u"nsc://NONE/A/U"_s << u"there is no operator “NONE”"_s;
    QTest::newRow("account") << u"nsc://ACME/A/U"_s << u"“ACME” has no account “A”"_s;
    QTest::newRow("user") << u"nsc://ACME/Big Orders/carol"_s
                          << u"“Big Orders” of “ACME” has no user “carol”"_s;
    QTest::newRow("creds") << u"nsc://ACME/Big Orders/bob"_s << u"bob.creds"_s;
    QTest::newRow("parent") << u"nsc://../Big Orders/bob"_s
                            << u"nsc://Operator/Account/User is expected"_s;
    QTest::newRow("hidden slash") << u"nsc://ACME/Big%2FOrders/bob"_s
                                  << u"nsc://Operator/Account/User is expected"_s;
    QTest::newRow("too few") << u"nsc://ACME"_s << u"nsc://Operator/Account/User is expected"_s;
    QTest::newRow("too many") << u"nsc://A/B/C/D"_s << u"nsc://Operator/Account/User is expected"_s;
    QTest::newRow("store") << u"nsc://ACME/A/U?store=/none"_s << u"There is no /none"_s;
}

void TestResolution::whatNscLacksIsNamed()
{
    QFETCH(QString, reference);
    QFETCH(QString, text);
    putNscStore(u"home/.local/share/nats/nsc/stores"_s, u"home/.local/share/nats/nsc/keys"_s);
    Resolve resolve(with("creds", reference), m_environment);
    const QString error = resolve.error();
    QVERIFY2(error.startsWith(u"Context “prod”: creds: "_s), qPrintable(error));
    QVERIFY2(error.contains(text), qPrintable(error));
}

QTEST_GUILESS_MAIN(TestResolution)
#include "tst_resolution.moc"
