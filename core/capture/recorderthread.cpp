// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/recorderthread.h"

#include <exception>

namespace capture {

namespace {

constexpr qsizetype kPiece = 1024 * 1024; // of the file, to be written at once
constexpr qint64 kItemSize = 64;          // what an item takes besides its bytes

Entry entryOf(const nats::Message &message)
{
    Entry entry;
    entry.at = message.at();
    entry.subject = message.subject();
    entry.reply = message.reply();
    entry.headerBlock = message.headerBlock();
    entry.payload = message.payload();
    return entry;
}

// In whole lines: a payload has no line end of its own there.
quint64 messagesIn(QByteArrayView lines)
{
    constexpr QByteArrayView kNext("\n{\"at\":");
    return quint64(lines.count(kNext)) + (lines.startsWith(kNext.sliced(1)) ? 1 : 0);
}

} // namespace

RecorderThread::RecorderThread(Target target, std::function<void()> wake)
    : m_target(std::move(target))
    , m_wake(std::move(wake))
    , m_syncedAt(base::Clock::now())
    , m_thread([this] { run(); })
{}

RecorderThread::~RecorderThread()
{
    end();
    m_thread.join();
}

bool RecorderThread::addMessages(nats::MessageBatch messages, qint64 bytes,
                                 const std::optional<Entry> &before)
{
    const std::lock_guard lock(m_mutex);
    if (m_state.waiting > 0 && m_state.waiting + bytes > kMaxWaiting)
        return false;
    Item item;
    item.entry = before;
    item.messages = std::move(messages);
    item.size = bytes;
    add(std::move(item));
    return true;
}

void RecorderThread::addLines(QByteArray lines)
{
    const std::lock_guard lock(m_mutex);
    Item item;
    item.size = lines.size();
    item.lines = std::move(lines);
    add(std::move(item));
}

void RecorderThread::addEntry(const Entry &entry)
{
    const std::lock_guard lock(m_mutex);
    Item item;
    item.entry = entry;
    add(std::move(item));
}

void RecorderThread::add(Item item)
{
    if (m_state.ended || m_ending)
        return;
    item.size += kItemSize;
    m_state.waiting += item.size;
    m_waiting.push_back(std::move(item));
    m_changed.notify_one();
}

void RecorderThread::end()
{
    const std::lock_guard lock(m_mutex);
    m_ending = true;
    m_changed.notify_one();
}

void RecorderThread::abandon()
{
    const std::lock_guard lock(m_mutex);
    m_ending = true;
    m_abandoned = true;
    m_changed.notify_one();
}

RecorderThread::State RecorderThread::state()
{
    const std::lock_guard lock(m_mutex);
    m_told = false;
    return m_state;
}

void RecorderThread::change(const std::function<void(State &)> &change)
{
    const std::lock_guard lock(m_mutex);
    change(m_state);
    if (!std::exchange(m_told, true))
        m_wake();
}

// Waits for something to write, and then a little for more of it.
bool RecorderThread::waitForWork()
{
    std::unique_lock lock(m_mutex);
    const auto hasWork = [this] {
        return m_ending || !m_waiting.empty();
    };
    if (m_synced)
        m_changed.wait(lock, hasWork);
    else
        m_changed.wait_until(lock, m_syncedAt + kSync, hasWork);
    const auto isUrgent = [this] {
        return m_ending || m_state.waiting >= kPiece;
    };
    if (!m_waiting.empty() && !isUrgent())
        m_changed.wait_for(lock, kFlush, isUrgent);
    return !m_abandoned && !(m_ending && m_waiting.empty());
}

void RecorderThread::run()
{
    std::optional<base::Error> error;
    // What fails without saying so is memory.
    try {
        auto opened = RecorderFile::open(m_target.path, m_target.place);
        if (opened) {
            RecorderFile &file = *opened.value();
            while (!error && waitForWork())
                error = work(file);
            const bool wanted = [this] {
                const std::lock_guard lock(m_mutex);
                return !m_abandoned;
            }();
            if (!error && wanted) {
                if (const auto finished = file.finish(); !finished)
                    error = finished.error();
            }
        } else {
            error = opened.error();
        }
    } catch (const std::exception &exception) {
        error = base::Error{base::ErrorKind::Io, QString::fromUtf8(exception.what()), -1};
    }
    change([this, &error](State &state) {
        m_waiting.clear();
        state.waiting = 0;
        state.error = error;
        state.ended = true;
    });
}

std::optional<base::Error> RecorderThread::work(RecorderFile &file)
{
    std::vector<Item> items;
    {
        const std::lock_guard lock(m_mutex);
        items.swap(m_waiting);
    }
    for (Item &item : items) {
        if (auto error = writeItem(file, item))
            return error;
        m_done += item.size;
        item = {};
    }
    if (auto error = write(file))
        return error;
    // A saved file is for the disk once, at its end.
    if (m_target.place != RecorderFile::Place::Beside && !m_synced
        && base::Clock::now() - m_syncedAt >= kSync) {
        if (const auto synced = file.sync(); !synced)
            return synced.error();
        m_syncedAt = base::Clock::now();
        m_synced = true;
    }
    return std::nullopt;
}

std::optional<base::Error> RecorderThread::writeItem(RecorderFile &file, const Item &item)
{
    m_buffer += item.lines;
    if (item.entry)
        (void)writeEntry(m_buffer, *item.entry, m_target.anchor, false); // none with headers
    if (item.messages) {
        for (const nats::Message &message : *item.messages) {
            m_redacted += quint64(
                writeEntry(m_buffer, entryOf(message), m_target.anchor, m_target.redact));
            ++m_buffered;
            if (m_buffer.size() >= kPiece) {
                if (auto error = write(file))
                    return error;
            }
        }
    }
    return std::nullopt;
}

std::optional<base::Error> RecorderThread::write(RecorderFile &file)
{
    if (m_buffer.isEmpty() && m_done == 0)
        return std::nullopt;
    const qint64 before = file.size();
    if (const auto written = file.write(m_buffer); !written) {
        // Its beginning may well be in the file.
        const QByteArrayView whole = QByteArrayView(m_buffer).first(file.size() - before);
        change([whole](State &state) {
            state.messages += messagesIn(whole);
            state.bytes += whole.size();
        });
        return written.error();
    }
    if (m_synced) {
        m_synced = m_target.place == RecorderFile::Place::Beside;
        m_syncedAt = base::Clock::now();
    }
    const quint64 messages = std::exchange(m_buffered, 0);
    const quint64 redacted = std::exchange(m_redacted, 0);
    const qint64 bytes = m_buffer.size();
    const qint64 done = std::exchange(m_done, 0);
    change([messages, redacted, bytes, done](State &state) {
        state.messages += messages;
        state.redacted += redacted;
        state.bytes += bytes;
        state.waiting -= done;
    });
    // One large message must not keep its memory for ever.
    if (m_buffer.capacity() > 4 * kPiece)
        m_buffer = QByteArray();
    else
        m_buffer.truncate(0);
    return std::nullopt;
}

} // namespace capture
