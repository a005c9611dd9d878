// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/capture/entry.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <optional>
#include <variant>

// A capture as a file: JSON Lines, documented in the README. The first line says what it is:
//   {"fanin":"capture","version":1,"startedAt":"…Z","subjects":["orders.>"],"server":"…","redacted":true,
//    "inboxPrefixes":["_INBOX"]}
// then one message a line, as `fanin watch --json` prints them:
//   {"at":"2026-11-21T20:01:33.000000001Z","subject":…,"reply":…|null,"headers":[["K","V"],…]|null,
//    "payloadText":…|null,"payloadBase64":…}
// `headers` are names and values in their order; a block that this cannot give back byte for byte
// comes as "headersBase64" besides. Subjects that are not UTF-8 come as "subjectBase64" and
// "replyBase64" besides. Where two forms are there the Base64 counts. `payloadText` is null for
// what is not UTF-8, and past kMaxPlainPayload; `headers` past kMaxPlainHeaders. Gaps:
// {"gap":{"from":…,"to":…}}, with "stopped":true where nobody watched; lost messages:
// {"lost":{"at":…,"count":…}}. Unknown members are ignored; lines that cannot be read are counted
// and told, the rest is read.
namespace capture {

inline constexpr quint64 kFileVersion = 1;

struct FileHead
{
    quint64 version = kFileVersion;
    std::optional<std::chrono::system_clock::time_point> startedAt;
    std::vector<QByteArray> subjects;
    QString server;
    bool redacted = false;
    std::vector<QByteArray> inboxPrefixes; ///< besides those everybody has
};

struct FileMessage
{
    std::chrono::system_clock::time_point at;
    QByteArray subject;
    QByteArray reply;
    QByteArray headerBlock;
    QByteArray payload;
};
struct FileGap
{
    std::chrono::system_clock::time_point from, to;
    GapCause cause = GapCause::Away;
};
struct FileLost
{
    std::chrono::system_clock::time_point at;
    quint64 count = 0;
};
using FileLine = std::variant<FileHead, FileMessage, FileGap, FileLost>;

// Every message there can be makes a line that is read again.
inline constexpr qsizetype kMaxLine = 128 * 1024 * 1024; ///< of a file, in bytes
inline constexpr qsizetype kMaxHeadSubjects = 10'000;
inline constexpr qsizetype kMaxFileSubject = 65'535;           ///< as nats::Message
inline constexpr qsizetype kMaxFileBody = 65 * 1024 * 1024;    ///< headers, redacted, and payload
inline constexpr qsizetype kMaxPlainPayload = 4 * 1024 * 1024; ///< more comes as Base64 alone
inline constexpr qsizetype kMaxPlainHeaders = 1024 * 1024;

// One line without its end. The error says what was expected and where.
[[nodiscard]] base::Result<FileLine> readLine(QByteArrayView line);

// With their line end. The latter says how many values of headers were redacted.
void writeHead(QByteArray &out, const FileHead &head);
qsizetype writeEntry(QByteArray &out, const Entry &entry, const base::WallAnchor &anchor,
                     bool redact);

} // namespace capture
