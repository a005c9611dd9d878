// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayList>
#include <QtCore/QObject>
#include <QtNetwork/QSslServer>

#include <functional>
#include <memory>

class QTcpSocket;

// A scripted HTTP server on a free loopback port, in the test's own thread.
class HttpPeer final : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray path; ///< with its query
        QByteArray head; ///< all of it

        // The value of a header line; empty if there is none.
        [[nodiscard]] QByteArray header(const QByteArray &name) const;
    };

    HttpPeer();
    // https:// with these PEM files.
    HttpPeer(const QString &certificate, const QString &key);

    [[nodiscard]] QString url() const;

    // Called for each request; what it returns is sent and the connection closed. Nothing returned:
    // the script deals with the socket itself, or stays silent.
    std::function<QByteArray(const Request &, QTcpSocket &)> script;
    // Answers by path, and to the rest: used without a script.
    QMap<QByteArray, QByteArray> answers;
    QByteArray otherwise = answer("404 Not Found", "404 page not found\n");

    [[nodiscard]] const std::vector<Request> &requests() const { return m_requests; }
    [[nodiscard]] QByteArrayList paths() const;

    // A whole answer; `headers` are lines that end in CRLF.
    static QByteArray answer(const QByteArray &status, const QByteArray &body,
                             const QByteArray &headers = {});

private:
    void onConnection();
    void onRead(QTcpSocket &socket, QByteArray &buffer);

    void listen();

    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme;
    std::vector<Request> m_requests;
};
