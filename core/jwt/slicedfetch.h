// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/tokensource.h"

#include <QtCore/QTimer>

namespace jwt {

// A fetch whose work is done in pieces, between the events of the UI thread: reading, decoding and
// what else there is. Begins by itself after it was made.
class SlicedFetch : public TokenFetch
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kSlice{8}; ///< of one turn of the event loop
    static constexpr qsizetype kMaxProblems = 1000;       ///< more are only counted
    // Of one fetch, and of their texts together; more are only counted.
    static constexpr qsizetype kMaxFound = 200'000;
    static constexpr qint64 kMaxFoundBytes = 512 * 1024 * 1024;

protected:
    SlicedFetch(FetchRequest request, QString source, QObject *parent);

    // A file or so. False once there is nothing left to do.
    virtual bool step() = 0;
    // The last word on the outcome.
    virtual void conclude() {}

    // Decodes and checks `storedAs` against the token; what was not asked for is dropped. Returns
    // the token.
    TokenPtr deliver(QByteArray text, Origin origin);
    void deliver(const TokenPtr &token, Origin origin);
    void addProblem(const QString &text);
    // Of something that nobody asked for by its key.
    void addRemark(const QString &text)
    {
        if (m_request.key.isEmpty())
            addProblem(text);
    }
    void fail(base::Error error) { m_outcome.error = std::move(error); }
    [[nodiscard]] bool failed() const { return m_outcome.error.has_value(); }
    void setProgress(qint64 done, qint64 total);
    // step() has nothing to do until resume() is called, which does nothing after the end.
    void pause() { m_turn.stop(); }
    void resume();

    [[nodiscard]] const FetchRequest &request() const { return m_request; }
    [[nodiscard]] const QString &source() const { return m_source; }
    void setDetail(const QString &detail) { m_outcome.detail = detail; }
    [[nodiscard]] qsizetype delivered() const { return m_outcome.tokens; }

private:
    void turn();
    void tellWhatIsMissing();
    [[nodiscard]] bool isAskedFor(const Token &token, const Origin &origin) const;

    FetchRequest m_request;
    QString m_source;
    QTimer m_turn;
    FetchOutcome m_outcome;
    qsizetype m_unlisted = 0; // problems past the limit
    qint64 m_bytes = 0;       // of what was delivered
    qsizetype m_leftOut = 0;  // tokens past a limit
    std::vector<FoundToken> m_found;
    qint64 m_done = 0, m_total = 0;
    bool m_progressed = false;
    bool m_ended = false;
};

} // namespace jwt
