// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/nats/connectoptions.h"
#include "core/profiles/profilestore.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

class QDialog;
class QWidget;

namespace profiles {
class Resolution;
class SecretStore;
} // namespace profiles

namespace ui {

// From a profile to options that can be connected with. What only a person knows is asked in
// dialogs over `dialogParent`: the passphrase of a key, whether a program may be run. One profile
// at a time: opening the next cancels the one before. Deleting it cancels and closes its question.
class ProfileOpener final : public QObject
{
    Q_OBJECT

public:
    // A child of `dialogParent`.
    ProfileOpener(profiles::SecretStore &secrets, QWidget *dialogParent);
    ~ProfileOpener() override;

    // Emits one of the signals, never before it has returned. A passphrase at hand is tried first.
    void open(const profiles::Profile &profile, const base::Secret &passphrase = {});
    [[nodiscard]] bool isOpening() const { return !m_resolution.isNull(); }
    void cancel(); ///< emits cancelled() if it was opening

signals:
    void opened(const nats::ConnectOptions &options, const profiles::Profile &profile);
    void failed(const profiles::Profile &profile, const base::Error &error);
    void cancelled(const profiles::Profile &profile);

private:
    void askPassphrase(const QString &file, const QString &problem);
    void askProgram(const QString &commandLine);
    void finish(const base::Result<nats::ConnectOptions> &options);
    void drop();

    profiles::SecretStore &m_secrets;
    QWidget *m_dialogParent;
    profiles::Profile m_profile;
    base::Secret m_passphrase; // to be tried before anybody is asked
    QPointer<profiles::Resolution> m_resolution;
    QPointer<QDialog> m_question;
};

} // namespace ui
