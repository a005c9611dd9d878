// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/needle.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace capture {

namespace {

constexpr qsizetype kWindow = 4 * 1024;

char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? char(byte + ('a' - 'A')) : byte;
}

bool hasLetters(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    });
}

bool contains(QByteArrayView bytes, const QByteArray &text)
{
    return memmem(bytes.data(), size_t(bytes.size()), text.data(), size_t(text.size())) != nullptr;
}

} // namespace

Needle::Needle(QByteArray text, Case sensitivity)
    : m_text(std::move(text))
    , m_fold(sensitivity == Case::IgnoredInAscii && hasLetters(m_text))
{
    if (m_fold)
        std::transform(m_text.begin(), m_text.end(), m_text.begin(), lower);
}

bool Needle::isIn(QByteArrayView bytes) const
{
    if (m_text.isEmpty())
        return true;
    if (bytes.size() < m_text.size())
        return false;
    if (!m_fold)
        return contains(bytes, m_text);

    // Lowered window by window: the library's search is linear whatever the bytes are.
    char onStack[kWindow];
    std::vector<char> onHeap;
    char *window = onStack;
    qsizetype room = kWindow;
    if (2 * m_text.size() > kWindow) {
        room = 2 * m_text.size();
        onHeap.resize(size_t(room));
        window = onHeap.data();
    }
    const qsizetype overlap = m_text.size() - 1;
    while (true) {
        const qsizetype size = qMin(room, bytes.size());
        std::transform(bytes.begin(), bytes.begin() + size, window, lower);
        if (contains({window, size}, m_text))
            return true;
        if (size == bytes.size())
            return false;
        bytes = bytes.sliced(size - overlap);
    }
}

bool Needle::equals(QByteArrayView bytes) const
{
    return m_fold ? equalIgnoringCase(m_text, bytes) : bytes == QByteArrayView(m_text);
}

bool equalIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lower(x) == lower(y);
           });
}

} // namespace capture
