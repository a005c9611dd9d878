// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/decodedtext.h"

#include "core/base/jsonwriter.h"

#include <QtCore/QDateTime>

namespace accountserver {

namespace {

using base::json::Value;
using base::json::Writer;

constexpr qint64 kLastDate = 253402300799; ///< the end of the year 9999: later ones are no date

// Names are written as text first: the writer wants them ending in a NUL.
void writeKey(Writer &json, QByteArrayView name)
{
    json.key(name.toByteArray().constData());
}

void writeNumber(Writer &json, QByteArrayView digits)
{
    bool ok = false;
    const QByteArray text = digits.toByteArray();
    if (const qint64 whole = text.toLongLong(&ok); ok)
        return json.number(whole);
    if (const quint64 large = text.toULongLong(&ok); ok)
        return json.number(large);
    const double number = text.toDouble(&ok);
    ok ? json.number(number) : json.text(text);
}

// Walks without recursion: a token may nest ten thousand deep.
void writeValue(Writer &json, Value root)
{
    struct Open
    {
        Value::Iterator next, end;
        bool object;
    };
    std::vector<Open> open;
    const auto write = [&json, &open](Value value) {
        switch (value.type()) {
        case Value::Type::Null:
            return json.null();
        case Value::Type::False:
        case Value::Type::True:
            return json.flag(value.type() == Value::Type::True);
        case Value::Type::Number:
            return writeNumber(json, value.text());
        case Value::Type::Text:
            return json.text(value.text());
        case Value::Type::Array:
            json.beginArray();
            break;
        case Value::Type::Object:
            json.beginObject();
            break;
        }
        open.push_back({value.begin(), value.end(), value.isObject()});
    };
    write(root);
    while (!open.empty()) {
        Open &top = open.back();
        if (top.next == top.end) {
            top.object ? json.endObject() : json.endArray();
            open.pop_back();
            continue;
        }
        const Value value = *top.next;
        ++top.next;
        if (top.object)
            writeKey(json, value.name());
        write(value);
    }
}

void writeTime(Writer &json, const char *name, jwt::UnixTime time)
{
    if (time <= 0 || time > kLastDate)
        return;
    json.key(name);
    json.text(QDateTime::fromSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate));
}

void writeParts(Writer &json, const jwt::Token &token)
{
    json.key("header");
    writeValue(json, token.header().root());
    json.key("claims");
    writeValue(json, token.payload().root());
    json.key("signature");
    json.text(token.part(2));
    json.key("times");
    json.beginObject();
    writeTime(json, "iat", token.claims().iat);
    writeTime(json, "nbf", token.claims().nbf);
    writeTime(json, "exp", token.claims().exp);
    json.endObject();
}

void writeActivations(Writer &json, const jwt::AccountClaims &account)
{
    json.key("activations");
    json.beginArray();
    for (size_t i = 0; i < account.imports.size(); ++i) {
        const jwt::TokenPtr embedded = jwt::activationOf(account.imports[i]);
        if (!embedded)
            continue;
        json.beginObject();
        json.key("path");
        json.text(QByteArray("nats.imports[" + QByteArray::number(qint64(i)) + "].token"));
        if (embedded->decodes()) {
            writeParts(json, *embedded);
        } else {
            json.key("problem");
            json.text(embedded->problem() ? embedded->problem()->text : QString());
        }
        json.endObject();
    }
    json.endArray();
}

} // namespace

QByteArray decodedText(const jwt::Token &token)
{
    Writer json;
    json.beginObject();
    writeParts(json, token);
    if (const jwt::AccountClaims *account = token.asAccount(); account && !account->imports.empty())
        writeActivations(json, *account);
    json.endObject();
    return QByteArray(json.bytes() + '\n');
}

} // namespace accountserver
