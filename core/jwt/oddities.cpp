// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/oddities.h"

#include "core/jwt/claimpath.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Oddities)
};

using base::json::Value;

constexpr size_t kFew = 16; // members: comparing each with each is faster than hashing

// A container that is being walked.
struct Frame
{
    Value::Iterator next, end;
    bool object;
    qsizetype index = 0;  // of the next element
    qsizetype parentPath; // where its own name begins in the path
};

bool same(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

template<typename Found>
void findDuplicates(Value object, std::vector<QByteArrayView> &names, Found found)
{
    names.clear();
    for (const Value member : object)
        names.push_back(member.name());
    if (names.size() <= kFew) {
        for (size_t i = 1; i < names.size(); ++i) {
            const auto end = names.begin() + std::ptrdiff_t(i);
            if (std::any_of(names.begin(), end,
                            [&](QByteArrayView name) { return same(name, names[i]); }))
                found(names[i]);
        }
        return;
    }
    QSet<QByteArrayView> seen;
    seen.reserve(qsizetype(names.size()));
    for (const QByteArrayView name : names) {
        const qsizetype before = seen.size();
        seen.insert(name);
        if (seen.size() == before)
            found(name);
    }
}

QByteArray joined(QByteArray path, QByteArrayView name)
{
    appendMember(path, name);
    return path;
}

} // namespace

Findings duplicateMembers(Value root, const QByteArray &rootPath)
{
    Findings findings;
    QByteArray path = rootPath;
    std::vector<QByteArrayView> names;
    std::vector<Frame> open;
    const auto enter = [&](Value value, qsizetype parentPath) {
        if (value.begin() == value.end())
            return false;
        if (value.isObject()) {
            findDuplicates(value, names, [&](QByteArrayView name) {
                if (qsizetype(findings.size()) >= kMaxDuplicates)
                    return;
                findings.push_back(
                    {Severity::Warning,
                     "duplicate_member",
                     joined(path, name),
                     Text::tr("“%1” is there more than once: what comes last is read over what is "
                              "before it.")
                         .arg(QString::fromUtf8(pathName(name))),
                     {}});
            });
        }
        open.push_back({value.begin(), value.end(), value.isObject(), 0, parentPath});
        return true;
    };
    enter(root, path.size());
    while (!open.empty()) {
        Frame &frame = open.back();
        if (frame.next == frame.end) {
            path.truncate(frame.parentPath);
            open.pop_back();
            continue;
        }
        const Value child = *frame.next;
        ++frame.next;
        const qsizetype index = frame.index++;
        if (child.begin() == child.end())
            continue;
        const qsizetype before = path.size();
        if (frame.object)
            appendMember(path, child.name());
        else
            appendElement(path, index);
        if (!enter(child, before))
            path.truncate(before);
    }
    return findings;
}

} // namespace jwt
