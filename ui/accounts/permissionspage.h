// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/permissions.h"
#include "ui/accounts/tokenpage.h"

#include <QtCore/QPointer>

class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class PageScroll;
class PermissionModel;
class PermissionQuestion;
class RichView;
class UserInfoQuery;

// What a user may do: a question with its answer, and every line with its origin. Of an account,
// what it gives its users.
class PermissionsPage final : public TokenPage
{
    Q_OBJECT

public:
    explicit PermissionsPage(QWidget *parent = nullptr);

    void setExamined(const Examined &examined, bool again) override;
    void setSession(nats::Session *session); ///< null: none

private:
    void buildUi();
    QWidget *buildUserPage();
    QWidget *buildServerBar();
    void showUser(bool again);
    void answer();
    void askServer();
    void updateServerBar();
    void openLine(const QModelIndex &index);

    Examined m_examined;
    jwt::EffectivePermissions m_permissions;
    QPointer<nats::Session> m_session;
    QStackedLayout *m_stack = nullptr; ///< nothing to show, an account, a user
    QLabel *m_none = nullptr;
    PageScroll *m_accountScroll = nullptr;
    RichView *m_account = nullptr;
    PermissionQuestion *m_question = nullptr;
    RichView *m_answer = nullptr;
    PermissionModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QPushButton *m_ask = nullptr;
    RichView *m_server = nullptr;
    UserInfoQuery *m_query = nullptr;
};

} // namespace ui
