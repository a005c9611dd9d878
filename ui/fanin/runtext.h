// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/timelinemarks.h"

#include "core/fanin/run.h"
#include "ui/common/tile.h"

#include <QtCore/QStringList>

#include <vector>

// A run in words: the same for tiles, lists, tooltips and the screen reader.
namespace ui {

// Replies, distinct, first, median, last, round trip; late and stray only where there are any.
[[nodiscard]] std::vector<Tile> tilesOf(const fanin::Run &run);

struct RuleText
{
    QString text; ///< "≥ 5 replies"
    bool ok = false;
    bool operator==(const RuleText &) const = default;
};
// Empty while the run has no success to speak of (a publish).
[[nodiscard]] std::vector<RuleText> rulesOf(const fanin::Run &run);

struct StateText
{
    QString headline; ///< "Waiting · 0.76 s left", "Succeeded", "Not met"
    Tone tone = Tone::Plain;
    QString detail; ///< who has not answered, or the sentence of the end

    bool operator==(const StateText &) const = default;
};
[[nodiscard]] StateText stateOf(const fanin::Run &run, base::Span elapsed);

struct OutcomeText
{
    QString text; ///< a few characters for a list: "4 of 5", "nobody there", "1.9 ms"
    Tone tone = Tone::Quiet;
    bool operator==(const OutcomeText &) const = default;
};
[[nodiscard]] OutcomeText outcomeOf(const fanin::Run &run);

// Whether the run ended in a way that left nothing to draw, so that its sentence takes the place
// of the chart.
[[nodiscard]] bool endedWithoutChart(const fanin::Run &run);
[[nodiscard]] QString failureOf(const fanin::Run &run);
// What to do about such an end; empty if there is nothing to say.
[[nodiscard]] QString adviceFor(const fanin::Run &run);

// The figures as sentences, for the accessible description.
[[nodiscard]] QString describe(const fanin::Run &run, base::Span elapsed);

// The name of a reply's lane; empty while it is not read yet.
[[nodiscard]] QString responderOf(const fanin::Run &run, qsizetype reply);
// "503 clock is being wound", "second answer", "differs", "late +412 ms". `ordinal`: which answer
// of its responder it is, from 1; 0: not known.
[[nodiscard]] QString statusTextOf(const fanin::Run &run, qsizetype reply, quint32 ordinal);
// A title and lines for the pointer's card; `crowd` replies share the place.
[[nodiscard]] QStringList cardOf(const fanin::Run &run, qsizetype reply, quint32 crowd);

} // namespace ui
