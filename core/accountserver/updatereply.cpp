// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/updatereply.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::UpdateReplies)
};

constexpr qsizetype kMaxReply = 64 * 1024;
constexpr qsizetype kMaxShown = 300;

} // namespace

void UpdateReplies::add(QByteArrayView payload)
{
    if (payload.size() > kMaxReply)
        return;
    const auto server = base::json::valueAt(payload, "/server/name");
    // Account servers since 1.0 listen too, and say so.
    if (!server || *server == "nats-account-server")
        return;
    ++answered;
    if (const auto error = base::json::valueAt(payload, "/error/description")) {
        if (problem.isEmpty())
            problem = Text::tr("%1: %2").arg(QString::fromUtf8(*server).left(kMaxShown),
                                             QString::fromUtf8(*error).left(kMaxShown));
        return;
    }
    const QByteArray message = base::json::valueAt(payload, "/data/message").value_or(QByteArray());
    if (message.contains("skipped"))
        ++skipped;
    else
        ++applied;
}

} // namespace accountserver
