// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// `fanin jwt show|verify|may` from the command line to the exit code, over every fixture.
#include "tests/support/jwtfixtures.h"
#include "tests/support/program.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryFile>

using namespace Qt::StringLiterals;
using jwtfixtures::path;

class TestJwt : public QObject
{
    Q_OBJECT

private slots:
    void verdictsAreThoseOfTheFixtures_data();
    void verdictsAreThoseOfTheFixtures();
    void filesAreReadInEveryForm_data();
    void filesAreReadInEveryForm();
    void tokensOfOneFileKnowEachOther();
    void aFileDoesNotVouchForItself();
    void aForeignOperatorIsTold();
    void tokensOfSeveralFilesDoNot();
    void theTextSaysWhy();
    void aTokenCannotSteerTheTerminal();
    void showGoesAsFarAsTheTokenDoes();
    void showTakesATokenAndStandardInput();
    void mayNamesTheRule_data();
    void mayNamesTheRule();
    void usageErrors_data();
    void usageErrors();
    void anUnreachableSourceHasItsOwnCode();
};

namespace {

QList<QJsonObject> lines(const QByteArray &out)
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty())
            objects += QJsonDocument::fromJson(line).object();
    }
    return objects;
}

QByteArray chainText(const QJsonArray &chain)
{
    QByteArray text;
    for (const QJsonValue &link : chain) {
        for (const auto member : {"role"_L1, "key"_L1, "name"_L1})
            text += link[member].toString().toUtf8() + ' ';
        text += '\n';
    }
    return text;
}

QByteArray decorated(std::initializer_list<const char *> names)
{
    QByteArray text;
    for (const char *name : names) {
        text += "-----BEGIN NATS JWT-----\n";
        text += jwtfixtures::read(u"jwt/"_s + QLatin1StringView(name) + u".jwt"_s);
        text += "\n------END NATS JWT------\n";
    }
    return text;
}

const QStringList kAcme{u"--operator"_s, path(u"jwt/operator/operator.jwt"_s), u"--from"_s,
                        u"dir:"_s + path(u"dirstore/flat"_s)};

} // namespace

// Each set with its operator and store, as README.md of the fixtures says.
void TestJwt::verdictsAreThoseOfTheFixtures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("prefix");
    const QString stores = u"nsc:"_s + path(u"nsc/data/nats/nsc/stores/"_s);
    QTest::newRow("ACME") << kAcme << QString();
    QTest::newRow("STRICT") << QStringList{u"--from"_s, stores + u"STRICT"_s} << u"strict"_s;
    QTest::newRow("LEGACY") << QStringList{u"--from"_s, stores + u"LEGACY"_s} << u"v1/"_s;
}

void TestJwt::verdictsAreThoseOfTheFixtures()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, prefix);
    QList<jwtfixtures::Entry> entries;
    QStringList all{u"jwt"_s, u"verify"_s, u"--json"_s};
    all += arguments;
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        const QString set = entry.name.startsWith("v1/"_L1)       ? u"v1/"_s
            : entry.name.section(u'/', 1).startsWith("strict"_L1) ? u"strict"_s
                                                                  : QString();
        if (set == prefix) {
            entries += entry;
            all += path(entry.file);
        }
    }
    const ProgramResult result = runFanin(all);
    QVERIFY2(result.code == 1, result.error.constData());
    QVERIFY2(result.error.isEmpty(), result.error.constData());
    const QList<QJsonObject> verdicts = lines(result.out);
    QCOMPARE(verdicts.size(), entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const jwtfixtures::Entry &entry = entries[i];
        const QJsonObject &verdict = verdicts[i];
        const QByteArray name = entry.name.toUtf8();
        QStringList codes;
        for (const QJsonValue &code : verdict["codes"_L1].toArray())
            codes += code.toString();
        QCOMPARE(verdict["file"_L1].toString(), path(entry.file));
        QCOMPARE(name + codes.join(u' ').toUtf8(), name + entry.codes.join(' '));
        QCOMPARE(verdict["decodes"_L1].toBool(), entry.decodes);
        QCOMPARE(verdict["accept"_L1].toBool(), entry.accept);
        QCOMPARE(chainText(verdict["chain"_L1].toArray()),
                 chainText(entry.expected["verdict"_L1]["chain"_L1].toArray()));
        for (const QJsonValue &finding : verdict["findings"_L1].toArray()) {
            for (const auto member : {"severity"_L1, "code"_L1, "text"_L1})
                QVERIFY2(!finding[member].toString().isEmpty(), name.constData());
            QVERIFY2(finding["path"_L1].isString(), name.constData());
        }
    }
}

void TestJwt::filesAreReadInEveryForm_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("accepted"); ///< tokens
    QTest::addColumn<int>("code");
    QTest::newRow("bare") << u"jwt/user/plain.jwt"_s << 1 << 0;
    QTest::newRow("creds") << u"creds/plain.creds"_s << 1 << 0;
    QTest::newRow("creds with CRLF") << u"creds/crlf.creds"_s << 1 << 0;
    QTest::newRow("decorated") << u"decorated/account.jwt"_s << 1 << 0;
    QTest::newRow("two decorated") << u"decorated/two-tokens.jwt"_s << 2 << 0;
    QTest::newRow("damaged") << u"jwt/broken/trailing-data.jwt"_s << 0 << 1;
    QTest::newRow("empty") << u"jwt/broken/empty.jwt"_s << 0 << 1;
}

void TestJwt::filesAreReadInEveryForm()
{
    QFETCH(const QString, file);
    QFETCH(const int, accepted);
    QFETCH(const int, code);
    const ProgramResult result
        = runFanin(QStringList{u"jwt"_s, u"verify"_s, u"--json"_s, path(file)} + kAcme);
    QCOMPARE(result.code, code);
    int count = 0;
    for (const QJsonObject &verdict : lines(result.out))
        count += verdict["accept"_L1].toBool() ? 1 : 0;
    QCOMPARE(count, accepted);
}

void TestJwt::tokensOfOneFileKnowEachOther()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(decorated({"operator/operator", "account/plain", "user/plain"}));
    file.close();
    const ProgramResult result = runFanin({u"jwt"_s, u"verify"_s, u"--json"_s, u"--operator"_s,
                                           path(u"jwt/operator/operator.jwt"_s), file.fileName()});
    QVERIFY2(result.code == 0, result.text().constData());
    QCOMPARE(lines(result.out).size(), 3);
}

void TestJwt::aFileDoesNotVouchForItself()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(decorated({"operator/operator", "account/plain", "user/plain"}));
    file.close();
    const ProgramResult result = runFanin({u"jwt"_s, u"verify"_s, u"--json"_s, file.fileName()});
    QCOMPARE(result.code, 1);
    const auto verdicts = lines(result.out);
    QCOMPARE(verdicts.size(), 3);
    QVERIFY(verdicts[0]["accept"_L1].toBool());
    for (const qsizetype i : {1, 2})
        QCOMPARE(verdicts[i]["codes"_L1][0].toString(), u"account_issuer_not_trusted"_s);
}

void TestJwt::aForeignOperatorIsTold()
{
    const QString strict = path(u"jwt/operator/operator-strict.jwt"_s);
    for (const bool foreign : {false, true}) {
        const ProgramResult result
            = runFanin({u"jwt"_s, u"verify"_s, u"--operator"_s,
                        foreign ? path(u"jwt/operator/operator.jwt"_s) : strict, strict});
        QVERIFY2(result.code == 0, result.text().constData());
        QCOMPARE(result.out.contains("none of those to be trusted"), foreign);
    }
}

void TestJwt::tokensOfSeveralFilesDoNot()
{
    const ProgramResult result
        = runFanin({u"jwt"_s, u"verify"_s, u"--json"_s, path(u"jwt/account/plain.jwt"_s),
                    path(u"jwt/user/plain.jwt"_s), path(u"jwt/operator/operator.jwt"_s)});
    QCOMPARE(result.code, 1);
    const auto verdicts = lines(result.out);
    QCOMPARE(verdicts.value(0)["codes"_L1][0].toString(), u"account_issuer_not_trusted"_s);
    QCOMPARE(verdicts.value(1)["codes"_L1][0].toString(), u"account_unknown"_s);
    QVERIFY(verdicts.value(2)["accept"_L1].toBool());
}

void TestJwt::theTextSaysWhy()
{
    const ProgramResult result = runFanin(
        QStringList{u"jwt"_s, u"verify"_s, path(u"jwt/user/full-revoked.jwt"_s)} + kAcme);
    QCOMPARE(result.code, 1);
    QVERIFY2(result.out.contains("REFUSED (revoked)"), result.out.constData());
    QVERIFY2(result.out.contains("✗ account identity key FULL"), result.out.constData());
    QVERIFY2(result.out.contains("issued until 2026-01-01 00:08:20 UTC"), result.out.constData());
}

void TestJwt::aTokenCannotSteerTheTerminal()
{
    const QString file = path(u"jwt/broken/name-control-escapes.jwt"_s);
    for (const QStringList &arguments :
         {QStringList{u"jwt"_s, u"show"_s, file},
          QStringList{u"jwt"_s, u"show"_s, file, u"--json"_s},
          QStringList{u"jwt"_s, u"verify"_s, file} + kAcme,
          QStringList{u"jwt"_s, u"verify"_s, u"--json"_s, file} + kAcme}) {
        const ProgramResult result = runFanin(arguments);
        QVERIFY2(!result.out.isEmpty(), result.error.constData());
        for (const char c : result.out)
            QVERIFY2(c == '\n' || uchar(c) >= 0x20, result.out.constData());
    }
}

void TestJwt::showGoesAsFarAsTheTokenDoes()
{
    const ProgramResult result
        = runFanin({u"jwt"_s, u"show"_s, u"--json"_s, path(u"jwt/broken/bad-signature.jwt"_s)});
    QCOMPARE(result.code, 1);
    const QJsonObject shown = result.json();
    QCOMPARE(shown["decodes"_L1].toBool(true), false);
    QCOMPARE(shown["signature"_L1].toString(), u"invalid"_s);
    QStringList paths;
    for (const QJsonValue &claim : shown["claims"_L1].toArray())
        paths += claim["path"_L1].toString();
    QVERIFY(paths.contains(u"nats.limits.conn"_s) && paths.contains(u"header.alg"_s));
    QCOMPARE(shown["findings"_L1][0]["code"_L1].toString(), u"not_decodable"_s);
}

void TestJwt::showTakesATokenAndStandardInput()
{
    const QByteArray token = jwtfixtures::read(u"jwt/activation/stream.jwt"_s);
    const ProgramResult named
        = runFanin({u"jwt"_s, u"show"_s, u"--json"_s, QString::fromLatin1(token)});
    const ProgramResult piped = runFanin({u"jwt"_s, u"show"_s, u"--json"_s, u"-"_s}, token);
    QCOMPARE(named.code, 0);
    QCOMPARE(piped.code, 0);
    QCOMPARE(named.json()["kind"_L1].toString(), u"activation"_s);
    QCOMPARE(named.json()["claims"_L1], piped.json()["claims"_L1]);
    QCOMPARE(named.json()["activation_hash"_L1].toString(),
             u"VA2AE6OKSJLHS7SSOOA76OBUTRV3IHNJ56DRNVL3KQRVISHPGQNQ===="_s);
}

void TestJwt::mayNamesTheRule_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("decidedBy");
    QTest::newRow("allowed") << QStringList{u"publish"_s, u"t.blue.x"_s} << 0 << u"t.blue.>"_s;
    QTest::newRow("denied") << QStringList{u"publish"_s, u"u.dev42.deny"_s} << 1
                            << u"u.dev42.deny"_s;
    QTest::newRow("not allowed") << QStringList{u"subscribe"_s, u"other"_s, u"--queue"_s, u"q"_s}
                                 << 1 << QString();
}

void TestJwt::mayNamesTheRule()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, code);
    const ProgramResult result
        = runFanin(QStringList{u"jwt"_s, u"may"_s, u"--json"_s, u"--user"_s,
                               path(u"creds/scoped-device.creds"_s), u"--account"_s,
                               path(u"jwt/account/scoped.jwt"_s)}
                   + arguments);
    QVERIFY2(result.code == code, result.text().constData());
    const QJsonObject answer = result.json();
    QCOMPARE(answer["allowed"_L1].toBool(), code == 0);
    QTEST(answer["decided_by"_L1]["subject"_L1].toString(), "decidedBy");
    QVERIFY(!answer["others"_L1].toArray().isEmpty());
    QVERIFY(!answer["others"_L1][0]["why"_L1].toString().isEmpty());
}

void TestJwt::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString user = path(u"jwt/user/plain.jwt"_s);
    const QString foreign = path(u"jwt/account/provider.jwt"_s);
    QTest::newRow("no command") << QStringList{};
    QTest::newRow("show nothing") << QStringList{u"show"_s};
    QTest::newRow("show what is not there") << QStringList{u"show"_s, u"/nowhere/x.jwt"_s};
    QTest::newRow("verify nothing") << QStringList{u"verify"_s};
    QTest::newRow("verify what is not there") << QStringList{u"verify"_s, u"/nowhere/x.jwt"_s};
    QTest::newRow("an operator that is none")
        << QStringList{u"verify"_s, u"--operator"_s, user, user};
    QTest::newRow("may without user") << QStringList{u"may"_s, u"publish"_s, u"a"_s};
    QTest::newRow("may do what") << QStringList{u"may"_s, u"--user"_s, user, u"request"_s, u"a"_s};
    QTest::newRow("may on no subject")
        << QStringList{u"may"_s, u"--user"_s, user, u"publish"_s, u"a.*"_s};
    QTest::newRow("may with a foreign account")
        << QStringList{u"may"_s, u"--user"_s, user, u"--account"_s, foreign, u"publish"_s, u"a"_s};
    QTest::newRow("may as an account")
        << QStringList{u"may"_s, u"--user"_s, foreign, u"publish"_s, u"a"_s};
}

void TestJwt::usageErrors()
{
    QFETCH(const QStringList, arguments);
    const ProgramResult result = runFanin(QStringList{u"jwt"_s} + arguments);
    QVERIFY2(result.code == 2, result.text().constData());
    QVERIFY(result.error.startsWith("fanin: "));
}

void TestJwt::anUnreachableSourceHasItsOwnCode()
{
    // Port 1 is privileged and nobody serves tokens there.
    const ProgramResult result
        = runFanin({u"jwt"_s, u"verify"_s, u"--from"_s, u"http://127.0.0.1:1/jwt/v1/"_s,
                    path(u"jwt/user/plain.jwt"_s)});
    QVERIFY2(result.code == 3, result.text().constData());
    QVERIFY(!result.error.isEmpty());
}

QTEST_GUILESS_MAIN(TestJwt)

#include "tst_jwt.moc"
