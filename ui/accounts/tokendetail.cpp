// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokendetail.h"

#include "core/jwt/refusal.h"
#include "ui/accounts/chainpage.h"
#include "ui/accounts/claimspage.h"
#include "ui/accounts/comparepage.h"
#include "ui/accounts/factwriter.h"
#include "ui/accounts/findingspage.h"
#include "ui/accounts/headtext.h"
#include "ui/accounts/overviewpage.h"
#include "ui/accounts/permissionspage.h"
#include "ui/accounts/rawpage.h"
#include "ui/accounts/tokenhead.h"
#include "ui/accounts/urlbanner.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"

#include <QtCore/QUrl>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMargin = 18;

enum PageNumber { Overview, ChainOfTrust, Findings, Claims, Permissions, Raw, Compare, PageCount };

struct PageName
{
    const char *name;
    const char *title;
};
constexpr std::array<PageName, PageCount> kPages{{
    {"overview", QT_TRANSLATE_NOOP("ui::TokenDetail", "&Overview")},
    {"chain", QT_TRANSLATE_NOOP("ui::TokenDetail", "C&hain")},
    {"findings", QT_TRANSLATE_NOOP("ui::TokenDetail", "F&indings")},
    {"claims", QT_TRANSLATE_NOOP("ui::TokenDetail", "C&laims")},
    {"permissions", QT_TRANSLATE_NOOP("ui::TokenDetail", "&Permissions")},
    {"raw", QT_TRANSLATE_NOOP("ui::TokenDetail", "&Raw")},
    {"compare", QT_TRANSLATE_NOOP("ui::TokenDetail", "Co&mpare")},
}};

} // namespace

TokenDetail::TokenDetail(const jwt::Book &book, QWidget *parent)
    : QWidget(parent)
    , m_book(book)
{
    setObjectName(u"tokenDetail"_s);
    buildUi();
    addPages();
}

void TokenDetail::buildUi()
{
    auto *none = new QLabel(tr("Select a token to read it"));
    none->setObjectName(u"tokenNone"_s);
    none->setAlignment(Qt::AlignCenter);
    setLook(none, Look::Secondary);

    m_head = new TokenHead;
    m_banner = new UrlBanner;
    m_tabs = new QTabBar;
    m_tabs->setObjectName(u"tokenPages"_s);
    m_tabs->setAccessibleName(tr("Pages of the token"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    m_pages = new QStackedWidget;
    auto *line = new QFrame;
    line->setFixedHeight(1);
    setLook(line, Look::Line);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kMargin, 14, 0, 0);
    layout->setSpacing(0);
    const auto inset = [layout](QWidget *widget, int below) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(0, 0, kMargin, below);
        row->addWidget(widget);
        layout->addLayout(row);
    };
    inset(m_head, 10);
    inset(m_banner, 0);
    inset(m_tabs, 0);
    inset(line, 12);
    layout->addWidget(m_pages, 1);

    m_stack = new QStackedLayout(this);
    m_stack->addWidget(none);
    m_stack->addWidget(content);
    connect(m_tabs, &QTabBar::currentChanged, this, &TokenDetail::showCurrentPage);
    connect(m_head, &TokenHead::linkActivated, this, &TokenDetail::follow);
    connect(m_banner, &UrlBanner::agreed, this, &TokenDetail::urlFetchRequested);
}

void TokenDetail::addPages()
{
    m_findings = new FindingsPage;
    m_claims = new ClaimsPage;
    m_permissions = new PermissionsPage;
    m_compare = new ComparePage(m_book);
    m_pageList = {new OverviewPage, new ChainPage, m_findings, m_claims,
                  m_permissions,    new RawPage,   m_compare};
    m_fresh.assign(m_pageList.size(), false);
    for (size_t i = 0; i < m_pageList.size(); ++i) {
        TokenPage *page = m_pageList[i];
        // The pages that scroll as a whole have their scroll bar at the very edge.
        page->setContentsMargins(0, 0, i == Overview || i == ChainOfTrust ? 0 : kMargin, 0);
        m_pages->addWidget(page);
        m_tabs->addTab(tr(kPages.at(i).title));
        connect(page, &TokenPage::tokenChosen, this, &TokenDetail::tokenChosen);
        connect(page, &TokenPage::linkFollowed, this, &TokenDetail::follow);
    }
}

void TokenDetail::setToken(const jwt::TokenPtr &token, const jwt::TrustOptions &options)
{
    const bool again = token && token == m_examined.token;
    if (!again) {
        m_banner->hide();
        m_findings->setChecks({}, {});
    }
    m_examined.token = token;
    m_examined.options = options;
    examine(again);
}

void TokenDetail::refresh(jwt::UnixTime now)
{
    m_examined.options.now = now;
    examine(true);
}

void TokenDetail::examine(bool again)
{
    m_stack->setCurrentIndex(m_examined.token ? 1 : 0);
    if (!m_examined.token)
        return;
    const jwt::Token &token = *m_examined.token;
    m_examined.trust = jwt::examine(token, m_book, m_examined.options);
    m_examined.sharings = token.asAccount() ? jwt::sharings(token, m_book, m_examined.options)
                                            : std::vector<jwt::Sharing>();
    m_examined.account = token.asUser()
        ? m_book.newest(jwt::Kind::Account, jwt::accountOf(token.claims()))
        : nullptr;
    m_again = again && (m_again || m_fresh[size_t(m_tabs->currentIndex())]);
    m_fresh.assign(m_fresh.size(), false);
    showHead();
    showCurrentPage();
}

void TokenDetail::showHead()
{
    m_head->setContent(headContent(m_examined, m_book));
    const size_t findings = m_examined.trust.findings.size();
    const QString title = tr(kPages[Findings].title);
    m_tabs->setTabText(Findings, findings > 0 ? title + u' ' + formatCount(findings) : title);
}

void TokenDetail::showCurrentPage()
{
    const int current = m_tabs->currentIndex();
    m_pages->setCurrentIndex(current);
    if (current < 0 || !m_examined.token || m_fresh[size_t(current)])
        return;
    m_fresh[size_t(current)] = true;
    m_pageList[size_t(current)]->setExamined(m_examined, m_again);
}

void TokenDetail::showRefusal(const jwt::TokenPtr &user, const jwt::TrustOptions &options,
                              const QByteArray &seedKey, const QString &serverVersion,
                              const QString &serverMessage)
{
    jwt::LoginFacts login;
    login.user = user;
    login.seedKey = seedKey;
    login.serverVersion = serverVersion;
    login.serverMessage = serverMessage;
    login.now = options.now;
    setToken(user, options);
    m_findings->setChecks(jwt::explainRefusal(login, m_book, options), serverMessage);
    showPage(u"findings"_s);
}

void TokenDetail::setSession(nats::Session *session)
{
    m_permissions->setSession(session);
}

void TokenDetail::compareWith(const jwt::TokenPtr &other)
{
    m_compare->compareWith(other);
    showPage(u"compare"_s);
}

void TokenDetail::showPage(const QString &name)
{
    for (size_t i = 0; i < kPages.size(); ++i) {
        if (name == QLatin1StringView(kPages.at(i).name))
            m_tabs->setCurrentIndex(int(i));
    }
}

jwt::TokenPtr TokenDetail::holderOf(const QByteArray &key) const
{
    if (const jwt::TokenPtr user = m_book.newest(jwt::Kind::User, key))
        return user;
    const auto owners = m_book.ownersOf(key);
    return owners.empty() ? nullptr : owners.front().token;
}

void TokenDetail::follow(const QString &link)
{
    const auto rest = [&link](QLatin1StringView word) {
        return link.mid(word.size());
    };
    if (link.startsWith(link::kClaim)) {
        showClaim(rest(link::kClaim).toUtf8());
    } else if (link.startsWith(link::kPage)) {
        showPage(rest(link::kPage));
    } else if (link.startsWith(link::kCopies)) {
        showPage(u"compare"_s);
    } else if (link.startsWith(link::kUrl)) {
        askUrl(rest(link::kUrl).toUtf8());
    } else if (link.startsWith(link::kActivation)) {
        const size_t number = rest(link::kActivation).toULongLong();
        if (number < m_examined.sharings.size() && m_examined.sharings[number].activation)
            emit tokenChosen(jwt::TokenPtr(m_examined.sharings[number].activation));
    } else if (link.startsWith(link::kKey)) {
        if (const jwt::TokenPtr holder = holderOf(rest(link::kKey).toUtf8()))
            emit tokenChosen(holder);
    }
}

void TokenDetail::showClaim(const QByteArray &path)
{
    if (path == "signature") {
        showPage(u"raw"_s);
        return;
    }
    showPage(u"claims"_s);
    m_claims->showClaim(path);
}

void TokenDetail::askUrl(const QByteArray &path)
{
    for (const jwt::Sharing &sharing : m_examined.sharings) {
        if (!sharing.activationUrl.isEmpty() && sharing.path + ".token" == path) {
            m_banner->ask(sharing.activationUrl, path);
            return;
        }
    }
}

} // namespace ui
