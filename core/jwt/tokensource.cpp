// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/tokensource.h"

#include "core/jwt/configsource.h"
#include "core/jwt/directorysource.h"
#include "core/jwt/filesource.h"
#include "core/jwt/httpsource.h"
#include "core/jwt/nscsource.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::TokenSource)
};

// How much of a file is looked at to tell what it is.
constexpr qint64 kLook = 256 * 1024;

QString environment(const char *name)
{
    return qEnvironmentVariable(name);
}

base::Error missing(const QString &path)
{
    return {base::ErrorKind::Io, Text::tr("There is no %1").arg(path), -1};
}

bool isServerConfig(const QString &path)
{
    static const QRegularExpression option(
        u"^[ \\t]*[\"']?(operators?|resolver|resolver_preload|system_account|listen|include)[\"']?"
        u"[ \\t]*[:={ \\t]"_s,
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    if (path.endsWith(".conf"_L1) || path.endsWith(".config"_L1) || path.endsWith(".cfg"_L1))
        return true;
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
        && option.match(QString::fromUtf8(file.read(kLook))).hasMatch();
}

std::unique_ptr<TokenSource> openPath(const QString &path)
{
    const QFileInfo info(path);
    if (isNscPlace(path))
        return std::make_unique<NscSource>(path, &environment);
    if (info.isDir())
        return std::make_unique<DirectorySource>(path);
    // Anything but a file would block when looked into; the source says what is wrong with it.
    if (info.isFile() && isServerConfig(path))
        return std::make_unique<ConfigSource>(path);
    return std::make_unique<FileSource>(path);
}

} // namespace

base::Result<std::unique_ptr<TokenSource>> openSource(const QString &text,
                                                      const SourceOptions &options)
{
    const QString scheme = text.section(u"://"_s, 0, 0).toLower();
    if (text.contains("://"_L1)) {
        if (QStringList{u"nats"_s, u"tls"_s, u"ws"_s, u"wss"_s}.contains(scheme))
            return base::Error{
                base::ErrorKind::Unsupported,
                Text::tr("%1 is asked through a connection").arg(withoutSecrets(text)), -1};
        auto address = HttpAddress::parse(text);
        if (!address)
            return address.error();
        HttpOptions http;
        http.caFile = options.caFile;
        return std::unique_ptr<TokenSource>(
            std::make_unique<HttpSource>(std::move(address).value(), std::move(http)));
    }
    const QString kind = text.section(u':', 0, 0);
    const QString path = text.section(u':', 1);
    if (kind == "nsc"_L1 && text.contains(u':')) {
        auto store = findNscStore(path, &environment);
        if (!store)
            return store.error();
        return std::unique_ptr<TokenSource>(std::make_unique<NscSource>(path, &environment));
    }
    if (kind == "dir"_L1 && text.contains(u':')) {
        if (!QFileInfo(path).isDir())
            return missing(path);
        return std::unique_ptr<TokenSource>(std::make_unique<DirectorySource>(path));
    }
    if (kind == "config"_L1 && text.contains(u':')) {
        if (!QFileInfo::exists(path))
            return missing(path);
        return std::unique_ptr<TokenSource>(std::make_unique<ConfigSource>(path));
    }
    if (text.isEmpty())
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("Expected http://…, dir:PATH, nsc:PATH, config:FILE or a path"),
                           -1};
    if (!QFileInfo::exists(text))
        return missing(text);
    return openPath(text);
}

} // namespace jwt
