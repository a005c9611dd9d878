// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/waterfall.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr base::Span kShortest = std::chrono::microseconds(10); ///< nobody measures less
constexpr base::Span kLongest = std::chrono::hours(24 * 365);
constexpr int kFarTooLong = 12; ///< times what is to be seen

} // namespace

base::Span roundedUp(base::Span span)
{
    const base::Span wanted = std::clamp(span, kShortest, kLongest);
    qint64 power = 1;
    for (;; power *= 10) {
        for (const qint64 digit : {1, 2, 5}) {
            if (digit * power >= wanted.count())
                return base::Span(digit * power);
        }
    }
}

QString axisLabel(base::Span span)
{
    struct Unit
    {
        qint64 nanoseconds;
        const char16_t *name;
    };
    static constexpr std::array<Unit, 6> units{{{3'600'000'000'000, u"h"},
                                                {60'000'000'000, u"min"},
                                                {1'000'000'000, u"s"},
                                                {1'000'000, u"ms"},
                                                {1'000, u"µs"},
                                                {1, u"ns"}}};
    if (span.count() == 0)
        return u"0"_s;
    const auto unit
        = std::ranges::find_if(units, [span](Unit u) { return span.count() >= u.nanoseconds; });
    const QString number
        = QString::number(double(span.count()) / double(unit->nanoseconds), 'g', 3);
    return number + u'\u2009' + QString::fromUtf16(unit->name);
}

double WaterfallScale::xOf(base::Span since, double width) const
{
    if (length.count() <= 0)
        return 0;
    const double share = std::clamp(double(since.count()) / double(length.count()), 0.0, 1.0);
    return width * (kind == WaterfallKind::Latency ? std::sqrt(share) : share);
}

std::vector<WaterfallScale::Tick> WaterfallScale::ticks(double width, double minPixels) const
{
    std::vector<Tick> found;
    if (width < minPixels)
        return found;
    if (kind == WaterfallKind::Clock) {
        const base::Span step
            = roundedUp(base::Span(std::llround(double(length.count()) * minPixels / width)));
        for (base::Span at{0}; at <= length; at += step)
            found.push_back({xOf(at, width), axisLabel(at)});
        return found;
    }
    // From the right: round latencies, as near to each other as their labels allow.
    double right = width + minPixels;
    for (base::Span at = roundedUp(length / 2 + base::Span(1)); at >= kShortest;) {
        const double x = xOf(at, width);
        if (x < minPixels)
            break;
        if (at <= length && right - x >= minPixels) {
            found.push_back({x, axisLabel(at)});
            right = x;
        }
        const base::Span half = roundedUp(at / 2);
        at = half < at ? half : at * 2 / 5; // 10 → 5, 20 → 10, 50 → 20
    }
    found.push_back({0, axisLabel(base::Span(0))});
    std::ranges::reverse(found);
    return found;
}

void WaterfallSpan::add(const capture::Conversation &conversation, base::Instant now)
{
    m_begin = m_begin ? std::min(*m_begin, conversation.at) : conversation.at;
    const base::Span last = conversation.last.value_or(base::Span(0));
    m_longest = std::max(m_longest, last);
    // What still waits must not press together what does not.
    m_end = std::max(m_end, std::min(conversation.at + last, std::max(now, conversation.at)));
}

WaterfallScale WaterfallSpan::scale(WaterfallKind kind, const WaterfallScale &last) const
{
    const base::Instant begin = m_begin.value_or(base::Instant());
    if (kind == WaterfallKind::Clock)
        return {kind, begin, std::max(m_begin ? m_end - begin : base::Span(0), kShortest)};
    const bool keep
        = last.kind == kind && last.length >= m_longest && last.length <= m_longest * kFarTooLong;
    return {kind, {}, keep ? last.length : roundedUp(m_longest)};
}

WaterfallBar waterfallBar(const capture::Conversation &c, const WaterfallScale &scale, double width,
                          base::Instant now)
{
    using capture::ConversationState;
    using Form = WaterfallBar::Form;
    const base::Span offset
        = scale.kind == WaterfallKind::Clock ? c.at - scale.origin : base::Span(0);
    const auto x = [&scale, width, offset](base::Span since) {
        return scale.xOf(offset + since, width);
    };
    const double begin = x(base::Span(0));
    switch (c.state) {
    case ConversationState::Publish:
    case ConversationState::Unwatched:
    case ConversationState::Orphan:
    case ConversationState::Gap:
        return {Form::Dot, begin, begin, begin};
    case ConversationState::Unanswered:
        return {Form::Missing, begin, begin, width};
    case ConversationState::Waiting:
        if (!c.first)
            return {Form::Open, begin, begin, x(std::max(now - c.at, base::Span(0)))};
        break;
    case ConversationState::Answered:
        break;
    }
    const base::Span first = c.first.value_or(base::Span(0));
    return {Form::Bar, begin, x(first), x(std::max(first, c.last.value_or(first)))};
}

} // namespace ui
