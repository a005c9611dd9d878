// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/tlssetup.h"

#include "core/base/readfile.h"
#include "core/nats/tlskeys.h"

#include <QtCore/QCoreApplication>

namespace nats::tls {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tls)
};

base::Error in(const QString &path, base::Error error)
{
    error.text = Text::tr("%1: %2.").arg(path, error.text);
    return error;
}

// Reading errors name the file themselves.
base::Error sentence(base::Error error)
{
    error.text += u'.';
    return error;
}

base::Result<QList<QSslCertificate>> certificatesOf(const QString &path)
{
    const base::Result<QByteArray> content = base::readFile(path, kMaxFileSize);
    if (!content)
        return sentence(content.error());
    base::Result<QList<QSslCertificate>> certificates = readCertificates(*content);
    return certificates ? certificates : in(path, certificates.error());
}

base::Result<ClientCertificate> fromPem(const QByteArray &content, const TlsOptions &options)
{
    base::Result<QList<QSslCertificate>> chain = readCertificates(content);
    if (!chain)
        return in(options.certFile, chain.error());
    if (const auto problem = keyKindProblem(chain->first()))
        return in(options.certFile, *problem);
    const QString keyPath = options.keyFile.isEmpty() ? options.certFile : options.keyFile;
    base::Result<QByteArray> keyContent = options.keyFile.isEmpty()
        ? base::Result<QByteArray>(content)
        : base::readFile(options.keyFile, kMaxFileSize);
    if (!keyContent)
        return sentence(keyContent.error());
    const base::Result<QSslKey> key = readKey(*keyContent, options.keyPassphrase);
    base::wipe(keyContent.value());
    if (!key)
        return in(keyPath, key.error());
    return ClientCertificate{*std::move(chain), *key};
}

base::Result<ClientCertificate> clientCertificate(const TlsOptions &options)
{
    if (options.certFile.isEmpty()) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("%1: the key of a client certificate is given, but not the "
                                    "certificate.")
                               .arg(options.keyFile)};
    }
    base::Result<QByteArray> content = base::readFile(options.certFile, kMaxFileSize);
    if (!content)
        return sentence(content.error());
    base::Result<ClientCertificate> client = isPkcs12(*content)
        ? readPkcs12(*content, options.keyPassphrase)
        : fromPem(*content, options);
    if (!client) {
        return isPkcs12(*content) ? in(options.certFile, client.error()) : client.error();
    }
    if (!isKeyOf(client->key, client->chain.first())) {
        const QString keyPath = options.keyFile.isEmpty() ? options.certFile : options.keyFile;
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("%1: the private key is not that of the certificate in %2.")
                               .arg(keyPath, options.certFile)};
    }
    return client;
}

} // namespace

std::variant<QSslConfiguration, Failure> configuration(const TlsOptions &options)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!options.caFile.isEmpty()) {
        const base::Result<QList<QSslCertificate>> authorities = certificatesOf(options.caFile);
        if (!authorities)
            return failureOf(FailureKind::CaUnusable, authorities.error());
        configuration.setCaCertificates(*authorities);
    }
    if (!options.certFile.isEmpty() || !options.keyFile.isEmpty()) {
        const base::Result<ClientCertificate> client = clientCertificate(options);
        if (!client)
            return failureOf(FailureKind::ClientCertificateUnusable, client.error());
        configuration.setLocalCertificateChain(client->chain);
        configuration.setPrivateKey(client->key);
    }
    return configuration;
}

std::optional<base::Error> passphraseProblem(const TlsOptions &options)
{
    if (options.certFile.isEmpty())
        return {};
    const base::Result<QByteArray> content = base::readFile(options.certFile, kMaxFileSize);
    if (!content)
        return {};
    if (isPkcs12(*content)) {
        const auto opened = readPkcs12(*content, options.keyPassphrase);
        return opened ? std::nullopt : std::optional(opened.error());
    }
    const auto chain = readCertificates(*content);
    if (chain && keyKindProblem(chain->first()))
        return {}; // no passphrase mends that
    const base::Result<QByteArray> key = options.keyFile.isEmpty()
        ? base::Result<QByteArray>(*content)
        : base::readFile(options.keyFile, kMaxFileSize);
    if (!key || !isEncryptedPem(*key))
        return {};
    const auto opened = readKey(*key, options.keyPassphrase);
    return opened ? std::nullopt : std::optional(opened.error());
}

bool needsPassphrase(const TlsOptions &options)
{
    return options.keyPassphrase.isEmpty() && passphraseProblem(options);
}

} // namespace nats::tls
