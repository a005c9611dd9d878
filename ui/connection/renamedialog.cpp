// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/renamedialog.h"

#include "ui/common/dialogfoot.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/richview.h"
#include "ui/common/theme.h"
#include "ui/connection/problemview.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 420;

} // namespace

RenameDialog::RenameDialog(const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(name, this))
    , m_problem(makeProblemView(u"renameProblem"_s, this))
    , m_rename(new QPushButton(tr("&Rename"), this))
{
    setObjectName(u"renameDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rename %1").arg(name));
    setFixedWidth(kWidth);
    auto *title = new ElidedLabel(Qt::ElideMiddle, this);
    title->setText(windowTitle());
    setLook(title, Look::Title);
    auto *label = new QLabel(tr("&New name"), this);
    label->setBuddy(m_name);
    m_name->setObjectName(u"renameName"_s);
    m_name->setAccessibleName(tr("New name"));
    m_name->selectAll();
    m_rename->setObjectName(u"renameAccept"_s);
    const DialogFoot foot = dialogFoot(*this, u"renameCancel"_s, *m_rename);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(7);
    layout->addWidget(title);
    layout->addSpacing(7);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(m_problem);
    layout->addStretch(1);
    layout->addSpacing(7);
    layout->addLayout(foot.layout);
    connect(m_rename, &QPushButton::clicked, this, &RenameDialog::choose);
    m_name->setFocus();
}

void RenameDialog::choose()
{
    m_rename->setEnabled(false);
    emit chosen(m_name->text().trimmed());
}

void RenameDialog::showProblem(const QString &text)
{
    setProblem(*m_problem, text);
    m_problem->show();
    m_name->setAccessibleDescription(text);
    m_rename->setEnabled(true);
    m_name->selectAll();
    m_name->setFocus();
}

} // namespace ui
