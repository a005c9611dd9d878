// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The half of Connection that makes an attempt: name, TCP, TLS and the steps of the handshake.
#include "core/nats/connection.h"

#include "core/nats/tlssetup.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslCipher>
#include <QtNetwork/QSslSocket>

namespace nats {

using base::Clock;
using base::ErrorKind;
using base::Instant;

namespace {

constexpr qint64 kMostHeard = 512; // of what came instead of TLS

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    default:
        return QStringLiteral("TLS");
    }
}

TlsFacts factsOf(const QSslSocket &socket)
{
    const QSslCertificate certificate = socket.peerCertificate();
    return {protocolName(socket.sessionProtocol()), socket.sessionCipher().name(),
            certificate.subjectDisplayName(), certificate.issuerDisplayName(),
            certificate.expiryDate().toSecsSinceEpoch()};
}

Failure networkFailure(FailureKind kind, const QString &text)
{
    return failureOf(kind, {ErrorKind::Network, text});
}

Failure notFound(const QString &host)
{
    return networkFailure(FailureKind::HostNotFound,
                          Text::tr("The host “%1” was not found.").arg(host));
}

} // namespace

// A fresh socket and parser for each attempt: nothing of a failed one can leak into the next. One
// deadline for all of it.
void Connection::attempt()
{
    m_retryTimer.stop();
    dropSocket();
    m_parser = Parser();
    m_pings.clear();
    m_unreadPongs = 0;
    m_closingError.reset();
    m_socketError.reset();
    m_url = m_pool.current().url;
    const QString &verifyName = m_pool.current().verifyName;
    m_handshake.emplace(m_options, url(), Clock::now(), verifyName);
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setReadBufferSize(kReadBuffer);
    watchSocket();
    m_status.url = url().display();
    m_status.peer.clear();
    m_status.tls = false;
    m_status.tlsFacts.reset();
    showServers();
    setState(ConnectionState::Connecting);
    m_attemptEnds = Clock::now() + m_options.connectTimeout;
    m_attemptTimer.start(std::chrono::ceil<std::chrono::milliseconds>(m_options.connectTimeout));

    // Before anything is sent: with a key that does not fit, the handshake would hang.
    auto tls = tls::configuration(m_options.tls);
    if (const auto *failure = std::get_if<Failure>(&tls)) {
        fail(*failure, DisconnectCause::Eof);
        return;
    }
    m_socket->setSslConfiguration(std::get<QSslConfiguration>(tls));
    m_socket->setPeerVerifyName(verifyName.isEmpty() ? url().host : verifyName);
    lookUp();
}

void Connection::watchSocket()
{
    QSslSocket *const socket = m_socket.get();
    connect(socket, &QSslSocket::connected, this, &Connection::onTcpConnected);
    connect(socket, &QSslSocket::encrypted, this, &Connection::onEncrypted);
    connect(socket, &QSslSocket::readyRead, this, &Connection::onReadyRead);
    // At once: the socket forgets what it has read, and a later error takes the place of this one.
    connect(socket, &QSslSocket::errorOccurred, this, &Connection::keepError);
    // Queued: flush() reports a broken connection from within, when whoever writes is in the middle
    // of something.
    connect(
        socket, &QSslSocket::errorOccurred, this,
        [this, socket] {
            if (m_socket.get() == socket)
                onSocketError();
        },
        Qt::QueuedConnection);
    connect(socket, &QSslSocket::bytesWritten, this, &Connection::onFlushed);
}

// A SOCKS proxy looks names up itself.
void Connection::lookUp()
{
    if (m_options.proxy || !QHostAddress(url().host).isNull()) {
        m_handshake->onFound({}, Clock::now());
        publishStatus();
        connectSocket();
        return;
    }
    QHostInfo::lookupHost(url().host, m_socket.get(),
                          [this, socket = m_socket.get()](const QHostInfo &info) {
                              if (m_socket.get() == socket)
                                  onLookedUp(info);
                          });
}

void Connection::onLookedUp(const QHostInfo &info)
{
    const QList<QHostAddress> addresses = info.addresses();
    if (info.error() != QHostInfo::NoError || addresses.isEmpty()) {
        fail(notFound(url().host), DisconnectCause::Eof);
        return;
    }
    QStringList texts;
    for (const QHostAddress &address : addresses)
        texts += address.toString();
    m_handshake->onFound(texts, Clock::now());
    publishStatus();
    m_addresses = addresses.first(std::min(addresses.size(), kMaxAddresses));
    m_socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    connectToNextAddress();
}

// One that does not answer leaves time for those behind it; Qt would wait for it past our limit.
void Connection::connectToNextAddress()
{
    const QHostAddress address = m_addresses.takeFirst();
    if (!m_addresses.isEmpty()) {
        const base::Span left = m_attemptEnds - Clock::now();
        m_addressTimer.start(std::chrono::ceil<std::chrono::milliseconds>(
            std::max(left, base::Span(0)) / (m_addresses.size() + 1)));
    }
    m_socket->abort();
    m_socketError.reset();
    m_socket->connectToHost(address.toString(), url().port);
}

void Connection::connectSocket()
{
    QNetworkProxy proxy(QNetworkProxy::NoProxy);
    if (const auto &socks = m_options.proxy) {
        proxy = QNetworkProxy(QNetworkProxy::Socks5Proxy, socks->host, socks->port, socks->user,
                              QString::fromUtf8(socks->password.reveal()));
    }
    m_socket->setProxy(proxy);
    m_socket->connectToHost(url().host, url().port);
}

void Connection::onTcpConnected()
{
    m_addressTimer.stop();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    const QHostAddress address = m_socket->peerAddress();
    const QString host = address.toString();
    m_status.peer = (host.contains(u':') ? u'[' + host + u']' : host) + u':'
        + QString::number(m_socket->peerPort());
    const Instant at = Clock::now();
    step(m_handshake->onConnected(m_status.peer, address.isLoopback() && !m_options.proxy, at), at);
}

void Connection::step(const Handshake::Step &step, Instant at)
{
    if (!m_handshake->server().raw.isEmpty())
        m_status.server = m_handshake->server();
    if (std::holds_alternative<Handshake::StartTls>(step)) {
        startTls();
    } else if (const auto *send = std::get_if<Handshake::Send>(&step)) {
        m_pings.push_back({0, Clock::now()});
        for (const QByteArray &line : send->shown)
            wire(WireEntry::Direction::Out, m_pings.back().sentAt, line);
        write(send->bytes);
        publishStatus();
    } else if (const auto *connected = std::get_if<Handshake::Connected>(&step)) {
        logIn(connected->shortcoming, at);
    } else if (const auto *failed = std::get_if<Handshake::Fail>(&step)) {
        fail(failed->failure, DisconnectCause::Eof);
    } else {
        publishStatus();
    }
}

void Connection::startTls()
{
    // Bytes behind INFO in the clear were put there by somebody in between.
    if (!m_parser.unparsed().isEmpty() || m_socket->bytesAvailable() > 0) {
        fail(m_handshake->explainPlainBytes(), DisconnectCause::ProtocolError);
        return;
    }
    publishStatus();
    // What comes is kept until TLS stands: a server may answer in the clear, and says why there.
    if (QTcpSocket *const plain = underTls())
        plain->startTransaction();
    m_socket->startClientEncryption();
}

// Qt has no other way to what TLS reads. Null if Qt is built another way: then nothing is kept.
QTcpSocket *Connection::underTls() const
{
    return m_socket->findChild<QTcpSocket *>({}, Qt::FindDirectChildrenOnly);
}

void Connection::keepError()
{
    if (m_socketError)
        return;
    m_socketError = SocketError{m_socket->error(), m_socket->errorString(), {}};
    QTcpSocket *const plain = underTls();
    if (!plain || !plain->isTransactionStarted())
        return;
    plain->rollbackTransaction();
    m_socketError->heard = plain->peek(kMostHeard);
}

void Connection::onEncrypted()
{
    if (QTcpSocket *const plain = underTls())
        plain->commitTransaction();
    m_status.tls = true;
    m_status.tlsFacts = factsOf(*m_socket);
    m_url.tls = true; // spec §2.2: an entry that has spoken TLS never goes plain again
    m_pool.spokeTls();
    const Instant at = Clock::now();
    step(m_handshake->onEncrypted(*m_status.tlsFacts, at), at);
}

// Before the server was reached.
Failure Connection::connectFailure() const
{
    const QString &words = m_socketError->text;
    switch (m_socketError->code) {
    case QAbstractSocket::HostNotFoundError:
        return notFound(url().host);
    case QAbstractSocket::ConnectionRefusedError:
        return networkFailure(FailureKind::ConnectionRefused,
                              Text::tr("Nothing listens at %1.").arg(url().display()));
    case QAbstractSocket::SocketTimeoutError:
        return networkFailure(
            FailureKind::ConnectTimeout,
            Text::tr("%1 did not accept a connection in time.").arg(url().display()));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return networkFailure(
            FailureKind::ProxyFailed,
            Text::tr("The proxy %1 cannot be used: %2.")
                .arg(m_options.proxy ? m_options.proxy->display() : QString(), words));
    default:
        return networkFailure(FailureKind::Unreachable,
                              Text::tr("%1 cannot be reached: %2.").arg(url().display(), words));
    }
}

} // namespace nats
