// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/chainpage.h"

#include "ui/accounts/chainview.h"
#include "ui/accounts/pagescroll.h"
#include "ui/accounts/sharingtext.h"
#include "ui/common/richview.h"

#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ChainPage::ChainPage(QWidget *parent)
    : TokenPage(parent)
    , m_scroll(new PageScroll(u"chainScroll"_s))
    , m_chain(new ChainView(ChainForm::Ladder))
    , m_sharings(new RichView(u"sharings"_s, tr("Imports and exports")))
{
    setObjectName(u"chainPage"_s);
    m_scroll->follow(m_sharings);
    m_scroll->content()->addWidget(m_chain);
    m_scroll->content()->addWidget(m_sharings);
    m_scroll->content()->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_scroll);
    connect(m_chain, &ChainView::tokenChosen, this, &TokenPage::tokenChosen);
    connect(m_sharings, &RichView::followed, this, &TokenPage::linkFollowed);
}

void ChainPage::setExamined(const Examined &examined, bool again)
{
    m_chain->setChain(chainOf(examined));
    m_sharings->setBlocks(sharingBlocks(examined));
    if (!again)
        m_scroll->toTop();
}

} // namespace ui
