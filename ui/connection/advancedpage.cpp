// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/advancedpage.h"

#include "ui/connection/secretfield.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>

using namespace Qt::StringLiterals;

namespace ui {

AdvancedPage::AdvancedPage(QWidget *parent)
    : FormColumn(parent)
{
    setObjectName(u"advancedPage"_s);
    m_readOnly = addCheck(u"advancedReadOnly"_s, tr("&Read-only"),
                          tr("Nothing is ever published on this connection, only watched."));
    m_color = new QComboBox(this);
    m_color->setObjectName(u"advancedColor"_s);
    m_color->setView(new QListView(m_color));
    m_color->addItem(tr("As it comes"), QString());
    // The names are the nats command's.
    m_color->addItem(tr("Green"), u"green"_s);
    m_color->addItem(tr("Yellow"), u"yellow"_s);
    m_color->addItem(tr("Red"), u"red"_s);
    m_color->addItem(tr("Magenta"), u"magenta"_s);
    m_color->addItem(tr("Blue"), u"blue"_s);
    m_color->addItem(tr("Cyan"), u"cyan"_s);
    addRow(tr("C&olour"), m_color, m_color);
    m_inboxPrefix = addLine(FormField::InboxPrefix, u"advancedInboxPrefix"_s, tr("In&box prefix"),
                            tr("_INBOX; another where the server does not allow that"));
    m_proxy = addAddress(FormField::Proxy, u"advancedProxy"_s, tr("SOCKS &proxy"),
                         u"socks5://[user:password@]host[:1080]"_s);
    m_ignoreDiscovered
        = addCheck(u"advancedIgnoreDiscovered"_s, tr("&Ignore discovered servers"),
                   tr("Only the servers given are used, whatever the cluster tells."));
    m_noEcho = addCheck(u"advancedNoEcho"_s, tr("No ec&ho"),
                        tr("The server does not send back what this connection publishes."));
    connect(m_color, &QComboBox::activated, this, &FormColumn::edited);
}

void AdvancedPage::fill(const ProfileForm &form)
{
    m_readOnly->setChecked(form.readOnly);
    int index = m_color->findData(form.color);
    if (index < 0) { // "rounded" and the like: how the nats command draws its tables
        index = m_color->count();
        m_color->addItem(form.color, form.color);
    }
    m_color->setCurrentIndex(index);
    m_inboxPrefix->setText(form.inboxPrefix);
    m_proxy->setText(form.proxy);
    m_noEcho->setChecked(form.noEcho);
    m_ignoreDiscovered->setChecked(form.ignoreDiscovered);
}

void AdvancedPage::read(ProfileForm &form) const
{
    form.readOnly = m_readOnly->isChecked();
    form.color = m_color->currentData().toString();
    form.inboxPrefix = m_inboxPrefix->text();
    form.proxy = m_proxy->text();
    form.noEcho = m_noEcho->isChecked();
    form.ignoreDiscovered = m_ignoreDiscovered->isChecked();
}

} // namespace ui
