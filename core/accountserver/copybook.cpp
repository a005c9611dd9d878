// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/copybook.h"

#include <QtCore/QCoreApplication>

namespace accountserver {

namespace {

using std::chrono::seconds;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::CopyBook)
};

qint64 secondsOf(std::chrono::nanoseconds span)
{
    return std::max<qint64>(0, std::chrono::duration_cast<seconds>(span).count());
}

// Of a token that was confirmed when it was issued at the latest.
qint64 ageOf(const StoredToken &token)
{
    return secondsOf(std::chrono::system_clock::now().time_since_epoch() - seconds(token.iat));
}

} // namespace

std::optional<CopyBook::Result> CopyBook::atHand(const QByteArray &key, const StoredPtr &own,
                                                 TimePoint now)
{
    const Known known = m_known.value(key);
    if (own && known.until && now < *known.until) {
        return known.gone ? Upstream::Copy()
                          : Upstream::Copy{own, secondsOf(*known.until - now), {}};
    }
    if (!own && m_missing.has(key, now))
        return Upstream::Copy();
    if ((own && now < known.notBefore) || (m_leaveAlone && now < *m_leaveAlone))
        return stale(key, own, now);
    return {};
}

CopyBook::Result CopyBook::stale(const QByteArray &key, const StoredPtr &own, TimePoint now) const
{
    const Known known = m_known.value(key);
    if (known.gone)
        return Upstream::Copy();
    if (!own)
        return base::Error{base::ErrorKind::Network,
                           Text::tr("The primary cannot be asked, and there is no copy here: %1")
                               .arg(status.problem),
                           -1};
    Upstream::Copy copy{own, {}, {}};
    if (known.until)
        copy.freshFor = 0;
    copy.age = known.confirmed ? secondsOf(now - *known.confirmed) : ageOf(*own);
    return copy;
}

void CopyBook::answered()
{
    ++m_answers;
    status.reachable = true;
    status.lastContact = std::chrono::system_clock::now();
    m_leaveAlone.reset();
}

void CopyBook::failed(const base::Error &error, quint64 answersBefore, TimePoint now)
{
    status.problem = error.text;
    const bool away = error.kind == base::ErrorKind::Network || error.kind == base::ErrorKind::Tls;
    if (error.kind == base::ErrorKind::State || (away && m_answers != answersBefore))
        return;
    status.reachable = !away;
    if (away)
        m_leaveAlone = now + Replica::kRetryAfter;
}

void CopyBook::confirm(const QByteArray &key, TimePoint now)
{
    m_known.insert(key, {now + Replica::kFreshFor, now, {}, false});
}

void CopyBook::seen(const QByteArray &key, TimePoint now)
{
    m_known[key].confirmed = now;
}

// Asked again soon: it may be made anew at any time.
void CopyBook::miss(const QByteArray &key, bool hasOwn, TimePoint now)
{
    if (hasOwn)
        m_known.insert(key, {now + Replica::kRetryAfter, now, {}, true});
    else
        m_missing.add(key, now);
}

void CopyBook::postpone(const QByteArray &key, TimePoint now)
{
    m_known[key].notBefore = now + Replica::kRetryAfter;
}

void CopyBook::expire(TimePoint now)
{
    ++m_expired;
    m_missing.clear();
    for (Known &known : m_known) {
        known.notBefore = {};
        if (known.until)
            known.until = now;
    }
}

} // namespace accountserver
