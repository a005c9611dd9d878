// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/theme.h"
#include "ui/connection/profileform.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace ui {

class PastedSecret;
class RichView;
class SecretField;

// Labels and fields below each other, each field with a place for what is wrong with it. The names
// of error labels are their fields' with "Error" behind.
class FormColumn : public QWidget
{
    Q_OBJECT

public:
    explicit FormColumn(QWidget *parent = nullptr);

    [[nodiscard]] bool has(FormField field) const;
    void showProblem(FormField field, const QString &text); ///< empty: none
    void focusOn(FormField field);

signals:
    void edited(); ///< by the person, anything
    void left(FormField field);

protected:
    QLineEdit *addLine(FormField field, const QString &name, const QString &label,
                       const QString &placeholder = {}, Look look = Look::Mono);
    // For addresses: covered if there is a login in it.
    SecretField *addAddress(FormField field, const QString &name, const QString &label,
                            const QString &placeholder);
    SecretField *addSecret(FormField field, const QString &name, const QString &label,
                           const QString &placeholder = {});
    // With a button to look for it.
    SecretField *addPath(FormField field, const QString &name, const QString &label,
                         const QString &placeholder = {});
    PastedSecret *addPasted(FormField field, const QString &name, const QString &label,
                            const QString &placeholder);
    QCheckBox *addCheck(const QString &name, const QString &label, const QString &meaning);
    // What the fields above mean.
    QLabel *addHint(const QString &name, const QString &text = {});
    void addRow(const QString &label, QWidget *widget, QWidget *buddy);
    void addWide(QWidget *widget);
    // Shows or hides the whole row, and what is wrong with it.
    void setShown(QWidget *widget, bool shown);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Row
    {
        QWidget *widget = nullptr; ///< what stands in it
        QLabel *label = nullptr;   ///< none: it takes the whole width
    };
    struct Entry
    {
        FormField field;
        QWidget *widget = nullptr; ///< what is wrong when it is
        QWidget *row = nullptr;    ///< what stands in its row
        RichView *error = nullptr;
        Look look;
        bool shown = true;
    };

    void enter(FormField field, QWidget *widget, QWidget *row, Look look);
    void leave(FormField field);
    void tellLeft();
    void setRowShown(QWidget *widget, bool shown);

    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    std::vector<FormField> m_leaving; // while a mouse button is down
    std::vector<Entry> m_fields;      // two of them may stand for the same: a file, or pasted text
};

} // namespace ui
