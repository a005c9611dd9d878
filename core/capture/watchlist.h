// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

namespace capture {

// One subject that is watched, and what became of it.
struct WatchedSubject
{
    enum class Purpose { Chosen, Pairing };
    enum class State { Asked, Watched, Covered, Refused };

    QByteArray pattern;
    Purpose purpose = Purpose::Chosen;
    State state = State::Asked;
    QByteArray coveredBy = {}; ///< of Covered: nothing of its own goes over the wire
    QString refusal = {};      ///< the server's words

    bool operator==(const WatchedSubject &) const = default;
};

// Which of the watched subjects are to be subscribed: none that another one covers, until that one
// is refused. Those for pairing are never in a queue group: replies that another member takes would
// be missing. Plain object; its owner does what step() says and tells what the server says to it.
class WatchList final
{
public:
    static constexpr size_t kMaxSubjects = 1'000;

    struct Subscription
    {
        QByteArray pattern;
        QByteArray queue;

        bool operator==(const Subscription &) const = default;
    };
    // In this order: so the stream loses nothing.
    struct Step
    {
        std::vector<Subscription> add;
        std::vector<Subscription> remove;
    };

    // What stays keeps its state.
    void set(std::vector<WatchedSubject> subjects, QByteArray queue);
    [[nodiscard]] const std::vector<WatchedSubject> &subjects() const { return m_subjects; }
    [[nodiscard]] const QByteArray &queue() const { return m_queue; }

    [[nodiscard]] Step step();
    void onAccepted(const QByteArray &pattern);
    void onRefused(const QByteArray &pattern, const QString &reason);
    void onLost();  ///< the connection: everything is going to be asked for again
    void onEnded(); ///< nothing is subscribed any more

private:
    struct Wire
    {
        Subscription subscription;
        bool accepted = false;
    };

    [[nodiscard]] QByteArray queueOf(const WatchedSubject &subject) const;
    [[nodiscard]] WatchedSubject *find(const Subscription &subscription);
    [[nodiscard]] Wire *findWire(const Subscription &subscription);
    [[nodiscard]] bool isNeeded(const Wire &wire);
    void cover();

    std::vector<WatchedSubject> m_subjects;
    QByteArray m_queue;
    std::vector<Wire> m_wire;
    bool m_uncertain = false; // who covers whom
};

} // namespace capture
