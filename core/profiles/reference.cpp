// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/reference.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QRegularExpression>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(profiles::Reference)
};

base::Error bad(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

// In lower case, as in "vault://…"; empty if there is none. One letter is a drive of Windows.
QString schemeOf(const QString &value)
{
    static const QRegularExpression form(u"^([A-Za-z][A-Za-z0-9+.-]+)://"_s);
    if (value.startsWith("data:"_L1, Qt::CaseInsensitive))
        return u"data"_s;
    return form.match(value).captured(1).toLower();
}

QString afterScheme(const QString &value)
{
    return value.mid(value.indexOf("://"_L1) + 3);
}

QString expected(const Field &field)
{
    if (field.member == &Settings::creds)
        return Text::tr("a path, file://, env://, data:, op:// or nsc:// is expected");
    if (field.member == &Settings::nkey)
        return Text::tr("a path, file://, env://, data: or op:// is expected");
    return Text::tr("a path or file:// is expected");
}

bool isPathOnly(const Field &field)
{
    return field.member == &Settings::cert || field.member == &Settings::key
        || field.member == &Settings::ca;
}

base::Result<Reference> readData(const QString &value)
{
    const QString wanted = Text::tr("data:;base64,… is expected");
    const qsizetype comma = value.indexOf(u',');
    if (comma < 0)
        return bad(Text::tr("%1; the comma is missing").arg(wanted));
    const QStringList header = value.left(comma).section(u':', 1).split(u';');
    bool base64 = false;
    for (const QString &part : header)
        base64 = base64 || part.trimmed() == "base64"_L1;
    if (!base64)
        return bad(Text::tr("%1; “;base64” before the comma is missing").arg(wanted));
    QByteArray payload = value.mid(comma + 1).toUtf8();
    payload.replace('\n', QByteArray()).replace('\r', QByteArray());
    auto decoded = QByteArray::fromBase64Encoding(payload, QByteArray::AbortOnBase64DecodingErrors);
    base::wipe(payload);
    if (!decoded)
        return bad(Text::tr("%1; what follows the comma is not base64").arg(wanted));
    return Reference(Literal{base::Secret(std::move(decoded.decoded))});
}

base::Result<Reference> readPath(const QString &path, const QProcessEnvironment &environment)
{
    if (path.isEmpty())
        return bad(Text::tr("a path is expected behind file://"));
    const auto expanded = expandPath(path, environment);
    if (!expanded)
        return expanded.error();
    return Reference(PathReference{*expanded});
}

} // namespace

QString homeOf(const QProcessEnvironment &environment)
{
    const QString home = environment.value(u"HOME"_s);
    return home.isEmpty() ? QDir::homePath() : home;
}

base::Result<QString> expandPath(const QString &path, const QProcessEnvironment &environment)
{
    static const QRegularExpression variable(u"\\$(?:\\{([^{}]+)\\}|([A-Za-z_][A-Za-z0-9_]*))"_s);
    QString expanded;
    qsizetype end = 0;
    for (auto it = variable.globalMatch(path); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString name = match.capturedLength(1) > 0 ? match.captured(1) : match.captured(2);
        if (!environment.contains(name))
            return bad(Text::tr("the environment variable %1 in the path is not set").arg(name));
        expanded += QStringView(path).sliced(end, match.capturedStart() - end);
        expanded += environment.value(name);
        end = match.capturedEnd();
    }
    expanded += QStringView(path).sliced(end);
    if (expanded.startsWith(u'~'))
        expanded.replace(0, 1, homeOf(environment));
    return expanded;
}

base::Result<Reference> parseReference(const Field &field, const QString &value, Bare bare,
                                       const QProcessEnvironment &environment)
{
    const QString scheme = schemeOf(value);
    if (scheme == "file"_L1)
        return readPath(afterScheme(value), environment);
    if (!isPathOnly(field)) {
        if (scheme == "env"_L1 && afterScheme(value).isEmpty())
            return bad(Text::tr("the name of an environment variable is expected behind env://"));
        if (scheme == "env"_L1)
            return Reference(VariableReference{afterScheme(value)});
        if (scheme == "data"_L1)
            return readData(value);
        if (scheme == "op"_L1)
            return Reference(ProgramReference{value});
        if (scheme == "nsc"_L1 && field.member == &Settings::creds)
            return Reference(NscReference{value});
    }
    if (!field.path || bare == Bare::IsContent)
        return Reference(Literal{base::Secret(value.toUtf8())});
    if (!scheme.isEmpty())
        return base::Error{base::ErrorKind::Unsupported,
                           Text::tr("%1, there is %2").arg(expected(field), scheme + u':'), -1};
    return readPath(value, environment);
}

} // namespace profiles
