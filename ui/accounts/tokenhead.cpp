// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokenhead.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMark = 12;

QLabel *richLabel(const QString &name, const QString &accessibleName)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    return label;
}

} // namespace

TokenHead::TokenHead(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"tokenHead"_s);
    buildUi();
}

void TokenHead::buildUi()
{
    m_title = new ElidedLabel;
    m_title->setObjectName(u"tokenTitle"_s);
    setLook(m_title, Look::Headline);
    m_key = new ElidedLabel(Qt::ElideMiddle);
    m_key->setObjectName(u"tokenKey"_s);
    setLook(m_key, Look::Mono);
    m_copy = new QToolButton;
    m_copy->setObjectName(u"copyTokenKey"_s);
    m_copy->setAccessibleName(tr("Copy the key"));
    m_copy->setToolTip(tr("Copy the key (Ctrl+Shift+K)"));
    m_copy->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    m_copy->setIcon(icon(u"copy"_s, Tint::Quiet));
    m_copy->setIconSize({14, 14});
    m_verdict = richLabel(u"tokenVerdict"_s, tr("Verdict"));
    m_verdict->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_mark = new QLabel;
    m_servers = new QLabel;
    m_servers->setObjectName(u"tokenServers"_s);
    m_servers->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setLook(m_servers, Look::Secondary);
    m_facts = richLabel(u"tokenFacts"_s, tr("Kind and origin"));
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *keyRow = new QHBoxLayout;
    keyRow->setSpacing(4);
    keyRow->addWidget(m_key);
    keyRow->addWidget(m_copy);
    keyRow->addStretch(1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_title, 0, 0);
    auto *verdictRow = new QHBoxLayout;
    verdictRow->setSpacing(6);
    verdictRow->addStretch(1);
    verdictRow->addWidget(m_mark);
    verdictRow->addWidget(m_verdict);
    grid->addLayout(verdictRow, 0, 1);
    grid->addLayout(keyRow, 1, 0);
    grid->addWidget(m_servers, 1, 1);
    grid->addWidget(m_facts, 2, 0, 1, 2);

    connect(m_copy, &QToolButton::clicked, this, &TokenHead::copyKey);
    connect(m_facts, &QLabel::linkActivated, this, &TokenHead::linkActivated);
    connect(m_verdict, &QLabel::linkActivated, this, &TokenHead::linkActivated);
}

void TokenHead::setContent(const Content &content)
{
    m_content = content;
    render();
}

void TokenHead::render()
{
    const Tokens &colors = tokens(palette());
    m_title->setText(m_content.title);
    m_key->setText(QString::fromUtf8(m_content.key));
    m_copy->setVisible(!m_content.key.isEmpty());
    m_mark->setPixmap(markPixmap(m_content.mark, kMark, devicePixelRatioF(), colors));
    m_verdict->setText(u"<b style=\"font-weight:600\">"_s + toHtml(m_content.verdict, colors)
                       + u"</b>"_s);
    m_servers->setText(m_content.servers);
    m_facts->setText(toHtml(m_content.facts, colors));
}

void TokenHead::copyKey()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_content.key));
}

void TokenHead::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        render();
    QWidget::changeEvent(event);
}

} // namespace ui
