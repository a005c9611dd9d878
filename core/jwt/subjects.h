// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

// Subjects and sets of subjects, compared as nats-server compares them.
namespace jwt {

// The server's IsValidSubject: no empty token, no white space, `>` only at the end.
[[nodiscard]] bool isValidSubject(QByteArrayView subject);
[[nodiscard]] bool hasWildcard(QByteArrayView subject);

// Whether an entry of a permission list covers `subject`, which may itself be a pattern: then its
// `*` and `>` are compared as tokens, so that `a.*` covers `a.>` too.
[[nodiscard]] bool covers(QByteArrayView entry, QByteArrayView subject);
// Whether each subject of `inner` is one of `outer`.
[[nodiscard]] bool isSubset(QByteArrayView inner, QByteArrayView outer);
// Whether some subject is in both.
[[nodiscard]] bool collide(QByteArrayView a, QByteArrayView b);

// Whether a queue permission covers a queue: equal, or in the pattern.
[[nodiscard]] bool queueCovers(QByteArrayView permitted, QByteArrayView queue);

// "subject queue" of a permission to subscribe; the queue is empty if there is none.
struct SubjectAndQueue
{
    QByteArray subject;
    QByteArray queue;
};
[[nodiscard]] SubjectAndQueue splitQueue(QByteArrayView entry);

[[nodiscard]] QString subjectText(QByteArrayView subject); ///< control characters made visible

} // namespace jwt
