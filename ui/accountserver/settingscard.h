// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accountserver/serverform.h"

#include <QtWidgets/QFrame>

#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace ui {

// A part of the settings: a title, what it is about, and fields, each with a place for what is
// wrong with it. The names of those are their fields' with "Error" behind.
class SettingsCard final : public QFrame
{
    Q_OBJECT

public:
    SettingsCard(const QString &name, const QString &title, const QString &meaning,
                 QWidget *parent = nullptr);

    QLineEdit *addLine(ServerField field, const QString &name, const QString &label,
                       const QString &placeholder);
    QLineEdit *addPath(ServerField field, const QString &name, const QString &label,
                       const QString &placeholder); ///< with a button to look for it
    QCheckBox *addCheck(const QString &name, const QString &label, const QString &meaning);
    void addRow(ServerField field, const QString &name, const QString &label, QWidget *widget);
    void addWide(QWidget *widget);

    void setMeaning(const QString &meaning);
    void setShown(const QWidget *widget, bool shown); ///< its row, and what is wrong with it
    void showProblems(const ServerProblems &problems);
    // Of the first field that has one; null: none has.
    [[nodiscard]] QWidget *firstWithProblem() const;

signals:
    void edited();

private:
    struct Row
    {
        ServerField field;
        QWidget *widget = nullptr; ///< what is edited
        QWidget *row = nullptr;    ///< what stands in the row
        QLabel *label = nullptr;
        QLabel *error = nullptr;
        bool shown = true;
    };

    void enter(ServerField field, const QString &name, const QString &label, QWidget *widget,
               QWidget *row);

    QLabel *m_meaning;
    QGridLayout *m_grid;
    std::vector<Row> m_rows;
};

} // namespace ui
