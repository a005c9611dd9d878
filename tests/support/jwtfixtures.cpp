// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jwtfixtures.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace jwtfixtures {

using namespace Qt::StringLiterals;

QString path(const QString &relative)
{
    return QStringLiteral(FANIN_FIXTURES "/jwt/") + relative;
}

QByteArray read(const QString &relative)
{
    QFile file(path(relative));
    if (!file.open(QFile::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return file.readAll();
}

QJsonObject readJson(const QString &relative)
{
    return QJsonDocument::fromJson(read(relative)).object();
}

const QList<Entry> &manifest()
{
    static const QList<Entry> entries = [] {
        QList<Entry> list;
        const QJsonArray array = QJsonDocument::fromJson(read(u"manifest.json"_s)).array();
        for (const QJsonValue &value : array) {
            const QJsonObject object = value.toObject();
            Entry entry;
            entry.file = object["file"_L1].toString();
            entry.name = entry.file.mid(4).chopped(4);
            entry.kind = object["kind"_L1].toString().toUtf8();
            entry.decodes = object["decodes"_L1].toBool();
            entry.accept = object["accept"_L1].toBool();
            for (const QJsonValue &code : object["codes"_L1].toArray())
                entry.codes += code.toString().toUtf8();
            entry.expected = readJson(object["expected"_L1].toString());
            list += entry;
        }
        return list;
    }();
    return entries;
}

std::optional<nkey::KeyPair> keyOf(const QByteArray &publicKey)
{
    static const QHash<QByteArray, QByteArray> seeds = [] {
        QHash<QByteArray, QByteArray> map;
        for (const QJsonValue &value : readJson(u"keys/keys.json"_s)["keys"_L1].toArray())
            map.insert(value["public"_L1].toString().toUtf8(),
                       value["seed"_L1].toString().toUtf8());
        return map;
    }();
    auto pair = nkey::KeyPair::fromSeed(seeds.value(publicKey));
    if (!pair)
        return std::nullopt;
    return *std::move(pair);
}

} // namespace jwtfixtures
