// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/runjson.h"

#include "core/base/jsonwriter.h"
#include "core/fanin/run.h"
#include "core/nats/subject.h"

#include <QtCore/QMetaEnum>

namespace fanin {

namespace {

// Large enough for few calls of the sink, small enough not to count.
constexpr qsizetype kPiece = 64 * 1024;

template<typename Enum>
const char *nameOf(Enum value)
{
    return QMetaEnum::fromType<Enum>().valueToKey(int(value));
}

class RunWriter final
{
public:
    using Sink = std::function<bool(QByteArrayView)>;

    RunWriter(const Run &run, const Sink &sink) : m_run(run), m_sink(sink) {}

    [[nodiscard]] bool write(const ServerIdentity &server)
    {
        m_out.beginObject();
        text("subject", nats::subject::toText(m_run.spec().subject));
        textOrNull("inbox", nats::subject::toText(m_run.inbox()));
        writeServer(server);
        textOrNull("sentAt",
                   m_run.sentAt() ? QString::fromLatin1(m_run.anchor().rfc3339(*m_run.sentAt()))
                                  : QString());
        micros("rttUs", m_run.figures().rtt);
        writeRules();
        m_out.key("replies");
        m_out.beginArray();
        for (qsizetype i = 0; i < m_run.size(); ++i) {
            writeReply(i);
            if (m_out.view().size() >= kPiece && !flush())
                return false;
        }
        m_out.endArray();
        writeEnd();
        writeCounts();
        writeVerdict();
        m_out.endObject();
        return flush();
    }

private:
    bool flush()
    {
        const bool taken = m_sink(m_out.view());
        m_out.clear();
        return taken;
    }

    void text(const char *key, const QString &value)
    {
        m_out.key(key);
        m_out.text(value);
    }

    void textOrNull(const char *key, const QString &value)
    {
        m_out.key(key);
        if (value.isEmpty())
            m_out.null();
        else
            m_out.text(value);
    }

    void number(const char *key, quint64 value)
    {
        m_out.key(key);
        m_out.number(value);
    }

    void numberOrNull(const char *key, quint64 value)
    {
        m_out.key(key);
        if (value == 0)
            m_out.null();
        else
            m_out.number(value);
    }

    void flag(const char *key, bool value)
    {
        m_out.key(key);
        m_out.flag(value);
    }

    void micros(const char *key, std::optional<base::Span> span)
    {
        m_out.key(key);
        if (span)
            m_out.number(base::microseconds(*span));
        else
            m_out.null();
    }

    // Whole milliseconds, else with decimals: 300, 0.5.
    void millis(const char *key, base::Span span)
    {
        using namespace std::chrono_literals;
        m_out.key(key);
        if (span <= 0ns)
            m_out.null();
        else if (span % 1ms == 0ns)
            m_out.number(qint64(span / 1ms));
        else
            m_out.number(std::chrono::duration<double, std::milli>(span).count());
    }

    void writeServer(const ServerIdentity &server)
    {
        m_out.key("server");
        m_out.beginObject();
        textOrNull("url", server.url);
        textOrNull("name", server.name);
        textOrNull("version", server.version);
        numberOrNull("clientId", server.clientId);
        m_out.endObject();
    }

    void writeRules()
    {
        const nats::StopRules &rules = m_run.spec().rules;
        m_out.key("rules");
        m_out.beginObject();
        millis("totalMs", rules.total);
        millis("quietMs", rules.quiet);
        numberOrNull("maxReplies", rules.maxReplies);
        text("sentinel", asText(nats::toText(rules.sentinel)));
        m_out.endObject();
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
        m_out.beginObject();
        number("n", quint64(i) + 1);
        micros("atUs", m_run.at(i));
        const Lanes::Lane *lane = isRead ? &m_run.lanes().lanes()[m_run.lane(i)] : nullptr;
        textOrNull("responder", lane && lane->named ? asText(lane->name) : QString());
        const bool grouped = isRead && m_run.group(i) != Grouping::kNoGroup;
        textOrNull("group", grouped ? Grouping::name(m_run.group(i)) : QString());
        const nats::Headers headers = nats::Headers::parse(reply.message.headerBlock());
        m_out.key("status");
        if (headers.status())
            m_out.number(qint64(*headers.status()));
        else
            m_out.null();
        writeHeaders(headers);
        writePayload(reply.message.payload());
        flag("late", reply.kind == nats::ReplyKind::Late);
        m_out.endObject();
    }

    void writeHeaders(const nats::Headers &headers)
    {
        m_out.key("headers");
        m_out.beginArray();
        for (const nats::HeaderField &field : headers.fields()) {
            m_out.beginArray();
            m_out.text(asText(field.name));
            m_out.text(asText(field.value));
            m_out.endArray();
        }
        m_out.endArray();
    }

    void writePayload(QByteArrayView payload)
    {
        m_out.key("payloadText");
        if (payload.isValidUtf8())
            m_out.text(payload);
        else
            m_out.null();
        const QByteArray base64
            = QByteArray::fromRawData(payload.data(), payload.size()).toBase64();
        m_out.key("payloadBase64");
        m_out.text(QByteArrayView(base64));
    }

    void writeEnd()
    {
        m_out.key("end");
        const std::optional<nats::Outcome> &outcome = m_run.outcome();
        if (!outcome) {
            m_out.null();
            return;
        }
        m_out.beginObject();
        text("reason", QString::fromLatin1(nameOf(outcome->reason)));
        micros("atUs", outcome->at);
        text("sentence", nats::sentence(*outcome, m_run.spec()));
        m_out.endObject();
    }

    void writeCounts()
    {
        const Run::Figures figures = m_run.figures();
        m_out.key("counts");
        m_out.beginObject();
        number("replies", figures.replies);
        number("late", figures.late);
        number("stray", figures.stray);
        number("distinct", figures.distinct);
        number("bytes", figures.bytes);
        m_out.endObject();
    }

    void writeVerdict()
    {
        const Verdict verdict = m_run.verdict();
        m_out.key("verdict");
        m_out.beginObject();
        flag("ok", verdict.ok);
        m_out.key("rules");
        m_out.beginArray();
        for (const Verdict::Rule &rule : verdict.rules) {
            m_out.beginObject();
            text("rule", rule.rule);
            flag("ok", rule.ok);
            m_out.endObject();
        }
        m_out.endArray();
        m_out.endObject();
    }

    const Run &m_run;
    const Sink &m_sink;
    base::json::Writer m_out;
};

} // namespace

QByteArray toJson(const Run &run, const ServerIdentity &server)
{
    QByteArray bytes;
    (void)writeJson(run, server, [&bytes](QByteArrayView piece) {
        bytes += piece;
        return true;
    });
    return bytes;
}

bool writeJson(const Run &run, const ServerIdentity &server,
               const std::function<bool(QByteArrayView)> &sink)
{
    return RunWriter(run, sink).write(server);
}

} // namespace fanin
