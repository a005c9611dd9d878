// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/feed.h"

namespace capture {

Feed::Feed(base::WallAnchor anchor, Capture::Limits limits, QObject *parent)
    : QObject(parent)
    , m_capture(anchor, std::move(limits))
{}

void Feed::publish()
{
    emit changed(m_capture.takeChanges());
}

void Feed::clear()
{
    m_capture.clear();
    publish();
}

void Feed::setLimit(qint64 bytes)
{
    m_capture.setLimit(bytes);
    publish();
}

} // namespace capture
