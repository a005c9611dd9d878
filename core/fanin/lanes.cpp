// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/lanes.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace fanin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Lanes)
};

base::Error bad(const QString &text, qint64 offset = -1)
{
    return {base::ErrorKind::InvalidInput, text, offset};
}

QRegularExpression regexOf(const LaneRule &rule)
{
    const auto *byRegex = std::get_if<ByRegex>(&rule);
    return QRegularExpression(byRegex ? byRegex->pattern : QString());
}

base::Result<LaneRule> headerRule(const QString &text)
{
    ByHeader rule{text.toUtf8()};
    if (const auto error = nats::checkHeader({rule.name, {}}))
        return bad(Text::tr("Responder rule: %1").arg(error->text));
    return LaneRule(std::move(rule));
}

base::Result<LaneRule> pointerRule(const QString &text)
{
    ByJsonPointer rule{text.toUtf8()};
    if (rule.pointer.isEmpty())
        return bad(Text::tr("Responder rule: a JSON pointer is expected, for example json:/name"));
    if (const auto error = base::json::checkPointer(rule.pointer))
        return bad(Text::tr("Responder rule: %1").arg(error->text));
    return LaneRule(std::move(rule));
}

base::Result<LaneRule> regexRule(const QString &text)
{
    const QRegularExpression regex(text);
    if (text.isEmpty())
        return bad(Text::tr("Responder rule: a regular expression is expected after “regex:”"));
    if (!regex.isValid()) {
        return bad(Text::tr("Responder rule: %1 (character %2)")
                       .arg(regex.errorString())
                       .arg(regex.patternErrorOffset()));
    }
    return LaneRule(ByRegex{text});
}

// What counts as an answer; the rest has a lane to be drawn in, no more.
bool isAnswer(const nats::Reply &reply)
{
    return reply.kind == nats::ReplyKind::Counted || reply.kind == nats::ReplyKind::Late;
}

} // namespace

base::Result<LaneRule> parseLaneRule(const QString &text)
{
    constexpr auto kHeader = "header:"_L1;
    constexpr auto kJson = "json:"_L1;
    constexpr auto kRegex = "regex:"_L1;
    if (text == "arrival"_L1)
        return LaneRule(ByArrival{});
    if (text.startsWith(kHeader))
        return headerRule(text.sliced(kHeader.size()));
    if (text.startsWith(kJson))
        return pointerRule(text.sliced(kJson.size()));
    if (text.startsWith(kRegex))
        return regexRule(text.sliced(kRegex.size()));
    return bad(Text::tr("Responder rule: “arrival”, “header:NAME”, “json:POINTER” or "
                        "“regex:PATTERN” is expected"),
               0);
}

QString toText(const LaneRule &rule)
{
    if (const auto *header = std::get_if<ByHeader>(&rule))
        return u"header:"_s + QString::fromUtf8(header->name);
    if (const auto *json = std::get_if<ByJsonPointer>(&rule))
        return u"json:"_s + QString::fromUtf8(json->pointer);
    if (const auto *regex = std::get_if<ByRegex>(&rule))
        return u"regex:"_s + regex->pattern;
    return u"arrival"_s;
}

Lanes::Lanes(LaneRule rule)
    : m_rule(std::move(rule))
    , m_regex(regexOf(m_rule))
{}

void Lanes::expect(const std::vector<QByteArray> &names)
{
    for (const QByteArray &name : names)
        laneNamed(name);
}

quint32 Lanes::add(const nats::Reply &reply)
{
    ++m_seen;
    const QByteArray name = nameOf(reply);
    const quint32 index = name.isEmpty() ? laneByArrival() : laneNamed(name);
    if (isAnswer(reply))
        ++m_lanes[index].replies;
    return index;
}

// Empty if the rule finds no name. The bytes may be the reply's own: no copy is made for a lane
// that is known.
QByteArray Lanes::nameOf(const nats::Reply &reply) const
{
    const nats::Message &message = reply.message;
    if (const auto *header = std::get_if<ByHeader>(&m_rule)) {
        const auto value = nats::findHeader(message.headerBlock(), header->name);
        return value ? QByteArray::fromRawData(value->data(), value->size()) : QByteArray();
    }
    if (message.payloadSize() > kMaxInspected)
        return {};
    if (const auto *json = std::get_if<ByJsonPointer>(&m_rule))
        return base::json::valueAt(message.payload(), json->pointer).value_or(QByteArray());
    if (std::holds_alternative<ByRegex>(m_rule)) {
        const auto match = m_regex.match(QString::fromUtf8(message.payload()));
        return match.captured(match.lastCapturedIndex() > 0 ? 1 : 0).toUtf8();
    }
    return {};
}

quint32 Lanes::laneNamed(const QByteArray &name)
{
    const auto known = m_byName.constFind(name);
    if (known != m_byName.constEnd())
        return *known;
    const QByteArray own(name.constData(), name.size());
    const quint32 index = newLane({own, true});
    if (!m_lanes[index].overflow)
        m_byName.insert(own, index);
    return index;
}

quint32 Lanes::laneByArrival()
{
    if (m_lanes.size() == size_t(kMaxLanes))
        return newLane({});
    return newLane({Text::tr("reply %1").arg(m_seen).toUtf8()});
}

// Past the limit, the last lane stands for whoever has none.
quint32 Lanes::newLane(Lane lane)
{
    if (m_lanes.size() < size_t(kMaxLanes)) {
        m_lanes.push_back(std::move(lane));
    } else if (Lane &last = m_lanes.back(); !last.overflow) {
        last.name = Text::tr("others").toUtf8();
        last.named = false;
        last.overflow = true;
    }
    return quint32(m_lanes.size() - 1);
}

} // namespace fanin
