// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/message.h"

#include "core/base/sparebuffers.h"
#include "core/nats/parser.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <new>

namespace nats {

namespace {

// For the chunks that a connection reads into: asking the kernel for fresh pages and giving them
// back is a good part of what receiving costs. 4 MiB wait at most.
#ifdef __SANITIZE_ADDRESS__
constexpr size_t kMostSpares = 0; // what is read after its time is to be noticed
#else
constexpr size_t kMostSpares = 16;
#endif
using Spares = base::SpareBuffers<Parser::kChunkSize, kMostSpares>;

// Never destroyed: the last message may go after all that is static.
Spares &spares()
{
    static Spares &all = *new Spares;
    return all;
}

void *allocated(qsizetype capacity)
{
    if (capacity == Parser::kChunkSize)
        return spares().take();
    if (void *data = std::malloc(size_t(capacity)))
        return data;
    throw std::bad_alloc();
}

} // namespace

Chunk::Chunk(qsizetype capacity)
    : m_data(static_cast<char *>(allocated(capacity)))
    , m_capacity(capacity)
{}

Chunk::~Chunk()
{
    if (m_capacity == Parser::kChunkSize)
        spares().giveBack(m_data);
    else
        std::free(m_data);
}

void Chunk::grow(qsizetype capacity)
{
    // realloc of a large block moves pages, not bytes.
    auto *data = static_cast<char *>(std::realloc(m_data, size_t(capacity)));
    if (!data)
        throw std::bad_alloc();
    m_data = data;
    m_capacity = capacity;
}

void Chunk::populate()
{
#ifdef MADV_POPULATE_WRITE
    constexpr uintptr_t page = 4096;
    const uintptr_t begin = (reinterpret_cast<uintptr_t>(m_data) + page - 1) & ~(page - 1);
    const uintptr_t end
        = (reinterpret_cast<uintptr_t>(m_data) + uintptr_t(m_capacity)) & ~(page - 1);
    if (begin < end)
        (void)madvise(reinterpret_cast<void *>(begin), end - begin, MADV_POPULATE_WRITE);
#endif
}

Message Message::fromParts(QByteArrayView subject, QByteArrayView reply, QByteArrayView headerBlock,
                           QByteArrayView payload, base::Instant at)
{
    const qsizetype lineSize = subject.size() + reply.size();
    const auto chunk = std::make_shared<Chunk>(lineSize + headerBlock.size() + payload.size() + 1);
    char *out = chunk->data();
    for (const QByteArrayView part : {subject, reply, headerBlock, payload}) {
        if (!part.isEmpty())
            std::memcpy(out, part.data(), size_t(part.size()));
        out += part.size();
    }
    Message message;
    message.m_chunk = chunk;
    message.m_at = at;
    message.m_subjectSize = quint16(subject.size());
    message.m_replyPos = quint16(subject.size());
    message.m_replySize = quint16(reply.size());
    message.m_lineSize = quint32(lineSize);
    message.m_bodyPos = quint32(lineSize);
    message.m_headerSize = quint32(headerBlock.size());
    message.m_payloadSize = quint32(payload.size());
    return message;
}

} // namespace nats
