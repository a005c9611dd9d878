// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/environmentbanner.h"

#include "ui/common/theme.h"
#include "ui/connection/profiletext.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

EnvironmentBanner::EnvironmentBanner(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    setObjectName(u"environmentBanner"_s);
    setLook(this, Look::Banner);
    m_text->setObjectName(u"environmentText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto *away = new QToolButton(this);
    away->setObjectName(u"environmentDismiss"_s);
    away->setIcon(icon(u"close"_s, Tint::Quiet));
    away->setIconSize({12, 12});
    away->setToolTip(tr("Put this away"));
    away->setAccessibleName(tr("Put this away"));
    away->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 7, 4, 7);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(away, 0, Qt::AlignTop);
    connect(away, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void EnvironmentBanner::setOverrides(const std::vector<profiles::Override> &overrides)
{
    m_text->setText(overridesText(overrides));
    setVisible(!overrides.empty());
}

} // namespace ui
