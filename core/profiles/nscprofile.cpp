// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/nscprofile.h"

#include "core/jwt/nscstore.h"
#include "core/jwt/token.h"
#include "core/jwt/tokenfile.h"
#include "core/profiles/reference.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QUrl>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(profiles::NscProfile)
};

// How many entries of a folder of the store are looked at.
constexpr qsizetype kMaxEntries = 10'000;

base::Error bad(const QString &text, base::ErrorKind kind = base::ErrorKind::InvalidInput)
{
    return {kind, text, -1};
}

struct Address
{
    QString operatorName, account, user;
    QString store, keyStore; ///< expanded; empty: nsc's own
};

QString decoded(QString text)
{
    return QUrl::fromPercentEncoding(text.replace(u'+', u' ').toUtf8());
}

base::Result<Address> parseAddress(const QString &reference, const QProcessEnvironment &environment)
{
    const QString text
        = reference.startsWith("nsc://"_L1, Qt::CaseInsensitive) ? reference.mid(6) : reference;
    const QStringList names = text.section(u'?', 0, 0).split(u'/');
    Address address;
    address.operatorName = decoded(names.value(0));
    address.account = decoded(names.value(1));
    address.user = decoded(names.value(2));
    for (const QString &name : {address.operatorName, address.account, address.user}) {
        if (names.size() != 3 || name.isEmpty() || name == "."_L1 || name == ".."_L1
            || name.contains(u'/'))
            return bad(Text::tr("nsc://Operator/Account/User is expected"));
    }
    for (const QString &part : text.section(u'?', 1).split(u'&')) {
        const QString key = part.section(u'=', 0, 0).toLower();
        if (key != "store"_L1 && key != "keystore"_L1)
            continue;
        const auto path = expandPath(decoded(part.section(u'=', 1)), environment);
        if (!path)
            return path.error();
        (key == "store"_L1 ? address.store : address.keyStore) = *path;
    }
    return address;
}

// The entry of `folder` with that name, or else with that name in another case.
QString entryNamed(const QString &folder, const QString &name, QDir::Filters filters)
{
    if (QFileInfo::exists(folder + u'/' + name))
        return name;
    const QStringList entries = QDir(folder).entryList(filters | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &entry : entries.first(qMin(entries.size(), kMaxEntries))) {
        if (entry.compare(name, Qt::CaseInsensitive) == 0)
            return entry;
    }
    return {};
}

QString keyStoreOf(const QProcessEnvironment &environment)
{
    if (const QString path = environment.value(u"NKEYS_PATH"_s); !path.isEmpty())
        return path;
    const QString home = homeOf(environment);
    QString data = environment.value(u"XDG_DATA_HOME"_s);
    if (data.isEmpty())
        data = home + u"/.local/share"_s;
    const QString present = data + u"/nats/nsc/keys"_s;
    const QString legacy = home + u"/.nkeys"_s;
    return !QFileInfo(present).isDir() && QFileInfo(legacy).isDir() ? legacy : present;
}

QStringList serviceUrls(const QString &operatorFile)
{
    const auto text = jwt::readTokenFile(operatorFile);
    if (!text)
        return {};
    const jwt::TokenPtr token = jwt::Token::decode(*text);
    QStringList urls;
    if (const jwt::OperatorClaims *claims = token->asOperator()) {
        for (const QByteArray &url : claims->serviceUrls)
            urls += QString::fromUtf8(url);
    }
    return urls;
}

} // namespace

base::Result<NscProfile> readNscProfile(const QString &reference,
                                        const QProcessEnvironment &environment)
{
    const auto address = parseAddress(reference, environment);
    if (!address)
        return address.error();
    const auto store = jwt::findNscStore(address->store, [&environment](const char *name) {
        return environment.value(QString::fromLatin1(name));
    });
    if (!store)
        return store.error();

    const QString operatorName = entryNamed(store->root, address->operatorName, QDir::Dirs);
    if (operatorName.isEmpty())
        return bad(Text::tr("there is no operator “%1” in the nsc store %2")
                       .arg(address->operatorName, store->root));
    const QString folder = store->root + u'/' + operatorName;
    const QString account = entryNamed(folder + u"/accounts"_s, address->account, QDir::Dirs);
    if (account.isEmpty())
        return bad(Text::tr("the operator “%1” has no account “%2” in the nsc store %3")
                       .arg(operatorName, address->account, store->root));
    const QString users = folder + u"/accounts/"_s + account + u"/users"_s;
    const QString user = entryNamed(users, address->user + u".jwt"_s, QDir::Files);
    if (user.isEmpty())
        return bad(Text::tr("the account “%1” of “%2” has no user “%3” in the nsc store %4")
                       .arg(account, operatorName, address->user, store->root));

    const QString keys = address->keyStore.isEmpty() ? keyStoreOf(environment) : address->keyStore;
    NscProfile profile;
    profile.credsFile = keys + u"/creds/"_s + operatorName + u'/' + account + u'/' + user.chopped(4)
        + u".creds"_s;
    if (!QFileInfo(profile.credsFile).isFile())
        return bad(Text::tr("the key store has no credentials of that user: there is no %1 "
                            "(`nsc generate creds` writes it)")
                       .arg(profile.credsFile),
                   base::ErrorKind::Io);
    profile.serviceUrls = serviceUrls(folder + u'/' + operatorName + u".jwt"_s);
    return profile;
}

} // namespace profiles
