// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>

namespace commands {

// Prints lines without ever waiting for who reads them: what a full pipe or a stopped terminal does
// not take now is kept and tried again, and what is too much is dropped and counted.
class LinePrinter final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxLines = 10'000;
    static constexpr qsizetype kMaxBytes = 8 << 20; ///< or one line, however long

    explicit LinePrinter(int descriptor, QObject *parent = nullptr);
    ~LinePrinter() override;

    void print(QByteArray line); ///< with its end
    // The same for many, which are printed with few calls: send() follows the last.
    void queue(QByteArray line);
    void send();
    // Whether a line more would be dropped; who knows need not make it, but is to say so.
    [[nodiscard]] bool isFull() const { return waiting() >= kMaxLines || m_bytes >= kMaxBytes; }
    void drop() { ++m_dropped; }
    // Prints what waits, for so long.
    void flush(QDeadlineTimer deadline);

    [[nodiscard]] qsizetype waiting() const { return qsizetype(m_lines.size()); }
    // Lines that were too many, since caughtUp was said last.
    [[nodiscard]] quint64 dropped() const { return m_dropped; }

signals:
    void caughtUp(quint64 dropped); ///< all the others are printed
    void closed();                  ///< nobody reads any more: lines are thrown away now

private:
    void write();
    [[nodiscard]] bool isReady(QDeadlineTimer deadline) const;
    [[nodiscard]] bool writeSome();
    void taken(qsizetype bytes);

    int m_descriptor;
    int m_terminal = -1; // the same opened once more, so that our writes need not wait
    bool m_open = true;
    std::deque<QByteArray> m_lines;
    qsizetype m_bytes = 0; // of m_lines
    quint64 m_dropped = 0;
    QTimer m_retry;
};

} // namespace commands
