// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"
#include "core/capture/watcher.h"
#include "core/nats/session.h"

#include <QtTest/QTest>

// A connection of its own that watches what others say, for tests against real servers.
class Observer final
{
public:
    using Subjects = std::vector<capture::WatchedSubject>;

    explicit Observer(const nats::ConnectOptions &options)
        : m_session(options)
        , m_feed(m_session.anchor())
        , m_watcher(m_session, m_feed)
    {
        m_session.open();
    }

    // Returns once it is known of each subject whether it is watched.
    [[nodiscard]] bool watch(Subjects subjects)
    {
        m_watcher.setSubjects(std::move(subjects));
        m_watcher.start();
        return settled();
    }
    [[nodiscard]] bool settled()
    {
        return QTest::qWaitFor(
            [this] {
                const auto &subjects = m_watcher.subjects();
                return std::none_of(subjects.begin(), subjects.end(), [](const auto &subject) {
                    return subject.state == capture::WatchedSubject::State::Asked;
                });
            },
            15'000);
    }
    // The chosen ones and everybody's inboxes.
    [[nodiscard]] static Subjects withInboxes(const QByteArrayList &chosen)
    {
        Subjects subjects;
        for (const QByteArray &pattern : chosen)
            subjects.push_back({pattern});
        subjects.push_back({"_INBOX.>", capture::WatchedSubject::Purpose::Pairing});
        return subjects;
    }

    [[nodiscard]] nats::Session &session() { return m_session; }
    [[nodiscard]] capture::Feed &feed() { return m_feed; }
    [[nodiscard]] capture::Watcher &watcher() { return m_watcher; }
    [[nodiscard]] const capture::Counts &counts() const { return m_feed.capture().counts(); }
    [[nodiscard]] capture::Entry entry(capture::Number number) const
    {
        return m_feed.capture().log().at(number);
    }

    [[nodiscard]] std::vector<capture::Conversation> conversations() const
    {
        const capture::Correlator &all = m_feed.capture().conversations();
        std::vector<capture::Conversation> result;
        for (capture::ConversationId id = all.first(); id < all.end(); ++id)
            result.push_back(all.at(id));
        return result;
    }
    // Those whose request was published to that subject.
    [[nodiscard]] std::vector<capture::Conversation> about(QByteArrayView subject) const
    {
        auto result = conversations();
        std::erase_if(result, [&](const capture::Conversation &conversation) {
            return conversation.request == capture::kNone
                || entry(conversation.request).subject != subject;
        });
        return result;
    }
    [[nodiscard]] qsizetype count(capture::ConversationState state) const
    {
        const auto all = conversations();
        return std::count_if(all.begin(), all.end(), [state](const auto &conversation) {
            return conversation.state == state;
        });
    }

private:
    nats::Session m_session;
    capture::Feed m_feed;
    capture::Watcher m_watcher;
};
