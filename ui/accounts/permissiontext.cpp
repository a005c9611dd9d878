// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/permissiontext.h"

#include "core/jwt/claimrows.h"
#include "ui/accounts/facts.h"
#include "ui/accounts/factwriter.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr size_t kMostDifferences = 200;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Permissions)
};

void writePermissions(FactWriter &w, const jwt::Permissions &p)
{
    const auto row = [&w](const QString &label, const QList<QByteArray> &list) {
        if (!list.isEmpty())
            w.fact(label, subjects(list, 24));
    };
    row(Text::tr("May publish"), p.pub.allow);
    row(Text::tr("Not publish"), p.pub.deny);
    row(Text::tr("May subscribe"), p.sub.allow);
    row(Text::tr("Not subscribe"), p.sub.deny);
    if (p.resp)
        w.fact(Text::tr("Replies"), {plain(responsesText(*p.resp))});
    if (p.isEmpty())
        w.fact(Text::tr("Permissions"), {plain(Text::tr("everything"))});
}

} // namespace

QString originText(jwt::RuleOrigin origin)
{
    switch (origin) {
    case jwt::RuleOrigin::User:
        return Text::tr("this token");
    case jwt::RuleOrigin::ScopeTemplate:
        return Text::tr("scope template");
    case jwt::RuleOrigin::AccountDefault:
        return Text::tr("account default");
    case jwt::RuleOrigin::AllowResponses:
        return Text::tr("allow_responses");
    case jwt::RuleOrigin::Nothing:
        break;
    }
    return Text::tr("not restricted");
}

QString directionText(jwt::Direction direction)
{
    return direction == jwt::Direction::Publish ? Text::tr("publish") : Text::tr("subscribe");
}

QString responsesText(const jwt::ResponsePermission &r)
{
    const QString within
        = r.ttl > 0 ? formatSpan(base::Span(r.ttl)) : Text::tr("2 min (the server's default)");
    if (r.max < 0)
        return Text::tr("any number to each message received, within %1").arg(within);
    if (r.max <= 1)
        return Text::tr("one to each message received, within %1").arg(within);
    return Text::tr("up to %1 to each message received, within %2")
        .arg(formatCount(quint64(r.max)), within);
}

RichBlocks decisionBlocks(const base::Result<jwt::Decision> &decision,
                          const jwt::EffectivePermissions &permissions, jwt::Direction direction,
                          const QString &subject, const QString &queue)
{
    FactWriter w({});
    if (subject.isEmpty()) {
        w.paragraph(
            {quiet(Text::tr("Type a subject to ask. The answer names the line that decides, "
                            "and the table says why the others do not."))});
        return w.take();
    }
    if (!decision) {
        w.item(SeverityMark::Note, {quiet(decision.error().text)}, {});
        return w.take();
    }
    RichLine line{decision->allowed ? toned(TextTone::Ok, Text::tr("Yes, "))
                                    : toned(TextTone::Error, Text::tr("No, "))};
    line.push_back(plain(direction == jwt::Direction::Publish
                             ? (decision->allowed ? Text::tr("it may publish to ")
                                                  : Text::tr("it may not publish to "))
                             : (decision->allowed ? Text::tr("it may subscribe to ")
                                                  : Text::tr("it may not subscribe to "))));
    line.push_back(mono(subject.toUtf8()));
    if (!queue.isEmpty()) {
        line.push_back(plain(Text::tr(" in the queue ")));
        line.push_back(mono(queue.toUtf8()));
    }
    line.push_back(plain(u"."_s));
    RichLine sub{quiet(decision->text)};
    if (decision->decidedBy >= 0) {
        const jwt::PermissionLine &by = permissions.lines[size_t(decision->decidedBy)];
        if (!by.path.isEmpty()) {
            sub.push_back(quiet(u"  "_s));
            sub.push_back(claimLink(by.path, by.path));
        }
    }
    w.item(decision->allowed ? SeverityMark::Ok : SeverityMark::Error, std::move(line),
           std::move(sub));
    return w.take();
}

RichBlocks scopeBlocks(const jwt::AccountClaims &account)
{
    FactWriter w({});
    w.paragraph({quiet(Text::tr("Permissions belong to users. This is what the account gives them; "
                                "to ask about a subject, choose a user."))});
    w.heading(Text::tr("Users without permissions of their own"));
    writePermissions(w, account.defaultPermissions);
    qsizetype shown = 0;
    for (size_t i = 0; i < account.signingKeys.size() && shown < 50; ++i) {
        const jwt::SigningKey &key = account.signingKeys[i];
        if (!key.scoped)
            continue;
        ++shown;
        w.heading(
            Text::tr("Users signed with the scope %1")
                .arg(key.role.isEmpty() ? jwt::shortKey(key.key) : previewText(key.role, 60)));
        w.fact(Text::tr("Key"),
               {Span{jwt::shortKey(key.key), TextTone::Mono,
                     link::kClaim + u"nats.signing_keys[%1]"_s.arg(i)}});
        writePermissions(w, key.scope.permissions);
        writeRights(w, key.scope);
    }
    return w.take();
}

RichBlocks differenceBlocks(const base::Result<std::vector<jwt::PermissionDifference>> &differences)
{
    FactWriter w({});
    if (!differences) {
        w.item(SeverityMark::Error, {plain(differences.error().text)}, {});
        return w.take();
    }
    if (differences->empty()) {
        w.item(SeverityMark::Ok, {plain(Text::tr("The server has the same permissions."))}, {});
        return w.take();
    }
    w.heading(Text::tr("Where the server differs"), qsizetype(differences->size()));
    for (size_t i = 0; i < differences->size() && i < kMostDifferences; ++i) {
        const jwt::PermissionDifference &d = (*differences)[i];
        const QString rule = d.allow ? Text::tr("allow ") : Text::tr("deny ");
        w.item(SeverityMark::Warning,
               {quiet(d.onServer ? Text::tr("only on the server: ") : Text::tr("only here: ")),
                plain(directionText(d.direction) + u' ' + rule), mono(d.subject)},
               {});
    }
    return w.take();
}

} // namespace ui
