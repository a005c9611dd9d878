// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/primaryexchange.h"

#include <QtNetwork/QNetworkProxy>

namespace accountserver {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kPiece = 64 * 1024;
// More waits at the primary.
constexpr qint64 kReadBuffer = 256 * 1024;
constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

base::Error network(const QString &text)
{
    return {base::ErrorKind::Network, text, -1};
}

QByteArray requestOf(const QUrl &url)
{
    QByteArray text = "GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
        + " HTTP/1.1\r\nHost: "
        + url.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded).toLatin1()
        + "\r\nAccept-Encoding: identity\r\nUser-Agent: Fanin\r\nConnection: close\r\n";
    if (!url.userInfo().isEmpty()) {
        const QString login
            = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        text += "Authorization: Basic " + login.toUtf8().toBase64() + "\r\n";
    }
    text += "\r\n";
    return text;
}

} // namespace

PrimaryExchange::PrimaryExchange(const Request &request, std::shared_ptr<PrimaryCall> call)
    : m_url(request.url)
    , m_call(std::move(call))
{
    connect(&m_socket, &QAbstractSocket::readyRead, this, &PrimaryExchange::read);
    connect(&m_socket, &QAbstractSocket::disconnected, this, &PrimaryExchange::read);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, &PrimaryExchange::onError);
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList texts;
        for (const QSslError &error : errors)
            texts += error.errorString();
        m_tlsErrors = texts.join(u"; "_s);
    });
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setReadBufferSize(kReadBuffer);
    const QString host = m_url.host(QUrl::FullyEncoded);
    if (m_url.scheme() == "https"_L1) {
        m_socket.setSslConfiguration(request.tls);
        connect(&m_socket, &QSslSocket::encrypted, this, &PrimaryExchange::ask);
        m_socket.connectToHostEncrypted(host, quint16(m_url.port(kHttpsPort)));
    } else {
        connect(&m_socket, &QAbstractSocket::connected, this, &PrimaryExchange::ask);
        m_socket.connectToHost(host, quint16(m_url.port(kHttpPort)));
    }
}

PrimaryExchange::~PrimaryExchange()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void PrimaryExchange::ask()
{
    m_asked = true;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.write(requestOf(m_url));
}

void PrimaryExchange::resume()
{
    m_resting = false;
    read();
}

void PrimaryExchange::read()
{
    while (!m_resting && !m_over) {
        const QByteArray bytes = m_socket.read(kPiece);
        if (bytes.isEmpty())
            break;
        QByteArray body;
        const ReplyReader::State state = m_reader.feed(bytes, body);
        if (!body.isEmpty() && !m_reader.isEncoded())
            m_resting = !m_call->push(m_reader.status(), body);
        if (state == ReplyReader::State::Whole)
            finish();
        else if (state == ReplyReader::State::Broken)
            fail(network(tr("what it answered is no HTTP, or too much of it")));
        else if (state == ReplyReader::State::Body && m_reader.isEncoded())
            finish();
    }
    // What is not yet deciphered is announced by readyRead.
    const bool closed = m_asked && m_socket.state() == QAbstractSocket::UnconnectedState
        && m_socket.bytesAvailable() == 0 && m_socket.encryptedBytesAvailable() == 0;
    if (!closed || m_resting || m_over)
        return;
    if (m_reader.end() == ReplyReader::State::Whole)
        finish();
    else
        fail(network(tr("it closed the connection too early")));
}

void PrimaryExchange::finish()
{
    if (m_reader.isEncoded())
        return fail({base::ErrorKind::Protocol, tr("it sent an encoded body"), -1});
    m_over = true;
    m_call->end(m_reader.status());
}

void PrimaryExchange::fail(const base::Error &error)
{
    m_over = true;
    m_call->fail(error);
}

void PrimaryExchange::onError(QAbstractSocket::SocketError error)
{
    // Its end may be the answer's.
    if (m_asked && error == QAbstractSocket::RemoteHostClosedError)
        return;
    read();
    if (m_over)
        return;
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return fail(network(tr("the connection is refused")));
    case QAbstractSocket::HostNotFoundError:
        return fail(network(tr("its address is unknown")));
    case QAbstractSocket::SslHandshakeFailedError:
        return fail({base::ErrorKind::Tls,
                     m_tlsErrors.isEmpty() ? tr("TLS could not be agreed on") : m_tlsErrors, -1});
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return fail({base::ErrorKind::Tls, tr("TLS cannot be used"), -1});
    default:
        return fail(network(m_socket.errorString()));
    }
}

} // namespace accountserver
