// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/sourcekind.h"
#include "ui/common/severitymark.h"

#include <QtCore/QMimeData>
#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

#include <array>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace ui {

class AddressField;
class HintButton;
class PasteField;

// Where tokens are to come from: kind, address, Fetch or Stop, Open…, and the field that takes
// anything. Says what was asked for; whoever owns it does it.
class SourceBar final : public QFrame
{
    Q_OBJECT

public:
    explicit SourceBar(QWidget *parent = nullptr);

    [[nodiscard]] SourceAddress source() const;
    [[nodiscard]] PasteField *pasteField() const { return m_paste; }

    void setSource(const SourceAddress &source); ///< emits nothing
    void remember(const SourceAddress &source);  ///< for the address field's history
    // The address a kind starts with, while nobody has typed another.
    void setDefault(SourceKind kind, const QString &address);
    void setConnections(const QStringList &names, int current);
    void setBusy(bool busy); ///< Fetch becomes Stop
    void setStatus(const QString &text, SeverityMark mark);
    void setStatusText(const QString &text); ///< the mark stays
    void focusAddress();

signals:
    void fetchRequested(); ///< of source()
    void stopRequested();
    void openFileRequested();
    void openFolderRequested();
    void pasted(const QByteArray &text);
    void dropped(const QMimeData *data);

private:
    void buildUi();
    void buildOpen();
    void showKind();
    void onButton();

    std::array<QString, 7> m_addresses; // by kind
    QStringList m_history;              // source forms, newest first
    SourceKind m_shown = SourceKind::AccountServer;
    SeverityMark m_mark = SeverityMark::Pending;
    bool m_busy = false;
    bool m_hasConnections = false;
    QComboBox *m_kind = nullptr;
    QStackedWidget *m_where = nullptr;
    AddressField *m_address = nullptr;
    QComboBox *m_connection = nullptr;
    QPushButton *m_fetch = nullptr;
    QPushButton *m_open = nullptr;
    PasteField *m_paste = nullptr;
};

} // namespace ui
