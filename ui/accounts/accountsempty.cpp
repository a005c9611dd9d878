// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/accountsempty.h"

#include "ui/accounts/offerbutton.h"
#include "ui/common/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 480;

} // namespace

AccountsEmpty::AccountsEmpty(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_list(new QWidget(this))
    , m_rows(new QVBoxLayout(m_list))
{
    setObjectName(u"accountsEmpty"_s);
    setLook(this, Look::Panel);
    m_title->setObjectName(u"emptyTitle"_s);
    m_title->setWordWrap(true);
    setLook(m_title, Look::Title);
    m_text->setObjectName(u"emptyText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(m_text, Look::Secondary);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(7);

    auto *column = new QWidget(this);
    column->setFixedWidth(kWidth);
    auto *words = new QVBoxLayout(column);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(7);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addSpacing(11);
    words->addWidget(m_list);
    // Without an alignment: only so does a layout ask how high wrapped text is.
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(column);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
}

void AccountsEmpty::setWords(const QString &title, const QString &text, bool error)
{
    m_title->setText(title);
    m_text->setText(text);
    setLook(m_text, error ? Look::Error : Look::Secondary);
}

void AccountsEmpty::setOffers(const std::vector<Offer> &offers)
{
    if (offers == m_offers)
        return;
    m_offers = offers;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget(); // buttons nobody else knows
        delete item;
    }
    for (const Offer &offer : offers) {
        auto *button = new OfferButton(offer.iconName, offer.title, offer.detail, m_list);
        button->setObjectName(u"offer_"_s + offer.id);
        m_rows->addWidget(button);
        connect(
            button, &QAbstractButton::clicked, this, [this, id = offer.id] { emit chosen(id); },
            Qt::QueuedConnection);
    }
}

} // namespace ui
