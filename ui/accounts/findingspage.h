// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/refusal.h"
#include "ui/accounts/tokenpage.h"

class QLabel;
class QListView;
class QStackedLayout;

namespace ui {

class NoteModel;

// What is wrong with the token, most severe first; above it why a login with it failed, if that
// was asked. Enter or a click leads to the claim.
class FindingsPage final : public TokenPage
{
    Q_OBJECT

public:
    explicit FindingsPage(QWidget *parent = nullptr);

    void setExamined(const Examined &examined, bool again) override;
    // The checks of a failed login; empty: none. `answer`: what the server said.
    void setChecks(std::vector<jwt::LoginCheck> checks, const QString &answer);

private:
    void buildUi();
    void reload();
    void open(const QModelIndex &index);

    Examined m_examined;
    std::vector<jwt::LoginCheck> m_checks;
    QString m_answer;
    NoteModel *m_model = nullptr;
    QLabel *m_summary = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_none = nullptr;
    QStackedLayout *m_stack = nullptr;
};

} // namespace ui
