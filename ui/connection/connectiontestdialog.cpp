// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontestdialog.h"

#include "ui/connection/connectiontest.h"

#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ConnectionTestDialog::ConnectionTestDialog(const profiles::Profile &profile,
                                           profiles::SecretStore &, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"connectionTestDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Test %1").arg(profile.name));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new ConnectionTest(this));
}

} // namespace ui
