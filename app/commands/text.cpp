// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/text.h"

#include "app/commands/exitcode.h"
#include "core/nats/subject.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Text)
};

constexpr int kTimeWidth = 9;
constexpr int kNameWidth = 10;
constexpr qsizetype kMaxPreview = 160;
constexpr qsizetype kMaxWireLine = 4096;

// What a reader must not overlook.
QString remarks(const fanin::Run &run, qsizetype index)
{
    QStringList words;
    switch (run.reply(index).kind) {
    case nats::ReplyKind::Late:
        words += Text::tr("LATE");
        break;
    case nats::ReplyKind::Sentinel:
        words += Text::tr("SENTINEL");
        break;
    case nats::ReplyKind::Notice:
        words += Text::tr("NOTICE");
        break;
    case nats::ReplyKind::Status:
    case nats::ReplyKind::Counted:
        break;
    }
    const QByteArrayView block = run.reply(index).message.headerBlock();
    if (const std::optional<int> status = nats::statusOf(block))
        words += Text::tr("STATUS %1").arg(*status);
    if (run.marks(index).testFlag(fanin::Mark::ServiceError)) {
        const auto code = nats::findHeader(block, "Nats-Service-Error-Code");
        const auto text = nats::findHeader(block, "Nats-Service-Error");
        words += Text::tr("SERVICE ERROR %1 %2")
                     .arg(code ? ui::previewText(*code) : QString(),
                          text ? ui::previewText(*text) : QString())
                     .simplified();
    }
    if (run.marks(index).testFlag(fanin::Mark::Duplicate))
        words += Text::tr("AGAIN");
    return words.join(u", "_s);
}

} // namespace

QString headLine(const nats::RequestSpec &spec, const nats::ConnectionStatus &status)
{
    const QString verb
        = spec.verb == nats::Verb::Request ? Text::tr("request") : Text::tr("gather");
    QString server
        = Text::tr("nats-server %1").arg(ui::previewText(status.server.version.toUtf8()));
    // A server without a name of its own calls itself by its long id.
    if (status.server.serverName != status.server.serverId)
        server.prepend(ui::previewText(status.server.serverName.toUtf8(), 32) + u", "_s);
    return Text::tr("%1 %2 at %3 (%4), total %5\n")
        .arg(verb, ui::previewText(spec.subject), status.url, server,
             ui::formatSpan(spec.rules.total));
}

QString replyLine(const fanin::Run &run, qsizetype index)
{
    const nats::Message &message = run.reply(index).message;
    const quint32 group = run.group(index);
    const QString name = ui::previewText(run.lanes().lanes()[run.lane(index)].name);
    QString line = ui::formatSpan(run.at(index)).rightJustified(kTimeWidth) + u"  "_s
        + name.leftJustified(kNameWidth) + u"  "_s
        + (group == fanin::Grouping::kNoGroup ? u"-"_s : fanin::Grouping::name(group)) + u"  "_s
        + ui::formatBytes(message.payloadSize()).rightJustified(7);
    const QString special = remarks(run, index);
    if (!special.isEmpty())
        line += u"  ["_s + special + u']';
    const QString preview = ui::previewText(message.payload(), kMaxPreview);
    if (!preview.isEmpty())
        line += u"  "_s + preview;
    return line + u'\n';
}

QString endLines(const fanin::Run &run)
{
    QString text = nats::sentence(*run.outcome(), run.spec()) + u'\n';
    if (exitCode(*run.outcome(), run.verdict()) != ExitCode::NotMet)
        return text;
    QStringList failed;
    for (const fanin::Verdict::Rule &rule : run.verdict().rules) {
        if (!rule.ok)
            failed += rule.rule;
    }
    return text + Text::tr("Not met: %1\n").arg(failed.join(u", "_s));
}

QString adviceLine(const nats::Outcome &outcome, const nats::RequestSpec &spec,
                   const QByteArray &inboxPrefix)
{
    using enum nats::EndReason;
    const QString subject = nats::subject::toText(spec.subject);
    const QString reply = nats::subject::toText(spec.customReply);
    switch (outcome.reason) {
    case NoResponders:
        return Text::tr("nobody is subscribed to %1: check the subject's spelling and that a "
                        "responder is connected to this account")
            .arg(subject);
    case PublishDenied:
        return Text::tr("not permitted to publish to %1: ask for publish permission or use other "
                        "credentials")
            .arg(subject);
    case InboxDenied:
        if (!reply.isEmpty())
            return Text::tr("not permitted to subscribe to %1: ask for subscribe permission or "
                            "choose another subject with --reply")
                .arg(reply);
        return Text::tr("not permitted to subscribe to the inbox: allow subscribing to %1.>, or "
                        "choose a permitted prefix with --inbox-prefix")
            .arg(nats::subject::toText(inboxPrefix));
    case ReplySubjectRejected:
        return Text::tr("the server refuses the reply subject %1: choose another with --reply or "
                        "leave it out")
            .arg(reply);
    case SubscriptionLimit:
        return Text::tr("the server allows no further subscription: ask for a higher limit or "
                        "close other connections of this account");
    default:
        return nats::sentence(outcome, spec);
    }
}

QString afterLines(const fanin::Run &run)
{
    const fanin::Run::Figures figures = run.figures();
    QString text;
    if (figures.late > 0)
        text += Text::tr("Late: %1, after the end and not counted\n").arg(figures.late);
    if (figures.stray > 0)
        text += Text::tr("Stray: %1, after the late window\n").arg(figures.stray);
    return text;
}

QString wireLine(const nats::WireEntry &entry, base::Instant origin)
{
    const bool out = entry.direction == nats::WireEntry::Direction::Out;
    QString line = ui::formatMillis(entry.at - origin).rightJustified(kTimeWidth + 2)
        + (out ? u" ms  → "_s : u" ms  ← "_s) + ui::previewText(entry.line, kMaxWireLine);
    if (entry.bodyBytes >= 0)
        line += Text::tr("  + %1 bytes").arg(entry.bodyBytes);
    return line + u'\n';
}

} // namespace commands
