// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/nats/message.h"

#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace nats {

// What one line (and its body) of the protocol says. Messages are MSG and HMSG from a server, PUB
// and HPUB from a client.
struct InfoFrame
{
    QByteArray json;
    bool operator==(const InfoFrame &) const = default;
};
struct ConnectFrame
{
    QByteArray json;
    bool operator==(const ConnectFrame &) const = default;
};
struct PingFrame
{
    bool operator==(const PingFrame &) const = default;
};
struct PongFrame
{
    bool operator==(const PongFrame &) const = default;
};
struct OkFrame
{
    bool operator==(const OkFrame &) const = default;
};
struct ErrFrame
{
    QByteArray text; ///< without the surrounding quotes; may be empty
    bool operator==(const ErrFrame &) const = default;
};
struct SubFrame
{
    QByteArray subject, queue, sid;
    bool operator==(const SubFrame &) const = default;
};
struct UnsubFrame
{
    QByteArray sid;
    std::optional<quint64> max;
    bool operator==(const UnsubFrame &) const = default;
};
using Frame = std::variant<Message, InfoFrame, ConnectFrame, PingFrame, PongFrame, OkFrame,
                           ErrFrame, SubFrame, UnsubFrame>;

// Bytes in, frames out (spec/protocol.md §1.1); no socket, no clock. The owner reads a socket
// straight into writable(), says so with commit(), and takes frames with next() until there is
// none. After an error it stays in error: resynchronising is impossible. Either direction of the
// protocol can be parsed.
class Parser final
{
public:
    enum class Peer { Server, Client }; ///< whose bytes these are

    static constexpr qsizetype kMaxLine = 64 * 1024;        ///< without its end
    static constexpr qsizetype kMaxInfoLine = 1024 * 1024;  ///< INFO and CONNECT
    static constexpr qsizetype kMaxBody = 64 * 1024 * 1024; ///< headers and payload
    static constexpr qsizetype kFirstChunk = 16 * 1024;     ///< enough for a connection that idles
    static constexpr qsizetype kChunkSize = 256 * 1024;
    static constexpr qsizetype kGrowStep = 1024 * 1024; ///< most that is reserved ahead of bytes
    static constexpr qsizetype kSnippet = 32;           ///< bytes shown each side of an error

    explicit Parser(Peer peer = Peer::Server);

    // Room for the next read, never empty.
    [[nodiscard]] std::span<char> writable();
    // `size` bytes were read there; the read began at `at`. Reads with the same `at` share a
    // readId.
    void commit(qsizetype size, base::Instant at);
    [[nodiscard]] std::optional<Frame> next();
    // The hot path: true if the next frame is a message and complete, which is then in `message`.
    // Whatever it cannot take for one at first sight, it leaves to next().
    [[nodiscard]] bool nextMessage(Message &message);
    // All of the above in one, for bytes that are already in memory. Stops at an error.
    std::vector<Frame> feed(QByteArrayView bytes, base::Instant at);

    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }
    // Bytes that came but belong to no finished frame.
    [[nodiscard]] QByteArrayView unparsed() const;
    // Lines that ended in a bare LF: legal from no server, accepted all the same.
    [[nodiscard]] quint64 lenientLines() const { return m_lenientLines; }

private:
    struct Token
    {
        quint32 pos;
        quint32 size;
    };
    static constexpr int kMaxTokens = 6;

    bool beginPlainMessage(const char *line, const char *end);
    void take(Message &message);
    std::optional<Frame> parseLine(quint32 lineSize);
    std::optional<Frame> parseMessage(quint32 lineSize, quint32 opSize, bool headers);
    std::optional<Frame> finishBody();
    std::optional<Frame> parseSub(quint32 lineSize, quint32 opSize);
    std::optional<Frame> parseUnsub(quint32 lineSize, quint32 opSize);
    int split(quint32 from, quint32 lineSize, Token (&tokens)[kMaxTokens]) const;
    std::optional<quint32> parseSize(QByteArrayView op, const char *what, Token token);
    [[nodiscard]] qsizetype lineLimit() const;
    [[nodiscard]] QByteArrayView at(Token token) const;
    [[nodiscard]] QByteArrayView at(quint32 pos, quint32 size) const { return at({pos, size}); }
    void consume(qsizetype size);
    void moveToNewChunk(qsizetype capacity);
    std::nullopt_t fail(const QString &text, qsizetype pos);
    [[nodiscard]] QString snippet(qsizetype pos) const;

    Peer m_peer;
    std::shared_ptr<Chunk> m_chunk;
    qsizetype m_begin = 0;   // of the unparsed bytes in the chunk
    qsizetype m_end = 0;     // of the bytes read into the chunk
    qsizetype m_scanned = 0; // bytes after m_begin known to hold no LF
    qsizetype m_need = 0;    // bytes from m_begin to the end of a begun message; 0: between frames
    bool m_referred = false; // some message refers to m_chunk: its bytes must stay where they are
    Message m_pending;       // the begun message
    qint64 m_consumed = 0;   // bytes of the stream before m_begin
    base::Instant m_at;
    quint32 m_readId = 0;
    quint64 m_lenientLines = 0;
    std::optional<base::Error> m_error;
};

} // namespace nats
