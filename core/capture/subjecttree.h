// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QByteArray>

#include <array>
#include <memory>
#include <vector>

namespace capture {

// Subjects token by token with what was published under each: counts since the start, rates of the
// last seconds. Bounded: at most kMaxNodes, kMaxDepth deep, kMaxChildren a node; what does not fit
// is counted at the last node that does. Inboxes are one node.
class SubjectTree final
{
public:
    static constexpr qsizetype kMaxNodes = 20'000;
    static constexpr qsizetype kMaxDepth = 8;
    static constexpr qsizetype kMaxChildren = 500;
    static constexpr qsizetype kMaxToken = 128; ///< bytes
    static constexpr qsizetype kBins = 12;      ///< of a second each, the last one still filling

    struct Node
    {
        QByteArray token;
        int parent = -1; ///< index; -1: at the top
        std::vector<int> children;
        quint64 messages = 0; ///< with everything below it
        quint64 bytes = 0;
        quint64 folded = 0; ///< messages below it whose tokens did not fit
        std::array<quint32, kBins> bins{};
    };

    SubjectTree();
    ~SubjectTree();
    Q_DISABLE_COPY_MOVE(SubjectTree)

    void add(QByteArrayView subject, quint64 hash, qsizetype size, base::Instant at);
    void tick(base::Instant now); ///< moves the bins on
    void clear();

    [[nodiscard]] const std::vector<int> &top() const;
    [[nodiscard]] quint64 folded() const; ///< messages whose first token did not fit
    [[nodiscard]] qsizetype size() const;
    [[nodiscard]] const Node &node(int index) const;
    [[nodiscard]] QByteArray subjectOf(int index) const; ///< its tokens with dots
    [[nodiscard]] double rate(int index) const;          ///< messages a second, over whole bins
    [[nodiscard]] qint64 memory() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace capture
