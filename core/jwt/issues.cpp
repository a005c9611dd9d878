// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/issues.h"

#include "core/jwt/gourl.h"
#include "core/jwt/validation.h"

#include <QtCore/QCoreApplication>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Issues)
};

constexpr qsizetype kMaxInfoLength = 8 * 1024;
constexpr char kStrictSubjects[] = "2.5.4"; // of the library: it checks dots

void checkPermission(Issues &issues, const QByteArray &path, const QByteArray &entry, bool queue)
{
    const qsizetype spaces = entry.count(' ');
    if (spaces > 1) {
        issues.error(path,
                     Text::tr("Permission Subject \"%1\" contains too many spaces")
                         .arg(QString::fromUtf8(entry)));
        return;
    }
    const qsizetype space = entry.indexOf(' ');
    const QByteArrayView view(entry);
    checkSubject(issues, path, space < 0 ? view : view.first(space));
    if (space < 0)
        return;
    checkSubject(issues, path, view.sliced(space + 1));
    if (!queue) {
        issues.error(path,
                     Text::tr("Permission Subject \"%1\" is not allowed to contain queue")
                         .arg(QString::fromUtf8(entry)));
    }
}

void checkList(Issues &issues, const QByteArray &path, const char *name,
               const QList<QByteArray> &entries, bool queue)
{
    for (qsizetype i = 0; i < entries.size() && !issues.full(); ++i)
        checkPermission(issues, path + name + '[' + QByteArray::number(i) + ']', entries[i], queue);
}

} // namespace

void Issues::add(const Finding &finding)
{
    if (full())
        return;
    m_findings.push_back(finding);
    if (full()) {
        m_findings.push_back(
            {Severity::Note,
             "more_issues",
             {},
             Text::tr("More than %1 rules are broken; the rest is not listed.").arg(kMax),
             {}});
    }
}

void Issues::error(const QByteArray &path, const QString &text, const char *since)
{
    add({Severity::Error, code::kClaimsInvalid, path, text,
         since ? Text::tr("built with the JWT library %1 or newer").arg(QLatin1StringView(since))
               : QString()});
}

void Issues::warning(const QByteArray &path, const QString &text)
{
    add({Severity::Warning, code::kWarnings, path, text, {}});
}

void Issues::time(const char *code, const QByteArray &path, const QString &text)
{
    add({Severity::Error, code, path, text, {}});
}

void Issues::older(const QByteArray &path, const QString &text, const char *before)
{
    add({Severity::Warning, kOlderServers, path, text,
         Text::tr("built with the JWT library before %1").arg(QLatin1StringView(before))});
}

void checkSubject(Issues &issues, const QByteArray &path, QByteArrayView subject)
{
    if (subject.isEmpty()) {
        issues.error(path, Text::tr("subject cannot be empty"));
        return;
    }
    if (subject.contains(' '))
        issues.error(path, Text::tr("subject %1 cannot have spaces").arg(goQuoted(subject)));
    if (subject.front() == '.' || subject.back() == '.') {
        issues.error(path,
                     Text::tr("subject %1 cannot start or end with a `.`").arg(goQuoted(subject)),
                     kStrictSubjects);
    }
    if (subject.contains(QByteArrayView(".."))) {
        issues.error(path,
                     Text::tr("subject %1 cannot contain consecutive `.`").arg(goQuoted(subject)),
                     kStrictSubjects);
    }
}

void checkPermissions(Issues &issues, const QByteArray &path, const Permissions &permissions)
{
    checkList(issues, path, ".sub.allow", permissions.sub.allow, true);
    checkList(issues, path, ".sub.deny", permissions.sub.deny, true);
    checkList(issues, path, ".pub.allow", permissions.pub.allow, false);
    checkList(issues, path, ".pub.deny", permissions.pub.deny, false);
}

void checkInfo(Issues &issues, const QByteArray &path, const QByteArray &description,
               const QByteArray &url)
{
    if (description.size() > kMaxInfoLength)
        issues.error(path + ".description", Text::tr("Description is too long"));
    if (url.isEmpty())
        return;
    const QByteArray urlPath = path + ".info_url";
    if (url.size() > kMaxInfoLength)
        issues.error(urlPath, Text::tr("Info URL is too long"));
    const base::Result<GoUrl> parsed = parseGoUrl(url);
    if (!parsed)
        issues.error(urlPath, Text::tr("error parsing info url: %1").arg(parsed.error().text));
    else if (parsed->host.isEmpty() || parsed->scheme.isEmpty())
        issues.error(urlPath, Text::tr("error parsing info url: no hostname or scheme"));
}

} // namespace jwt
