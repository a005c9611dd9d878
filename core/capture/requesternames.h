// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"

#include <QtCore/QHash>

namespace nats {
class Session;
} // namespace nats

namespace capture {

// Who the requesters of a feed are, asked of the servers with CONNZ where that may be asked
// (spec/protocol.md §4.4): one request a new inbox prefix, a few at a time, none over a read-only
// connection. Until an answer comes, and where none does, "requester 3".
class RequesterNames final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxAsked = 1'000; ///< prefixes asked for in one capture

    // Without a session (an opened capture) nobody is asked.
    RequesterNames(nats::Session *session, Feed &feed, QObject *parent = nullptr);

    [[nodiscard]] QString name(quint32 requester) const; ///< of 0: ""
    [[nodiscard]] bool isKnown(quint32 requester) const; ///< by the server's word

signals:
    void namesChanged();

private:
    nats::Session *m_session;
    Feed &m_feed;
    QHash<quint32, QString> m_names;
};

} // namespace capture
