// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/wire.h"

namespace wire {

namespace {

void append(QByteArrayList &lines, nats::Parser &parser, QByteArrayView bytes)
{
    for (const nats::Frame &frame : parser.feed(bytes, base::Instant(base::Span(1))))
        lines += print(frame);
}

void appendError(QByteArrayList &lines, const nats::Parser &parser)
{
    if (parser.error())
        lines += "ERROR " + QByteArray::number(parser.error()->offset);
}

} // namespace

QByteArray print(const nats::Frame &frame)
{
    if (const auto *message = std::get_if<nats::Message>(&frame)) {
        const QByteArray sid
            = message->sid().isEmpty() ? QByteArray() : QByteArray(message->sid().toByteArray() + ' ');
        return "MSG " + message->subject().toByteArray() + ' ' + sid
            + (message->reply().isNull() ? "-" : message->reply().toByteArray()) + " ["
            + message->headerBlock().toByteArray() + "] [" + message->payload().toByteArray() + ']';
    }
    if (const auto *info = std::get_if<nats::InfoFrame>(&frame))
        return "INFO " + info->json;
    if (const auto *connect = std::get_if<nats::ConnectFrame>(&frame))
        return "CONNECT " + connect->json;
    if (const auto *error = std::get_if<nats::ErrFrame>(&frame))
        return "ERR [" + error->text + ']';
    if (const auto *sub = std::get_if<nats::SubFrame>(&frame))
        return "SUB " + sub->subject + " [" + sub->queue + "] " + sub->sid;
    if (const auto *unsub = std::get_if<nats::UnsubFrame>(&frame)) {
        const QByteArray line = "UNSUB " + unsub->sid;
        return unsub->max ? QByteArray(line + ' ' + QByteArray::number(*unsub->max)) : line;
    }
    if (std::holds_alternative<nats::PingFrame>(frame))
        return "PING";
    return std::holds_alternative<nats::PongFrame>(frame) ? "PONG" : "OK";
}

QByteArrayList parse(QByteArrayView bytes, nats::Parser::Peer peer)
{
    nats::Parser parser(peer);
    QByteArrayList lines;
    append(lines, parser, bytes);
    appendError(lines, parser);
    return lines;
}

QByteArrayList parseEverySplit(QByteArrayView bytes, nats::Parser::Peer peer)
{
    const QByteArrayList whole = parse(bytes, peer);
    nats::Parser single(peer);
    QByteArrayList lines;
    for (const char &byte : bytes)
        append(lines, single, QByteArrayView(&byte, 1));
    appendError(lines, single);
    if (lines != whole)
        return {"byte by byte: " + lines.join(" | ") + ", whole: " + whole.join(" | ")};
    for (qsizetype split = 1; split < bytes.size(); ++split) {
        nats::Parser parser(peer);
        lines.clear();
        append(lines, parser, bytes.first(split));
        append(lines, parser, bytes.sliced(split));
        appendError(lines, parser);
        if (lines != whole)
            return {"split at " + QByteArray::number(split) + ": " + lines.join(" | ")};
    }
    return whole;
}

} // namespace wire
