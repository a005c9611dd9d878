// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/login.h"

#include "core/jwt/claimrows.h"
#include "core/jwt/validation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Refusal)
};

using Result = LoginCheck::Result;
using namespace Qt::StringLiterals;

// Until then connection types were looked at before a scope was applied (nats-server #5786).
constexpr Version kScopedConnectionTypes{2, 10, 19};
constexpr Version kProxies{2, 12, 0};

} // namespace

std::vector<LoginCheck> Login::run()
{
    using Step = void (Login::*)();
    std::vector<Step> steps{
        &Login::sent,      &Login::readable,       &Login::proxy,   &Login::valid,
        &Login::pinned,    &Login::lookUp,         &Login::trusted, &Login::issuerKnown,
        &Login::scope,     &Login::accountExpired, &Login::bearer,  &Login::connectionType,
        &Login::signature, &Login::revoked,        &Login::source,  &Login::times,
        &Login::callout,   &Login::connections,
    };
    if (olderThan(kScopedConnectionTypes)) {
        const auto type = steps.begin() + 11;
        std::rotate(steps.begin() + 4, type, type + 1);
    }
    for (const Step step : steps)
        (this->*step)();
    for (size_t i = 0; i < m_checks.size(); ++i)
        m_checks[i].number = int(i) + 1;
    return std::move(m_checks);
}

void Login::begin(const QString &title, const QString &logLine)
{
    LoginCheck check;
    check.title = title;
    check.logLine = logLine;
    check.token = m_facts.user;
    m_checks.push_back(check);
}

void Login::end(Result result, const QString &text, const QByteArray &path)
{
    LoginCheck &check = m_checks.back();
    check.result = result;
    check.text = text;
    check.path = path;
}

void Login::skip()
{
    end(Result::NotReached,
        m_claims ? Text::tr("The account's token is not at hand.")
                 : Text::tr("There is no readable user token."));
}

void Login::sent()
{
    begin(Text::tr("A user token is sent"), u"Authentication requires a user JWT"_s);
    if (m_facts.user)
        end(Result::Passed, Text::tr("The credentials have one."));
    else
        end(Result::Failed,
            Text::tr("The connection was made without a user's token, which a "
                     "server in operator mode requires."));
}

void Login::readable()
{
    begin(Text::tr("The user's token can be read"), u"User JWT not valid: "_s);
    if (!m_facts.user) {
        skip();
    } else if (m_facts.user->problem()) {
        end(Result::Failed, m_facts.user->problem()->text, m_facts.user->problem()->path);
    } else if (!m_facts.user->asUser()) {
        end(Result::Failed, Text::tr("It is not the token of a user."), "nats.type");
    } else {
        m_claims = &m_facts.user->claims();
        m_account = m_book.newest(Kind::Account, accountOf(*m_claims));
        end(Result::Passed,
            Text::tr("Its signature is that of its issuer %1.").arg(shortKey(m_claims->iss)));
        if (m_account) {
            m_signer = accountSigner(m_claims->iss, *m_account);
            m_effective = effectivePermissions(m_facts.user, m_account);
        }
    }
}

void Login::proxy()
{
    begin(Text::tr("A proxy is used if one is required"), u"proxy connection required"_s);
    if (!m_claims)
        return skip();
    // Since 2.14 a scope may require it too.
    const bool required
        = m_facts.user->asUser()->rights.proxyRequired || m_effective.rights.proxyRequired;
    if (!required)
        end(Result::Passed, Text::tr("None is required."));
    else if (olderThan(kProxies))
        end(Result::Passed, Text::tr("One is required, but this server does not look at that."),
            "nats.proxy_required");
    else
        end(Result::CannotKnow,
            Text::tr("One is required: a direct connection is refused since nats-server 2.12."),
            "nats.proxy_required");
}

void Login::valid()
{
    begin(Text::tr("The user's token is valid now"), u"User JWT no longer valid: "_s);
    if (!m_claims)
        return skip();
    for (const Finding &finding : validate(*m_facts.user, m_facts.now)) {
        if (finding.code != code::kWarnings)
            return end(Result::Failed, finding.text, finding.path);
    }
    end(Result::Passed,
        m_claims->exp > 0 ? Text::tr("It expires %1.").arg(distance(m_claims->exp, m_facts.now))
                          : Text::tr("It never expires."));
}

void Login::pinned()
{
    begin(Text::tr("The account is one the server serves"),
          u"not listed as operator pinned account"_s);
    if (!m_claims)
        return skip();
    end(Result::CannotKnow,
        Text::tr("Only the server's configuration says whether it serves some accounts only "
                 "(resolver_pinned_accounts)."));
}

void Login::connectionType()
{
    begin(Text::tr("This kind of connection is allowed"), u"Connection type not allowed"_s);
    if (!m_claims)
        return skip();
    const bool beforeScope = olderThan(kScopedConnectionTypes);
    const UserRights &own = m_facts.user->asUser()->rights;
    const bool scoped = m_signer.role == Role::ScopedSigningKey;
    const ConnectionTypes types = connectionTypes(
        beforeScope || !scoped ? own.connectionTypes : m_effective.rights.connectionTypes);
    if (scoped && !beforeScope)
        at(m_account);
    const QByteArray path
        = scoped && !beforeScope ? "nats.signing_keys" : "nats.allowed_connection_types";
    if (types.known.isEmpty() && !types.unknown.isEmpty()) {
        m_checks.back().logLine = u"invalid connection types "_s;
        end(Result::Failed, Text::tr("Only kinds are listed that no server knows."), path);
    } else if (types.known.isEmpty() || types.known.contains(m_facts.connectionType)) {
        end(Result::Passed,
            types.known.isEmpty() ? Text::tr("All kinds are.")
                                  : Text::tr("It is one of those listed."));
    } else {
        end(Result::Failed,
            Text::tr("%1 is not one of %2.")
                .arg(QString::fromUtf8(m_facts.connectionType),
                     QString::fromUtf8(types.known.join(", "))),
            path);
    }
}

void Login::signature()
{
    begin(Text::tr("The client has the user's seed"), u"Signature not verified"_s);
    if (!m_claims)
        return skip();
    if (m_effective.rights.bearer || m_facts.user->asUser()->rights.bearer)
        return end(Result::Passed, Text::tr("A bearer token needs none."));
    if (!m_facts.seedUsed) {
        m_checks.back().logLine = u"Signature missing"_s;
        end(Result::Failed, Text::tr("The server's nonce was not signed: there is no seed."));
    } else if (m_facts.seedKey.isEmpty()) {
        end(Result::CannotKnow, Text::tr("The seed that was used is not at hand."));
    } else if (m_facts.seedKey != m_claims->sub) {
        end(Result::Failed,
            Text::tr("The seed is that of %1, the token that of %2.")
                .arg(shortKey(m_facts.seedKey), shortKey(m_claims->sub)),
            "sub");
    } else {
        end(Result::Passed, Text::tr("The seed and the token belong together."));
    }
}

void Login::source()
{
    begin(Text::tr("The client's address is allowed"), u"Bad src Ip "_s);
    if (!m_claims)
        return skip();
    const QList<QByteArray> &src
        = m_account ? m_effective.rights.src : m_facts.user->asUser()->rights.src;
    const QString list = QString::fromUtf8(src.join(", "));
    const Verdict verdict = sourceAllowed(src, m_facts.clientIp);
    m_checks.back().logLine += QString::fromUtf8(m_facts.clientIp);
    if (src.isEmpty())
        end(Result::Passed, Text::tr("Every address is."));
    else if (!verdict)
        end(Result::CannotKnow,
            Text::tr("It must be in %1; how the server sees this client is not known.").arg(list),
            "nats.src");
    else
        end(*verdict ? Result::Passed : Result::Failed,
            (*verdict ? Text::tr("%1 is in %2.") : Text::tr("%1 is not in %2."))
                .arg(QString::fromUtf8(m_facts.clientIp), list),
            "nats.src");
}

void Login::times()
{
    begin(Text::tr("The time of day is allowed"), u"Outside connect times"_s);
    if (!m_claims)
        return skip();
    const UserRights &own = m_facts.user->asUser()->rights;
    const auto &ranges = m_account ? m_effective.rights.times : own.times;
    const Verdict verdict = timeAllowed(
        ranges, m_account ? m_effective.rights.timesLocation : own.timesLocation, m_facts.now);
    if (ranges.empty())
        end(Result::Passed, Text::tr("Every time is."));
    else if (!verdict)
        end(Result::CannotKnow, Text::tr("The server's own time zone counts, for none is named."),
            "nats.times");
    else
        end(*verdict ? Result::Passed : Result::Failed,
            *verdict ? Text::tr("It is in one of the ranges.")
                     : Text::tr("It is in none of the ranges."),
            "nats.times");
}

} // namespace jwt
