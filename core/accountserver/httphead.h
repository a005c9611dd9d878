// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/routes.h"

#include <variant>

// The head of a request, from its first byte to the empty line. Read here and not by the HTTP
// library, which takes lines without an end, undoes percent signs in header values, and walks
// headers with regular expressions that a long one makes recurse.
namespace accountserver {

struct HttpHead
{
    static constexpr qsizetype kMaxBytes = 32 * 1024; ///< the whole head
    static constexpr qsizetype kMaxTarget = 8 * 1024;
    static constexpr qsizetype kMaxMethod = 32;
    static constexpr qsizetype kMaxHeaders = 100;

    Ask ask; ///< all but the body
    QByteArray target;
    QByteArray userAgent;
    qint64 contentLength = 0;
    bool chunked = false;
    bool close = false; ///< the client wants no further request
    bool http10 = false;
    bool expectsContinue = false;

    [[nodiscard]] bool hasBody() const { return chunked || contentLength > 0; }
};
struct HttpProblem
{
    int status = 400;
    QByteArray text; ///< as answered
};

// Where the head ends, behind its empty line; -1: not yet. Searches from `from` on, the last result
// of an attempt with fewer bytes.
[[nodiscard]] qsizetype headEnd(QByteArrayView bytes, qsizetype from = 0);
[[nodiscard]] std::variant<HttpHead, HttpProblem> parseHead(QByteArrayView head);

} // namespace accountserver
