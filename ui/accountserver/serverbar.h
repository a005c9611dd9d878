// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accountserver/serverform.h"
#include "ui/common/severitymark.h"

#include <QtWidgets/QFrame>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class AddressField;

// What an account server is about in one line: the store, where it listens, Start or Stop. Says
// what was asked for; whoever owns it does it.
class ServerBar final : public QFrame
{
    Q_OBJECT

public:
    enum class Phase { Stopped, Starting, Serving, Stopping };

    explicit ServerBar(QWidget *parent = nullptr);

    void fill(const ServerForm &form); ///< emits nothing
    void read(ServerForm &form) const;
    void setPhase(Phase phase); ///< nothing can be edited but while it is stopped
    // While it serves: the port it got.
    void setPlace(const QString &hostAndPort);
    void setStatus(const QString &text, SeverityMark mark);
    void showProblems(const ServerProblems &problems);
    void setSettingsShown(bool shown); ///< emits nothing

signals:
    void startRequested();
    void stopRequested();
    void settingsToggled(bool shown);
    void edited();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildUi();
    void makeRoom();
    void wire();
    void showKind();
    void browse();

    accountserver::StoreKind m_shown = accountserver::StoreKind::Directory;
    QString m_directory, m_nscFolder;
    QString m_typedAddress; // while another one is shown
    Phase m_phase = Phase::Stopped;
    QComboBox *m_kind;
    AddressField *m_folder;
    QToolButton *m_browse;
    QLineEdit *m_address;
    QToolButton *m_settings;
    QPushButton *m_button;
};

} // namespace ui
