// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/richtext.h"

#include "ui/common/theme.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QColor colorOf(TextTone tone, const Tokens &tokens)
{
    switch (tone) {
    case TextTone::Quiet:
    case TextTone::QuietMono:
        return tokens.secondary;
    case TextTone::Ok:
        return tokens.ok;
    case TextTone::Warning:
        return tokens.warningText;
    case TextTone::Error:
        return tokens.error;
    case TextTone::Plain:
    case TextTone::Strong:
    case TextTone::Mono:
        break;
    }
    return tokens.text;
}

QString styleOf(const Span &span, const Tokens &tokens)
{
    QString style = u"color:%1;"_s.arg(
        (span.link.isEmpty() ? colorOf(span.tone, tokens) : tokens.accent).name());
    if (span.tone == TextTone::Strong)
        style += u"font-weight:600;"_s;
    if (span.tone == TextTone::Mono || span.tone == TextTone::QuietMono)
        style += u"font-family:'JetBrains Mono';font-size:12px;"_s;
    return style;
}

} // namespace

QString toHtml(const RichLine &line, const Tokens &tokens)
{
    QString html;
    for (const Span &span : line) {
        const QString text = span.text.toHtmlEscaped().replace(u'\n', "<br>"_L1);
        if (span.link.isEmpty())
            html += u"<span style=\"%1\">%2</span>"_s.arg(styleOf(span, tokens), text);
        else
            html += u"<a href=\"%1\" style=\"text-decoration:none;%2\">%3</a>"_s.arg(
                span.link.toHtmlEscaped(), styleOf(span, tokens), text);
    }
    return html;
}

QString toPlain(const RichLine &line)
{
    QString text;
    for (const Span &span : line)
        text += span.text;
    return text;
}

} // namespace ui
