// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/request.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <optional>

namespace nats {
class Gather;
class Session;
} // namespace nats

namespace capture {

class Feed;

// Asking the servers who has subscribed to the inboxes of a requester (spec/protocol.md §4.4).
namespace requesterinquiry {

constexpr qsizetype kMaxName = 100; ///< more is cut off

[[nodiscard]] nats::RequestSpec question(const QByteArray &prefix);
// The connection that has subscribed to these inboxes and to little else: not who watches them all.
[[nodiscard]] std::optional<QString> nameFrom(QByteArrayView reply, const QByteArray &prefix);

} // namespace requesterinquiry

// Who the requesters of a feed are, asked of the servers with CONNZ where that may be asked
// (spec/protocol.md §4.4): one request a new inbox prefix, a few at a time, none over a read-only
// connection. Until an answer comes, and where none does, "requester 3".
class RequesterNames final : public QObject
{
    Q_OBJECT

public:
    static constexpr quint32 kMaxAsked = 1'000; ///< prefixes asked for in one capture
    static constexpr int kAtOnce = 4;
    static constexpr int kMaxSilent = 3; ///< questions in a row that no server answered

    // Without a session (an opened capture) nobody is asked.
    RequesterNames(nats::Session *session, Feed &feed, QObject *parent = nullptr);

    [[nodiscard]] QString name(quint32 requester) const; ///< of 0: ""
    [[nodiscard]] bool isKnown(quint32 requester) const; ///< by the server's word

signals:
    void namesChanged();

private:
    struct Question
    {
        nats::Gather *gather;
        quint32 requester;
        QByteArray prefix;
        int life;
        bool heard; // from any server
    };

    void onChanged(bool cleared);
    void askNext();
    void ask(quint32 requester, const QByteArray &prefix);
    void onReplies(Question &question, const std::vector<nats::Reply> &replies);
    void onEnded(const Question &question, const nats::Outcome &outcome);

    QPointer<nats::Session> m_session;
    Feed &m_feed;
    QHash<quint32, QString> m_names;
    quint32 m_next = 1; // to be asked for
    int m_asking = 0;
    int m_silent = 0;
    bool m_refused = false; // may not ask
    int m_life = 0;         // of the feed: answers for an earlier one are stale
};

} // namespace capture
