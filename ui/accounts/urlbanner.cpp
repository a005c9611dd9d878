// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/urlbanner.h"

#include "ui/common/format.h"
#include "ui/common/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kLongestShown = 300;

bool isFetchable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

} // namespace

UrlBanner::UrlBanner(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"urlBanner"_s);
    setLook(this, Look::Banner);
    buildUi();
    hide();
}

void UrlBanner::buildUi()
{
    m_text = new QLabel;
    m_text->setWordWrap(true);
    m_address = new QLabel;
    m_address->setObjectName(u"urlAddress"_s);
    m_address->setTextFormat(Qt::PlainText);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setLook(m_address, Look::Mono);
    m_fetch = new QPushButton(tr("&Fetch it"));
    m_fetch->setObjectName(u"urlFetch"_s);
    auto *no = new QPushButton(tr("&No"));
    no->setObjectName(u"urlDecline"_s);
    no->setAccessibleName(tr("Do not fetch it"));

    auto *texts = new QVBoxLayout;
    texts->setSpacing(3);
    texts->addWidget(m_text);
    texts->addWidget(m_address);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(10);
    layout->addLayout(texts, 1);
    layout->addWidget(m_fetch);
    layout->addWidget(no);
    connect(m_fetch, &QPushButton::clicked, this, [this] {
        hide();
        emit agreed(m_url, m_path);
    });
    connect(no, &QPushButton::clicked, this, &QWidget::hide);
}

void UrlBanner::ask(const QByteArray &url, const QByteArray &path)
{
    m_url = QUrl(QString::fromUtf8(url), QUrl::StrictMode);
    m_path = path;
    const bool fetchable = isFetchable(m_url);
    m_text->setText(fetchable
                        ? tr("This token names an address on %1. Fetching it tells that server "
                             "that somebody looks at this token.")
                              .arg(previewText(m_url.host().toUtf8(), 80))
                        : tr("This is no http or https address; it cannot be fetched."));
    m_address->setText(previewText(url, kLongestShown));
    m_address->setToolTip(previewText(url, 2000));
    m_fetch->setEnabled(fetchable);
    show();
    if (fetchable)
        m_fetch->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
