// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/severitymark.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace ui {

struct Tokens;

// Text in several tones, as values: deciders make it, and only the widget that shows it knows the
// colours, and asks again when the palette changes. Texts are escaped on their way to markup: a
// peer's name never becomes any.
enum class TextTone { Plain, Strong, Quiet, Mono, QuietMono, Ok, Warning, Error };

struct Span
{
    QString text;
    TextTone tone = TextTone::Plain;
    QString link; ///< what is told when it is followed; empty: none

    bool operator==(const Span &) const = default;
};
using RichLine = std::vector<Span>;

// A piece of a page: a heading, a fact ("label  value"), an item with a mark, or plain text.
struct RichBlock
{
    enum class Kind { Heading, Fact, Item, Paragraph };
    Kind kind = Kind::Paragraph;
    QString label; ///< of a fact
    RichLine line;
    RichLine sub; ///< a second, smaller line of an item; may be empty
    std::optional<SeverityMark> mark;

    bool operator==(const RichBlock &) const = default;
};
using RichBlocks = std::vector<RichBlock>;

[[nodiscard]] QString toHtml(const RichLine &line, const Tokens &tokens);
// Links are written as "#0", "#1" …, their meanings are added to `links`.
[[nodiscard]] QString toHtml(const RichBlocks &blocks, const Tokens &tokens, QStringList &links);

[[nodiscard]] QString toPlain(const RichLine &line);
// One line a block, "label: text"; headings as "# title".
[[nodiscard]] QString toPlain(const RichBlocks &blocks);

// The name under which a mark stands in the markup: "mark-warning".
[[nodiscard]] QString markName(SeverityMark mark);
[[nodiscard]] std::optional<SeverityMark> markNamed(const QString &name);

} // namespace ui
