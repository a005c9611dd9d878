// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileopener.h"

#include "core/profiles/resolution.h"
#include "ui/connection/profilequestions.h"

#include <QtCore/QTimer>

namespace ui {

ProfileOpener::ProfileOpener(profiles::SecretStore &secrets, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_secrets(secrets)
    , m_dialogParent(dialogParent)
{}

ProfileOpener::~ProfileOpener()
{
    drop();
}

void ProfileOpener::open(const profiles::Profile &profile, const base::Secret &passphrase)
{
    cancel();
    m_profile = profile;
    m_passphrase = passphrase;
    m_resolution = new profiles::Resolution(profile, QProcessEnvironment::systemEnvironment(),
                                            m_secrets, this);
    connect(m_resolution, &profiles::Resolution::passphraseAsked, this,
            &ProfileOpener::askPassphrase);
    connect(m_resolution, &profiles::Resolution::programAsked, this, &ProfileOpener::askProgram);
    connect(m_resolution, &profiles::Resolution::finished, this, &ProfileOpener::finish);
    m_resolution->start();
}

void ProfileOpener::cancel()
{
    if (!isOpening())
        return;
    drop();
    emit cancelled(m_profile);
}

// It may be one of their signals that leads here.
void ProfileOpener::drop()
{
    if (m_question) {
        m_question->disconnect(this);
        m_question->close();
    }
    if (m_resolution) {
        m_resolution->disconnect(this);
        m_resolution->deleteLater();
    }
    m_question.clear();
    m_resolution.clear();
}

void ProfileOpener::askPassphrase(const QString &file, const QString &problem)
{
    if (!m_passphrase.isEmpty()) {
        const base::Secret passphrase = std::exchange(m_passphrase, {});
        // It is still telling that it wants one.
        QTimer::singleShot(0, m_resolution, [resolution = m_resolution, passphrase] {
            resolution->givePassphrase(passphrase);
        });
        return;
    }
    auto *question = new PassphraseQuestion(m_profile.name, file, problem, m_dialogParent);
    m_question = question;
    connect(question, &QDialog::accepted, this,
            [this, question] { m_resolution->givePassphrase(question->passphrase()); });
    connect(question, &QDialog::rejected, this, &ProfileOpener::cancel);
    question->open();
}

void ProfileOpener::askProgram(const QString &commandLine)
{
    auto *question = new ProgramQuestion(m_profile.name, commandLine, m_dialogParent);
    m_question = question;
    connect(question, &QDialog::accepted, this, [this] { m_resolution->allowProgram(true); });
    connect(question, &QDialog::rejected, this, &ProfileOpener::cancel);
    question->open();
}

void ProfileOpener::finish(const base::Result<nats::ConnectOptions> &result)
{
    drop();
    if (!result)
        return emit failed(m_profile, result.error());
    emit opened(*result, m_profile);
}

} // namespace ui
