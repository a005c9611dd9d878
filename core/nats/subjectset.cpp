// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/subjectset.h"

#include <optional>

namespace nats::subject {

namespace {

// The tokens of a subject, one after the other.
class Tokens final
{
public:
    explicit Tokens(QByteArrayView subject)
        : m_rest(subject)
    {}

    [[nodiscard]] std::optional<QByteArrayView> next()
    {
        if (m_done)
            return {};
        const qsizetype dot = m_rest.indexOf('.');
        const QByteArrayView token = dot < 0 ? m_rest : m_rest.first(dot);
        m_done = dot < 0;
        m_rest = m_done ? QByteArrayView() : m_rest.sliced(dot + 1);
        return token;
    }

private:
    QByteArrayView m_rest;
    bool m_done = false;
};

} // namespace

bool covers(QByteArrayView wide, QByteArrayView narrow)
{
    Tokens wideTokens(wide);
    Tokens narrowTokens(narrow);
    while (true) {
        const auto expected = wideTokens.next();
        const auto token = narrowTokens.next();
        if (!expected || !token)
            return !expected && !token;
        if (*expected == ">")
            return true;
        if (*token == ">" || (*expected != "*" && *expected != *token))
            return false;
    }
}

bool overlap(QByteArrayView a, QByteArrayView b)
{
    Tokens aTokens(a);
    Tokens bTokens(b);
    while (true) {
        const auto left = aTokens.next();
        const auto right = bTokens.next();
        if (!left || !right)
            return !left && !right;
        if (*left == ">" || *right == ">")
            return true;
        if (*left != "*" && *right != "*" && *left != *right)
            return false;
    }
}

std::vector<QByteArray> withoutCovered(const std::vector<QByteArray> &patterns)
{
    std::vector<QByteArray> result;
    for (size_t i = 0; i < patterns.size(); ++i) {
        bool covered = false;
        for (size_t k = 0; k < patterns.size() && !covered; ++k) {
            covered = i != k && covers(patterns[k], patterns[i])
                && (k < i || patterns[k] != patterns[i]);
        }
        if (!covered)
            result.push_back(patterns[i]);
    }
    return result;
}

} // namespace nats::subject
