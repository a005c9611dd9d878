// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace accountserver {

// A listening TCP socket. Of a name's addresses the first that works is taken, IPv4 first: that is
// what clients try.
class HttpListener final
{
public:
    HttpListener() = default;
    ~HttpListener();
    Q_DISABLE_COPY_MOVE(HttpListener)

    [[nodiscard]] base::Result<quint16> listen(const QString &host, quint16 port);

    struct Accepted
    {
        int descriptor = -1; ///< non-blocking, not inherited
        QByteArray peer;     ///< its address
    };
    // The next connection; none: interrupted. Survives everything else: out of descriptors, a
    // waiting connection is closed instead.
    [[nodiscard]] std::optional<Accepted> accept();
    void interrupt(); ///< from any thread; for good
    void close();     ///< nobody can connect any more

    // How many descriptors the process may have open.
    [[nodiscard]] static qint64 descriptorLimit();

private:
    [[nodiscard]] bool awaitConnection() const;

    int m_socket = -1;
    int m_wake = -1;    // becomes readable when interrupted
    int m_reserve = -1; // given away to be able to turn a connection away
};

} // namespace accountserver
