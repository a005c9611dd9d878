// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/sourcekind.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::SourceKind)
};

constexpr auto kDirectory = "dir:"_L1;
constexpr auto kNsc = "nsc:"_L1;
constexpr auto kConfig = "config:"_L1;
constexpr auto kResolver = "resolver:"_L1;
constexpr auto kPasted = "pasted"_L1;

} // namespace

QString titleOf(SourceKind kind)
{
    switch (kind) {
    case SourceKind::AccountServer:
        return Text::tr("Account server");
    case SourceKind::Directory:
        return Text::tr("Directory");
    case SourceKind::NscStore:
        return Text::tr("NSC store");
    case SourceKind::ServerConfig:
        return Text::tr("Server config");
    case SourceKind::File:
        return Text::tr("File");
    case SourceKind::Resolver:
        return Text::tr("NATS resolver");
    case SourceKind::Pasted:
        return Text::tr("Pasted");
    }
    return {};
}

QString hintOf(SourceKind kind)
{
    switch (kind) {
    case SourceKind::AccountServer:
        return u"http://127.0.0.1:9090/jwt/v1/"_s;
    case SourceKind::Directory:
        return Text::tr("A folder of .jwt files, flat or sharded");
    case SourceKind::NscStore:
        return Text::tr("nsc.json, or a folder of nsc's operators");
    case SourceKind::ServerConfig:
        return Text::tr("A nats-server configuration with resolver_preload");
    case SourceKind::File:
        return Text::tr("A .jwt or .creds file, or a pack");
    case SourceKind::Resolver:
        return Text::tr("Connect with a user of the system account first");
    case SourceKind::Pasted:
        return Text::tr("What was pasted or dropped, while this tab is open");
    }
    return {};
}

QString sourceForm(const SourceAddress &source)
{
    const QString address = source.address.trimmed();
    switch (source.kind) {
    case SourceKind::AccountServer:
        return address.contains("://"_L1) ? address : QString("http://"_L1 + address);
    case SourceKind::Directory:
        return kDirectory + address;
    case SourceKind::NscStore:
        return kNsc + address;
    case SourceKind::ServerConfig:
        return kConfig + address;
    case SourceKind::File:
        return address;
    case SourceKind::Resolver:
        return kResolver + address;
    case SourceKind::Pasted:
        return kPasted;
    }
    return {};
}

SourceAddress sourceAddress(const QString &form)
{
    if (form == kPasted)
        return {SourceKind::Pasted, {}};
    if (form.startsWith("http://"_L1) || form.startsWith("https://"_L1))
        return {SourceKind::AccountServer, form};
    if (form.startsWith(kDirectory))
        return {SourceKind::Directory, form.mid(kDirectory.size())};
    if (form.startsWith(kNsc))
        return {SourceKind::NscStore, form.mid(kNsc.size())};
    if (form.startsWith(kConfig))
        return {SourceKind::ServerConfig, form.mid(kConfig.size())};
    if (form.startsWith(kResolver))
        return {SourceKind::Resolver, form.mid(kResolver.size())};
    return {SourceKind::File, form};
}

} // namespace ui
