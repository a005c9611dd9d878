// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/handshake.h"

#include "core/nats/nuid.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace nats {

using base::ErrorKind;
using base::Instant;
using StepKind = ConnectStep::Kind;

namespace {

constexpr qsizetype kFirstBytes = 64;
constexpr qsizetype kMostAddresses = 4; // in a step's detail
constexpr quint64 kProbeSid = 0;        // no subscription has it

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Handshake)
};

std::vector<StepKind> stepsOf(const ConnectOptions &options)
{
    std::vector<StepKind> kinds{StepKind::Name, StepKind::Tcp,   StepKind::Info,
                                StepKind::Tls,  StepKind::Login, StepKind::Pong};
    if (options.tls.first)
        std::swap(kinds[2], kinds[3]);
    if (options.probeInbox)
        kinds.push_back(StepKind::Inbox);
    return kinds;
}

QString describe(const ServerInfo &server)
{
    QStringList parts{Text::tr("nats-server %1").arg(server.version)};
    // NATS: who gives a server no name gets its id for one.
    if (!server.serverName.isEmpty() && server.serverName != server.serverId)
        parts += server.serverName;
    if (!server.cluster.isEmpty())
        parts += Text::tr("cluster %1").arg(server.cluster);
    return parts.join(u" · "_s);
}

// To which step the reason belongs if that is not the one that ran: a client certificate that is
// missing shows only after the login, and what the server thinks of a login comes instead of PONG.
std::optional<StepKind> stepOf(FailureKind kind)
{
    switch (kind) {
    case FailureKind::ClientCertificateWanted:
    case FailureKind::ClientCertificateRefused:
    case FailureKind::ClientCertificateUnusable:
    case FailureKind::CaUnusable:
    case FailureKind::NoTls:
    case FailureKind::PlainBytesAfterInfo:
    case FailureKind::PlainErrorInTls:
        return StepKind::Tls;
    case FailureKind::CredentialsUnusable:
    case FailureKind::NoNonce:
    case FailureKind::CredentialsRefused:
    case FailureKind::CredentialsExpired:
    case FailureKind::LoginTooLong:
    case FailureKind::LoginClosed:
    case FailureKind::PlainLoginAsked:
    case FailureKind::ServerFull:
    case FailureKind::AccountFull:
        return StepKind::Login;
    default:
        return {};
    }
}

} // namespace

Handshake::Handshake(const ConnectOptions &options, const ServerUrl &url, Instant at,
                     const QString &verifyName)
    : m_options(options)
    , m_url(url)
    , m_verifyName(verifyName.isEmpty() ? url.host : verifyName)
    , m_steps(stepsOf(options), at)
{}

void Handshake::onFound(const QStringList &addresses, Instant at)
{
    if (addresses.isEmpty()) {
        m_steps.skip(StepKind::Name,
                     m_options.proxy ? Text::tr("left to the proxy") : Text::tr("it is an address"),
                     at);
        return;
    }
    QStringList shown = addresses.first(std::min(addresses.size(), kMostAddresses));
    if (addresses.size() > shown.size())
        shown += Text::tr("%1 more").arg(addresses.size() - shown.size());
    m_steps.pass(StepKind::Name, shown.join(u", "_s), at);
}

Handshake::Step Handshake::onConnected(const QString &peer, bool loopback, Instant at)
{
    m_steps.pass(StepKind::Tcp,
                 m_options.proxy
                     ? Text::tr("%1 through %2").arg(m_url.display(), m_options.proxy->display())
                     : peer,
                 at);
    m_loopback = loopback;
    if (m_options.tls.first) {
        m_phase = Phase::TlsUpgrade;
        return StartTls();
    }
    m_phase = Phase::AwaitInfo;
    return Wait();
}

void Handshake::onBytes(QByteArrayView bytes)
{
    const qsizetype room = kFirstBytes - m_firstBytes.size();
    if (room > 0)
        m_firstBytes += bytes.first(std::min(room, bytes.size()));
}

Handshake::Step Handshake::onFrame(const Frame &frame, Instant at)
{
    if (const auto *error = std::get_if<ErrFrame>(&frame)) {
        m_refusal = classify(error->text);
        if (m_refusal->closes)
            return Fail{loginFailure(*m_refusal)};
        if (m_phase == Phase::AwaitProbe
            && m_refusal->kind == ServerError::Kind::SubscriptionDenied) {
            m_shortcoming
                = failureOf(FailureKind::InboxDenied,
                            {ErrorKind::Auth,
                             Text::tr("This user may not subscribe to its inboxes (%1.*), so no "
                                      "reply can reach it.")
                                 .arg(QString::fromUtf8(m_options.inboxPrefix))});
        }
        return Wait();
    }
    if (const auto *info = std::get_if<InfoFrame>(&frame)) {
        if (m_phase == Phase::AwaitInfo)
            return onFirstInfo(info->json, at);
        (void)onLaterInfo(*info); // no reason to give the login up
        return Wait();
    }
    if (m_phase == Phase::AwaitInfo) {
        return Fail{failureOf(FailureKind::NotNats,
                              {ErrorKind::Protocol,
                               Text::tr("Expected INFO as the first line of %1, got another "
                                        "operation.")
                                   .arg(m_url.display())})};
    }
    if (std::holds_alternative<PongFrame>(frame))
        return onPong(at);
    return Wait(); // PING is answered by whoever owns the socket, +OK and messages say nothing here
}

bool Handshake::onLaterInfo(const InfoFrame &info)
{
    base::Result<ServerInfo> server = parseServerInfo(info.json);
    if (!server)
        return false;
    m_server = *std::move(server);
    return true;
}

// NATS: who names an authority or a certificate wants TLS, as the nats CLI's library sees it.
bool Handshake::wantsTls() const
{
    const TlsOptions &tls = m_options.tls;
    return m_url.tls || tls.require || !tls.caFile.isEmpty() || !tls.certFile.isEmpty();
}

Handshake::Step Handshake::onFirstInfo(const QByteArray &json, Instant at)
{
    base::Result<ServerInfo> server = parseServerInfo(json);
    if (!server)
        return Fail{failureOf(FailureKind::ProtocolError, server.error())};
    m_server = *std::move(server);
    if (m_server.otherPort) {
        return Fail{failureOf(
            FailureKind::OtherPort,
            {ErrorKind::Protocol,
             Text::tr("%1 is a port for other servers (cluster, leaf node or gateway), not for "
                      "clients.")
                 .arg(m_url.display())})};
    }
    m_steps.pass(StepKind::Info, describe(m_server), at);
    if (m_tls)
        return logIn(at);
    if (m_server.tlsRequired || (wantsTls() && m_server.tlsAvailable)) {
        m_phase = Phase::TlsUpgrade;
        return StartTls();
    }
    // Spec §2.2: who asked for TLS never gets a plain connection instead.
    if (wantsTls()) {
        return Fail{failureOf(FailureKind::NoTls,
                              {ErrorKind::Tls,
                               Text::tr("%1 does not offer TLS, which this connection "
                                        "asks for.")
                                   .arg(m_url.display())})};
    }
    m_steps.skip(StepKind::Tls, Text::tr("not asked for"), at);
    return logIn(at);
}

Handshake::Step Handshake::onEncrypted(const TlsFacts &facts, Instant at)
{
    m_tls = facts;
    m_steps.pass(StepKind::Tls, facts.protocol + u" · "_s + facts.cipher, at);
    if (m_server.raw.isEmpty()) { // TLS-first
        m_phase = Phase::AwaitInfo;
        return Wait();
    }
    return logIn(at);
}

std::optional<Failure> Handshake::plainLoginProblem(const Login &login) const
{
    if (m_tls || m_loopback || m_options.plainLogin == PlainLogin::Allow || !login.hasCredentials())
        return {};
    const QString text = login.canBeReplayed()
        ? Text::tr("The login (%1) would go to %2 in the clear: everybody on the way could read it "
                   "and log in with it.")
        : Text::tr("Logged in (%1) to %2, everything would go in the clear: everybody on the way "
                   "could read and change it.");
    Failure failure = failureOf(FailureKind::PlainLoginAsked,
                                {ErrorKind::Tls, text.arg(login.method, m_url.display())});
    if (m_server.tlsAvailable)
        failure.advice = Text::tr("The server offers TLS: use tls:// in the URL.");
    return failure;
}

Handshake::Step Handshake::logIn(Instant at)
{
    const std::variant<Login, Failure> identified = identify(m_options, m_url, m_server.nonce);
    if (const auto *failure = std::get_if<Failure>(&identified))
        return Fail{*failure};
    const Login &login = std::get<Login>(identified);
    if (auto problem = plainLoginProblem(login))
        return Fail{*std::move(problem)};
    m_phase = Phase::AwaitPong;
    m_steps.pass(StepKind::Login,
                 login.warning.isEmpty() ? login.method : login.method + u" · "_s + login.warning,
                 at);
    const QByteArray line
        = encoder::connect(m_options, m_server, m_tls.has_value(), login.identity);
    return Send{line + encoder::ping(), {encoder::redactedConnect(line), "PING"}};
}

Handshake::Step Handshake::onPong(Instant at)
{
    if (m_phase == Phase::AwaitPong && m_options.probeInbox) {
        m_phase = Phase::AwaitProbe;
        m_steps.pass(StepKind::Pong, m_server.account, at);
        m_probe = m_options.inboxPrefix + '.' + Nuid().next();
        const QByteArray subscribe = encoder::sub(m_probe, {}, kProbeSid);
        const QByteArray unsubscribe = encoder::unsub(kProbeSid);
        return Send{subscribe + unsubscribe + encoder::ping(),
                    {subscribe.chopped(2), unsubscribe.chopped(2), "PING"}};
    }
    if (m_phase == Phase::AwaitPong)
        m_steps.pass(StepKind::Pong, m_server.account, at);
    else if (m_phase != Phase::AwaitProbe)
        return Wait();
    if (m_shortcoming)
        m_steps.fail(StepKind::Inbox, at);
    else
        m_steps.pass(StepKind::Inbox, QString::fromUtf8(m_probe), at);
    m_phase = Phase::Connected;
    m_refusal.reset();
    return Connected{m_shortcoming};
}

void Handshake::onFailed(FailureKind kind, Instant at)
{
    const ConnectStep *const running = m_steps.running();
    if (const auto step = stepOf(kind))
        m_steps.fail(*step, at);
    else if (running)
        m_steps.fail(running->kind, at);
}

} // namespace nats
