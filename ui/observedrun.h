// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace ui {

class LiveRun;

// A conversation of a feed as a run, so that somebody else's request looks as our own do. Follows
// the conversation while the feed keeps it; its messages are copies and stay when the feed has
// dropped them.
class ObservedRun final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxReplies = 10'000;
    static constexpr qint64 kMaxBytes = 64LL * 1024 * 1024; ///< of all its messages

    // The feed outlives it and has the conversation.
    ObservedRun(capture::Feed &feed, capture::ConversationId id, base::Span window,
                QObject *parent = nullptr);
    ~ObservedRun() override;

    [[nodiscard]] capture::ConversationId id() const { return m_id; }
    [[nodiscard]] LiveRun *run() const { return m_run.get(); }
    void setUncertainty(std::optional<base::Span> uncertainty);

signals:
    // A request that was seen after its reply makes another run of it.
    void runReplaced();

private:
    void begin();
    void follow(const capture::Changes &changes);
    void takeReplies();

    capture::Feed &m_feed;
    capture::ConversationId m_id;
    base::Span m_window;
    std::optional<base::Span> m_uncertainty;
    capture::Number m_request = capture::kNone;
    capture::Number m_last = capture::kNone; // of the replies taken
    qint64 m_bytes = 0;
    std::unique_ptr<LiveRun> m_run;
};

} // namespace ui
