// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/folderevents.h"

#include <QtCore/QPointer>
#include <QtCore/QSocketNotifier>

#include <cstring>
#include <vector>

#include <sys/inotify.h>
#include <unistd.h>

namespace accountserver {

namespace {

constexpr uint32_t kChanges
    = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;
constexpr size_t kBuffer = 64 * 1024;
constexpr int kBuffersAtOnce = 16;

} // namespace

FolderEvents::FolderEvents(QObject *parent)
    : QObject(parent)
    , m_queue(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_queue < 0)
        return;
    m_notifier = new QSocketNotifier(m_queue, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &FolderEvents::read);
}

FolderEvents::~FolderEvents()
{
    delete m_notifier; // before what it listens to
    if (m_queue >= 0)
        ::close(m_queue);
}

bool FolderEvents::add(const QByteArray &folder)
{
    const int watch = m_queue < 0 ? -1 : ::inotify_add_watch(m_queue, folder.constData(), kChanges);
    if (watch < 0)
        return false;
    // One folder may have been renamed to where another was.
    if (const int before = m_watches.value(folder, watch); before != watch)
        m_folders.remove(before);
    if (const QByteArray before = m_folders.value(watch, folder); before != folder)
        m_watches.remove(before);
    m_folders.insert(watch, folder);
    m_watches.insert(folder, watch);
    return true;
}

void FolderEvents::forget(const QByteArray &folder)
{
    const int watch = m_watches.value(folder, -1);
    if (watch < 0)
        return;
    m_watches.remove(folder);
    m_folders.remove(watch);
    ::inotify_rm_watch(m_queue, watch);
}

void FolderEvents::read()
{
    const QPointer<FolderEvents> self(this);
    std::vector<char> buffer(kBuffer);
    // Not for ever: somebody may change things faster than they are told.
    for (int i = 0; self && i < kBuffersAtOnce; ++i) {
        const ssize_t got = m_queue < 0 ? -1 : ::read(m_queue, buffer.data(), buffer.size());
        if (got <= 0)
            return;
        tell(QByteArrayView(buffer.data(), got));
    }
}

void FolderEvents::tell(QByteArrayView events)
{
    const QPointer<FolderEvents> self(this);
    while (self && events.size() >= qsizetype(sizeof(inotify_event))) {
        inotify_event event = {};
        std::memcpy(&event, events.data(), sizeof event);
        const qsizetype size = qsizetype(sizeof event) + qsizetype(event.len);
        // Filled up with zeros.
        const QByteArray name(event.len > 0 ? events.data() + sizeof event : "");
        events = events.sliced(size);
        if (event.mask & IN_Q_OVERFLOW) {
            emit lost();
        } else if (event.mask & IN_IGNORED) {
            // Gone, or forgotten: then another folder may have its place by now.
            if (const auto found = m_folders.constFind(event.wd); found != m_folders.cend()) {
                m_watches.remove(*found);
                m_folders.erase(found);
            }
        } else if (const auto found = m_folders.constFind(event.wd);
                   found != m_folders.cend() && !name.isEmpty()) {
            emit touched(QByteArray(*found), name);
        }
    }
}

} // namespace accountserver
