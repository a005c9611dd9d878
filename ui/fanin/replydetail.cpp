// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/replydetail.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/format.h"
#include "ui/common/headermodel.h"
#include "ui/common/payloadview.h"
#include "ui/common/rowtable.h"
#include "ui/common/tabinset.h"
#include "ui/common/theme.h"
#include "ui/fanin/diffview.h"
#include "ui/fanin/runtext.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ReplyDetail::ReplyDetail(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"replyDetail"_s);
    buildUi();
    refresh();
}

void ReplyDetail::buildUi()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"replyTabs"_s);
    m_tabs->setAccessibleName(tr("Views of the reply"));
    m_tabs->setDocumentMode(true);
    m_body = new PayloadView(u"replyBody"_s, PayloadView::Mode::Pretty);
    m_raw = new PayloadView(u"replyRaw"_s, PayloadView::Mode::Text);
    m_hex = new PayloadView(u"replyHex"_s, PayloadView::Mode::Hex);
    m_headers = new HeaderModel(this);
    m_headerTable = newHeaderTable(*m_headers, u"replyHeaders"_s, tr("Headers of the reply"));
    m_tabs->insertTab(Body, m_body, tr("Body"));
    m_difference = new DiffView;
    m_tabs->insertTab(Difference, m_difference, tr("Diff to majority"));
    m_tabs->insertTab(Headers, m_headerTable, tr("Headers"));
    m_tabs->insertTab(Raw, m_raw, tr("Raw"));
    m_tabs->insertTab(Hex, m_hex, tr("Hex"));
    m_title = new ElidedLabel(Qt::ElideMiddle);
    m_title->setObjectName(u"replyTitle"_s);
    m_title->setContentsMargins(14, 6, 14, 4);
    setLook(m_title, Look::Secondary);

    m_tabs->setCornerWidget(tabInset(12), Qt::TopLeftCorner);
    auto *reply = new QWidget;
    auto *layout = new QVBoxLayout(reply);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_tabs, 1);
    auto *none = new QLabel(tr("Select a reply to read it"));
    none->setObjectName(u"replyNone"_s);
    none->setAlignment(Qt::AlignCenter);
    setLook(none, Look::Secondary);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(none);
    m_stack->addWidget(reply);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ReplyDetail::showTab);
}

void ReplyDetail::setRun(LiveRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_reply = -1;
    if (run) {
        connect(run, &LiveRun::readingReplaced, this, &ReplyDetail::refresh);
        connect(run, &LiveRun::changed, this, &ReplyDetail::followMajority);
        connect(run, &QObject::destroyed, this, [this] { setRun(nullptr); });
    }
    refresh();
}

void ReplyDetail::setReply(qsizetype reply)
{
    if (reply == m_reply)
        return;
    m_reply = reply;
    refresh();
}

void ReplyDetail::refresh()
{
    const bool any = m_run && m_reply >= 0 && m_reply < m_run->run().size();
    m_stack->setCurrentIndex(any ? 1 : 0);
    refreshTitle();
    if (!any) {
        m_headers->setBlock({});
        m_difference->clear();
        m_tabs->setTabText(Headers, tr("Headers"));
        for (PayloadView *view : {m_body, m_raw, m_hex})
            view->clear();
        return;
    }
    m_headers->setBlock(m_run->run().reply(m_reply).message.headerBlock());
    const int fields = m_headers->rowCount();
    m_tabs->setTabText(Headers, fields > 0 ? tr("Headers %1").arg(fields) : tr("Headers"));
    showTab();
}

void ReplyDetail::refreshTitle()
{
    if (!m_run || m_reply < 0 || m_reply >= m_run->run().size())
        return;
    const fanin::Run &run = m_run->run();
    m_title->setText(tr("reply %1 · %2 · %3\u2009ms · %4")
                         .arg(formatCount(quint64(m_reply) + 1), responderOf(run, m_reply),
                              formatMillis(run.at(m_reply)),
                              formatBytes(run.reply(m_reply).message.payloadSize())));
}

// The other tabs show the reply alone, which never changes.
void ReplyDetail::followMajority()
{
    if (!m_run || m_run->isRereading() || m_reply < 0 || m_reply >= m_run->run().readCount())
        return;
    if (m_tabs->currentIndex() == Difference)
        m_difference->follow(m_run->run(), m_reply);
}

void ReplyDetail::showTab()
{
    if (!m_run || m_reply < 0 || m_reply >= m_run->run().size())
        return;
    const nats::Message &message = m_run->run().reply(m_reply).message;
    const int tab = m_tabs->currentIndex();
    if (tab == Body)
        m_body->setPayload(message);
    else if (tab == Difference)
        m_difference->setReply(m_run->run(), m_reply);
    else if (tab == Raw)
        m_raw->setPayload(message);
    else if (tab == Hex)
        m_hex->setPayload(message);
}

} // namespace ui
