// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/runtext.h"

#include "ui/common/format.h"
#include "ui/common/limittext.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct RunText
{
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

QString tr(const char *text, int n = -1)
{
    return RunText::tr(text, nullptr, n);
}

void addSpan(std::vector<Tile> &tiles, const std::optional<base::Span> &span, const QString &label)
{
    if (!span) {
        tiles.push_back({u"–"_s, {}, label});
        return;
    }
    const Figure figure = spanFigure(*span);
    tiles.push_back({figure.number, figure.unit, label});
}

QString absentOf(const fanin::Run &run)
{
    QStringList names;
    qsizetype more = 0;
    for (const fanin::Lanes::Lane &lane : run.lanes().lanes()) {
        if (lane.replies > 0)
            continue;
        if (names.size() < 3)
            names += previewText(lane.name, 30);
        else
            ++more;
    }
    if (names.isEmpty())
        return {};
    if (more > 0)
        return tr("%1 and %2 more have not answered")
            .arg(names.join(u", "_s), formatCount(quint64(more)));
    return names.size() == 1 ? tr("%1 has not answered").arg(names.first())
                             : tr("%1 have not answered").arg(names.join(u", "_s));
}

QString shortEnd(nats::EndReason reason)
{
    using enum nats::EndReason;
    switch (reason) {
    case NoResponders:
        return tr("nobody there");
    case TimedOut:
        return tr("no reply");
    case InvalidRequest:
        return tr("invalid");
    case HeadersNotSupported:
        return tr("no headers");
    case MaxPayloadExceeded:
    case ControlLineTooLong:
        return tr("too large");
    case NotConnected:
        return tr("not connected");
    case PublishDenied:
    case InboxDenied:
    case ReplySubjectRejected:
        return tr("denied");
    case SubscriptionLimit:
        return tr("limit reached");
    case Disconnected:
        return tr("cut off");
    case Cancelled:
        return tr("stopped");
    case Accepted:
        return tr("accepted");
    case Status:
        return tr("status");
    case Overflow:
        return tr("too many");
    case Sentinel:
    case CountReached:
    case Deadline:
    case Stalled:
        break;
    }
    return {};
}

bool isFailure(nats::EndReason reason)
{
    using enum nats::EndReason;
    switch (reason) {
    case Sentinel:
    case CountReached:
    case Deadline:
    case Stalled:
    case Accepted:
    case Cancelled:
        return false;
    default:
        return true;
    }
}

StateText watchedStateOf(const fanin::Run &run, const fanin::Observation &observation)
{
    using enum fanin::Observation::Standing;
    QStringList details{tr("Watched, not sent from here")};
    if (observation.reordered)
        details += tr("a reply was seen before its request");
    if (observation.notShown > 0)
        details += tr("%1 more replies are not shown").arg(formatCount(observation.notShown));
    StateText state;
    switch (observation.standing) {
    case Waiting:
        state = {tr("Waiting"), Tone::Accent, {}};
        break;
    case Answered:
        state = {tr("Answered"), run.figures().serviceErrors > 0 ? Tone::Warning : Tone::Ok, {}};
        break;
    case Unanswered:
        state = {tr("No reply seen"), Tone::Error, {}};
        details += tr("listened for %1").arg(limitText(observation.window));
        break;
    case Unwatched:
        state = {tr("Replies not watched"), Tone::Quiet, {}};
        details += tr("no reply was seen, but none may be concluded from that");
        break;
    case Orphan:
        state = {tr("Reply without a request"), Tone::Warning, {}};
        details += tr("times count from the first reply");
        break;
    }
    state.detail = details.join(u" · "_s);
    return state;
}

QString countText(const fanin::Run &run)
{
    const fanin::Run::Figures figures = run.figures();
    const quint64 wanted = run.reading().success.minReplies;
    return wanted > 1 ? tr("%1 of %2").arg(formatCount(figures.replies), formatCount(wanted))
                      : tr("%1 replies").arg(formatCount(figures.replies));
}

} // namespace

std::vector<Tile> tilesOf(const fanin::Run &run)
{
    const fanin::Run::Figures figures = run.figures();
    std::vector<Tile> tiles;
    if (run.spec().verb != nats::Verb::Publish) {
        const quint64 wanted = run.reading().success.minReplies;
        const QString of = wanted > 0 && run.spec().verb == nats::Verb::Gather
            ? tr("of ≥ %1").arg(formatCount(wanted))
            : QString();
        tiles.push_back(
            {formatCount(figures.replies), of, figures.replies == 1 ? tr("reply") : tr("replies")});
        tiles.push_back({formatCount(figures.distinct), {}, tr("distinct")});
        addSpan(tiles, figures.first, tr("first"));
        addSpan(tiles, figures.median, tr("median"));
        addSpan(tiles, figures.last, tr("last"));
    }
    if (run.observation()) {
        const auto &uncertainty = run.observation()->uncertainty;
        const Figure off = uncertainty ? spanFigure(*uncertainty) : Figure{u"?"_s, {}};
        tiles.push_back({u"± "_s + off.number, off.unit, tr("as seen from here")});
    } else {
        addSpan(tiles, figures.rtt, tr("round trip to server"));
    }
    if (figures.late > 0)
        tiles.push_back({formatCount(figures.late), {}, tr("late")});
    if (figures.stray > 0)
        tiles.push_back({formatCount(figures.stray), {}, tr("stray, not kept")});
    return tiles;
}

std::vector<RuleText> rulesOf(const fanin::Run &run)
{
    std::vector<RuleText> rules;
    if (run.spec().verb == nats::Verb::Publish || run.observation())
        return rules;
    constexpr auto kAtLeast = "replies>="_L1;
    for (const fanin::Verdict::Rule &rule : run.verdict().rules) {
        QString text = rule.rule;
        if (text.startsWith(kAtLeast)) {
            const quint64 least = text.mid(kAtLeast.size()).toULongLong();
            text = least == 1 ? tr("a reply") : tr("≥ %1 replies").arg(formatCount(least));
        } else if (text == "all-equal"_L1) {
            text = tr("all equal");
        } else if (text == "no-service-error"_L1) {
            text = tr("no service error");
        }
        rules.push_back({text, rule.ok});
    }
    return rules;
}

StateText stateOf(const fanin::Run &run, base::Span elapsed)
{
    if (run.observation())
        return watchedStateOf(run, *run.observation());
    if (!run.outcome()) {
        if (!run.sentAt())
            return {tr("Sending"), Tone::Accent, {}};
        const base::Span left = std::max(base::Span(0), run.spec().rules.total - elapsed);
        const QString seconds
            = QString::number(std::chrono::duration<double>(left).count(), 'f', 2);
        return {tr("Waiting · %1\u2009s left").arg(seconds), Tone::Accent, absentOf(run)};
    }
    StateText state;
    state.detail = nats::sentence(*run.outcome(), run.spec());
    if (run.spec().verb == nats::Verb::Publish) {
        const bool accepted = run.outcome()->reason == nats::EndReason::Accepted;
        state.headline = accepted ? tr("Published") : tr("Not published");
        state.tone = accepted ? Tone::Ok : Tone::Error;
        return state;
    }
    // The verdict may ask whether all are equal: it is not known before all are read.
    if (!run.isRead()) {
        state.headline = tr("Reading the replies");
        state.tone = Tone::Accent;
        return state;
    }
    const bool ok = run.verdict().ok;
    const bool stopped = run.outcome()->reason == nats::EndReason::Cancelled;
    state.headline = ok ? tr("Succeeded") : stopped ? tr("Stopped") : tr("Failed");
    state.tone = ok ? Tone::Ok : stopped ? Tone::Warning : Tone::Error;
    if (run.state() == fanin::Run::State::Finished && run.spec().rules.lateWindow.count() > 0
        && run.outcome()->sent != nats::Sent::No)
        state.headline = tr("%1 · listening for late replies").arg(state.headline);
    return state;
}

OutcomeText outcomeOf(const fanin::Run &run)
{
    if (!run.outcome())
        return {run.spec().verb == nats::Verb::Publish ? tr("sending") : countText(run),
                Tone::Accent};
    const nats::Outcome &outcome = *run.outcome();
    const fanin::Run::Figures figures = run.figures();
    if (figures.replies == 0 || run.spec().verb == nats::Verb::Publish) {
        const QString text = shortEnd(outcome.reason);
        return {text.isEmpty() ? tr("no reply") : text,
                isFailure(outcome.reason) ? Tone::Error : Tone::Quiet};
    }
    const Tone tone = run.verdict().ok ? Tone::Quiet : Tone::Warning;
    if (run.spec().verb == nats::Verb::Request && figures.first)
        return {formatSpan(*figures.first), tone};
    return {countText(run), tone};
}

bool endedWithoutChart(const fanin::Run &run)
{
    if (run.observation())
        return run.size() == 0 && run.state() != fanin::Run::State::Waiting;
    return run.outcome() && run.size() == 0
        && (isFailure(run.outcome()->reason) || run.spec().verb == nats::Verb::Publish)
        && run.outcome()->reason != nats::EndReason::TimedOut;
}

QString adviceFor(const fanin::Run &run)
{
    if (const auto &observation = run.observation()) {
        using enum fanin::Observation::Standing;
        if (observation->standing == Unwatched)
            return tr(
                "Where its replies go is not watched, or something was missed while it waited: "
                "watching ended, the connection was away, or more came than was taken.");
        if (observation->standing == Unanswered)
            return tr("That is all an observer can say: the server's word that nobody listens goes "
                      "to the requester alone, and replies to other accounts or past this "
                      "connection's permissions are not seen.");
        return {};
    }
    if (!run.outcome())
        return {};
    using enum nats::EndReason;
    switch (run.outcome()->reason) {
    case NoResponders:
        return tr("The server answered at once that no subscription matches this subject. Check its"
                  " spelling, or start a responder.");
    case NotConnected:
        return tr("Nothing was sent. Connect first, then send again.");
    case PublishDenied:
    case InboxDenied:
    case ReplySubjectRejected:
        return tr("The permissions of this connection's user decide this; nothing was delivered to"
                  " you.");
    default:
        return run.outcome()->detail;
    }
}

QString failureOf(const fanin::Run &run)
{
    if (run.observation())
        return run.observation()->standing == fanin::Observation::Standing::Unwatched
            ? tr("No reply was seen, but its replies were not watched throughout")
            : tr("No reply was seen within %1").arg(limitText(run.observation()->window));
    return run.outcome() ? nats::sentence(*run.outcome(), run.spec()) : QString();
}

QString describe(const fanin::Run &run, base::Span elapsed)
{
    QStringList parts;
    for (const Tile &tile : tilesOf(run)) {
        const QString value = tile.unit.isEmpty() ? tile.number : tile.number + u' ' + tile.unit;
        parts += tr("%1: %2").arg(tile.label, value);
    }
    for (const RuleText &rule : rulesOf(run))
        parts += rule.ok ? tr("%1: met").arg(rule.text) : tr("%1: not met").arg(rule.text);
    const StateText state = stateOf(run, elapsed);
    parts += state.headline;
    if (!state.detail.isEmpty())
        parts += state.detail;
    return parts.join(u". "_s);
}

QString responderOf(const fanin::Run &run, qsizetype reply)
{
    if (reply >= run.readCount())
        return {};
    const fanin::Lanes::Lane &lane = run.lanes().lanes()[run.lane(reply)];
    return lane.overflow ? tr("(others)") : previewText(lane.name, 60);
}

QString statusTextOf(const fanin::Run &run, qsizetype index, quint32 ordinal)
{
    const nats::Reply &reply = run.reply(index);
    const QByteArrayView block = reply.message.headerBlock();
    const auto header = [block](QByteArrayView name) {
        const std::optional<QByteArrayView> value = nats::findHeader(block, name);
        return value ? previewText(*value, 120) : QString();
    };
    QStringList parts;
    if (reply.kind == nats::ReplyKind::Status || reply.kind == nats::ReplyKind::Notice) {
        const nats::Headers headers = nats::Headers::parse(block);
        parts += tr("status %1 %2")
                     .arg(headers.status().value_or(0))
                     .arg(previewText(headers.description(), 120))
                     .trimmed();
    }
    if (reply.kind == nats::ReplyKind::Sentinel)
        parts += tr("sentinel, not counted");
    if (reply.kind == nats::ReplyKind::Late && run.outcome())
        parts += tr("late +%1").arg(formatSpan(run.at(index) - run.outcome()->at));
    if (index >= run.readCount())
        return parts.join(u" · "_s);
    if (run.marks(index).testFlag(fanin::Mark::ServiceError))
        parts += QString(header("Nats-Service-Error-Code") + u' ' + header("Nats-Service-Error"))
                     .trimmed();
    if (run.marks(index).testFlag(fanin::Mark::Duplicate))
        parts += ordinal == 0 ? tr("another answer")
            : ordinal == 2    ? tr("second answer")
                              : tr("answer %1").arg(ordinal);
    if (run.differs(index))
        parts += tr("differs");
    return parts.join(u" · "_s);
}

QStringList cardOf(const fanin::Run &run, qsizetype reply, quint32 crowd)
{
    QStringList card;
    card += tr("reply %1 · %2").arg(reply + 1).arg(responderOf(run, reply));
    QString figures = tr("%1\u2009ms · %2")
                          .arg(formatMillis(run.at(reply)),
                               formatBytes(run.reply(reply).message.payloadSize()));
    if (reply < run.readCount() && run.group(reply) != fanin::Grouping::kNoGroup) {
        const quint32 group = run.group(reply);
        figures += tr(" · group %1 ×%2")
                       .arg(fanin::Grouping::name(group),
                            formatCount(run.grouping().groups()[group].count));
    }
    card += figures;
    const QString status = statusTextOf(run, reply, 0);
    if (!status.isEmpty())
        card += status;
    if (crowd > 1)
        card += tr("and %1 more at this pixel: zoom in").arg(formatCount(crowd - 1));
    return card;
}

} // namespace ui
