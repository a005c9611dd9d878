// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demooperator.h"
#include "core/jwt/issuer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <optional>

namespace app {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::DemoStore)
};

constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

QString text(const QByteArray &name)
{
    return QString::fromUtf8(name);
}

std::optional<base::Error> write(const QString &path, QByteArrayView content)
{
    const auto failed = [&path](const QString &why) {
        return base::Error{base::ErrorKind::Io,
                           Text::tr("%1 could not be written: %2").arg(path, why)};
    };
    if (!QDir().mkpath(path.section(u'/', 0, -2)))
        return failed(Text::tr("its folder cannot be made"));
    QFile file(path);
    // Before there is anything in it to be read by others.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly))
        return failed(file.errorString());
    if (file.write(content.data(), content.size()) != content.size() || !file.flush())
        return failed(file.errorString());
    return std::nullopt;
}

} // namespace

QString demoStorePath(const QString &directory)
{
    return directory + u"/stores/ACME"_s;
}

QString demoOperatorPath(const QString &directory)
{
    return demoStorePath(directory) + u"/ACME.jwt"_s;
}

QString demoAccountsPath(const QString &directory)
{
    return directory + u"/jwts"_s;
}

QString demoConfigurationPath(const QString &directory)
{
    return directory + u"/server.conf"_s;
}

QString demoCredsPath(const QString &directory, const QString &account, const QString &user)
{
    return directory + u"/creds/ACME/%1/%2.creds"_s.arg(account, user);
}

base::Result<base::Done> writeDemoStore(const DemoOperator &demo, const QString &directory)
{
    const QString store = demoStorePath(directory);
    const QByteArray about
        = R"({"managed":false,"name":")" + demo.name + R"(","kind":"operator","version":"1"})";
    if (auto error = write(store + u"/.nsc"_s, about))
        return *error;
    if (auto error = write(demoOperatorPath(directory), demo.token))
        return *error;
    for (const DemoAccount &account : demo.accounts) {
        const QString folder = store + u"/accounts/"_s + text(account.name);
        if (auto error = write(folder + u'/' + text(account.name) + u".jwt"_s, account.token))
            return *error;
        const QString served = demoAccountsPath(directory) + u'/' + text(account.key) + u".jwt"_s;
        if (auto error = write(served, account.token))
            return *error;
        for (const DemoUser &user : account.users) {
            if (auto error = write(folder + u"/users/"_s + text(user.name) + u".jwt"_s, user.token))
                return *error;
            const base::Secret creds = jwt::credsFile(user.token, user.seed.reveal());
            if (auto error = write(demoCredsPath(directory, text(account.name), text(user.name)),
                                   creds.reveal()))
                return *error;
        }
    }
    return base::Done();
}

base::Result<base::Done> writeDemoConfiguration(const DemoOperator &demo, const QString &directory,
                                                const QByteArray &resolver)
{
    const QByteArray text = "server_name: demo\noperator: \"" + QFile::encodeName(demoOperatorPath(directory))
        + "\"\nsystem_account: " + demo.systemAccount + '\n' + resolver + '\n';
    if (auto error = write(demoConfigurationPath(directory), text))
        return *error;
    return base::Done();
}

} // namespace app
