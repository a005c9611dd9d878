// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/primarycall.h"
#include "core/accountserver/replyreader.h"

#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

#include <memory>

namespace accountserver {

// Asks and reads one answer on a connection of its own; never blocks the thread it lives on.
// Deleting it cuts the connection off.
class PrimaryExchange final : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QUrl url;
        QSslConfiguration tls; ///< of an https URL
    };

    PrimaryExchange(const Request &request, std::shared_ptr<PrimaryCall> call);
    ~PrimaryExchange() override;

    void resume(); ///< the call has room again

private:
    void ask();
    void read();
    void onError(QAbstractSocket::SocketError error);
    void finish();
    void fail(const base::Error &error);

    const QUrl m_url;
    const std::shared_ptr<PrimaryCall> m_call;
    ReplyReader m_reader;
    QString m_tlsErrors;
    bool m_resting = false;
    bool m_asked = false;
    bool m_over = false;
    QSslSocket m_socket;
};

} // namespace accountserver
