// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace ui {

// What a popup asks for. The value is one text; with kinds it is a kind's prefix and, if the kind
// takes one, the text after it ("header:" + "Clock-Id").
struct RuleQuestion
{
    struct Kind
    {
        QString title;
        QString prefix;
        QString placeholder; ///< empty: the kind takes no text
    };

    QString title;
    QString hint;
    std::vector<Kind> kinds;
    QStringList presets;
    std::function<QString(const QString &value)> check; ///< what is wrong with it; empty: nothing
};

// A small editor under a chip. Enter applies a valid value, Esc or a click elsewhere drops it.
class RulePopup final : public QFrame
{
    Q_OBJECT

public:
    RulePopup(RuleQuestion question, const QString &value, QWidget *parent);

    void showUnder(QWidget *anchor);

signals:
    void applied(const QString &value);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildUi();
    void buildPresets(QVBoxLayout *layout);
    void setValue(const QString &value);
    [[nodiscard]] QString value() const;
    void validate();
    void apply();

    RuleQuestion m_question;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_text = nullptr;
    QLabel *m_error = nullptr;
};

} // namespace ui
