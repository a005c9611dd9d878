// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/pastefield.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

PasteField::PasteField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"pasteField"_s);
    setAccessibleName(tr("Paste or drop anything"));
    setPlaceholderText(tr("Paste or drop anything"));
    setToolTip(tr("A token, the text of a .creds file, a path, a URL or an account's key.\n"
                  "Ctrl+V anywhere in the tab does the same. Seeds are not read."));
    connect(this, &QLineEdit::returnPressed, this, [this] { take(text()); });
}

void PasteField::take(const QString &text)
{
    clear();
    if (!text.trimmed().isEmpty())
        emit given(text.toUtf8());
}

void PasteField::takeClipboard()
{
    take(QGuiApplication::clipboard()->text());
}

void PasteField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        takeClipboard();
    else
        QLineEdit::keyPressEvent(event);
}

void PasteField::mouseReleaseEvent(QMouseEvent *event)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::MiddleButton && clipboard->supportsSelection())
        take(clipboard->text(QClipboard::Selection));
    else
        QLineEdit::mouseReleaseEvent(event);
}

void PasteField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *paste = menu->addAction(tr("&Paste"));
    paste->setEnabled(!QGuiApplication::clipboard()->text().isEmpty());
    connect(paste, &QAction::triggered, this, &PasteField::takeClipboard);
    menu->popup(event->globalPos());
}

void PasteField::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    emit dropped(event->mimeData());
}

} // namespace ui
