// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace ui {

// A file as a person names it in a profile: a path, with "~" and "$VAR" as the nats command takes
// them, or "file://…". Anything else with a scheme is no file.
class NamedFile final
{
public:
    explicit NamedFile(const QString &text);

    [[nodiscard]] bool isFile() const { return m_isFile; }
    [[nodiscard]] const QString &path() const { return m_path; }
    // Why it cannot be read, in a sentence; empty if it can, or if it is no file.
    [[nodiscard]] QString problem() const;

private:
    QString m_path;
    QString m_problem; ///< of its name
    bool m_isFile = true;
};

} // namespace ui
