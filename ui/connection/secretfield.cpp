// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/secretfield.h"

#include "ui/common/theme.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kLongest = 1024 * 1024; // a user's JWT may be that long

} // namespace

SecretField::SecretField(QWidget *parent)
    : QLineEdit(parent)
    , m_reveal(addAction(icon(u"eye"_s, Tint::Quiet), QLineEdit::TrailingPosition))
    , m_forget(addAction(icon(u"trash"_s, Tint::Quiet), QLineEdit::TrailingPosition))
{
    m_forget->setObjectName(u"forget"_s);
    m_forget->setText(tr("Forget"));
    m_forget->setToolTip(tr("Keep it no longer (Backspace)"));
    connect(m_forget, &QAction::triggered, this, &SecretField::forget);
    setMaxLength(kLongest);
    m_reveal->setObjectName(u"reveal"_s);
    m_reveal->setCheckable(true);
    m_reveal->setText(tr("Show"));
    m_reveal->setToolTip(tr("Show what is typed"));
    connect(m_reveal, &QAction::toggled, this, &SecretField::cover);
    connect(this, &QLineEdit::textChanged, this, &SecretField::cover);
    cover();
}

void SecretField::setCovers(Covers covers)
{
    m_covers = covers;
    cover();
}

bool SecretField::mayBeSeen() const
{
    static const QRegularExpression login(u"//[^/@]*@"_s);
    switch (m_covers) {
    case Covers::Everything:
        break;
    case Covers::Embedded:
        return !text().startsWith("data:"_L1, Qt::CaseInsensitive);
    case Covers::Login:
        return (hasFocus() && isModified()) || !text().contains(login);
    }
    return isReference(text()) && !text().startsWith("data:"_L1, Qt::CaseInsensitive);
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (m_forget->isVisible()
        && (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete))
        forget();
    else
        QLineEdit::keyPressEvent(event);
}

// What the keychain has goes when the profile is saved.
void SecretField::forget()
{
    m_kept = false;
    setUsualPlaceholder(m_usualPlaceholder);
    emit textEdited({});
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    cover();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    cover();
}

void SecretField::setInput(const SecretInput &input)
{
    m_kept = input.kept;
    setText(QString::fromUtf8(input.typed.reveal()));
    setUsualPlaceholder(m_usualPlaceholder);
}

SecretInput SecretField::input() const
{
    return {base::Secret(text().toUtf8()), m_kept};
}

void SecretField::setUsualPlaceholder(const QString &text)
{
    m_usualPlaceholder = text;
    setPlaceholderText(m_kept ? tr("in the keychain; type to replace it") : text);
    cover();
}

void SecretField::cover()
{
    const bool seen = m_reveal->isChecked() || mayBeSeen();
    setEchoMode(seen ? QLineEdit::Normal : QLineEdit::Password);
    m_forget->setVisible(m_kept && text().isEmpty());
    m_reveal->setVisible(!text().isEmpty() && !mayBeSeen());
    m_reveal->setIcon(icon(m_reveal->isChecked() ? u"eye-off"_s : u"eye"_s, Tint::Quiet));
}

} // namespace ui
