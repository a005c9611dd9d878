// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/severitymark.h"

#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

class QLabel;

namespace ui {

// What went wrong, over what is there nevertheless: a title, a few of the reasons, a way to copy
// them all and one to close it. Hidden while there is nothing to say.
class ProblemBanner final : public QFrame
{
    Q_OBJECT

public:
    static constexpr qsizetype kMostShown = 3;

    explicit ProblemBanner(QWidget *parent = nullptr);

    void show(SeverityMark mark, const QString &title, const QStringList &reasons);
    void dismiss();

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SeverityMark m_mark = SeverityMark::Warning;
    QStringList m_reasons;
    QLabel *m_title;
    QLabel *m_text;
};

} // namespace ui
