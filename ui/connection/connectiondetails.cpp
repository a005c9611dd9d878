// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiondetails.h"

#include "core/base/counted.h"
#include "core/nats/session.h"
#include "ui/common/richview.h"
#include "ui/common/rowtable.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionfacts.h"
#include "ui/connection/connectiontext.h"
#include "ui/connection/serverdelegate.h"
#include "ui/connection/servermodel.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QSize kSize(860, 760);
constexpr QSize kFrame(16, 48); // what a window manager may add
constexpr int kTableRows = 6;

} // namespace

ConnectionDetails::ConnectionDetails(nats::Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_servers(new ServerModel(this))
{
    setObjectName(u"connectionDetailsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(kSize.boundedTo(screen()->availableSize() - kFrame));
    buildUi();
    setName(connectionName(session.options()));
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionDetails::refresh);
    connect(&session, &nats::Session::statusChanged, this,
            [this] { showStatus(m_session.status()); });
    connect(&session, &QObject::destroyed, this, [this] {
        m_countdown.stop(); // nobody asks a session that is gone
        close();
    });
    showStatus(session.status());
}

void ConnectionDetails::buildUi()
{
    m_title = new QLabel(this);
    m_title->setObjectName(u"detailsTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    setLook(m_title, Look::Title);
    auto *copyButton = new QPushButton(tr("&Copy as text"), this);
    copyButton->setObjectName(u"detailsCopy"_s);
    copyButton->setAutoDefault(false);
    auto *close = new QPushButton(tr("C&lose"), this);
    close->setObjectName(u"detailsClose"_s);
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(copyButton);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(buildFacts(), 1);
    layout->addWidget(buildServers());
    layout->addLayout(buttons);
    connect(copyButton, &QPushButton::clicked, this, &ConnectionDetails::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

QWidget *ConnectionDetails::buildFacts()
{
    m_facts = new RichView(u"detailsFacts"_s, tr("Connection"));
    m_tls = new RichView(u"detailsTls"_s, tr("TLS"));
    m_steps = new RichView(u"detailsSteps"_s, tr("Latest attempt"));
    m_loss = new RichView(u"detailsLoss"_s, tr("Last loss"));
    auto *page = new QWidget;
    auto *right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(m_tls);
    right->addWidget(m_steps);
    right->addWidget(m_loss);
    right->addStretch(1);
    auto *left = new QVBoxLayout;
    left->addWidget(m_facts);
    left->addStretch(1);
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(28);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"detailsScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    setLook(page, Look::Panel);
    return scroll;
}

QWidget *ConnectionDetails::buildServers()
{
    auto *part = new QWidget(this);
    auto *title = new QLabel(tr("KNOWN SERVERS"), part);
    setLook(title, Look::Caption);
    m_table = new QTableView(part);
    m_table->setObjectName(u"detailsServers"_s);
    m_table->setAccessibleName(tr("Known servers"));
    m_table->setModel(m_servers);
    m_table->setItemDelegate(new ServerDelegate(m_table));
    makeRowTable(*m_table);
    m_table->setSelectionMode(QTableView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->resizeSection(ServerModel::Url, 300);
    header->resizeSection(ServerModel::Origin, 150);
    header->resizeSection(ServerModel::Failures, 80);
    m_serverNote = new QLabel(part);
    m_serverNote->setObjectName(u"detailsServerNote"_s);
    m_serverNote->setWordWrap(true);
    m_serverNote->setTextFormat(Qt::PlainText);
    m_serverNote->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_serversDropped = new QLabel(part);
    m_serversDropped->setObjectName(u"detailsServersDropped"_s);
    for (QLabel *label : {m_serverNote, m_serversDropped})
        setLook(label, Look::Secondary);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(m_table);
    layout->addWidget(m_serversDropped);
    layout->addWidget(m_serverNote);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConnectionDetails::showServer);
    connect(m_servers, &QAbstractItemModel::dataChanged, this, &ConnectionDetails::showServer);
    connect(m_servers, &QAbstractItemModel::modelReset, this, &ConnectionDetails::showServer);
    return part;
}

void ConnectionDetails::setName(const QString &name)
{
    m_name = name;
    m_title->setText(name);
    setWindowTitle(tr("Connection %1").arg(name));
}

void ConnectionDetails::showStatus(const nats::ConnectionStatus &status)
{
    m_status = status;
    m_servers->setServers(status.servers);
    const int rows = qBound(1, m_servers->rowCount(), kTableRows);
    m_table->setFixedHeight((rows + 1) * kRowHeight + 2);
    m_serversDropped->setText(base::counted(status.serversDropped, tr("1 more is not listed"),
                                            tr("%1 more are not listed")));
    m_serversDropped->setVisible(status.serversDropped > 0);
    if (status.state == nats::ConnectionState::Backoff)
        m_countdown.start();
    else
        m_countdown.stop();
    refresh();
}

void ConnectionDetails::refresh()
{
    const Moment moment{base::Clock::now(), m_session.anchor()};
    const auto show = [](RichView *view, RichBlocks blocks) {
        // What has not changed keeps its selection.
        if (view->blocks() != blocks)
            view->setBlocks(std::move(blocks));
    };
    show(m_facts, connectionFacts(m_session.options(), m_status, moment));
    show(m_tls, tlsFacts(m_status, moment));
    show(m_steps, stepFacts(m_status));
    show(m_loss, lossFacts(m_status, moment));
    m_loss->setVisible(m_status.lastLoss.has_value());
}

void ConnectionDetails::showServer()
{
    const nats::KnownServer *server = m_servers->at(m_table->currentIndex());
    QString note;
    if (server)
        note = QStringList{asSentence(server->lastError), asSentence(server->advice)}
                   .join(u' ')
                   .trimmed();
    m_serverNote->setText(note);
    m_serverNote->setVisible(!note.isEmpty());
}

QString ConnectionDetails::asText() const
{
    return m_facts->accessibleName() + u": "_s + m_name + u'\n' + toPlain(m_facts->blocks()) + u'\n'
        + toPlain(m_tls->blocks()) + u'\n' + toPlain(m_steps->blocks()) + u'\n'
        + toPlain(m_loss->blocks()) + serversAsText(m_status);
}

void ConnectionDetails::copy()
{
    QGuiApplication::clipboard()->setText(asText());
}

} // namespace ui
