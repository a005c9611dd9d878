// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serverfacts.h"

#include "core/base/counted.h"
#include "ui/accountserver/tokenlistmodel.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;
using accountserver::Options;
using accountserver::StoreKind;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::ServerFacts)
};

Tile stateTile(const ServerFacts &facts)
{
    using State = ServerFacts::State;
    switch (facts.state) {
    case State::Serving:
        return {Text::tr("Serving"), {}, lengthText(facts.since, facts.now), Tone::Ok};
    case State::Starting:
        return {Text::tr("Starting"),
                {},
                facts.options.primary.isEmpty() ? Text::tr("opening the store")
                                                : Text::tr("asking the primary"),
                Tone::Accent};
    case State::Failed:
        return {Text::tr("Failed"), {}, Text::tr("it does not serve"), Tone::Error};
    case State::Stopped:
        break;
    }
    return {Text::tr("Stopped"),
            {},
            facts.hasServed ? Text::tr("after %1").arg(lengthText(facts.since, facts.until))
                            : Text::tr("not started yet"),
            Tone::Quiet};
}

QString percentText(quint64 part, quint64 whole)
{
    if (whole == 0)
        return u"–"_s;
    const double percent = 100.0 * double(part) / double(whole);
    // Neither end is claimed before it is reached.
    if (part > 0 && percent < 1)
        return u"<1"_s;
    if (part < whole && percent > 99)
        return u">99"_s;
    return QString::number(percent, 'f', 0);
}

QString lastNotified(const ServerFacts &facts)
{
    const accountserver::NotifierStatus &status = facts.notifier;
    if (status.sent == 0)
        return Text::tr("none sent yet");
    QString text
        = Text::tr("last: %1, %2").arg(facts.notifiedName, agoText(status.lastAt, facts.now));
    if (!status.lastProblem.isEmpty())
        return text + u", "_s + status.lastProblem;
    if (status.lastAsked > 0) {
        text += Text::tr(", applied by %1 of %2")
                    .arg(status.lastApplied)
                    .arg(base::counted(status.lastAsked, Text::tr("1 server"),
                                       Text::tr("%1 servers")));
    }
    if (status.lastSkipped > 0)
        text += Text::tr(", not loaded by %1").arg(status.lastSkipped);
    return text;
}

CardText replicaCard(const accountserver::ReplicaStatus &status, ServerFacts::Time now)
{
    CardText card{Text::tr("Replica"), SeverityMark::Ok, {}, {}};
    const bool ever = status.lastContact != ServerFacts::Time();
    if (status.reachable) {
        card.state = ever
            ? Text::tr("of %1, asked %2").arg(status.primary, agoText(status.lastContact, now))
            : Text::tr("of %1").arg(status.primary);
    } else {
        card.mark = ever ? SeverityMark::Warning : SeverityMark::Error;
        card.state = ever
            ? Text::tr("the primary is away, seen %1").arg(agoText(status.lastContact, now))
            : Text::tr("the primary was never reached");
    }
    QStringList parts;
    if (!status.reachable)
        parts += status.primary;
    if (!status.problem.isEmpty())
        parts += status.problem;
    if (status.packTokens >= 0)
        parts += Text::tr("%1 in the pack").arg(formatCount(quint64(status.packTokens)));
    if (status.fetched > 0)
        parts += Text::tr("%1 fetched since").arg(formatCount(status.fetched));
    if (status.refused > 0) {
        parts += Text::tr("%1 refused").arg(formatCount(status.refused));
        card.mark = SeverityMark::Warning;
    }
    card.detail = parts.join(u" · "_s);
    return card;
}

} // namespace

QString lengthText(ServerFacts::Time from, ServerFacts::Time to)
{
    const qint64 seconds = std::max(
        qint64(0), qint64(std::chrono::duration_cast<std::chrono::seconds>(to - from).count()));
    if (seconds < 60)
        return Text::tr("%1 s").arg(seconds);
    if (seconds < 2 * 3600)
        return Text::tr("%1 min").arg(seconds / 60);
    if (seconds < 2 * 86400)
        return Text::tr("%1 h").arg(seconds / 3600);
    return Text::tr("%1 d").arg(seconds / 86400);
}

std::vector<Tile> tilesOf(const ServerFacts &facts)
{
    const accountserver::HttpServer::Counts &counts = facts.counts;
    std::vector<Tile> tiles{stateTile(facts)};
    if (!facts.hasServed)
        return tiles;
    tiles.push_back({formatCount(counts.requests),
                     {},
                     counts.requests == 1 ? Text::tr("request") : Text::tr("requests")});
    tiles.push_back({percentText(counts.notModified, counts.requests),
                     counts.requests > 0 ? u"%"_s : QString(), Text::tr("answered 304")});
    const Figure median = facts.median ? spanFigure(*facts.median) : Figure{u"–"_s, {}};
    tiles.push_back({median.number, median.unit, Text::tr("median")});
    tiles.push_back({formatCount(counts.refused), {}, Text::tr("refused")});
    if (counts.cutOff > 0)
        tiles.push_back({formatCount(counts.cutOff), {}, Text::tr("cut off"), Tone::Warning});
    if (counts.turnedAway > 0)
        tiles.push_back({formatCount(counts.turnedAway), {}, Text::tr("turned away"), Tone::Error});
    if (facts.state == ServerFacts::State::Serving) {
        tiles.push_back(
            {formatCount(quint64(std::max(0, counts.connections))),
             {},
             counts.connections == 1 ? Text::tr("connection") : Text::tr("connections")});
    }
    return tiles;
}

CardText notificationCard(const ServerFacts &facts)
{
    CardText card{Text::tr("Notifications"), SeverityMark::Note, {}, {}};
    const accountserver::NotifierStatus &status = facts.notifier;
    if (!status.configured) {
        if (!facts.hasServed)
            return card;
        card.state = Text::tr("nobody is told of changes");
        card.detail = Text::tr("servers notice when they fetch it again");
        return card;
    }
    const bool well = status.connected && status.lastProblem.isEmpty() && status.dropped == 0;
    card.mark = well ? SeverityMark::Ok : SeverityMark::Warning;
    card.state = status.text;
    QStringList parts{lastNotified(facts)};
    if (status.queued > 0)
        parts.prepend(base::counted(status.queued, Text::tr("1 waits for the connection"),
                                    Text::tr("%1 wait for the connection")));
    if (status.dropped > 0)
        parts += Text::tr("%1 were lost while nobody was there").arg(formatCount(status.dropped));
    if (status.refused > 0)
        parts += Text::tr("%1 received and refused").arg(formatCount(status.refused));
    card.detail = parts.join(u" · "_s);
    return card;
}

CardText operatorCard(const ServerFacts &facts)
{
    CardText card{Text::tr("Operator"), SeverityMark::Ok, {}, {}};
    if (facts.hasOperator) {
        card.state = facts.strict ? Text::tr("%1, strict signing keys").arg(facts.operatorName)
                                  : facts.operatorName;
        card.detail = facts.writable ? Text::tr("only its accounts are stored")
            : facts.replica          ? Text::tr("only its accounts are believed")
            : facts.options.store == StoreKind::Nsc
            ? Text::tr("nothing is stored: nsc writes there")
            : Text::tr("nothing is stored: read-only");
        return card;
    }
    if (!facts.hasServed)
        return {card.title, SeverityMark::Note, {}, {}}; // it has not been read yet
    if (facts.replica) {
        card.mark = SeverityMark::Note;
        card.state = Text::tr("none: it believes its primary");
        return card;
    }
    card.mark = facts.options.readOnly ? SeverityMark::Note : SeverityMark::Warning;
    card.state = Text::tr("none: nothing can be stored");
    card.detail = facts.options.readOnly ? Text::tr("it is read-only anyhow")
                                         : Text::tr("name one in the settings");
    return card;
}

CardText replicationCard(const ServerFacts &facts)
{
    if (facts.replica)
        return replicaCard(*facts.replica, facts.now);
    CardText card{Text::tr("Replicas"), SeverityMark::Note, {}, {}};
    if (!facts.hasServed)
        return card;
    if (facts.lastPack) {
        card.mark = SeverityMark::Ok;
        card.state = Text::tr("%1 took the pack %2")
                         .arg(QString::fromLatin1(facts.lastPack->client),
                              agoText(facts.lastPack->at, facts.now));
        card.detail = formatBytes(facts.lastPack->bytes);
        return card;
    }
    const bool offered = facts.options.packs && facts.options.store != StoreKind::Nsc;
    card.state = offered ? Text::tr("none has asked for the pack") : Text::tr("no pack is given");
    card.detail = offered     ? Text::tr("this server is a primary")
        : facts.options.packs ? Text::tr("a folder of nsc has none")
                              : Text::tr("it is switched off");
    return card;
}

QString storeText(const ServerFacts &facts)
{
    QStringList parts{
        base::counted(facts.tokens.tokens, Text::tr("1 token"), Text::tr("%1 tokens"))};
    if (facts.tokens.tokens > 999)
        parts[0] = Text::tr("%1 tokens").arg(formatCount(quint64(facts.tokens.tokens)));
    if (facts.options.store == StoreKind::Directory && facts.options.sharded)
        parts += Text::tr("sharded");
    parts += facts.writable ? Text::tr("writable") : Text::tr("read-only");
    return parts.join(u" · "_s);
}

} // namespace ui
