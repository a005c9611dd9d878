// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/pulls.h"

#include "core/capture/hash.h"

namespace capture {

namespace {

QByteArrayView tokens(QByteArrayView subject, int first, int count)
{
    qsizetype begin = 0;
    for (; first > 0; --first) {
        begin = subject.indexOf('.', begin) + 1;
        if (begin == 0)
            return {};
    }
    qsizetype end = begin - 1;
    for (; count > 0; --count) {
        end = subject.indexOf('.', end + 1);
        if (end < 0)
            return {};
    }
    return subject.sliced(begin, end - begin);
}

// NATS: $JS.ACK.<stream>.<consumer>.<5 numbers>, in newer servers
// $JS.ACK.<domain>.<account>.<stream>.<consumer>.<5 numbers>[.<random>].
QByteArrayView consumerOfAck(QByteArrayView subject)
{
    constexpr qsizetype kShortDots = 8;
    return tokens(subject, subject.count('.') <= kShortDots ? 2 : 4, 2);
}

QByteArrayView consumerOf(QByteArrayView subject)
{
    constexpr QByteArrayView kNext(".MSG.NEXT.");
    const qsizetype at = subject.indexOf(kNext);
    return at < 0 ? consumerOfAck(subject) : subject.sliced(at + kNext.size());
}

} // namespace

quint64 batchOf(QByteArrayView payload)
{
    constexpr quint64 kMost = 1'000'000;
    qsizetype at = payload.startsWith("+NXT ") ? 5 : 0;
    if (payload.sliced(at).startsWith('{')) {
        at = payload.indexOf(QByteArrayView("\"batch\""));
        if (at < 0)
            return 1;
        at += qsizetype(sizeof("\"batch\"")) - 1;
        while (at < payload.size() && (payload[at] == ':' || payload[at] == ' '))
            ++at;
    }
    quint64 batch = 0;
    for (; at < payload.size() && payload[at] >= '0' && payload[at] <= '9' && batch < kMost; ++at)
        batch = batch * 10 + quint64(payload[at] - '0');
    return batch > 0 ? batch : 1;
}

void Pulls::add(QByteArrayView subject, QByteArrayView payload, ConversationId id, quint32 open)
{
    const quint64 consumer = hashOf(consumerOf(subject));
    m_waiting[{consumer, id}] = {open, batchOf(payload)};
    m_consumers[id] = consumer;
}

void Pulls::remove(ConversationId id)
{
    const auto consumer = m_consumers.find(id);
    if (consumer == m_consumers.end())
        return;
    m_waiting.erase({consumer->second, id});
    m_consumers.erase(consumer);
}

void Pulls::clear()
{
    m_waiting.clear();
    m_consumers.clear();
}

std::optional<quint32> Pulls::take(QByteArrayView ackSubject)
{
    if (m_waiting.empty())
        return std::nullopt;
    const quint64 consumer = hashOf(consumerOf(ackSubject));
    const auto oldest = m_waiting.lower_bound({consumer, 0});
    if (oldest == m_waiting.end() || oldest->first.first != consumer)
        return std::nullopt;
    const quint32 open = oldest->second.open;
    if (--oldest->second.remaining == 0)
        remove(oldest->first.second);
    return open;
}

} // namespace capture
