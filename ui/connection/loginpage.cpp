// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/loginpage.h"

#include "ui/common/richview.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"
#include "ui/connection/loginpreview.h"
#include "ui/connection/pastedsecret.h"
#include "ui/connection/secretfield.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Source { File, Pasted };

} // namespace

LoginPage::LoginPage(QWidget *parent)
    : FormColumn(parent)
{
    setObjectName(u"loginPage"_s);
    addKinds();
    addFiles();
    addConsequences();
    showFields();
}

void LoginPage::addKinds()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"loginKind"_s);
    m_kind->setView(new QListView(m_kind));
    m_kind->addItems({tr("Nothing"), tr("User and password"), tr("Token"), tr("Nkey seed"),
                      tr("Credentials (.creds)"), tr("User JWT and seed"), tr("Bearer JWT"),
                      tr("A user of nsc")});
    m_kind->setMaxVisibleItems(m_kind->count());
    addRow(tr("Log &in with"), m_kind, m_kind);
    m_user = addLine(FormField::User, u"loginUser"_s, tr("&User"), {}, Look::Plain);
    m_password = addSecret(FormField::Password, u"loginPassword"_s, tr("&Password"),
                           tr("or a reference: env://NAME, file://…, op://…"));
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showFields();
        emit edited();
    });
}

void LoginPage::addFiles()
{
    const auto addSource = [this](const QString &name, const QString &file) {
        auto *source = new Segments(name, {file, tr("&Pasted text")}, this);
        source->setAccessibleName(tr("Where it comes from"));
        addRow(tr("From"), source, nullptr);
        connect(source, &Segments::chosen, this, [this] {
            showFields();
            emit edited();
        });
        return source;
    };
    m_nkeySource = addSource(u"nkeySource"_s, tr("&File"));
    m_nkeyFile = addPath(FormField::Nkey, u"nkeyFile"_s, tr("See&d file"),
                         tr("a path, or a reference: env://NAME, op://…"));
    m_nkeyText
        = addPasted(FormField::Nkey, u"nkeyText"_s, tr("See&d"), tr("Paste the seed (SU…) here"));
    m_credsSource = addSource(u"credsSource"_s, tr("&File"));
    m_credsFile = addPath(FormField::Creds, u"credsFile"_s, tr("Cre&ds file"),
                          tr("a path, or a reference: env://NAME, op://…"));
    m_credsText = addPasted(FormField::Creds, u"credsText"_s, tr("Cre&ds"),
                            tr("Paste the content of a .creds file here"));
    m_jwt = addSecret(FormField::Jwt, u"loginJwt"_s, tr("&JWT"),
                      tr("eyJ…, or a reference: env://NAME, file://…"));
    m_seed = addSecret(FormField::Seed, u"loginSeed"_s, tr("See&d"),
                       tr("SU…, or a reference: env://NAME, file://…"));
    m_nscUser
        = addLine(FormField::NscUser, u"loginNsc"_s, tr("&User"), u"nsc://Operator/Account/User"_s);
    m_nscHint = addHint(u"loginNscHint"_s,
                        tr("Read from the nsc store of this computer at each "
                           "connect; nsc itself is not run."));
    m_token = addSecret(FormField::Token, u"loginToken"_s, tr("T&oken"),
                        tr("or a reference: env://NAME, file://…, op://…"));
    m_tokenHint = addHint(u"loginTokenHint"_s, tr("Sent besides, as the nats command does."));
}

void LoginPage::addConsequences()
{
    m_previewCard = new QFrame(this);
    m_previewCard->setObjectName(u"loginPreviewCard"_s);
    setLook(m_previewCard, Look::Card);
    m_preview = new RichView(u"loginPreview"_s, tr("Who logs in"), m_previewCard);
    auto *layout = new QVBoxLayout(m_previewCard);
    layout->setContentsMargins(14, 7, 14, 7);
    layout->addWidget(m_preview);
    addWide(m_previewCard);

    m_intoContext
        = addCheck(u"secretsIntoContext"_s,
                   tr("&Write secrets into the context file, as the nats command does"), QString());
    m_intoContextMeaning
        = m_intoContext->parentWidget()->findChild<QLabel *>(u"secretsIntoContextMeaning"_s);
    m_forgetful = addHint(u"loginForgetful"_s);
    setLook(m_forgetful, Look::Warning);
    m_others = addHint(u"loginOthers"_s);
    setLook(m_others, Look::Warning);
}

void LoginPage::fill(const ProfileForm &form)
{
    m_kind->setCurrentIndex(int(form.login));
    m_user->setText(form.user);
    m_password->setInput(form.password);
    m_nkeySource->setCurrent(form.nkeyPasted ? Pasted : File);
    m_nkeyFile->setText(form.nkeyFile);
    m_nkeyText->setInput(form.nkeyText);
    m_credsSource->setCurrent(form.credsPasted ? Pasted : File);
    m_credsFile->setText(form.credsFile);
    m_credsText->setInput(form.credsText);
    m_jwt->setInput(form.jwt);
    m_seed->setInput(form.seed);
    m_nscUser->setText(form.nscUser);
    m_token->setInput(form.token);
    m_tokenToo = form.sendsTokenToo;
    m_intoContext->setChecked(form.secretsIntoContext);
    showFields();
}

void LoginPage::read(ProfileForm &form) const
{
    form.login = LoginKind(m_kind->currentIndex());
    form.user = m_user->text();
    form.password = m_password->input();
    form.nkeyPasted = m_nkeySource->current() == Pasted;
    form.nkeyFile = m_nkeyFile->text();
    form.nkeyText = m_nkeyText->input();
    form.credsPasted = m_credsSource->current() == Pasted;
    form.credsFile = m_credsFile->text();
    form.credsText = m_credsText->input();
    form.jwt = m_jwt->input();
    form.seed = m_seed->input();
    form.nscUser = m_nscUser->text();
    form.token = m_token->input();
    // Emptied and forgotten, it is not sent any more.
    form.sendsTokenToo = m_tokenToo && form.login != LoginKind::Token && form.token.given();
    form.secretsIntoContext = m_intoContext->isChecked();
}

void LoginPage::showFields()
{
    const auto kind = LoginKind(m_kind->currentIndex());
    const auto is = [kind](std::initializer_list<LoginKind> kinds) {
        return std::ranges::find(kinds, kind) != kinds.end();
    };
    setShown(m_user, is({LoginKind::UserPassword}));
    setShown(m_password, is({LoginKind::UserPassword}));
    const bool nkeyPasted = m_nkeySource->current() == Pasted;
    setShown(m_nkeySource, is({LoginKind::Nkey}));
    setShown(m_nkeyFile, is({LoginKind::Nkey}) && !nkeyPasted);
    setShown(m_nkeyText, is({LoginKind::Nkey}) && nkeyPasted);
    const bool credsPasted = m_credsSource->current() == Pasted;
    setShown(m_credsSource, is({LoginKind::Creds}));
    setShown(m_credsFile, is({LoginKind::Creds}) && !credsPasted);
    setShown(m_credsText, is({LoginKind::Creds}) && credsPasted);
    setShown(m_jwt, is({LoginKind::Jwt, LoginKind::BearerJwt}));
    setShown(m_seed, is({LoginKind::Jwt}));
    setShown(m_nscUser, is({LoginKind::NscUser}));
    setShown(m_nscHint, is({LoginKind::NscUser}));
    setShown(m_token, is({LoginKind::Token}) || m_tokenToo);
    setShown(m_tokenHint, m_tokenToo && !is({LoginKind::Token}));
}

void LoginPage::adapt(const ProfileForm &form, const QString &whyForgetful)
{
    const RichBlocks preview = loginPreview(form, QDateTime::currentSecsSinceEpoch());
    m_preview->setBlocks(preview);
    setShown(m_previewCard, !preview.empty());

    const bool bare = form.hasBareSecret();
    setShown(m_intoContext,
             form.keep == Keep::NatsContext
                 && (bare || form.hasLoginInAddress() || form.secretsIntoContext));
    m_intoContextMeaning->setText(
        m_intoContext->isChecked()
            ? tr("Whoever can read that file can log in with them. It is made readable for you "
                 "alone.")
            : whyForgetful.isEmpty()
            ? tr("They stay in the keychain, for Fanin only: the nats command cannot log in with "
                 "this context.")
            : tr("They stay in memory, for Fanin only, until it is closed: the nats command cannot "
                 "log in with this context."));
    const bool toKeychain = bare && form.keep != Keep::Nowhere
        && !(form.keep == Keep::NatsContext && form.secretsIntoContext);
    m_forgetful->setText(whyForgetful);
    setShown(m_forgetful, toKeychain && !whyForgetful.isEmpty());
    m_others->setText(tr("This profile has more than one way to log in; the nats command takes "
                         "the one shown here. Saving drops the rest: %1.")
                          .arg(form.otherLogins.join(u", "_s)));
    setShown(m_others, !form.otherLogins.isEmpty());
}

} // namespace ui
