// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/pasteinput.h"

#include "core/nkey/nkey.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::PasteInput)
};

constexpr qsizetype kNkey = 56;
constexpr qsizetype kSeed = 58;
constexpr qsizetype kMostQuoted = 40;

PasteInput problem(const QString &text)
{
    return {PasteInput::What::Problem, {}, {}, text};
}

// Upper case letters and 2-7 only, as all nkeys and seeds.
bool isBase32(const QByteArray &word)
{
    return std::ranges::all_of(
        word, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'); });
}

PasteInput readKey(const QByteArray &word)
{
    const auto key = nkey::decodePublic(word);
    if (!key)
        return problem(Text::tr("That looks like a key, but: %1").arg(key.error().text));
    return {PasteInput::What::Key, {}, word, {}};
}

PasteInput readUrl(const QString &text)
{
    const QUrl url(text);
    if (url.scheme() == "file"_L1)
        return {PasteInput::What::Source, url.toLocalFile(), {}, {}};
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return problem(Text::tr("A %1:// address is a server to connect to. Connect first, then "
                                "choose “NATS resolver” as the source.")
                           .arg(url.scheme()));
    if (!url.isValid() || url.host().isEmpty())
        return problem(Text::tr("The URL has no host: expected http://host:port/jwt/v1/."));
    // One account's address: its server, asked for that account.
    const qsizetype at = text.indexOf("/accounts/"_L1);
    const QByteArray key = at < 0 ? QByteArray() : text.mid(at + 10).toLatin1();
    if (nkey::decodePublic(key))
        return {PasteInput::What::Source, text.left(at + 1), key, {}};
    return {PasteInput::What::Source, text, {}, {}};
}

} // namespace

QString expandHome(const QString &path, const QString &home)
{
    if (path == u'~')
        return home;
    return path.startsWith("~/"_L1) ? QString(home + path.mid(1)) : path;
}

PasteInput readPaste(const QByteArray &bytes, const std::function<bool(const QString &)> &exists)
{
    const QByteArray text = bytes.trimmed();
    if (text.isEmpty())
        return {};
    // Every token's header begins with {" in base64.
    if (text.contains("eyJ") || text.contains("-----BEGIN"))
        return {PasteInput::What::Tokens, {}, {}, {}};
    const bool oneWord = std::ranges::none_of(text, [](char c) { return c == ' ' || c == '\n'; });
    if (text.startsWith('S') && text.size() == kSeed && isBase32(text))
        return problem(Text::tr("That is a seed, a secret. It was not kept. Paste the token or the "
                                "public key instead."));
    if (text.size() == kNkey && isBase32(text))
        return readKey(text);
    const QString words = QString::fromUtf8(text);
    if (oneWord && words.contains("://"_L1))
        return readUrl(words);
    static constexpr std::array prefixes{"dir:"_L1, "nsc:"_L1, "config:"_L1};
    const bool prefixed = std::ranges::any_of(
        prefixes, [&words](QLatin1StringView p) { return words.startsWith(p); });
    const QString path = prefixed ? words : expandHome(words, QDir::homePath());
    if (prefixed || (!words.contains(u'\n') && exists(path)))
        return {PasteInput::What::Source, path, {}, {}};
    if (words.startsWith(u'/') || words.startsWith(u'~') || words.startsWith(u'.'))
        return problem(Text::tr("There is no file or folder %1.").arg(words.left(200)));
    const QString start
        = words.size() > kMostQuoted ? QString(words.left(kMostQuoted) + u'…') : words;
    return problem(Text::tr("Expected a token (eyJ…), the text of a .creds file, a path, a URL or "
                            "a public key (A…), got “%1” (%2 bytes).")
                       .arg(start.simplified())
                       .arg(text.size()));
}

} // namespace ui
