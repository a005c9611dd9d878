// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/savedialog.h"

#include "ui/common/askfile.h"
#include "ui/common/dialogfoot.h"
#include "ui/common/theme.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 560;

QString titleOf(SaveDialog::Purpose purpose)
{
    switch (purpose) {
    case SaveDialog::Purpose::Save:
        return SaveDialog::tr("Save the capture");
    case SaveDialog::Purpose::SaveMatching:
        return SaveDialog::tr("Save what the filter lets pass");
    case SaveDialog::Purpose::Record:
        return SaveDialog::tr("Record to a file");
    }
    return {};
}

} // namespace

SaveDialog::SaveDialog(Purpose purpose, const QString &what, const QString &path, QWidget *parent)
    : QDialog(parent)
    , m_path(new QLineEdit(path, this))
    , m_secrets(new QCheckBox(tr("Write s&ecrets in headers as they are"), this))
    , m_problem(new QLabel(this))
    , m_accept(new QPushButton(this))
{
    setObjectName(u"saveCapture"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(purpose));
    setMinimumWidth(kWidth);
    m_accept->setText(purpose == Purpose::Record ? tr("&Record") : tr("&Save"));
    buildUi(purpose, what);
    onEdited();
}

void SaveDialog::buildUi(Purpose purpose, const QString &what)
{
    auto *title = new QLabel(windowTitle(), this);
    setLook(title, Look::Title);
    auto *about = new QLabel(
        purpose == Purpose::Record
            ? tr("Each message from now on is written as it comes, also those that memory has no "
                 "place for later. A crash loses at most the last second.")
            : tr("%1, one a line (JSON Lines): times, subjects, headers and payloads exactly as "
                 "they came.")
                  .arg(what),
        this);
    about->setWordWrap(true);
    setLook(about, Look::Secondary);
    m_path->setObjectName(u"savePath"_s);
    m_path->setAccessibleName(tr("File"));
    setLook(m_path, Look::Mono);
    auto *browse = new QToolButton(this);
    browse->setObjectName(u"saveBrowse"_s);
    browse->setIcon(icon(u"folder"_s, Tint::Quiet));
    browse->setToolTip(tr("Choose a file"));
    browse->setAccessibleName(tr("Choose a file"));
    browse->setFocusPolicy(Qt::StrongFocus);
    auto *row = new QHBoxLayout;
    row->setSpacing(7);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    m_secrets->setObjectName(u"saveSecrets"_s);
    auto *secrets = new QLabel(tr("Otherwise the values of Authorization, Cookie, …-Token and "
                                  "their like are replaced. Payloads are never changed: they may "
                                  "hold secrets, too."),
                               this);
    secrets->setWordWrap(true);
    setLook(secrets, Look::Caption);
    m_problem->setObjectName(u"saveProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    setLook(m_problem, Look::Warning);
    m_accept->setObjectName(u"saveAccept"_s);
    const DialogFoot foot = dialogFoot(*this, u"saveCancel"_s, *m_accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(7);
    layout->addWidget(title);
    layout->addWidget(about);
    layout->addSpacing(7);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    layout->addSpacing(7);
    layout->addWidget(m_secrets);
    layout->addWidget(secrets);
    layout->addStretch(1);
    layout->addSpacing(7);
    layout->addLayout(foot.layout);
    connect(browse, &QToolButton::clicked, this, &SaveDialog::browse);
    connect(m_path, &QLineEdit::textEdited, this, &SaveDialog::onEdited);
    connect(m_accept, &QPushButton::clicked, this, &SaveDialog::choose);
}

// The file dialog has asked whether the file may be replaced.
void SaveDialog::browse()
{
    askSaveFile(this, windowTitle(), m_path->text(), [this](const QString &path) {
        m_path->setText(path);
        m_replaced = path;
        onEdited();
    });
}

void SaveDialog::onEdited()
{
    const QString path = m_path->text().trimmed();
    const QFileInfo file(path);
    const bool exists = !path.isEmpty() && file.exists();
    m_accept->setEnabled(!path.isEmpty() && !file.isDir());
    m_problem->setText(file.isDir() ? tr("%1 is a folder.").arg(path)
                           : exists ? tr("%1 is there already and will be replaced.").arg(path)
                                    : QString());
    m_problem->setVisible(!m_problem->text().isEmpty() && path != m_replaced);
}

void SaveDialog::choose()
{
    const QString path = m_path->text().trimmed();
    const bool redact = !m_secrets->isChecked();
    accept();
    emit chosen(QFileInfo(path).absoluteFilePath(), redact);
}

} // namespace ui
