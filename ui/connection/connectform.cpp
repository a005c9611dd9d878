// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectform.h"

#include "core/nats/credentials.h"
#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ConnectForm", text);
}

QString authProblem(const ConnectForm &form)
{
    switch (form.auth) {
    case AuthKind::None:
        return {};
    case AuthKind::UserPassword:
        return form.user.isEmpty() ? tr("Type the user's name.") : QString();
    case AuthKind::Token:
        return form.token.isEmpty() ? tr("Type the token.") : QString();
    case AuthKind::NkeyFile: {
        if (form.file.isEmpty())
            return tr("Choose the file that holds the nkey seed.");
        const auto seed = nats::readSeedFile(form.file);
        return seed ? QString() : seed.error().text;
    }
    case AuthKind::CredsFile: {
        if (form.file.isEmpty())
            return tr("Choose a .creds file.");
        const auto creds = nats::readCredentialsFile(form.file);
        return creds ? QString() : creds.error().text;
    }
    }
    return {};
}

nats::Auth authOf(const ConnectForm &form)
{
    switch (form.auth) {
    case AuthKind::UserPassword:
        return nats::UserPassword{form.user, base::Secret(form.password.toUtf8())};
    case AuthKind::Token:
        return nats::Token{base::Secret(form.token.toUtf8())};
    case AuthKind::NkeyFile:
        return nats::NkeyFile{form.file};
    case AuthKind::CredsFile:
        return nats::CredsFile{form.file};
    case AuthKind::None:
        break;
    }
    return nats::NoAuth();
}

} // namespace

ConnectForm::Problems ConnectForm::problems() const
{
    Problems found;
    if (const auto urls = nats::parseServerUrls(servers); !urls)
        found.servers
            = servers.trimmed().isEmpty() ? tr("Type at least one server.") : urls.error().text;
    found.auth = authProblem(*this);
    if (!caFile.isEmpty() && !QFileInfo(caFile).isReadable())
        found.caFile = tr("This file cannot be read.");
    if (!inboxPrefix.isEmpty()) {
        if (const auto wrong = nats::subject::checkInboxPrefix(inboxPrefix.toUtf8()))
            found.inboxPrefix = wrong->text;
    }
    return found;
}

base::Result<nats::ConnectOptions> ConnectForm::options() const
{
    auto urls = nats::parseServerUrls(servers);
    if (!urls)
        return urls.error();
    nats::ConnectOptions result;
    result.name = name.trimmed();
    result.servers = std::move(urls).value();
    result.auth = authOf(*this);
    result.tls.caFile = caFile;
    if (!inboxPrefix.isEmpty())
        result.inboxPrefix = inboxPrefix.toUtf8();
    return result;
}

} // namespace ui
