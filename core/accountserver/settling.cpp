// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/settling.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <vector>

namespace accountserver {

namespace {

constexpr std::chrono::milliseconds kSlice{5}; ///< of telling at once

} // namespace

Settling::Settling(std::chrono::milliseconds rest, std::chrono::milliseconds most, QObject *parent)
    : QObject(parent)
    , m_rest(rest)
    , m_most(most)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &Settling::tellDue);
}

void Settling::touch(const QByteArray &name)
{
    const auto now = Clock::now();
    Waiting &waiting = m_waiting[name];
    if (waiting.first == Clock::time_point())
        waiting.first = now;
    waiting.due = std::min(now + m_rest, waiting.first + m_most);
    if (!m_wake.isActive())
        wakeForTheFirst();
}

void Settling::wakeForTheFirst()
{
    if (m_waiting.isEmpty())
        return;
    auto first = Clock::time_point::max();
    for (const Waiting &waiting : std::as_const(m_waiting))
        first = std::min(first, waiting.due);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(first - Clock::now());
    m_wake.start(std::max(left, std::chrono::milliseconds(0)));
}

void Settling::tellDue()
{
    const auto begin = Clock::now();
    std::vector<QByteArray> due;
    for (const auto &[name, waiting] : std::as_const(m_waiting).asKeyValueRange()) {
        if (waiting.due <= begin)
            due.push_back(name);
    }
    // Whoever hears of it may end all this.
    const QPointer<Settling> self(this);
    for (const QByteArray &name : due) {
        m_waiting.remove(name);
        emit rested(name);
        if (!self)
            return;
        if (Clock::now() - begin >= kSlice)
            break;
    }
    wakeForTheFirst();
}

} // namespace accountserver
