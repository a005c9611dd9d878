// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/nscstore.h"

#include "core/base/json.h"
#include "core/jwt/readfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::NscStore)
};

constexpr auto kConfigFile = "nsc.json"_L1;
constexpr qint64 kMaxConfig = 1024 * 1024;
// How far above nsc.json a relative store_root is looked for.
constexpr int kMaxParents = 5;
// How many entries of a folder are looked at for operators.
constexpr int kMaxLooks = 1000;

base::Error io(const QString &text)
{
    return {base::ErrorKind::Io, text, -1};
}

bool isOperator(const QString &path)
{
    return QFileInfo(path + u"/.nsc"_s).isFile();
}

bool hasOperators(const QString &path)
{
    QDirIterator entries(path, QDir::Dirs | QDir::NoDotAndDotDot);
    for (int i = 0; i < kMaxLooks && entries.hasNext(); ++i) {
        if (isOperator(entries.next()))
            return true;
    }
    return false;
}

base::Result<NscStore> storeOfConfig(const QString &file)
{
    const auto content = readFile(file, kMaxConfig);
    if (!content)
        return content.error();
    const auto value = base::json::valueAt(*content, "/store_root");
    if (!value || value->isEmpty())
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("%1 names no store_root").arg(file), -1};
    const QString root = QString::fromUtf8(*value);
    if (QFileInfo(root).isAbsolute()) {
        if (QFileInfo(root).isDir())
            return NscStore{root, {}};
        return io(Text::tr("%1 names the store %2, which is not there").arg(file, root));
    }
    // nsc itself counts from where it is started, which nobody knows afterwards.
    QDir from(QFileInfo(file).absolutePath());
    for (int i = 0; i <= kMaxParents; ++i) {
        if (from.exists(root))
            return NscStore{QDir::cleanPath(from.filePath(root)), {}};
        if (!from.cdUp())
            break;
    }
    if (QFileInfo(root).isDir())
        return NscStore{QDir::cleanPath(QDir::current().filePath(root)), {}};
    return io(Text::tr("%1 names the store %2, which is not there").arg(file, root));
}

base::Result<NscStore> defaultStore(const NscEnvironment &environment)
{
    const QString home = environment("HOME").isEmpty() ? QDir::homePath() : environment("HOME");
    const QString config = environment("XDG_CONFIG_HOME").isEmpty()
        ? home + u"/.config"_s
        : environment("XDG_CONFIG_HOME");
    const QString data = environment("XDG_DATA_HOME").isEmpty() ? home + u"/.local/share"_s
                                                                : environment("XDG_DATA_HOME");
    const QString old
        = environment("NSC_HOME").isEmpty() ? home + u"/.nsc"_s : environment("NSC_HOME");
    // Deprecated, but where it is set it counts.
    if (!environment("NSC_HOME").isEmpty() && QFileInfo::exists(old + u'/' + kConfigFile))
        return storeOfConfig(old + u'/' + kConfigFile);
    if (const QString file = config + u"/nats/nsc/"_s + kConfigFile; QFileInfo::exists(file))
        return storeOfConfig(file);
    for (const QString &root : {QString(data + u"/nats/nsc/stores"_s), QString(old + u"/nats"_s)}) {
        if (QFileInfo(root).isDir())
            return NscStore{root, {}};
    }
    if (const QString file = old + u'/' + kConfigFile; QFileInfo::exists(file))
        return storeOfConfig(file);
    return io(Text::tr("There is no nsc store of this user: neither %1 nor %2")
                  .arg(config + u"/nats/nsc/"_s + kConfigFile, data + u"/nats/nsc/stores"_s));
}

} // namespace

bool isNscPlace(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isDir())
        return info.fileName() == kConfigFile && info.isFile();
    return isOperator(path) || QFileInfo::exists(path + u'/' + kConfigFile) || hasOperators(path);
}

base::Result<NscStore> findNscStore(const QString &path, const NscEnvironment &environment)
{
    if (path.isEmpty())
        return defaultStore(environment);
    const QString clean = QDir::cleanPath(path);
    const QFileInfo info(clean);
    if (!info.exists())
        return io(Text::tr("There is no %1").arg(path));
    if (info.isFile())
        return storeOfConfig(clean);
    if (isOperator(clean)) {
        const QFileInfo folder(info.absoluteFilePath());
        return NscStore{folder.path(), folder.fileName()};
    }
    if (hasOperators(clean))
        return NscStore{clean, {}};
    if (QFileInfo::exists(clean + u'/' + kConfigFile))
        return storeOfConfig(clean + u'/' + kConfigFile);
    for (const QString &below : {u"/stores"_s, u"/nats/nsc/stores"_s, u"/data/nats/nsc/stores"_s}) {
        if (hasOperators(clean + below))
            return NscStore{clean + below, {}};
    }
    return io(Text::tr("%1 is no nsc store: no folder in it has a file .nsc").arg(path));
}

} // namespace jwt
