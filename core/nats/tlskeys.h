// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

#include <optional>

// Client certificates and private keys out of the content of files (spec/platform.md §5). Texts
// say what was expected and what came; whoever read the file adds its name.
namespace nats::tls {

struct ClientCertificate
{
    QList<QSslCertificate> chain; ///< the client's own first
    QSslKey key;
};

// By its first bytes, not by its name: DER with the version of a PFX.
[[nodiscard]] bool isPkcs12(QByteArrayView content);
// Whether a PEM file's private key is encrypted.
[[nodiscard]] bool isEncryptedPem(QByteArrayView content);

base::Result<QList<QSslCertificate>> readCertificates(const QByteArray &content);
base::Result<QSslKey> readKey(const QByteArray &content, const base::Secret &passphrase);
base::Result<ClientCertificate> readPkcs12(QByteArray content, const base::Secret &passphrase);

// Qt can use RSA and EC keys. Names what the certificate has if it is another.
[[nodiscard]] std::optional<base::Error> keyKindProblem(const QSslCertificate &certificate);
// Whether the private key is that of the certificate. An EC key without its public part may be: Qt
// cannot compute it, so only the handshake tells.
[[nodiscard]] bool isKeyOf(const QSslKey &key, const QSslCertificate &certificate);

} // namespace nats::tls
