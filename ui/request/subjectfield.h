// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QLineEdit>

class QStringListModel;

namespace ui {

// Where a subject is typed: completes from history and says in itself what is wrong with it.
class SubjectField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SubjectField(QWidget *parent = nullptr);

    [[nodiscard]] QByteArray subject() const { return text().toUtf8(); }
    [[nodiscard]] QString problem() const { return m_problem; } ///< empty: can be published to

    void setHistory(const QStringList &subjects);
    void setNote(const QString &note); ///< shown while there is nothing more important to say

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void validate();
    void showWord();

    QString m_problem;
    QString m_advice;
    QString m_note;
    QStringListModel *m_history = nullptr;
};

} // namespace ui
