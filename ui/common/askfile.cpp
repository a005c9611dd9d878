// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/askfile.h"

#include <QtWidgets/QFileDialog>

namespace ui {

namespace {

QFileDialog *makeDialog(QWidget *parent, const QString &title,
                        std::function<void(const QString &)> answer)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(answer));
    return dialog;
}

} // namespace

void askOpenFile(QWidget *parent, const QString &title, std::function<void(const QString &)> answer)
{
    auto *dialog = makeDialog(parent, title, std::move(answer));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

void askOpenFolder(QWidget *parent, const QString &title,
                   std::function<void(const QString &)> answer)
{
    auto *dialog = makeDialog(parent, title, std::move(answer));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->open();
}

void askSaveFile(QWidget *parent, const QString &title, const QString &name,
                 std::function<void(const QString &)> answer)
{
    auto *dialog = makeDialog(parent, title, std::move(answer));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    dialog->open();
}

} // namespace ui
