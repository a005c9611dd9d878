// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimrows.h"
#include "core/jwt/validation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspection)
};

constexpr UnixTime kClockSkew = 300; // seconds that clocks of servers may differ
// A client sends its token in CONNECT, whose line nats-server limits to 4096 bytes by default.
constexpr qsizetype kMaxControlLine = 4096;
constexpr qsizetype kRestOfConnect = 400; // what else is in that line, about
constexpr qsizetype kNearlyTooLarge = Token::kMaxSize / 10 * 9;

constexpr std::array<QByteArrayView, 7> kConnectionTypes{
    "STANDARD", "WEBSOCKET", "LEAFNODE", "LEAFNODE_WS", "MQTT", "MQTT_WS", "IN_PROCESS"};

class Inspector final
{
public:
    Inspector(const Token &token, UnixTime now)
        : m_token(token)
        , m_now(now)
    {}

    Findings run() &&
    {
        m_findings = m_token.oddities();
        if (m_token.stage() < Stage::Signature)
            return std::move(m_findings);
        checkTimes();
        checkWhole();
        if (const AccountClaims *account = m_token.asAccount())
            checkAccount(*account);
        if (const UserClaims *user = m_token.asUser())
            checkUser(*user);
        return std::move(m_findings);
    }

private:
    void add(Severity severity, const char *code, const QByteArray &path, const QString &text,
             const QString &servers = {})
    {
        m_findings.push_back({severity, code, path, text, servers});
    }

    bool expiresSoon(UnixTime exp) const
    {
        return exp > 0 && exp >= m_now && exp - m_now <= kExpiresSoon;
    }

    void checkTimes()
    {
        const Claims &claims = m_token.claims();
        if (expiresSoon(claims.exp)) {
            add(Severity::Warning, "expires_soon", "exp",
                Text::tr("It expires %1, at %2.")
                    .arg(distance(claims.exp, m_now), timeText(claims.exp)));
        }
        if (claims.exp > 0 && claims.nbf >= claims.exp) {
            add(Severity::Warning, "never_valid", "nbf",
                Text::tr("It is never valid: it expires before it begins to be valid."));
        }
        if (claims.iat > m_now && claims.iat - m_now > kClockSkew) {
            add(Severity::Warning, "issued_in_future", "iat",
                Text::tr("It was issued %1: the clock of its issuer or of this computer is wrong.")
                    .arg(distance(claims.iat, m_now)));
        }
    }

    void checkWhole()
    {
        if (m_token.version() == 1) {
            add(Severity::Note, "version_1", {},
                Text::tr("It is of version 1, which is read but no longer written: the signature "
                         "covers the payload alone, not the header."));
        }
        const QByteArray &jti = m_token.claims().jti;
        if (m_token.decodes() && jti != m_token.computedJti()) {
            add(Severity::Note, "jti_mismatch", "jti",
                jti.isEmpty() ? Text::tr("It has no jti: account servers that compare them take "
                                         "such tokens for one.")
                              : Text::tr("Its jti is not the digest the JWT library makes, so "
                                         "another program issued it."));
        }
        const qsizetype size = m_token.text().size();
        if (m_token.kind() == Kind::User && size > kMaxControlLine - kRestOfConnect) {
            add(Severity::Warning, "token_large", {},
                Text::tr("It has %1 bytes: a client can only send it where the server's "
                         "max_control_line is larger than its default of %2.")
                    .arg(limitText(size, false), limitText(kMaxControlLine, false)));
        } else if (size > kNearlyTooLarge) {
            add(Severity::Warning, "token_large", {},
                Text::tr("It has %1 bytes, close to the %2 at which servers refuse a token.")
                    .arg(limitText(size, false), limitText(Token::kMaxSize, false)));
        }
    }

    void limitZero(const QByteArray &path, qint64 value, const QString &consequence)
    {
        if (value == 0)
            add(Severity::Warning, "limit_zero", path,
                Text::tr("The limit is 0, which is not “unlimited”: %1.").arg(consequence));
    }

    void checkAccount(const AccountClaims &account)
    {
        limitZero("nats.limits.conn", account.limits.conn, Text::tr("nobody can connect"));
        limitZero("nats.limits.subs", account.limits.subs, Text::tr("nobody can subscribe"));
        limitZero("nats.limits.payload", account.limits.payload,
                  Text::tr("only empty messages can be sent"));
        if (account.limits.data > 0) {
            add(Severity::Note, "not_enforced", "nats.limits.data",
                Text::tr("No server enforces this limit."));
        }
        for (size_t i = 0; i < account.imports.size(); ++i)
            checkImport("nats.imports[" + QByteArray::number(qulonglong(i)) + "].token",
                        account.imports[i]);
    }

    void checkImport(const QByteArray &path, const Import &share)
    {
        if (share.token.isEmpty())
            return;
        if (share.token.startsWith("http://") || share.token.startsWith("https://")) {
            add(Severity::Warning, "activation_url", path,
                Text::tr("The activation token is a URL. Servers before 2.2 fetched it; newer ones "
                         "refuse the whole account. Embed the token itself."),
                Text::tr("nats-server 2.2 and newer"));
            return;
        }
        const TokenPtr activation = activationOf(share);
        if (activation->decodes() && expiresSoon(activation->claims().exp)) {
            add(Severity::Warning, "activation_expires_soon", path,
                Text::tr("The activation token expires %1, at %2; then the import ends.")
                    .arg(distance(activation->claims().exp, m_now),
                         timeText(activation->claims().exp)));
        }
    }

    void checkUser(const UserClaims &user)
    {
        const UserRights &rights = user.rights;
        // Users of a scoped signing key have nothing of their own.
        const bool mayBeScoped = rights == UserRights() && !user.issuerAccount.isEmpty();
        if (!mayBeScoped) {
            limitZero("nats.subs", rights.subs, Text::tr("the user cannot subscribe"));
            limitZero("nats.payload", rights.payload,
                      Text::tr("the user can only send empty messages"));
        }
        if (rights.data > 0) {
            add(Severity::Note, "not_enforced", "nats.data",
                Text::tr("No server enforces this limit."));
        }
        if (rights.bearer && m_token.claims().exp <= 0 && rights.src.isEmpty()) {
            add(Severity::Warning, "unlimited_bearer", "nats.bearer_token",
                Text::tr("Whoever has this token can connect with it, from anywhere and for ever: "
                         "it needs no seed, has no exp and no src."));
        }
        if (rights.permissions.resp && rights.permissions.pub.allow.isEmpty()) {
            add(Severity::Note, "replies_only", "nats.resp",
                Text::tr("With resp and without pub.allow the user may publish replies only."));
        }
        checkConnectionTypes(rights.connectionTypes);
    }

    void checkConnectionTypes(const QList<QByteArray> &types)
    {
        const auto known = [](const QByteArray &type) {
            return std::find(kConnectionTypes.begin(), kConnectionTypes.end(), type.toUpper())
                != kConnectionTypes.end();
        };
        const bool none = std::none_of(types.begin(), types.end(), known);
        for (qsizetype i = 0; i < types.size() && i < kMaxTypes; ++i) {
            if (known(types[i]))
                continue;
            add(Severity::Warning, "connection_type_unknown",
                "nats.allowed_connection_types[" + QByteArray::number(i) + ']',
                none ? Text::tr("Servers know none of these connection types, so the user cannot "
                                "connect.")
                     : Text::tr("Servers do not know this connection type and ignore it."));
        }
    }

    static constexpr qsizetype kMaxTypes = 20; // that are worth a finding each

    const Token &m_token;
    UnixTime m_now;
    Findings m_findings;
};

} // namespace

Findings inspect(const Token &token, UnixTime now)
{
    return Inspector(token, now).run();
}

} // namespace jwt
