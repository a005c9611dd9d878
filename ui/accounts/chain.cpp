// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/chain.h"

#include "core/jwt/claimrows.h"
#include "ui/accounts/verdicttext.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kLongestName = 80;

constexpr int kStripHeight = 54;
constexpr int kStripCardMin = 84;
constexpr int kStripCardMax = 200;
constexpr int kStripEdgeMin = 64;
constexpr int kStripEdgeMax = 170;
constexpr int kTextHeight = 16;

constexpr int kLadderCard = 66;
constexpr int kLadderEdge = 58;
constexpr int kLadderWidth = 640;
constexpr int kLadderInset = 28; ///< of the line from the cards' left side

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Chain)
};

bool isHolder(jwt::Role role)
{
    return role == jwt::Role::Account || role == jwt::Role::Operator
        || role == jwt::Role::UnknownAccount;
}

QString holderKind(jwt::Role role)
{
    switch (role) {
    case jwt::Role::OperatorIdentity:
    case jwt::Role::OperatorSigningKey:
    case jwt::Role::Operator:
        return Text::tr("operator");
    case jwt::Role::AccountIdentity:
    case jwt::Role::AccountSigningKey:
    case jwt::Role::ScopedSigningKey:
    case jwt::Role::Account:
        return Text::tr("account");
    case jwt::Role::UnknownAccount:
        return Text::tr("account, unknown");
    case jwt::Role::UnknownKey:
        break;
    }
    return Text::tr("nobody known");
}

QString keyRole(jwt::Role role)
{
    switch (role) {
    case jwt::Role::OperatorIdentity:
    case jwt::Role::AccountIdentity:
        return Text::tr("identity key");
    case jwt::Role::OperatorSigningKey:
    case jwt::Role::AccountSigningKey:
        return Text::tr("signing key");
    case jwt::Role::ScopedSigningKey:
        return Text::tr("scoped key");
    default:
        return Text::tr("key");
    }
}

ChainCard cardOf(const jwt::Link &link)
{
    ChainCard card;
    card.title
        = link.name.isEmpty() ? jwt::shortKey(link.key) : previewText(link.name, kLongestName);
    card.kind = holderKind(link.role);
    card.key = link.token ? link.token->claims().sub : link.key;
    card.token = link.token;
    if (isHolder(link.role) && !link.good) {
        card.mark = SeverityMark::Error;
        card.status = link.reason;
    }
    return card;
}

ChainEdge edgeOf(const jwt::Link &link)
{
    return {Text::tr("%1 %2").arg(keyRole(link.role), jwt::shortKey(link.key)), roleText(link.role),
            link.key, link.reason, link.good};
}

ChainCard currentCard(const Examined &e)
{
    ChainCard card;
    card.title = titleOf(*e.token);
    card.kind = kindText(e.token->kind());
    card.key = e.token->claims().sub;
    card.token = e.token;
    card.current = true;
    std::vector<QByteArray> codes = e.trust.codes();
    std::erase(codes, QByteArray(jwt::code::kWarnings));
    if (!codes.empty()) {
        card.mark = SeverityMark::Error;
        card.status = codeText(codes.front());
    }
    return card;
}

} // namespace

Chain chainOf(const Examined &e)
{
    Chain chain;
    std::optional<ChainEdge> pending;
    const auto push = [&chain, &pending](ChainCard card) {
        if (!chain.cards.empty())
            chain.edges.push_back(pending.value_or(ChainEdge{}));
        pending.reset();
        chain.cards.push_back(std::move(card));
    };
    ChainCard current = currentCard(e);
    const auto &links = e.trust.chain;
    for (auto link = links.rbegin(); link != links.rend(); ++link) {
        // Signed by itself: no second card for the same key.
        if (link->key == current.key && chain.cards.empty()) {
            if (!current.mark) {
                current.mark = link->good ? SeverityMark::Ok : SeverityMark::Error;
                current.status = link->good ? Text::tr("self-signed") : link->reason;
            }
            continue;
        }
        if (isHolder(link->role) || chain.cards.empty())
            push(cardOf(*link));
        if (!isHolder(link->role) || std::next(link) == links.rend())
            pending = edgeOf(*link);
    }
    push(std::move(current));
    return chain;
}

QString spoken(const Chain &chain)
{
    QStringList parts;
    for (size_t i = 0; i < chain.cards.size(); ++i) {
        const ChainCard &card = chain.cards[i];
        QString part = card.title + u", "_s + card.kind;
        if (!card.status.isEmpty())
            part += u", "_s + card.status;
        parts += part;
        if (i < chain.edges.size())
            parts += QString((chain.edges[i].good ? Text::tr("good: ") : Text::tr("broken: "))
                             + chain.edges[i].role + u", "_s + chain.edges[i].reason);
    }
    return parts.join(u"; "_s);
}

ChainLayout layoutChain(size_t cards, ChainForm form, int width)
{
    ChainLayout layout;
    if (cards == 0)
        return layout;
    const int count = int(cards);
    if (form == ChainForm::Strip) {
        const int free = width - (count - 1) * kStripEdgeMin;
        const int card = std::clamp(free / count, kStripCardMin, kStripCardMax);
        const int edge = count == 1
            ? 0
            : std::clamp((width - count * card) / (count - 1), kStripEdgeMin, kStripEdgeMax);
        for (int i = 0; i < count; ++i) {
            const QRect rect(i * (card + edge), 1, card, kStripHeight);
            layout.cards.push_back(rect);
            if (i == count - 1)
                break;
            const int y = rect.center().y();
            layout.edges.emplace_back(rect.right() + 1, y, rect.right() + edge, y);
            layout.keyTexts.emplace_back(rect.right() + 5, y - 4 - kTextHeight, edge - 8,
                                         kTextHeight);
            layout.reasons.emplace_back(rect.right() + 5, y + 4, edge - 8, kTextHeight);
        }
        layout.size = {layout.cards.back().right() + 1, kStripHeight + 2};
        return layout;
    }
    const int card = std::min(width - 2, kLadderWidth);
    for (int i = 0; i < count; ++i) {
        const QRect rect(1, 1 + i * (kLadderCard + kLadderEdge), card, kLadderCard);
        layout.cards.push_back(rect);
        if (i == count - 1)
            break;
        const int x = rect.left() + kLadderInset;
        const int top = rect.bottom() + 1;
        layout.edges.emplace_back(x, top, x, top + kLadderEdge - 1);
        const int textWidth = std::max(card, width) - 2 * kLadderInset - 18;
        layout.keyTexts.emplace_back(x + 18, top + kLadderEdge / 2 - kTextHeight - 2, textWidth,
                                     kTextHeight);
        layout.reasons.emplace_back(x + 18, top + kLadderEdge / 2 + 2, textWidth, kTextHeight);
    }
    layout.size = {width, layout.cards.back().bottom() + 2};
    return layout;
}

int cardAt(const ChainLayout &layout, QPoint point)
{
    for (size_t i = 0; i < layout.cards.size(); ++i) {
        if (layout.cards[i].contains(point))
            return int(i);
    }
    return -1;
}

} // namespace ui
