// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/httpstream.h"

#include <atomic>

namespace accountserver {

// The HTTP library, as far as it is used: it reads bodies, writes answers and minds how they are
// framed. Listening, waiting and limits are ours (httplistener.h, httpworkers.h, httpstream.h).
// Belongs to one thread.
class HttpEngine final : private httplib::Server
{
public:
    // Memory that bodies of all connections may take together; more are answered 503.
    static constexpr qint64 kMaxBodies = 64LL * 1024 * 1024;

    struct Result
    {
        int status = 0;       ///< 0: nothing was answered
        qint64 bytes = 0;     ///< of the body
        bool mayGoOn = false; ///< with the connection's next request
        QString note;
        QByteArray key;
    };

    // References outlive it; `bodies` counts the bytes of all engines.
    HttpEngine(const Routes &routes, std::atomic<qint64> &bodies);

    // Answers the request the stream has read the head of.
    [[nodiscard]] Result answer(HttpStream &stream, HttpHead head, bool close);
    // Without the routes: what was no request, or may not be one.
    [[nodiscard]] Result refuse(HttpStream &stream, const HttpProblem &problem);

private:
    [[nodiscard]] bool process(HttpStream &stream);
    void receive(httplib::Response &response, const httplib::ContentReader &reader);
    void fill(httplib::Response &response, Answer answer);
    void finish(httplib::Response &response) const;

    const Routes &m_routes;
    std::atomic<qint64> &m_bodies;
    // Of the request under way.
    HttpStream *m_stream = nullptr;
    HttpHead m_head;
    bool m_close = false;
    bool m_answered = false;
    bool m_sizeUnknown = false; // of what a HEAD asks about
    Result m_result;
};

// "Sun, 06 Nov 1994 08:49:37 GMT"
[[nodiscard]] QByteArray httpDate(jwt::UnixTime time);

} // namespace accountserver
