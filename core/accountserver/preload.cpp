// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/preload.h"

#include "core/jwt/claimrows.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <optional>

namespace accountserver {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Preload)
};

constexpr qsizetype kPiece = 64 * 1024;
constexpr qsizetype kMaxComment = 200;

// A name is whatever its account likes; a line end in it would end the comment.
QByteArray comment(const QString &text)
{
    QString line = text.left(kMaxComment);
    for (QChar &character : line) {
        if (!character.isPrint() && !character.isSurrogate())
            character = u' ';
    }
    return "# " + line.toUtf8() + '\n';
}

// Without the line ends behind it, which Go's base64 skips; empty if it is not one bare word.
QByteArray wordOf(QByteArray text)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    const bool bare = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_' || c == '.';
    });
    return bare ? text : QByteArray();
}

class PreloadWriter final
{
public:
    explicit PreloadWriter(PreloadSource source)
        : m_source(std::move(source))
        , m_operator(jwt::Token::decode(m_source.operatorText))
    {
        const jwt::OperatorClaims *claims = m_operator->asOperator();
        if (m_source.systemAccount.isEmpty() && claims)
            m_source.systemAccount = claims->systemAccount;
        // A token may claim anything to be it, line ends included.
        if (!isStoreKey(m_source.systemAccount))
            m_source.systemAccount.clear();
    }

    [[nodiscard]] QByteArray next()
    {
        if (!m_begun)
            return begin();
        QByteArray piece;
        while (m_next < m_keys.size() && piece.size() < kPiece)
            add(m_keys[m_next++], piece);
        if (m_next == m_keys.size() && !m_ended)
            end(piece);
        return piece;
    }

private:
    [[nodiscard]] QByteArray begin();
    void add(const QByteArray &key, QByteArray &piece);
    void addToken(const QByteArray &key, const QByteArray &text, QByteArray &piece);
    void leaveOut(const QByteArray &key, const QString &why, QByteArray &piece) const;
    void end(QByteArray &piece);

    PreloadSource m_source;
    jwt::TokenPtr m_operator;
    std::vector<QByteArray> m_keys;
    size_t m_next = 0;
    qint64 m_written = 0;
    bool m_hasSystem = false;
    bool m_begun = false;
    bool m_ended = false;
};

QByteArray PreloadWriter::begin()
{
    m_begun = true;
    m_keys = m_source.store.keys();
    QByteArray text = comment(Text::tr("Accounts of %1, written by Fanin %2")
                                  .arg(m_source.store.name(), QStringLiteral(FANIN_VERSION)));
    text += comment(Text::tr("as they were %1: later changes need this file written again")
                        .arg(jwt::timeText(m_source.now)));
    const QByteArray word = wordOf(m_source.operatorText);
    if (m_operator->decodes() && m_operator->asOperator() && !word.isEmpty()) {
        text += '\n'
            + comment(Text::tr("operator %1").arg(QString::fromUtf8(m_operator->claims().name)));
        text += "operator: " + word + '\n';
    } else {
        text += '\n'
            + comment(Text::tr("The operator is not known here. A server needs its token or file:"))
            + comment(u"operator: FILE"_s);
    }
    if (!m_source.systemAccount.isEmpty())
        text += "system_account: " + m_source.systemAccount + '\n';
    return text + "\nresolver: MEMORY\nresolver_preload: {\n";
}

void PreloadWriter::leaveOut(const QByteArray &key, const QString &why, QByteArray &piece) const
{
    piece += "  " + comment(Text::tr("%1 is left out: %2").arg(QString::fromUtf8(key), why));
}

void PreloadWriter::add(const QByteArray &key, QByteArray &piece)
{
    const auto token = m_source.store.load(key);
    if (!token)
        leaveOut(key, token.error().text, piece);
    else if (*token)
        addToken(key, (*token)->text, piece);
}

void PreloadWriter::addToken(const QByteArray &key, const QByteArray &text, QByteArray &piece)
{
    // A server does not start with a token that does not decode.
    const jwt::TokenPtr token = jwt::Token::decode(text);
    const jwt::Claims &claims = token->claims();
    const QByteArray word = wordOf(text);
    if (!token->decodes() || word.isEmpty()) {
        leaveOut(key, Text::tr("it does not decode"), piece);
    } else if (!token->asAccount()) {
        leaveOut(key,
                 Text::tr("it is of kind %1").arg(QString::fromUtf8(jwt::nameOf(token->kind()))),
                 piece);
    } else if (claims.sub != key) {
        leaveOut(key, Text::tr("it is about %1").arg(QString::fromUtf8(claims.sub)), piece);
    } else if (claims.exp > 0 && claims.exp < m_source.now) {
        leaveOut(key, Text::tr("it expired %1").arg(jwt::timeText(claims.exp)), piece);
    } else {
        piece += "  " + comment(QString::fromUtf8(claims.name)) + "  " + key + ": " + word + '\n';
        m_hasSystem |= key == m_source.systemAccount;
        ++m_written;
    }
}

void PreloadWriter::end(QByteArray &piece)
{
    m_ended = true;
    if (!m_hasSystem && !m_source.systemText.isEmpty())
        addToken(m_source.systemAccount, m_source.systemText, piece);
    piece += "}\n";
    if (!m_hasSystem && !m_source.systemAccount.isEmpty()) {
        piece += comment(Text::tr("The system account %1 is not among them: no server starts so.")
                             .arg(QString::fromUtf8(m_source.systemAccount)));
    }
    piece += comment(Text::tr("accounts: %1").arg(m_written));
}

} // namespace

std::function<QByteArray()> preloadConfiguration(PreloadSource source)
{
    return [writer = std::make_shared<PreloadWriter>(std::move(source))] {
        return writer->next();
    };
}

} // namespace accountserver
