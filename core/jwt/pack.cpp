// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/pack.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::PackReader)
};

constexpr qsizetype kMaxKey = 64;

bool isKeyCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7') || c == '=';
}

} // namespace

bool PackReader::looksLike(QByteArrayView content)
{
    while (!content.isEmpty() && (content.front() == '\n' || content.front() == '\r'))
        content = content.sliced(1);
    const qsizetype key = content.first(qMin(content.size(), kMaxKey)).indexOf('|');
    return key >= 2 && std::all_of(content.begin(), content.begin() + key, &isKeyCharacter);
}

void PackReader::feed(QByteArrayView bytes)
{
    // What has been handed out goes before the buffer grows.
    m_buffer.remove(0, m_at);
    m_scanned -= m_at;
    m_at = 0;
    m_buffer += bytes;
}

void PackReader::end()
{
    m_ended = true;
}

std::optional<PackReader::Entry> PackReader::next()
{
    for (;;) {
        qsizetype end = m_buffer.indexOf('\n', m_scanned);
        if (end < 0) {
            m_scanned = m_buffer.size();
            if (!m_skipping && m_scanned - m_at > kMaxLine) {
                m_skipping = true;
                addTooLong(m_line + 1);
            }
            if (m_skipping)
                m_at = m_scanned;
            if (!m_ended || m_at == m_scanned)
                return {};
            end = m_scanned;
        }
        ++m_line;
        const QByteArrayView line = QByteArrayView(m_buffer).sliced(m_at, end - m_at);
        const bool skip = std::exchange(m_skipping, false);
        m_at = m_scanned = qMin(end + 1, m_buffer.size());
        if (skip)
            continue;
        if (auto entry = entryOf(line))
            return entry;
    }
}

std::optional<PackReader::Entry> PackReader::entryOf(QByteArrayView line)
{
    // Go's base64 skips a CR; without it the same token stays the same text.
    while (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return {};
    const qsizetype bar = line.indexOf('|');
    if (line.size() > kMaxLine) {
        addTooLong(m_line);
        return {};
    }
    if (bar < 0 || line.indexOf('|', bar + 1) >= 0) {
        if (countBad())
            m_problems
                += Text::tr("Line %1 is not \"key|token\": account servers stop reading here")
                       .arg(m_line);
        return {};
    }
    return Entry{line.first(bar).toByteArray(), line.sliced(bar + 1).toByteArray()};
}

// A bad line; whether it is to be told of: a pack may be nothing but bad lines.
bool PackReader::countBad()
{
    return ++m_bad <= kMaxProblems;
}

void PackReader::addTooLong(qint64 line)
{
    if (countBad())
        m_problems
            += Text::tr("Line %1 is longer than %2 bytes and is left out").arg(line).arg(kMaxLine);
}

QStringList PackReader::takeProblems()
{
    if (m_ended && m_at == m_buffer.size() && m_bad > kMaxProblems) {
        m_problems += Text::tr("Bad lines that are not listed: %1").arg(m_bad - kMaxProblems);
        m_bad = 0;
    }
    return std::exchange(m_problems, {});
}

} // namespace jwt
