// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"
#include "core/capture/capturefile.h"
#include "core/capture/filetime.h"
#include "core/capture/redaction.h"
#include "core/nats/headers.h"

namespace capture {

namespace {

constexpr QByteArrayView kPlainStart("NATS/1.0\r\n");

void append(QByteArray &out, QByteArrayView bytes)
{
    out.append(bytes.data(), bytes.size());
}

void appendEscaped(QByteArray &out, uchar byte)
{
    switch (byte) {
    case '"':
        return append(out, "\\\"");
    case '\\':
        return append(out, "\\\\");
    case '\n':
        return append(out, "\\n");
    case '\r':
        return append(out, "\\r");
    case '\t':
        return append(out, "\\t");
    default:
        constexpr char digits[] = "0123456789abcdef";
        append(out, "\\u00");
        out.append(digits[byte >> 4]).append(digits[byte & 0xf]);
    }
}

// Of UTF-8.
void appendText(QByteArray &out, QByteArrayView text)
{
    out.append('"');
    const char *const bytes = text.data();
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto byte = uchar(bytes[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        append(out, text.sliced(begin, i - begin));
        appendEscaped(out, byte);
        begin = i + 1;
    }
    append(out, text.sliced(begin));
    out.append('"');
}

// What is no UTF-8 is replaced by U+FFFD.
void appendLossyText(QByteArray &out, QByteArrayView text)
{
    const std::optional<QByteArray> repaired = base::repairedUtf8(text);
    appendText(out, repaired ? QByteArrayView(*repaired) : text);
}

void appendBase64(QByteArray &out, QByteArrayView bytes)
{
    out.append('"');
    out.append(QByteArray::fromRawData(bytes.data(), bytes.size()).toBase64());
    out.append('"');
}

// "subject":…, and the bytes themselves if they are no text.
void appendSubject(QByteArray &out, QByteArrayView key, QByteArrayView subject)
{
    append(out, ",\"");
    append(out, key);
    append(out, "\":");
    if (subject.isNull())
        return append(out, "null");
    appendLossyText(out, subject);
    if (subject.isValidUtf8())
        return;
    append(out, ",\"");
    append(out, key);
    append(out, "Base64\":");
    appendBase64(out, subject);
}

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t';
}

void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    if (!out.endsWith('['))
        out.append(',');
    out.append('[');
    appendLossyText(out, name);
    out.append(',');
    appendLossyText(out, value);
    out.append(']');
}

// The fields of a block that is "NATS/1.0", "Name: value" in each line, and a blank line: what
// nearly every client makes, and what reading can put together again byte for byte. False for any
// other, of which the beginning may have been written.
bool appendPlainFields(QByteArray &out, QByteArrayView block)
{
    if (!block.startsWith(kPlainStart) || !block.isValidUtf8())
        return false;
    for (QByteArrayView rest = block.sliced(kPlainStart.size());;) {
        const qsizetype end = rest.indexOf('\r');
        if (end < 0 || end + 1 >= rest.size() || rest[end + 1] != '\n')
            return false;
        const QByteArrayView line = rest.first(end);
        rest = rest.sliced(end + 2);
        if (line.isEmpty())
            return rest.isEmpty();
        const qsizetype colon = line.indexOf(':');
        if (colon < 1 || colon + 1 >= line.size() || line[colon + 1] != ' ' || line.contains('\n')
            || line.contains('\0'))
            return false;
        const QByteArrayView name = line.first(colon);
        const QByteArrayView value = line.sliced(colon + 2);
        if (isBlank(name.front()) || isBlank(name.back())
            || (!value.isEmpty() && (isBlank(value.front()) || isBlank(value.back()))))
            return false;
        appendField(out, name, value);
    }
}

void appendHeaders(QByteArray &out, QByteArrayView block)
{
    append(out, ",\"headers\":");
    if (block.isEmpty())
        return append(out, "null");
    const bool isLarge = block.size() > kMaxPlainHeaders;
    if (isLarge) {
        append(out, "null");
    } else {
        const qsizetype begin = out.size();
        out.append('[');
        if (appendPlainFields(out, block)) {
            out.append(']');
            return;
        }
        out.truncate(begin);
        out.append('[');
        const nats::Headers headers = nats::Headers::parse(block);
        for (const nats::HeaderField &field : headers.fields())
            appendField(out, field.name, field.value);
        out.append(']');
    }
    append(out, ",\"headersBase64\":");
    appendBase64(out, block);
}

qsizetype appendMessage(QByteArray &out, const Entry &entry, const base::WallAnchor &anchor,
                        bool redact)
{
    qsizetype values = 0;
    append(out, "{\"at\":\"");
    appendTime(out, anchor.wallAt(entry.at));
    out.append('"');
    appendSubject(out, "subject", entry.subject);
    appendSubject(out, "reply", entry.reply);
    if (redact && !entry.headerBlock.isEmpty()) {
        const Redaction redaction = redacted(entry.headerBlock);
        appendHeaders(out, redaction.block);
        values = redaction.values;
    } else {
        appendHeaders(out, entry.headerBlock);
    }
    append(out, ",\"payloadText\":");
    if (entry.payload.size() <= kMaxPlainPayload && entry.payload.isValidUtf8())
        appendText(out, entry.payload);
    else
        append(out, "null");
    append(out, ",\"payloadBase64\":");
    appendBase64(out, entry.payload);
    append(out, "}\n");
    return values;
}

void appendSubjects(QByteArray &out, QByteArrayView key, const std::vector<QByteArray> &subjects)
{
    out.append(key).append('[');
    qsizetype count = 0;
    for (const QByteArray &subject : subjects) {
        if (count == kMaxHeadSubjects)
            break;
        if (count++ > 0)
            out.append(',');
        appendLossyText(out, subject);
    }
    out.append(']');
}

} // namespace

void writeHead(QByteArray &out, const FileHead &head)
{
    append(out, "{\"fanin\":\"capture\",\"version\":");
    out.append(QByteArray::number(head.version));
    append(out, ",\"startedAt\":");
    if (head.startedAt) {
        out.append('"');
        appendTime(out, *head.startedAt);
        out.append('"');
    } else {
        append(out, "null");
    }
    appendSubjects(out, ",\"subjects\":", head.subjects);
    append(out, ",\"server\":");
    appendText(out, head.server.toUtf8());
    append(out, head.redacted ? ",\"redacted\":true" : ",\"redacted\":false");
    if (!head.inboxPrefixes.empty())
        appendSubjects(out, ",\"inboxPrefixes\":", head.inboxPrefixes);
    append(out, "}\n");
}

qsizetype writeEntry(QByteArray &out, const Entry &entry, const base::WallAnchor &anchor,
                     bool redact)
{
    switch (entry.kind) {
    case EntryKind::Message:
        return appendMessage(out, entry, anchor, redact);
    case EntryKind::Gap:
        append(out, "{\"gap\":{\"from\":\"");
        appendTime(out, anchor.wallAt(entry.at));
        append(out, "\",\"to\":\"");
        appendTime(out, anchor.wallAt(entry.until));
        append(out, entry.cause == GapCause::Stopped ? "\",\"stopped\":true}}\n" : "\"}}\n");
        break;
    case EntryKind::Lost:
        append(out, "{\"lost\":{\"at\":\"");
        appendTime(out, anchor.wallAt(entry.at));
        append(out, "\",\"count\":");
        out.append(QByteArray::number(entry.count));
        append(out, "}}\n");
        break;
    }
    return 0;
}

} // namespace capture
