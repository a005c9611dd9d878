// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QByteArray>

#include <memory>
#include <vector>

namespace nats {

// A piece of memory the parser reads the socket into; messages refer to it and keep it alive.
class Chunk final
{
public:
    explicit Chunk(qsizetype capacity);
    ~Chunk();
    Q_DISABLE_COPY_MOVE(Chunk)

    [[nodiscard]] char *data() { return m_data; }
    [[nodiscard]] const char *data() const { return m_data; }
    [[nodiscard]] qsizetype capacity() const { return m_capacity; }
    // Only while no message refers to the chunk: the bytes may move.
    void grow(qsizetype capacity);
    // Asks the kernel for all pages at once, where it can: for a chunk that is about to be filled,
    // a page fault for each is the largest part of what receiving costs.
    void populate();

private:
    char *m_data;
    qsizetype m_capacity;
};

// One MSG, HMSG, PUB or HPUB: a reference to its chunk and offsets into it, so that neither
// parsing nor storing copies or decodes anything. Views are valid as long as a copy of the message
// lives. Copying costs one reference count.
class Message final
{
public:
    Message() = default;

    // A message of its own bytes, for tests, the demo and whatever else has no socket.
    [[nodiscard]] static Message fromParts(QByteArrayView subject, QByteArrayView reply,
                                           QByteArrayView headerBlock, QByteArrayView payload,
                                           base::Instant at = {});

    [[nodiscard]] QByteArrayView subject() const { return view(m_subjectPos, m_subjectSize); }
    [[nodiscard]] QByteArrayView sid() const { return view(m_sidPos, m_sidSize); }
    // Null (not only empty) if the message has no reply subject.
    [[nodiscard]] QByteArrayView reply() const
    {
        return m_replySize > 0 ? view(m_replyPos, m_replySize) : QByteArrayView();
    }
    // "NATS/1.0 …" with its closing blank line; empty for a MSG or PUB.
    [[nodiscard]] QByteArrayView headerBlock() const { return view(m_bodyPos, m_headerSize); }
    [[nodiscard]] QByteArrayView payload() const
    {
        return view(m_bodyPos + m_headerSize, m_payloadSize);
    }
    // The control line without its end, as it came.
    [[nodiscard]] QByteArrayView controlLine() const { return view(0, m_lineSize); }

    [[nodiscard]] qsizetype payloadSize() const { return m_payloadSize; }
    [[nodiscard]] bool hasHeaders() const { return m_headerSize > 0; }
    // When the read that completed the message began (spec §3.4).
    [[nodiscard]] base::Instant at() const { return m_at; }
    // Messages of one read share it: their order is known, their distance in time is not.
    [[nodiscard]] quint32 readId() const { return m_readId; }
    // Bytes it keeps alive by itself: control line, headers, payload.
    [[nodiscard]] qsizetype storedSize() const
    {
        return qsizetype(m_lineSize) + m_headerSize + m_payloadSize;
    }

private:
    friend class Parser;

    [[nodiscard]] QByteArrayView view(quint32 pos, quint32 size) const
    {
        return {m_chunk ? m_chunk->data() + m_begin + pos : nullptr, qsizetype(size)};
    }

    std::shared_ptr<const Chunk> m_chunk;
    base::Instant m_at;
    quint32 m_begin = 0; // of the control line in the chunk; the positions below count from here
    quint32 m_bodyPos = 0;
    quint32 m_headerSize = 0;
    quint32 m_payloadSize = 0;
    quint32 m_readId = 0;
    quint32 m_lineSize = 0;
    quint16 m_subjectPos = 0;
    quint16 m_subjectSize = 0;
    quint16 m_sidPos = 0;
    quint16 m_sidSize = 0;
    quint16 m_replyPos = 0;
    quint16 m_replySize = 0;
};

// Messages as they cross threads: whoever stores them keeps the batch, not a copy of each.
using MessageBatch = std::shared_ptr<const std::vector<Message>>;

} // namespace nats
