// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/messagedetail.h"

#include "ui/common/headermodel.h"
#include "ui/common/payloadview.h"
#include "ui/common/rowtable.h"
#include "ui/common/tabinset.h"
#include "ui/common/theme.h"

#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

MessageDetail::MessageDetail(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"messageDetail"_s);
    buildUi();
    clear();
}

void MessageDetail::buildUi()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"messageTabs"_s);
    m_tabs->setAccessibleName(tr("Views of the message"));
    m_tabs->setDocumentMode(true);
    m_tabs->setCornerWidget(tabInset(12), Qt::TopLeftCorner);
    m_body = new PayloadView(u"messageBody"_s, PayloadView::Mode::Pretty);
    m_raw = new PayloadView(u"messageRaw"_s, PayloadView::Mode::Text);
    m_hex = new PayloadView(u"messageHex"_s, PayloadView::Mode::Hex);
    m_headers = new HeaderModel(this);
    m_tabs->insertTab(Body, m_body, tr("Body"));
    m_tabs->insertTab(Headers,
                      newHeaderTable(*m_headers, u"messageHeaders"_s, tr("Headers of the message")),
                      tr("Headers"));
    m_tabs->insertTab(Raw, m_raw, tr("Raw"));
    m_tabs->insertTab(Hex, m_hex, tr("Hex"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MessageDetail::showTab);
}

void MessageDetail::setMessage(const capture::Entry &message)
{
    m_message = nats::Message::fromParts(message.subject, message.reply, message.headerBlock,
                                         message.payload, message.at);
    m_headers->setBlock(m_message.headerBlock());
    const int fields = m_headers->rowCount();
    m_tabs->setTabText(Headers, fields > 0 ? tr("Headers %1").arg(fields) : tr("Headers"));
    showTab();
}

void MessageDetail::clear()
{
    m_message = {};
    m_headers->setBlock({});
    m_tabs->setTabText(Headers, tr("Headers"));
    for (PayloadView *view : {m_body, m_raw, m_hex})
        view->clear();
}

void MessageDetail::showTab()
{
    switch (Tab(m_tabs->currentIndex())) {
    case Body:
        return m_body->setPayload(m_message);
    case Raw:
        return m_raw->setPayload(m_message);
    case Hex:
        return m_hex->setPayload(m_message);
    case Headers:
        return;
    }
}

} // namespace ui
