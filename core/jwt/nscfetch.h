// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"
#include "core/jwt/nscstore.h"
#include "core/jwt/slicedfetch.h"

#include <functional>

class QDirIterator;

namespace jwt {

// One reading of an nsc store, for NscSource.
class NscFetch final : public SlicedFetch
{
    Q_OBJECT

public:
    NscFetch(FetchRequest request, const QString &source, QString path, NscEnvironment environment,
             QObject *parent);

    [[nodiscard]] std::vector<base::SeenPath> takeSeen() { return std::move(m_seen); }

private:
    // Does a piece of something; false once it is done.
    using Task = std::function<bool()>;
    // With the names of a folder's entries of one kind, sorted.
    using Names = std::function<void(const QStringList &)>;

    struct Operator
    {
        QString name;
        QString path;
        TokenPtr token;
    };
    struct Account
    {
        std::shared_ptr<const Operator> owner;
        QString name;
        QString path;
        TokenPtr token;
    };

    bool step() override;
    void conclude() override;
    void begin();
    void list(const QString &path, bool folders, Names then);
    void once(std::function<void()> what);
    void readOperator(const QString &name);
    void readAccounts(const std::shared_ptr<const Operator> &owner);
    void readAccount(const std::shared_ptr<const Operator> &owner, const QString &name);
    void readUser(const std::shared_ptr<const Account> &account, const QString &file);
    TokenPtr readToken(const QString &path, const QString &operatorName);
    [[nodiscard]] QString place(const QString &path) const;

    QString m_path;
    NscEnvironment m_environment;
    NscStore m_store;
    std::vector<Task> m_tasks; // the last one is under way
    std::vector<base::SeenPath> m_seen;
    qint64 m_done = 0;
    qint64 m_known = 0;
    qsizetype m_ignored = 0;
};

} // namespace jwt
