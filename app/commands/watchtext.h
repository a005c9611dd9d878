// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"

#include <QtCore/QString>
#include <QtCore/QTimeZone>

namespace commands {

// The lines of `fanin watch` for people, with their end: one a message or conversation, in columns
// that widen with what comes. Nothing a peer sent reaches the terminal unescaped.
class WatchText final
{
public:
    static constexpr qsizetype kMinSubject = 16; ///< characters
    static constexpr qsizetype kMaxSubject = 48; ///< wider ones push the rest of their line aside

    explicit WatchText(base::WallAnchor anchor, QTimeZone zone = QTimeZone::systemTimeZone());

    // Of a Gap or Lost entry a note.
    [[nodiscard]] QString entry(const capture::Entry &entry);
    [[nodiscard]] QString conversation(const capture::Capture &capture,
                                       const capture::Conversation &conversation);

private:
    [[nodiscard]] QString time(base::Instant at);
    [[nodiscard]] QString subject(QByteArrayView subject);

    base::WallAnchor m_anchor;
    QTimeZone m_zone;
    qint64 m_second = -1; // the one whose text is known
    QString m_secondText;
    qsizetype m_width = kMinSubject;
};

} // namespace commands
