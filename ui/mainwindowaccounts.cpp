// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The window and its accounts tabs.
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "ui/accounts/accountstab.h"
#include "ui/accountserver/accountservertab.h"
#include "ui/common/format.h"
#include "ui/window/statusline.h"
#include "ui/window/tooltabs.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

void MainWindow::buildAddMenu()
{
    auto *menu = new QMenu(m_tabs);
    menu->setObjectName(u"addMenu"_s);
    menu->addAction(m_newTab);
    menu->addAction(m_newTraffic);
    menu->addAction(m_newAccounts);
    menu->addAction(m_newServer);
    menu->addAction(m_openCapture);
    m_tabs->setAddMenu(menu);
}

AccountsTab *MainWindow::currentAccounts() const
{
    return qobject_cast<AccountsTab *>(m_tabs->current());
}

std::vector<AccountsTab *> MainWindow::accountsTabs() const
{
    std::vector<AccountsTab *> tabs;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *tab = qobject_cast<AccountsTab *>(m_tabs->page(i)))
            tabs.push_back(tab);
    }
    return tabs;
}

AccountsTab *MainWindow::openAccountsTab()
{
    auto *tab = new AccountsTab(&QDateTime::currentSecsSinceEpoch);
    if (!m_tokenExample.isEmpty())
        tab->setExample(m_tokenExampleTitle, m_tokenExample);
    connect(tab, &AccountsTab::settled, this, &MainWindow::showStatus);
    constexpr int kNoConnection = -1;
    m_tabs->add(tab, tr("Accounts"), kNoConnection);
    tellConnections();
    tab->setFocus();
    showCurrent();
    return tab;
}

void MainWindow::setTokenExample(const QString &title, const QString &source)
{
    m_tokenExampleTitle = title;
    m_tokenExample = source;
    for (AccountsTab *tab : accountsTabs())
        tab->setExample(title, source);
}

void MainWindow::tellConnections()
{
    std::vector<AccountsTab::Connection> connections;
    for (const Connection &known : m_sessions)
        connections.push_back({known.session, nameOf(known)});
    for (AccountsTab *tab : accountsTabs())
        tab->setConnections(connections, m_current);
    for (AccountServerTab *tab : serverTabs())
        tab->setConnections(connectionNames());
}

// In the tab that is there, since it may know the account and the operator already.
void MainWindow::explainRefusal(nats::Session *session)
{
    const std::vector<AccountsTab *> open = accountsTabs();
    AccountsTab *tab = open.empty() ? openAccountsTab() : open.front();
    m_tabs->setCurrent(tab);
    tab->explainRefusal(*session);
}

void MainWindow::showTokens(const AccountsTab &tab)
{
    const TokenLoader::Totals totals = tab.loader().totals();
    const auto counted = [](int count, const QString &one, const QString &many) {
        return count == 1 ? one : many.arg(formatCount(quint64(count)));
    };
    QStringList counts{counted(totals.accounts, tr("1 account"), tr("%1 accounts")),
                       counted(totals.users, tr("1 user"), tr("%1 users"))};
    if (totals.operators > 0)
        counts.prepend(counted(totals.operators, tr("1 operator"), tr("%1 operators")));
    if (totals.activations > 0)
        counts += counted(totals.activations, tr("1 activation"), tr("%1 activations"));
    QStringList problems;
    if (totals.refused > 0)
        problems += u"✕ "_s + tr("%1 not accepted").arg(formatCount(quint64(totals.refused)));
    if (totals.warnings > 0)
        problems += u"▲ "_s + counted(totals.warnings, tr("1 warning"), tr("%1 warnings"));
    m_status->setWords(counts.join(u" · "_s), problems.join(u"   "_s));
}

} // namespace ui
