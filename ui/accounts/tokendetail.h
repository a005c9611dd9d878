// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "core/jwt/trust.h"
#include "ui/accounts/examined.h"

#include <QtWidgets/QWidget>

#include <vector>

class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class ClaimsPage;
class ComparePage;
class FindingsPage;
class PermissionsPage;
class TokenHead;
class TokenPage;
class UrlBanner;

// Everything about one token: Overview, Chain, Findings, Claims, Permissions, Raw, Compare. Shows
// values it is given; the book is the tab's and outlives it.
class TokenDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit TokenDetail(const jwt::Book &book, QWidget *parent = nullptr);

    [[nodiscard]] const jwt::TokenPtr &token() const { return m_examined.token; }

    // Null: the empty state.
    void setToken(const jwt::TokenPtr &token, const jwt::TrustOptions &options);
    // The book has changed: what is shown is examined again; scroll positions and pages stay.
    void refresh(jwt::UnixTime now);
    // Shows the Findings page with the checks of a failed login on top of it. The user may be null:
    // no token was sent.
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
    void addPages();
    void examine(bool again);
    void showHead();
    void showCurrentPage();
    void follow(const QString &link);
    void showClaim(const QByteArray &path);
    void askUrl(const QByteArray &path);
    [[nodiscard]] jwt::TokenPtr holderOf(const QByteArray &key) const;

    const jwt::Book &m_book;
    Examined m_examined;
    std::vector<TokenPage *> m_pageList;
    std::vector<bool> m_fresh;         ///< by page: shows what is in m_examined
    bool m_again = false;              ///< the pages that are not fresh showed this token before
    QStackedLayout *m_stack = nullptr; ///< the empty state, the token
    TokenHead *m_head = nullptr;
    UrlBanner *m_banner = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
    FindingsPage *m_findings = nullptr;
    ClaimsPage *m_claims = nullptr;
    PermissionsPage *m_permissions = nullptr;
    ComparePage *m_compare = nullptr;
};

} // namespace ui
