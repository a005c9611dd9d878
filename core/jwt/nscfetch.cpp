// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/nscfetch.h"

#include "core/base/counted.h"
#include "core/jwt/tokenfile.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kSuffix = ".jwt"_L1;

// By a key of the operator's own, whatever the strict mode says.
bool isSignedBy(const Token &account, const Token &owner)
{
    const OperatorClaims *claims = owner.asOperator();
    return account.claims().iss == owner.claims().sub
        || (claims && claims->signingKeys.contains(account.claims().iss));
}

} // namespace

NscFetch::NscFetch(FetchRequest request, const QString &source, QString path,
                   NscEnvironment environment, QObject *parent)
    : SlicedFetch(std::move(request), source, parent)
    , m_path(std::move(path))
    , m_environment(std::move(environment))
{
    once([this] { begin(); });
}

bool NscFetch::step()
{
    if (m_tasks.empty())
        return false;
    // Tasks begun by this one come before whatever waits below it.
    Task task = std::move(m_tasks.back());
    m_tasks.pop_back();
    const size_t below = m_tasks.size();
    if (task())
        m_tasks.insert(m_tasks.begin() + qptrdiff(below), std::move(task));
    return !m_tasks.empty();
}

void NscFetch::once(std::function<void()> what)
{
    m_tasks.push_back([what = std::move(what)] {
        what();
        return false;
    });
}

// Lists a folder an entry at a time.
void NscFetch::list(const QString &path, bool folders, Names then)
{
    m_seen.push_back(base::SeenPath::of(QFileInfo(path)));
    const auto entries = std::make_shared<QDirIterator>(
        path, (folders ? QDir::Dirs : QDir::Files) | QDir::NoDotAndDotDot);
    const auto names = std::make_shared<QStringList>();
    m_tasks.push_back([entries, names, then = std::move(then)] {
        if (entries->hasNext()) {
            entries->next();
            *names += entries->fileName();
            return true;
        }
        names->sort();
        then(*names);
        return false;
    });
}

void NscFetch::begin()
{
    auto store = findNscStore(m_path, m_environment);
    if (!store) {
        m_seen.push_back(base::SeenPath::of(QFileInfo(m_path)));
        fail(store.error());
        return;
    }
    m_store = std::move(store).value();
    if (!m_store.onlyOperator.isEmpty()) {
        readOperator(m_store.onlyOperator);
        return;
    }
    list(m_store.root, true, [this](const QStringList &names) {
        bool any = false;
        // The last task is done first.
        for (auto name = names.crbegin(); name != names.crend(); ++name) {
            // nsc takes a folder without this file for no operator.
            if (!QFileInfo(m_store.root + u'/' + *name + u"/.nsc"_s).isFile()) {
                ++m_ignored;
                continue;
            }
            any = true;
            once([this, operatorName = *name] { readOperator(operatorName); });
        }
        if (!any)
            addRemark(tr("%1: no folder in it has a file .nsc").arg(m_store.root));
    });
}

void NscFetch::readOperator(const QString &name)
{
    auto found = std::make_shared<Operator>();
    found->name = name;
    found->path = m_store.root + u'/' + name;
    const QString file = found->path + u'/' + name + kSuffix;
    m_seen.push_back(base::SeenPath::of(QFileInfo(found->path)));
    if (!QFileInfo::exists(file)) {
        addRemark(tr("%1: the operator's token %2 is missing").arg(name, name + kSuffix));
    } else {
        found->token = readToken(file, name);
        if (found->token && found->token->decodes() && found->token->kind() != Kind::Operator)
            addRemark(tr("%1: the token is of kind %2, not operator")
                          .arg(place(file), QString::fromUtf8(nameOf(found->token->kind()))));
    }
    readAccounts(found);
}

void NscFetch::readAccounts(const std::shared_ptr<const Operator> &owner)
{
    const QString folder = owner->path + u"/accounts"_s;
    if (!QFileInfo(folder).isDir())
        return;
    list(folder, true, [this, owner](const QStringList &names) {
        m_known += names.size();
        for (auto name = names.crbegin(); name != names.crend(); ++name)
            once([this, owner, account = *name] { readAccount(owner, account); });
    });
    list(folder, false, [this](const QStringList &names) { m_ignored += names.size(); });
}

void NscFetch::readAccount(const std::shared_ptr<const Operator> &owner, const QString &name)
{
    auto account = std::make_shared<Account>();
    account->owner = owner;
    account->name = name;
    account->path = owner->path + u"/accounts/"_s + name;
    const QString file = account->path + u'/' + name + kSuffix;
    m_seen.push_back(base::SeenPath::of(QFileInfo(account->path)));
    if (!QFileInfo::exists(file)) {
        addRemark(tr("%1: no account token; nsc does not list this folder as an account")
                      .arg(place(account->path)));
    } else if ((account->token = readToken(file, owner->name)) && account->token->decodes()) {
        const Claims &claims = account->token->claims();
        const QString shown = QString::fromUtf8(claims.name);
        if (account->token->kind() != Kind::Account)
            addRemark(tr("%1: the token is of kind %2, not account")
                          .arg(place(file), QString::fromUtf8(nameOf(account->token->kind()))));
        else if (owner->token && owner->token->decodes()
                 && !isSignedBy(*account->token, *owner->token) && claims.iss != claims.sub)
            addRemark(tr("%1: the account is not issued by this operator").arg(place(file)));
        if (shown != name)
            addRemark(tr("%1: the account calls itself %2, its folder is %3")
                          .arg(place(file), shown, name));
    }
    setProgress(++m_done, m_known);

    const QString users = account->path + u"/users"_s;
    if (!QFileInfo(users).isDir())
        return;
    list(users, false, [this, account](const QStringList &names) {
        for (auto user = names.crbegin(); user != names.crend(); ++user) {
            if (user->endsWith(kSuffix))
                once([this, account, userFile = *user] { readUser(account, userFile); });
            else
                ++m_ignored;
        }
    });
}

void NscFetch::readUser(const std::shared_ptr<const Account> &account, const QString &file)
{
    const QString path = account->path + u"/users/"_s + file;
    const TokenPtr token = readToken(path, account->owner->name);
    if (!token || !token->decodes() || !account->token || !account->token->decodes())
        return;
    if (token->kind() != Kind::User)
        addRemark(tr("%1: the token is of kind %2, not user")
                      .arg(place(path), QString::fromUtf8(nameOf(token->kind()))));
    else if (accountOf(token->claims()) != account->token->claims().sub)
        addRemark(tr("%1: the user is issued by another account than the one whose folder holds it")
                      .arg(place(path)));
}

TokenPtr NscFetch::readToken(const QString &path, const QString &operatorName)
{
    const QFileInfo info(path);
    m_seen.push_back(base::SeenPath::of(info));
    auto content = readTokenFile(path);
    if (!content) {
        addRemark(content.error().text);
        return nullptr;
    }
    Origin origin;
    origin.storedAs = info.fileName().toUtf8();
    origin.detail = place(path);
    origin.operatorName = operatorName.toUtf8();
    TokenPtr token = deliver(std::move(content).value(), origin);
    if (!token->decodes() && token->problem())
        addRemark(tr("%1 does not decode: %2").arg(place(path), token->problem()->text));
    return token;
}

void NscFetch::conclude()
{
    if (m_ignored > 0)
        setDetail(base::counted(m_ignored, tr("1 file or folder is none of nsc's"),
                                tr("%1 files or folders are none of nsc's")));
}

// "ACME/accounts/ORDERS".
QString NscFetch::place(const QString &path) const
{
    return path.sliced(m_store.root.size() + 1);
}

} // namespace jwt
