// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What each way to log in puts into CONNECT.
#include "core/nats/identity.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace nats;
using namespace Qt::StringLiterals;

namespace {

// The test vector of spec §2.3.
const QByteArray kSeed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
const QByteArray kPublic = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";
const QByteArray kNonce = "hello nonce";
const QByteArray kSignature
    = "Lnc0R7pz7SbZGzHtQb9GMwPc9LjhyX6lHiEgYyhJD3KChKc_H54FZ54R9JU2x-JJlxx3HYKKA4QQs27gO7wpCQ";
const QByteArray kOtherUser = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";
const QByteArray kAccountSeed = "SAAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4HYMHI";

QByteArray jwtFor(const QByteArray &claims)
{
    const auto encoded = [](const QByteArray &json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return encoded(R"({"typ":"JWT","alg":"ed25519-nkey"})") + '.' + encoded(claims) + ".c2ln";
}

QByteArray jwt()
{
    return jwtFor("{\"sub\":\"" + kPublic + "\"}");
}

QByteArray bearer()
{
    return jwtFor("{\"sub\":\"" + kPublic + R"(","nats":{"bearer_token":true}})");
}

QByteArray block(const QByteArray &name, const QByteArray &content)
{
    return "-----BEGIN " + name + "-----\n" + content + "\n------END " + name + "------\n";
}

QByteArray creds()
{
    return block("NATS USER JWT", jwt()) + '\n' + block("USER NKEY SEED", kSeed);
}

base::Secret secret(const QByteArray &text)
{
    return base::Secret(QByteArray(text.constData(), text.size()));
}

// "user=… pass=… token=… nkey=… jwt=… sig=…", or "failure: …".
QString print(const std::variant<Login, Failure> &result)
{
    if (const auto *failure = std::get_if<Failure>(&result))
        return u"failure: "_s + failure->error.text;
    const encoder::Identity &identity = std::get<Login>(result).identity;
    QStringList fields;
    const auto add = [&fields](const char *name, QByteArrayView value) {
        if (!value.isEmpty())
            fields += QLatin1StringView(name) + u'=' + QString::fromUtf8(value);
    };
    add("user", identity.user.toUtf8());
    add("pass", identity.password.reveal());
    add("token", identity.token.reveal());
    add("nkey", identity.nkey);
    add("jwt", identity.jwt);
    add("sig", identity.signature);
    return fields.join(u' ');
}

struct Scene
{
    explicit Scene(Auth auth = {}, const QString &url = u"nats://h"_s)
    {
        options.auth = std::move(auth);
        options.servers = *parseServerUrls(url);
    }
    [[nodiscard]] std::variant<Login, Failure> result(const QByteArray &nonce = kNonce) const
    {
        return identify(options, options.servers.front(), nonce);
    }
    ConnectOptions options;
};

} // namespace

class TestIdentity : public QObject
{
    Q_OBJECT

private slots:
    void t43EachWayFillsItsFields_data();
    void t43EachWayFillsItsFields();
    void unusableCredentialsAreExplained_data();
    void unusableCredentialsAreExplained();
    void filesAreReadAnewEachTime();
    void missingFilesAreNamed();
    void replayableLoginsAreKnown_data();
    void replayableLoginsAreKnown();
    void oddCredentialsWarn_data();
    void oddCredentialsWarn();
};

void TestIdentity::t43EachWayFillsItsFields_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<QByteArray>("nonce");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const Scene &scene, const QByteArray &expected,
                        const QByteArray &nonce = kNonce) {
        QTest::newRow(name) << scene << nonce << expected;
    };
    const QByteArray signedJwt = "jwt=" + jwt() + " sig=" + kSignature;
    const QByteArray nkey = "nkey=" + kPublic + " sig=" + kSignature;
    const Auth login = UserPassword{u"u"_s, secret("p")};

    row("nothing", Scene(), "");
    row("user and password", Scene(login), "user=u pass=p");
    row("user alone", Scene(UserPassword{u"u"_s, {}}), "user=u");
    row("token", Scene(Token{secret("t")}), "token=t");
    row("nkey", Scene(NkeySeed{secret(kSeed)}), nkey);
    row("nkey, decorated", Scene(NkeySeed{secret(block("USER NKEY SEED", kSeed))}), nkey);
    row("nkey, CR LF", Scene(NkeySeed{secret(kSeed + "\r\n")}), nkey);
    row("credentials", Scene(CredsText{secret(creds())}), signedJwt);
    row("credentials, no nonce", Scene(CredsText{secret(creds())}), "jwt=" + jwt(), "");
    row("JWT and seed", Scene(UserJwt{secret(jwt()), secret(kSeed)}), signedJwt);
    row("JWT and seed, decorated",
        Scene(
            UserJwt{secret(block("NATS USER JWT", jwt())), secret(block("USER NKEY SEED", kSeed))}),
        signedJwt);
    row("JWT and seed, no nonce", Scene(UserJwt{secret(jwt()), secret(kSeed)}), "jwt=" + jwt(), "");
    row("bearer", Scene(UserJwt{secret(bearer() + '\n'), {}}), "jwt=" + bearer());
    row("bearer, no nonce", Scene(UserJwt{secret(bearer()), {}}), "jwt=" + bearer(), "");
    row("JWT without seed is the server's to refuse", Scene(UserJwt{secret(jwt()), {}}),
        "jwt=" + jwt());

    row("URL user", Scene({}, u"nats://u%40x:p%2F%3A@h"_s), "user=u@x pass=p/:");
    row("URL token", Scene({}, u"nats://to%20ken@h"_s), "token=to ken");
    row("URL user wins over user", Scene(login, u"nats://a:b@h"_s), "user=a pass=b");
    row("URL user wins over token", Scene(Token{secret("t")}, u"nats://a:b@h"_s), "user=a pass=b");
    row("URL token wins over nkey", Scene(NkeySeed{secret(kSeed)}, u"nats://t@h"_s), "token=t");
    row("URL password alone", Scene(login, u"nats://:b@h"_s), "pass=b");
    row("a JWT goes along with the URL's user",
        Scene(CredsText{secret(creds())}, u"nats://a:b@h"_s), "user=a pass=b " + signedJwt);

    Scene extra(login);
    extra.options.extraToken = secret("x");
    row("extra token", extra, "user=u pass=p token=x");
    extra.options.auth = CredsText{secret(creds())};
    row("extra token beside credentials", extra, "token=x " + signedJwt);
    extra.options.auth = Token{secret("t")};
    row("extra token beside a token", extra, "token=t");
    extra.options.auth = {};
    row("extra token alone", extra, "token=x");
    extra.options.servers = *parseServerUrls(u"nats://a:b@h"_s);
    row("extra token beside the URL's user", extra, "user=a pass=b");
}

void TestIdentity::t43EachWayFillsItsFields()
{
    QFETCH(Scene, scene);
    QFETCH(QByteArray, nonce);
    QFETCH(QByteArray, expected);
    const auto result = scene.result(nonce);
    QCOMPARE(print(result), QString::fromUtf8(expected));
    const QString method = std::get<Login>(result).method;
    QVERIFY(!method.isEmpty());
    QVERIFY(!method.contains(QString::fromUtf8(kPublic)));
}

void TestIdentity::unusableCredentialsAreExplained_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<QByteArray>("nonce");
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Scene &scene, const QString &words,
                        FailureKind kind = FailureKind::CredentialsUnusable,
                        const QByteArray &nonce = kNonce) {
        QTest::newRow(name) << scene << nonce << kind << words;
    };
    row("nkey without nonce", Scene(NkeySeed{secret(kSeed)}), u"does not use nkeys"_s,
        FailureKind::NoNonce, "");
    row("no seed", Scene(NkeySeed{secret("hello")}), u"starts with SU"_s);
    row("empty seed", Scene(NkeySeed{}), u"starts with SU"_s);
    row("seed of an account", Scene(NkeySeed{secret(kAccountSeed)}), u"user seed"_s);
    row("credentials without a seed", Scene(CredsText{secret(block("NATS USER JWT", jwt()))}),
        u"no seed"_s);
    row("no credentials", Scene(CredsText{secret("hello")}), u"BEGIN NATS USER JWT"_s);
    row("no JWT", Scene(UserJwt{secret("hello"), secret(kSeed)}), u"three parts"_s);
    row("empty JWT", Scene(UserJwt{{}, secret(kSeed)}), u"three parts"_s);
    row("a seed for a JWT", Scene(UserJwt{secret(kSeed), {}}), u"this is a seed"_s);
    row("JWT with a bad seed", Scene(UserJwt{secret(jwt()), secret("SUXX")}), u"seed"_s);
    row("JWT of another user",
        Scene(UserJwt{secret(jwtFor("{\"sub\":\"" + kOtherUser + "\"}")), secret(kSeed)}),
        u"does not belong"_s);
}

void TestIdentity::unusableCredentialsAreExplained()
{
    QFETCH(Scene, scene);
    QFETCH(QByteArray, nonce);
    QFETCH(FailureKind, kind);
    QFETCH(QString, words);
    const auto result = scene.result(nonce);
    QVERIFY(std::holds_alternative<Failure>(result));
    const auto &failure = std::get<Failure>(result);
    QCOMPARE(failure.kind, kind);
    QVERIFY2(failure.error.text.contains(words, Qt::CaseInsensitive),
             qPrintable(failure.error.text));
    QVERIFY(!failure.advice.isEmpty());
    for (const QByteArray &hidden : {kSeed, kAccountSeed, jwt()})
        QVERIFY(!failure.error.text.contains(QString::fromLatin1(hidden)));
}

void TestIdentity::filesAreReadAnewEachTime()
{
    const QTemporaryDir directory;
    const auto write = [&directory](const QString &name, const QByteArray &content) {
        QFile file(directory.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    const Scene nkey(NkeyFile{directory.filePath(u"user.nk"_s)});
    QVERIFY(write(u"user.nk"_s, "not yet"));
    QVERIFY(std::holds_alternative<Failure>(nkey.result()));
    QVERIFY(write(u"user.nk"_s, kSeed));
    QCOMPARE(print(nkey.result()), QString::fromLatin1("nkey=" + kPublic + " sig=" + kSignature));
    const Scene file(CredsFile{directory.filePath(u"user.creds"_s)});
    QVERIFY(write(u"user.creds"_s, creds()));
    QCOMPARE(print(file.result()), QString::fromLatin1("jwt=" + jwt() + " sig=" + kSignature));
}

void TestIdentity::missingFilesAreNamed()
{
    for (const Auth &auth :
         {Auth(NkeyFile{u"/nonexistent/x"_s}), Auth(CredsFile{u"/nonexistent/x"_s})}) {
        const auto result = Scene(auth).result();
        QVERIFY(std::holds_alternative<Failure>(result));
        QCOMPARE(std::get<Failure>(result).kind, FailureKind::CredentialsUnusable);
        QVERIFY(std::get<Failure>(result).error.text.contains(u"/nonexistent/x"_s));
    }
}

void TestIdentity::replayableLoginsAreKnown_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<bool>("replayable");
    QTest::newRow("nothing") << Scene() << false;
    QTest::newRow("user and password") << Scene(UserPassword{u"u"_s, secret("p")}) << true;
    QTest::newRow("user alone") << Scene(UserPassword{u"u"_s, {}}) << false;
    QTest::newRow("token") << Scene(Token{secret("t")}) << true;
    QTest::newRow("URL token") << Scene({}, u"nats://t@h"_s) << true;
    QTest::newRow("nkey") << Scene(NkeySeed{secret(kSeed)}) << false;
    QTest::newRow("credentials") << Scene(CredsText{secret(creds())}) << false;
    QTest::newRow("bearer") << Scene(UserJwt{secret(bearer()), {}}) << true;
}

void TestIdentity::replayableLoginsAreKnown()
{
    QFETCH(Scene, scene);
    const auto result = scene.result();
    QTEST(std::get<Login>(result).canBeReplayed(), "replayable");
}

void TestIdentity::oddCredentialsWarn_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<QString>("words");
    QTest::newRow("as nsc writes it") << Scene(CredsText{secret(creds())}) << QString();
    QTest::newRow("CR LF") << Scene(CredsText{secret(creds().replace("\n", "\r\n"))}) << u"CR LF"_s;
    QTest::newRow("blank line") << Scene(
        CredsText{secret(creds().replace("\n------END", "\n\n------END"))})
                                << u"blank line"_s;
    QTest::newRow("no seed, no bearer") << Scene(UserJwt{secret(jwt()), {}}) << u"bearer"_s;
    QTest::newRow("bearer") << Scene(UserJwt{secret(bearer()), {}}) << QString();
}

void TestIdentity::oddCredentialsWarn()
{
    QFETCH(Scene, scene);
    QFETCH(QString, words);
    const auto result = scene.result();
    const QString warning = std::get<Login>(result).warning;
    QCOMPARE(warning.isEmpty(), words.isEmpty());
    QVERIFY2(warning.contains(words), qPrintable(warning));
}

QTEST_APPLESS_MAIN(TestIdentity)
#include "tst_identity.moc"
