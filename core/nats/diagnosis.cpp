// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/diagnosis.h"

#include "core/nats/servererror.h"

#include <QtCore/QCoreApplication>

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Failure)
};

FailureKind loginKind(const ServerError &refusal)
{
    using Kind = ServerError::Kind;
    switch (refusal.kind) {
    case Kind::AuthViolation:
        return FailureKind::CredentialsRefused;
    case Kind::AuthExpired:
        return FailureKind::CredentialsExpired;
    case Kind::AuthTimeout:
        return FailureKind::LoginTimeout;
    case Kind::ConnectionLimit:
        return FailureKind::ServerFull;
    case Kind::AccountConnectionLimit:
        return FailureKind::AccountFull;
    case Kind::Throttled:
        return FailureKind::Throttled;
    case Kind::ControlLine:
        return FailureKind::LoginTooLong;
    case Kind::ProtocolBug:
        return FailureKind::ProtocolError;
    case Kind::TlsRequired:
        return FailureKind::PlainErrorInTls;
    case Kind::Stale:
        return FailureKind::Stale;
    case Kind::WrongPort:
        return FailureKind::OtherPort;
    default:
        return FailureKind::Other;
    }
}

bool isAboutLogin(FailureKind kind)
{
    return kind == FailureKind::CredentialsRefused || kind == FailureKind::CredentialsExpired
        || kind == FailureKind::LoginTimeout;
}

Failure toFailure(FailureKind kind, const ServerError &error)
{
    return failureOf(
        kind,
        {isAboutLogin(kind) ? base::ErrorKind::Auth : base::ErrorKind::Network, error.sentence});
}

} // namespace

Failure failureOf(FailureKind kind, base::Error error)
{
    return {kind, std::move(error), adviceFor(kind)};
}

Failure loginFailure(const ServerError &refusal)
{
    return toFailure(loginKind(refusal), refusal);
}

Failure lossFailure(const ServerError &reason)
{
    const FailureKind kind = loginKind(reason);
    const bool told = kind == FailureKind::CredentialsExpired || kind == FailureKind::Stale;
    return toFailure(told ? kind : FailureKind::Lost, reason);
}

QString adviceFor(FailureKind kind)
{
    switch (kind) {
    case FailureKind::NoServer:
        return Text::tr("Give the server's URL, for example nats://127.0.0.1:4222.");
    case FailureKind::HostNotFound:
        return Text::tr("Check the spelling of the host, and whether a VPN or another name server "
                        "is needed to find it.");
    case FailureKind::ConnectionRefused:
        return Text::tr("Check the port and that nats-server runs there; 4222 is the usual one.");
    case FailureKind::Unreachable:
        return Text::tr("Check this machine's network, and whether a VPN or proxy is needed.");
    case FailureKind::ConnectTimeout:
        return Text::tr("A firewall may drop the packets, or the address may be one that is only "
                        "reachable inside the server's network.");
    case FailureKind::ProxyFailed:
        return Text::tr("Check the proxy's address, user and password; it must be a SOCKS5 proxy.");
    case FailureKind::ClosedBeforeGreeting:
        return Text::tr("If the server is configured with handshake_first, switch on “TLS first”. "
                        "Otherwise a proxy or firewall may close the connection, or the server is "
                        "just starting or stopping.");
    case FailureKind::Silent:
        return Text::tr("If the server is configured with handshake_first, switch on “TLS first”. "
                        "Otherwise check that the port is the one for NATS clients.");
    case FailureKind::MonitoringPort:
        return Text::tr("Use the port for clients, 4222 by default; 8222 is usually monitoring.");
    case FailureKind::OtherPort:
        return Text::tr("Use the port for clients, 4222 by default.");
    case FailureKind::NotNats:
        return Text::tr("Check host and port: another program listens there.");
    case FailureKind::TlsFirstServer:
        return Text::tr("Switch on “TLS first” for this connection.");
    case FailureKind::NoTlsFirst:
        return Text::tr("Switch off “TLS first”: TLS is then started after the server's greeting.");
    case FailureKind::ProtocolError:
        return Text::tr("Something between here and the server may change what it sends; the "
                        "server's log may say more.");
    case FailureKind::NoTls:
        return Text::tr("Use nats:// and do not require TLS if a connection in the clear is "
                        "acceptable, or configure TLS at the server.");
    case FailureKind::PlainBytesAfterInfo:
        return Text::tr("Somebody in between may be changing the connection. Try from another "
                        "network, or with “TLS first”.");
    case FailureKind::PlainErrorInTls:
        return Text::tr("The server gave up before TLS was agreed on; its tls timeout may be too "
                        "short for this network.");
    case FailureKind::UntrustedCertificate:
        return Text::tr("Choose the CA file of the authority that issued the server's certificate; "
                        "the server's operator has it.");
    case FailureKind::SelfSignedCertificate:
        return Text::tr("If you know that it is the server's own, give it as the CA file.");
    case FailureKind::CertificateExpired:
        return Text::tr("The server's operator must renew it. If it was renewed, check this "
                        "machine's clock.");
    case FailureKind::CertificateNotYetValid:
        return Text::tr("Check this machine's clock and the server's.");
    case FailureKind::WrongHost:
        return Text::tr(
            "Use one of the certificate's names in the URL, or let the server's operator "
            "add this one to the certificate.");
    case FailureKind::TlsFailed:
        return Text::tr("TLS 1.2 or 1.3 is needed on both sides; the server's log may say more.");
    case FailureKind::TlsTimeout:
        return Text::tr(
            "The network or the server may be slow, or something in between may not let "
            "TLS through.");
    case FailureKind::ClientCertificateWanted:
        return Text::tr(
            "Choose a client certificate and its key; the server's operator issues them.");
    case FailureKind::ClientCertificateRefused:
        return Text::tr(
            "Check that the client certificate has not expired, is made for clients, and "
            "was issued by the authority this server trusts.");
    case FailureKind::ClientCertificateUnusable:
        return Text::tr("Choose a certificate and the key that belongs to it (RSA or EC).");
    case FailureKind::CaUnusable:
        return Text::tr("Choose a file with the authority's certificate in PEM form.");
    case FailureKind::CredentialsUnusable:
        return Text::tr("Choose other credentials, or ask the account's operator for new ones.");
    case FailureKind::NoNonce:
        return Text::tr("Try without the nkey, or check that this is the server you mean.");
    case FailureKind::CredentialsRefused:
        return Text::tr("Check that the credentials are for this server and account, and that they "
                        "may be used from here and now; only the server's log knows the cause.");
    case FailureKind::CredentialsExpired:
        return Text::tr("Ask the account's operator for new credentials.");
    case FailureKind::LoginTooLong:
        return Text::tr("Raise max_control_line at the server, or use a user JWT with fewer "
                        "permissions in it.");
    case FailureKind::LoginTimeout:
        return Text::tr("The server or its authentication callout may be overloaded: try again, or "
                        "allow more time to connect.");
    case FailureKind::LoginClosed:
        return Text::tr(
            "The server's log knows why. It may require TLS, or something in between may "
            "have closed the connection.");
    case FailureKind::PlainLoginAsked:
        return Text::tr("Configure TLS at the server, or allow the login in the clear if you trust "
                        "the network in between.");
    case FailureKind::ServerFull:
        return Text::tr(
            "Close connections that are not needed, raise the server's max_connections, "
            "or use another server of the cluster.");
    case FailureKind::AccountFull:
        return Text::tr(
            "Close connections of this account that are not needed, or let its operator "
            "raise the limit.");
    case FailureKind::Throttled:
        return Text::tr("Wait: many clients are connecting at once.");
    case FailureKind::InboxDenied:
        return Text::tr("Set the inbox prefix this user may subscribe to, or let the account's "
                        "operator allow it.");
    case FailureKind::Stale:
        return Text::tr("The network may have changed, or a firewall forgot the connection.");
    case FailureKind::Lost:
    case FailureKind::Other:
        break;
    }
    return {};
}

bool needsPerson(FailureKind kind)
{
    switch (kind) {
    case FailureKind::ClientCertificateWanted:
    case FailureKind::ClientCertificateRefused:
    case FailureKind::ClientCertificateUnusable:
    case FailureKind::CaUnusable:
    case FailureKind::CredentialsUnusable:
    case FailureKind::NoNonce:
    case FailureKind::CredentialsRefused:
    case FailureKind::CredentialsExpired:
    case FailureKind::LoginTooLong:
    case FailureKind::PlainLoginAsked:
        return true;
    default:
        return false;
    }
}

} // namespace nats
