// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/tokentext.h"

#include "core/base/base64url.h"
#include "core/nkey/decoration.h"
#include "core/nkey/nkey.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TokenText)
};

constexpr qsizetype kSeedLength = 58;
constexpr qsizetype kHeaderStart = 8; // characters that show whether a header begins

bool isOfToken(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '-' || c == '.';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Whether base64 begins here that gives "{", as each header does.
bool beginsLikeHeader(QByteArrayView text)
{
    const base::Base64Url start
        = base::fromBase64Url(text.first(std::min(text.size(), kHeaderStart)));
    return start.bytes.trimmed().startsWith('{');
}

bool looksLikeToken(QByteArrayView run)
{
    return run.count('.') == 2 && beginsLikeHeader(run.first(run.indexOf('.')));
}

bool isSeedShaped(QByteArrayView run)
{
    return run.size() == kSeedLength && nkey::looksLikeSeed(run)
        && std::all_of(run.begin(), run.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'); });
}

// What a pack keeps a token under: a key or the hash of an activation.
bool isPackKey(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7') || c == '=';
    });
}

class Finder final
{
public:
    explicit Finder(QByteArrayView content)
        : m_content(content)
    {}

    TokenText run() &&
    {
        const nkey::Blocks blocks = nkey::findBlocks(m_content);
        if (blocks.contents.empty() && takeWhole())
            return std::move(m_result);
        for (QByteArrayView rest = m_content; !rest.isEmpty() && !m_result.truncated;)
            takeLine(nkey::takeLine(rest));
        for (const QByteArrayView content : blocks.contents)
            takeBlock(content);
        if (m_result.tokens.empty())
            takeNothingFound();
        else if (!m_result.seed.isEmpty())
            warnAboutForm(blocks);
        return std::move(m_result);
    }

private:
    // One word that begins like a token is one, whatever else it holds: it decodes or says why it
    // does not, as it would for the tools that read such a file. A final line end does not matter
    // to them.
    bool takeWhole()
    {
        QByteArrayView text = m_content;
        while (text.endsWith('\n') || text.endsWith('\r'))
            text.chop(1);
        const QByteArrayView word = text.trimmed();
        if (word.isEmpty() || word.contains('|') || std::any_of(word.begin(), word.end(), isSpace)
            || !beginsLikeHeader(word))
            return false;
        add(text, {});
        return true;
    }

    void takeLine(QByteArrayView line)
    {
        const qsizetype bar = line.indexOf('|');
        if (bar >= 0 && line.indexOf('|', bar + 1) < 0 && isPackKey(line.first(bar).trimmed())) {
            const QByteArrayView token = line.sliced(bar + 1).trimmed();
            if (!token.isEmpty())
                add(token, line.first(bar).trimmed());
            return;
        }
        const char *at = line.begin();
        while (at != line.end()) {
            at = std::find_if(at, line.end(), isOfToken);
            const char *const end = std::find_if_not(at, line.end(), isOfToken);
            takeRun({at, end});
            at = end;
        }
    }

    void takeRun(QByteArrayView run)
    {
        while (run.startsWith('.') || run.startsWith('-'))
            run = run.sliced(1);
        // The end of a sentence. Counted once, for a run may be megabytes of dots.
        for (qsizetype dots = run.count('.'); dots > 2 && run.endsWith('.'); --dots)
            run.chop(1);
        if (looksLikeToken(run)) {
            add(run, {});
        } else if (isSeedShaped(run)) {
            m_sawSeed = true;
            if (m_result.seed.isEmpty() && nkey::KeyPair::fromSeed(run).ok())
                m_result.seed = base::Secret(run.toByteArray());
        }
    }

    // A damaged token between its lines is still meant to be one.
    void takeBlock(QByteArrayView content)
    {
        if (content.contains('.') && !m_offsets.contains(content.data() - m_content.data()))
            add(content, {});
    }

    void takeNothingFound()
    {
        // A secret is not shown as if it were a damaged token.
        if (m_sawSeed)
            m_result.warning = Text::tr("There is a seed but no token.");
        else
            add(m_content, {});
    }

    void warnAboutForm(const nkey::Blocks &blocks)
    {
        if (blocks.contents.size() < 2 || blocks.blankLines || blocks.indented) {
            m_result.warning = Text::tr(
                "Other NATS programs do not read this as credentials: the token and the seed must "
                "each stand on a line of its own, not indented, between two lines of dashes.");
        }
    }

    void add(QByteArrayView token, QByteArrayView key)
    {
        if (qsizetype(m_result.tokens.size()) >= kMaxTokens) {
            m_result.truncated = true;
            return;
        }
        const qsizetype offset = token.data() - m_content.data();
        m_offsets.insert(offset);
        m_result.tokens.push_back({token.toByteArray(), key.toByteArray(), offset});
    }

    QByteArrayView m_content;
    TokenText m_result;
    QSet<qsizetype> m_offsets; // of the tokens
    bool m_sawSeed = false;
};

} // namespace

TokenText findTokens(QByteArrayView content)
{
    return Finder(content).run();
}

} // namespace jwt
