// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/window/noticepanel.h"

#include "ui/common/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFrame>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kTextWidth = 460;
constexpr int kSign = 64;

} // namespace

NoticePanel::NoticePanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_commandBox(new QFrame(this))
    , m_action(new QPushButton(this))
    , m_hint(new QLabel(this))
    , m_other(new QPushButton(this))
{
    setLook(this, Look::Panel);
    auto *sign = new QLabel(this);
    sign->setPixmap(QIcon(u":/icons/fanin.svg"_s).pixmap(QSize(kSign, kSign), devicePixelRatioF()));
    sign->setAlignment(Qt::AlignCenter);
    m_title->setObjectName(u"noticeTitle"_s);
    m_title->setAlignment(Qt::AlignCenter);
    setLook(m_title, Look::Title);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    setLook(m_text, Look::Secondary);
    m_action->setObjectName(u"noticeAction"_s);
    setLook(m_action, Look::Primary);
    m_other->setObjectName(u"noticeOther"_s);
    setLook(m_other, Look::Link);
    setLook(m_hint, Look::Caption);
    m_hint->setAlignment(Qt::AlignCenter);
    buildCommand();

    // A label that wraps knows its height only where the layout gives it its width.
    auto *column = new QWidget(this);
    column->setFixedWidth(kTextWidth);
    auto *words = new QVBoxLayout(column);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(14);
    words->addWidget(sign);
    words->addWidget(m_title);
    words->addWidget(m_text);
    for (QWidget *part : {static_cast<QWidget *>(m_commandBox), static_cast<QWidget *>(m_action),
                          static_cast<QWidget *>(m_hint), static_cast<QWidget *>(m_other)})
        words->addWidget(part, 0, Qt::AlignHCenter);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(column, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &NoticePanel::actionTriggered);
    connect(m_other, &QPushButton::clicked, this, &NoticePanel::otherTriggered);
}

void NoticePanel::buildCommand()
{
    setLook(m_commandBox, Look::Card);
    m_command = new QLabel(m_commandBox);
    m_command->setObjectName(u"noticeCommand"_s);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLook(m_command, Look::Mono);
    auto *copy = new QToolButton(m_commandBox);
    copy->setObjectName(u"noticeCopy"_s);
    copy->setIcon(icon(u"copy"_s, Tint::Quiet));
    copy->setToolTip(tr("Copy the command"));
    copy->setAccessibleName(tr("Copy the command"));
    auto *layout = new QHBoxLayout(m_commandBox);
    layout->setContentsMargins(14, 5, 7, 5);
    layout->setSpacing(14);
    layout->addWidget(m_command);
    layout->addWidget(copy);
    connect(copy, &QToolButton::clicked, this, &NoticePanel::copyCommand);
}

void NoticePanel::setNotice(const QString &title, const QString &text, const QString &command)
{
    m_title->setText(title);
    m_text->setText(text);
    m_command->setText(command);
    m_commandBox->setVisible(!command.isEmpty());
}

void NoticePanel::setAction(const QString &text, const QString &hint)
{
    m_action->setText(text);
    m_hint->setText(hint);
}

void NoticePanel::setOther(const QString &text, const QString &hint)
{
    m_other->setText(text);
    m_other->setToolTip(hint);
}

void NoticePanel::copyCommand()
{
    QGuiApplication::clipboard()->setText(m_command->text());
}

} // namespace ui
