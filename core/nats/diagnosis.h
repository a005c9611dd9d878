// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QString>

// Why a server cannot be used, as what it is, in words, and with what to try (spec/protocol.md
// §1.4, §1.6, §2.2).
namespace nats {

struct ServerError;

enum class FailureKind {
    NoServer, ///< none was given
    HostNotFound,
    ConnectionRefused,
    Unreachable, ///< no route, no network, reset …
    ConnectTimeout,
    ProxyFailed,
    ClosedBeforeGreeting,
    Silent,         ///< accepted the connection and said nothing: perhaps a TLS-first server
    MonitoringPort, ///< speaks HTTP
    OtherPort,      ///< of a cluster, leaf node or gateway
    NotNats,
    TlsFirstServer, ///< speaks TLS before INFO
    NoTlsFirst,     ///< TLS-first was asked for, the server greets in the clear
    ProtocolError,
    NoTls,                ///< TLS was asked for, the server does not offer it
    PlainBytesAfterInfo,  ///< somebody in between
    PlainErrorInTls,      ///< -ERR in the clear during the handshake
    UntrustedCertificate, ///< of an unknown authority
    SelfSignedCertificate,
    CertificateExpired,
    CertificateNotYetValid,
    WrongHost, ///< the certificate is for other names
    TlsFailed, ///< anything else of TLS
    TlsTimeout,
    ClientCertificateWanted,
    ClientCertificateRefused,
    ClientCertificateUnusable, ///< our own files: unreadable, no match, passphrase, kind of key
    CaUnusable,
    CredentialsUnusable, ///< our own files or texts
    NoNonce,             ///< an nkey or JWT was given, the server does not use them
    CredentialsRefused,
    CredentialsExpired, ///< or revoked
    LoginTooLong,       ///< for the server's limit of a line
    LoginTimeout,
    LoginClosed,     ///< without a word
    PlainLoginAsked, ///< see PlainLogin::Ask
    ServerFull,
    AccountFull,
    Throttled,
    InboxDenied,
    Stale,
    Lost, ///< an established connection was closed
    Other,
};

struct Failure
{
    FailureKind kind = FailureKind::Other;
    base::Error error;
    QString advice; ///< what to try; may be empty

    bool operator==(const Failure &) const = default;
};

// With the advice for its kind.
[[nodiscard]] Failure failureOf(FailureKind kind, base::Error error);
[[nodiscard]] QString adviceFor(FailureKind kind); ///< may be empty
// What a -ERR means that ends an attempt to log in, or an established connection.
[[nodiscard]] Failure loginFailure(const ServerError &refusal);
[[nodiscard]] Failure lossFailure(const ServerError &reason);
// Whether the same failure twice in a row means that trying again will not help: a person must
// look at the credentials or files.
[[nodiscard]] bool needsPerson(FailureKind kind);

} // namespace nats
