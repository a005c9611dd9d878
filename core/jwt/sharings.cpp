// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/activationtrust.h"
#include "core/jwt/trust.h"

#include <QtCore/QCoreApplication>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Trust)
};

Sharing exportWithoutPeer(const Export &exported, size_t index)
{
    Sharing sharing;
    sharing.import = false;
    sharing.index = index;
    sharing.path = "nats.exports[" + QByteArray::number(qulonglong(index)) + ']';
    if (exported.null)
        sharing.state = Text::tr("null instead of an export");
    else if (exported.accountTokenPosition > 0)
        sharing.state = Text::tr("each importer its own part");
    else
        sharing.state = exported.tokenRequired ? Text::tr("private") : Text::tr("public");
    return sharing;
}

Sharing seenByExporter(const Sharing &theirs, const TokenPtr &importer)
{
    Sharing sharing = theirs;
    sharing.import = false;
    sharing.index = size_t(theirs.peerIndex);
    sharing.path = "nats.exports[" + QByteArray::number(theirs.peerIndex) + ']';
    sharing.peer = importer->claims().sub;
    sharing.peerName = importer->claims().name;
    sharing.peerToken = importer;
    sharing.peerIndex = int(theirs.index);
    for (Finding &finding : sharing.findings)
        finding.path = sharing.path;
    return sharing;
}

} // namespace

std::vector<Sharing> sharings(const Token &account, const Book &book, const TrustOptions &options)
{
    std::vector<Sharing> all = importsOf(account, book, options);
    const AccountClaims *claims = account.asAccount();
    if (!claims)
        return all;

    // Each importer's side is judged as its own import is; here it is seen from the other end.
    std::vector<std::vector<Sharing>> importers(claims->exports.size());
    for (const TokenPtr &importer : book.importersOf(account.claims().sub)) {
        for (const Sharing &theirs : importsOf(*importer, book, options)) {
            const bool ours = theirs.peerToken && theirs.peer == account.claims().sub
                && theirs.peerIndex >= 0 && size_t(theirs.peerIndex) < importers.size();
            if (ours)
                importers[size_t(theirs.peerIndex)].push_back(seenByExporter(theirs, importer));
        }
    }
    for (size_t i = 0; i < claims->exports.size(); ++i) {
        const Sharing alone = exportWithoutPeer(claims->exports[i], i);
        if (importers[i].empty()) {
            all.push_back(alone);
            continue;
        }
        for (Sharing &peer : importers[i])
            all.push_back(std::move(peer));
    }
    return all;
}

} // namespace jwt
