// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/identity.h"

#include "core/nats/credentials.h"
#include "core/nkey/nkey.h"

#include <QtCore/QCoreApplication>

namespace nats {

namespace {

QByteArray signature(const nkey::KeyPair &key, QByteArrayView nonce)
{
    // NATS: base64url without padding; with padding the server refuses it.
    return key.sign(nonce).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

base::Result<encoder::Identity> fromSeed(const QString &path, QByteArrayView nonce)
{
    if (nonce.isEmpty()) {
        return base::Error{base::ErrorKind::Auth,
                           QCoreApplication::translate("nats::Identity",
                                                       "The server does not use nkeys: it sent no "
                                                       "nonce to sign. Try without the nkey.")};
    }
    base::Result<base::Secret> seed = readSeedFile(path);
    if (!seed)
        return seed.error();
    const base::Result<nkey::KeyPair> key = nkey::KeyPair::fromSeed(seed->reveal());
    if (!key)
        return key.error();
    encoder::Identity identity;
    identity.nkey = key->publicKey();
    identity.signature = signature(*key, nonce);
    return identity;
}

base::Result<encoder::Identity> fromCredentials(const QString &path, QByteArrayView nonce)
{
    const base::Result<Credentials> credentials = readCredentialsFile(path);
    if (!credentials)
        return credentials.error();
    const base::Result<nkey::KeyPair> key = nkey::KeyPair::fromSeed(credentials->seed.reveal());
    if (!key)
        return key.error();
    encoder::Identity identity;
    identity.jwt = credentials->jwt;
    if (!nonce.isEmpty())
        identity.signature = signature(*key, nonce);
    return identity;
}

} // namespace

base::Result<encoder::Identity> identify(const ConnectOptions &options, const ServerUrl &url,
                                         QByteArrayView nonce)
{
    encoder::Identity identity;
    if (!url.user.isEmpty()) {
        if (url.hasPassword) {
            identity.user = url.user;
            identity.password = url.password;
        } else {
            identity.token = base::Secret(url.user.toUtf8());
        }
        return identity;
    }
    if (const auto *login = std::get_if<UserPassword>(&options.auth)) {
        identity.user = login->user;
        identity.password = login->password;
    } else if (const auto *token = std::get_if<Token>(&options.auth)) {
        identity.token = token->token;
    } else if (const auto *nkey = std::get_if<NkeyFile>(&options.auth)) {
        return fromSeed(nkey->path, nonce);
    } else if (const auto *creds = std::get_if<CredsFile>(&options.auth)) {
        return fromCredentials(creds->path, nonce);
    }
    return identity;
}

} // namespace nats
