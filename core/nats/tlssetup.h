// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/diagnosis.h"

#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslError>

#include <variant>

// TLS from files to QSslConfiguration, and from its errors to words (spec/protocol.md §2.2,
// spec/platform.md §5).
namespace nats::tls {

constexpr qint64 kMaxFileSize = 1024 * 1024; ///< of a certificate or key file

// Reads authorities, certificate and key, and checks that the key is the certificate's as far as
// that can be seen: with one that is not, the handshake would hang. Failures are CaUnusable or
// ClientCertificateUnusable and say what was expected, what came and in which file.
[[nodiscard]] std::variant<QSslConfiguration, Failure> configuration(const TlsOptions &options);

// Why the passphrase that is given, or none, does not open the key. Nothing if it does, or if what
// is wrong is something else (configuration() says what).
[[nodiscard]] std::optional<base::Error> passphraseProblem(const TlsOptions &options);
// Whether a passphrase must be asked for before the files can be used.
[[nodiscard]] bool needsPassphrase(const TlsOptions &options);

// What a failed handshake with `host` means. `text` is the socket's own words; an alert about a
// certificate means ours if we have shown one, else that one is wanted.
[[nodiscard]] Failure explain(const QList<QSslError> &errors, const QString &text,
                              const QString &host, bool certificateShown);
// The server would not have us without a certificate, or with this one. `words` may be empty.
[[nodiscard]] Failure clientCertificateFailure(const QString &host, bool certificateShown,
                                               const QString &words);
// Of what OpenSSL says, the part that is not for its authors only.
[[nodiscard]] QString plainWords(const QString &text);

} // namespace nats::tls
