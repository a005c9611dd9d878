// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/resolverreply.h"

#include "core/base/jsontree.h"

namespace jwt {

namespace {

using base::json::Value;
using namespace Qt::StringLiterals;

constexpr qsizetype kShownId = 8;

std::optional<Value> member(const std::optional<Value> &object, QByteArrayView name)
{
    if (!object || !object->isObject())
        return {};
    std::optional<Value> found;
    for (const Value value : *object) {
        if (value.name() == name)
            found.emplace(value);
    }
    return found;
}

QByteArray text(const std::optional<Value> &value)
{
    return value && value->isText() ? value->text().toByteArray() : QByteArray();
}

QList<QByteArray> texts(const std::optional<Value> &value)
{
    QList<QByteArray> all;
    if (!value || !value->isArray())
        return all;
    for (const Value element : *value) {
        if (element.isText())
            all += element.text().toByteArray();
    }
    return all;
}

} // namespace

QString AnsweringServer::text() const
{
    const QString shortId = QString::fromUtf8(id.left(kShownId)) + u'…';
    QString all
        = name.isEmpty() || name == id ? shortId : QString::fromUtf8(name) + u" ("_s + shortId;
    if (!version.isEmpty())
        all += (all.contains(u'(') ? u", "_s : u" ("_s) + QString::fromUtf8(version);
    return all.contains(u'(') ? QString(all + u')') : all;
}

std::optional<ServerAnswer> readServerAnswer(QByteArrayView payload)
{
    const auto tree = base::json::Tree::parse(payload);
    if (!tree)
        return {};
    const std::optional<Value> root = tree->root();
    const auto server = member(root, "server");
    if (!server || !server->isObject())
        return {};

    ServerAnswer answer;
    answer.server
        = {text(member(server, "name")), text(member(server, "id")), text(member(server, "ver"))};
    if (const auto error = member(root, "error"))
        answer.error = QString::fromUtf8(text(member(error, "description")));
    const auto data = member(root, "data");
    answer.accounts = texts(data && data->isArray() ? data : member(data, "accounts"));
    answer.token = text(member(member(data, "account_detail"), "jwt"));
    answer.operators = texts(member(data, "trusted_operators_jwt"));
    return answer;
}

} // namespace jwt
