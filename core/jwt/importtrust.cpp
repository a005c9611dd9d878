// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/activationtrust.h"
#include "core/jwt/claimrows.h"
#include "core/jwt/signer.h"
#include "core/jwt/subjects.h"
#include "core/jwt/validation.h"

#include <QtCore/QCoreApplication>

#include <memory>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Trust)
};

bool isUrl(const QByteArray &token)
{
    return token.startsWith("http://") || token.startsWith("https://");
}

// What all imports from one account have in common, found out once.
class Exporters final
{
public:
    Exporters(const Book &book, const TrustOptions &options)
        : m_book(book)
        , m_options(options)
    {}

    struct Exporter
    {
        TokenPtr token;                 // null if unknown
        std::optional<QString> refusal; // why servers do not load it
        ExportIndex streams, services, others;

        ExportIndex &of(ShareKind kind)
        {
            if (kind == ShareKind::Stream)
                return streams;
            return kind == ShareKind::Service ? services : others;
        }
    };
    Exporter &named(const QByteArray &key);

private:
    const Book &m_book;
    const TrustOptions &m_options;
    QHash<QByteArray, std::shared_ptr<Exporter>> m_known;
};

Exporters::Exporter &Exporters::named(const QByteArray &key)
{
    std::shared_ptr<Exporter> &exporter = m_known[key];
    if (exporter)
        return *exporter;
    exporter = std::make_shared<Exporter>();
    exporter->token = m_book.newest(Kind::Account, key);
    if (!exporter->token)
        return *exporter;
    for (const Finding &finding : trustOfAccount(exporter->token, m_book, m_options, {}).findings) {
        if (finding.severity == Severity::Error) {
            exporter->refusal = finding.text;
            break;
        }
    }
    const AccountClaims &claims = *exporter->token->asAccount();
    for (const ShareKind kind : {ShareKind::Stream, ShareKind::Service, ShareKind::Unset})
        exporter->of(kind) = ExportIndex(claims, kind);
    return *exporter;
}

// One import of an account. A refused import never refuses the account: servers load it
// "incomplete" (spec/jwt.md §2.1), so none of the codes here is a verdict.
class ImportCheck final
{
public:
    ImportCheck(const Token &account, size_t index, Exporters &exporters,
                const TrustOptions &options)
        : m_account(account)
        , m_import(account.asAccount()->imports[index])
        , m_exporters(exporters)
        , m_options(options)
    {
        m_sharing.index = index;
        m_sharing.path = "nats.imports[" + QByteArray::number(qulonglong(index)) + ']';
    }

    [[nodiscard]] Sharing run();

private:
    void readActivation();
    void checkExport(const Export &exported);
    void checkPosition(const Export &exported);
    void checkActivation(const Export &exported);
    void refuse(const char *code, const char *member, const QString &state, const QString &text);

    const Token &m_account;
    const Import &m_import;
    Exporters &m_exporters;
    const TrustOptions &m_options;
    Sharing m_sharing;
};

void ImportCheck::refuse(const char *code, const char *member, const QString &state,
                         const QString &text)
{
    m_sharing.good = false;
    if (m_sharing.state.isEmpty())
        m_sharing.state = state;
    m_sharing.findings.push_back({Severity::Warning, code, m_sharing.path + member, text, {}});
}

Sharing ImportCheck::run()
{
    if (m_import.null) {
        m_sharing.good = false;
        m_sharing.state = Text::tr("null instead of an import");
        return m_sharing;
    }
    readActivation();
    m_sharing.peer = m_import.account;
    Exporters::Exporter &exporter = m_exporters.named(m_import.account);
    m_sharing.peerToken = exporter.token;
    const QString subject = subjectText(remoteSubject(m_import));
    if (!m_sharing.peerToken) {
        refuse("import_exporter_unknown", ".account", Text::tr("exporter unknown"),
               Text::tr("“%1” is imported from account %2, whose token none of the sources has: "
                        "the import does not work there.")
                   .arg(subject, shortKey(m_import.account)));
        return m_sharing;
    }
    const Token &peer = *m_sharing.peerToken;
    m_sharing.peerName = peer.claims().name;
    if (exporter.refusal) {
        refuse("import_exporter_refused", ".account", Text::tr("exporter refused"),
               Text::tr("“%1” is imported from an account that servers refuse: %2")
                   .arg(subject, *exporter.refusal));
    }
    m_sharing.peerIndex = exporter.of(m_import.kind).matching(remoteSubject(m_import));
    if (m_sharing.peerIndex < 0) {
        refuse("import_not_exported", ".subject", Text::tr("not exported"),
               Text::tr("Account %1 exports nothing of this kind that contains “%2”.")
                   .arg(nameText(peer), subject));
        return m_sharing;
    }
    checkExport(peer.asAccount()->exports[size_t(m_sharing.peerIndex)]);
    return m_sharing;
}

void ImportCheck::readActivation()
{
    if (m_import.token.isEmpty())
        return;
    if (isUrl(m_import.token)) {
        m_sharing.activationUrl = m_import.token;
        return;
    }
    m_sharing.activation = activationOf(m_import);
    if (m_sharing.activation->asActivation())
        m_sharing.hash = activationHash(m_sharing.activation->claims());
}

void ImportCheck::checkExport(const Export &exported)
{
    if (exported.accountTokenPosition > 0)
        checkPosition(exported);
    else if (exported.tokenRequired)
        checkActivation(exported);
    else if (m_sharing.state.isEmpty())
        m_sharing.state = m_import.token.isEmpty()
            ? Text::tr("public")
            : Text::tr("public: the activation is not needed");
}

void ImportCheck::checkPosition(const Export &exported)
{
    const QList<QByteArray> tokens = remoteSubject(m_import).split('.');
    const bool fits = exported.accountTokenPosition <= quint64(tokens.size())
        && tokens[qsizetype(exported.accountTokenPosition) - 1] == m_account.claims().sub;
    if (!fits) {
        refuse("import_position_mismatch", ".subject", Text::tr("not this account's part"),
               Text::tr("Token %1 of “%2” must be this account's own key.")
                   .arg(exported.accountTokenPosition)
                   .arg(subjectText(remoteSubject(m_import))));
    } else if (m_sharing.state.isEmpty()) {
        m_sharing.state = Text::tr("this account's part");
    }
}

void ImportCheck::checkActivation(const Export &exported)
{
    const QString subject = subjectText(remoteSubject(m_import));
    if (!m_sharing.activationUrl.isEmpty()) {
        refuse("import_activation_by_url", ".token", Text::tr("activation by URL"),
               Text::tr("“%1” names its activation by a URL, which only servers up to 2.1 fetch; "
                        "it must be embedded.")
                   .arg(subject));
        return;
    }
    if (!m_sharing.activation) {
        refuse("import_without_activation", ".token", Text::tr("activation missing"),
               Text::tr("“%1” is a private export: it needs an activation.").arg(subject));
        return;
    }
    const Token &activation = *m_sharing.activation;
    if (!activation.decodes() || !activation.asActivation()) {
        refuse("import_activation_invalid", ".token", Text::tr("activation not readable"),
               Text::tr("The token for “%1” is no valid activation.").arg(subject));
        return;
    }
    const Claims &claims = activation.claims();
    if (claims.sub != m_account.claims().sub) {
        refuse("import_activation_invalid", ".token", Text::tr("activation for another account"),
               Text::tr("The activation for “%1” is made for account %2.")
                   .arg(subject, shortKey(claims.sub)));
    }
    if (accountOf(claims) != m_import.account
        || accountSigner(claims.iss, *m_sharing.peerToken).role == Role::UnknownKey) {
        refuse("import_activation_issuer_unknown", ".token",
               Text::tr("activation by an unknown key"),
               Text::tr("The activation for “%1” is signed by %2, which is no key of account %3.")
                   .arg(subject, shortKey(claims.iss), nameText(*m_sharing.peerToken)));
    }
    for (const Finding &finding : validate(activation, m_options.now)) {
        const bool expired = finding.code == code::kExpired;
        if (expired || finding.code == code::kNotYetValid) {
            refuse(expired ? "import_activation_expired" : "import_activation_not_yet_valid",
                   ".token",
                   expired ? Text::tr("activation expired") : Text::tr("activation not yet valid"),
                   Text::tr("The activation for “%1”: %2").arg(subject, finding.text));
        }
    }
    if (const auto revocation
        = revocationOf(exported.revocations, m_account.claims().sub, claims.iat)) {
        refuse("import_activation_revoked", ".token", Text::tr("activation revoked"),
               Text::tr("Account %1 revoked activations of “%2” issued until %3; this one was "
                        "issued %4.")
                   .arg(nameText(*m_sharing.peerToken), subject, timeText(revocation->at),
                        timeText(claims.iat)));
    }
    if (!m_sharing.good || !m_sharing.state.isEmpty())
        return;
    m_sharing.state = claims.exp > 0
        ? Text::tr("activation valid until %1").arg(timeText(claims.exp))
        : Text::tr("activation valid, never expires");
}

} // namespace

std::vector<Sharing> importsOf(const Token &account, const Book &book, const TrustOptions &options)
{
    std::vector<Sharing> sharings;
    const AccountClaims *claims = account.asAccount();
    if (!claims)
        return sharings;
    Exporters exporters(book, options);
    for (size_t i = 0; i < claims->imports.size(); ++i)
        sharings.push_back(ImportCheck(account, i, exporters, options).run());
    return sharings;
}

} // namespace jwt
