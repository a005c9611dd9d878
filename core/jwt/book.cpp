// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/book.h"

#include "core/jwt/validation.h"

#include <QtCore/QSet>

#include <algorithm>

namespace jwt {

namespace {

QByteArray subjectKey(Kind kind, QByteArrayView subject)
{
    QByteArray key(1, char('a' + int(kind)));
    key.append(subject);
    return key;
}

QSet<QByteArray> keysOf(const Token &token)
{
    QSet<QByteArray> keys;
    if (!token.decodes())
        return keys;
    if (const OperatorClaims *claims = token.asOperator()) {
        keys = {claims->signingKeys.begin(), claims->signingKeys.end()};
        keys.insert(token.claims().sub);
    } else if (const AccountClaims *account = token.asAccount()) {
        for (const SigningKey &key : account->signingKeys)
            keys.insert(key.key);
        keys.insert(token.claims().sub);
    }
    return keys;
}

QSet<QByteArray> exportersOf(const Token &token)
{
    QSet<QByteArray> exporters;
    if (const AccountClaims *account = token.asAccount(); account && token.decodes()) {
        for (const Import &import : account->imports)
            exporters.insert(import.account);
    }
    return exporters;
}

void drop(QHash<QByteArray, std::vector<quint64>> &index, const QByteArray &key, quint64 id)
{
    const auto found = index.find(key);
    if (found == index.end())
        return;
    std::erase(found.value(), id);
    if (found.value().empty())
        index.erase(found);
}

} // namespace

bool Book::add(const FoundToken &found)
{
    const auto known = m_byText.constFind(found.token->text());
    if (known != m_byText.cend()) {
        Entry &same = m_order.at(known.value());
        if (std::find(same.origins.begin(), same.origins.end(), found.origin) != same.origins.end())
            return false;
        if (qsizetype(same.origins.size()) == kMaxOrigins) {
            ++same.moreOrigins;
            return false;
        }
        same.origins.push_back(found.origin);
        return true;
    }
    const Id id = m_next++;
    m_order.emplace(id, Entry{found.token, {found.origin}, 0});
    m_byText.insert(found.token->text(), id);
    index(id);
    return true;
}

void Book::index(Id id)
{
    const Token &token = *entry(id).token;
    const Claims &claims = token.claims();
    ++m_count[size_t(token.kind())];
    if (!claims.sub.isEmpty()) {
        std::vector<Id> &copies = m_bySubject[subjectKey(token.kind(), claims.sub)];
        const auto at = std::upper_bound(
            copies.begin(), copies.end(), claims.iat,
            [this](UnixTime iat, Id other) { return iat > entry(other).token->claims().iat; });
        copies.insert(at, id);
    }
    for (const QByteArray &key : keysOf(token)) {
        m_byKey[key].push_back(id);
        if (token.asOperator())
            m_byOperatorKey[key].push_back(id);
    }
    for (const QByteArray &exporter : exportersOf(token))
        m_byImport[exporter].push_back(id);
}

void Book::unindex(Id id)
{
    const Token &token = *entry(id).token;
    m_invalidity.remove(entry(id).token);
    --m_count[size_t(token.kind())];
    drop(m_bySubject, subjectKey(token.kind(), token.claims().sub), id);
    for (const QByteArray &key : keysOf(token)) {
        drop(m_byKey, key, id);
        drop(m_byOperatorKey, key, id);
    }
    for (const QByteArray &exporter : exportersOf(token))
        drop(m_byImport, exporter, id);
}

void Book::removeSource(const QString &source)
{
    std::vector<Id> orphans;
    for (auto &[id, entry] : m_order) {
        std::erase_if(entry.origins,
                      [&source](const Origin &origin) { return origin.source == source; });
        if (entry.origins.empty())
            orphans.push_back(id);
    }
    if (orphans.size() == m_order.size()) {
        clear();
        return;
    }
    for (const Id id : orphans) {
        unindex(id);
        m_byText.remove(entry(id).token->text());
        m_order.erase(id);
    }
}

void Book::clear()
{
    m_order.clear();
    m_byText.clear();
    m_bySubject.clear();
    m_byKey.clear();
    m_byOperatorKey.clear();
    m_byImport.clear();
    m_invalidity.clear();
    m_count.fill(0);
}

std::vector<const Book::Entry *> Book::all() const
{
    std::vector<const Entry *> entries;
    entries.reserve(m_order.size());
    for (const auto &[id, entry] : m_order)
        entries.push_back(&entry);
    return entries;
}

std::vector<const Book::Entry *> Book::copies(Kind kind, QByteArrayView subject) const
{
    std::vector<const Entry *> entries;
    const auto found = m_bySubject.constFind(subjectKey(kind, subject));
    if (found == m_bySubject.cend())
        return entries;
    for (const Id id : found.value())
        entries.push_back(&entry(id));
    return entries;
}

TokenPtr Book::newest(Kind kind, QByteArrayView subject) const
{
    const auto found = m_bySubject.constFind(subjectKey(kind, subject));
    if (found == m_bySubject.cend())
        return {};
    const auto decodes = [this](Id id) {
        return entry(id).token->decodes();
    };
    const auto id = std::find_if(found.value().begin(), found.value().end(), decodes);
    return id == found.value().end() ? TokenPtr() : entry(*id).token;
}

bool Book::isNewest(const TokenPtr &token) const
{
    return newest(token->kind(), token->claims().sub) == token;
}

std::vector<Book::KeyOwner> Book::ownersOf(QByteArrayView key) const
{
    return ownersIn(m_byKey, key);
}

std::vector<Book::KeyOwner> Book::operatorsOf(QByteArrayView key) const
{
    return ownersIn(m_byOperatorKey, key);
}

std::vector<Book::KeyOwner> Book::ownersIn(const Index &index, QByteArrayView key) const
{
    std::vector<KeyOwner> owners;
    const QByteArray text = key.toByteArray();
    for (const Id id : index.value(text)) {
        const TokenPtr &token = entry(id).token;
        if (!isNewest(token))
            continue;
        KeyOwner owner{token, token->claims().sub != text, false};
        if (const AccountClaims *account = token->asAccount()) {
            owner.scoped
                = std::any_of(account->signingKeys.begin(), account->signingKeys.end(),
                              [&text](const SigningKey &k) { return k.scoped && k.key == text; });
        }
        owners.push_back(owner);
    }
    return owners;
}

std::optional<QString> Book::invalidity(const TokenPtr &account) const
{
    const auto known = m_invalidity.constFind(account);
    if (known != m_invalidity.cend())
        return known.value();
    std::optional<QString> reason;
    for (const Finding &finding : validate(*account, 0)) {
        if (finding.code == code::kClaimsInvalid) {
            reason = finding.text;
            break;
        }
    }
    m_invalidity.insert(account, reason);
    return reason;
}

std::vector<TokenPtr> Book::importersOf(QByteArrayView account) const
{
    std::vector<TokenPtr> importers;
    for (const Id id : m_byImport.value(account.toByteArray())) {
        if (isNewest(entry(id).token))
            importers.push_back(entry(id).token);
    }
    return importers;
}

} // namespace jwt
