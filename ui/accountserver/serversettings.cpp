// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serversettings.h"

#include "ui/accountserver/settingscard.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using accountserver::StoreKind;

namespace ui {

namespace {

constexpr int kWidest = 1080;

} // namespace

ServerSettings::ServerSettings(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"serverSettingsPage"_s);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(this, Look::Frameless);
    buildUi();
}

void ServerSettings::buildUi()
{
    auto *page = new QWidget(this);
    setLook(page, Look::Panel);
    m_fields = new QWidget(page);
    m_fields->setMaximumWidth(kWidest);
    m_hint = new QLabel(page);
    m_hint->setObjectName(u"serverSettingsHint"_s);
    m_hint->setWordWrap(true);
    setLook(m_hint, Look::Secondary);
    buildStore();
    buildAuthority();
    buildNews();
    buildReplica();
    buildTls();
    for (SettingsCard *card : cards())
        connect(card, &SettingsCard::edited, this, &ServerSettings::edited);

    auto *left = new QVBoxLayout;
    left->setSpacing(14);
    left->addWidget(m_store);
    left->addWidget(m_authority);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(m_newsCard);
    right->addWidget(m_replicaCard);
    right->addWidget(m_tls);
    right->addStretch(1);
    auto *columns = new QHBoxLayout(m_fields);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(14);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(18, 7, 18, 18);
    layout->setSpacing(11);
    layout->addWidget(m_hint);
    layout->addWidget(m_fields);
    layout->addStretch(1);
    setWidget(page);
    setLocked(false);
}

void ServerSettings::buildStore()
{
    m_store = new SettingsCard(u"storeCard"_s, tr("Store"), {}, m_fields);
    m_sharded = m_store->addCheck(u"serverSharded"_s, tr("S&harded"),
                                  tr("Tokens lie in folders named by the last two characters of "
                                     "their keys, as nsc and nats-server can keep them."));
    m_readOnly = m_store->addCheck(u"serverReadOnly"_s, tr("&Read-only"),
                                   tr("Nothing can be stored over HTTP. Files that change are "
                                      "noticed and told all the same."));
    m_packs = m_store->addCheck(u"serverPacks"_s, tr("&Give the pack"),
                                tr("Replicas take all tokens at once. Whoever reaches the server "
                                   "can list its accounts then."));
}

void ServerSettings::buildAuthority()
{
    m_authority = new SettingsCard(u"authorityCard"_s, tr("Who may store"),
                                   tr("Only what this operator has signed is stored; without one "
                                      "nothing is. A store of nsc has its own."),
                                   m_fields);
    m_operatorFile = m_authority->addPath(ServerField::OperatorFile, u"serverOperator"_s,
                                          tr("Op&erator"), tr("operator.jwt"));
    m_systemAccountFile
        = m_authority->addPath(ServerField::SystemAccountFile, u"serverSystemAccount"_s,
                               tr("S&ystem account"), tr("served if the store lacks it"));
}

void ServerSettings::buildNews()
{
    m_newsCard = new SettingsCard(u"newsCard"_s, tr("Notifications"),
                                  tr("nats-servers apply a changed account at once when a user of "
                                     "the system account tells them."),
                                  m_fields);
    m_news = new Segments(u"serverNews"_s, {tr("No&body"), tr("Connect&ion"), tr("Ser&ver")},
                          m_newsCard); // by NewsBy
    m_newsCard->addWide(m_news);
    m_connection = new QComboBox(m_newsCard);
    m_newsCard->addRow(ServerField::Connection, u"serverConnection"_s, tr("&Through"),
                       m_connection);
    m_natsUrl = m_newsCard->addLine(ServerField::NatsUrl, u"serverNatsUrl"_s, tr("NATS a&ddress"),
                                    u"nats://127.0.0.1:4222"_s);
    m_creds = m_newsCard->addPath(ServerField::Creds, u"serverCreds"_s, tr("&Credentials"),
                                  tr(".creds of a system user"));
    connect(m_news, &Segments::chosen, this, &ServerSettings::edited);
    connect(m_connection, &QComboBox::activated, this, [this] {
        m_wantedConnection = m_connection->currentText();
        emit edited();
    });
}

void ServerSettings::buildReplica()
{
    m_replicaCard = new SettingsCard(u"replicaCard"_s, tr("Replica"),
                                     tr("Serves what another account server has, also while that "
                                        "one is away. Its clients cannot store anything."),
                                     m_fields);
    m_replica = m_replicaCard->addCheck(u"serverReplica"_s, tr("This is a re&plica"),
                                        tr("Takes the primary's pack at the start, then what it "
                                           "is notified of or asked for."));
    m_primary = m_replicaCard->addLine(ServerField::Primary, u"serverPrimary"_s, tr("Pri&mary"),
                                       u"http://10.0.0.5:9090"_s);
    m_maxPack = m_replicaCard->addLine(ServerField::MaxPack, u"serverMaxPack"_s,
                                       tr("Take at mo&st"), u"10000"_s);
}

void ServerSettings::buildTls()
{
    m_tls
        = new SettingsCard(u"tlsCard"_s, tr("TLS"),
                           tr("With a certificate and its key the server speaks https."), m_fields);
    m_certificate = m_tls->addPath(ServerField::Certificate, u"serverCertificate"_s,
                                   tr("Certi&ficate"), tr("PEM chain; empty: plain HTTP"));
    m_key = m_tls->addPath(ServerField::Key, u"serverKey"_s, tr("Private &key"), tr("PEM"));
}

std::array<SettingsCard *, 5> ServerSettings::cards() const
{
    return {m_store, m_authority, m_newsCard, m_replicaCard, m_tls};
}

void ServerSettings::fill(const ServerForm &form)
{
    m_sharded->setChecked(form.sharded);
    m_readOnly->setChecked(form.readOnly);
    m_packs->setChecked(form.packs);
    m_operatorFile->setText(form.operatorFile);
    m_systemAccountFile->setText(form.systemAccountFile);
    m_news->setCurrent(int(form.news));
    m_wantedConnection = form.connection;
    m_connection->setCurrentIndex(m_connection->findText(form.connection));
    m_natsUrl->setText(form.natsUrl);
    m_creds->setText(form.creds);
    m_replica->setChecked(form.replica);
    m_primary->setText(form.primary);
    m_maxPack->setText(form.maxPack);
    m_certificate->setText(form.certificate);
    m_key->setText(form.key);
    adapt(form);
}

void ServerSettings::read(ServerForm &form) const
{
    form.sharded = m_sharded->isChecked();
    form.readOnly = m_readOnly->isChecked();
    form.packs = m_packs->isChecked();
    form.operatorFile = m_operatorFile->text();
    form.systemAccountFile = m_systemAccountFile->text();
    form.news = NewsBy(m_news->current());
    form.connection = m_wantedConnection;
    form.natsUrl = m_natsUrl->text();
    form.creds = m_creds->text();
    form.replica = m_replica->isChecked();
    form.primary = m_primary->text();
    form.maxPack = m_maxPack->text();
    form.certificate = m_certificate->text();
    form.key = m_key->text();
}

void ServerSettings::adapt(const ServerForm &form)
{
    switch (form.store) {
    case StoreKind::Directory:
        m_store->setMeaning(tr("A folder with one file a token. What other programs change in it "
                               "is served and told at once."));
        break;
    case StoreKind::Nsc:
        m_store->setMeaning(tr("The accounts of an operator as nsc keeps them. Only nsc writes "
                               "there: the server is read-only and gives no pack."));
        break;
    case StoreKind::Memory:
        m_store->setMeaning(tr("For trying things out: what is stored is gone when the server "
                               "stops."));
        break;
    }
    const bool nsc = form.store == StoreKind::Nsc;
    m_sharded->setEnabled(form.store == StoreKind::Directory);
    m_readOnly->setEnabled(!nsc && !form.replica);
    m_packs->setEnabled(!nsc);
    m_replica->setEnabled(!nsc);
    m_newsCard->setShown(m_connection, form.news == NewsBy::Connection);
    m_newsCard->setShown(m_natsUrl, form.news == NewsBy::Server);
    m_newsCard->setShown(m_creds, form.news == NewsBy::Server);
    m_replicaCard->setShown(m_primary, form.replica && !nsc);
    m_replicaCard->setShown(m_maxPack, form.replica && !nsc);
}

void ServerSettings::setConnections(const QStringList &names)
{
    m_connection->clear();
    m_connection->addItems(names);
    m_connection->setEnabled(!names.isEmpty());
    m_connection->setPlaceholderText(names.isEmpty() ? tr("There is no connection yet")
                                                     : tr("Choose a connection"));
    m_connection->setCurrentIndex(m_connection->findText(m_wantedConnection));
}

void ServerSettings::setLocked(bool locked)
{
    m_fields->setEnabled(!locked);
    m_hint->setText(locked ? tr("Stop the server to change how it works.")
                           : tr("An account server gives nats-servers the JWTs of their accounts. "
                                "It listens on this computer only, unless you give it another "
                                "address."));
}

void ServerSettings::showProblems(const ServerProblems &problems)
{
    for (SettingsCard *card : cards())
        card->showProblems(problems);
}

void ServerSettings::focusProblem()
{
    for (const SettingsCard *card : cards()) {
        if (QWidget *field = card->firstWithProblem()) {
            field->setFocus();
            ensureWidgetVisible(field);
            return;
        }
    }
}

} // namespace ui
