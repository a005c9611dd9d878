// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/dialogfoot.h"

#include "ui/common/theme.h"

#include <QtWidgets/QDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace ui {

DialogFoot dialogFoot(QDialog &dialog, const QString &cancelName, QPushButton &accept)
{
    auto *cancel = new QPushButton(QDialog::tr("&Cancel"), &dialog);
    cancel->setObjectName(cancelName);
    cancel->setAutoDefault(false);
    accept.setDefault(true);
    setLook(&accept, Look::Primary);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(10);
    layout->addStretch(1);
    layout->addWidget(cancel);
    layout->addWidget(&accept);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    return {layout, cancel};
}

} // namespace ui
