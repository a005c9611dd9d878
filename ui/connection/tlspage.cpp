// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/tlspage.h"

#include "ui/common/theme.h"
#include "ui/connection/secretfield.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;

namespace ui {

TlsPage::TlsPage(QWidget *parent)
    : FormColumn(parent)
{
    setObjectName(u"tlsPage"_s);
    m_require = addCheck(u"tlsRequire"_s, tr("&Require TLS"),
                         tr("Without it TLS is used with tls://, and where the server asks for "
                            "it."));
    m_first = addCheck(u"tlsFirst"_s, tr("TLS &first"),
                       tr("For servers with handshake_first: TLS comes before their greeting."));
    m_plainLogin = addCheck(u"tlsPlainLogin"_s, tr("Log in w&ithout TLS, unasked"),
                            tr("A login may go to another computer in the clear: "
                               "whoever is on the way can read it."));
    m_ca = addPath(FormField::Ca, u"tlsCa"_s, tr("A&uthorities"),
                   tr("PEM file; empty: those of the system"));
    m_certificate = addPath(FormField::Certificate, u"tlsCertificate"_s, tr("&My certificate"),
                            tr("PEM or PKCS#12, where the server wants one"));
    m_key = addPath(FormField::Key, u"tlsKey"_s, tr("&Private key"),
                    tr("PEM; empty: in the certificate's file"));
    m_passphrase = addSecret(FormField::Passphrase, u"tlsPassphrase"_s, tr("Passp&hrase"),
                             tr("of the key; empty: asked for when needed"));
    m_keyHint = addHint(u"tlsKeyHint"_s);
}

void TlsPage::fill(const ProfileForm &form)
{
    m_require->setChecked(form.requireTls);
    m_first->setChecked(form.tlsFirst);
    m_plainLogin->setChecked(form.plainLoginAllowed);
    m_ca->setText(form.caFile);
    m_certificate->setText(form.certificate);
    m_key->setText(form.key);
    m_passphrase->setInput(form.passphrase);
}

void TlsPage::read(ProfileForm &form) const
{
    form.requireTls = m_require->isChecked();
    form.tlsFirst = m_first->isChecked();
    form.plainLoginAllowed = m_plainLogin->isChecked() && !form.requireTls;
    form.caFile = m_ca->text();
    form.certificate = m_certificate->text();
    form.key = m_key->text();
    form.passphrase = m_passphrase->input();
}

void TlsPage::adapt(const ProfileForm &form, const QString &whyForgetful)
{
    m_plainLogin->setEnabled(!form.requireTls && !form.tlsFirst);
    QString hint;
    if (form.keep != Keep::Nowhere && !form.passphrase.typed.isEmpty()) {
        hint = whyForgetful.isEmpty()
            ? tr("The passphrase is kept in the keychain; a context has no place for it.")
            : whyForgetful;
    }
    m_keyHint->setText(hint);
    setLook(m_keyHint, whyForgetful.isEmpty() ? Look::Caption : Look::Warning);
    setShown(m_keyHint, !hint.isEmpty());
}

} // namespace ui
