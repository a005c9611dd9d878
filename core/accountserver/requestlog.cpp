// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/requestlog.h"

#include "core/accountserver/routes.h"

#include <algorithm>

namespace accountserver {

namespace {

constexpr qsizetype kSeedSize = 58;

// By their looks, whatever the case and whether they are real: "SU" and 56 more of base32.
bool beginsSeed(QByteArrayView text)
{
    if (text.size() < kSeedSize || (text[0] | 0x20) != 's')
        return false;
    return std::all_of(text.begin(), text.begin() + kSeedSize, [](char c) {
        return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '2' && c <= '7');
    });
}

bool isKnown(QByteArrayView name)
{
    static constexpr const char *names[] = {"text", "decode", "check", "notify", "force", "max"};
    return std::any_of(std::begin(names), std::end(names),
                       [name](const char *known) { return name == QByteArrayView(known); });
}

} // namespace

QByteArray loggable(QByteArrayView text, qsizetype max)
{
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray result;
    for (qsizetype i = 0; i < text.size() && result.size() < max; ++i) {
        if (beginsSeed(text.sliced(i))) {
            result += "S*****";
            i += kSeedSize - 1;
            continue;
        }
        const uchar byte = uchar(text[i]);
        if (byte >= 0x20 && byte < 0x7f)
            result += char(byte);
        else
            result.append("\\x").append(hex[byte >> 4]).append(hex[byte & 15]);
    }
    return result.first(qMin(result.size(), max));
}

QByteArray loggableTarget(const Ask &ask)
{
    QByteArray target = ask.path;
    char separator = '?';
    for (const auto &[name, value] : ask.query) {
        target += separator + name + '=' + (isKnown(name) ? value : QByteArray("..."));
        separator = '&';
        if (target.size() > 4 * LogEntry::kMaxTarget)
            break;
    }
    return loggable(target, LogEntry::kMaxTarget);
}

} // namespace accountserver
