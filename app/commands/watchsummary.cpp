// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/watchsummary.h"

#include "core/base/counted.h"
#include "core/base/jsonwriter.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using End = WatchSummary::End;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::WatchSummary)
};

// For scripts: not translated.
const char *endName(End end)
{
    switch (end) {
    case End::Interrupted:
        return "interrupted";
    case End::Count:
        return "count";
    case End::Time:
        return "time";
    case End::Rate:
        return "rate";
    case End::Closed:
        return "closed";
    case End::ConnectionGone:
        return "connection";
    case End::Denied:
        return "denied";
    case End::RecordingFailed:
        return "recording";
    }
    return "";
}

QString count(quint64 number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(ui::formatCount(number));
}

} // namespace

ExitCode exitCode(const WatchSummary &summary)
{
    switch (summary.end) {
    case End::Interrupted:
        return ExitCode::Success;
    case End::Count: // of what was printed
        return summary.unprinted > 0 ? ExitCode::NotMet : ExitCode::Success;
    case End::Time:
        return summary.countMissed ? ExitCode::NotMet : ExitCode::Success;
    case End::Rate:
    case End::Closed:
    case End::RecordingFailed:
        return ExitCode::NotMet;
    case End::ConnectionGone:
        return ExitCode::NoConnection;
    case End::Denied:
        return ExitCode::Denied;
    }
    return ExitCode::NotMet;
}

QString summaryText(const WatchSummary &summary)
{
    const capture::Counts &counts = summary.counts;
    const quint64 printed
        = summary.listing.listed - qMin(summary.unprinted, summary.listing.listed);
    QStringList parts{
        Text::tr("received %1 (%2) in %3")
            .arg(count(counts.received, Text::tr("1 message"), Text::tr("%1 messages")),
                 ui::formatBytes(qint64(counts.receivedBytes)), ui::formatSpan(summary.time)),
        summary.pairs
            ? Text::tr("printed %1")
                  .arg(count(printed, Text::tr("1 conversation"), Text::tr("%1 conversations")))
            : Text::tr("printed %1").arg(ui::formatCount(printed)),
        Text::tr("lost %1").arg(ui::formatCount(counts.lost)),
    };
    const auto add = [&parts](quint64 number, const QString &text) {
        if (number > 0)
            parts += text.arg(ui::formatCount(number));
    };
    add(summary.unprinted, Text::tr("not printed because nobody read so fast: %1"));
    add(summary.listing.gone, Text::tr("gone from memory before they were printed: %1"));
    add(summary.listing.plain, Text::tr("asking for no reply: %1"));
    add(counts.copies, Text::tr("copies left out: %1"));
    add(counts.gaps, Text::tr("gaps in the connection: %1"));
    add(counts.slowConsumer, Text::tr("cut off as a slow consumer: %1"));
    add(summary.listing.redacted, Text::tr("header values redacted: %1"));
    if (summary.pairs && summary.uncertainty)
        parts += Text::tr("latencies as seen from here, ± %1")
                     .arg(ui::formatSpan(*summary.uncertainty));
    if (!summary.file.isEmpty()) {
        parts += Text::tr("recorded %1 in %2")
                     .arg(ui::formatCount(summary.recording.messages), summary.file);
        add(summary.recording.lost, Text::tr("not recorded because the disk was too slow: %1"));
        add(summary.recording.redacted, Text::tr("header values redacted there: %1"));
    }
    return parts.join(u"; "_s);
}

QByteArray summaryJson(const WatchSummary &summary)
{
    base::json::Writer w;
    const auto number = [&w](const char *key, quint64 value) {
        w.key(key);
        w.number(value);
    };
    w.beginObject();
    w.key("end");
    w.text(QByteArrayView(endName(summary.end)));
    w.key("us");
    w.number(base::microseconds(summary.time));
    number("received", summary.counts.received);
    number("receivedBytes", summary.counts.receivedBytes);
    number("listed", summary.listing.listed);
    number("notPrinted", summary.unprinted);
    number("lost", summary.counts.lost);
    number("copies", summary.counts.copies);
    number("gaps", summary.counts.gaps);
    number("slowConsumer", summary.counts.slowConsumer);
    number("noReplyAsked", summary.listing.plain);
    number("gone", summary.listing.gone);
    number("redacted", summary.listing.redacted);
    w.key("uncertaintyUs");
    if (summary.uncertainty)
        w.number(base::microseconds(*summary.uncertainty));
    else
        w.null();
    w.key("recording");
    if (summary.file.isEmpty()) {
        w.null();
    } else {
        w.beginObject();
        w.key("file");
        w.text(summary.file);
        number("messages", summary.recording.messages);
        number("lost", summary.recording.lost);
        number("redacted", summary.recording.redacted);
        number("bytes", quint64(summary.recording.bytes));
        w.endObject();
    }
    w.endObject();
    return w.bytes();
}

} // namespace commands
