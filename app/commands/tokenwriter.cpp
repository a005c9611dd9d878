// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/tokenwriter.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::TokenWriter)
};

base::Error io(const QString &text)
{
    return {base::ErrorKind::Io, text, -1};
}

// A subject names a file: nothing but an nkey's own characters may be in it.
bool isKey(const QByteArray &text)
{
    const auto base32 = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7') || c == '=';
    };
    return text.size() >= 2 && text.size() <= 64 && std::all_of(text.begin(), text.end(), base32);
}

} // namespace

TokenWriter::TokenWriter(const QString &folder)
    : m_folder(folder)
{}

base::Result<TokenWriter::Written> TokenWriter::write(const jwt::Token &token)
{
    const QByteArray key = token.kind() == jwt::Kind::Activation
        ? jwt::activationHash(token.claims())
        : token.claims().sub;
    if (!isKey(key))
        return io(Text::tr("A token without a subject is not written"));
    if (!QDir().mkpath(m_folder))
        return io(Text::tr("The folder %1 could not be made").arg(m_folder));

    QSet<QByteArray> &known = m_texts[key];
    if (known.contains(token.text()))
        return Written{};
    if (known.size() >= kMaxCopies) {
        ++m_leftOut;
        return Written{};
    }
    known.insert(token.text());
    QString name = QString::fromLatin1(key);
    Written written;
    // Servers may have different tokens of one account: none of them is lost.
    if (known.size() > 1) {
        name += u'-' + QString::number(known.size());
        written.remark = Text::tr("another token of the same subject");
    }
    written.path = m_folder + u'/' + name + u".jwt"_s;
    if (QFile before(written.path); before.exists()) {
        const QByteArray old = before.open(QIODevice::ReadOnly)
            ? before.read(qMax(jwt::Token::kMaxSize, token.text().size()) + 1)
            : QByteArray();
        if (old == token.text()) {
            written.remark = Text::tr("unchanged");
            return written;
        }
        if (!token.decodes() && jwt::Token::decode(old.trimmed())->decodes()) {
            known.remove(token.text());
            return io(Text::tr("%1 is kept: what came for it does not decode").arg(written.path));
        }
        written.remark = Text::tr("replaced what was there");
    }
    QSaveFile file(written.path);
    if (!file.open(QIODevice::WriteOnly) || file.write(token.text()) != token.text().size()
        || !file.commit())
        return io(Text::tr("%1 could not be written: %2").arg(written.path, file.errorString()));
    return written;
}

} // namespace commands
