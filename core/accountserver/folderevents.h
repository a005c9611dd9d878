// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QObject>

class QSocketNotifier;

namespace accountserver {

// What the system tells about changes in folders, by the names of what changes: written, made,
// renamed, removed. It tells nothing of network drives and of folders it has no watches left for.
class FolderEvents final : public QObject
{
    Q_OBJECT

public:
    explicit FolderEvents(QObject *parent = nullptr);
    ~FolderEvents() override;

    // False if nothing will be told. Once more is no harm, and finds a folder that was replaced.
    bool add(const QByteArray &folder);
    void forget(const QByteArray &folder);
    // Tells what is known by now, without waiting for the event loop.
    void read();

signals:
    void touched(const QByteArray &folder, const QByteArray &name);
    void lost(); ///< there were too many: anything may have changed

private:
    void tell(QByteArrayView events);

    int m_queue = -1; ///< inotify's; -1: there is none
    QSocketNotifier *m_notifier = nullptr;
    QHash<int, QByteArray> m_folders; ///< by watch
    QHash<QByteArray, int> m_watches;
};

} // namespace accountserver
