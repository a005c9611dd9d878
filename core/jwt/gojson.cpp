// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/gojson.h"

namespace jwt {

namespace {

// How many bytes the UTF-8 sequence at the start has; 0 if it is none.
qsizetype sequenceLength(QByteArrayView bytes)
{
    const auto at = [&bytes](qsizetype i) {
        return i < bytes.size() ? uchar(bytes[i]) : uchar(0);
    };
    const auto follows = [&at](qsizetype i) {
        return (at(i) & 0xC0) == 0x80;
    };
    const uchar first = at(0);
    const uchar second = at(1);
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool beyond = first == 0xF4 && second > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

void appendEscaped(QByteArray &out, uchar c)
{
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case '\\':
    case '"':
        out.append('\\').append(char(c));
        return;
    case '\b':
        out.append("\\b");
        return;
    case '\f':
        out.append("\\f");
        return;
    case '\n':
        out.append("\\n");
        return;
    case '\r':
        out.append("\\r");
        return;
    case '\t':
        out.append("\\t");
        return;
    default:
        break;
    }
    if (c < 0x20 || c == '<' || c == '>' || c == '&')
        out.append("\\u00").append(hex[c >> 4]).append(hex[c & 15]);
    else
        out.append(char(c));
}

} // namespace

// A comma is due unless a container or a member was just begun.
void GoJson::separate()
{
    if (m_bytes.isEmpty())
        return;
    const char last = m_bytes.back();
    if (last != '{' && last != '[' && last != ':')
        m_bytes.append(',');
}

void GoJson::beginObject()
{
    separate();
    m_bytes.append('{');
}

void GoJson::endObject()
{
    m_bytes.append('}');
}

void GoJson::beginArray()
{
    separate();
    m_bytes.append('[');
}

void GoJson::endArray()
{
    m_bytes.append(']');
}

void GoJson::key(QByteArrayView name)
{
    text(name);
    m_bytes.append(':');
}

void GoJson::text(QByteArrayView utf8)
{
    separate();
    m_bytes.append('"');
    for (qsizetype i = 0; i < utf8.size();) {
        const auto c = uchar(utf8[i]);
        if (c < 0x80) {
            appendEscaped(m_bytes, c);
            ++i;
            continue;
        }
        const qsizetype length = sequenceLength(utf8.sliced(i));
        const QByteArrayView sequence = utf8.sliced(i, length);
        if (length == 0)
            m_bytes.append("\\ufffd");
        else if (sequence == QByteArrayView("\xE2\x80\xA8"))
            m_bytes.append("\\u2028");
        else if (sequence == QByteArrayView("\xE2\x80\xA9"))
            m_bytes.append("\\u2029");
        else
            m_bytes.append(sequence);
        i += qMax<qsizetype>(length, 1);
    }
    m_bytes.append('"');
}

void GoJson::number(qint64 value)
{
    separate();
    m_bytes.append(QByteArray::number(value));
}

void GoJson::number(quint64 value)
{
    separate();
    m_bytes.append(QByteArray::number(value));
}

void GoJson::null()
{
    separate();
    m_bytes.append("null");
}

void GoJson::member(QByteArrayView name, QByteArrayView value)
{
    if (value.isEmpty())
        return;
    key(name);
    text(value);
}

void GoJson::member(QByteArrayView name, qint64 value)
{
    if (value == 0)
        return;
    key(name);
    number(value);
}

void GoJson::memberIf(QByteArrayView name, bool flag)
{
    if (!flag)
        return;
    key(name);
    m_bytes.append("true");
}

void GoJson::member(QByteArrayView name, const QList<QByteArray> &texts)
{
    if (texts.isEmpty())
        return;
    key(name);
    beginArray();
    for (const QByteArray &value : texts)
        text(value);
    endArray();
}

} // namespace jwt
