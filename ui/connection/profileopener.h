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
    [[nodiscard]] bool isOpening() const { return m_resolution != nullptr; }
    void cancel(); ///< emits cancelled() if it was opening

signals:
    void opened(const nats::ConnectOptions &options, const profiles::Profile &profile);
    void failed(const profiles::Profile &profile, const base::Error &error);
    void cancelled(const profiles::Profile &profile);

private:
    profiles::SecretStore &m_secrets;
    QWidget *m_dialogParent;
    profiles::Profile m_profile;
    profiles::Resolution *m_resolution = nullptr;
};

} // namespace ui
