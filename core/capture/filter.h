// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/capture/conversation.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace capture {

class Capture;
struct FilterNode;

// What a piece of a filter's text is, for colouring it while it is typed.
struct FilterToken
{
    enum class Kind { Key, Operator, Value, Word, Not, Or, Paren, Bad };

    Kind kind = Kind::Word;
    qsizetype begin = 0; ///< UTF-16 units
    qsizetype size = 0;
};

// A filter line. Terms are joined by "and" (or "&&"); "-", "!" or "not" before a term, "or" ("||"),
// parentheses; spaces may stand around an operator; "!=" is the opposite of "=", "==" the same:
// clang-format off
//   subject:PATTERN reply:PATTERN     wildcards as in subscriptions; without dots or wildcards: a token
//   subject=TEXT subject~TEXT         the whole of it; a part of it
//   header:NAME header:NAME=VALUE header:NAME~TEXT
//   payload~TEXT payload=TEXT json:POINTER json:POINTER=VALUE json:POINTER~TEXT json:POINTER>5
//   size>1k replies>=2 latency>20ms last>1s number>100 status:404 at>20:01:33 at<2026-11-21T20:02
//   requester:TEXT requester=TEXT conversation:ID is:WORD and those words alone:
//   request publish reply waiting answered unanswered orphan reordered late differs chained reused
//   jetstream pull delivery ack service-error status inbox system gap pinned error
//   any other word or "quoted text": a part of the subject or the payload, whatever the case of
//   ASCII; with a wildcard between dots (orders.*) a pattern for the subject
// clang-format on
// Spans: ns us ms s m h (alone: ms); sizes: b k m g (1024). Text compares bytes, ~ ignores the case
// of ASCII, as do names of headers. In quotes \" \\ \n \r \t and \xNN stand for a byte.
// The same filter decides for a message and for a conversation: for a conversation the messages'
// terms hold if they hold for its request or one of its kept replies (the first kMaxReplies); for a
// message, terms of conversations ask the one it belongs to. `at` is local time, a time of day the
// one within the capture, or nearest to it; of a conversation it is when it began.
class Filter final
{
public:
    static constexpr qsizetype kMaxText = 4'096;
    static constexpr int kMaxTerms = 100;
    static constexpr int kMaxDepth = 32;
    static constexpr qsizetype kMaxReplies = 1'000;              ///< of a conversation, looked into
    static constexpr qsizetype kMaxReplyBytes = 8 * 1024 * 1024; ///< of them, besides the first
    static constexpr qsizetype kMaxJson = 1024 * 1024; ///< larger payloads are not read as JSON

    Filter(); ///< lets everything pass
    // The error's offset is in UTF-16 units; its text says what was expected there.
    [[nodiscard]] static base::Result<Filter> parse(const QString &text);
    [[nodiscard]] static std::vector<FilterToken> tokens(const QString &text);

    [[nodiscard]] bool isEmpty() const; ///< lets everything pass
    [[nodiscard]] const QString &text() const { return m_text; }
    // Whether a match may change while nothing is said about the row: latency, state, replies.
    [[nodiscard]] bool isAboutConversations() const { return m_aboutConversations; }
    [[nodiscard]] bool asksFacts() const { return m_asksFacts; } ///< names or pins

    // What is asked besides the capture.
    struct Facts
    {
        // Whether the user has pinned the entry (a conversation is pinned by its first message).
        std::function<bool(Number)> isPinned;
        std::function<QString(quint32 requester)> requesterName;
    };
    [[nodiscard]] bool matches(const Capture &capture, Number number,
                               const Facts &facts = {}) const;
    [[nodiscard]] bool matchesConversation(const Capture &capture, ConversationId id,
                                           const Facts &facts = {}) const;

private:
    QString m_text;
    std::shared_ptr<const FilterNode> m_root; // null: of no term
    bool m_aboutConversations = false;
    bool m_asksFacts = false;
};

// What can stand before an operator, and the words that stand alone: for completion.
[[nodiscard]] const QStringList &filterKeys();
[[nodiscard]] const QStringList &filterWords();

// One term that lets pass what is like this: "filter from cell". Quotes what must be quoted. Value:
// of State one of filterWords(); of Latency (this or more) and Size as in a filter ("20ms", "1k");
// of Header "Name" or "Name: value". Subject may also be a pattern.
enum class FilterField { Subject, Reply, Requester, State, Latency, Size, Header, Payload };
[[nodiscard]] QString filterTerm(FilterField field, const QString &value);
[[nodiscard]] QString filterTerm(FilterField field, const QByteArray &value);

} // namespace capture
