// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/capturefile.h"

#include "core/base/jsonscanner.h"
#include "core/capture/filetime.h"

#include <QtCore/QCoreApplication>

namespace capture {

namespace {

using base::json::Scanner;
using Kind = Scanner::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(capture::CaptureFile)
};

// Takes one line apart, member by member in whatever order they come.
class LineReader final
{
public:
    explicit LineReader(QByteArrayView line)
        : m_in(line)
    {}

    base::Result<FileLine> read()
    {
        m_in.openObject();
        while (const auto name = m_in.key())
            member(*name);
        if (!m_in.failed())
            m_in.end();
        FileLine line = m_in.failed() ? FileLine() : result();
        if (m_in.failed())
            return m_in.error();
        return line;
    }

private:
    void member(QByteArrayView name)
    {
        if (name == "at")
            m_at = time("at");
        else if (name == "subject")
            m_subject = text("subject");
        else if (name == "subjectBase64")
            m_subjectBytes = base64("subjectBase64");
        else if (name == "reply")
            m_reply = text("reply");
        else if (name == "replyBase64")
            m_replyBytes = base64("replyBase64");
        else if (name == "headers")
            readHeaders();
        else if (name == "headersBase64")
            m_headerBytes = base64("headersBase64");
        else if (name == "payloadText")
            m_payload = rawText("payloadText");
        else if (name == "payloadBase64")
            m_payloadBytes = base64("payloadBase64");
        else if (name == "fanin")
            m_fanin = text("fanin");
        else if (name == "gap")
            readGap();
        else if (name == "lost")
            readLost();
        else
            headMember(name);
    }

    void headMember(QByteArrayView name)
    {
        if (name == "version")
            m_head.version = m_in.number();
        else if (name == "startedAt")
            m_head.startedAt = time("startedAt");
        else if (name == "subjects")
            readSubjects("subjects", m_head.subjects);
        else if (name == "inboxPrefixes")
            readSubjects("inboxPrefixes", m_head.inboxPrefixes);
        else if (name == "server")
            m_head.server = QString::fromUtf8(text("server").value_or(QByteArray()));
        else if (name == "redacted")
            m_head.redacted = flag("redacted");
        else
            m_in.skip();
    }

    // True, and what comes is there to be read; or null is skipped.
    bool comes(Kind kind, const char *name, const QString &what)
    {
        const Kind found = m_in.kind();
        if (found == kind)
            return true;
        if (found == Kind::Null)
            m_in.skip();
        else
            m_in.fail(Text::tr("“%1”: %2 was expected").arg(QLatin1StringView(name), what));
        return false;
    }

    std::optional<QByteArrayView> rawText(const char *name)
    {
        if (!comes(Kind::Text, name, Text::tr("a text")))
            return std::nullopt;
        return m_in.rawText();
    }

    std::optional<QByteArray> text(const char *name)
    {
        const auto raw = rawText(name);
        return raw ? std::optional(Scanner::unescaped(*raw)) : std::nullopt;
    }

    std::optional<QByteArray> base64(const char *name)
    {
        const auto raw = rawText(name);
        if (!raw)
            return std::nullopt;
        QByteArray bytes = raw->contains('\\') ? Scanner::unescaped(*raw)
                                               : QByteArray::fromRawData(raw->data(), raw->size());
        auto decoded
            = QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            m_in.fail(Text::tr("“%1”: Base64 was expected").arg(QLatin1StringView(name)));
        return std::move(decoded.decoded);
    }

    std::optional<WallTime> time(const char *name)
    {
        const auto raw = rawText(name);
        if (!raw)
            return std::nullopt;
        const auto parsed = parseTime(*raw);
        if (!parsed)
            m_in.fail(Text::tr("“%1”: a time such as 2026-11-21T20:01:33.000000001Z was expected")
                          .arg(QLatin1StringView(name)));
        return parsed;
    }

    bool flag(const char *name)
    {
        const bool isTrue = m_in.kind() == Kind::True;
        if (!isTrue && m_in.kind() != Kind::False)
            m_in.fail(Text::tr("“%1”: true or false was expected").arg(QLatin1StringView(name)));
        m_in.skip();
        return isTrue;
    }

    void readSubjects(const char *name, std::vector<QByteArray> &subjects)
    {
        if (!comes(Kind::Array, name, Text::tr("a list")))
            return;
        subjects.clear();
        m_in.openArray();
        while (m_in.element()) {
            if (qsizetype(subjects.size()) == kMaxHeadSubjects)
                return m_in.fail(Text::tr("“%1”: at most %2 are expected")
                                     .arg(QLatin1StringView(name))
                                     .arg(kMaxHeadSubjects));
            subjects.push_back(m_in.text());
        }
    }

    // Put together as they were taken apart, see capturewriter.cpp.
    void readHeaders()
    {
        if (!comes(Kind::Array, "headers", Text::tr("a list")))
            return;
        QByteArray block("NATS/1.0\r\n");
        m_in.openArray();
        while (m_in.element()) {
            m_in.openArray();
            const QByteArray name = part();
            const QByteArray value = part();
            if (!m_in.failed() && m_in.element())
                m_in.fail(Text::tr("“headers”: a name and a value were expected"));
            block.append(name).append(": ").append(value).append("\r\n");
        }
        m_headers = block.append("\r\n");
    }

    QByteArray part()
    {
        if (m_in.failed() || !m_in.element() || m_in.kind() != Kind::Text) {
            m_in.fail(Text::tr("“headers”: a name and a value were expected"));
            return {};
        }
        QByteArray text = m_in.text();
        // What is not as it was comes with headersBase64; a field must not make two of itself.
        for (char &byte : text)
            byte = byte == '\r' || byte == '\n' ? ' ' : byte;
        return text;
    }

    void readGap()
    {
        m_gap.emplace();
        std::optional<WallTime> from, to;
        bool isStopped = false;
        m_in.openObject();
        while (const auto name = m_in.key()) {
            if (*name == "from")
                from = time("from");
            else if (*name == "to")
                to = time("to");
            else if (*name == "stopped")
                isStopped = flag("stopped");
            else
                m_in.skip();
        }
        if (!from || !to || *to < *from)
            return m_in.fail(Text::tr("“gap”: “from” and a later “to” were expected"));
        m_gap = FileGap{*from, *to, isStopped ? GapCause::Stopped : GapCause::Away};
    }

    void readLost()
    {
        m_lost.emplace();
        std::optional<WallTime> at;
        m_in.openObject();
        while (const auto name = m_in.key()) {
            if (*name == "at")
                at = time("at");
            else if (*name == "count")
                m_lost->count = m_in.number();
            else
                m_in.skip();
        }
        if (!at || m_lost->count == 0)
            return m_in.fail(Text::tr("“lost”: “at” and “count” were expected"));
        m_lost->at = *at;
    }

    FileLine result()
    {
        if (m_fanin) {
            if (*m_fanin != "capture")
                m_in.fail(Text::tr("“fanin”: “capture” was expected"));
            return std::move(m_head);
        }
        if (m_gap)
            return *m_gap;
        if (m_lost)
            return *m_lost;
        return message();
    }

    FileLine message()
    {
        FileMessage message;
        if (!m_at)
            m_in.fail(Text::tr("“at” was expected"));
        message.at = m_at.value_or(WallTime());
        message.subject
            = std::move(m_subjectBytes ? m_subjectBytes : m_subject).value_or(QByteArray());
        message.reply = std::move(m_replyBytes ? m_replyBytes : m_reply).value_or(QByteArray());
        message.headerBlock
            = std::move(m_headerBytes ? m_headerBytes : m_headers).value_or(QByteArray());
        if (m_payloadBytes)
            message.payload = *std::move(m_payloadBytes);
        else if (m_payload)
            message.payload = Scanner::unescaped(*m_payload);
        if (message.subject.isEmpty())
            m_in.fail(Text::tr("“subject” was expected"));
        if (qMax(message.subject.size(), message.reply.size()) > kMaxFileSubject)
            m_in.fail(Text::tr("subjects of at most %1 bytes are expected").arg(kMaxFileSubject));
        if (message.headerBlock.size() + message.payload.size() > kMaxFileBody)
            m_in.fail(
                Text::tr("headers and payload of at most %1 bytes are expected").arg(kMaxFileBody));
        return message;
    }

    Scanner m_in;
    FileHead m_head;
    std::optional<QByteArray> m_fanin;
    std::optional<FileGap> m_gap;
    std::optional<FileLost> m_lost;
    std::optional<WallTime> m_at;
    std::optional<QByteArray> m_subject, m_subjectBytes;
    std::optional<QByteArray> m_reply, m_replyBytes;
    std::optional<QByteArray> m_headers, m_headerBytes;
    std::optional<QByteArrayView> m_payload; // with its escapes: it is rarely needed
    std::optional<QByteArray> m_payloadBytes;
};

} // namespace

base::Result<FileLine> readLine(QByteArrayView line)
{
    return LineReader(line).read();
}

} // namespace capture
