// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/repeatedrequest.h"

#include "core/base/counted.h"
#include "core/capture/redaction.h"

#include <QtCore/QCoreApplication>

#include <utility>

namespace ui {

RepeatedRequest repeated(const capture::Entry &message, quint64 replies)
{
    RepeatedRequest request;
    request.spec.verb = message.reply.isEmpty() ? nats::Verb::Publish
        : replies > 1                           ? nats::Verb::Gather
                                                : nats::Verb::Request;
    request.spec.subject = message.subject.toByteArray();
    request.spec.payload = message.payload.toByteArray();
    const nats::Headers headers = nats::Headers::parse(message.headerBlock);
    for (const nats::HeaderField &field : headers.fields()) {
        nats::HeaderLine line{field.name, field.value};
        if (nats::checkHeader(line)) {
            ++request.dropped;
        } else {
            request.redacted += line.value.contains(capture::kRedacted) ? 1 : 0;
            request.spec.headers.push_back(std::move(line));
        }
    }
    request.dropped += headers.dropped();
    return request;
}

QStringList differencesOf(const RepeatedRequest &request)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("RepeatedRequest", text);
    };
    QStringList differences;
    if (request.redacted > 0)
        differences += base::counted(
            request.redacted, tr("The secret of 1 header was not kept: put it in by hand."),
            tr("The secrets of %1 headers were not kept: put them in by hand."));
    if (request.dropped > 0)
        differences += base::counted(
            request.dropped, tr("1 header cannot be sent as it came and is left out."),
            tr("%1 headers cannot be sent as they came and are left out."));
    return differences;
}

} // namespace ui
