// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace jwt {

// Writes JSON byte for byte as Go's encoding/json does, because a jti is a digest of it: `<`, `>`,
// `&`, U+2028 and U+2029 are escaped, what is no UTF-8 becomes \ufffd, nothing is indented.
class GoJson final
{
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(QByteArrayView name);
    void text(QByteArrayView utf8);
    void number(qint64 value);
    void number(quint64 value);
    void null();

    // Members of Go structs with `omitempty`: nothing is written for "", 0, false and {}.
    void member(QByteArrayView name, QByteArrayView text);
    void member(QByteArrayView name, qint64 number);
    void memberIf(QByteArrayView name, bool flag);
    void member(QByteArrayView name, const QList<QByteArray> &texts);

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    void separate();

    QByteArray m_bytes;
};

} // namespace jwt
