// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/exitcode.h"

namespace commands {

ExitCode exitCode(const nats::Outcome &outcome, const fanin::Verdict &verdict)
{
    using nats::EndReason;
    switch (outcome.reason) {
    case EndReason::InvalidRequest:
    case EndReason::HeadersNotSupported:
    case EndReason::MaxPayloadExceeded:
    case EndReason::ControlLineTooLong:
        return ExitCode::Usage;
    case EndReason::NotConnected:
        return ExitCode::NoConnection;
    case EndReason::NoResponders:
        return ExitCode::NoResponders;
    case EndReason::PublishDenied:
    case EndReason::InboxDenied:
    case EndReason::ReplySubjectRejected:
    case EndReason::SubscriptionLimit:
        return ExitCode::Denied;
    case EndReason::Status:
    case EndReason::Sentinel:
    case EndReason::CountReached:
    case EndReason::Overflow:
    case EndReason::Cancelled:
    case EndReason::Disconnected:
    case EndReason::Deadline:
    case EndReason::TimedOut:
    case EndReason::Stalled:
    case EndReason::Accepted:
        break;
    }
    return verdict.ok ? ExitCode::Success : ExitCode::NotMet;
}

} // namespace commands
