// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/claimrows.h"
#include "core/jwt/permissions.h"
#include "ui/accounts/facts.h"
#include "ui/accounts/factwriter.h"
#include "ui/accounts/permissiontext.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

// "allow a, b · deny c", with where it comes from.
void writeDirection(FactWriter &w, const QString &label, const jwt::EffectivePermissions &effective,
                    jwt::Direction direction)
{
    std::vector<RichLine> parts;
    QStringList origins;
    for (const bool allow : {true, false}) {
        QList<QByteArray> names;
        for (const jwt::PermissionLine &line : effective.lines) {
            if (line.direction != direction || line.allow != allow || !line.effective
                || line.origin == jwt::RuleOrigin::Nothing
                || line.origin == jwt::RuleOrigin::AllowResponses)
                continue;
            names += line.queue.isEmpty() ? line.subject
                                          : QByteArray(line.subject + ' ' + line.queue);
            const QString origin = originText(line.origin);
            if (!origin.isEmpty() && !origins.contains(origin))
                origins += origin;
        }
        if (names.isEmpty())
            continue;
        RichLine part;
        if (!allow)
            part.push_back(toned(TextTone::Error, Text::tr("not ")));
        RichLine list = subjects(names);
        part.insert(part.end(), list.begin(), list.end());
        parts.push_back(std::move(part));
    }
    RichLine line = parts.empty() ? RichLine{plain(Text::tr("everything"))}
                                  : joined(std::move(parts), u" · "_s);
    if (!origins.isEmpty() && origins != QStringList(originText(jwt::RuleOrigin::User)))
        line.push_back(quiet(u"  "_s + origins.join(u", "_s)));
    w.fact(label, std::move(line));
}

} // namespace

void writeRights(FactWriter &w, const jwt::UserRights &rights)
{
    w.fact(Text::tr("Subscriptions"), {plain(jwt::limitText(rights.subs, false))});
    w.fact(Text::tr("Payload"), {plain(jwt::limitText(rights.payload, true))});
    if (rights.data != jwt::kUnlimited)
        w.fact(
            Text::tr("Data"),
            {plain(jwt::limitText(rights.data, true)), quiet(Text::tr("  no server enforces it"))});
    if (!rights.src.isEmpty())
        w.fact(Text::tr("From"), subjects(rights.src));
    if (!rights.times.empty()) {
        QStringList ranges;
        for (const jwt::TimeRange &range : rights.times)
            ranges += previewText(range.start, 20) + u'–' + previewText(range.end, 20);
        w.fact(Text::tr("Times"),
               {plain(ranges.mid(0, 8).join(u", "_s)),
                quiet(u"  "_s
                      + (rights.timesLocation.isEmpty() ? Text::tr("in the server's time zone")
                                                        : previewText(rights.timesLocation, 60)))});
    }
    if (!rights.connectionTypes.isEmpty())
        w.fact(Text::tr("Connections"), subjects(rights.connectionTypes));
    if (rights.bearer)
        w.fact(Text::tr("Bearer"),
               {toned(TextTone::Warning, Text::tr("whoever has it may use it"))});
    if (rights.proxyRequired)
        w.fact(Text::tr("Proxy"),
               {plain(Text::tr("only through a trusted proxy")),
                quiet(Text::tr("  nats-server 2.12"))});
}

void writeUserFacts(FactWriter &w, const Examined &e)
{
    const jwt::EffectivePermissions effective = jwt::effectivePermissions(e.token, e.account);
    w.heading(Text::tr("What this user may do"));
    if (effective.invalid)
        w.fact(Text::tr("Permissions"),
               {toned(TextTone::Error,
                      Text::tr("a template does not expand: the server refuses the user"))});
    writeDirection(w, Text::tr("Publish"), effective, jwt::Direction::Publish);
    writeDirection(w, Text::tr("Subscribe"), effective, jwt::Direction::Subscribe);
    if (effective.responses) {
        const jwt::ResponsePermission &resp = *effective.responses;
        w.fact(
            Text::tr("Replies"),
            {plain(resp.max < 0 ? Text::tr("any number") : Text::tr("up to %1").arg(resp.max)),
             quiet(Text::tr("  to a request, within %1").arg(formatSpan(base::Span(resp.ttl))))});
    }
    w.heading(Text::tr("Limits"));
    writeRights(w, effective.rights);
    w.fact(Text::tr("Account"),
           {keyLink(jwt::accountOf(e.token->claims()),
                    e.account ? previewText(e.account->claims().name, 60) : QString())});
}

} // namespace ui
