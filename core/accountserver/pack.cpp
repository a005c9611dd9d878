// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/pack.h"

namespace accountserver {

namespace {

constexpr qsizetype kPiece = 64 * 1024; ///< a piece is sent once it has so many bytes

// As one field of a line; empty if it cannot be one. Go's base64 skips line ends, so that a token
// behind which one stands is the same without it.
QByteArray fieldOf(const StoredToken &token)
{
    QByteArray text = token.text;
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    const bool fits
        = token.decodes && !text.contains('\n') && !text.contains('\r') && !text.contains('|');
    return fits ? text : QByteArray();
}

class Packer final
{
public:
    Packer(Store &store, qint64 max)
        : m_store(store)
        , m_max(max)
    {}

    [[nodiscard]] QByteArray next()
    {
        if (!m_listed && m_max != 0)
            m_keys = m_store.keys();
        m_listed = true;
        QByteArray piece;
        while (m_next < m_keys.size() && m_lines != m_max && piece.size() < kPiece)
            add(m_keys[m_next++], piece);
        return piece;
    }

private:
    void add(const QByteArray &key, QByteArray &piece)
    {
        const auto token = m_store.load(key);
        const QByteArray field = token && *token ? fieldOf(**token) : QByteArray();
        if (field.isEmpty())
            return;
        if (m_lines++ > 0)
            piece += '\n';
        piece += key + '|' + field;
    }

    Store &m_store;
    qint64 m_max;
    std::vector<QByteArray> m_keys;
    size_t m_next = 0;
    qint64 m_lines = 0;
    bool m_listed = false;
};

} // namespace

std::function<QByteArray()> packOf(Store &store, qint64 max)
{
    return [packer = std::make_shared<Packer>(store, max)] {
        return packer->next();
    };
}

} // namespace accountserver
