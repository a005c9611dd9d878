// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/sharingtext.h"

#include "core/jwt/claimrows.h"
#include "ui/accounts/factwriter.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Sharing)
};

QString kindText(jwt::ShareKind kind)
{
    return kind == jwt::ShareKind::Stream ? Text::tr("stream")
        : kind == jwt::ShareKind::Service ? Text::tr("service")
                                          : Text::tr("no kind");
}

// The subject on the other side, where it is written differently.
QByteArray subjectThere(const jwt::Sharing &s)
{
    const auto *peer = s.peerToken ? s.peerToken->asAccount() : nullptr;
    if (!peer || s.peerIndex < 0)
        return {};
    const auto index = size_t(s.peerIndex);
    if (s.import)
        return index < peer->exports.size() ? peer->exports[index].subject : QByteArray();
    return index < peer->imports.size() ? peer->imports[index].subject : QByteArray();
}

RichLine mainLine(const jwt::Sharing &s, QByteArrayView subject, jwt::ShareKind kind)
{
    RichLine line{quiet(kindText(kind) + u"  "_s), claimLink(subject, s.path)};
    if (s.peer.isEmpty()) {
        line.push_back(quiet(s.import ? QString() : Text::tr("  nobody known imports it")));
        return line;
    }
    line.push_back(quiet(s.import ? Text::tr("  ⇐ from ") : Text::tr("  ⇒ to ")));
    line.push_back(keyLink(s.peer, previewText(s.peerName, 60)));
    const QByteArray there = subjectThere(s);
    if (!there.isEmpty() && there != subject) {
        line.push_back(quiet(s.import ? Text::tr("  exported as ") : Text::tr("  imported as ")));
        line.push_back(mono(there));
    }
    return line;
}

RichLine subLine(const jwt::Sharing &s, size_t number)
{
    RichLine line{toned(s.good ? TextTone::Quiet : TextTone::Error, s.state)};
    if (s.activation) {
        line.push_back(quiet(u"  ·  "_s));
        line.push_back({Text::tr("its activation"), TextTone::Plain,
                        link::kActivation + QString::number(number)});
    }
    if (!s.hash.isEmpty()) {
        line.push_back(quiet(Text::tr("  ·  hash ")));
        line.push_back({QString::fromLatin1(s.hash), TextTone::QuietMono, {}});
    }
    if (!s.activationUrl.isEmpty()) {
        line.push_back(quiet(Text::tr("  ·  activation at ")));
        line.push_back({previewText(s.activationUrl, FactWriter::kLongest), TextTone::Plain,
                        link::kUrl + QString::fromUtf8(s.path) + u".token"_s});
    }
    for (size_t i = 0; i < s.findings.size() && i < 4; ++i) {
        if (s.findings[i].text != s.state)
            line.push_back(toned(s.findings[i].severity == jwt::Severity::Error ? TextTone::Error
                                                                                : TextTone::Warning,
                                 u"\n"_s + s.findings[i].text));
    }
    return line;
}

void write(FactWriter &w, const Examined &e, const jwt::AccountClaims &account, bool import)
{
    const auto &all = e.sharings;
    const auto count = std::count_if(all.begin(), all.end(),
                                     [import](const auto &s) { return s.import == import; });
    if (count == 0)
        return;
    w.heading(import ? Text::tr("Imports and who exports them")
                     : Text::tr("Exports and who imports them"));
    qsizetype shown = 0;
    for (size_t i = 0; i < all.size() && shown < FactWriter::kMost; ++i) {
        const jwt::Sharing &s = all[i];
        if (s.import != import)
            continue;
        ++shown;
        QByteArray subject = "null";
        jwt::ShareKind kind = jwt::ShareKind::Unset;
        if (import && s.index < account.imports.size()) {
            subject = account.imports[s.index].subject;
            kind = account.imports[s.index].kind;
        } else if (!import && s.index < account.exports.size()) {
            subject = account.exports[s.index].subject;
            kind = account.exports[s.index].kind;
        }
        const SeverityMark mark = !s.good ? SeverityMark::Error
            : s.peer.isEmpty()            ? SeverityMark::Pending
            : s.findings.empty()          ? SeverityMark::Ok
                                          : SeverityMark::Warning;
        w.item(mark, mainLine(s, subject, kind), subLine(s, i));
    }
    if (shown < count)
        w.paragraph({quiet(Text::tr("and %1 more").arg(formatCount(quint64(count - shown))))});
}

} // namespace

RichBlocks sharingBlocks(const Examined &e)
{
    FactWriter w({});
    if (const auto *account = e.token->asAccount()) {
        write(w, e, *account, true);
        write(w, e, *account, false);
    }
    return w.take();
}

} // namespace ui
