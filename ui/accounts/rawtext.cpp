// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/rawtext.h"

#include "ui/accounts/factwriter.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kShownSignature = 96; ///< bytes; a good one has 64

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Raw)
};

QString sizes(const jwt::Token &token)
{
    return Text::tr("%1: header %2, payload %3, signature %4.")
        .arg(formatBytes(token.text().size()), formatBytes(token.part(0).size()),
             formatBytes(token.part(1).size()), formatBytes(token.part(2).size()));
}

} // namespace

RichBlocks signedText(const jwt::Token &token)
{
    FactWriter w({});
    RichLine line;
    if (token.signedBytes().isEmpty()) {
        line.push_back(plain(Text::tr("Nothing could be taken as signed. ")));
    } else if (token.part(0).size() + token.part(1).size() + 1 == token.signedBytes().size()) {
        line.push_back(plain(Text::tr("Header and payload are signed, with the dot between them")));
        line.push_back(quiet(Text::tr(" (version 2). ")));
    } else {
        line.push_back(
            plain(Text::tr("Only the payload is signed: anybody may change the header")));
        line.push_back(quiet(Text::tr(" (version 1). ")));
    }
    line.push_back(quiet(sizes(token)));
    w.paragraph(std::move(line));
    return w.take();
}

RichBlocks signatureText(const jwt::Token &token)
{
    FactWriter w({});
    switch (token.signature()) {
    case jwt::Signature::Valid:
        w.item(SeverityMark::Ok, {plain(Text::tr("The issuer's key verifies it."))}, {});
        break;
    case jwt::Signature::Invalid:
        w.item(SeverityMark::Error, {plain(Text::tr("The issuer's key does not verify it."))}, {});
        break;
    case jwt::Signature::NoIssuerKey:
        w.item(SeverityMark::Error, {plain(Text::tr("The issuer is no key that could verify it."))},
               {});
        break;
    case jwt::Signature::Absent:
        w.item(SeverityMark::Pending, {quiet(Text::tr("There is none that could be checked."))},
               {});
        break;
    }
    const QByteArray bytes
        = QByteArray::fromBase64(token.part(2).toByteArray(), QByteArray::Base64UrlEncoding);
    if (!bytes.isEmpty())
        w.paragraph({Span{QString::fromLatin1(bytes.left(kShownSignature).toHex(' '))
                              + (bytes.size() > kShownSignature ? u" …"_s : QString()),
                          TextTone::QuietMono,
                          {}}});
    w.paragraph(
        {quiet(Text::tr("%1 bytes; Ed25519 has 64.").arg(formatCount(quint64(bytes.size()))))});
    return w.take();
}

} // namespace ui
