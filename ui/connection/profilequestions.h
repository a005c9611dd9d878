// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.h"

#include <QtWidgets/QDialog>

class QLineEdit;

namespace ui {

// Asks for the passphrase of a key, perhaps again: `problem` is what was wrong with the one before.
// Deletes itself when closed.
class PassphraseQuestion final : public QDialog
{
    Q_OBJECT

public:
    PassphraseQuestion(const QString &profile, const QString &file, const QString &problem,
                       QWidget *parent);

    [[nodiscard]] base::Secret passphrase() const;

private:
    QLineEdit *m_passphrase;
};

// Asks whether a program may be run for a profile, and shows exactly how. Deletes itself when
// closed.
class ProgramQuestion final : public QDialog
{
    Q_OBJECT

public:
    ProgramQuestion(const QString &profile, const QString &commandLine, QWidget *parent);
};

} // namespace ui
