// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/permissionspage.h"

#include "core/nats/session.h"
#include "ui/accounts/factwriter.h"
#include "ui/accounts/pagescroll.h"
#include "ui/accounts/permissiondelegate.h"
#include "ui/accounts/permissionmodel.h"
#include "ui/accounts/permissionquestion.h"
#include "ui/accounts/permissiontext.h"
#include "ui/accounts/userinfoquery.h"
#include "ui/common/richview.h"
#include "ui/common/rowtable.h"
#include "ui/common/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

void styleTable(QTableView &table)
{
    makeRowTable(table);
    table.setSelectionMode(QTableView::SingleSelection);
    table.setColumnWidth(PermissionModel::Rule, 140);
    table.setColumnWidth(PermissionModel::Origin, 140);
    table.horizontalHeader()->setSectionResizeMode(PermissionModel::Subject, QHeaderView::Stretch);
    table.horizontalHeader()->setSectionResizeMode(PermissionModel::Answer, QHeaderView::Stretch);
}

} // namespace

PermissionsPage::PermissionsPage(QWidget *parent)
    : TokenPage(parent)
    , m_model(new PermissionModel(this))
    , m_query(new UserInfoQuery(this))
{
    setObjectName(u"permissionsPage"_s);
    buildUi();
    updateServerBar();
}

void PermissionsPage::buildUi()
{
    m_none = new QLabel(tr("Only users have permissions. Choose a user, or an account to see what "
                           "it gives its users."));
    m_none->setObjectName(u"permissionsNone"_s);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    setLook(m_none, Look::Secondary);
    m_accountScroll = new PageScroll(u"accountPermissionsScroll"_s);
    m_account = new RichView(u"accountPermissions"_s, tr("What the account gives its users"));
    m_account->setMaximumWidth(900);
    m_accountScroll->follow(m_account);
    m_accountScroll->content()->addWidget(m_account);
    m_accountScroll->content()->addStretch(1);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_accountScroll);
    m_stack->addWidget(buildUserPage());
    connect(m_account, &RichView::followed, this, &TokenPage::linkFollowed);
}

QWidget *PermissionsPage::buildUserPage()
{
    m_question = new PermissionQuestion;
    m_answer = new RichView(u"permissionAnswer"_s, tr("Answer"));
    m_table = new QTableView;
    m_table->setObjectName(u"permissionTable"_s);
    m_table->setAccessibleName(tr("Effective permissions"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PermissionDelegate(m_table));
    styleTable(*m_table);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 4, 0, 10);
    layout->setSpacing(10);
    layout->addWidget(m_question);
    layout->addWidget(m_answer);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildServerBar());
    connect(m_question, &PermissionQuestion::changed, this, &PermissionsPage::answer);
    connect(m_answer, &RichView::followed, this, &TokenPage::linkFollowed);
    connect(m_table, &QTableView::activated, this, &PermissionsPage::openLine);
    return page;
}

QWidget *PermissionsPage::buildServerBar()
{
    m_ask = new QPushButton(tr("Compare with the &server"));
    m_ask->setObjectName(u"askServer"_s);
    m_ask->setAccessibleName(tr("Compare with what the connected server says"));
    m_server = new RichView(u"serverPermissions"_s, tr("What the server says"));
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->setSpacing(14);
    layout->addWidget(m_ask, 0, Qt::AlignTop);
    layout->addWidget(m_server, 1, Qt::AlignVCenter);
    connect(m_ask, &QPushButton::clicked, this, &PermissionsPage::askServer);
    connect(m_query, &UserInfoQuery::answered, this, [this](const QByteArray &reply) {
        m_server->setBlocks(differenceBlocks(jwt::compareWithServer(m_permissions, reply)));
    });
    connect(m_query, &UserInfoQuery::failed, this, [this](const QString &why) {
        FactWriter writer({});
        writer.item(SeverityMark::Note, {plain(why)}, {});
        m_server->setBlocks(writer.take());
    });
    return bar;
}

void PermissionsPage::setExamined(const Examined &examined, bool again)
{
    m_examined = examined;
    if (examined.token->asUser()) {
        m_stack->setCurrentIndex(2);
        showUser(again);
    } else if (const auto *account = examined.token->asAccount()) {
        m_stack->setCurrentIndex(1);
        m_account->setBlocks(scopeBlocks(*account));
        if (!again)
            m_accountScroll->toTop();
    } else {
        m_stack->setCurrentIndex(0);
    }
}

void PermissionsPage::showUser(bool again)
{
    const int scrolled = m_table->verticalScrollBar()->value();
    const int row = m_table->currentIndex().row();
    m_permissions = jwt::effectivePermissions(m_examined.token, m_examined.account);
    m_model->setLines(m_permissions.lines);
    answer();
    if (again) {
        m_table->setCurrentIndex(m_model->index(row, 0));
        m_table->verticalScrollBar()->setValue(scrolled);
        return;
    }
    m_query->cancel();
    m_server->setBlocks({});
    updateServerBar();
}

void PermissionsPage::answer()
{
    if (!m_examined.token || !m_examined.token->asUser())
        return;
    const QString subject = m_question->subject();
    const QString queue = m_question->queue();
    const base::Result<jwt::Decision> decision
        = jwt::decide(m_permissions, m_question->direction(), subject.toUtf8(), queue.toUtf8());
    m_answer->setBlocks(
        decisionBlocks(decision, m_permissions, m_question->direction(), subject, queue));
    m_model->setDecision(decision && !subject.isEmpty() ? std::optional(*decision) : std::nullopt);
}

void PermissionsPage::setSession(nats::Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_query->cancel();
    m_server->setBlocks({});
    if (session) {
        connect(session, &nats::Session::statusChanged, this, &PermissionsPage::updateServerBar);
        connect(session, &QObject::destroyed, this, &PermissionsPage::updateServerBar);
    }
    updateServerBar();
}

void PermissionsPage::updateServerBar()
{
    const bool connected
        = m_session && m_session->status().state == nats::ConnectionState::Connected;
    m_ask->setEnabled(connected);
    m_ask->setToolTip(connected ? tr("Asks the server you are connected to, as the user you are "
                                     "connected as ($SYS.REQ.USER.INFO)")
                                : tr("Connect to a server as this user to compare"));
    if (!connected && m_server->blocks().empty())
        m_server->setBlocks(
            {{RichBlock::Kind::Paragraph,
              {},
              {quiet(tr("Connect as this user to compare with what the server says."))},
              {},
              {}}});
}

void PermissionsPage::askServer()
{
    if (!m_session)
        return;
    m_server->setBlocks({{RichBlock::Kind::Paragraph, {}, {quiet(tr("Asking…"))}, {}, {}}});
    m_query->ask(*m_session);
}

void PermissionsPage::openLine(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const jwt::PermissionLine line = m_model->line(index.row());
    if (line.holder && line.holder != m_examined.token)
        emit tokenChosen(line.holder);
    if (!line.path.isEmpty())
        emit linkFollowed(link::kClaim + QString::fromUtf8(line.path));
}

} // namespace ui
