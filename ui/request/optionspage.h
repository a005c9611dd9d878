// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/request.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace ui {

class Segments;

// What few requests need: inbox style, reply subject, late window, own limits.
class OptionsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit OptionsPage(QWidget *parent = nullptr);

    // `spec` with what this page edits. Fields that cannot be read leave theirs unchanged.
    [[nodiscard]] nats::RequestSpec applied(nats::RequestSpec spec) const;
    [[nodiscard]] QString problem() const;  ///< empty: all fields can be used
    [[nodiscard]] int changedCount() const; ///< how many differ from the defaults

    void setSpec(const nats::RequestSpec &spec);
    void setVerb(nats::Verb verb);
    void showProblem();

signals:
    void changed();

private:
    QLineEdit *addField(QGridLayout *grid, int row, int column, const QString &name,
                        const QString &label, const QString &tip);
    QCheckBox *addBox(QGridLayout *grid, int row, int column, const QString &name,
                      const QString &label, const QString &tip);
    void validate();

    Segments *m_inbox = nullptr;
    QLineEdit *m_reply = nullptr;
    QLineEdit *m_late = nullptr;
    QLineEdit *m_replyCap = nullptr;
    QLineEdit *m_byteCap = nullptr;
    QCheckBox *m_strict = nullptr;
    QCheckBox *m_keepWaiting = nullptr;
    QLabel *m_error = nullptr;
    QLineEdit *m_bad = nullptr; // the first field that cannot be used
};

} // namespace ui
