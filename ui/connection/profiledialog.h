// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/profiles/profilestore.h"
#include "ui/connection/profileform.h"

#include <QtCore/QProcessEnvironment>
#include <QtWidgets/QDialog>

#include <optional>
#include <set>

class QLabel;
class QPushButton;
class QTabWidget;

namespace profiles {
class SecretStore;
} // namespace profiles

namespace ui {

class AdvancedPage;
class ConnectionTest;
class FormColumn;
class LoginPage;
class ProfileOpener;
class RichView;
class ServerPage;
class TlsPage;

// Asks for servers, how to log in and where to keep that: a new connection, or a profile to be
// changed or copied; and tries it out. An error stands at its field from the moment the field was
// left or a button was pressed, not while it is still being typed. Deletes itself when closed.
class ProfileDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Mode { New, Edit, Duplicate };

    // A new connection. Both outlive the dialog.
    ProfileDialog(profiles::ProfileStore &store, profiles::SecretStore &secrets,
                  QWidget *parent = nullptr);
    ~ProfileDialog() override;

    // Whose variables take the place of what saved connections say.
    void setEnvironment(const QProcessEnvironment &environment);
    // A new one begins with this one's fields and is not kept.
    void setProfile(const profiles::Profile &profile, Mode mode);

signals:
    // Connect was pressed. A profile that is kept has been saved; without a name it is not.
    void connectRequested(const nats::ConnectOptions &options, const profiles::Profile &profile);
    // `before` is what it took the place of; without a name if it is a new one.
    void saved(const profiles::Profile &before, const profiles::Profile &after);

private:
    // What is under way: the options that are being made are for this.
    enum class Busy { No, Testing, Saving, Connecting };

    void buildUi();
    QWidget *makeForm();
    QWidget *makeTest();
    QWidget *makeFoot();
    QWidget *makeConflict(QWidget *foot);
    void fill(const ProfileForm &form, const QString &title);
    void setTitle(const QString &title);
    [[nodiscard]] ProfileForm filledIn() const;
    [[nodiscard]] ProfileForm::Problems problemsOf(const ProfileForm &form) const;
    void showForm();
    void checkTls();
    bool check(); ///< says what is wrong and goes there
    void focusOn(FormField field);

    void test();
    struct Tried
    {
        profiles::Profile profile;
        base::Secret passphrase;

        bool operator==(const Tried &) const = default;
    };
    [[nodiscard]] Tried tried(const ProfileForm &form) const;
    [[nodiscard]] profiles::Profile toTry(const ProfileForm &form) const;
    enum class Over { WhatWasRead, Anything };
    void save(Busy then, Over over = Over::WhatWasRead);
    void onConflict(const base::Error &error, Busy then);
    void goOnFrom(const profiles::Profile &now);
    void reload();
    void tryConnect();
    void onSaved(const profiles::Profile &before, const profiles::Profile &made, Busy then);
    void openKept(const profiles::Profile &profile);
    void take(const nats::ConnectOptions &options, const profiles::Profile &profile);
    void fail(const base::Error &error);
    void showError(const QString &text);
    void setBusy(Busy busy);
    [[nodiscard]] QString copyName(const profiles::Profile &profile) const;

    profiles::ProfileStore &m_store;
    profiles::SecretStore &m_secrets;
    ProfileOpener *m_opener;
    ProfileForm m_base; // what the fields were filled from
    std::set<FormField> m_left;
    nats::TlsOptions m_tlsChecked; // what m_tlsProblems are about
    ProfileForm::Problems m_tlsProblems;
    bool m_asked = false; // a button was pressed: all errors follow each change
    Busy m_busy = Busy::No;
    std::optional<Tried> m_tested;  // what the test shown is about
    Busy m_overwriteFor = Busy::No; // what a conflict has stopped
    QProcessEnvironment m_environment;

    QLabel *m_title = nullptr;
    ServerPage *m_server = nullptr;
    QTabWidget *m_tabs = nullptr;
    LoginPage *m_login = nullptr;
    TlsPage *m_tls = nullptr;
    AdvancedPage *m_advanced = nullptr;
    ConnectionTest *m_test = nullptr;
    RichView *m_error = nullptr;
    QPushButton *m_reload = nullptr;
    QWidget *m_conflict = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_connect = nullptr;
};

} // namespace ui
