// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileform.h"

#include "tests/support/jwtfixtures.h"
#include "ui/connection/loginpreview.h"
#include "ui/connection/pastedsecret.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using profiles::Origin;
using profiles::Profile;
using ui::FormField;
using ui::Keep;
using ui::LoginKind;
using ui::ProfileForm;

Q_DECLARE_METATYPE(ui::FormField)

namespace {

base::Secret secret(const QByteArray &text)
{
    return base::Secret(text);
}

QByteArray bytes(const base::Secret &text)
{
    return text.reveal().toByteArray();
}

Profile context(const profiles::Settings &settings = {}, const profiles::Extras &extras = {})
{
    Profile profile;
    profile.origin = Origin::NatsContext;
    profile.name = u"demo"_s;
    profile.settings = settings;
    profile.extras = extras;
    return profile;
}

ProfileForm::Problems problemsOf(const ProfileForm &form)
{
    return form.problems([](Origin, const QString &) { return false; });
}

QString problemAt(const ProfileForm &form, FormField field)
{
    const auto problems = problemsOf(form);
    const auto problem = problems.find(field);
    return problem == problems.end() ? QString() : problem->second;
}

// A form of each kind of login with something typed that must stand in no file.
ProfileForm withSecrets(LoginKind kind)
{
    ProfileForm form = ProfileForm::fresh();
    form.name = u"demo"_s;
    form.login = kind;
    form.user = u"ann"_s;
    form.password.typed = secret("pass-word");
    form.token.typed = secret("to-ken");
    form.nkeyPasted = form.credsPasted = true;
    form.nkeyText.typed = secret("SUnkey");
    form.credsText.typed = secret("creds\ntext");
    form.jwt.typed = secret("ey.J.wt");
    form.seed.typed = secret("SUseed");
    form.nscUser = u"nsc://Op/Acc/User"_s;
    return form;
}

QString allText(const profiles::Settings &settings)
{
    QString text;
    for (const profiles::Field &field : profiles::fields())
        text += settings.*field.member + u'|';
    return text;
}

} // namespace

class TestProfileForm : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNotTouchedComesBackAsItWas_data();
    void whatIsNotTouchedComesBackAsItWas();
    void fieldsWithoutAPlaceInTheFormStay();
    void bareSecretsGoToTheKeychain_data();
    void bareSecretsGoToTheKeychain();
    void bareSecretsGoIntoTheContextOnlyWhenAllowed();
    void aContextThatHasASecretKeepsItThere();
    void referencesStayAsTheyAre();
    void embeddedSecretLeavesTheFileWhenItBecomesAFaninProfile();
    void whatIsKeptIsUsedUnderTheOldName();
    void typingReplacesWhatIsKept();
    void theFirstOfSeveralLoginsIsTakenAndTheRestTold();
    void tokenBesidesAnotherLoginIsKept();
    void passphraseIsNeverWritten();
    void problemsStandAtTheirFields_data();
    void problemsStandAtTheirFields();
    void nameMustBeFreeUnlessItIsItsOwn();
    void loginInAnAddressMustNotReachAFile();
    void brokenFilesAreSaid_data();
    void brokenFilesAreSaid();
    void seedMustBelongToTheJwt();
    void keptSecretMustBeGivenAgainForTheFile();
    void previewTellsWhoLogsIn();
    void previewWarnsOfCrlfAndExpiry();
    void outlineShowsNoSecret();
};

void TestProfileForm::whatIsNotTouchedComesBackAsItWas_data()
{
    QTest::addColumn<profiles::Settings>("settings");
    QTest::addColumn<QStringList>("keychained");
    using S = profiles::Settings;
    const auto row = [](const char *name, const S &settings, const QStringList &keychained = {}) {
        QTest::newRow(name) << settings << keychained;
    };
    row("nothing", S{});
    S s;
    s.url = u"nats://a,tls://b"_s;
    s.tlsFirst = true;
    s.ca = u"~/ca.pem"_s;
    s.cert = u"file:///c.pem"_s;
    s.key = u"$HOME/k.pem"_s;
    s.inboxPrefix = u"_MINE"_s;
    s.socksProxy = u"socks5://p:1080"_s;
    s.colorScheme = u"rounded"_s;
    row("all of TLS and advanced", s);
    s = {};
    s.user = u"ann"_s;
    s.password = u"literal"_s;
    row("user and password", s);
    s.password.clear();
    row("password in the keychain", s, {u"password"_s});
    s.password = u"env://PASS"_s;
    row("password by reference", s);
    s = {};
    s.token = u"literal"_s;
    row("token", s);
    s = {};
    s.creds = u"~/x.creds"_s;
    row("creds", s);
    s.creds = u"nsc://Op/Acc/User"_s;
    row("nsc in creds", s);
    s.creds = u"data:;base64,QUJD"_s;
    row("creds embedded", s);
    s = {};
    row("creds in the keychain", s, {u"creds"_s});
    s.nsc = u"nsc://Op/Acc/User"_s;
    row("nsc in its deprecated field", s);
    s = {};
    s.nkey = u"/x.nk"_s;
    row("nkey", s);
    s = {};
    s.userJwt = u"ey.J.wt"_s;
    row("bearer", s);
    s.userSeed = u"op://vault/item/seed"_s;
    row("JWT and seed", s);
    s.userSeed.clear();
    row("JWT and seed in the keychain", s, {u"user_seed"_s});
}

void TestProfileForm::whatIsNotTouchedComesBackAsItWas()
{
    QFETCH(profiles::Settings, settings);
    QFETCH(QStringList, keychained);
    profiles::Extras extras{true, true, true, true, true, keychained};
    const Profile before = context(settings, extras);
    const ProfileForm form = ProfileForm::of(before, true);
    const auto kept = form.toKeep();
    QCOMPARE(allText(kept.profile.settings), allText(before.settings));
    QVERIFY(kept.profile == before);
    QVERIFY(kept.secrets.empty());
    QVERIFY(form.toUse() == before);
}

void TestProfileForm::fieldsWithoutAPlaceInTheFormStay()
{
    profiles::Settings settings;
    settings.description = u"the big one"_s;
    settings.jetStreamDomain = u"hub"_s;
    settings.jetStreamApiPrefix = u"JS"_s;
    settings.jetStreamEventPrefix = u"EV"_s;
    ProfileForm form = ProfileForm::of(context(settings), true);
    form.login = LoginKind::Token;
    form.token.typed = secret("x");
    const auto made = form.toKeep().profile.settings;
    QCOMPARE(made.description, settings.description);
    QCOMPARE(made.jetStreamDomain, settings.jetStreamDomain);
    QCOMPARE(made.jetStreamApiPrefix, settings.jetStreamApiPrefix);
    QCOMPARE(made.jetStreamEventPrefix, settings.jetStreamEventPrefix);
}

void TestProfileForm::bareSecretsGoToTheKeychain_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QStringList>("texts");
    const auto row
        = [](const char *name, LoginKind kind, const QStringList &keys, const QStringList &texts) {
              QTest::newRow(name) << int(kind) << keys << texts;
          };
    row("nothing", LoginKind::None, {}, {});
    row("password", LoginKind::UserPassword, {u"password"_s}, {u"pass-word"_s});
    row("token", LoginKind::Token, {u"token"_s}, {u"to-ken"_s});
    row("nkey", LoginKind::Nkey, {u"nkey"_s}, {u"SUnkey"_s});
    row("creds", LoginKind::Creds, {u"creds"_s}, {u"creds\ntext"_s});
    row("JWT and seed", LoginKind::Jwt, {u"user_jwt"_s, u"user_seed"_s},
        {u"ey.J.wt"_s, u"SUseed"_s});
    row("bearer", LoginKind::BearerJwt, {u"user_jwt"_s}, {u"ey.J.wt"_s});
    row("nsc", LoginKind::NscUser, {}, {});
}

void TestProfileForm::bareSecretsGoToTheKeychain()
{
    QFETCH(int, kind);
    QFETCH(QStringList, keys);
    QFETCH(QStringList, texts);
    ProfileForm form = withSecrets(LoginKind(kind));
    for (const Keep keep : {Keep::Fanin, Keep::NatsContext}) {
        form.keep = keep;
        const auto kept = form.toKeep();
        QCOMPARE(kept.profile.origin, keep == Keep::Fanin ? Origin::Own : Origin::NatsContext);
        QCOMPARE(kept.profile.extras.keychained, keys);
        QStringList found;
        for (const QString &key : keys)
            found += QString::fromUtf8(bytes(kept.secrets.at(key)));
        QCOMPARE(found, texts);
        for (const QString &text : texts)
            QVERIFY(!allText(kept.profile.settings).contains(text));
        QVERIFY(!kept.profile.settings.creds.startsWith(u"data:"_s));
        QVERIFY(!kept.profile.settings.nkey.startsWith(u"data:"_s));
    }
    // For now they are needed where they can be read.
    const Profile now = form.toUse();
    QVERIFY(now.extras.keychained.isEmpty());
    QCOMPARE(form.hasBareSecret(), !keys.isEmpty());
    QCOMPARE(ProfileForm::of(now, false).login, LoginKind(kind));
}

void TestProfileForm::bareSecretsGoIntoTheContextOnlyWhenAllowed()
{
    ProfileForm form = withSecrets(LoginKind::Creds);
    form.keep = Keep::NatsContext;
    form.secretsIntoContext = true;
    auto kept = form.toKeep();
    QCOMPARE(kept.profile.settings.creds, u"data:;base64,Y3JlZHMKdGV4dA=="_s);
    QVERIFY(kept.profile.extras.keychained.isEmpty());
    QVERIFY(kept.secrets.empty());
    form.login = LoginKind::UserPassword;
    QCOMPARE(form.toKeep().profile.settings.password, u"pass-word"_s);
    // The permission is for the context's file; a profile of our own has none.
    form.keep = Keep::Fanin;
    kept = form.toKeep();
    QVERIFY(kept.profile.settings.password.isEmpty());
    QVERIFY(kept.secrets.contains(u"password"_s));
}

void TestProfileForm::aContextThatHasASecretKeepsItThere()
{
    profiles::Settings settings;
    settings.token = u"literal"_s;
    QVERIFY(ProfileForm::of(context(settings), true).secretsIntoContext);
    settings.token = u"env://TOKEN"_s;
    QVERIFY(!ProfileForm::of(context(settings), true).secretsIntoContext);
}

void TestProfileForm::referencesStayAsTheyAre()
{
    for (const auto *text :
         {"file:///x", "env://NAME", "op://vault/item/field", "nsc://a/b/c", "data:;base64,QQ=="})
        QVERIFY(ui::isReference(QString::fromLatin1(text)));
    for (const auto *text : {"", "secret", "C://x", "env:/x", "http://x", " env://x"})
        QVERIFY(!ui::isReference(QString::fromLatin1(text)));
    ProfileForm form = withSecrets(LoginKind::Jwt);
    form.keep = Keep::Fanin;
    form.jwt.typed = secret("env://JWT");
    form.seed.typed = secret("op://vault/item/seed");
    const auto kept = form.toKeep();
    QCOMPARE(kept.profile.settings.userJwt, u"env://JWT"_s);
    QCOMPARE(kept.profile.settings.userSeed, u"op://vault/item/seed"_s);
    QVERIFY(kept.secrets.empty());
    QVERIFY(!form.hasBareSecret());
}

void TestProfileForm::embeddedSecretLeavesTheFileWhenItBecomesAFaninProfile()
{
    profiles::Settings settings;
    settings.creds = u"data:;base64,QUJD"_s;
    ProfileForm form = ProfileForm::of(context(settings), false);
    form.keep = Keep::Fanin;
    const auto kept = form.toKeep();
    QVERIFY(kept.profile.settings.creds.isEmpty());
    QCOMPARE(bytes(kept.secrets.at(u"creds"_s)), "ABC"_ba);
}

void TestProfileForm::whatIsKeptIsUsedUnderTheOldName()
{
    profiles::Settings settings;
    settings.user = u"ann"_s;
    ProfileForm form = ProfileForm::of(context(settings, {.keychained = {u"password"_s}}), true);
    form.name = u"renamed"_s;
    form.keep = Keep::Fanin;
    QCOMPARE(form.toUse().name, u"demo"_s);
    QCOMPARE(form.toUse().origin, Origin::NatsContext);
    QCOMPARE(form.toUse().extras.keychained, QStringList{u"password"_s});
    const auto kept = form.toKeep();
    QCOMPARE(kept.profile.name, u"renamed"_s);
    QCOMPARE(kept.profile.origin, Origin::Own);
    QCOMPARE(kept.profile.extras.keychained, QStringList{u"password"_s});
    QVERIFY(kept.secrets.empty());
}

void TestProfileForm::typingReplacesWhatIsKept()
{
    profiles::Settings settings;
    settings.user = u"ann"_s;
    ProfileForm form = ProfileForm::of(context(settings, {.keychained = {u"password"_s}}), true);
    form.password.typed = secret("newer");
    const auto kept = form.toKeep();
    QCOMPARE(bytes(kept.secrets.at(u"password"_s)), "newer"_ba);
    QCOMPARE(kept.profile.extras.keychained, QStringList{u"password"_s});
    QVERIFY(form.toUse().extras.keychained.isEmpty());
    QCOMPARE(form.toUse().settings.password, u"newer"_s);
    // Another login does not carry it along.
    form.login = LoginKind::None;
    QVERIFY(form.toKeep().profile.extras.keychained.isEmpty());
}

void TestProfileForm::theFirstOfSeveralLoginsIsTakenAndTheRestTold()
{
    profiles::Settings settings;
    settings.creds = u"/x.creds"_s;
    settings.nkey = u"/x.nk"_s;
    settings.userJwt = u"ey"_s;
    const ProfileForm form = ProfileForm::of(context(settings), true);
    QCOMPARE(form.login, LoginKind::Creds);
    QCOMPARE(form.otherLogins, (QStringList{u"nkey"_s, u"user_jwt"_s}));
    const auto made = form.toKeep().profile.settings;
    QCOMPARE(made.creds, u"/x.creds"_s);
    QVERIFY(made.nkey.isEmpty() && made.userJwt.isEmpty());
}

void TestProfileForm::tokenBesidesAnotherLoginIsKept()
{
    profiles::Settings settings;
    settings.user = u"ann"_s;
    settings.token = u"env://TOKEN"_s;
    const ProfileForm form = ProfileForm::of(context(settings), true);
    QCOMPARE(form.login, LoginKind::UserPassword);
    QVERIFY(form.sendsTokenToo);
    QCOMPARE(form.toKeep().profile.settings.token, u"env://TOKEN"_s);
    QVERIFY(form.otherLogins.isEmpty());
}

void TestProfileForm::passphraseIsNeverWritten()
{
    ProfileForm form = ProfileForm::fresh();
    form.keep = Keep::NatsContext;
    form.secretsIntoContext = true;
    form.passphrase.typed = secret("open sesame");
    const auto kept = form.toKeep();
    QVERIFY(!allText(kept.profile.settings).contains(u"sesame"_s));
    QCOMPARE(kept.profile.extras.keychained, QStringList{u"key_passphrase"_s});
    QCOMPARE(bytes(kept.secrets.at(u"key_passphrase"_s)), "open sesame"_ba);
}

void TestProfileForm::problemsStandAtTheirFields_data()
{
    QTest::addColumn<FormField>("field");
    QTest::addColumn<std::function<void(ProfileForm &)>>("change");
    const auto row
        = [](const char *name, FormField field, const std::function<void(ProfileForm &)> &change) {
              QTest::newRow(name) << field << change;
          };
    row("no server", FormField::Servers, [](ProfileForm &f) { f.servers = u" "_s; });
    row("unknown scheme", FormField::Servers, [](ProfileForm &f) { f.servers = u"http://a"_s; });
    row("no name to keep it", FormField::Name, [](ProfileForm &f) { f.keep = Keep::Fanin; });
    row("name with a slash", FormField::Name, [](ProfileForm &f) {
        f.keep = Keep::NatsContext;
        f.name = u"a/b"_s;
    });
    const auto login = [](LoginKind kind) {
        return [kind](ProfileForm &f) {
            f.login = kind;
        };
    };
    row("user", FormField::User, login(LoginKind::UserPassword));
    row("token", FormField::Token, login(LoginKind::Token));
    row("nkey", FormField::Nkey, login(LoginKind::Nkey));
    row("creds", FormField::Creds, login(LoginKind::Creds));
    row("JWT", FormField::Jwt, login(LoginKind::Jwt));
    row("seed", FormField::Seed, login(LoginKind::Jwt));
    row("bearer", FormField::Jwt, login(LoginKind::BearerJwt));
    row("no JWT", FormField::Jwt, [](ProfileForm &f) {
        f.login = LoginKind::BearerJwt;
        f.jwt.typed = secret("a.b.c");
    });
    row("pasted nkey", FormField::Nkey, [](ProfileForm &f) {
        f.login = LoginKind::Nkey;
        f.nkeyPasted = true;
        f.nkeyText.typed = secret("nothing of that kind");
    });
    row("pasted creds", FormField::Creds, [](ProfileForm &f) {
        f.login = LoginKind::Creds;
        f.credsPasted = true;
        f.credsText.typed = secret("nothing of that kind");
    });
    row("nsc", FormField::NscUser, [](ProfileForm &f) {
        f.login = LoginKind::NscUser;
        f.nscUser = u"nsc://Operator/Account"_s;
    });
    row("reference to nothing", FormField::Password, [](ProfileForm &f) {
        f.login = LoginKind::UserPassword;
        f.user = u"ann"_s;
        f.password.typed = secret("env://");
    });
    row("CA file", FormField::Ca, [](ProfileForm &f) { f.caFile = u"/nonexistent.pem"_s; });
    row("CA is a folder", FormField::Ca, [](ProfileForm &f) { f.caFile = u"/"_s; });
    row("certificate", FormField::Certificate,
        [](ProfileForm &f) { f.certificate = u"/nonexistent.pem"_s; });
    row("key alone", FormField::Certificate, [](ProfileForm &f) { f.key = u"/nonexistent.pem"_s; });
    row("passphrase for nothing", FormField::Passphrase,
        [](ProfileForm &f) { f.passphrase.typed = secret("x"); });
    row("inbox", FormField::InboxPrefix, [](ProfileForm &f) { f.inboxPrefix = u"in.*"_s; });
    row("proxy", FormField::Proxy, [](ProfileForm &f) { f.proxy = u"ftp://x"_s; });
}

void TestProfileForm::problemsStandAtTheirFields()
{
    QFETCH(FormField, field);
    QFETCH(std::function<void(ProfileForm &)>, change);
    ProfileForm form = ProfileForm::fresh();
    QVERIFY(problemsOf(form).empty());
    change(form);
    QVERIFY(!problemAt(form, field).isEmpty());
}

void TestProfileForm::nameMustBeFreeUnlessItIsItsOwn()
{
    const auto taken = [](Origin origin, const QString &name) {
        return origin == Origin::NatsContext && name == u"demo"_s;
    };
    ProfileForm form = ProfileForm::of(context(), true);
    QVERIFY(!form.problems(taken).contains(FormField::Name));
    form.replaces = false;
    QVERIFY(form.problems(taken).contains(FormField::Name));
    form.keep = Keep::Fanin;
    QVERIFY(!form.problems(taken).contains(FormField::Name));
}

void TestProfileForm::loginInAnAddressMustNotReachAFile()
{
    ProfileForm form = ProfileForm::fresh();
    form.name = u"demo"_s;
    form.servers = u"nats://ann:s3cret@host"_s;
    QVERIFY(problemsOf(form).empty()); // not saved
    form.keep = Keep::Fanin;
    QVERIFY(!problemAt(form, FormField::Servers).isEmpty());
    QVERIFY(!problemAt(form, FormField::Servers).contains(u"s3cret"_s));
    form.keep = Keep::NatsContext;
    QVERIFY(!problemAt(form, FormField::Servers).isEmpty());
    form.secretsIntoContext = true;
    QVERIFY(problemsOf(form).empty());
    form.secretsIntoContext = false;
    form.servers = u"host"_s;
    form.proxy = u"socks5://ann:s3cret@proxy"_s;
    QVERIFY(!problemAt(form, FormField::Proxy).isEmpty());
    QVERIFY(!problemAt(form, FormField::Proxy).contains(u"s3cret"_s));
}

void TestProfileForm::brokenFilesAreSaid_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << u"creds/plain.creds"_s << true;
    QTest::newRow("CRLF") << u"creds/crlf.creds"_s << true;
    QTest::newRow("no seed") << u"creds/jwt-only.creds"_s << false;
    QTest::newRow("empty") << u"creds/empty.creds"_s << false;
    QTest::newRow("another's seed") << u"creds/wrong-seed.creds"_s << false;
    QTest::newRow("not there") << u"creds/none.creds"_s << false;
}

void TestProfileForm::brokenFilesAreSaid()
{
    QFETCH(QString, file);
    QFETCH(bool, good);
    ProfileForm form = ProfileForm::fresh();
    form.login = LoginKind::Creds;
    form.credsFile = jwtfixtures::path(file);
    QCOMPARE(problemAt(form, FormField::Creds).isEmpty(), good);
    if (form.credsFile.endsWith(u"none.creds"_s))
        return;
    form.credsPasted = true;
    form.credsText.typed = secret(jwtfixtures::read(file));
    if (!form.credsText.typed.isEmpty())
        QCOMPARE(problemAt(form, FormField::Creds).isEmpty(), good);
}

void TestProfileForm::seedMustBelongToTheJwt()
{
    const QByteArray content = jwtfixtures::read(u"creds/plain.creds"_s);
    const QList<QByteArray> lines = content.split('\n');
    const auto startsWith = [&lines](const char *start) {
        for (const QByteArray &line : lines) {
            if (line.startsWith(start))
                return line;
        }
        return QByteArray();
    };
    ProfileForm form = ProfileForm::fresh();
    form.login = LoginKind::Jwt;
    form.jwt.typed = secret(startsWith("ey"));
    form.seed.typed = secret(startsWith("SU"));
    QVERIFY(problemsOf(form).empty());
    form.seed.typed = nkey::KeyPair::generate(nkey::Kind::User).seed();
    QVERIFY(!problemAt(form, FormField::Seed).isEmpty());
    form.seed.typed = nkey::KeyPair::generate(nkey::Kind::Account).seed();
    QVERIFY(!problemAt(form, FormField::Seed).isEmpty());
    form.login = LoginKind::BearerJwt;
    QVERIFY(problemsOf(form).empty());
    form.jwt.typed = secret(jwtfixtures::read(jwtfixtures::manifest().first().file));
    QVERIFY(jwtfixtures::manifest().first().kind != "user");
    QVERIFY(!problemAt(form, FormField::Jwt).isEmpty());
}

void TestProfileForm::keptSecretMustBeGivenAgainForTheFile()
{
    ProfileForm form = ProfileForm::of(context({}, {.keychained = {u"token"_s}}), true);
    form.servers = u"a"_s;
    QVERIFY(problemsOf(form).empty());
    form.secretsIntoContext = true;
    QVERIFY(!problemAt(form, FormField::Token).isEmpty());
    form.token.typed = secret("again");
    QVERIFY(problemsOf(form).empty());
}

void TestProfileForm::previewTellsWhoLogsIn()
{
    ProfileForm form = ProfileForm::fresh();
    QVERIFY(ui::loginPreview(form, 0).empty());
    form.login = LoginKind::Creds;
    form.credsFile = jwtfixtures::path(u"creds/plain.creds"_s);
    const QString file = ui::toPlain(ui::loginPreview(form, 1'800'000'000));
    QVERIFY(file.contains(u"plain"_s));
    QVERIFY(file.contains(u"UDIZJFXKMKQFM6HWWA5GAI3NU57RQRN7YFUCXS2M5QLKFDCIAUJVMEDM"_s));
    form.credsPasted = true;
    form.credsText.typed = secret(jwtfixtures::read(u"creds/plain.creds"_s));
    QCOMPARE(ui::toPlain(ui::loginPreview(form, 1'800'000'000)), file);
    QVERIFY(!file.contains(u"SU"_s));
}

void TestProfileForm::previewWarnsOfCrlfAndExpiry()
{
    ProfileForm form = ProfileForm::fresh();
    form.login = LoginKind::Creds;
    const auto blocks = [&form](const QString &file) {
        form.credsFile = jwtfixtures::path(file);
        return ui::loginPreview(form, 1'800'000'000);
    };
    const auto toned = [](const ui::RichBlocks &all, ui::TextTone tone) {
        for (const ui::RichBlock &block : all) {
            for (const ui::Span &span : block.line) {
                if (span.tone == tone)
                    return true;
            }
        }
        return false;
    };
    QVERIFY(toned(blocks(u"creds/crlf.creds"_s), ui::TextTone::Warning));
    QVERIFY(toned(blocks(u"creds/expired.creds"_s), ui::TextTone::Error));
    QVERIFY(!toned(blocks(u"creds/long-lived.creds"_s), ui::TextTone::Error));
}

void TestProfileForm::outlineShowsNoSecret()
{
    const QByteArray content = jwtfixtures::read(u"creds/plain.creds"_s);
    const QString outline = ui::outlineOf(content);
    QVERIFY(outline.contains(u"BEGIN NATS USER JWT"_s));
    for (const QByteArray &line : content.split('\n')) {
        if (line.startsWith("SU") || line.startsWith("ey"))
            QVERIFY(!outline.contains(QString::fromLatin1(line.mid(2, 6))));
    }
    QVERIFY(!ui::outlineOf("seed: SUAGMJH5XLGZKQQWAWKRZJIGMOU4HPFUYLXJMXOO5NLFEO2OOQJ5LPRDPM")
                 .contains(u"GMJH"_s));
    QVERIFY(ui::outlineOf(QByteArray(1'000'000, 'x')).size() < 100);
    QVERIFY(ui::outlineOf(QByteArray(1'000'000, '\n')).size() < 100);
    QVERIFY(ui::outlineOf(QByteArray("a ").repeated(1'000'000)).size() < 200);
}

QTEST_GUILESS_MAIN(TestProfileForm)
#include "tst_profileform.moc"
