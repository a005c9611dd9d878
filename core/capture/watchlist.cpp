// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/watchlist.h"

#include "core/nats/subject.h"
#include "core/nats/subjectset.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace capture {

using State = WatchedSubject::State;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WatchList)
};

// What is not even sent.
QString refusalOf(const WatchedSubject &subject, size_t index)
{
    if (index >= WatchList::kMaxSubjects)
        return Text::tr("Not watched: at most %1 subjects are.").arg(WatchList::kMaxSubjects);
    const auto error = nats::subject::checkPattern(subject.pattern);
    return error ? error->text : QString();
}

} // namespace

void WatchList::set(std::vector<WatchedSubject> subjects, QByteArray queue)
{
    const std::vector<WatchedSubject> old = std::exchange(m_subjects, std::move(subjects));
    const bool sameQueue = m_queue == queue;
    m_queue = std::move(queue);
    for (size_t i = 0; i < m_subjects.size(); ++i) {
        WatchedSubject &subject = m_subjects[i];
        subject.state = State::Asked;
        subject.coveredBy.clear();
        subject.refusal = refusalOf(subject, i);
        if (!subject.refusal.isEmpty()) {
            subject.state = State::Refused;
            continue;
        }
        const auto known = std::find_if(old.begin(), old.end(), [&subject](const auto &other) {
            return other.pattern == subject.pattern && other.purpose == subject.purpose;
        });
        const bool kept = known != old.end()
            && (sameQueue || subject.purpose == WatchedSubject::Purpose::Pairing);
        if (kept && findWire({subject.pattern, queueOf(subject)}))
            subject = *known;
    }
    cover();
}

WatchList::Step WatchList::step()
{
    if (m_uncertain)
        cover();
    Step step;
    for (const WatchedSubject &subject : m_subjects) {
        const Subscription subscription{subject.pattern, queueOf(subject)};
        if (subject.state != State::Asked || findWire(subscription))
            continue;
        m_wire.push_back({subscription, false});
        step.add.push_back(subscription);
    }
    std::erase_if(m_wire, [this, &step](const Wire &wire) {
        const bool needed = isNeeded(wire);
        if (!needed)
            step.remove.push_back(wire.subscription);
        return !needed;
    });
    return step;
}

// A refused one stays: after a reconnect the server is asked again. A covered one stays until it
// is known that the other one may be had.
bool WatchList::isNeeded(const Wire &wire)
{
    const WatchedSubject *const subject = find(wire.subscription);
    if (!subject || subject->state != State::Covered)
        return subject != nullptr;
    const Wire *const other = findWire({subject->coveredBy, wire.subscription.queue});
    return other && !other->accepted;
}

void WatchList::onAccepted(const QByteArray &pattern)
{
    for (Wire &wire : m_wire) {
        if (wire.subscription.pattern == pattern)
            wire.accepted = true;
    }
    for (WatchedSubject &subject : m_subjects) {
        if (subject.pattern != pattern || !findWire({pattern, queueOf(subject)}))
            continue;
        m_uncertain = m_uncertain || subject.state == State::Refused;
        subject.refusal.clear();
        if (subject.state != State::Covered)
            subject.state = State::Watched;
    }
}

void WatchList::onRefused(const QByteArray &pattern, const QString &reason)
{
    for (Wire &wire : m_wire) {
        if (wire.subscription.pattern == pattern)
            wire.accepted = false;
    }
    for (WatchedSubject &subject : m_subjects) {
        if (subject.pattern != pattern || !findWire({pattern, queueOf(subject)}))
            continue;
        subject.state = State::Refused;
        subject.refusal = reason;
        m_uncertain = true;
    }
}

void WatchList::onLost()
{
    for (Wire &wire : m_wire)
        wire.accepted = false;
    for (WatchedSubject &subject : m_subjects) {
        if (subject.state == State::Watched)
            subject.state = State::Asked;
    }
}

void WatchList::onEnded()
{
    onLost();
    m_wire.clear();
}

void WatchList::cover()
{
    m_uncertain = false;
    std::vector<WatchedSubject *> live;
    for (WatchedSubject &subject : m_subjects) {
        subject.coveredBy.clear();
        if (subject.state == State::Refused)
            continue;
        const Wire *const wire = findWire({subject.pattern, queueOf(subject)});
        subject.state = wire && wire->accepted ? State::Watched : State::Asked;
        live.push_back(&subject);
    }
    // Wider ones first, so that nobody is covered by a covered one.
    std::vector<WatchedSubject *> uncovered;
    const auto covers = [this](const WatchedSubject &wide, const WatchedSubject &narrow) {
        return queueOf(wide) == queueOf(narrow)
            && nats::subject::covers(wide.pattern, narrow.pattern);
    };
    for (WatchedSubject *const subject : live) {
        const bool first = std::none_of(uncovered.begin(), uncovered.end(), [&](const auto *other) {
            return covers(*other, *subject);
        });
        if (!first)
            continue;
        std::erase_if(uncovered, [&](const auto *other) { return covers(*subject, *other); });
        uncovered.push_back(subject);
    }
    for (WatchedSubject *const subject : live) {
        const auto by = std::find_if(uncovered.begin(), uncovered.end(),
                                     [&](const auto *other) { return covers(*other, *subject); });
        if (*by == subject)
            continue;
        subject->state = State::Covered;
        subject->coveredBy = (*by)->pattern;
    }
}

QByteArray WatchList::queueOf(const WatchedSubject &subject) const
{
    return subject.purpose == WatchedSubject::Purpose::Chosen ? m_queue : QByteArray();
}

WatchedSubject *WatchList::find(const Subscription &subscription)
{
    // A subject that is there twice is covered by its first: that one tells.
    const auto found = std::find_if(m_subjects.begin(), m_subjects.end(), [&](const auto &subject) {
        return subject.pattern == subscription.pattern && queueOf(subject) == subscription.queue;
    });
    return found == m_subjects.end() ? nullptr : &*found;
}

WatchList::Wire *WatchList::findWire(const Subscription &subscription)
{
    const auto found = std::find_if(m_wire.begin(), m_wire.end(), [&](const Wire &wire) {
        return wire.subscription == subscription;
    });
    return found == m_wire.end() ? nullptr : &*found;
}

} // namespace capture
