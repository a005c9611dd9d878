// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

namespace accountserver {

// Names things once they have rested: touched again and again, each is named once.
class Settling final : public QObject
{
    Q_OBJECT

public:
    // `rest` after the last touch, but at most `most` after the first.
    Settling(std::chrono::milliseconds rest, std::chrono::milliseconds most,
             QObject *parent = nullptr);

    void touch(const QByteArray &name);
    [[nodiscard]] bool contains(const QByteArray &name) const { return m_waiting.contains(name); }

signals:
    void rested(const QByteArray &name); ///< for a slice of time in a row, the others a bit later

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting
    {
        Clock::time_point first, due;
    };

    void wakeForTheFirst();
    void tellDue();

    const std::chrono::milliseconds m_rest, m_most;
    QHash<QByteArray, Waiting> m_waiting;
    QTimer m_wake;
};

} // namespace accountserver
