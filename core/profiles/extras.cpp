// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/extras.h"

#include "core/profiles/objecttext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace profiles {

namespace {

using base::json::Value;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(profiles::Extras)
};

struct Flag
{
    const char *key;
    bool Extras::*member;
};

constexpr Flag kFlags[] = {
    {"read_only", &Extras::readOnly},
    {"no_echo", &Extras::noEcho},
    {"ignore_discovered", &Extras::ignoreDiscovered},
    {"require_tls", &Extras::requireTls},
    {"plain_login_allowed", &Extras::plainLoginAllowed},
};
constexpr char kKeychained[] = "keychained";

bool isKnown(const Member &member)
{
    return member.name == kKeychained || std::ranges::any_of(kFlags, [&member](const Flag &flag) {
               return member.name == flag.key;
           });
}

} // namespace

base::Result<Extras> parseExtras(QByteArrayView json)
{
    const auto members = membersOf(json);
    if (!members)
        return members.error();
    Extras extras;
    for (const Member &member : *members) {
        for (const Flag &flag : kFlags) {
            if (member.name != flag.key)
                continue;
            if (member.type != Value::Type::True && member.type != Value::Type::False)
                return wrongType(member, Text::tr("true or false"));
            extras.*flag.member = member.type == Value::Type::True;
        }
        if (member.name != kKeychained)
            continue;
        const auto keys = textsOf(member.value);
        if (!keys)
            return wrongType(member, Text::tr("a list of texts"));
        extras.keychained = *keys;
    }
    return extras;
}

base::Result<QByteArray> writeExtras(const Extras &extras, QByteArrayView before, int depth)
{
    const auto members = membersOf(before.isEmpty() ? QByteArrayView("{}") : before);
    if (!members)
        return members.error();
    ObjectText object(depth);
    for (const Flag &flag : kFlags) {
        if (extras.*flag.member)
            object.addFlag(flag.key, true);
    }
    if (!extras.keychained.isEmpty())
        object.addTexts(kKeychained, extras.keychained);
    for (const Member &member : *members) {
        if (!isKnown(member))
            object.add(member.key, member.value);
    }
    return object.finished();
}

base::Result<ContextExtras> parseContextExtras(QByteArrayView json)
{
    const auto members = membersOf(json);
    if (!members)
        return members.error();
    ContextExtras all;
    for (const Member &member : *members) {
        const QString name = QString::fromUtf8(member.name);
        all.insert(name, parseExtras(member.value));
    }
    return all;
}

} // namespace profiles
