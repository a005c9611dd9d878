// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/jsontree.h"
#include "core/jwt/permissions.h"

#include <QtCore/QCoreApplication>

#include <set>
#include <tuple>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Permissions)
};

using base::json::Value;
// Direction, whether allowed, subject; the server drops queues and the order.
using Line = std::tuple<Direction, bool, QByteArray>;

std::optional<Value> member(const Value &object, QByteArrayView name)
{
    if (!object.isObject())
        return std::nullopt;
    for (const Value value : object) {
        if (value.name() == name)
            return value;
    }
    return std::nullopt;
}

void collect(const std::optional<Value> &lists, Direction direction, std::set<Line> &lines)
{
    for (const bool allow : {true, false}) {
        const auto list = lists ? member(*lists, allow ? "allow" : "deny") : std::nullopt;
        if (!list || !list->isArray())
            continue;
        for (const Value subject : *list)
            lines.insert({direction, allow, subject.text().toByteArray()});
    }
}

std::set<Line> linesOf(const EffectivePermissions &permissions)
{
    std::set<Line> lines;
    for (const PermissionLine &line : permissions.lines) {
        const bool written
            = line.origin != RuleOrigin::Nothing && line.origin != RuleOrigin::AllowResponses;
        if (line.effective && written)
            lines.insert({line.direction, line.allow, line.subject});
    }
    return lines;
}

} // namespace

base::Result<std::vector<PermissionDifference>>
compareWithServer(const EffectivePermissions &permissions, QByteArrayView userInfoReply)
{
    const auto tree = base::json::Tree::parse(userInfoReply);
    if (!tree)
        return tree.error();
    // The whole reply, or its data alone.
    const Value data = member(tree->root(), "data").value_or(tree->root());
    if (!member(data, "user")) {
        return base::Error{base::ErrorKind::Protocol,
                           Text::tr("The reply does not say who the user is."), -1};
    }
    std::set<Line> theirs;
    if (const auto granted = member(data, "permissions")) {
        collect(member(*granted, "publish"), Direction::Publish, theirs);
        collect(member(*granted, "subscribe"), Direction::Subscribe, theirs);
    }
    const std::set<Line> ours = linesOf(permissions);
    std::vector<PermissionDifference> differences;
    const auto add = [&differences](const Line &line, bool onServer) {
        const auto &[direction, allow, subject] = line;
        differences.push_back({direction, allow, subject, onServer});
    };
    for (const Line &line : ours) {
        if (!theirs.contains(line))
            add(line, false);
    }
    for (const Line &line : theirs) {
        if (!ours.contains(line))
            add(line, true);
    }
    return differences;
}

} // namespace jwt
