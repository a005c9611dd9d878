// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/context.h"

#include "core/profiles/extras.h"
#include "core/profiles/objecttext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;
using base::json::Value;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(profiles::Context)
};

constexpr char kTlsFirst[] = "tls_first";
// Of Windows only; kept for it, behind the others.
constexpr const char *kWindowsTexts[]
    = {"windows_cert_store", "windows_cert_match_by", "windows_cert_match"};
constexpr char kWindowsList[] = "windows_ca_certs_match";
// The CLI reads it, takes the file's name instead, and never writes it.
constexpr char kName[] = "name";
constexpr char kFanin[] = "fanin";

base::Error bad(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

const Field *fieldOf(const Member &member)
{
    const auto it = std::ranges::find_if(
        fields(), [&member](const Field &field) { return member.isNamed(field.key); });
    return it == fields().end() ? nullptr : &*it;
}

bool isText(const Member &member)
{
    return fieldOf(member) || member.isNamed(kName)
        || std::ranges::any_of(kWindowsTexts,
                               [&member](const char *key) { return member.isNamed(key); });
}

bool isKnown(const Member &member)
{
    return isText(member) || member.isNamed(kTlsFirst) || member.isNamed(kWindowsList);
}

std::optional<base::Error> typeProblem(const Member &member)
{
    if (member.type == Value::Type::Null)
        return std::nullopt;
    if (isText(member) && member.type != Value::Type::Text)
        return wrongType(member, Text::tr("a text in quotes"));
    if (member.isNamed(kTlsFirst) && member.type != Value::Type::True
        && member.type != Value::Type::False)
        return wrongType(member, Text::tr("true or false, without quotes,"));
    if (member.isNamed(kWindowsList) && !textsOf(member.value))
        return wrongType(member, Text::tr("a list of texts"));
    return std::nullopt;
}

base::Result<std::vector<Member>> contextMembers(QByteArrayView json)
{
    if (json.size() > kMaxContextSize) {
        return base::Error{base::ErrorKind::Limit,
                           Text::tr("at most %1 bytes are read, there are %2")
                               .arg(kMaxContextSize)
                               .arg(json.size()),
                           -1};
    }
    auto members = membersOf(json);
    if (!members)
        return members;
    for (const Member &member : *members) {
        if (auto problem = typeProblem(member))
            return *problem;
    }
    return members;
}

// As in Go the last of several counts, and null is none.
const Member *lastOf(const std::vector<Member> &members, const char *key)
{
    const auto it = std::find_if(members.rbegin(), members.rend(), [key](const Member &member) {
        return member.isNamed(key) && member.type != Value::Type::Null;
    });
    return it == members.rend() ? nullptr : &*it;
}

const Member *faninMember(const std::vector<Member> &members)
{
    const auto it = std::find_if(members.rbegin(), members.rend(),
                                 [](const Member &member) { return member.name == kFanin; });
    return it == members.rend() ? nullptr : &*it;
}

// An error found inside of a member, as one of the document.
base::Error within(const Member &member, base::Error error)
{
    error.text = Text::tr("“%1” (byte %2): %3")
                     .arg(QString::fromUtf8(member.name))
                     .arg(member.offset)
                     .arg(error.text);
    error.offset = member.offset;
    return error;
}

void addWindows(ObjectText &object, const std::vector<Member> &members)
{
    for (const char *key : kWindowsTexts) {
        const Member *member = lastOf(members, key);
        object.addText(key, member ? QByteArrayView(member->text) : QByteArrayView());
    }
    const Member *list = lastOf(members, kWindowsList);
    if (list)
        object.addTexts(kWindowsList, *textsOf(list->value));
    else
        object.add(goText(kWindowsList), "null");
}

void addSettings(ObjectText &object, const Settings &settings, const std::vector<Member> &before)
{
    for (const Field &field : fields())
        object.addText(field.key, (settings.*field.member).toUtf8());
    object.addFlag(kTlsFirst, settings.tlsFirst);
    addWindows(object, before);
}

} // namespace

base::Result<Settings> parseContext(QByteArrayView json)
{
    const auto members = contextMembers(json);
    if (!members)
        return members.error();
    Settings settings;
    for (const Member &member : *members) {
        if (member.type == Value::Type::Null)
            continue;
        if (const Field *field = fieldOf(member))
            settings.*field->member = QString::fromUtf8(member.text);
        else if (member.isNamed(kTlsFirst))
            settings.tlsFirst = member.type == Value::Type::True;
    }
    return settings;
}

base::Result<QByteArray> writeContext(const Settings &settings, QByteArrayView before)
{
    const auto members = contextMembers(before.isEmpty() ? QByteArrayView("{}") : before);
    if (!members)
        return members.error();
    ObjectText object;
    addSettings(object, settings, *members);
    for (const Member &member : *members) {
        if (!isKnown(member))
            object.add(member.key, member.value);
    }
    return object.finished();
}

base::Result<Extras> parseProfileExtras(QByteArrayView json)
{
    const auto members = contextMembers(json);
    if (!members)
        return members.error();
    const Member *own = faninMember(*members);
    if (!own)
        return Extras{};
    auto extras = parseExtras(own->value);
    if (extras)
        return extras;
    return within(*own, extras.error());
}

base::Result<QByteArray> writeProfile(const Settings &settings, const Extras &extras,
                                      QByteArrayView before)
{
    const auto members = contextMembers(before.isEmpty() ? QByteArrayView("{}") : before);
    if (!members)
        return members.error();
    const Member *own = faninMember(*members);
    const auto written = writeExtras(extras, own ? own->value : QByteArrayView(), 1);
    if (!written)
        return within(*own, written.error());
    ObjectText object;
    addSettings(object, settings, *members);
    object.add(goText(kFanin), *written);
    for (const Member &member : *members) {
        if (!isKnown(member) && member.name != kFanin)
            object.add(member.key, member.value);
    }
    return object.finished();
}

base::Result<base::Done> checkContextName(const QString &name)
{
    if (name.isEmpty())
        return bad(Text::tr("Name: it is empty"));
    for (const QString &forbidden : {u".."_s, u"/"_s, u"\\"_s}) {
        if (name.contains(forbidden))
            return bad(Text::tr("Name: “%1” is not allowed in it").arg(forbidden));
    }
    if (name.contains(QChar::Null))
        return bad(Text::tr("Name: the character with the code 0 is not allowed in it"));
    return base::Done{};
}

base::Result<base::Done> checkSettings(const Settings &settings)
{
    QStringList ways;
    for (const Field &field : fields()) {
        const auto is = [&field](QString Settings::*member) {
            return field.member == member;
        };
        const bool way = is(&Settings::user) || is(&Settings::creds) || is(&Settings::nkey)
            || is(&Settings::nsc) || is(&Settings::userJwt);
        if (way && !(settings.*field.member).isEmpty())
            ways += QString::fromLatin1(field.key);
    }
    if (ways.size() > 1) {
        return bad(Text::tr("Only one way to log in can be kept, there are %1: %2")
                       .arg(ways.size())
                       .arg(ways.join(u", "_s)));
    }
    return base::Done{};
}

} // namespace profiles
