// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/conversation.h"

#include <QtCore/QByteArray>

#include <memory>
#include <vector>

namespace capture {

class Log;

struct PairingRules
{
    static constexpr base::Span kDefaultWindow = std::chrono::seconds(30);
    static constexpr base::Span kDefaultParking = std::chrono::seconds(5);
    static constexpr qsizetype kDefaultOpen = 100'000;

    base::Span window = kDefaultWindow; ///< how long a request is listened for after its last word
    base::Span parking = kDefaultParking; ///< how long a reply waits for its request
    qsizetype maxOpen = kDefaultOpen;     ///< requests listened for; the quietest goes first
    std::vector<QByteArray> inboxPrefixes{"_INBOX", "_R_"}; ///< what lies under them is a reply
};

// Finds what belongs together among the messages of a log (spec/protocol.md §4.2): a plain object,
// told of every entry in order and of the time. Writes the conversation of each entry into the
// log's tags.
class Correlator final
{
public:
    explicit Correlator(Log &log, PairingRules rules = {});
    ~Correlator();
    Q_DISABLE_COPY_MOVE(Correlator)

    void onEntry(Number number);  ///< just appended
    void tick(base::Instant now); ///< closes windows
    void onEvicted();             ///< the log has dropped entries: forgets what refers to nothing
    void finish();                ///< nothing more will come: what waits is Unanswered
    void clear();
    void addInboxPrefix(const QByteArray &prefix);

    [[nodiscard]] ConversationId first() const;
    [[nodiscard]] ConversationId end() const;
    [[nodiscard]] bool has(ConversationId id) const { return id >= first() && id < end(); }
    [[nodiscard]] Conversation at(ConversationId id) const; ///< of one that it has
    // Its replies that are still kept, in order, at most `limit` from the first on.
    [[nodiscard]] std::vector<Number> replies(ConversationId id, qsizetype limit) const;
    // 0 for an entry of none.
    [[nodiscard]] ConversationId conversationOf(Number number) const;

    // Requester k (from 1) by its inbox prefix: the reply subject without its last token.
    [[nodiscard]] qsizetype requesterCount() const;
    [[nodiscard]] QByteArray requesterPrefix(quint32 requester) const;

    // Prefixes of reply subjects seen that no known inbox prefix covers, the most frequent first.
    [[nodiscard]] std::vector<QByteArray> learnedPrefixes() const;

    // Ids (ascending, each once) of conversations that have changed since this was called last, not
    // counting those that are new.
    [[nodiscard]] std::vector<ConversationId> takeChanged();
    [[nodiscard]] qsizetype open() const;    ///< requests listened for now
    [[nodiscard]] quint64 forgotten() const; ///< of them, given up for maxOpen: counted and shown
    [[nodiscard]] qint64 bytes() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace capture
