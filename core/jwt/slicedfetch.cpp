// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/slicedfetch.h"

#include "core/base/counted.h"
#include "core/jwt/storedname.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QPointer>

namespace jwt {

SlicedFetch::SlicedFetch(FetchRequest request, QString source, QObject *parent)
    : TokenFetch(parent)
    , m_request(std::move(request))
    , m_source(std::move(source))
{
    connect(&m_turn, &QTimer::timeout, this, &SlicedFetch::turn);
    m_turn.start(0);
}

void SlicedFetch::resume()
{
    if (!m_ended && !m_turn.isActive())
        m_turn.start(0);
}

void SlicedFetch::turn()
{
    const QDeadlineTimer deadline(kSlice, Qt::PreciseTimer);
    bool more = true;
    while (more && m_turn.isActive() && !deadline.hasExpired())
        more = step();
    if (!more) {
        m_turn.stop();
        m_ended = true;
        conclude();
        if (!m_request.key.isEmpty() && m_outcome.tokens == 0 && !m_outcome.error
            && m_outcome.problems.isEmpty())
            addProblem(tr("%1 is not there").arg(QString::fromUtf8(m_request.key)));
        tellWhatIsMissing();
    }
    // Whoever hears of something may delete this.
    const QPointer<SlicedFetch> self(this);
    if (const auto tokens = std::exchange(m_found, {}); !tokens.empty())
        emit found(tokens);
    if (self && std::exchange(m_progressed, false))
        emit progressed(m_done, m_total);
    if (self && !more)
        emit finished(m_outcome);
}

void SlicedFetch::tellWhatIsMissing()
{
    if (m_unlisted > 0)
        m_outcome.problems += base::counted(m_unlisted, tr("1 more problem is not listed"),
                                            tr("%1 more problems are not listed"));
    if (m_leftOut > 0) {
        m_outcome.problems += tr("At most %1 tokens and %2 MiB are taken from a source: %3")
                                  .arg(kMaxFound)
                                  .arg(kMaxFoundBytes / 1024 / 1024)
                                  .arg(base::counted(m_leftOut, tr("1 more is left out"),
                                                     tr("%1 more are left out")));
    }
}

TokenPtr SlicedFetch::deliver(QByteArray text, Origin origin)
{
    TokenPtr token = Token::decode(std::move(text));
    deliver(token, std::move(origin));
    return token;
}

void SlicedFetch::deliver(const TokenPtr &token, Origin origin)
{
    if (!isAskedFor(*token, origin))
        return;
    const qint64 bytes = token->text().size();
    if (m_outcome.tokens >= kMaxFound || m_bytes + bytes > kMaxFoundBytes) {
        ++m_leftOut;
        return;
    }
    m_bytes += bytes;
    origin.source = m_source;
    if (const QString problem = storedNameProblem(*token, origin.storedAs); !problem.isEmpty())
        addProblem(problem);
    m_found.push_back({token, std::move(origin)});
    ++m_outcome.tokens;
}

bool SlicedFetch::isAskedFor(const Token &token, const Origin &origin) const
{
    const QByteArray &key = m_request.key;
    return key.isEmpty() || token.claims().sub == key || storedKey(origin.storedAs) == key
        || (token.kind() == Kind::Activation && activationHash(token.claims()) == key);
}

void SlicedFetch::addProblem(const QString &text)
{
    if (m_outcome.problems.size() < kMaxProblems)
        m_outcome.problems += text;
    else
        ++m_unlisted;
}

void SlicedFetch::setProgress(qint64 done, qint64 total)
{
    m_done = done;
    m_total = total;
    m_progressed = true;
}

} // namespace jwt
