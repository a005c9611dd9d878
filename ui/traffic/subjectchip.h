// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/watcher.h"

#include <QtWidgets/QAbstractButton>

namespace ui {

// One subject that is watched as a small button: its name, what became of it, and a cross. Enter
// edits it, Delete and Backspace take it away.
class SubjectChip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SubjectChip(const capture::WatchedSubject &subject, QWidget *parent = nullptr);

    void setSubject(const capture::WatchedSubject &subject);
    [[nodiscard]] const capture::WatchedSubject &subject() const { return m_subject; }
    [[nodiscard]] QSize sizeHint() const override;
    // What became of it in a few words, "" if there is nothing to say; and at length.
    [[nodiscard]] static QString wordOf(const capture::WatchedSubject &subject);
    [[nodiscard]] static QString sentenceOf(const capture::WatchedSubject &subject);

signals:
    void removeRequested();
    void editRequested();
    void moveRequested(int by); ///< the focus, to the next one

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QString name() const; ///< shortened
    [[nodiscard]] QRect cross() const;

    capture::WatchedSubject m_subject;
    bool m_overCross = false;
};

} // namespace ui
