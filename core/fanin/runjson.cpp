// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/runjson.h"

#include "core/fanin/run.h"
#include "core/nats/subject.h"

#include <QtCore/QMetaEnum>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace fanin {

namespace {

using Buffer = rapidjson::StringBuffer;

template<typename Enum>
const char *nameOf(Enum value)
{
    return QMetaEnum::fromType<Enum>().valueToKey(int(value));
}

class RunWriter final
{
public:
    RunWriter(const Run &run, Buffer &buffer)
        : m_run(run)
        , m_out(buffer)
    {}

    void write(const ServerIdentity &server)
    {
        m_out.StartObject();
        text("subject", nats::subject::toText(m_run.spec().subject));
        textOrNull("inbox", nats::subject::toText(m_run.inbox()));
        writeServer(server);
        textOrNull("sentAt",
                   m_run.sentAt() ? QString::fromLatin1(m_run.anchor().rfc3339(*m_run.sentAt()))
                                  : QString());
        micros("rttUs", m_run.figures().rtt);
        writeRules();
        m_out.Key("replies");
        m_out.StartArray();
        for (qsizetype i = 0; i < m_run.size(); ++i)
            writeReply(i);
        m_out.EndArray();
        writeEnd();
        writeCounts();
        writeVerdict();
        m_out.EndObject();
    }

private:
    void string(QByteArrayView utf8)
    {
        m_out.String(utf8.isNull() ? "" : utf8.data(), rapidjson::SizeType(utf8.size()));
    }

    void text(const char *key, const QString &value)
    {
        m_out.Key(key);
        string(value.toUtf8());
    }

    void textOrNull(const char *key, const QString &value)
    {
        m_out.Key(key);
        if (value.isEmpty())
            m_out.Null();
        else
            string(value.toUtf8());
    }

    void number(const char *key, quint64 value)
    {
        m_out.Key(key);
        m_out.Uint64(value);
    }

    void numberOrNull(const char *key, quint64 value)
    {
        m_out.Key(key);
        if (value == 0)
            m_out.Null();
        else
            m_out.Uint64(value);
    }

    void flag(const char *key, bool value)
    {
        m_out.Key(key);
        m_out.Bool(value);
    }

    void micros(const char *key, std::optional<base::Span> span)
    {
        m_out.Key(key);
        if (span)
            m_out.Int64(base::microseconds(*span));
        else
            m_out.Null();
    }

    // Whole milliseconds, else with decimals: 300, 0.5.
    void millis(const char *key, base::Span span)
    {
        using namespace std::chrono_literals;
        m_out.Key(key);
        if (span <= 0ns)
            m_out.Null();
        else if (span % 1ms == 0ns)
            m_out.Int64(span / 1ms);
        else
            m_out.Double(std::chrono::duration<double, std::milli>(span).count());
    }

    void writeServer(const ServerIdentity &server)
    {
        m_out.Key("server");
        m_out.StartObject();
        textOrNull("url", server.url);
        textOrNull("name", server.name);
        textOrNull("version", server.version);
        numberOrNull("clientId", server.clientId);
        m_out.EndObject();
    }

    void writeRules()
    {
        const nats::StopRules &rules = m_run.spec().rules;
        m_out.Key("rules");
        m_out.StartObject();
        millis("totalMs", rules.total);
        millis("quietMs", rules.quiet);
        numberOrNull("maxReplies", rules.maxReplies);
        text("sentinel", asText(nats::toText(rules.sentinel)));
        m_out.EndObject();
    }

    // Bytes that may be anything: UTF-8, else each byte as the Latin-1 character.
    static QString asText(QByteArrayView bytes)
    {
        return bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
    }

    void writeReply(qsizetype i)
    {
        const nats::Reply &reply = m_run.reply(i);
        const bool isRead = i < m_run.readCount();
        m_out.StartObject();
        number("n", quint64(i) + 1);
        micros("atUs", m_run.at(i));
        const Lanes::Lane *lane = isRead ? &m_run.lanes().lanes()[m_run.lane(i)] : nullptr;
        textOrNull("responder", lane && lane->named ? asText(lane->name) : QString());
        const bool grouped = isRead && m_run.group(i) != Grouping::kNoGroup;
        textOrNull("group", grouped ? Grouping::name(m_run.group(i)) : QString());
        const nats::Headers headers = nats::Headers::parse(reply.message.headerBlock());
        m_out.Key("status");
        if (headers.status())
            m_out.Int(*headers.status());
        else
            m_out.Null();
        writeHeaders(headers);
        writePayload(reply.message.payload());
        flag("late", reply.kind == nats::ReplyKind::Late);
        if (reply.kind != nats::ReplyKind::Counted && reply.kind != nats::ReplyKind::Late)
            text("kind", QString::fromLatin1(nameOf(reply.kind)));
        m_out.EndObject();
    }

    void writeHeaders(const nats::Headers &headers)
    {
        m_out.Key("headers");
        m_out.StartArray();
        for (const nats::HeaderField &field : headers.fields()) {
            m_out.StartArray();
            string(asText(field.name).toUtf8());
            string(asText(field.value).toUtf8());
            m_out.EndArray();
        }
        m_out.EndArray();
    }

    void writePayload(QByteArrayView payload)
    {
        m_out.Key("payloadText");
        if (payload.isValidUtf8())
            string(payload);
        else
            m_out.Null();
        m_out.Key("payloadBase64");
        string(QByteArray::fromRawData(payload.data(), payload.size()).toBase64());
    }

    void writeEnd()
    {
        m_out.Key("end");
        const std::optional<nats::Outcome> &outcome = m_run.outcome();
        if (!outcome) {
            m_out.Null();
            return;
        }
        m_out.StartObject();
        text("reason", QString::fromLatin1(nameOf(outcome->reason)));
        micros("atUs", outcome->at);
        text("sentence", nats::sentence(*outcome, m_run.spec()));
        m_out.EndObject();
    }

    void writeCounts()
    {
        const Run::Figures figures = m_run.figures();
        m_out.Key("counts");
        m_out.StartObject();
        number("replies", figures.replies);
        number("late", figures.late);
        number("stray", figures.stray);
        number("distinct", figures.distinct);
        number("bytes", figures.bytes);
        m_out.EndObject();
    }

    void writeVerdict()
    {
        const Verdict verdict = m_run.verdict();
        m_out.Key("verdict");
        m_out.StartObject();
        flag("ok", verdict.ok);
        m_out.Key("rules");
        m_out.StartArray();
        for (const Verdict::Rule &rule : verdict.rules) {
            m_out.StartObject();
            text("rule", rule.rule);
            flag("ok", rule.ok);
            m_out.EndObject();
        }
        m_out.EndArray();
        m_out.EndObject();
    }

    const Run &m_run;
    rapidjson::Writer<Buffer> m_out;
};

} // namespace

QByteArray toJson(const Run &run, const ServerIdentity &server)
{
    Buffer buffer;
    RunWriter(run, buffer).write(server);
    return {buffer.GetString(), qsizetype(buffer.GetSize())};
}

} // namespace fanin
