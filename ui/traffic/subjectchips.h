// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/watcher.h"

#include <QtWidgets/QFrame>

#include <vector>

class QLineEdit;
class QPushButton;
class QScrollArea;

namespace ui {

class FlowLayout;
class SubjectChip;

// The subjects to watch as chips in a field: typed and ended with Enter, comma or space, pasted by
// the dozen, taken away with Backspace or their cross. Inbox prefixes that were seen in the traffic
// are offered after them.
class SubjectChips final : public QFrame
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxSubjects = capture::Watcher::kMaxSubjects;
    static constexpr qsizetype kMaxOffers = 2; ///< prefixes offered at a time

    explicit SubjectChips(QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<capture::WatchedSubject> &subjects() const
    {
        return m_subjects;
    }
    // What was typed, but is no chip yet, becomes one. False if it cannot: the field says why.
    bool commit();
    [[nodiscard]] const QString &problem() const { return m_problem; }

    void setSubjects(std::vector<capture::WatchedSubject> subjects); ///< emits nothing
    void add(const QByteArray &pattern, capture::WatchedSubject::Purpose purpose);
    // Prefixes without their ".>", the best first.
    void setOffers(const std::vector<QByteArray> &prefixes);
    void editText(const QString &text); ///< into the field, to be typed on

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void changed(); ///< by the user
    void problemChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void rebuild();
    void fitHeight();
    void onTextChanged(const QString &text);
    bool take(const QString &text); ///< one or more patterns
    void removeAt(qsizetype index);
    void editAt(qsizetype index);
    void focusChip(qsizetype index);
    void setProblem(const QString &problem);
    [[nodiscard]] bool has(const QByteArray &pattern) const;

    std::vector<capture::WatchedSubject> m_subjects;
    std::vector<QByteArray> m_offers;
    QString m_problem;
    QScrollArea *m_scroll = nullptr;
    FlowLayout *m_flow = nullptr;
    std::vector<SubjectChip *> m_chips;
    std::vector<QPushButton *> m_offerButtons;
    QLineEdit *m_edit = nullptr;
};

} // namespace ui
