// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/importoverlap.h"

#include "core/jwt/gourl.h"
#include "core/jwt/subjectrules.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ImportOverlap)
};

constexpr char kPerAccount[] = "2.8.1"; // of the library: it looks at accounts separately

std::vector<int> overlapping(const library::SubjectIndex &index, QByteArrayView subject)
{
    std::vector<int> numbers = index.containing(subject, Issues::kMax);
    const std::vector<int> inner = index.containedIn(subject, Issues::kMax);
    numbers.insert(numbers.end(), inner.begin(), inner.end());
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

} // namespace

void ImportOverlap::check(Issues &issues, const QByteArray &path, const Import &service)
{
    QByteArray &subject = m_subjects.emplace_back(
        service.to.isEmpty() ? library::toSubject(service.localSubject) : service.to);
    if (subject.isEmpty())
        subject = service.subject;
    const QByteArray where = path + (service.to.isEmpty() ? ".local_subject" : ".to");

    Known &own = m_byAccount[service.account];
    const size_t before = issues.size();
    for (const int number : overlapping(own.index, subject)) {
        issues.error(where,
                     Text::tr("overlapping subject namespace for %1 and %2 in same account %3")
                         .arg(goQuoted(subject), goQuoted(own.subjects[size_t(number)]),
                              goQuoted(service.account)));
    }
    if (size_t(own.index.insert(subject)) == own.subjects.size())
        own.subjects.push_back(subject);
    else
        issues.error(where,
                     Text::tr("overlapping subject namespace for %1 in account %2")
                         .arg(goQuoted(subject), goQuoted(service.account)));

    const std::vector<int> others = overlapping(m_all.index, subject);
    const auto foreign = std::find_if(others.begin(), others.end(), [&](int number) {
        return m_accounts[size_t(number)] != service.account;
    });
    if (issues.size() == before && foreign != others.end()) {
        issues.older(where,
                     Text::tr("overlapping subject namespace for %1 and %2")
                         .arg(goQuoted(subject), goQuoted(m_all.subjects[size_t(*foreign)])),
                     kPerAccount);
    }
    if (size_t(m_all.index.insert(subject)) == m_all.subjects.size()) {
        m_all.subjects.push_back(subject);
        m_accounts.push_back(service.account);
    }
}

} // namespace jwt
