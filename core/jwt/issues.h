// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "core/jwt/finding.h"

namespace jwt {

// Collects what Validate() finds. Texts are the Go library's, so that they can be compared with a
// server's log; what older versions of it do not check says since when it is checked.
class Issues final
{
public:
    // A token of a megabyte can break rules by the hundred thousand.
    static constexpr size_t kMax = 1000;

    void error(const QByteArray &path, const QString &text, const char *since = nullptr);
    void warning(const QByteArray &path, const QString &text);
    void time(const char *code, const QByteArray &path, const QString &text);
    // Good now, but older versions of the library refuse it.
    void older(const QByteArray &path, const QString &text, const char *before);

    [[nodiscard]] bool full() const { return m_findings.size() >= kMax; }
    [[nodiscard]] size_t size() const { return m_findings.size(); }
    [[nodiscard]] const Findings &findings() const { return m_findings; }

private:
    void add(const Finding &finding);

    Findings m_findings;
};

// Common checks.
void checkSubject(Issues &issues, const QByteArray &path, QByteArrayView subject);
void checkPermissions(Issues &issues, const QByteArray &path, const Permissions &permissions);
void checkInfo(Issues &issues, const QByteArray &path, const QByteArray &description,
               const QByteArray &url);

} // namespace jwt
