// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/profileform.h"

#include <QtWidgets/QPlainTextEdit>

namespace ui {

// Takes the content of a file with a secret, pasted or dropped as a whole, and shows only its
// outline. Backspace or Delete empties it, and once more forgets what the keychain has.
class PastedSecret final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PastedSecret(QWidget *parent = nullptr);

    void setInput(const SecretInput &input);
    [[nodiscard]] SecretInput input() const { return {m_content, m_kept}; }
    void setUsualPlaceholder(const QString &text);
    void takeClipboard();

signals:
    void changed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void dropEvent(QDropEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void take(const QString &text);
    void empty();
    void showOutline();

    base::Secret m_content;
    QString m_usualPlaceholder;
    bool m_kept = false;
};

// The lines with their tokens and seeds covered but for the first letters.
[[nodiscard]] QString outlineOf(QByteArrayView content);

} // namespace ui
