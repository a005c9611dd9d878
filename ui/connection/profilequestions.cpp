// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profilequestions.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"
#include "ui/connection/secretfield.h"

#include <QtCore/QDir>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 460;
constexpr int kCommandHeight = 76;

QVBoxLayout *lay(QDialog *dialog, const QString &title, const QString &text)
{
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFixedWidth(kWidth);
    auto *head = new ElidedLabel(Qt::ElideMiddle, dialog);
    head->setText(title);
    setLook(head, Look::Title);
    auto *words = new QLabel(text, dialog);
    words->setObjectName(u"questionText"_s);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    setLook(words, Look::Secondary);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(18, 18, 18, 18);
    layout->setSpacing(10);
    layout->addWidget(head);
    layout->addWidget(words);
    return layout;
}

QLabel *makeProblem(const QString &text, QDialog *dialog)
{
    auto *label = new QLabel(text, dialog);
    label->setObjectName(u"passphraseProblem"_s);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setLook(label, Look::Error);
    return label;
}

struct Buttons
{
    QPushButton *no;
    QPushButton *yes;
};

Buttons addButtons(QDialog *dialog, QVBoxLayout *layout, const QString &yes)
{
    auto *cancel = new QPushButton(PassphraseQuestion::tr("&Cancel"), dialog);
    cancel->setObjectName(u"questionNo"_s);
    auto *accept = new QPushButton(yes, dialog);
    accept->setObjectName(u"questionYes"_s);
    setLook(accept, Look::Primary);
    for (QPushButton *button : {cancel, accept})
        button->setAutoDefault(false);
    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    QObject::connect(accept, &QPushButton::clicked, dialog, &QDialog::accept);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(accept);
    layout->addSpacing(4);
    layout->addLayout(row);
    return {cancel, accept};
}

} // namespace

PassphraseQuestion::PassphraseQuestion(const QString &profile, const QString &file,
                                       const QString &problem, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"passphraseQuestion"_s);
    const QString title
        = profile.isEmpty() ? tr("Passphrase of the key") : tr("Passphrase for %1").arg(profile);
    QVBoxLayout *layout = lay(this, title, tr("The key in this file is encrypted:"));
    auto *path = new ElidedLabel(Qt::ElideMiddle, this);
    path->setText(QDir::toNativeSeparators(file));
    path->setObjectName(u"passphraseFile"_s);
    setLook(path, Look::Mono);
    layout->addWidget(path);
    auto *field = new SecretField(this);
    m_passphrase = field;
    field->setObjectName(u"passphrase"_s);
    field->setAccessibleName(tr("Passphrase"));
    layout->addWidget(field);
    if (!problem.isEmpty())
        layout->addWidget(makeProblem(tr("Try again: %1.").arg(problem), this));
    field->setAccessibleDescription(problem);
    QPushButton *accept = addButtons(this, layout, tr("&Unlock")).yes;
    accept->setDefault(true);
    accept->setEnabled(false);
    connect(field, &QLineEdit::textChanged, accept,
            [accept](const QString &text) { accept->setEnabled(!text.isEmpty()); });
    field->setFocus();
}

base::Secret PassphraseQuestion::passphrase() const
{
    return base::Secret(m_passphrase->text().toUtf8());
}

ProgramQuestion::ProgramQuestion(const QString &profile, const QString &commandLine,
                                 QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"programQuestion"_s);
    const QString title
        = profile.isEmpty() ? tr("Run a program?") : tr("Run a program for %1?").arg(profile);
    QVBoxLayout *layout
        = lay(this, title,
              tr("This connection refers to a secret that another program keeps. Fanin would run "
                 "exactly this, without a shell, and read what it prints:"));
    auto *command = new QPlainTextEdit(commandLine, this);
    command->setObjectName(u"programCommand"_s);
    command->setAccessibleName(tr("Command line"));
    command->setReadOnly(true);
    command->setTabChangesFocus(true);
    command->setFont(monoFont());
    command->setFixedHeight(kCommandHeight);
    layout->addWidget(command);
    // Running something is not what a stray Enter should do.
    QPushButton *no = addButtons(this, layout, tr("&Run it")).no;
    no->setDefault(true);
    no->setFocus();
}

} // namespace ui
