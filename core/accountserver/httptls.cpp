// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httptls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HttpTls)
};

// OpenSSL would ask the terminal.
int noPassphrase(char *, int, int, void *)
{
    return 0;
}

base::Error failure(const QString &what)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return {base::ErrorKind::Tls,
            reason ? Text::tr("%1: %2").arg(what, QString::fromUtf8(reason)) : what};
}

} // namespace

base::Result<std::shared_ptr<SSL_CTX>> tlsContext(const QString &certificateFile,
                                                  const QString &keyFile)
{
    ERR_clear_error();
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context)
        return failure(Text::tr("TLS cannot be used"));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
                         | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_default_passwd_cb(context.get(), noPassphrase);
    if (SSL_CTX_use_certificate_chain_file(context.get(),
                                           QFile::encodeName(certificateFile).constData())
        != 1) {
        return failure(Text::tr("%1 is no certificate that can be used").arg(certificateFile));
    }
    if (SSL_CTX_use_PrivateKey_file(context.get(), QFile::encodeName(keyFile).constData(),
                                    SSL_FILETYPE_PEM)
        != 1) {
        return failure(Text::tr("%1 is no private key that can be used (it must be PEM, not "
                                "encrypted, and the certificate's)")
                           .arg(keyFile));
    }
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return failure(Text::tr("%1 is not the key of %2").arg(keyFile, certificateFile));
    return context;
}

} // namespace accountserver
