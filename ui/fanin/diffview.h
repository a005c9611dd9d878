// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;

namespace ui {

// How a reply differs from what most answered: removed and added lines, with a sign as well as a
// colour, and what was ignored in the comparison.
class DiffView final : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setReply(const fanin::Run &run, qsizetype reply);
    // The same reply after others have come: compares again only with another majority.
    void follow(const fanin::Run &run, qsizetype reply);
    void clear();

protected:
    void changeEvent(QEvent *event) override;

private:
    void highlight();
    void showNotice(const fanin::Run &run);

    std::optional<quint32> m_majority; ///< compared with
    QString m_sentence;                ///< with a place for the majority's name; may be empty
    QStringList m_remarks;
    QLabel *m_notice = nullptr;
    QPlainTextEdit *m_text = nullptr;
};

} // namespace ui
