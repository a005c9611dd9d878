// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/examined.h"
#include "ui/common/severitymark.h"

#include <QtCore/QLine>
#include <QtCore/QRect>
#include <QtCore/QString>

#include <optional>
#include <vector>

// The trust chain as something to draw: from the operator to the token, a card for each token, an
// edge for each signature. Pure.
namespace ui {

struct ChainCard
{
    QString title;
    QString kind;
    QString status; ///< "expired"; may be empty
    std::optional<SeverityMark> mark;
    QByteArray key;
    jwt::TokenPtr token; ///< null: unknown
    bool current = false;
};
struct ChainEdge
{
    QString keyText; ///< "signing key OBQTHU…TSKNN"
    QString role;    ///< "operator signing key"
    QByteArray key;
    QString reason; ///< "signature valid"
    bool good = true;
};
struct Chain
{
    std::vector<ChainCard> cards;
    std::vector<ChainEdge> edges; ///< one less than cards: edge i leads from card i to i + 1
};
[[nodiscard]] Chain chainOf(const Examined &examined);
// "ACME, operator; operator signing key …, signature valid; FULL, account": for screen readers.
[[nodiscard]] QString spoken(const Chain &chain);

struct ChainLayout
{
    std::vector<QRect> cards;
    std::vector<QLine> edges;
    std::vector<QRect> keyTexts; ///< beside or above its edge
    std::vector<QRect> reasons;
    QSize size;
};
enum class ChainForm { Strip, Ladder };
[[nodiscard]] ChainLayout layoutChain(size_t cards, ChainForm form, int width);
// The card at a point; -1: none.
[[nodiscard]] int cardAt(const ChainLayout &layout, QPoint point);

} // namespace ui
