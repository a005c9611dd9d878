// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/httppeer.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QTcpSocket>

#include <memory>

using namespace Qt::StringLiterals;

HttpPeer::HttpPeer()
    : m_server(std::make_unique<QTcpServer>())
    , m_scheme(u"http"_s)
{
    listen();
}

HttpPeer::HttpPeer(const QString &certificate, const QString &key)
    : m_scheme(u"https"_s)
{
    QFile keyFile(key);
    if (!keyFile.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(key), qPrintable(keyFile.errorString()));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    tls.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    listen();
}

void HttpPeer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &HttpPeer::onConnection);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no free port");
}

QString HttpPeer::url() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_scheme).arg(m_server->serverPort());
}

QByteArrayList HttpPeer::paths() const
{
    QByteArrayList all;
    for (const Request &request : m_requests)
        all += request.path;
    return all;
}

QByteArray HttpPeer::Request::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

QByteArray HttpPeer::answer(const QByteArray &status, const QByteArray &body,
                            const QByteArray &headers)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
}

void HttpPeer::onConnection()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        const auto buffer = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, buffer] { onRead(*socket, *buffer); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void HttpPeer::onRead(QTcpSocket &socket, QByteArray &buffer)
{
    buffer += socket.readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Request request;
    request.head = buffer.first(end);
    request.path = request.head.split(' ').value(1);
    buffer.remove(0, end + 4);
    m_requests.push_back(request);
    const QByteArray answered
        = script ? script(request, socket) : answers.value(request.path, otherwise);
    if (answered.isEmpty())
        return;
    socket.write(answered);
    socket.disconnectFromHost();
}
