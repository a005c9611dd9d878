// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/pastedsecret.h"

#include "core/nats/credentials.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kShownLines = 40;
constexpr qsizetype kShownColumns = 120;
constexpr qsizetype kShortestSecret = 12; // no word of a .creds file's prose is longer
constexpr qsizetype kShownOfSecret = 2;   // "SU", "ey"
constexpr qsizetype kCovered = 24;

// Dashes and stars are the frame of a .creds file; any other long word may be a secret.
QString outlineOfWord(QByteArrayView word)
{
    const bool frame = word.startsWith("---") || word.startsWith("***");
    if (frame || word.size() < kShortestSecret)
        return QString::fromUtf8(word);
    return QString::fromUtf8(word.first(kShownOfSecret)) + QString(kCovered, u'•');
}

QString outlineOfLine(QByteArrayView line)
{
    QString outline;
    line = line.first(qMin(line.size(), nats::kMaxCredentialsSize)).trimmed();
    while (!line.isEmpty() && outline.size() < kShownColumns) {
        const qsizetype end = line.indexOf(' ');
        if (!outline.isEmpty())
            outline += u' ';
        outline += outlineOfWord(end < 0 ? line : line.first(end));
        line = end < 0 ? QByteArrayView() : line.sliced(end + 1);
    }
    return outline;
}

} // namespace

QString outlineOf(QByteArrayView content)
{
    QStringList lines;
    while (!content.isEmpty() && lines.size() < kShownLines) {
        const qsizetype end = content.indexOf('\n');
        lines += outlineOfLine(end < 0 ? content : content.first(end));
        content = end < 0 ? QByteArrayView() : content.sliced(end + 1);
    }
    return lines.join(u'\n');
}

PastedSecret::PastedSecret(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setAcceptDrops(true);
}

void PastedSecret::setInput(const SecretInput &input)
{
    m_content = input.typed;
    m_kept = input.kept;
    showOutline();
}

void PastedSecret::setUsualPlaceholder(const QString &text)
{
    m_usualPlaceholder = text;
    showOutline();
}

void PastedSecret::takeClipboard()
{
    take(QGuiApplication::clipboard()->text());
}

void PastedSecret::take(const QString &text)
{
    // What is larger is refused when it is parsed; a little more than that is enough to tell.
    m_content = base::Secret(text.left(nats::kMaxCredentialsSize + 1).toUtf8());
    showOutline();
    emit changed();
}

// What was pasted first, then what the keychain has.
void PastedSecret::empty()
{
    if (m_content.isEmpty())
        m_kept = false;
    take({});
}

void PastedSecret::showOutline()
{
    setPlainText(outlineOf(m_content.reveal()));
    setPlaceholderText(m_kept ? tr("In the keychain. Paste here to replace it.")
                              : m_usualPlaceholder);
}

void PastedSecret::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        takeClipboard();
    } else if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete) {
        empty();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
               || event->key() == Qt::Key_Escape) {
        event->ignore(); // the dialog's
    } else if (event->text().isEmpty() || event->key() == Qt::Key_Tab
               || event->key() == Qt::Key_Backtab) {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void PastedSecret::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *paste = menu->addAction(tr("&Paste"), this, &PastedSecret::takeClipboard);
    paste->setEnabled(!QGuiApplication::clipboard()->text().isEmpty());
    QAction *clear = menu->addAction(tr("&Clear"), this, &PastedSecret::empty);
    clear->setEnabled(m_kept || !m_content.isEmpty());
    menu->popup(event->globalPos());
}

bool PastedSecret::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

void PastedSecret::insertFromMimeData(const QMimeData *source)
{
    take(source->text());
}

void PastedSecret::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText())
        event->acceptProposedAction();
}

void PastedSecret::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
}

void PastedSecret::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    take(event->mimeData()->text());
}

void PastedSecret::mouseReleaseEvent(QMouseEvent *event)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::MiddleButton && clipboard->supportsSelection())
        take(clipboard->text(QClipboard::Selection));
    else
        QPlainTextEdit::mouseReleaseEvent(event);
}

} // namespace ui
