// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/jwtstore.h"

#include "tests/support/jwtfixtures.h"

#include <QtCore/QDirIterator>

#include <map>

namespace jwtfixtures {

using namespace Qt::StringLiterals;

namespace {

void addFolder(jwt::Book &book, const QString &folder)
{
    QDirIterator files(path(folder), {u"*.jwt"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QFile::ReadOnly))
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        book.add({jwt::Token::decode(file.readAll()), {folder, {}, {}, {}}});
    }
}

const Store &storeOf(const QString &operatorName)
{
    static std::map<QString, Store> stores;
    const auto [found, isNew] = stores.try_emplace(operatorName);
    Store &store = found->second;
    if (!isNew)
        return store;
    store.options.now = kNow;
    if (operatorName != u"ACME"_s) {
        addFolder(store.book, u"nsc/data/nats/nsc/stores/"_s + operatorName);
        return store;
    }
    const auto acme = jwt::Token::decode(read(u"jwt/operator/operator.jwt"_s));
    store.book.add({acme, {u"given"_s, {}, {}, {}}});
    store.options.operators = {acme->claims().sub};
    addFolder(store.book, u"dirstore/flat"_s);
    return store;
}

} // namespace

const Store &storeFor(const QString &entryName)
{
    if (entryName.startsWith("v1/"_L1))
        return storeOf(u"LEGACY"_s);
    return storeOf(entryName.section(u'/', 1).startsWith("strict"_L1) ? u"STRICT"_s : u"ACME"_s);
}

} // namespace jwtfixtures
