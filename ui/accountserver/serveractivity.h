// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accountserver/requestlogmodel.h"
#include "ui/accountserver/serverfacts.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace ui {

class ElidedLabel;
class RequestLogView;
class Segments;
class ServerCard;
class ServerHead;
class TokenListModel;
class TokenListView;

// What an account server does: its figures, how its parts stand, its tokens and its requests.
class ServerActivity final : public QWidget
{
    Q_OBJECT

public:
    // The models outlive it.
    ServerActivity(TokenListModel &tokens, RequestLogModel &log, QWidget *parent = nullptr);

    void setFacts(const ServerFacts &facts, quint64 logDropped, bool examining);
    // Empty: it does not serve, and nothing can be asked of it.
    void setAddress(const QString &address, const QString &resolverLine);
    // Something to try on it, as a button.
    void setExample(const QString &text, const QString &tip);

signals:
    void verifyRequested(const QByteArray &key); ///< empty: everything
    void exportRequested();
    void exampleRequested();

private:
    QWidget *buildTokens(TokenListModel &tokens);
    QWidget *buildLog();
    void setFilter(const RequestLogModel::Filter &filter);
    void showLogNote(quint64 dropped);
    void showEmptyTexts(const ServerFacts &facts);

    RequestLogModel &m_log;
    ServerHead *m_head;
    std::array<ServerCard *, 3> m_cards{};
    TokenListView *m_tokenView = nullptr;
    QLabel *m_tokenCount = nullptr;
    QPushButton *m_example = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_export = nullptr;
    RequestLogView *m_logView = nullptr;
    ElidedLabel *m_logNote = nullptr;
    QPushButton *m_onlyKey = nullptr;
    Segments *m_show = nullptr;
};

} // namespace ui
