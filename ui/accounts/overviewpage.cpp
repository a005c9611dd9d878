// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/overviewpage.h"

#include "ui/accounts/chainview.h"
#include "ui/accounts/facts.h"
#include "ui/accounts/factwriter.h"
#include "ui/accounts/pagescroll.h"
#include "ui/common/richview.h"

#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kTwoColumns = 720; ///< from this width on
constexpr int kColumnGap = 36;
constexpr int kWidestColumn = 760; ///< longer lines are hard to read

} // namespace

OverviewPage::OverviewPage(QWidget *parent)
    : TokenPage(parent)
{
    setObjectName(u"overviewPage"_s);
    buildUi();
}

void OverviewPage::buildUi()
{
    m_scroll = new PageScroll(u"overviewScroll"_s);
    m_chain = new ChainView(ChainForm::Strip);
    m_facts = new RichView(u"overviewFacts"_s, tr("What the token says"));
    m_findings = new RichView(u"overviewFindings"_s, tr("Findings"));
    for (RichView *view : {m_facts, m_findings}) {
        view->setMaximumWidth(kWidestColumn);
        m_scroll->follow(view);
        connect(view, &RichView::followed, this, &OverviewPage::follow);
    }
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(kColumnGap);
    m_columns->addWidget(m_facts, 1, Qt::AlignTop);
    m_columns->addWidget(m_findings, 1, Qt::AlignTop);
    m_scroll->content()->addWidget(m_chain);
    m_scroll->content()->addLayout(m_columns);
    m_scroll->content()->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_scroll);
    connect(m_chain, &ChainView::tokenChosen, this, &TokenPage::tokenChosen);
}

void OverviewPage::setExamined(const Examined &examined, bool again)
{
    m_examined = examined;
    if (!again) {
        m_expanded.clear();
        m_scroll->toTop();
    }
    render();
}

void OverviewPage::render()
{
    m_chain->setChain(chainOf(m_examined));
    m_facts->setBlocks(facts(m_examined, m_expanded));
    m_findings->setBlocks(findingsSummary(m_examined));
}

void OverviewPage::follow(const QString &link)
{
    if (!link.startsWith(link::kAll)) {
        emit linkFollowed(link);
        return;
    }
    m_expanded += link.mid(link::kAll.size());
    m_facts->setBlocks(facts(m_examined, m_expanded));
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    const bool two = width() >= kTwoColumns;
    m_columns->setDirection(two ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_columns->setSpacing(two ? kColumnGap : 14);
    TokenPage::resizeEvent(event);
}

} // namespace ui
