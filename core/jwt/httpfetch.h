// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/httpclient.h"
#include "core/jwt/pack.h"
#include "core/jwt/slicedfetch.h"

#include <deque>

namespace jwt {

// One fetch of HttpSource: one account or activation; or the operator and the pack, whose tokens
// are decoded while the rest still comes.
class HttpFetch final : public SlicedFetch
{
    Q_OBJECT

public:
    static constexpr qint64 kMaxToken = Token::kMaxSize;
    static constexpr qint64 kMaxPack = 512 * 1024 * 1024;
    static constexpr qsizetype kMaxErrorText = 1000; ///< of what the server says, in bytes

    HttpFetch(const FetchRequest &request, std::shared_ptr<HttpClient> client, QObject *parent);

private:
    enum class What { Operator, Token, Pack };
    struct Question
    {
        What what = What::Token;
        QUrl url;
        QByteArray key;
    };
    enum class End { Running, TooLarge, TimedOut };

    bool step() override;
    void askNext();
    void takeBody();
    void stop(End why);
    void takeAnswer();
    void takeToken();
    void takeUnchanged();
    void deliverToken(const TokenPtr &token, const QString &how);
    // An answer that is no token, of a server that is there.
    void refused(const QString &text);
    void failNetwork();
    [[nodiscard]] std::chrono::milliseconds timeout() const;
    [[nodiscard]] int status() const;
    [[nodiscard]] QString answerText() const;
    [[nodiscard]] QString place() const;

    std::shared_ptr<HttpClient> m_client;
    QTimer m_timeout;
    std::deque<Question> m_waiting;
    Question m_current;
    HttpClient::Reply m_reply;
    End m_end = End::Running;
    QByteArray m_body;
    qint64 m_received = 0;
    qint64 m_limit = kMaxToken; // of what is received
    PackReader m_pack;
    QByteArray m_systemAccount; // of the operator, if the server has no pack
    QString m_tlsErrors;
};

} // namespace jwt
