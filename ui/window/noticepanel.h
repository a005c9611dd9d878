// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QFrame;
class QLabel;
class QPushButton;

namespace ui {

// What stands in the middle of an empty window: a title, what to do, a command to copy, a button.
class NoticePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticePanel(QWidget *parent = nullptr);

    void setNotice(const QString &title, const QString &text, const QString &command);
    void setAction(const QString &text, const QString &hint);
    void setOther(const QString &text, const QString &hint); ///< a second, quieter one

signals:
    void actionTriggered();
    void otherTriggered();

private:
    void buildCommand();
    void copyCommand();

    QLabel *m_title;
    QLabel *m_text;
    QFrame *m_commandBox;
    QLabel *m_command = nullptr;
    QPushButton *m_action;
    QLabel *m_hint;
    QPushButton *m_other;
};

} // namespace ui
