// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/tokeninput.h"

#include "app/commands/readall.h"
#include "core/jwt/tokentext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <cstdio>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::TokenInput)
};

constexpr qsizetype kPackKeyMin = 56; // an account's key; an activation's hash has padding too

base::Error unreadable(const QString &name, const QString &why)
{
    return {base::ErrorKind::InvalidInput, Text::tr("%1 cannot be read: %2").arg(name, why), -1};
}

bool isToken(const QByteArray &argument)
{
    return argument.startsWith("eyJ") && argument.contains('.');
}

bool isPack(const QByteArray &content)
{
    const qsizetype bar = content.indexOf('|');
    return bar >= kPackKeyMin && bar < content.indexOf('.');
}

} // namespace

base::Result<TokenInput> readTokenInput(const QByteArray &argument)
{
    TokenInput input;
    input.name = QString::fromLocal8Bit(argument);
    QByteArray content;
    QFile file(input.name);
    if (argument != "-" && isToken(argument) && !file.exists()) {
        content = argument;
        input.name = Text::tr("token");
    } else {
        const bool open = argument == "-" ? file.open(stdin, QIODevice::ReadOnly)
                                          : file.open(QIODevice::ReadOnly);
        if (!open)
            return unreadable(input.name, file.errorString());
        auto bytes = readAll(file, input.name, kMaxTokenFile);
        if (!bytes)
            return bytes.error();
        content = std::move(bytes).value();
    }
    if (!content.contains("---") && !isPack(content)) {
        input.tokens.push_back(jwt::Token::decode(content));
        return input;
    }
    const jwt::TokenText text = jwt::findTokens(content);
    for (const jwt::FoundText &found : text.tokens)
        input.tokens.push_back(jwt::Token::decode(found.token));
    if (input.tokens.empty())
        input.tokens.push_back(jwt::Token::decode({}));
    if (const auto seed = nkey::KeyPair::fromSeed(text.seed.reveal()); seed)
        input.seedKey = seed->publicKey();
    input.warning = text.warning;
    input.truncated = text.truncated;
    if (text.truncated) {
        input.warning += (input.warning.isEmpty() ? QString() : u"; "_s)
            + Text::tr("there are more than %1 tokens, the rest is left out")
                  .arg(text.tokens.size());
    }
    base::wipe(content);
    return input;
}

} // namespace commands
