// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectdialog.h"

#include "ui/common/askfile.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 520;

void showError(QLabel *label, QLineEdit *field, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
    setLook(field, text.isEmpty() ? Look::Mono : Look::Invalid);
}

} // namespace

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to a NATS server"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(kWidth);
    buildUi();
    showAuth();
    m_servers->setFocus();
}

void ConnectDialog::buildUi()
{
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(14);
    m_form->setVerticalSpacing(7);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_servers = addField(m_form, u"connectServers"_s, tr("&Servers"),
                         tr("nats://host:4222, tls://other"));
    m_servers->setText(u"nats://127.0.0.1:4222"_s);
    m_serversError = addError(m_form, u"connectServersError"_s);
    m_name = addField(m_form, u"connectName"_s, tr("&Name"), tr("optional: what to call it here"));
    setLook(m_name, Look::Plain);
    m_auth = new QComboBox(this);
    m_auth->setObjectName(u"connectAuth"_s);
    m_auth->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_auth->setAccessibleName(tr("How to log in"));
    m_auth->setView(new QListView(m_auth));
    m_auth->addItems({tr("No credentials"), tr("User and password"), tr("Token"),
                      tr("Nkey seed file"), tr("Credentials file (.creds)")});
    m_form->addRow(tr("&Log in with"), m_auth);
    m_user = addField(m_form, u"connectUser"_s, tr("&User"), {});
    m_password = addField(m_form, u"connectPassword"_s, tr("&Password"), {});
    m_password->setEchoMode(QLineEdit::Password);
    m_token = addField(m_form, u"connectToken"_s, tr("&Token"), {});
    m_token->setEchoMode(QLineEdit::Password);
    m_file = addFileField(m_form, u"connectFile"_s, tr("&File"));
    m_authError = addError(m_form, u"connectAuthError"_s);
    m_caFile = addFileField(m_form, u"connectCaFile"_s, tr("&CA file"));
    m_caFile->setPlaceholderText(tr("optional: the system's certificates"));
    m_caError = addError(m_form, u"connectCaError"_s);
    m_inboxPrefix = addField(m_form, u"connectInboxPrefix"_s, tr("&Inbox prefix"),
                             tr("for servers that do not allow _INBOX"));
    m_inboxPrefix->setText(QString::fromUtf8(nats::ConnectOptions().inboxPrefix));
    m_inboxPrefix->setToolTip(tr("Replies come to subjects that begin with this."));
    m_inboxError = addError(m_form, u"connectInboxPrefixError"_s);

    auto *hint = new QLabel(
        tr("Nothing is saved. TLS is used with tls:// or when the server asks for it."), this);
    hint->setWordWrap(true);
    setLook(hint, Look::Caption);
    auto *buttons = new QDialogButtonBox(this);
    auto *connectButton = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    connectButton->setObjectName(u"connectAccept"_s);
    connectButton->setDefault(true);
    setLook(connectButton, Look::Primary);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)
        ->setObjectName(u"connectCancel"_s);
    auto *title = new QLabel(windowTitle(), this);
    setLook(title, Look::Title);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 18);
    layout->setSpacing(14);
    layout->addWidget(title);
    layout->addLayout(m_form);
    layout->addWidget(hint);
    layout->addStretch(1);
    layout->addWidget(buttons);
    connect(m_auth, &QComboBox::currentIndexChanged, this, &ConnectDialog::showAuth);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::tryConnect);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QLineEdit *ConnectDialog::addField(QFormLayout *form, const QString &name, const QString &label,
                                   const QString &placeholder)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(name);
    field->setAccessibleName(QString(label).remove(u'&'));
    field->setPlaceholderText(placeholder);
    setLook(field, Look::Mono);
    form->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, [this] {
        if (m_asked)
            showProblems();
    });
    return field;
}

QLineEdit *ConnectDialog::addFileField(QFormLayout *form, const QString &name, const QString &label)
{
    auto *row = new QWidget(this);
    auto *field = new QLineEdit(row);
    field->setObjectName(name);
    field->setAccessibleName(QString(label).remove(u'&'));
    setLook(field, Look::Mono);
    auto *browse = new QPushButton(tr("Browse…"), row);
    browse->setObjectName(name + u"Browse"_s);
    browse->setAutoDefault(false);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    layout->addWidget(field, 1);
    layout->addWidget(browse);
    row->setFocusProxy(field);
    form->addRow(label, row);
    connect(browse, &QPushButton::clicked, this, [this, field] {
        askOpenFile(this, field->accessibleName(),
                    [field](const QString &path) { field->setText(path); });
    });
    connect(field, &QLineEdit::textChanged, this, [this] {
        if (m_asked)
            showProblems();
    });
    return field;
}

QLabel *ConnectDialog::addError(QFormLayout *form, const QString &name)
{
    auto *label = new ElidedLabel(Qt::ElideMiddle, this);
    label->setObjectName(name);
    setLook(label, Look::Error);
    form->addRow(QString(), label);
    label->hide();
    return label;
}

void ConnectDialog::showAuth()
{
    const auto kind = AuthKind(m_auth->currentIndex());
    m_form->setRowVisible(m_user, kind == AuthKind::UserPassword);
    m_form->setRowVisible(m_password, kind == AuthKind::UserPassword);
    m_form->setRowVisible(m_token, kind == AuthKind::Token);
    m_form->setRowVisible(m_file->parentWidget(),
                          kind == AuthKind::NkeyFile || kind == AuthKind::CredsFile);
    if (m_asked)
        showProblems();
    adjustSize();
}

ConnectForm ConnectDialog::filledIn() const
{
    ConnectForm form;
    form.name = m_name->text();
    form.servers = m_servers->text();
    form.auth = AuthKind(m_auth->currentIndex());
    form.user = m_user->text();
    form.password = m_password->text();
    form.token = m_token->text();
    form.file = m_file->text();
    form.caFile = m_caFile->text();
    form.inboxPrefix = m_inboxPrefix->text();
    return form;
}

QLineEdit *ConnectDialog::authField(AuthKind kind) const
{
    switch (kind) {
    case AuthKind::UserPassword:
        return m_user;
    case AuthKind::Token:
        return m_token;
    default:
        return m_file;
    }
}

void ConnectDialog::showProblems()
{
    const ConnectForm form = filledIn();
    const auto problems = form.problems();
    showError(m_serversError, m_servers, problems.servers);
    showError(m_caError, m_caFile, problems.caFile);
    showError(m_inboxError, m_inboxPrefix, problems.inboxPrefix);
    showError(m_authError, authField(form.auth), problems.auth);
    layout()->activate();
    adjustSize();
}

void ConnectDialog::tryConnect()
{
    m_asked = true;
    showProblems();
    const ConnectForm form = filledIn();
    const auto problems = form.problems();
    if (problems.any()) {
        QLineEdit *first = !problems.servers.isEmpty() ? m_servers
            : !problems.auth.isEmpty()                 ? authField(form.auth)
            : !problems.caFile.isEmpty()               ? m_caFile
                                                       : m_inboxPrefix;
        first->setFocus();
        return;
    }
    const auto options = form.options();
    if (!options)
        return;
    emit connectRequested(*options);
    accept();
}

} // namespace ui
