// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/permissions.h"

#include "core/jwt/subjects.h"
#include "core/jwt/templates.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Permissions)
};

// The server's defaults of `resp` (spec/jwt.md §1.6).
constexpr qint64 kDefaultReplies = 1;
constexpr qint64 kDefaultReplyTtl = 120'000'000'000;

// Where the element for `key` stands in the account's signing_keys.
QByteArray signingKeyPath(const Token &account, QByteArrayView key)
{
    for (const base::json::Value member : account.payload().root()) {
        if (member.name() != "nats" || !member.isObject())
            continue;
        for (const base::json::Value list : member) {
            if (list.name() != "signing_keys" || !list.isArray())
                continue;
            qsizetype index = 0;
            for (const base::json::Value element : list) {
                for (const base::json::Value part : element) {
                    if (part.name() == "key" && part.text() == key)
                        return "nats.signing_keys[" + QByteArray::number(index) + ']';
                }
                ++index;
            }
        }
    }
    return "nats.signing_keys";
}

class Builder final
{
public:
    Builder(TokenPtr user, TokenPtr account)
        : m_user(std::move(user))
        , m_account(std::move(account))
    {}

    [[nodiscard]] EffectivePermissions build();

private:
    struct List
    {
        Direction direction;
        bool allow;
        const QList<QByteArray> &entries;
        QByteArray path;
    };

    [[nodiscard]] const SigningKey *scope() const;
    void add(const Permissions &permissions, const QByteArray &path);
    void add(const List &list);
    void addPlain(const List &list);
    void addExpanded(const List &list);
    void addVanished(PermissionLine line, const QString &why);
    void addResponses(const ResponsePermission &responses, const QByteArray &path);
    void addUnrestricted(Direction direction);
    void note(Severity severity, const char *code, const QByteArray &path, const QString &text,
              const QString &servers = {});
    [[nodiscard]] PermissionLine line(const List &list, qsizetype index) const;

    TokenPtr m_user;
    TokenPtr m_account;
    TokenPtr m_holder; // of the permissions that apply
    RuleOrigin m_origin = RuleOrigin::User;
    TemplateValues m_values;
    EffectivePermissions m_result;
};

const SigningKey *Builder::scope() const
{
    const AccountClaims *account = m_account ? m_account->asAccount() : nullptr;
    if (!account)
        return nullptr;
    const auto key = std::find_if(
        account->signingKeys.begin(), account->signingKeys.end(),
        [this](const SigningKey &k) { return k.scoped && k.key == m_user->claims().iss; });
    return key == account->signingKeys.end() ? nullptr : &*key;
}

void Builder::note(Severity severity, const char *code, const QByteArray &path, const QString &text,
                   const QString &servers)
{
    m_result.findings.push_back({severity, code, path, text, servers});
}

EffectivePermissions Builder::build()
{
    const UserClaims *user = m_user ? m_user->asUser() : nullptr;
    if (!user) {
        addUnrestricted(Direction::Publish);
        addUnrestricted(Direction::Subscribe);
        return m_result;
    }
    m_holder = m_user;
    const AccountClaims *account = m_account ? m_account->asAccount() : nullptr;
    const UserRights *rights = &user->rights;
    QByteArray path = "nats.";
    if (const SigningKey *key = scope()) {
        const Claims &claims = m_user->claims();
        const Claims &accountClaims = m_account->claims();
        rights = &key->scope;
        path = signingKeyPath(*m_account, key->key) + ".template.";
        m_holder = m_account;
        m_origin = RuleOrigin::ScopeTemplate;
        m_values = {claims.name,        claims.sub,          claims.tags,
                    accountClaims.name, user->issuerAccount, accountClaims.tags};
    }
    m_result.rights = *rights;
    // The account's defaults count only for a user without a single permission of its own.
    if (!rights->permissions.isEmpty() || !account) {
        add(rights->permissions, path);
    } else {
        m_holder = m_account;
        m_origin = RuleOrigin::AccountDefault;
        add(account->defaultPermissions, "nats.default_permissions.");
    }
    if (!account) {
        note(Severity::Note, "account_not_at_hand", {},
             Text::tr("The account's token is not at hand: a scope of the signing key or default "
                      "permissions may change all of this."));
    }
    return m_result;
}

void Builder::add(const Permissions &permissions, const QByteArray &path)
{
    add({Direction::Publish, true, permissions.pub.allow, path + "pub.allow"});
    add({Direction::Publish, false, permissions.pub.deny, path + "pub.deny"});
    if (permissions.resp)
        addResponses(*permissions.resp, path + "resp");
    const bool onlyReplies = permissions.resp && permissions.pub.allow.isEmpty();
    if (permissions.pub.allow.isEmpty() && !onlyReplies)
        addUnrestricted(Direction::Publish);
    add({Direction::Subscribe, true, permissions.sub.allow, path + "sub.allow"});
    add({Direction::Subscribe, false, permissions.sub.deny, path + "sub.deny"});
    if (permissions.sub.allow.isEmpty())
        addUnrestricted(Direction::Subscribe);
}

void Builder::addUnrestricted(Direction direction)
{
    PermissionLine line;
    line.direction = direction;
    line.subject = ">";
    line.origin = RuleOrigin::Nothing;
    line.note = Text::tr("no list of allowed subjects is set");
    m_result.lines.push_back(line);
}

void Builder::addResponses(const ResponsePermission &responses, const QByteArray &path)
{
    ResponsePermission filled = responses;
    if (filled.max == 0)
        filled.max = kDefaultReplies;
    if (filled.ttl == 0)
        filled.ttl = kDefaultReplyTtl;
    m_result.responses = filled;
    PermissionLine line;
    line.origin = RuleOrigin::AllowResponses;
    line.path = path;
    line.holder = m_holder;
    line.note = Text::tr("replies to received messages only");
    m_result.lines.push_back(line);
}

PermissionLine Builder::line(const List &list, qsizetype index) const
{
    PermissionLine line;
    line.direction = list.direction;
    line.allow = list.allow;
    line.origin = m_origin;
    line.path = list.path + '[' + QByteArray::number(index) + ']';
    line.holder = m_holder;
    return line;
}

void Builder::add(const List &list)
{
    const bool templates = std::any_of(list.entries.begin(), list.entries.end(),
                                       [](const QByteArray &entry) { return hasTemplate(entry); });
    if (templates && m_origin == RuleOrigin::ScopeTemplate)
        addExpanded(list);
    else
        addPlain(list);
}

void Builder::addPlain(const List &list)
{
    for (qsizetype i = 0; i < list.entries.size(); ++i) {
        PermissionLine added = line(list, i);
        const QByteArray &entry = list.entries[i];
        added.subject = entry;
        if (list.direction == Direction::Subscribe) {
            const SubjectAndQueue parts = splitQueue(entry);
            added.subject = parts.subject;
            added.queue = parts.queue;
        }
        if (!isValidSubject(added.subject)) {
            added.effective = false;
            added.note = Text::tr("is no subject and matches nothing");
        } else if (hasTemplate(entry)) {
            note(Severity::Warning, "template_outside_scope", added.path,
                 Text::tr("“%1” looks like a template, but templates are expanded only in the "
                          "scope of a signing key: here it is literal text.")
                     .arg(subjectText(entry)));
        }
        m_result.lines.push_back(added);
    }
}

void Builder::addVanished(PermissionLine added, const QString &why)
{
    added.effective = false;
    added.subject = added.written;
    const QString written = subjectText(added.written);
    if (added.allow) {
        added.note = Text::tr("vanishes: %1").arg(why);
        note(Severity::Warning, "template_vanishes", added.path,
             Text::tr("“%1” vanishes for this user: %2.").arg(written, why));
    } else {
        added.note = Text::tr("refuses the user: %1").arg(why);
        m_result.invalid = true;
        note(Severity::Error, code::kScopeViolation, added.path,
             Text::tr("The server refuses this user, for the denied “%1” cannot be expanded: %2.")
                 .arg(written, why));
    }
    m_result.lines.push_back(added);
}

// In a list with a template the server expands every entry, those without one too: then an entry
// with a queue is no subject any more (auth.go, applyTemplate).
void Builder::addExpanded(const List &list)
{
    ExpansionRoom room;
    bool anyEffective = false;
    for (qsizetype i = 0; i < list.entries.size(); ++i) {
        const QByteArray &entry = list.entries[i];
        const Expansion expansion = expandTemplates(entry, m_values, room);
        PermissionLine added = line(list, i);
        added.written = entry;
        if (expansion.insideToken) {
            note(Severity::Note, "template_inside_token", added.path,
                 Text::tr("“%1” is literal text there: a template had to be a whole token.")
                     .arg(subjectText(entry)),
                 Text::tr("nats-server before 2.11"));
        }
        switch (expansion.outcome) {
        case Expansion::Outcome::Expanded:
            break;
        case Expansion::Outcome::PartlyVanished:
        case Expansion::Outcome::Vanished:
            addVanished(added, expansion.why);
            break;
        case Expansion::Outcome::Undefined:
        case Expansion::Outcome::TooMany:
            // Since 2.11.14 this refuses the user in a list of allowed subjects too.
            added.allow = false;
            addVanished(added, expansion.why);
            m_result.lines.back().allow = list.allow;
            break;
        }
        for (const QByteArray &subject : expansion.subjects) {
            added.subject = subject;
            if (!hasTemplate(entry))
                added.written.clear();
            m_result.lines.push_back(added);
            anyEffective = true;
        }
    }
    if (anyEffective || !list.allow)
        return;
    PermissionLine everything;
    everything.direction = list.direction;
    everything.allow = false;
    everything.subject = ">";
    everything.origin = m_origin;
    everything.path = list.path;
    everything.holder = m_holder;
    everything.note = Text::tr("added by the server, because no allowed subject is left");
    m_result.lines.push_back(everything);
}

} // namespace

EffectivePermissions effectivePermissions(const TokenPtr &user, const TokenPtr &account)
{
    return Builder(user, account).build();
}

} // namespace jwt
