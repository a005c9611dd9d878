// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <vector>

namespace ui {

struct Tokens;

// A line of text in several tones, for labels that show rich text. Deciders make lines; only the
// widget that shows one knows the colours, and asks again when the palette changes.
enum class TextTone { Plain, Strong, Quiet, Mono, QuietMono, Ok, Warning, Error };

struct Span
{
    QString text;
    TextTone tone = TextTone::Plain;
    QString link; ///< what the label's linkActivated says; empty: none

    bool operator==(const Span &) const = default;
};
using RichLine = std::vector<Span>;

// Texts are escaped: a peer's name never becomes markup.
[[nodiscard]] QString toHtml(const RichLine &line, const Tokens &tokens);
[[nodiscard]] QString toPlain(const RichLine &line);

} // namespace ui
