// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capturefile.h"
#include "core/capture/recorderfile.h"
#include "core/nats/message.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace capture {

// A thread that turns messages into lines and writes them to a file: what would block the UI.
// Deleting it writes what waits. `wake` is called on the thread when the state has changed since it
// was last asked for.
class RecorderThread final
{
public:
    static constexpr std::chrono::milliseconds kFlush{250}; ///< for how long lines are collected
    static constexpr std::chrono::milliseconds kSync{500};  ///< between two for the disk
    static constexpr qint64 kMaxWaiting = 64LL * 1024 * 1024;

    struct Target
    {
        QString path;
        RecorderFile::Place place = RecorderFile::Place::New;
        base::WallAnchor anchor;
        bool redact = true;
    };
    struct State
    {
        quint64 messages = 0; ///< written
        quint64 redacted = 0; ///< values of headers
        qint64 bytes = 0;     ///< of the file
        qint64 waiting = 0;
        bool ended = false; ///< the last word: everything is on the disk, or `error`
        std::optional<base::Error> error;
    };

    RecorderThread(Target target, std::function<void()> wake);
    ~RecorderThread();
    Q_DISABLE_COPY_MOVE(RecorderThread)

    // False: too much waits, nothing of it was taken, nor what belongs `before` it. What comes
    // while nothing waits is taken whatever its size.
    [[nodiscard]] bool addMessages(nats::MessageBatch messages, qint64 bytes,
                                   const std::optional<Entry> &before = {});
    // Whole lines, and entries that refer to nothing; taken always.
    void addLines(QByteArray lines);
    void addEntry(const Entry &entry);
    void end();     ///< nothing more will come
    void abandon(); ///< nor is what came wanted any more

    [[nodiscard]] State state();

private:
    struct Item
    {
        QByteArray lines;
        std::optional<Entry> entry;
        nats::MessageBatch messages; ///< after it
        qint64 size = 0;
    };

    void add(Item item); // locked
    void run();
    [[nodiscard]] bool waitForWork(); // false: the end
    [[nodiscard]] std::optional<base::Error> work(RecorderFile &file);
    [[nodiscard]] std::optional<base::Error> writeItem(RecorderFile &file, const Item &item);
    [[nodiscard]] std::optional<base::Error> write(RecorderFile &file);
    void change(const std::function<void(State &)> &change);

    const Target m_target;
    const std::function<void()> m_wake;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Item> m_waiting;
    State m_state;
    bool m_told = false; // what has changed since it was asked for
    bool m_ending = false;
    bool m_abandoned = false;
    // Of the thread alone.
    QByteArray m_buffer;
    quint64 m_buffered = 0; // messages
    quint64 m_redacted = 0; // values in the buffer
    qint64 m_done = 0;      // of what waits
    bool m_synced = true;
    base::Instant m_syncedAt;
    std::thread m_thread; // the last: it uses the rest
};

} // namespace capture
