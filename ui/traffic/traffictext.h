// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

// What the tables of traffic say, as values of a capture; no looks.
namespace ui {

// How a piece of text is meant.
enum class CellTone { Plain, Secondary, Quiet, Accent, Warning, Error };
// A second cue beside the tone.
enum class CellMark { None, Differs, Missing, Failed, Status, Note };

struct CellText
{
    QString text;
    CellTone tone = CellTone::Plain;
    CellMark mark = CellMark::None;

    bool operator==(const CellText &) const = default;
};

struct TrafficText
{
    Q_DECLARE_TR_FUNCTIONS(TrafficText)

public:
    // Of a reply with an error or a status: "409 out of stock"; else "".
    [[nodiscard]] static QString failure(const capture::Entry &entry);
    // "request", "reply", "pull", "status 404" …
    [[nodiscard]] static CellText kind(const capture::Capture &capture, capture::Number number);
    // Where its counterpart is: "reply after 3.1 ms" on a request, "2 of 5, 3.1 ms" on a reply.
    [[nodiscard]] static QString link(const capture::Capture &capture, capture::Number number);
    [[nodiscard]] static CellText state(const capture::Capture &capture,
                                        const capture::Conversation &conversation);
    // Everything that is special about it, a sentence each.
    [[nodiscard]] static QStringList traits(const capture::Conversation &conversation);
    // Of a Gap or Lost entry, for the whole width of a table.
    [[nodiscard]] static QString note(const capture::Entry &entry, const base::WallAnchor &anchor);
    // "1,130.671", with fewer decimals where it would not fit into a column of figures.
    [[nodiscard]] static QString millis(base::Span span, int decimals = 3);
    // "20:01:33.118" in local time.
    [[nodiscard]] static QString clock(const base::WallAnchor &anchor, base::Instant at,
                                       int decimals = 3);
};

// The counterparts of an entry that are still kept: of a request its first reply, of a reply its
// request (else kNone).
[[nodiscard]] capture::Number counterpart(const capture::Capture &capture, capture::Number number);
// The reply after this one, or the first after a request; kNone if it was the last.
[[nodiscard]] capture::Number nextReply(const capture::Capture &capture, capture::Number number);

} // namespace ui
