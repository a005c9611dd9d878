// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/jsonpath.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>

#include <charconv>
#include <utility>

namespace base::json {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Json)
};

// "/a~1b/0" is {"a/b", "0"}; "" is the whole document.
QList<QByteArray> tokensOf(const QByteArray &pointer)
{
    if (pointer.isEmpty())
        return {};
    QList<QByteArray> tokens = pointer.sliced(1).split('/');
    for (QByteArray &token : tokens)
        token.replace("~1", "/").replace("~0", "~");
    return tokens;
}

} // namespace

std::optional<Error> checkPointer(QByteArrayView pointer)
{
    if (!pointer.isEmpty() && !pointer.startsWith('/')) {
        return Error{ErrorKind::InvalidInput,
                     Text::tr("JSON pointer: it must start with “/” (byte 0)"), 0};
    }
    for (qsizetype i = 0; i < pointer.size(); ++i) {
        if (pointer[i] != '~')
            continue;
        if (i + 1 == pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1')) {
            return Error{ErrorKind::InvalidInput,
                         Text::tr("JSON pointer: “~” must be followed by 0 or 1 (byte %1)").arg(i),
                         i};
        }
    }
    return std::nullopt;
}

PathTracker::PathTracker(const QList<QByteArray> &pointers, Duplicates duplicates)
    : m_duplicates(duplicates)
{
    for (const QByteArray &pointer : pointers) {
        if (!checkPointer(pointer))
            m_paths.push_back(tokensOf(pointer));
    }
}

PathTracker::Step PathTracker::step(std::string_view name)
{
    const Frame &frame = m_frames.back();
    const qsizetype depth = qsizetype(m_frames.size()) - 1;
    const QByteArrayView wanted(name.data(), qsizetype(name.size()));
    Step found;
    for (const size_t path : frame.into) {
        if (m_paths[path][depth] != wanted)
            continue;
        if (m_paths[path].size() == depth + 1)
            found.named = true;
        else
            found.into.push_back(path);
    }
    return found;
}

PathTracker::Step PathTracker::nextStep()
{
    if (std::exchange(m_atRoot, false)) {
        Step root;
        for (size_t path = 0; path < m_paths.size(); ++path) {
            if (m_paths[path].isEmpty())
                root.named = true;
            else
                root.into.push_back(path);
        }
        return root;
    }
    if (m_outside > 0 || m_frames.empty())
        return {};
    if (m_frames.back().container == Container::Object)
        return std::exchange(m_member, {});
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), m_frames.back().next++);
    return step({digits, size_t(end.ptr - digits)});
}

bool PathTracker::value()
{
    return nextStep().named;
}

bool PathTracker::open(Container container)
{
    Step found = nextStep();
    if (m_outside > 0 || found.into.empty())
        ++m_outside;
    else
        m_frames.push_back({container, 0, std::move(found.into)});
    return found.named;
}

bool PathTracker::key(std::string_view name)
{
    if (m_outside > 0 || m_frames.empty())
        return false;
    Frame &frame = m_frames.back();
    m_member = {};
    if (m_duplicates == Duplicates::FirstCounts && frame.taken)
        return false;
    m_member = step(name);
    frame.taken |= m_member.named || !m_member.into.empty();
    return m_member.named;
}

void PathTracker::close()
{
    if (m_outside > 0)
        --m_outside;
    else
        m_frames.pop_back();
}

} // namespace base::json
