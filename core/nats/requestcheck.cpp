// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/requestcheck.h"

#include "core/nats/encoder.h"
#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>

namespace nats {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("nats::RequestCheck", text);
}

std::optional<QString> problemOf(const RequestSpec &spec)
{
    if (const auto error = subject::checkLiteral(spec.subject))
        return tr("Subject: %1").arg(error->text);
    if (!spec.customReply.isEmpty()) {
        if (const auto error = subject::checkLiteral(spec.customReply))
            return tr("Reply subject: %1").arg(error->text);
    }
    for (const HeaderLine &line : spec.headers) {
        if (const auto error = checkHeader(line))
            return tr("Header '%1': %2").arg(QString::fromUtf8(line.name), error->text);
    }
    if (spec.verb != Verb::Publish && spec.rules.total < std::chrono::milliseconds(1))
        return tr("Total time: expected at least 1 ms");
    return {};
}

} // namespace

std::optional<Refusal> checkRequest(const RequestSpec &spec, const ConnectOptions &options,
                                    const ServerInfo *server, qsizetype inboxSize)
{
    if (options.readOnly) {
        return Refusal{EndReason::InvalidRequest,
                       tr("This connection is read-only: nothing is published on it.")};
    }
    if (const auto problem = problemOf(spec))
        return Refusal{EndReason::InvalidRequest, *problem};
    if (server && !spec.headers.empty() && !server->headers)
        return Refusal{EndReason::HeadersNotSupported,
                       tr("The server %1 does not support headers.").arg(server->serverName)};
    const qsizetype headerSize = spec.headers.empty() ? 0 : encodeHeaders(spec.headers).size();
    const qsizetype size = headerSize + spec.payload.size();
    if (server && server->maxPayload >= 0 && size > server->maxPayload) {
        return Refusal{EndReason::MaxPayloadExceeded,
                       tr("Expected at most %1 bytes of headers and payload, got %2.")
                           .arg(server->maxPayload)
                           .arg(size)};
    }
    const qsizetype line
        = encoder::publishLine(spec.subject, {}, headerSize, spec.payload.size()).size()
        + (inboxSize > 0 ? inboxSize + 1 : 0);
    if (line > encoder::kMaxControlLine) {
        return Refusal{EndReason::ControlLineTooLong,
                       tr("Expected subject and reply to fit a line of %1 bytes (the server's "
                          "default limit), got %2.")
                           .arg(encoder::kMaxControlLine)
                           .arg(line)};
    }
    if (!server)
        return Refusal{EndReason::NotConnected, {}};
    return {};
}

} // namespace nats
