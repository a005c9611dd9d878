// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>
#include <utility>
#include <vector>

// Templates in the permissions of a scoped signing key (spec/jwt.md §1.6), expanded as nats-server
// does since 2.11.
namespace jwt {

// nats-server since 2.11.14 refuses a user one of whose lists would become longer.
constexpr qsizetype kMaxExpansions = 4096;
// Ours: a token of 1 MiB must not become gigabytes.
constexpr qsizetype kMaxExpandedBytes = 4 * 1024 * 1024;
// Ours too: combinations of tags that are tried for a list. Those that are no subjects do not count
// for the server.
constexpr qsizetype kMaxAttempts = 4 * kMaxExpansions;

// What templates are filled from.
struct TemplateValues
{
    QByteArray name, subject;
    QList<QByteArray> tags;
    QByteArray accountName, accountSubject;
    QList<QByteArray> accountTags;
};

struct Expansion
{
    enum class Outcome {
        Expanded,
        PartlyVanished, ///< some combinations are no subjects: those are left out
        Vanished,       ///< all of them
        Undefined,      ///< a function that does not exist
        TooMany,        ///< more than the list has room for
    };
    Outcome outcome = Outcome::Expanded;
    QList<QByteArray> subjects; ///< valid ones, in the server's order, each once
    QString why;                ///< a clause: "the user has no tag “team”"; if not Expanded
    bool insideToken = false;   ///< a template is part of a token: literal text before 2.11.0
};

// The tags of somebody by their names, for thousands of entries may ask thousands of tags.
class TagIndex final
{
public:
    // What stands after "name:", in the order of `tags`, which must always be the same; at most one
    // more than kMaxExpansions.
    [[nodiscard]] QList<QByteArray> values(const QList<QByteArray> &tags, const QByteArray &name);

private:
    std::optional<std::vector<std::pair<QByteArray, qsizetype>>> m_sorted; ///< with their places
    QHash<QByteArray, QList<QByteArray>> m_found;
};

// What a list of permissions has room for, and what its entries share.
struct ExpansionRoom
{
    qsizetype entries = kMaxExpansions;
    qsizetype bytes = kMaxExpandedBytes;
    qsizetype attempts = kMaxAttempts;
    TagIndex tags, accountTags;
};

[[nodiscard]] bool hasTemplate(QByteArrayView entry);
// An entry without templates expands to itself, if it is a valid subject. Takes its part of `room`,
// which is for one list and one set of values.
[[nodiscard]] Expansion expandTemplates(QByteArrayView entry, const TemplateValues &values,
                                        ExpansionRoom &room);

} // namespace jwt
