// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/issues.h"
#include "core/jwt/subjectindex.h"

#include <deque>

namespace jwt {

// Whether imported services get into each other's way: their subjects in the importing account may
// not overlap. Since version 2.8.1 the library minds that among imports from one account only.
class ImportOverlap final
{
public:
    void check(Issues &issues, const QByteArray &path, const Import &service);

private:
    struct Known
    {
        library::SubjectIndex index;
        std::vector<QByteArray> subjects; // by number
    };

    std::deque<QByteArray> m_subjects; // what the indices look at
    QHash<QByteArray, Known> m_byAccount;
    Known m_all;
    std::vector<QByteArray> m_accounts; // of m_all's subjects
};

} // namespace jwt
