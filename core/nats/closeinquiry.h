// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/gather.h"
#include "core/nats/status.h"

namespace nats {

class Session;

// Asking the servers why one of them closed a connection without a word (spec/protocol.md §4.4):
// only the one that did it knows.
namespace closeinquiry {

constexpr qsizetype kMaxReason = 200; ///< more is cut off

[[nodiscard]] RequestSpec question(quint64 clientId);
// The reason in the server's own words; nothing if another server answers, or this one does not
// know.
[[nodiscard]] std::optional<QString> reasonFrom(QByteArrayView reply, const QString &serverId,
                                                quint64 clientId);
[[nodiscard]] bool saysTooSlow(const QString &reason);
// With what it means, as far as it is a known one.
[[nodiscard]] QString explained(const QString &reason);

} // namespace closeinquiry

// Asks once about each unexplained loss, as soon as the connection is restored. Whoever may not
// ask, or gets no answer, goes without: nothing is said about that. Owned by the session.
class CloseInquiry final : public QObject
{
    Q_OBJECT

public:
    explicit CloseInquiry(Session &session)
        : m_session(session)
    {}

    // Fills in what has been answered.
    void onStatus(ConnectionStatus &status);

signals:
    void answered(); ///< onStatus() has more to fill in

private:
    void ask(const Loss &loss);
    void onReplies(const std::vector<Reply> &replies);

    Session &m_session;
    std::optional<Loss> m_asked;
};

} // namespace nats
