// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "core/jwt/trust.h"

#include <QtWidgets/QWidget>

class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class TokenHead;

// Everything about one token: Overview, Chain, Findings, Claims, Permissions, Raw, Compare. Shows
// values it is given; the book is the tab's and outlives it.
class TokenDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit TokenDetail(const jwt::Book &book, QWidget *parent = nullptr);

    [[nodiscard]] const jwt::TokenPtr &token() const { return m_token; }

    // Null: the empty state.
    void setToken(const jwt::TokenPtr &token, const jwt::TrustOptions &options);
    // The book has changed: what is shown is examined again; scroll positions and pages stay.
    void refresh(jwt::UnixTime now);
    // Shows the Findings page with the checks of a failed login on top of it.
    void showRefusal(const jwt::TokenPtr &user, const jwt::TrustOptions &options,
                     const QByteArray &seedKey, const QString &serverVersion,
                     const QString &serverMessage);
    // A connection that can be asked for $SYS.REQ.USER.INFO; null: none.
    void setSession(nats::Session *session);
    // Compare: the other side.
    void compareWith(const jwt::TokenPtr &other);
    // "overview", "chain", "findings", "claims", "permissions", "raw", "compare".
    void showPage(const QString &name);

signals:
    void tokenChosen(const jwt::TokenPtr &token); ///< a link in the chain, a peer of an import …
    // A URL in a token was clicked and the user has agreed to fetch it.
    void urlFetchRequested(const QUrl &url, const QByteArray &path);

private:
    void buildUi();
    void render();

    const jwt::Book &m_book;
    jwt::TokenPtr m_token;
    jwt::TrustOptions m_options;
    QStackedLayout *m_stack = nullptr; ///< the empty state, the token
    TokenHead *m_head = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
};

} // namespace ui
