// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/requestline.h"

#include "core/base/jsonwriter.h"
#include "core/base/time.h"
#include "ui/common/format.h"

#include <QtCore/QDateTime>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using accountserver::LogEntry;

constexpr int kClientWidth = 15; // of an IPv4 address

QDateTime timeOf(const LogEntry &entry)
{
    const auto since = entry.at.time_since_epoch();
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(since).count(), Qt::UTC);
}

} // namespace

QString requestLine(const LogEntry &entry)
{
    QString line = timeOf(entry).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) + u"Z  "_s
        + QString::fromUtf8(entry.client).leftJustified(kClientWidth) + u"  "_s
        + (entry.status == 0 ? u"---"_s : QString::number(entry.status)) + u"  "_s
        + (entry.method.isEmpty() ? u"-"_s : QString::fromUtf8(entry.method + ' ' + entry.target))
        + u"  "_s + ui::formatBytes(entry.bytes) + u"  "_s + ui::formatSpan(entry.took);
    if (!entry.note.isEmpty())
        line += u"  "_s + entry.note;
    // Logs are cut up by programs too.
    return line.replace(QChar(0x2009), u' ');
}

QByteArray requestJson(const LogEntry &entry)
{
    base::json::Writer w;
    w.beginObject();
    w.key("event");
    w.text(QByteArrayView("request"));
    w.key("at");
    w.text(timeOf(entry).toString(Qt::ISODateWithMs));
    w.key("client");
    w.text(entry.client);
    w.key("userAgent");
    w.text(entry.userAgent);
    w.key("method");
    w.text(entry.method);
    w.key("target");
    w.text(entry.target);
    w.key("status");
    w.number(qint64(entry.status));
    w.key("etagHit");
    w.flag(entry.etagHit);
    w.key("bytes");
    w.number(entry.bytes);
    w.key("us");
    w.number(base::microseconds(entry.took));
    w.key("key");
    w.text(entry.key);
    w.key("note");
    w.text(entry.note);
    w.endObject();
    return w.bytes();
}

} // namespace commands
