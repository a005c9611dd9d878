// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/nats/request.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

#include <variant>
#include <vector>

namespace fanin {

// How the responder of a reply is named (spec §3.6: nothing on the wire says it).
struct ByArrival
{
    bool operator==(const ByArrival &) const = default;
};
struct ByHeader
{
    QByteArray name;
    bool operator==(const ByHeader &) const = default;
};
struct ByJsonPointer
{
    QByteArray pointer;
    bool operator==(const ByJsonPointer &) const = default;
};
struct ByRegex
{
    QString pattern; ///< on the payload as UTF-8; the first group, or the whole match
    bool operator==(const ByRegex &) const = default;
};
using LaneRule = std::variant<ByArrival, ByHeader, ByJsonPointer, ByRegex>;

// "arrival", "header:K", "json:/a/b", "regex:…".
base::Result<LaneRule> parseLaneRule(const QString &text);
[[nodiscard]] QString toText(const LaneRule &rule);

// Gives each reply its lane: one for each name seen, in the order they were first seen. Replies
// the rule cannot name get lanes by arrival ("reply 3"). At most kMaxLanes; the last one then
// takes all further names.
class Lanes final
{
public:
    static constexpr qsizetype kMaxLanes = 512;
    // A rule looks at no more than this much of a payload; longer ones are by arrival.
    static constexpr qsizetype kMaxInspected = 1024 * 1024;

    struct Lane
    {
        QByteArray name;
        bool named = false;    ///< by the rule, or known before; else by arrival
        bool overflow = false; ///< stands for all names past the limit
        quint64 replies = 0;   ///< answers: counted and late ones
    };

    explicit Lanes(LaneRule rule = {});

    // Makes empty lanes for responders known from earlier, before any reply.
    void expect(const std::vector<QByteArray> &names);
    // The lane of the next reply.
    quint32 add(const nats::Reply &reply);

    [[nodiscard]] const std::vector<Lane> &lanes() const { return m_lanes; }
    [[nodiscard]] const LaneRule &rule() const { return m_rule; }

private:
    [[nodiscard]] QByteArray nameOf(const nats::Reply &reply) const;
    quint32 laneNamed(const QByteArray &name);
    quint32 laneByArrival();
    quint32 newLane(Lane lane);

    LaneRule m_rule;
    QRegularExpression m_regex;
    std::vector<Lane> m_lanes;
    QHash<QByteArray, quint32> m_byName;
    quint64 m_seen = 0;
};

} // namespace fanin
