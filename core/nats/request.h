// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/nats/headers.h"
#include "core/nats/message.h"

#include <QtCore/QObject>

#include <optional>
#include <variant>
#include <vector>

// The values of a request: what to send and when to stop, each reply, and how it ended.
// Rules: spec/protocol.md §3.
namespace nats {
Q_NAMESPACE

enum class Verb {
    Request, ///< ends with the first reply
    Gather,  ///< ends by the stop rules
    Publish, ///< wants no reply
};
Q_ENUM_NS(Verb)

enum class InboxStyle {
    New, ///< an inbox and a subscription of its own for each request (default)
    Mux, ///< one wildcard inbox for the connection, a child subject for each request
};
Q_ENUM_NS(InboxStyle)

struct NoSentinel
{
    bool operator==(const NoSentinel &) const = default;
};
struct EmptyPayloadSentinel
{
    bool operator==(const EmptyPayloadSentinel &) const = default;
};
struct HeaderSentinel
{
    QByteArray name;
    std::optional<QByteArray> value; ///< any value if not set
    bool operator==(const HeaderSentinel &) const = default;
};
struct PayloadSentinel
{
    QByteArray payload;
    bool operator==(const PayloadSentinel &) const = default;
};
using SentinelRule
    = std::variant<NoSentinel, EmptyPayloadSentinel, HeaderSentinel, PayloadSentinel>;

// "off", "empty", "header:K", "header:K=V", "payload:TEXT": the command line's and the JSON's form.
base::Result<SentinelRule> parseSentinel(QByteArrayView text);
[[nodiscard]] QByteArray toText(const SentinelRule &sentinel);

// The stop rules (spec §3.4). Whether a run then counts as a success is another question: see
// core/fanin/verdict.h.
struct StopRules
{
    static constexpr base::Span kDefaultTotal = std::chrono::seconds(2);
    static constexpr base::Span kDefaultLate = std::chrono::seconds(2);
    static constexpr quint64 kDefaultReplyCap = 1'000'000;
    static constexpr qint64 kDefaultByteCap = 256LL * 1024 * 1024;

    base::Span total = kDefaultTotal; ///< at least 1 ms
    base::Span quiet{0};              ///< 0, below 1 ms or >= total: off
    quint64 maxReplies = 0;           ///< 0: unlimited
    SentinelRule sentinel;
    base::Span lateWindow = kDefaultLate; ///< how long replies are still listened for after the end
    quint64 replyCap = kDefaultReplyCap;  ///< our own limit: more end the gather with Overflow
    qint64 byteCap = kDefaultByteCap;     ///< bytes of stored replies, as Message::storedSize

    bool operator==(const StopRules &) const = default;
};

struct RequestSpec
{
    Verb verb = Verb::Request;
    QByteArray subject;
    QByteArray payload;
    std::vector<HeaderLine> headers;
    InboxStyle inboxStyle = InboxStyle::New;
    QByteArray customReply; ///< empty: an inbox by the style above
    StopRules rules;
    bool unsubscribeUpFront = false; ///< "strict": UNSUB sid max goes out with the request
    bool keepWaiting = false;        ///< a reconnect does not end the gather

    bool operator==(const RequestSpec &) const = default;
};

enum class ReplyKind {
    Counted,
    Sentinel, ///< kept, flagged, not counted
    Status,   ///< ended the gather: 503 and its like
    Notice,   ///< status 100: shown, ignored
    Late,     ///< after the end, within the late window
};
Q_ENUM_NS(ReplyKind)

struct Reply
{
    Message message;
    ReplyKind kind = ReplyKind::Counted;
};

// Exactly one of these ends a run (spec §3.4); `Accepted` is the good end of a Publish.
enum class EndReason {
    InvalidRequest,
    HeadersNotSupported,
    MaxPayloadExceeded,
    ControlLineTooLong,
    NotConnected,
    PublishDenied,
    InboxDenied,
    ReplySubjectRejected,
    SubscriptionLimit,
    NoResponders,
    Status,
    Sentinel,
    CountReached,
    Overflow,
    Cancelled,
    Disconnected,
    Deadline,
    TimedOut,
    Stalled,
    Accepted,
};
Q_ENUM_NS(EndReason)

enum class DisconnectCause { Eof, Stale, AuthExpired, LameDuck, UserClose, ProtocolError };
Q_ENUM_NS(DisconnectCause)

enum class Sent { No, Partly, Yes };
Q_ENUM_NS(Sent)

struct Outcome
{
    EndReason reason = EndReason::Cancelled;
    base::Span at{0};    ///< since T0, the moment before the write
    quint64 replies = 0; ///< counted ones
    quint64 bytes = 0;   ///< payload bytes of the counted ones
    Sent sent = Sent::No;
    bool accepted = false;         ///< the fence's PONG came without a refusal: somebody listened
    std::optional<base::Span> rtt; ///< of the fence
    int statusCode = 0;            ///< for Status
    QString statusText;            ///< for Status: its description, as text
    QString detail;                ///< for errors: expected and got, or the server's own words
    DisconnectCause cause = DisconnectCause::Eof; ///< for Disconnected
    base::Span clockSlip{0};                      ///< how late the decision was, if more than 20 ms
    bool gap = false; ///< the connection was lost and restored while waiting

    bool operator==(const Outcome &) const = default;
};

// The end as one sentence for a person.
[[nodiscard]] QString sentence(const Outcome &outcome, const RequestSpec &spec);

// After the late window: how many replies came late, and how many after the subscription's end.
struct Aftermath
{
    quint64 late = 0;
    quint64 stray = 0;
    bool operator==(const Aftermath &) const = default;
};

// One line of what went over the connection, with secrets already redacted.
struct WireEntry
{
    enum class Direction { Out, In };

    base::Instant at;
    Direction direction = Direction::Out;
    QByteArray line;          ///< the control line without CRLF
    qsizetype bodyBytes = -1; ///< header and payload bytes that follow; -1: none follow

    bool operator==(const WireEntry &) const = default;
};

// What one run put on the connection, and what else went over it meanwhile. What comes past the
// limits is only counted.
struct WireRecord
{
    static constexpr qsizetype kMaxMessages = 1'000;
    static constexpr quint64 kMaxControlLines = 1'000; ///< PING, PONG, INFO, -ERR

    std::vector<WireEntry> entries;
    quint64 unlisted = 0; ///< lines that came past a limit
};

} // namespace nats
