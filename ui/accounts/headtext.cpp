// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/headtext.h"

#include "core/jwt/claimrows.h"
#include "ui/accounts/factwriter.h"
#include "ui/accounts/verdicttext.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kLongestOrigin = 90;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TokenHead)
};

QString originText(const jwt::Origin &origin)
{
    QString text = origin.source;
    if (!origin.storedAs.isEmpty())
        text += u' ' + previewText(origin.storedAs, 70);
    if (!origin.detail.isEmpty())
        text += u" ("_s + origin.detail + u')';
    return text.size() > kLongestOrigin ? QString(text.left(kLongestOrigin) + u'…') : text;
}

} // namespace

TokenHead::Content headContent(const Examined &e, const jwt::Book &book)
{
    const VerdictText verdict = verdictText(e);
    TokenHead::Content content;
    content.title = titleOf(*e.token);
    content.key = e.token->claims().sub;
    content.mark = verdict.mark;
    content.verdict = {toned(verdict.tone, verdict.sentence)};
    content.servers = verdict.servers;

    content.facts = {plain(kindText(e.token->kind()))};
    if (e.token->version() == 1)
        content.facts.push_back(quiet(Text::tr(", version 1")));
    const auto copies = book.copies(e.token->kind(), e.token->claims().sub);
    const auto mine = std::find_if(copies.begin(), copies.end(), [&e](const auto *entry) {
        return entry->token->text() == e.token->text();
    });
    if (mine != copies.end() && !(*mine)->origins.empty()) {
        const auto &origins = (*mine)->origins;
        content.facts.push_back(quiet(Text::tr("  ·  from %1").arg(originText(origins.front()))));
        const qsizetype more = qsizetype(origins.size()) - 1 + (*mine)->moreOrigins;
        if (more > 0)
            content.facts.push_back(quiet(Text::tr(" and %1 more").arg(more)));
    }
    if (copies.size() > 1 && !e.token->claims().sub.isEmpty()) {
        content.facts.push_back(quiet(u"  ·  "_s));
        content.facts.push_back({Text::tr("%1 copies differ").arg(copies.size()), TextTone::Plain,
                                 QString(link::kCopies)});
        if (mine != copies.begin() && mine != copies.end())
            content.facts.push_back(quiet(Text::tr(", this is not the newest")));
    }
    return content;
}

} // namespace ui
