// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/inboxprefixes.h"

#include <QtCore/QStringBuilder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

// Whether a token looks made up for one connection or request: a NUID, a UUID, a number.
bool isRandom(QByteArrayView token)
{
    constexpr qsizetype kShortest = 16;
    const auto isDigit = [](char c) {
        return c >= '0' && c <= '9';
    };
    const auto digits = std::ranges::count_if(token, isDigit);
    return digits == token.size() || (token.size() >= kShortest && digits > 0);
}

// What would have to be watched to see the replies: the tokens before those made up.
QByteArrayView guess(QByteArrayView reply)
{
    QByteArrayView prefix = reply.first(std::max<qsizetype>(reply.lastIndexOf('.'), 0));
    for (;;) {
        const qsizetype dot = prefix.lastIndexOf('.');
        if (dot < 0 || !isRandom(prefix.sliced(dot + 1)))
            return prefix;
        prefix = prefix.first(dot);
    }
}

} // namespace

InboxPrefixes::InboxPrefixes(std::vector<QByteArray> known)
    : m_known(std::move(known))
{}

void InboxPrefixes::add(const QByteArray &prefix)
{
    if (prefix.isEmpty() || qsizetype(m_known.size()) >= kMaxKnown
        || std::ranges::find(m_known, prefix) != m_known.end())
        return;
    m_known.push_back(prefix);
    std::erase_if(m_learned, [this](const Learned &learned) {
        return !of(QByteArray(learned.prefix + ".x"_ba)).isEmpty();
    });
    countBytes();
}

void InboxPrefixes::learn(QByteArrayView reply)
{
    // $JS.ACK, $JS.FC, $SYS …: the server's own.
    if (reply.isEmpty() || reply.front() == '$' || !of(reply).isEmpty())
        return;
    const QByteArrayView prefix = guess(reply);
    if (prefix.isEmpty() || prefix.size() > kMaxPrefix)
        return;
    const auto known = std::ranges::find(m_learned, prefix, &Learned::prefix);
    if (known != m_learned.end()) {
        ++known->count;
        return;
    }
    // The rarest makes room and leaves its count, so that what is frequent stays in the end.
    if (qsizetype(m_learned.size()) < kMaxLearned) {
        m_learned.push_back({prefix.toByteArray(), 1});
        return countBytes();
    }
    const auto rarest = std::ranges::min_element(m_learned, {}, &Learned::count);
    *rarest = {prefix.toByteArray(), rarest->count + 1};
    countBytes();
}

void InboxPrefixes::forget()
{
    m_learned.clear();
    countBytes();
}

QByteArrayView InboxPrefixes::of(QByteArrayView subject) const
{
    for (const QByteArray &prefix : m_known) {
        if (subject.size() > prefix.size() && subject[prefix.size()] == '.'
            && subject.startsWith(prefix)) {
            return prefix;
        }
    }
    return {};
}

std::vector<QByteArray> InboxPrefixes::learned() const
{
    std::vector<Learned> sorted = m_learned;
    std::ranges::stable_sort(sorted, std::ranges::greater(), &Learned::count);
    std::vector<QByteArray> prefixes;
    for (const Learned &learned : sorted)
        prefixes.push_back(learned.prefix);
    return prefixes;
}

void InboxPrefixes::countBytes()
{
    m_bytes = qint64(m_learned.capacity() * sizeof(Learned));
    for (const Learned &learned : m_learned)
        m_bytes += learned.prefix.capacity();
}

} // namespace capture
