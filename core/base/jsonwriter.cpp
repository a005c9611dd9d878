// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/jsonwriter.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace base::json {

struct Writer::State
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> out{buffer};
};

Writer::Writer()
    : m_state(std::make_unique<State>())
{}

Writer::~Writer() = default;

void Writer::beginObject()
{
    m_state->out.StartObject();
}

void Writer::endObject()
{
    m_state->out.EndObject();
}

void Writer::beginArray()
{
    m_state->out.StartArray();
}

void Writer::endArray()
{
    m_state->out.EndArray();
}

void Writer::key(const char *name)
{
    m_state->out.Key(name);
}

void Writer::text(QByteArrayView utf8)
{
    // The library takes no null pointer, not even for nothing.
    m_state->out.String(utf8.isEmpty() ? "" : utf8.data(), rapidjson::SizeType(utf8.size()));
}

void Writer::number(qint64 value)
{
    m_state->out.Int64(value);
}

void Writer::number(quint64 value)
{
    m_state->out.Uint64(value);
}

void Writer::number(double value)
{
    m_state->out.Double(value);
}

void Writer::flag(bool value)
{
    m_state->out.Bool(value);
}

void Writer::null()
{
    m_state->out.Null();
}

QByteArray Writer::bytes() const
{
    return {m_state->buffer.GetString(), qsizetype(m_state->buffer.GetSize())};
}

QByteArrayView Writer::view() const
{
    return {m_state->buffer.GetString(), qsizetype(m_state->buffer.GetSize())};
}

void Writer::clear()
{
    m_state->buffer.Clear();
}

} // namespace base::json
