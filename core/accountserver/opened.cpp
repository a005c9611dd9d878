// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/opened.h"

#include "core/accountserver/stores.h"
#include "core/jwt/tokenfile.h"

#include <QtCore/QCoreApplication>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Opened)
};

std::optional<base::Error> readOperator(const QString &path, jwt::UnixTime now, Opened &opened)
{
    auto authority = Authority::fromFile(path, now);
    if (!authority)
        return authority.error();
    opened.authority = std::move(authority).value();
    opened.operatorText = opened.authority.token()->text();
    return std::nullopt;
}

std::optional<base::Error> readSystemAccount(const QString &path, Opened &opened)
{
    auto text = jwt::readTokenFile(path);
    if (!text)
        return text.error();
    const jwt::TokenPtr token = jwt::Token::decode(*text);
    const auto wrong = [&path](const QString &what) {
        return base::Error{base::ErrorKind::InvalidInput, Text::tr("%1: %2").arg(path, what), -1};
    };
    if (!token->decodes() || !token->asAccount())
        return wrong(Text::tr("expected an account's token as that of the system account"));
    if (opened.authority.token() && !opened.authority.trusts(token->claims().iss))
        return wrong(
            Text::tr("this account is not signed by the operator %1").arg(opened.authority.name()));
    opened.systemAccount = storedToken(std::move(text).value());
    opened.systemAccountKey = token->claims().sub;
    return std::nullopt;
}

} // namespace

base::Result<Opened> openAll(const Options &options, jwt::UnixTime now)
{
    Opened opened;
    auto store = openStore(options);
    if (!store)
        return store.error();
    opened.store = std::move(store).value();
    const QString operatorFile = options.operatorFile.isEmpty() && options.store == StoreKind::Nsc
        ? nscOperatorFile(options.path)
        : options.operatorFile;
    if (operatorFile.isEmpty()) {
        opened.authority = options.primary.isEmpty() ? Authority() : Authority::anybody();
    } else {
        if (auto problem = readOperator(operatorFile, now, opened))
            return *std::move(problem);
    }
    if (!options.systemAccountFile.isEmpty()) {
        if (auto problem = readSystemAccount(options.systemAccountFile, opened))
            return *std::move(problem);
    }
    return opened;
}

} // namespace accountserver
