// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontestdialog.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiontest.h"
#include "ui/connection/profileopener.h"
#include "ui/connection/profiletext.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QSize kSize(420, 560);

} // namespace

ConnectionTestDialog::ConnectionTestDialog(const profiles::Profile &profile,
                                           profiles::SecretStore &secrets, QWidget *parent)
    : QDialog(parent)
    , m_profile(profile)
    , m_opener(new ProfileOpener(secrets, this))
    , m_test(new ConnectionTest(this))
{
    setObjectName(u"connectionTestDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Test %1").arg(profile.name));
    buildUi();
    resize(kSize);
    connect(m_test, &ConnectionTest::startRequested, this, &ConnectionTestDialog::begin);
    connect(m_test, &ConnectionTest::stopped, m_opener, &ProfileOpener::cancel);
    connect(m_opener, &ProfileOpener::opened, m_test, &ConnectionTest::start);
    connect(m_opener, &ProfileOpener::failed, m_test,
            [this](const profiles::Profile &, const base::Error &error) { m_test->fail(error); });
    connect(m_opener, &ProfileOpener::cancelled, m_test, &ConnectionTest::stop);
    begin();
}

void ConnectionTestDialog::buildUi()
{
    auto *title = new ElidedLabel(Qt::ElideMiddle, this);
    title->setText(m_profile.name);
    setLook(title, Look::Title);
    auto *servers = new ElidedLabel(Qt::ElideRight, this);
    servers->setObjectName(u"testServers"_s);
    servers->setText(shownServers(m_profile.settings.url));
    setLook(servers, Look::Mono);
    auto *close = new QPushButton(tr("&Close"), this);
    close->setObjectName(u"testClose"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(7);
    layout->addWidget(title);
    layout->addWidget(servers);
    layout->addSpacing(7);
    layout->addWidget(m_test, 1);
    layout->addLayout(foot);
}

void ConnectionTestDialog::begin()
{
    m_test->prepare();
    m_opener->open(m_profile);
}

} // namespace ui
