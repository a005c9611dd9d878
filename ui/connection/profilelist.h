// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/profilestore.h"

#include <QtWidgets/QWidget>

#include <vector>

class QAction;
class QKeySequence;
class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QToolButton;

namespace ui {

class ElidedLabel;
class ProfileListModel;

enum class ProfileAction {
    Connect,
    Test,
    Edit,
    Duplicate,
    Rename,
    Select,
    Unselect,
    Delete,
    ShowFile
};

// The saved connections of the side bar that are not open: a list with a filter, what can be done
// with each of them, and what could not be read. Knows no store.
class ProfileList final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype kFilterFrom = 9; ///< so many and more are worth a filter

    explicit ProfileList(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override; ///< for its width: texts wrap

    // `dropped`: more than can be shown. `problem`: of the list as a whole; may be empty.
    void setProfiles(std::vector<profiles::Profile> profiles, qsizetype dropped,
                     const QString &problem);
    void setCurrent(profiles::Origin origin, const QString &name);
    // Why something could not be done; stays until it is put away or something is done.
    void showError(const QString &text);

signals:
    void actionRequested(ui::ProfileAction action, const profiles::Profile &profile);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry
    {
        ProfileAction what;
        QAction *action;
    };

    void buildUi();
    void buildView();
    void buildActions();
    void add(ProfileAction what, const QString &name, const QString &text,
             const QKeySequence &shortcut);
    void showProblems(const QString &unreadable, qsizetype dropped);
    void showCount();
    void showMenu(const QPoint &at);
    void updateActions();
    void act(ProfileAction what);
    [[nodiscard]] const profiles::Profile *current() const;

    ProfileListModel *m_model;
    QLabel *m_title = nullptr;
    QLineEdit *m_filter = nullptr;
    QListView *m_view = nullptr;
    QLabel *m_empty = nullptr;
    ElidedLabel *m_unreadable = nullptr;
    QLabel *m_dropped = nullptr;
    QWidget *m_errorRow = nullptr;
    QLabel *m_error = nullptr;
    std::vector<Entry> m_entries;
};

} // namespace ui
