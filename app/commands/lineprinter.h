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
    // `counts`: it is one of those that dropped() tells of.
    void queue(QByteArray line, bool counts = true);
    void send();
    // Whether a line more would be dropped; who knows need not make it, but is to say so.
    [[nodiscard]] bool isFull() const { return waiting() >= kMaxLines || m_bytes >= kMaxBytes; }
    void drop(bool counts = true) { m_dropped += counts ? 1 : 0; }
    // Prints what waits, for so long.
    void flush(QDeadlineTimer deadline);

    [[nodiscard]] qsizetype waiting() const { return qsizetype(m_lines.size()); }
    // Why nothing can be printed any more; empty: nobody reads.
    [[nodiscard]] const QString &problem() const { return m_problem; }
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
    QString m_problem;
    std::deque<QByteArray> m_lines;
    qsizetype m_bytes = 0; // of m_lines
    quint64 m_dropped = 0;
    QTimer m_retry;
};

} // namespace commands
