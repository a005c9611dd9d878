// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSet>

#include <chrono>
#include <deque>

namespace accountserver {

// Keys of which the primary said a moment ago that it has no token: whoever asks for thousands that
// do not exist is not to make us ask it as often.
class MissingKeys final
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds kFor{3};
    static constexpr qsizetype kMaxKeys = 10'000; ///< with more the oldest are forgotten

    void add(const QByteArray &key, TimePoint now);
    [[nodiscard]] bool has(const QByteArray &key, TimePoint now);
    void clear();

private:
    struct Entry
    {
        QByteArray key;
        TimePoint until;
    };
    void forgetOld(TimePoint now);

    std::deque<Entry> m_entries; // each key once, in the order of their ends
    QSet<QByteArray> m_keys;     // theirs
};

} // namespace accountserver
