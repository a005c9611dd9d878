// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/permissionquestion.h"

#include "ui/common/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;

namespace ui {

PermissionQuestion::PermissionQuestion(QWidget *parent)
    : QWidget(parent)
    , m_direction(new QComboBox)
    , m_subject(new QLineEdit)
    , m_queueLabel(new QLabel(tr("in the queue")))
    , m_queue(new QLineEdit)
{
    setObjectName(u"permissionQuestion"_s);
    m_direction->setObjectName(u"askDirection"_s);
    m_direction->setAccessibleName(tr("Publish or subscribe"));
    m_direction->addItems({tr("publish to"), tr("subscribe to")});
    m_subject->setObjectName(u"askSubject"_s);
    m_subject->setAccessibleName(tr("Subject to ask about"));
    m_subject->setPlaceholderText(tr("subject"));
    setLook(m_subject, Look::Mono);
    m_queue->setObjectName(u"askQueue"_s);
    m_queue->setAccessibleName(tr("Queue to ask about"));
    m_queue->setPlaceholderText(tr("none"));
    m_queue->setMaximumWidth(180);
    setLook(m_queue, Look::Mono);
    setLook(m_queueLabel, Look::Secondary);
    auto *label = new QLabel(tr("May this &user"));
    label->setBuddy(m_subject);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    layout->addWidget(label);
    layout->addWidget(m_direction);
    layout->addWidget(m_subject, 3);
    layout->addWidget(m_queueLabel);
    layout->addWidget(m_queue, 1);
    connect(m_direction, &QComboBox::currentIndexChanged, this, &PermissionQuestion::onDirection);
    connect(m_subject, &QLineEdit::textChanged, this, &PermissionQuestion::changed);
    connect(m_queue, &QLineEdit::textChanged, this, &PermissionQuestion::changed);
    onDirection();
}

jwt::Direction PermissionQuestion::direction() const
{
    return m_direction->currentIndex() == 0 ? jwt::Direction::Publish : jwt::Direction::Subscribe;
}

QString PermissionQuestion::subject() const
{
    return m_subject->text().trimmed();
}

QString PermissionQuestion::queue() const
{
    return direction() == jwt::Direction::Publish ? QString() : m_queue->text().trimmed();
}

void PermissionQuestion::onDirection()
{
    const bool subscribes = direction() == jwt::Direction::Subscribe;
    m_queueLabel->setVisible(subscribes);
    m_queue->setVisible(subscribes);
    emit changed();
}

} // namespace ui
