// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/filter.h"
#include "core/capture/selection.h"

#include <QtCore/QTimer>
#include <QtWidgets/QLineEdit>

namespace ui {

class FilterCompletion;

// Where a filter is typed: its parts coloured, a mark that says whether it is valid, what is wrong
// with it or how many rows match at its right. Completes keys, words and former filters; Esc
// clears, Enter takes it at once.
class FilterLine final : public QLineEdit
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kDelay{120}; ///< after the last key
    static constexpr qsizetype kMaxHistory = 50;

    explicit FilterLine(QWidget *parent = nullptr);

    // The last valid one: what a table shows while the text is not.
    [[nodiscard]] const capture::Filter &filter() const { return m_filter; }
    [[nodiscard]] const QString &problem() const { return m_problem; } ///< empty: the text is valid

    // By program: takes effect at once.
    void setFilterText(const QString &text);
    void addTerm(const QString &term); ///< to the last valid one, unless it has it already

    void setClearsOnEscape(bool clears); ///< true unless Escape is somebody else's
    void setKind(capture::RowKind kind); ///< what is counted
    void setCount(quint64 matching, quint64 total, bool working);

    void setHistory(const QStringList &filters); ///< newest first
    [[nodiscard]] const QStringList &history() const { return m_history; }

signals:
    void filterChanged(const capture::Filter &filter); ///< to another valid one
    void historyChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void validate();
    void colour();
    void showNote();
    void take();
    void remember();
    void clearFilter();
    [[nodiscard]] QString note() const; // at the right: what is wrong, or how many match
    [[nodiscard]] bool isWrong() const { return !m_problem.isEmpty(); }

    QTimer m_delay;
    capture::Filter m_filter;
    capture::Filter m_typed; // valid, not yet taken
    QString m_problem;
    QStringList m_history;
    FilterCompletion *m_completion;
    QAction *m_clear;
    capture::RowKind m_kind = capture::RowKind::Conversations;
    quint64 m_matching = 0;
    quint64 m_total = 0;
    bool m_working = false;
    bool m_clearsOnEscape = true;
    bool m_composing = false; // an input method has a word in hand
};

} // namespace ui
