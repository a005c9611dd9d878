// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QMimeData>
#include <QtWidgets/QLineEdit>

namespace ui {

// A line that takes anything. What is pasted or dropped is handed on whole, line breaks and all,
// and never stays in the field, since it may hold a seed; what is typed comes with Enter.
class PasteField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit PasteField(QWidget *parent = nullptr);

    void takeClipboard();

signals:
    void given(const QByteArray &text);
    void dropped(const QMimeData *data);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void take(const QString &text);
};

} // namespace ui
