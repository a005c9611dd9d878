// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/factwriter.h"

#include "core/jwt/claimrows.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FactWriter)
};

} // namespace

void FactWriter::heading(const QString &title, qsizetype count)
{
    RichLine line{strong(title)};
    if (count >= 0)
        line.push_back(quiet(u"  "_s + formatCount(quint64(count))));
    m_blocks.push_back({RichBlock::Kind::Heading, {}, std::move(line), {}, {}});
}

void FactWriter::fact(const QString &label, RichLine line)
{
    m_blocks.push_back({RichBlock::Kind::Fact, label, std::move(line), {}, {}});
}

void FactWriter::item(SeverityMark mark, RichLine line, RichLine sub)
{
    m_blocks.push_back({RichBlock::Kind::Item, {}, std::move(line), std::move(sub), mark});
}

void FactWriter::paragraph(RichLine line)
{
    m_blocks.push_back({RichBlock::Kind::Paragraph, {}, std::move(line), {}, {}});
}

void FactWriter::list(const QString &name, qsizetype count,
                      const std::function<Row(qsizetype)> &row)
{
    const bool whole = m_expanded.contains(name) || count <= kFirst + 1;
    const qsizetype shown = std::min(count, whole ? kMost : kFirst);
    for (qsizetype i = 0; i < shown; ++i) {
        Row one = row(i);
        fact(one.label, std::move(one.line));
    }
    if (shown < count && !whole)
        fact({},
             {Span{Text::tr("Show all %1").arg(formatCount(quint64(count))), TextTone::Plain,
                   link::kAll + name}});
    else if (shown < count)
        fact({},
             {quiet(Text::tr("and %1 more, ").arg(formatCount(quint64(count - shown)))),
              Span{Text::tr("all of them in Claims"), TextTone::Plain, link::kPage + u"claims"_s}});
}

Span plain(const QString &text)
{
    return {text, TextTone::Plain, {}};
}

Span strong(const QString &text)
{
    return {text, TextTone::Strong, {}};
}

Span quiet(const QString &text)
{
    return {text, TextTone::Quiet, {}};
}

Span toned(TextTone tone, const QString &text)
{
    return {text, tone, {}};
}

Span mono(QByteArrayView bytes)
{
    return {previewText(bytes, FactWriter::kLongest), TextTone::Mono, {}};
}

Span claimLink(QByteArrayView bytes, const QByteArray &path)
{
    return {previewText(bytes, FactWriter::kLongest), TextTone::Mono,
            link::kClaim + QString::fromUtf8(path)};
}

Span keyLink(QByteArrayView key, const QString &name)
{
    return {name.isEmpty() ? jwt::shortKey(key) : name, TextTone::Plain,
            link::kKey + QString::fromUtf8(key)};
}

RichLine subjects(const QList<QByteArray> &subjects, qsizetype most)
{
    RichLine line;
    const qsizetype shown = std::min(subjects.size(), most);
    for (qsizetype i = 0; i < shown; ++i) {
        if (i > 0)
            line.push_back(quiet(u", "_s));
        line.push_back(mono(subjects.at(i)));
    }
    if (shown < subjects.size())
        line.push_back(
            quiet(Text::tr(" and %1 more").arg(formatCount(quint64(subjects.size() - shown)))));
    return line;
}

RichLine joined(std::vector<RichLine> parts, const QString &separator)
{
    RichLine line;
    for (RichLine &part : parts) {
        if (!line.empty())
            line.push_back(quiet(separator));
        std::move(part.begin(), part.end(), std::back_inserter(line));
    }
    return line;
}

} // namespace ui
