// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/capture.h"
#include "core/nats/headers.h"

namespace capture {

namespace {

// "API.…" of $JS.API.… and of $JS.<domain>.API.…; empty if it is neither.
QByteArrayView apiOf(QByteArrayView subject)
{
    QByteArrayView rest = subject.sliced(sizeof("$JS.") - 1);
    if (rest.startsWith("API."))
        return rest;
    rest = rest.sliced(rest.indexOf('.') + 1);
    return rest.startsWith("API.") ? rest : QByteArrayView();
}

Traits jetStreamTraits(QByteArrayView subject)
{
    if (subject.startsWith("$JS.ACK."))
        return Trait::Ack;
    if (subject.startsWith("$JS.EVENT."))
        return Trait::System;
    const QByteArrayView api = apiOf(subject);
    if (api.startsWith("API.CONSUMER.MSG.NEXT."))
        return Trait::JetStreamApi | Trait::Pull;
    return api.isEmpty() ? Traits() : Traits(Trait::JetStreamApi);
}

} // namespace

Traits traitsOf(QByteArrayView subject, QByteArrayView reply, QByteArrayView headerBlock)
{
    Traits traits;
    if (!reply.isEmpty()) {
        traits |= Trait::HasReply;
        if (reply.front() == '$' && reply.startsWith("$JS.ACK."))
            traits |= Trait::Delivery;
    }
    if (!headerBlock.isEmpty()) {
        if (nats::statusOf(headerBlock))
            traits |= Trait::Status;
        if (nats::isServiceError(headerBlock))
            traits |= Trait::ServiceError;
    }
    if (!subject.isEmpty() && subject.front() == '$') {
        if (subject.startsWith("$JS."))
            traits |= jetStreamTraits(subject);
        else if (subject.startsWith("$SYS.") || subject.startsWith("$SRV."))
            traits |= Trait::System;
    }
    // An ack that asks for a reply, as "+NXT" does, is no delivery.
    if (traits.testFlag(Trait::Ack))
        traits.setFlag(Trait::Delivery, false);
    return traits;
}

} // namespace capture
