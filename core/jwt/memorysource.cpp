// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/memorysource.h"

#include "core/jwt/slicedfetch.h"
#include "core/jwt/tokentext.h"
#include "core/nkey/nkey.h"

namespace jwt {

namespace {

class MemoryFetch final : public SlicedFetch
{
public:
    MemoryFetch(FetchRequest request, const QString &source, std::vector<KeptToken> kept,
                QObject *parent)
        : SlicedFetch(std::move(request), source, parent)
        , m_kept(std::move(kept))
    {}

private:
    bool step() override
    {
        if (m_next >= m_kept.size())
            return false;
        deliver(std::move(m_kept[m_next].text), std::move(m_kept[m_next].origin));
        setProgress(qint64(++m_next), qint64(m_kept.size()));
        return m_next < m_kept.size();
    }

    std::vector<KeptToken> m_kept;
    size_t m_next = 0;
};

} // namespace

MemorySource::Added MemorySource::add(QByteArrayView content, const QString &from)
{
    TokenText found = findTokens(content);
    Added added;
    added.warning = found.warning;
    added.truncated = found.truncated;
    if (const auto key = nkey::KeyPair::fromSeed(found.seed.reveal()))
        added.seedKey = key->publicKey();
    for (FoundText &text : found.tokens) {
        if (m_kept.size() >= kMaxTokens) {
            added.truncated = true;
            break;
        }
        m_kept.push_back({std::move(text.token), {name(), std::move(text.key), from, {}}});
        ++added.tokens;
    }
    emit changed();
    return added;
}

void MemorySource::clear()
{
    m_kept.clear();
    emit changed();
}

QString MemorySource::name() const
{
    return tr("pasted");
}

TokenFetch *MemorySource::fetch(const FetchRequest &request, QObject *parent)
{
    return new MemoryFetch(request, name(), m_kept, parent);
}

} // namespace jwt
