// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The window and the account servers it runs.
#include "ui/mainwindow.h"

#include "core/base/counted.h"
#include "core/nats/session.h"
#include "ui/accounts/accountstab.h"
#include "ui/accountserver/accountservertab.h"
#include "ui/accountserver/listenaddress.h"
#include "ui/common/format.h"
#include "ui/connection/profileopener.h"
#include "ui/window/statusline.h"
#include "ui/window/tooltabs.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

void MainWindow::rememberIn(QSettings &settings)
{
    m_settings = &settings;
}

AccountServerTab *MainWindow::openAccountServerTab()
{
    auto *tab = new AccountServerTab(&QDateTime::currentSecsSinceEpoch);
    QString madeUp; // an address nobody typed
    if (m_settings) {
        const ServerForm form = formForAnother();
        if (form.address != savedForm(*m_settings).address)
            madeUp = form.address;
        tab->setForm(form);
    }
    connect(tab, &AccountServerTab::titleChanged, this, [this, tab] { showServerTitle(tab); });
    connect(tab, &AccountServerTab::changed, this, [this, tab] {
        if (m_tabs->current() == tab)
            showServer(*tab);
    });
    connect(tab, &AccountServerTab::formUsed, this, [this, madeUp](const ServerForm &used) {
        if (!m_settings)
            return;
        ServerForm form = used;
        if (!madeUp.isEmpty() && form.address == madeUp)
            form.address = savedForm(*m_settings).address;
        save(form, *m_settings);
    });
    connect(tab, &AccountServerTab::connectionNeeded, this,
            [this, tab](const QString &name) { findConnection(tab, name); });
    connect(
        tab, &AccountServerTab::inspectRequested, this,
        [this, tab](const QString &address, const QString &key) { inspect(tab, address, key); });
    constexpr int kNoConnection = -1;
    m_tabs->add(tab, tab->title(), kNoConnection);
    showServerTitle(tab);
    tellConnections();
    tab->setFocus();
    showCurrent();
    return tab;
}

// As the last one was started; but two cannot listen at one port: then at any that is free.
ServerForm MainWindow::formForAnother() const
{
    ServerForm form = savedForm(*m_settings);
    const auto wanted = ListenAddress::read(form.address);
    if (!wanted)
        return form;
    const bool taken = std::ranges::any_of(serverTabs(), [&wanted](const AccountServerTab *tab) {
        const auto used = ListenAddress::read(tab->form().address);
        return tab->isRunning() && used && *used == *wanted;
    });
    if (taken)
        form.address = ListenAddress{wanted->host, 0}.text();
    return form;
}

std::vector<AccountServerTab *> MainWindow::serverTabs() const
{
    std::vector<AccountServerTab *> tabs;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *tab = qobject_cast<AccountServerTab *>(m_tabs->page(i)))
            tabs.push_back(tab);
    }
    return tabs;
}

void MainWindow::showServerTitle(AccountServerTab *tab)
{
    m_tabs->setTitle(tab, tab->title(), tab->tip());
    m_tabs->setMark(tab, icon(u"server"_s, tab->isRunning() ? Tint::Ok : Tint::Quiet));
}

void MainWindow::showServer(const AccountServerTab &tab)
{
    const ServerFacts facts = tab.facts();
    const QString counts = tr("%1 · %2").arg(
        base::counted(facts.tokens.tokens, tr("1 token"), tr("%1 tokens")),
        facts.counts.requests == 1 ? tr("1 request")
                                   : tr("%1 requests").arg(formatCount(facts.counts.requests)));
    QStringList problems;
    if (facts.tokens.refused > 0)
        problems += u"✕ "_s + tr("%1 not accepted").arg(formatCount(quint64(facts.tokens.refused)));
    if (facts.tokens.warnings > 0)
        problems += u"▲ "_s
            + base::counted(facts.tokens.warnings, tr("1 with warnings"), tr("%1 with warnings"));
    m_status->setWords(counts, problems.join(u"   "_s));
}

// Open connections by the names they have here, then saved ones.
QStringList MainWindow::connectionNames() const
{
    QStringList names;
    for (const Connection &known : m_sessions)
        names += nameOf(known);
    for (const profiles::Profile &profile : m_store.profiles()) {
        if (!profile.problem && !names.contains(profile.name))
            names += profile.name;
    }
    return names;
}

void MainWindow::findConnection(AccountServerTab *tab, const QString &name)
{
    const auto use = [tab](const nats::ConnectOptions &options) {
        if (options.readOnly)
            tab->refuseConnection(tr("It is read-only: nothing may be published over it."));
        else
            tab->useConnection(options);
    };
    for (const Connection &known : m_sessions) {
        if (nameOf(known) == name)
            return use(known.session->options());
    }
    const auto saved = std::ranges::find(m_store.profiles(), name, &profiles::Profile::name);
    if (saved == m_store.profiles().end())
        return tab->refuseConnection(tr("There is no connection %1 any more.").arg(name));
    auto *opener = new ProfileOpener(m_secrets, tab);
    connect(opener, &ProfileOpener::opened, tab,
            [opener, use](const nats::ConnectOptions &options) {
                opener->deleteLater();
                use(options);
            });
    connect(opener, &ProfileOpener::failed, tab,
            [opener, tab](const profiles::Profile &, const base::Error &error) {
                opener->deleteLater();
                tab->refuseConnection(error.text);
            });
    connect(opener, &ProfileOpener::cancelled, tab, [opener, tab] {
        opener->deleteLater();
        tab->refuseConnection({});
    });
    opener->open(*saved);
}

// In the same accounts tab as before, while that is there.
void MainWindow::inspect(const AccountServerTab *server, const QString &address, const QString &key)
{
    QPointer<AccountsTab> &tab = m_inspections[server];
    if (!tab)
        tab = openAccountsTab();
    m_tabs->setCurrent(tab);
    if (!key.isEmpty())
        tab->selectToken(key);
    tab->openSource(address);
}

void MainWindow::askToStop(AccountServerTab *tab)
{
    auto *box = new QMessageBox(this);
    box->setObjectName(u"stopServerBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Stop the account server"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Stop the account server and close its tab?"));
    const bool serving = tab->facts().state == ServerFacts::State::Serving;
    const QString kept = tr("What is stored stays where it is, unless it is in memory.");
    box->setInformativeText(
        serving ? tr("nats-servers that take their accounts from %1 cannot reach it then. %2")
                      .arg(tab->tip(), kept)
                : tr("It is about to serve. %1").arg(kept));
    auto *stop = box->addButton(tr("&Stop and close"), QMessageBox::DestructiveRole);
    stop->setObjectName(u"stopServerAccept"_s);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(
        stop, &QPushButton::clicked, tab, [this, tab] { removeTab(m_tabs->indexOf(tab)); },
        Qt::QueuedConnection); // the box is done with its click by then
    connect(tab, &QObject::destroyed, box, &QDialog::reject);
    box->open();
}

} // namespace ui
