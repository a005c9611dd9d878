// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "ui/common/richtext.h"

#include <QtCore/QStringList>

#include <functional>

namespace ui {

// What a link in a page may lead to: a word and, behind it, where.
namespace link {
inline constexpr QLatin1StringView kClaim("claim:");           ///< a claim's path
inline constexpr QLatin1StringView kKey("key:");               ///< whoever has this key
inline constexpr QLatin1StringView kActivation("activation:"); ///< number of the sharing
inline constexpr QLatin1StringView kUrl("url:");               ///< a claim's path that holds a URL
inline constexpr QLatin1StringView kAll("all:");               ///< a list to be shown whole
inline constexpr QLatin1StringView kPage("page:");
inline constexpr QLatin1StringView kCopies("copies:");
} // namespace link

// Writes facts as blocks: long lists are cut, and say so.
class FactWriter final
{
public:
    static constexpr qsizetype kFirst = 6;     ///< of a list that was not asked for whole
    static constexpr qsizetype kMost = 500;    ///< of a list that was; the Claims page has them all
    static constexpr qsizetype kLongest = 160; ///< characters of one value

    explicit FactWriter(QStringList expanded)
        : m_expanded(std::move(expanded))
    {}

    void heading(const QString &title, qsizetype count = -1);
    void fact(const QString &label, RichLine line);
    void item(SeverityMark mark, RichLine line, RichLine sub);
    void paragraph(RichLine line);

    struct Row
    {
        QString label;
        RichLine line;
    };
    // `row` is asked only for what is shown.
    void list(const QString &name, qsizetype count, const std::function<Row(qsizetype)> &row);

    [[nodiscard]] RichBlocks take() { return std::move(m_blocks); }

private:
    QStringList m_expanded;
    RichBlocks m_blocks;
};

[[nodiscard]] Span plain(const QString &text);
[[nodiscard]] Span strong(const QString &text);
[[nodiscard]] Span quiet(const QString &text);
[[nodiscard]] Span toned(TextTone tone, const QString &text);
// A subject, a name: bytes of a peer, one line, cut.
[[nodiscard]] Span mono(QByteArrayView bytes);
[[nodiscard]] Span claimLink(QByteArrayView bytes, const QByteArray &path);
// Shortened; leads to whoever has it.
[[nodiscard]] Span keyLink(QByteArrayView key, const QString &name = {});
// Subjects separated by commas, cut after `most`.
[[nodiscard]] RichLine subjects(const QList<QByteArray> &subjects, qsizetype most = 8);
[[nodiscard]] RichLine joined(std::vector<RichLine> parts, const QString &separator);

} // namespace ui
