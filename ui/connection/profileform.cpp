// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileform.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using profiles::Settings;

namespace ui {

namespace {

constexpr QLatin1StringView kData("data:");
constexpr QLatin1StringView kNsc("nsc://");
constexpr QLatin1StringView kPassphrase("key_passphrase");

base::Secret secretOf(const QString &text)
{
    return base::Secret(text.toUtf8());
}

QString textOf(const base::Secret &secret)
{
    return QString::fromUtf8(secret.reveal());
}

// A file's content has no field of its own in a context.
QString embedded(const base::Secret &content)
{
    return kData + u";base64,"_s + QString::fromLatin1(content.reveal().toByteArray().toBase64());
}

// What a "data:" value holds, if it is written as the nats command writes it.
base::Secret contentOf(const QString &text)
{
    static constexpr QLatin1StringView kMark(";base64,");
    const qsizetype mark = text.startsWith(kData, Qt::CaseInsensitive) ? text.indexOf(kMark) : -1;
    return mark < 0
        ? base::Secret()
        : base::Secret(QByteArray::fromBase64(text.sliced(mark + kMark.size()).toLatin1()));
}

// The login kinds in the order in which the nats command looks for them.
struct Login
{
    const char *key;
    QString Settings::*member;
};
constexpr std::array<Login, 6> kLogins{{{"user", &Settings::user},
                                        {"creds", &Settings::creds},
                                        {"nsc", &Settings::nsc},
                                        {"nkey", &Settings::nkey},
                                        {"user_jwt", &Settings::userJwt},
                                        {"token", &Settings::token}}};

// Takes a form apart into settings, extras and secrets.
class Writer final
{
public:
    enum class Secrets { Inline, Apart };

    Writer(const ProfileForm &form, profiles::Profile &profile, Secrets where)
        : m_form(form)
        , m_profile(profile)
        , m_where(where)
    {}

    std::map<QString, base::Secret> secrets;

    void login()
    {
        Settings &s = m_profile.settings;
        for (const Login &login : kLogins)
            s.*login.member = QString();
        s.password = s.userSeed = QString();
        switch (m_form.login) {
        case LoginKind::None:
            break;
        case LoginKind::UserPassword:
            s.user = m_form.user;
            place("password", s.password, m_form.password);
            break;
        case LoginKind::Token:
            break;
        case LoginKind::Nkey:
            file("nkey", s.nkey, m_form.nkeyPasted, m_form.nkeyFile, m_form.nkeyText);
            break;
        case LoginKind::Creds:
            file("creds", s.creds, m_form.credsPasted, m_form.credsFile, m_form.credsText);
            break;
        case LoginKind::Jwt:
            place("user_jwt", s.userJwt, m_form.jwt);
            place("user_seed", s.userSeed, m_form.seed);
            break;
        case LoginKind::BearerJwt:
            place("user_jwt", s.userJwt, m_form.jwt);
            break;
        case LoginKind::NscUser:
            // The deprecated field only where it is used already.
            (m_form.before.settings.nsc.isEmpty() ? s.creds : s.nsc) = m_form.nscUser.trimmed();
            break;
        }
        if (m_form.login == LoginKind::Token || m_form.sendsTokenToo)
            place("token", s.token, m_form.token);
    }

    void passphrase()
    {
        if (m_form.passphrase.typed.isEmpty()) {
            if (m_form.passphrase.kept)
                m_profile.extras.keychained += kPassphrase;
        } else if (m_where == Secrets::Apart) {
            keepApart(kPassphrase, m_form.passphrase.typed);
        }
    }

private:
    [[nodiscard]] bool intoFile() const
    {
        return m_form.keep == Keep::NatsContext && m_form.secretsIntoContext;
    }

    void keepApart(const QString &key, const base::Secret &secret)
    {
        secrets[key] = secret;
        m_profile.extras.keychained += key;
    }

    // An embedded secret moves along to a profile whose file may hold none.
    bool keepContentApart(const QString &key, const QString &text)
    {
        if (m_where == Secrets::Inline || m_form.keep == Keep::NatsContext)
            return false;
        const base::Secret content = contentOf(text);
        if (!content.isEmpty())
            keepApart(key, content);
        return !content.isEmpty();
    }

    void place(const char *key, QString &field, const SecretInput &input)
    {
        const QString name = QString::fromLatin1(key);
        if (input.typed.isEmpty()) {
            if (input.kept)
                m_profile.extras.keychained += name;
            return;
        }
        const QString text = textOf(input.typed);
        if (keepContentApart(name, text))
            return;
        if (m_where == Secrets::Inline || intoFile() || isReference(text))
            field = text;
        else
            keepApart(name, input.typed);
    }

    void file(const char *key, QString &field, bool pasted, const QString &path,
              const SecretInput &content)
    {
        const QString name = QString::fromLatin1(key);
        if (!pasted) {
            if (!keepContentApart(name, path.trimmed()))
                field = path.trimmed();
        } else if (content.typed.isEmpty()) {
            if (content.kept)
                m_profile.extras.keychained += name;
        } else if (m_where == Secrets::Inline || intoFile()) {
            field = embedded(content.typed);
        } else {
            keepApart(name, content.typed);
        }
    }

    const ProfileForm &m_form;
    profiles::Profile &m_profile;
    Secrets m_where;
};

profiles::Profile write(const ProfileForm &form, Writer::Secrets where,
                        std::map<QString, base::Secret> *secrets)
{
    profiles::Profile profile = form.before;
    profile.problem.reset();
    Settings &s = profile.settings;
    profile.extras = {form.readOnly,          form.noEcho, form.ignoreDiscovered, form.requireTls,
                      form.plainLoginAllowed, {}};
    Writer writer(form, profile, where);
    writer.login();
    writer.passphrase();
    s.url = form.servers.trimmed();
    s.ca = form.caFile.trimmed();
    s.cert = form.certificate.trimmed();
    s.key = form.key.trimmed();
    s.tlsFirst = form.tlsFirst;
    s.inboxPrefix = form.inboxPrefix.trimmed();
    s.socksProxy = form.proxy.trimmed();
    s.colorScheme = form.color;
    if (secrets)
        *secrets = std::move(writer.secrets);
    return profile;
}

} // namespace

bool isReference(QStringView text)
{
    static constexpr std::array schemes{"file://"_L1, "env://"_L1, "op://"_L1, kNsc, kData};
    return std::ranges::any_of(schemes, [text](QLatin1StringView scheme) {
        return text.startsWith(scheme, Qt::CaseInsensitive);
    });
}

ProfileForm ProfileForm::fresh()
{
    ProfileForm form;
    form.servers = u"nats://127.0.0.1:4222"_s;
    return form;
}

ProfileForm ProfileForm::of(const profiles::Profile &profile, bool replaces)
{
    const Settings &s = profile.settings;
    const auto kept = [&profile](QLatin1StringView key) {
        return profile.extras.keychained.contains(key);
    };
    ProfileForm form;
    form.before = profile;
    form.replaces = replaces;
    form.servers = s.url;
    form.name = profile.name;
    form.keep = profile.name.isEmpty()                    ? Keep::Nowhere
        : profile.origin == profiles::Origin::NatsContext ? Keep::NatsContext
                                                          : Keep::Fanin;

    form.user = s.user;
    form.password = {secretOf(s.password), kept("password"_L1)};
    form.token = {secretOf(s.token), kept("token"_L1)};
    form.nkeyFile = s.nkey;
    form.nkeyText.kept = form.nkeyPasted = kept("nkey"_L1);
    form.credsText.kept = form.credsPasted = kept("creds"_L1);
    const bool nscInCreds = s.creds.startsWith(kNsc, Qt::CaseInsensitive);
    form.nscUser = !s.nsc.isEmpty() ? s.nsc : nscInCreds ? s.creds : QString();
    if (!nscInCreds)
        form.credsFile = s.creds;
    form.jwt = {secretOf(s.userJwt), kept("user_jwt"_L1)};
    form.seed = {secretOf(s.userSeed), kept("user_seed"_L1)};

    const auto kindOf = [&form](QLatin1StringView key) {
        if (key == "user"_L1)
            return LoginKind::UserPassword;
        if (key == "nkey"_L1)
            return LoginKind::Nkey;
        if (key == "user_jwt"_L1)
            return form.seed.given() ? LoginKind::Jwt : LoginKind::BearerJwt;
        if (key == "token"_L1)
            return LoginKind::Token;
        return form.nscUser.isEmpty() ? LoginKind::Creds : LoginKind::NscUser;
    };
    for (const Login &login : kLogins) {
        const QLatin1StringView key(login.key);
        if ((s.*login.member).isEmpty() && !kept(key))
            continue;
        if (form.login == LoginKind::None)
            form.login = kindOf(key);
        else if (key == "token"_L1)
            form.sendsTokenToo = true;
        else
            form.otherLogins += key;
    }
    form.requireTls = profile.extras.requireTls;
    form.plainLoginAllowed = profile.extras.plainLoginAllowed;
    form.tlsFirst = s.tlsFirst;
    form.caFile = s.ca;
    form.certificate = s.cert;
    form.key = s.key;
    form.passphrase.kept = kept(kPassphrase);
    form.inboxPrefix = s.inboxPrefix;
    form.proxy = s.socksProxy;
    form.color = s.colorScheme;
    form.noEcho = profile.extras.noEcho;
    form.ignoreDiscovered = profile.extras.ignoreDiscovered;
    form.readOnly = profile.extras.readOnly;
    form.secretsIntoContext
        = form.keep == Keep::NatsContext && (form.hasBareSecret() || form.hasLoginInAddress());
    return form;
}

bool ProfileForm::hasBareSecret() const
{
    const auto bare = [](const SecretInput &input) {
        return !input.typed.isEmpty() && !isReference(QString::fromUtf8(input.typed.reveal()));
    };
    const bool tokenToo = sendsTokenToo && bare(token);
    switch (login) {
    case LoginKind::None:
    case LoginKind::NscUser:
        return tokenToo;
    case LoginKind::UserPassword:
        return tokenToo || bare(password);
    case LoginKind::Token:
        return bare(token);
    case LoginKind::Nkey:
        return tokenToo || (nkeyPasted && bare(nkeyText));
    case LoginKind::Creds:
        return tokenToo || (credsPasted && bare(credsText));
    case LoginKind::Jwt:
        return tokenToo || bare(jwt) || bare(seed);
    case LoginKind::BearerJwt:
        return tokenToo || bare(jwt);
    }
    return false;
}

profiles::Profile ProfileForm::toUse() const
{
    return write(*this, Writer::Secrets::Inline, nullptr);
}

ProfileForm::Kept ProfileForm::toKeep() const
{
    Kept result;
    result.profile = write(*this, Writer::Secrets::Apart, &result.secrets);
    result.profile.name = name.trimmed();
    result.profile.origin
        = keep == Keep::NatsContext ? profiles::Origin::NatsContext : profiles::Origin::Own;
    return result;
}

} // namespace ui
