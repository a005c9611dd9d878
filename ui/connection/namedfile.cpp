// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/namedfile.h"

#include "core/profiles/reference.h"
#include "ui/connection/profileform.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::NamedFile)
};

} // namespace

NamedFile::NamedFile(const QString &text)
{
    static constexpr QLatin1StringView kScheme("file://");
    const QString name = text.trimmed();
    const bool withScheme = name.startsWith(kScheme, Qt::CaseInsensitive);
    m_isFile = withScheme || !isReference(name);
    if (!m_isFile)
        return;
    const auto path = profiles::expandPath(withScheme ? name.sliced(kScheme.size()) : name,
                                           QProcessEnvironment::systemEnvironment());
    if (path)
        m_path = *path;
    else
        m_problem = path.error().text;
}

QString NamedFile::problem() const
{
    if (!m_isFile || !m_problem.isEmpty())
        return m_problem;
    const QFileInfo file(m_path);
    if (!file.exists())
        return Text::tr("There is no file %1.").arg(m_path);
    // Opening a pipe would wait for whoever writes into it.
    if (!file.isFile())
        return Text::tr("%1 is not a file.").arg(m_path);
    if (!file.isReadable())
        return Text::tr("%1 may not be read by you.").arg(m_path);
    return {};
}

} // namespace ui
