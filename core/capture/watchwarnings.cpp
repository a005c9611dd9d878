// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/watchwarnings.h"

#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WatchWarnings)
};

// Whatever the first token is: most or all that is said in the account.
bool isBroad(const WatchedSubject &subject)
{
    return subject.pattern.startsWith('>') || subject.pattern == "*"
        || subject.pattern.startsWith("*.");
}

bool isChosen(const WatchedSubject &subject)
{
    return subject.purpose == WatchedSubject::Purpose::Chosen;
}

} // namespace

QStringList watchWarnings(const std::vector<WatchedSubject> &subjects, const QByteArray &queue)
{
    QStringList warnings;
    const auto broad = std::find_if(subjects.begin(), subjects.end(), isBroad);
    if (broad != subjects.end()) {
        warnings += Text::tr("Requests that nobody serves are no longer answered with “no "
                             "responders”, for anybody in the account: whoever watches “%1” counts "
                             "as a listener, and their senders wait until they give up.")
                        .arg(nats::subject::toText(broad->pattern));
        warnings += Text::tr("Everything that matches is sent to this computer, from other servers "
                             "over their routes, gateways and leaf nodes, which otherwise would "
                             "keep it to themselves.");
        warnings
            += Text::tr("If this computer or its link is too slow, the server makes publishers "
                        "wait for moments, then drops this connection.");
        warnings += Text::tr("What others say may hold secrets, replies to them, too.");
    }
    if (!queue.isEmpty() && std::any_of(subjects.begin(), subjects.end(), isChosen)) {
        warnings += Text::tr("As a member of the queue group “%1” this observer is given messages "
                             "instead of the members that would do their work: those messages are "
                             "seen here and done by nobody.")
                        .arg(nats::subject::toText(queue));
    }
    return warnings;
}

} // namespace capture
