// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/richtext.h"

#include "ui/common/theme.h"

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::array kMarks{
    std::pair(SeverityMark::Ok, "mark-ok"),       std::pair(SeverityMark::Note, "mark-note"),
    std::pair(SeverityMark::Soon, "mark-soon"),   std::pair(SeverityMark::Warning, "mark-warning"),
    std::pair(SeverityMark::Error, "mark-error"), std::pair(SeverityMark::Pending, "mark-pending"),
};

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

// A link shows as one where it leads elsewhere; a claim that leads to its own row keeps its tone,
// or half of a page would be links.
QString styleOf(const Span &span, const Tokens &tokens)
{
    const bool stands = !span.link.isEmpty() && span.tone == TextTone::Plain;
    QString style
        = u"color:%1;"_s.arg((stands ? tokens.accent : colorOf(span.tone, tokens)).name());
    if (span.tone == TextTone::Strong)
        style += u"font-weight:600;"_s;
    if (span.tone == TextTone::Mono || span.tone == TextTone::QuietMono)
        style += u"font-family:'JetBrains Mono';font-size:12px;"_s;
    return style;
}

// `hrefs` null: a link is written as it is.
QString lineHtml(const RichLine &line, const Tokens &tokens, QStringList *hrefs)
{
    QString html;
    for (const Span &span : line) {
        const QString text = span.text.toHtmlEscaped().replace(u'\n', "<br>"_L1);
        const QString style = styleOf(span, tokens);
        if (span.link.isEmpty()) {
            html += u"<span style=\""_s + style + u"\">"_s + text + u"</span>"_s;
            continue;
        }
        QString href = span.link.toHtmlEscaped();
        if (hrefs) {
            href = u'#' + QString::number(hrefs->size());
            hrefs->append(span.link);
        }
        html += u"<a href=\""_s + href + u"\" style=\"text-decoration:none;"_s + style + u"\">"_s
            + text + u"</a>"_s;
    }
    return html;
}

constexpr char kTable[] = "<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\">";

QString blockHtml(const RichBlock &block, const Tokens &tokens, QStringList &links)
{
    const QString line = lineHtml(block.line, tokens, &links);
    switch (block.kind) {
    case RichBlock::Kind::Fact:
        return u"<tr><td width=\"132\" style=\"padding:3px 13px 3px 0;color:%1\">"_s.arg(
                   tokens.secondary.name())
            + block.label.toHtmlEscaped() + u"</td><td style=\"padding:3px 0\">"_s + line
            + u"</td></tr>"_s;
    case RichBlock::Kind::Item: {
        QString sub = lineHtml(block.sub, tokens, &links);
        if (!sub.isEmpty())
            sub = u"<br><span style=\"font-size:12px\">"_s + sub + u"</span>"_s;
        const QString mark
            = block.mark ? u"<img src=\"%1\">"_s.arg(markName(*block.mark)) : QString();
        return u"<tr><td width=\"26\" style=\"padding:5px 0\">"_s + mark
            + u"</td><td style=\"padding:4px 0 5px 0\">"_s + line + sub + u"</td></tr>"_s;
    }
    case RichBlock::Kind::Heading:
        return u"<p style=\"font-weight:600;margin:0 0 3px 0\">"_s + line + u"</p>"_s;
    case RichBlock::Kind::Paragraph:
        break;
    }
    return u"<p style=\"margin:3px 0 3px 0\">"_s + line + u"</p>"_s;
}

} // namespace

QString toHtml(const RichLine &line, const Tokens &tokens)
{
    return lineHtml(line, tokens, nullptr);
}

QString toHtml(const RichBlocks &blocks, const Tokens &tokens, QStringList &links)
{
    QString html;
    bool inTable = false;
    for (const RichBlock &block : blocks) {
        const bool row = block.kind == RichBlock::Kind::Fact || block.kind == RichBlock::Kind::Item;
        if (row != inTable)
            html += row ? QString::fromLatin1(kTable) : u"</table>"_s;
        if (block.kind == RichBlock::Kind::Heading && !html.isEmpty())
            html += u"<p style=\"font-size:7px;margin:0\">&nbsp;</p>"_s;
        inTable = row;
        html += blockHtml(block, tokens, links);
    }
    return inTable ? QString(html + u"</table>"_s) : html;
}

QString toPlain(const RichLine &line)
{
    QString text;
    for (const Span &span : line)
        text += span.text;
    return text;
}

QString toPlain(const RichBlocks &blocks)
{
    QString text;
    for (const RichBlock &block : blocks) {
        if (block.kind == RichBlock::Kind::Heading)
            text += u"# "_s;
        else if (!block.label.isEmpty())
            text += block.label + u": "_s;
        text += toPlain(block.line);
        if (!block.sub.empty())
            text += u" | "_s + toPlain(block.sub);
        text += u'\n';
    }
    return text;
}

QString markName(SeverityMark mark)
{
    for (const auto &[value, name] : kMarks) {
        if (value == mark)
            return QString::fromLatin1(name);
    }
    return {};
}

std::optional<SeverityMark> markNamed(const QString &name)
{
    for (const auto &[value, text] : kMarks) {
        if (name == QLatin1StringView(text))
            return value;
    }
    return std::nullopt;
}

} // namespace ui
