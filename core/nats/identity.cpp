// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/identity.h"

#include "core/nats/credentials.h"
#include "core/nkey/nkey.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Identity)
};

QByteArray signature(const nkey::KeyPair &key, QByteArrayView nonce)
{
    // NATS: base64url without padding; with padding the server refuses it.
    return key.sign(nonce).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

// Adds what each way to log in brings to what is there already.
class Assembly final
{
public:
    explicit Assembly(QByteArrayView nonce)
        : m_nonce(nonce)
    {}

    void addUser(const QString &user, const base::Secret &password)
    {
        m_login.identity.user = user;
        m_login.identity.password = password;
        m_methods += password.isEmpty() ? Text::tr("user") : Text::tr("user and password");
    }
    void addToken(const base::Secret &token)
    {
        if (token.isEmpty())
            return;
        m_login.identity.token = token;
        m_methods += Text::tr("token");
    }
    void addNkey(const base::Result<base::Secret> &seed)
    {
        if (m_nonce.isEmpty()) {
            m_failure = failureOf(FailureKind::NoNonce,
                                  {base::ErrorKind::Auth,
                                   Text::tr("The server does not use nkeys: it sent no nonce to "
                                            "sign.")});
            return;
        }
        const auto key = keyOf(seed);
        if (!key)
            return;
        m_login.identity.nkey = key->publicKey();
        m_login.identity.signature = signature(*key, m_nonce);
        m_methods += Text::tr("nkey");
    }
    // NATS: a server that sent no nonce ignores the JWT; it gets it all the same.
    void addJwt(const base::Result<Credentials> &credentials)
    {
        if (!credentials) {
            fail(credentials.error());
            return;
        }
        m_login.identity.jwt = credentials->jwt;
        m_login.warning = credentials->warning;
        if (credentials->seed.isEmpty() || m_nonce.isEmpty()) {
            m_methods += Text::tr("user JWT");
            return;
        }
        if (const auto key = keyOf(credentials->seed))
            m_login.identity.signature = signature(*key, m_nonce);
        m_methods += Text::tr("user JWT and signature");
    }

    [[nodiscard]] std::variant<Login, Failure> finish()
    {
        if (m_failure)
            return *m_failure;
        m_login.method
            = m_methods.isEmpty() ? Text::tr("no credentials") : m_methods.join(u" + "_s);
        return m_login;
    }

private:
    std::optional<nkey::KeyPair> keyOf(const base::Result<base::Secret> &seed)
    {
        if (!seed) {
            fail(seed.error());
            return {};
        }
        base::Result<nkey::KeyPair> key = nkey::KeyPair::fromSeed(seed->reveal());
        if (!key) {
            fail(key.error());
            return {};
        }
        return *std::move(key);
    }
    void fail(const base::Error &error)
    {
        m_failure = failureOf(FailureKind::CredentialsUnusable, error);
    }

    QByteArrayView m_nonce;
    Login m_login;
    QStringList m_methods;
    std::optional<Failure> m_failure;
};

} // namespace

bool Login::hasCredentials() const
{
    return !identity.password.isEmpty() || !identity.token.isEmpty() || !identity.nkey.isEmpty()
        || !identity.jwt.isEmpty();
}

bool Login::canBeReplayed() const
{
    return !identity.password.isEmpty() || !identity.token.isEmpty()
        || (!identity.jwt.isEmpty() && identity.signature.isEmpty());
}

std::variant<Login, Failure> identify(const ConnectOptions &options, const ServerUrl &url,
                                      QByteArrayView nonce)
{
    Assembly assembly(nonce);
    const Auth &auth = options.auth;
    const bool fromUrl = !url.user.isEmpty() || url.hasPassword;
    if (fromUrl && url.hasPassword)
        assembly.addUser(url.user, url.password);
    else if (fromUrl)
        assembly.addToken(base::Secret(url.user.toUtf8()));
    else if (const auto *login = std::get_if<UserPassword>(&auth))
        assembly.addUser(login->user, login->password);
    else if (const auto *token = std::get_if<Token>(&auth))
        assembly.addToken(token->token);
    else if (const auto *file = std::get_if<NkeyFile>(&auth))
        assembly.addNkey(readSeedFile(file->path));
    else if (const auto *seed = std::get_if<NkeySeed>(&auth))
        assembly.addNkey(parseSeed(seed->seed.reveal()));

    if (const auto *file = std::get_if<CredsFile>(&auth))
        assembly.addJwt(readCredentialsFile(file->path));
    else if (const auto *text = std::get_if<CredsText>(&auth))
        assembly.addJwt(parseCredentials(text->content.reveal()));
    else if (const auto *user = std::get_if<UserJwt>(&auth))
        assembly.addJwt(parseJwtAndSeed(user->jwt.reveal(), user->seed.reveal()));

    if (!fromUrl && !std::holds_alternative<Token>(auth))
        assembly.addToken(options.extraToken);
    return assembly.finish();
}

} // namespace nats
