// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentreenode.h"

#include "core/jwt/claimrows.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::TokenTree)
};

QByteArray folded(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8).toCaseFolded().toUtf8();
}

// Nobody shows a name longer than this in a list; a hostile one could be a megabyte.
constexpr qsizetype kMaxName = 200;

QString nameOfSubject(const jwt::Claims &claims, QByteArrayView subject)
{
    const QString name = QString::fromUtf8(claims.name.left(kMaxName)).simplified();
    return name.isEmpty() ? jwt::shortKey(subject) : name;
}

QString accountName(const jwt::Book &book, const QByteArray &account)
{
    const jwt::TokenPtr token = book.newest(jwt::Kind::Account, account);
    return token ? nameOfSubject(token->claims(), account) : jwt::shortKey(account);
}

QString originText(const jwt::Book &book, const TokenTreeNode &node)
{
    if (!node.token)
        return {};
    for (const jwt::Book::Entry *entry : book.copies(node.token->kind(), node.subject)) {
        if (entry->token->text() == node.token->text() && !entry->origins.empty())
            return entry->origins.front().source;
    }
    return {};
}

QString userDetail(const TokenTreeNode &node)
{
    const jwt::AccountClaims *account
        = node.parent && node.parent->token ? node.parent->token->asAccount() : nullptr;
    if (!account || !node.token)
        return {};
    const auto key
        = std::ranges::find(account->signingKeys, node.token->claims().iss, &jwt::SigningKey::key);
    if (key == account->signingKeys.end() || !key->scoped)
        return {};
    return key->role.isEmpty() ? Text::tr("scoped")
                               : Text::tr("scoped: %1").arg(QString::fromUtf8(key->role));
}

QString activationDetail(const TokenTreeNode &node)
{
    const jwt::ActivationClaims *claims = node.token->asActivation();
    const QString subject = claims ? QString::fromUtf8(claims->subject.left(kMaxName)) : QString();
    return node.holder ? Text::tr("%1 · embedded").arg(subject) : subject;
}

QString accountDetail(const TokenTreeNode &node)
{
    if (!node.token)
        return Text::tr("account not loaded");
    const jwt::OperatorClaims *claims
        = node.parent && node.parent->token ? node.parent->token->asOperator() : nullptr;
    return claims && claims->systemAccount == node.subject ? Text::tr("system account") : QString();
}

} // namespace

RowKind rowKindOf(const jwt::Token &token)
{
    if (!token.decodes())
        return RowKind::Broken;
    switch (token.kind()) {
    case jwt::Kind::Operator:
        return RowKind::Operator;
    case jwt::Kind::Account:
        return RowKind::Account;
    case jwt::Kind::User:
        return RowKind::User;
    case jwt::Kind::Activation:
        return RowKind::Activation;
    default:
        return RowKind::Other;
    }
}

QByteArray rowIdOf(const TreeToken &item)
{
    const auto hash = [&item] {
        return QCryptographicHash::hash(item.token->text(), QCryptographicHash::Sha256);
    };
    switch (rowKindOf(*item.token)) {
    case RowKind::Operator:
        return 'o' + item.token->claims().sub;
    case RowKind::Account:
        return 'a' + item.token->claims().sub;
    case RowKind::User:
        return 'u' + item.token->claims().sub;
    default:
        // An embedded token may also stand alone, and be embedded twice.
        return item.holder ? QByteArray('e' + item.holder->claims().sub + hash())
                           : QByteArray('t' + hash());
    }
}

QByteArray sortKeyOf(const TokenTreeNode &node)
{
    // What comes first among siblings of different kinds.
    char rank = 'm';
    if (node.isGroup())
        rank = char('x' + (int(node.kind) - int(RowKind::UnknownOperator)));
    else if (node.kind == RowKind::Copy)
        rank = 'a';
    else if (node.kind == RowKind::Activation)
        rank = 'n';
    QByteArray name;
    if (node.kind == RowKind::Copy)
        name = QByteArray::number(std::numeric_limits<qint64>::max() - node.token->claims().iat);
    else if (node.token)
        name = folded(node.token->claims().name.left(kMaxName));
    if (name.isEmpty())
        name = "\x7f"; // after what has a name
    return rank + name + '\0' + node.id;
}

QByteArray haystackOf(const TokenTreeNode &node)
{
    if (!node.token)
        return node.subject.toLower();
    const jwt::Claims &claims = node.token->claims();
    QByteArray all = claims.name + '\n' + claims.sub;
    for (const QByteArray &tag : claims.tags)
        all += '\n' + tag;
    if (const auto *account = node.token->asAccount()) {
        for (const jwt::SigningKey &key : account->signingKeys)
            all += '\n' + key.key;
    } else if (const auto *owner = node.token->asOperator()) {
        for (const QByteArray &key : owner->signingKeys)
            all += '\n' + key;
    } else if (const auto *activation = node.token->asActivation()) {
        all += '\n' + activation->subject;
    }
    return folded(all);
}

QString rowName(const TokenTreeNode &node, const jwt::Book &book)
{
    switch (node.kind) {
    case RowKind::UnknownOperator:
        return Text::tr("Unknown operator");
    case RowKind::OtherGroup:
        return Text::tr("Other tokens");
    case RowKind::BrokenGroup:
        return Text::tr("Not decodable");
    case RowKind::Activation:
        return Text::tr("⇐ %1").arg(accountName(book, jwt::accountOf(node.token->claims())));
    case RowKind::Copy:
        return Text::tr("older copy");
    case RowKind::Broken:
        if (node.token->claims().sub.isEmpty() && node.token->claims().name.isEmpty()) {
            const QByteArray start = node.token->text().left(16);
            return start.isEmpty() ? Text::tr("(empty)")
                                   : QString::fromLatin1(start).simplified() + u'…';
        }
        break;
    default:
        break;
    }
    return node.token ? nameOfSubject(node.token->claims(), node.subject)
                      : jwt::shortKey(node.subject);
}

QString rowDetail(const TokenTreeNode &node, const jwt::Book &book)
{
    switch (node.kind) {
    case RowKind::Operator:
        return Text::tr("operator");
    case RowKind::Account:
        return accountDetail(node);
    case RowKind::User:
        return userDetail(node);
    case RowKind::Activation:
        return activationDetail(node);
    case RowKind::Copy:
        return originText(book, node);
    case RowKind::Other:
    case RowKind::Broken:
        return node.token->kind() == jwt::Kind::Unknown
            ? QString()
            : QString::fromLatin1(jwt::nameOf(node.token->kind())).replace(u'_', u' ');
    default:
        return {};
    }
}

bool matches(const TokenTreeNode &node, const QList<QByteArray> &needle)
{
    return !node.isGroup() && std::ranges::all_of(needle, [&node](const QByteArray &word) {
        return node.haystack.contains(word);
    });
}

} // namespace ui
