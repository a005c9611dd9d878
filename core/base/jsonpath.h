// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <string_view>
#include <vector>

namespace base::json {

// Follows the events of a JSON document and says which values some RFC 6901 pointers name. What no
// pointer leads into costs a counter, however deep it is nested.
class PathTracker final
{
public:
    enum class Container { Object, Array };
    // Of members with the same name: only the first, or each of them.
    enum class Duplicates { FirstCounts, AllCount };

    PathTracker(const QList<QByteArray> &pointers, Duplicates duplicates);

    // Each tells whether a pointer names this value; for a key, the value that follows.
    bool value();
    bool open(Container container);
    bool key(std::string_view name);
    void close();

private:
    // A container some pointers lead into.
    struct Frame
    {
        Container container = Container::Object;
        quint64 next = 0;         // index of the next element
        std::vector<size_t> into; // the pointers, by number
        bool taken = false;       // a member was followed
    };
    struct Step
    {
        bool named = false;
        std::vector<size_t> into;
    };
    [[nodiscard]] Step step(std::string_view name);
    [[nodiscard]] Step nextStep();

    Duplicates m_duplicates;
    std::vector<QList<QByteArray>> m_paths;
    std::vector<Frame> m_frames;
    Step m_member; // what the key before this value found
    bool m_atRoot = true;
    quint64 m_outside = 0; // open containers that no pointer leads into
};

} // namespace base::json
