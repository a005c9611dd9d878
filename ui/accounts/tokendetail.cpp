// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokendetail.h"

#include "ui/accounts/tokenhead.h"
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
constexpr qsizetype kLongestName = 200;

struct PageName
{
    const char *name;
    const char *title;
};
constexpr std::array kPages{
    PageName{"overview", QT_TRANSLATE_NOOP("ui::TokenDetail", "&Overview")},
    PageName{"chain", QT_TRANSLATE_NOOP("ui::TokenDetail", "C&hain")},
    PageName{"findings", QT_TRANSLATE_NOOP("ui::TokenDetail", "F&indings")},
    PageName{"claims", QT_TRANSLATE_NOOP("ui::TokenDetail", "C&laims")},
    PageName{"permissions", QT_TRANSLATE_NOOP("ui::TokenDetail", "&Permissions")},
    PageName{"raw", QT_TRANSLATE_NOOP("ui::TokenDetail", "&Raw")},
    PageName{"compare", QT_TRANSLATE_NOOP("ui::TokenDetail", "Co&mpare")},
};

} // namespace

TokenDetail::TokenDetail(const jwt::Book &book, QWidget *parent) : QWidget(parent), m_book(book)
{
    setObjectName(u"tokenDetail"_s);
    buildUi();
    render();
}

void TokenDetail::buildUi()
{
    auto *none = new QLabel(tr("Select a token to read it"));
    none->setObjectName(u"tokenNone"_s);
    none->setAlignment(Qt::AlignCenter);
    setLook(none, Look::Secondary);

    m_head = new TokenHead;
    m_tabs = new QTabBar;
    m_tabs->setObjectName(u"tokenPages"_s);
    m_tabs->setAccessibleName(tr("Pages of the token"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    m_pages = new QStackedWidget;
    for (const PageName &page : kPages) {
        m_tabs->addTab(tr(page.title));
        m_pages->addWidget(new QWidget);
    }
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kMargin, 14, kMargin, 0);
    layout->setSpacing(10);
    layout->addWidget(m_head);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);

    m_stack = new QStackedLayout(this);
    m_stack->addWidget(none);
    m_stack->addWidget(content);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void TokenDetail::setToken(const jwt::TokenPtr &token, const jwt::TrustOptions &options)
{
    m_token = token;
    m_options = options;
    render();
}

void TokenDetail::refresh(jwt::UnixTime now)
{
    m_options.now = now;
    render();
}

void TokenDetail::showRefusal(const jwt::TokenPtr &user, const jwt::TrustOptions &options,
                              const QByteArray &seedKey, const QString &serverVersion,
                              const QString &serverMessage)
{
    Q_UNUSED(seedKey)
    Q_UNUSED(serverVersion)
    Q_UNUSED(serverMessage)
    setToken(user, options);
    showPage(u"findings"_s);
}

void TokenDetail::setSession(nats::Session *session)
{
    Q_UNUSED(session)
}

void TokenDetail::compareWith(const jwt::TokenPtr &other)
{
    Q_UNUSED(other)
    showPage(u"compare"_s);
}

void TokenDetail::showPage(const QString &name)
{
    for (size_t i = 0; i < kPages.size(); ++i) {
        if (name == QLatin1StringView(kPages.at(i).name))
            m_tabs->setCurrentIndex(int(i));
    }
}

void TokenDetail::render()
{
    m_stack->setCurrentIndex(m_token ? 1 : 0);
    if (!m_token)
        return;
    const jwt::Claims &claims = m_token->claims();
    m_head->setContent({.title = claims.name.isEmpty() ? tr("(no name)")
                                                       : previewText(claims.name, kLongestName),
                        .key = claims.sub,
                        .verdict = {},
                        .servers = {},
                        .facts = {}});
}

} // namespace ui
