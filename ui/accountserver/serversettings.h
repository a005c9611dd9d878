// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accountserver/serverform.h"

#include <QtCore/QStringList>
#include <QtWidgets/QScrollArea>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace ui {

class Segments;
class SettingsCard;

// Everything about an account server that its bar has no place for, and what it will do then.
class ServerSettings final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ServerSettings(QWidget *parent = nullptr);

    void fill(const ServerForm &form); ///< emits nothing
    void read(ServerForm &form) const;
    // Hides and disables what has no meaning there: `form` as a whole.
    void adapt(const ServerForm &form);
    void setConnections(const QStringList &names); ///< that can be chosen for notifications
    void setLocked(bool locked);                   ///< while the server runs
    void showProblems(const ServerProblems &problems);
    void focusProblem();

signals:
    void edited();

private:
    void buildUi();
    void buildStore();
    void buildAuthority();
    void buildNews();
    void buildReplica();
    void buildTls();
    [[nodiscard]] std::array<SettingsCard *, 5> cards() const;

    QWidget *m_fields = nullptr;
    QLabel *m_hint = nullptr;
    SettingsCard *m_store = nullptr;
    SettingsCard *m_authority = nullptr;
    SettingsCard *m_newsCard = nullptr;
    SettingsCard *m_replicaCard = nullptr;
    SettingsCard *m_tls = nullptr;
    QCheckBox *m_sharded = nullptr;
    QCheckBox *m_readOnly = nullptr;
    QCheckBox *m_packs = nullptr;
    QLineEdit *m_operatorFile = nullptr;
    QLineEdit *m_systemAccountFile = nullptr;
    Segments *m_news = nullptr;
    QComboBox *m_connection = nullptr;
    QLineEdit *m_natsUrl = nullptr;
    QLineEdit *m_creds = nullptr;
    QCheckBox *m_replica = nullptr;
    QLineEdit *m_primary = nullptr;
    QLineEdit *m_maxPack = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_key = nullptr;
    QString m_wantedConnection; // chosen before it was known
};

} // namespace ui
