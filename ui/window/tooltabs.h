// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QMenu;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace ui {

// The tabs of the window's centre, each with a line in its connection's colour over it. Owns its
// pages like a QTabWidget.
class ToolTabs final : public QWidget
{
    Q_OBJECT

public:
    explicit ToolTabs(QWidget *parent = nullptr);

    [[nodiscard]] int count() const;
    [[nodiscard]] QWidget *current() const; ///< null while there is none
    [[nodiscard]] QWidget *page(int index) const;
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] int indexOf(const QWidget *page) const;

    // A negative colour index: the page belongs to no connection.
    void add(QWidget *page, const QString &title, int colorIndex);
    // `tip`: what the pointer is told besides.
    void setTitle(QWidget *page, const QString &title, const QString &tip = {});
    void setColor(QWidget *page, int colorIndex);
    void setMark(QWidget *page, const QIcon &mark); ///< before its title
    void setCurrent(QWidget *page);
    void remove(int index);       ///< deletes the page
    void setAddMenu(QMenu *menu); ///< what "+" offers

signals:
    void currentChanged();
    void closeRequested(int index);

private:
    void onMoved(int from, int to);

    QTabBar *m_bar;
    QToolButton *m_add;
    QStackedWidget *m_pages;
};

} // namespace ui
