// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "ui/accounts/tokenpage.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace ui {

class CompareModel;

// The token beside another one: a second copy from elsewhere, or any other of its kind.
class ComparePage final : public TokenPage
{
    Q_OBJECT

public:
    static constexpr int kMostOthers = 200; ///< tokens offered that are not copies

    explicit ComparePage(const jwt::Book &book, QWidget *parent = nullptr);

    void setExamined(const Examined &examined, bool again) override;
    void compareWith(const jwt::TokenPtr &other);

private:
    void buildUi();
    QWidget *buildBar();
    QWidget *buildEmpty();
    void fillChoices();
    void offer(const jwt::TokenPtr &token, const QString &origin, bool copy);
    void choose(int index);
    void showExample();
    void compare(const jwt::TokenPtr &left, const jwt::TokenPtr &right);

    const jwt::Book &m_book;
    jwt::TokenPtr m_token;
    jwt::TokenPtr m_other;
    jwt::TokenPtr m_given; ///< by compareWith: offered first
    jwt::UnixTime m_now = 0;
    std::vector<jwt::TokenPtr> m_choices; ///< by the combo box's index; null: its separator
    CompareModel *m_model = nullptr;
    QComboBox *m_choice = nullptr;
    QCheckBox *m_only = nullptr;
    QLabel *m_summary = nullptr;
    QStackedLayout *m_stack = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace ui
