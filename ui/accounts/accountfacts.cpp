// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/claimrows.h"
#include "ui/accounts/facts.h"
#include "ui/accounts/factwriter.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

#include <iterator>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

// What is 0 was often forgotten: absent is 0, not unlimited.
Span limit(qint64 value, bool bytes)
{
    return {jwt::limitText(value, bytes), value == 0 ? TextTone::Warning : TextTone::Plain, {}};
}

RichLine jetStreamLine(const jwt::JetStreamLimits &js)
{
    if (js.memory == 0 && js.disk == 0)
        return {plain(Text::tr("off"))};
    RichLine line{quiet(Text::tr("disk ")),        plain(jwt::limitText(js.disk, true)),
                  quiet(Text::tr(", memory ")),    plain(jwt::limitText(js.memory, true)),
                  quiet(Text::tr(", streams ")),   plain(jwt::limitText(js.streams, false)),
                  quiet(Text::tr(", consumers ")), plain(jwt::limitText(js.consumers, false))};
    if (js.maxAckPending > 0)
        line.push_back(quiet(Text::tr(", at most %1 acks pending").arg(js.maxAckPending)));
    if (js.diskMaxStreamBytes > 0)
        line.push_back(quiet(
            Text::tr(", a stream on disk %1").arg(jwt::limitText(js.diskMaxStreamBytes, true))));
    if (js.memoryMaxStreamBytes > 0)
        line.push_back(
            quiet(Text::tr(", in memory %1").arg(jwt::limitText(js.memoryMaxStreamBytes, true))));
    if (js.maxBytesRequired)
        line.push_back(quiet(Text::tr(", streams must set max bytes")));
    return line;
}

void writeLimits(FactWriter &w, const jwt::AccountClaims &a)
{
    const jwt::AccountLimits &l = a.limits;
    w.heading(Text::tr("Limits and features"));
    w.fact(Text::tr("Connections"),
           {limit(l.conn, false), quiet(Text::tr(" clients, leaf nodes ")),
            plain(jwt::limitText(l.leaf, false))});
    w.fact(Text::tr("Subscriptions"), {limit(l.subs, false)});
    w.fact(Text::tr("Payload"), {limit(l.payload, true)});
    if (l.data != jwt::kUnlimited)
        w.fact(Text::tr("Data"),
               {plain(jwt::limitText(l.data, true)), quiet(Text::tr("  no server enforces it"))});
    if (l.tiers.empty())
        w.fact(Text::tr("JetStream"), jetStreamLine(l.jetStream));
    for (const auto &[tier, limits] : l.tiers)
        w.fact(Text::tr("JetStream %1").arg(previewText(tier, 20)), jetStreamLine(limits));
    w.fact(Text::tr("May share"),
           {plain(jwt::limitText(l.exports, false)), quiet(Text::tr(" exports, ")),
            plain(jwt::limitText(l.imports, false)),
            quiet(l.wildcards ? Text::tr(" imports, with wildcards")
                              : Text::tr(" imports, no wildcards"))});
    if (l.disallowBearer)
        w.fact(Text::tr("Bearer tokens"), {plain(Text::tr("not allowed"))});
    if (!a.description.isEmpty())
        w.fact(Text::tr("Description"), {plain(previewText(a.description, 400))});
    if (!a.infoUrl.isEmpty())
        w.fact(Text::tr("More at"), {mono(a.infoUrl)});
}

QString kindLabel(jwt::ShareKind kind)
{
    switch (kind) {
    case jwt::ShareKind::Stream:
        return Text::tr("stream");
    case jwt::ShareKind::Service:
        return Text::tr("service");
    case jwt::ShareKind::Unset:
        break;
    }
    return Text::tr("no kind");
}

FactWriter::Row exportRow(const Examined &e, const jwt::Export &ex, size_t index)
{
    const QByteArray path = "nats.exports[" + QByteArray::number(qsizetype(index)) + ']';
    if (ex.null)
        return {Text::tr("null"), {claimLink("null", path)}};
    RichLine line{claimLink(ex.subject, path)};
    QStringList notes{ex.tokenRequired ? Text::tr("private") : Text::tr("public")};
    if (!ex.responseType.isEmpty() && ex.responseType.toLower() != "singleton")
        notes += Text::tr("replies: %1").arg(previewText(ex.responseType, 20));
    if (ex.accountTokenPosition > 0)
        notes += Text::tr("token %1 is the importer").arg(ex.accountTokenPosition);
    if (ex.latency)
        notes += Text::tr("latency measured");
    if (!ex.revocations.empty())
        notes += Text::tr("%1 revoked").arg(formatCount(ex.revocations.size()));
    line.push_back(quiet(u"  "_s + notes.join(u", "_s)));
    QStringList importers;
    for (const jwt::Sharing &s : e.sharings) {
        if (!s.import && s.index == index && !s.peer.isEmpty())
            importers += s.peerName.isEmpty() ? jwt::shortKey(s.peer) : previewText(s.peerName, 40);
    }
    if (!importers.isEmpty())
        line.push_back(
            quiet(Text::tr("  to %1").arg(importers.mid(0, 4).join(u", "_s))
                  + (importers.size() > 4 ? Text::tr(" and %1 more").arg(importers.size() - 4)
                                          : QString())));
    return {kindLabel(ex.kind), std::move(line)};
}

FactWriter::Row importRow(const Examined &e, const jwt::Import &im, size_t index)
{
    const QByteArray path = "nats.imports[" + QByteArray::number(qsizetype(index)) + ']';
    if (im.null)
        return {Text::tr("null"), {claimLink("null", path)}};
    RichLine line{claimLink(im.subject, path)};
    if (!im.localSubject.isEmpty()) {
        line.push_back(quiet(Text::tr(" as ")));
        line.push_back(mono(im.localSubject));
    } else if (!im.to.isEmpty()) {
        line.push_back(quiet(Text::tr(" to ")));
        line.push_back(mono(im.to));
    }
    for (size_t i = 0; i < e.sharings.size(); ++i) {
        const jwt::Sharing &s = e.sharings[i];
        if (!s.import || s.index != index)
            continue;
        line.push_back(quiet(Text::tr("  from ")));
        line.push_back(keyLink(im.account, previewText(s.peerName, 60)));
        line.push_back(quiet(u"  "_s));
        Span state = toned(s.good ? TextTone::Quiet : TextTone::Error,
                           (s.good ? QString() : u"✕ "_s) + s.state);
        if (s.activation)
            state.link = link::kActivation + QString::number(i);
        else if (!s.activationUrl.isEmpty())
            state.link = link::kUrl + QString::fromUtf8(path) + u".token"_s;
        if (!state.link.isEmpty() && s.good)
            state.tone = TextTone::Plain;
        line.push_back(std::move(state));
    }
    return {kindLabel(im.kind), std::move(line)};
}

void writeSharing(FactWriter &w, const Examined &e, const jwt::AccountClaims &a)
{
    if (!a.exports.empty()) {
        w.heading(Text::tr("Exports"), qsizetype(a.exports.size()));
        w.list(u"exports"_s, qsizetype(a.exports.size()),
               [&](qsizetype i) { return exportRow(e, a.exports[size_t(i)], size_t(i)); });
    }
    if (!a.imports.empty()) {
        w.heading(Text::tr("Imports"), qsizetype(a.imports.size()));
        w.list(u"imports"_s, qsizetype(a.imports.size()),
               [&](qsizetype i) { return importRow(e, a.imports[size_t(i)], size_t(i)); });
    }
}

void writeKeys(FactWriter &w, const jwt::AccountClaims &a)
{
    if (a.signingKeys.empty())
        return;
    w.heading(Text::tr("Signing keys"), qsizetype(a.signingKeys.size()));
    w.list(u"signing"_s, qsizetype(a.signingKeys.size()), [&a](qsizetype i) {
        const jwt::SigningKey &key = a.signingKeys[size_t(i)];
        RichLine line{Span{jwt::shortKey(key.key), TextTone::Mono,
                           link::kClaim + u"nats.signing_keys[%1]"_s.arg(i)}};
        if (key.scoped)
            line.push_back(quiet(Text::tr("  scope ")));
        if (!key.role.isEmpty())
            line.push_back(plain(previewText(key.role, 60)));
        if (!key.description.isEmpty())
            line.push_back(quiet(u"  "_s + previewText(key.description, 80)));
        return FactWriter::Row{key.scoped ? Text::tr("scoped") : Text::tr("any user"),
                               std::move(line)};
    });
}

void writeDefaults(FactWriter &w, const jwt::Permissions &p)
{
    if (p.isEmpty())
        return;
    w.heading(Text::tr("For users without permissions"));
    const auto row = [&w](const QString &label, const QList<QByteArray> &list) {
        if (!list.isEmpty())
            w.fact(label, subjects(list));
    };
    row(Text::tr("May publish"), p.pub.allow);
    row(Text::tr("Not publish"), p.pub.deny);
    row(Text::tr("May subscribe"), p.sub.allow);
    row(Text::tr("Not subscribe"), p.sub.deny);
    if (p.resp)
        w.fact(Text::tr("Replies"),
               {plain(p.resp->max < 0 ? Text::tr("any number")
                                      : Text::tr("up to %1").arg(p.resp->max)),
                quiet(u"  "_s + formatSpan(base::Span(p.resp->ttl)))});
}

void writeMappings(FactWriter &w, const jwt::AccountClaims &a)
{
    if (a.mappings.empty())
        return;
    w.heading(Text::tr("Subject mappings"), qsizetype(a.mappings.size()));
    w.list(u"mappings"_s, qsizetype(a.mappings.size()), [&a](qsizetype i) {
        const auto &[from, targets] = *std::next(a.mappings.begin(), i);
        RichLine line{mono(from), quiet(u" → "_s)};
        for (size_t t = 0; t < targets.size() && t < 6; ++t) {
            const int weight = targets[t].weight == 0 ? 100 : targets[t].weight;
            if (t > 0)
                line.push_back(quiet(u", "_s));
            line.push_back(mono(targets[t].subject));
            line.push_back(quiet(u" %1 %"_s.arg(weight)));
            if (!targets[t].cluster.isEmpty())
                line.push_back(quiet(Text::tr(" in %1").arg(previewText(targets[t].cluster, 40))));
        }
        return FactWriter::Row{{}, std::move(line)};
    });
}

void writeRest(FactWriter &w, const jwt::AccountClaims &a)
{
    if (!a.revocations.empty()) {
        w.heading(Text::tr("Revoked users"), qsizetype(a.revocations.size()));
        w.list(u"revocations"_s, qsizetype(a.revocations.size()), [&](qsizetype i) {
            const auto &[key, at] = *std::next(a.revocations.begin(), i);
            return FactWriter::Row{{},
                                   {key == "*" ? strong(Text::tr("every user")) : keyLink(key),
                                    quiet(Text::tr("  issued up to %1").arg(jwt::timeText(at)))}};
        });
    }
    const jwt::Authorization &callout = a.authorization;
    if (!callout.authUsers.isEmpty() || !callout.allowedAccounts.isEmpty()) {
        w.heading(Text::tr("Auth callout"));
        w.fact(Text::tr("Answered by"),
               {plain(Text::tr("%1 users").arg(callout.authUsers.size()))});
        w.fact(Text::tr("For accounts"), subjects(callout.allowedAccounts, 2));
        w.fact(Text::tr("Encrypted"),
               {callout.xkey.isEmpty() ? quiet(Text::tr("no"))
                                       : Span{jwt::shortKey(callout.xkey), TextTone::Mono, {}}});
    }
    if (a.trace || !a.clusterTraffic.isEmpty()) {
        w.heading(Text::tr("Routing"));
        if (a.trace)
            w.fact(Text::tr("Trace to"),
                   {mono(a.trace->destination),
                    quiet(u"  %1 %"_s.arg(a.trace->sampling == 0 ? 100 : a.trace->sampling))});
        if (!a.clusterTraffic.isEmpty())
            w.fact(Text::tr("Cluster traffic"), {mono(a.clusterTraffic)});
    }
}

} // namespace

void writeAccountFacts(FactWriter &w, const Examined &e, const jwt::AccountClaims &a)
{
    writeLimits(w, a);
    writeSharing(w, e, a);
    writeKeys(w, a);
    writeDefaults(w, a.defaultPermissions);
    writeMappings(w, a);
    writeRest(w, a);
}

} // namespace ui
