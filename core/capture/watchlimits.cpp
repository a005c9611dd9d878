// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/watchlimits.h"

#include "core/base/counted.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WatchMeter)
};

// A person's limit may be "for ever" in nanoseconds.
base::Instant later(base::Instant from, base::Span span)
{
    return span < base::Instant::max() - from ? from + span : base::Instant::max();
}

QString number(quint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

QString seconds(base::Span span)
{
    const double value = std::chrono::duration<double>(span).count();
    return QLocale::c().toString(value, 'g', 6);
}

} // namespace

WatchMeter::WatchMeter(WatchLimits limits, base::Instant start)
    : m_limits(limits)
    , m_seen(start)
    , m_second(start)
{
    if (limits.time)
        m_stopsAt = later(start, *limits.time);
}

WatchMeter::Verdict WatchMeter::onMessages(const std::vector<nats::Message> &messages, quint64 lost,
                                           base::Instant now)
{
    Verdict verdict{messages.size(), {}};
    if (m_limits.messages) {
        const quint64 left = *m_limits.messages - std::min(m_total, *m_limits.messages);
        verdict.taken = size_t(std::min<quint64>(messages.size(), left));
        if (verdict.taken == left)
            verdict.end = WatchEnd::Count;
    }
    m_total += verdict.taken;
    if (m_limits.perSecond || m_limits.bytesPerSecond) {
        for (size_t i = 0; i < verdict.taken; ++i) {
            const nats::Message &message = messages[i];
            const auto size = quint64(message.headerBlock().size() + message.payloadSize());
            if (!tooFast(1, size, message.at()))
                continue;
            return {i + 1, WatchEnd::Rate};
        }
        // How many of them came in one second is not known: as many as in any other.
        const base::Instant from = messages.empty() ? m_seen : messages.back().at();
        const auto span = std::chrono::duration<double>(now - from).count();
        const auto inOne = quint64(double(lost) / std::max(1.0, span));
        if (lost > 0 && tooFast(inOne, 0, now))
            verdict.end = WatchEnd::Rate;
    }
    m_seen = now;
    if (!verdict.end && m_stopsAt && now >= *m_stopsAt)
        verdict.end = WatchEnd::Time;
    return verdict;
}

bool WatchMeter::tooFast(quint64 messages, quint64 bytes, base::Instant at)
{
    if (at - m_second >= std::chrono::seconds(1)) {
        m_second = at;
        m_messages = 0;
        m_bytes = 0;
    }
    m_messages += messages;
    m_bytes += bytes;
    return (m_limits.perSecond && m_messages > *m_limits.perSecond)
        || (m_limits.bytesPerSecond && m_bytes > *m_limits.bytesPerSecond);
}

QString WatchMeter::sentence(WatchEnd end) const
{
    switch (end) {
    case WatchEnd::User:
        break;
    case WatchEnd::Time:
        return Text::tr("Stopped after %1 s, as set.")
            .arg(seconds(m_limits.time.value_or(base::Span(0))));
    case WatchEnd::Rate:
        if (m_limits.perSecond && m_messages > *m_limits.perSecond)
            return Text::tr("Stopped: more than %1 messages came in a second.")
                .arg(number(*m_limits.perSecond));
        return Text::tr("Stopped: more than %1 bytes came in a second.")
            .arg(number(m_limits.bytesPerSecond.value_or(0)));
    case WatchEnd::Count:
        return base::counted(qint64(m_limits.messages.value_or(0)),
                             Text::tr("Stopped after 1 message, as set."),
                             Text::tr("Stopped after %1 messages, as set."));
    case WatchEnd::SessionGone:
        return Text::tr("Stopped: the connection was closed.");
    }
    return {};
}

} // namespace capture
