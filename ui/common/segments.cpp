// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/segments.h"

#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

namespace ui {

Segments::Segments(const QString &name, const QStringList &titles, QWidget *parent)
    : QFrame(parent)
    , m_group(new QButtonGroup(this))
{
    setObjectName(name);
    setProperty("look", QByteArray("segments"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    for (int i = 0; i < titles.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setObjectName(name + QString::number(i));
        button->setText(titles.at(i));
        button->setAccessibleName(QString(titles.at(i)).remove(u'&'));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("look", QByteArray("segment"));
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (auto *first = m_group->button(0))
        first->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::setCurrent(int index)
{
    if (auto *button = m_group->button(index))
        button->setChecked(true);
}

void Segments::setSegmentEnabled(int index, bool enabled, const QString &reason)
{
    if (auto *button = m_group->button(index)) {
        button->setEnabled(enabled);
        button->setToolTip(reason);
    }
}

} // namespace ui
