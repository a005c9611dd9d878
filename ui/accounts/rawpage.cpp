// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/rawpage.h"

#include "ui/accounts/rawtext.h"
#include "ui/accounts/segmentlegend.h"
#include "ui/accounts/tokentextview.h"
#include "ui/common/payloadview.h"
#include "ui/common/richview.h"
#include "ui/common/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kShownLines = 9;

QWidget *titled(const QString &title, QWidget *content)
{
    auto *label = new QLabel(title);
    setLook(label, Look::Strong);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addWidget(content, 1);
    return box;
}

PayloadView *jsonView(const QString &name, const QString &accessibleName)
{
    auto *view = new PayloadView;
    view->setObjectName(name);
    view->setAccessibleName(accessibleName);
    view->setMode(PayloadView::Mode::Pretty);
    return view;
}

} // namespace

RawPage::RawPage(QWidget *parent)
    : TokenPage(parent)
{
    setObjectName(u"rawPage"_s);
    buildUi();
}

void RawPage::buildUi()
{
    m_text = new TokenTextView;
    m_legend = new RichView(u"signedText"_s, tr("What is signed"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 14);
    layout->setSpacing(7);
    layout->addWidget(buildLegend());
    layout->addWidget(m_text);
    layout->addWidget(m_legend);
    layout->addSpacing(7);
    layout->addWidget(buildParts(), 1);
    connect(m_text, &TokenTextView::relaid, this, &RawPage::fitText);
}

QWidget *RawPage::buildLegend()
{
    auto *copy = new QPushButton(tr("Copy the &token"));
    copy->setObjectName(u"copyToken"_s);
    copy->setAccessibleName(tr("Copy the whole token"));
    setLook(copy, Look::Chip);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->addWidget(new SegmentLegend);
    layout->addStretch(1);
    layout->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, &RawPage::copyToken);
    return bar;
}

QWidget *RawPage::buildParts()
{
    m_header = jsonView(u"rawHeader"_s, tr("The header's JSON"));
    m_header->setModeBarVisible(false);
    m_payload = jsonView(u"rawPayload"_s, tr("The payload's JSON"));
    m_signature = new RichView(u"rawSignature"_s, tr("The signature"));
    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins({});
    leftLayout->setSpacing(10);
    leftLayout->addWidget(titled(tr("Header"), m_header), 1);
    leftLayout->addWidget(titled(tr("Signature"), m_signature));
    leftLayout->addStretch(0);
    auto *parts = new QWidget;
    auto *layout = new QHBoxLayout(parts);
    layout->setContentsMargins({});
    layout->setSpacing(18);
    layout->addWidget(left, 2);
    layout->addWidget(titled(tr("Payload"), m_payload), 3);
    return parts;
}

void RawPage::setExamined(const Examined &examined, bool again)
{
    if (again && m_token == examined.token)
        return; // bytes do not change
    m_token = examined.token;
    m_legend->setBlocks(signedText(*m_token));
    m_signature->setBlocks(signatureText(*m_token));
    m_header->setPayload(m_token->headerJson());
    m_payload->setPayload(m_token->payloadJson());
    m_text->setToken(m_token);
    m_text->verticalScrollBar()->setValue(0);
}

void RawPage::fitText()
{
    m_text->setFixedHeight(m_text->heightOf(kShownLines));
}

void RawPage::resizeEvent(QResizeEvent *event)
{
    TokenPage::resizeEvent(event);
    fitText();
}

void RawPage::copyToken()
{
    if (m_token)
        QGuiApplication::clipboard()->setText(QString::fromLatin1(m_token->text()));
}

} // namespace ui
