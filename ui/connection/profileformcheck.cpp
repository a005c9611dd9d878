// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with a form, field by field.
#include "ui/connection/profileform.h"

#include "core/jwt/token.h"
#include "core/nats/connectoptions.h"
#include "core/nats/credentials.h"
#include "core/nats/subject.h"
#include "core/nats/tlssetup.h"
#include "core/nkey/nkey.h"
#include "core/profiles/context.h"
#include "core/profiles/reference.h"
#include "core/profiles/resolved.h"
#include "ui/connection/namedfile.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::ProfileForm)
};

bool hasLogin(const std::vector<nats::ServerUrl> &urls)
{
    return std::ranges::any_of(
        urls, [](const nats::ServerUrl &url) { return url.hasPassword || !url.user.isEmpty(); });
}

// The field itself shows which file it is about.
QString withoutPath(const QString &text, const QString &path)
{
    const QString start = path + u": "_s;
    return text.startsWith(start) ? text.sliced(start.size()) : text;
}

class Checker final
{
public:
    explicit Checker(const ProfileForm &form)
        : m_form(form)
    {}

    ProfileForm::Problems problems;

    void servers()
    {
        const QString text = m_form.servers.trimmed();
        // The nats command has a default; a context without a server stays one.
        if (text.isEmpty() && m_form.replaces && m_form.before.settings.url.isEmpty())
            return;
        if (text.isEmpty())
            return say(FormField::Servers, Text::tr("Type at least one server."));
        const auto urls = nats::parseServerUrls(text);
        if (!urls)
            return say(FormField::Servers, urls.error().text);
        if (hasLogin(*urls) && !mayStandInFile())
            say(FormField::Servers, loginInAddress(Text::tr("Move it to “Log in with”")));
    }

    void name(const ProfileForm::IsTaken &taken)
    {
        if (m_form.keep == Keep::Nowhere)
            return;
        const QString text = m_form.name.trimmed();
        if (text.isEmpty())
            return say(FormField::Name, Text::tr("Type the name to keep it under."));
        if (const auto good = profiles::checkContextName(text); !good)
            return say(FormField::Name, good.error().text);
        const auto origin = m_form.keep == Keep::NatsContext ? profiles::Origin::NatsContext
                                                             : profiles::Origin::Own;
        const bool itself
            = m_form.replaces && m_form.before.origin == origin && m_form.before.name == text;
        if (!itself && taken(origin, text)) {
            say(FormField::Name,
                m_form.keep == Keep::NatsContext ? Text::tr("There is a nats context of this name.")
                                                 : Text::tr("There is a profile of this name."));
        }
    }

    void login()
    {
        if (m_form.sendsTokenToo || m_form.login == LoginKind::Token)
            secret(FormField::Token, "token", m_form.token, Text::tr("Type the token."));
        switch (m_form.login) {
        case LoginKind::None:
        case LoginKind::Token:
            break;
        case LoginKind::UserPassword:
            if (m_form.user.isEmpty())
                say(FormField::User, Text::tr("Type the user's name."));
            if (m_form.password.given())
                secret(FormField::Password, "password", m_form.password, {});
            break;
        case LoginKind::Nkey:
            nkey();
            break;
        case LoginKind::Creds:
            creds();
            break;
        case LoginKind::Jwt:
            jwt();
            seed();
            break;
        case LoginKind::BearerJwt:
            jwt();
            break;
        case LoginKind::NscUser:
            nscUser();
            break;
        }
    }

    void tls()
    {
        readable(FormField::Ca, m_form.caFile);
        readable(FormField::Certificate, m_form.certificate);
        readable(FormField::Key, m_form.key);
        if (!m_form.key.trimmed().isEmpty() && m_form.certificate.trimmed().isEmpty())
            say(FormField::Certificate, Text::tr("The key needs its certificate."));
        if (m_form.passphrase.kept && m_form.passphrase.typed.isEmpty())
            return;
        if (!m_form.passphrase.typed.isEmpty() && m_form.certificate.trimmed().isEmpty())
            say(FormField::Passphrase, Text::tr("There is no key that it could be for."));
    }

    void advanced()
    {
        if (const QString prefix = m_form.inboxPrefix.trimmed(); !prefix.isEmpty()) {
            if (const auto wrong = nats::subject::checkInboxPrefix(prefix.toUtf8()))
                say(FormField::InboxPrefix, wrong->text);
        }
        if (m_form.proxy.trimmed().isEmpty())
            return;
        const auto proxy = nats::parseSocksProxy(m_form.proxy.trimmed());
        if (!proxy)
            return say(FormField::Proxy, proxy.error().text);
        if (!proxy->password.isEmpty() && !mayStandInFile())
            say(FormField::Proxy, loginInAddress(Text::tr("Use a proxy that needs none")));
    }

private:
    void say(FormField field, const QString &text) { problems.emplace(field, text); }

    [[nodiscard]] bool mayStandInFile() const
    {
        return m_form.keep == Keep::Nowhere
            || (m_form.keep == Keep::NatsContext && m_form.secretsIntoContext);
    }

    [[nodiscard]] QString loginInAddress(const QString &advice) const
    {
        const QString text
            = Text::tr("There is a login in this address, which would stand in a file.") + u' '
            + advice;
        return m_form.keep == Keep::NatsContext
            ? Text::tr("%1, or allow secrets in the context file at “Login”.").arg(text)
            : QString(text + u'.');
    }

    // What is typed must be something; what is kept is only known to the keychain.
    bool secret(FormField field, const char *key, const SecretInput &input, const QString &missing)
    {
        if (!input.typed.isEmpty()) {
            const QString text = QString::fromUtf8(input.typed.reveal());
            if (!isReference(text))
                return true;
            reference(field, key, text);
            return false;
        }
        if (!input.kept)
            say(field, missing);
        else if (m_form.keep == Keep::NatsContext && m_form.secretsIntoContext)
            say(field,
                Text::tr("Give it once more: it is in the keychain only, and is to stand in "
                         "the context file."));
        return false;
    }

    void reference(FormField field, const char *key, const QString &text)
    {
        const auto reference
            = profiles::parseReference(*profiles::fieldNamed(key), text, profiles::Bare::AsField,
                                       QProcessEnvironment::systemEnvironment());
        if (!reference)
            say(field, reference.error().text);
    }

    void readable(FormField field, const QString &text)
    {
        if (text.trimmed().isEmpty())
            return;
        if (const QString wrong = NamedFile(text).problem(); !wrong.isEmpty())
            say(field, wrong);
    }

    template<typename Read>
    void loginFile(FormField field, const char *key, const QString &text, const QString &missing,
                   Read read)
    {
        if (text.trimmed().isEmpty())
            return say(field, missing);
        const NamedFile file(text);
        if (!file.isFile())
            return reference(field, key, text.trimmed());
        if (const QString wrong = file.problem(); !wrong.isEmpty())
            return say(field, wrong);
        if (const auto content = read(file.path()); !content)
            say(field, withoutPath(content.error().text, file.path()));
    }

    template<typename Parse>
    void pasted(FormField field, const char *key, const SecretInput &input, const QString &missing,
                Parse parse)
    {
        if (!secret(field, key, input, missing))
            return;
        if (const auto content = parse(input.typed.reveal()); !content)
            say(field, content.error().text);
    }

    void nkey()
    {
        if (m_form.nkeyPasted)
            pasted(FormField::Nkey, "nkey", m_form.nkeyText, Text::tr("Paste the nkey seed."),
                   &nats::parseSeed);
        else
            loginFile(FormField::Nkey, "nkey", m_form.nkeyFile,
                      Text::tr("Choose the file that holds the nkey seed."), &nats::readSeedFile);
    }

    void creds()
    {
        if (m_form.credsPasted)
            pasted(FormField::Creds, "creds", m_form.credsText,
                   Text::tr("Paste the content of a .creds file."), &nats::parseCredentials);
        else
            loginFile(FormField::Creds, "creds", m_form.credsFile,
                      Text::tr("Choose a .creds file."), &nats::readCredentialsFile);
    }

    void jwt()
    {
        if (!secret(FormField::Jwt, "user_jwt", m_form.jwt, Text::tr("Paste the user's JWT.")))
            return;
        const auto token = jwt::Token::decode(m_form.jwt.typed.reveal().trimmed().toByteArray());
        if (token->problem())
            say(FormField::Jwt, token->problem()->text);
        else if (token->kind() != jwt::Kind::User)
            say(FormField::Jwt,
                Text::tr("A user's JWT is expected; this one is of kind “%1”.")
                    .arg(QLatin1StringView(jwt::nameOf(token->kind()))));
        else
            m_subject = token->claims().sub;
    }

    void seed()
    {
        if (!secret(FormField::Seed, "user_seed", m_form.seed,
                    Text::tr("Type the seed of the user's key.")))
            return;
        const auto seed = nats::parseSeed(m_form.seed.typed.reveal());
        if (!seed)
            return say(FormField::Seed, seed.error().text);
        const auto pair = nkey::KeyPair::fromSeed(seed->reveal());
        if (pair && !m_subject.isEmpty() && pair->publicKey() != m_subject)
            say(FormField::Seed, Text::tr("This seed does not belong to the user of the JWT."));
    }

    void nscUser()
    {
        const QString text = m_form.nscUser.trimmed();
        const QString path = text.section(u'?', 0, 0);
        const QStringList parts = path.sliced(qMin(path.size(), 6)).split(u'/');
        const bool whole
            = text.startsWith("nsc://"_L1) && parts.size() == 3 && !parts.contains(QString());
        if (!whole)
            say(FormField::NscUser,
                Text::tr("Write it like nsc://Operator/Account/User: three names are expected."));
    }

    const ProfileForm &m_form;
    QByteArray m_subject; // of the JWT, once it is known to be one
};

} // namespace

nats::TlsOptions ProfileForm::tlsFiles() const
{
    nats::TlsOptions options;
    options.caFile = NamedFile(caFile).path();
    options.certFile = NamedFile(certificate).path();
    options.keyFile = NamedFile(key).path();
    options.keyPassphrase = passphrase.typed;
    return options;
}

ProfileForm::Problems ProfileForm::tlsProblems() const
{
    const nats::TlsOptions options = tlsFiles();
    for (const QString &file : {caFile, certificate, key}) {
        if (!file.trimmed().isEmpty() && !NamedFile(file).problem().isEmpty())
            return {};
    }
    if (nats::tls::needsPassphrase(options))
        return {};
    const auto made = nats::tls::configuration(options);
    const auto *failure = std::get_if<nats::Failure>(&made);
    if (!failure)
        return {};
    const FormField field = failure->kind == nats::FailureKind::CaUnusable ? FormField::Ca
        : options.keyFile.isEmpty()                                        ? FormField::Certificate
                                                                           : FormField::Key;
    const QString &file = field == FormField::Ca ? options.caFile
        : field == FormField::Key                ? options.keyFile
                                                 : options.certFile;
    return {{field, withoutPath(failure->error.text, file)}};
}

bool ProfileForm::hasLoginInAddress() const
{
    const auto urls = nats::parseServerUrls(servers);
    const auto way = nats::parseSocksProxy(proxy.trimmed());
    return (urls && hasLogin(*urls)) || (way && !way->password.isEmpty());
}

ProfileForm::Problems ProfileForm::problems(const IsTaken &taken) const
{
    Checker checker(*this);
    checker.servers();
    checker.name(taken);
    checker.login();
    checker.tls();
    checker.advanced();
    return std::move(checker.problems);
}

} // namespace ui
