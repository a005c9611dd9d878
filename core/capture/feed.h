// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"

#include <QtCore/QObject>

namespace capture {

// A capture with its life, on the UI thread: whoever fills it (a watcher, a loader) says publish()
// after each batch, and views follow changed(). Models of one feed never see a state between two
// batches.
class Feed final : public QObject
{
    Q_OBJECT

public:
    explicit Feed(base::WallAnchor anchor, Capture::Limits limits = {}, QObject *parent = nullptr);

    [[nodiscard]] const Capture &capture() const { return m_capture; }
    // For who fills it; publish() after each change, before the event loop turns.
    [[nodiscard]] Capture &edit() { return m_capture; }
    void publish();

    void clear(); ///< and publishes
    void setLimit(qint64 bytes);

signals:
    void changed(const capture::Changes &changes);

private:
    Capture m_capture;
};

} // namespace capture
