// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/conversation.h"
#include "core/capture/conversationtable.h"
#include "core/capture/inboxprefixes.h"
#include "core/capture/openrequests.h"
#include "core/capture/pulls.h"
#include "core/capture/requesters.h"

#include <QtCore/QByteArray>

#include <optional>
#include <vector>

namespace capture {

class Log;

struct PairingRules
{
    static constexpr base::Span kDefaultWindow = std::chrono::seconds(30);
    static constexpr base::Span kDefaultParking = std::chrono::seconds(5);
    static constexpr qsizetype kDefaultOpen = 100'000;

    base::Span window = kDefaultWindow; ///< how long a request is listened for after its last word
    base::Span parking = kDefaultParking; ///< how long the last reply waits for its request
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
    Q_DISABLE_COPY_MOVE(Correlator)

    void onEntry(Number number, quint64 subjectHash); ///< just appended
    void tick(base::Instant now);                     ///< closes windows
    void onEvicted(); ///< the log has dropped entries: forgets whose first one is gone
    void finish();    ///< nothing more will come: what waits is Unwatched
    void clear();
    void addInboxPrefix(const QByteArray &prefix);
    // Where replies can be seen at all; nothing: everywhere. A request to be answered elsewhere is
    // not Unanswered but Unwatched.
    void setWatched(std::optional<std::vector<QByteArray>> patterns)
    {
        m_watched = std::move(patterns);
    }

    [[nodiscard]] ConversationId first() const { return m_table.first(); }
    [[nodiscard]] ConversationId end() const { return m_table.end(); }
    [[nodiscard]] bool has(ConversationId id) const { return id >= first() && id < end(); }
    [[nodiscard]] Conversation at(ConversationId id) const; ///< of one that it has
    [[nodiscard]] Number firstOf(ConversationId id) const { return m_table.base(id); } ///< entry
    // Its replies that are still kept, in order, at most `limit` from the first on.
    [[nodiscard]] std::vector<Number> replies(ConversationId id, qsizetype limit) const;
    // 0 for an entry of none.
    [[nodiscard]] ConversationId conversationOf(Number number) const;

    // Requester k (from 1) by its inbox prefix: the reply subject without its last token.
    [[nodiscard]] qsizetype requesterCount() const { return m_requesters.count(); }
    [[nodiscard]] QByteArray requesterPrefix(quint32 requester) const
    {
        return m_requesters.prefix(requester);
    }

    // Prefixes of reply subjects seen that no known inbox prefix covers, the most frequent first.
    [[nodiscard]] std::vector<QByteArray> learnedPrefixes() const { return m_inboxes.learned(); }

    // Ids (ascending, each once) of conversations that have changed since this was called last, not
    // counting those that are new.
    [[nodiscard]] std::vector<ConversationId> takeChanged();
    [[nodiscard]] const std::vector<QByteArray> &inboxPrefixes() const { return m_inboxes.known(); }
    [[nodiscard]] qsizetype open() const { return m_open.listening(); } ///< listened for now
    // Requests given up for maxOpen within their window: counted and shown.
    [[nodiscard]] quint64 forgotten() const { return m_forgotten; }
    [[nodiscard]] qint64 bytes() const
    {
        return m_table.bytes() + m_open.bytes() + m_pulls.bytes() + m_requesters.bytes()
            + m_inboxes.bytes() + qint64(m_changed.capacity() * sizeof(ConversationId));
    }

    // The known inbox prefix that covers a subject; empty: none.
    [[nodiscard]] QByteArrayView inboxOf(QByteArrayView subject) const
    {
        return m_inboxes.of(subject);
    }

private:
    using Record = ConversationTable::Record;

    void onReply(quint32 open, const Entry &entry);
    void onRequest(const Entry &entry, ConversationId parent);
    void onOrphan(const Entry &entry, quint64 subjectHash);
    bool adopt(quint32 open, const Entry &entry, ConversationId parent);
    void attach(ConversationId id, Record &record, const Entry &entry);
    [[nodiscard]] bool differs(ConversationId id, const Record &record, const Entry &entry) const;
    void expectDeliveries(quint32 open, const Entry &entry);
    void makeRoom();
    enum class Why { WindowOver, GivenUp };
    void close(quint32 open, Why why);
    void stopListening(quint32 open, Why why);
    [[nodiscard]] bool wasWatched(ConversationId id, base::Instant since) const;
    void setChanged(ConversationId id, Record &record);
    void setOwner(Number number, ConversationId id);
    void linkReply(Number previous, Number next);
    [[nodiscard]] Number nextReply(Number number) const;
    [[nodiscard]] ConversationId answers(Number number) const;

    Log &m_log;
    PairingRules m_rules;
    ConversationTable m_table;
    OpenRequests m_open;
    Pulls m_pulls;
    Requesters m_requesters;
    InboxPrefixes m_inboxes;
    std::vector<ConversationId> m_changed;
    ConversationId m_told = 1; // those from here on are new to who asks for changes
    std::optional<std::vector<QByteArray>> m_watched;
    base::Instant m_blindAt = base::Instant::min(); // until when something was missed last
    quint64 m_forgotten = 0;
    base::Instant m_now = base::Instant::min();
};

} // namespace capture
