// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Where things stand in the profile dialog: fields at the left, the test at the right, what to do
// below.
#include "ui/connection/profiledialog.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"
#include "ui/connection/advancedpage.h"
#include "ui/connection/connectiontest.h"
#include "ui/connection/loginpage.h"
#include "ui/connection/profileopener.h"
#include "ui/connection/serverpage.h"
#include "ui/connection/tlspage.h"

#include <QtGui/QScreen>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QSize kSize(940, 640);
constexpr QSize kSmallest(740, 420);
constexpr QSize kAroundIt(40, 80); ///< of the screen: the frame, and something of what is behind
constexpr int kTestWidth = 320;    ///< at most: on small screens the fields need theirs

QWidget *scrolling(QWidget *page)
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 14, 10, 14);
    inner->addWidget(page);
    inner->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(page->objectName() + u"Scroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() has switched it on
    return scroll;
}

QFrame *line(Qt::Orientation orientation, QWidget *parent)
{
    auto *frame = new QFrame(parent);
    setLook(frame, Look::Line);
    if (orientation == Qt::Horizontal)
        frame->setFixedHeight(1);
    else
        frame->setFixedWidth(1);
    return frame;
}

} // namespace

void ProfileDialog::buildUi()
{
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(makeForm(), 3);
    body->addWidget(line(Qt::Vertical, this));
    body->addWidget(makeTest(), 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(body, 1);
    layout->addWidget(line(Qt::Horizontal, this));
    layout->addWidget(makeFoot());
    setMinimumSize(kSmallest);
    resize(kSize.boundedTo(screen()->availableSize() - kAroundIt).expandedTo(kSmallest));

    for (FormColumn *page :
         std::initializer_list<FormColumn *>{m_server, m_login, m_tls, m_advanced}) {
        connect(page, &FormColumn::edited, this, &ProfileDialog::showForm);
        connect(page, &FormColumn::left, this, [this](FormField field) {
            m_left.insert(field);
            checkTls();
            showForm();
        });
    }
}

QWidget *ProfileDialog::makeForm()
{
    auto *form = new QWidget(this);
    auto *title = new ElidedLabel(Qt::ElideMiddle, form);
    m_title = title;
    m_title->setObjectName(u"profileTitle"_s);
    setLook(m_title, Look::Title);
    m_server = new ServerPage(form);
    m_tabs = new QTabWidget(form);
    m_tabs->setObjectName(u"profileTabs"_s);
    m_tabs->setDocumentMode(true);
    m_login = new LoginPage;
    m_tls = new TlsPage;
    m_advanced = new AdvancedPage;
    m_tabs->addTab(scrolling(m_login), tr("Lo&gin"));
    m_tabs->addTab(scrolling(m_tls), tr("T&LS"));
    m_tabs->addTab(scrolling(m_advanced), tr("&Advanced"));
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(18, 18, 8, 0);
    layout->setSpacing(14);
    layout->addWidget(m_title);
    auto *server = new QHBoxLayout;
    server->setContentsMargins(0, 0, 10, 0); // the pages' scroll bars stand there
    server->addWidget(m_server);
    layout->addLayout(server);
    layout->addWidget(m_tabs, 1);
    m_server->setFocus();
    return form;
}

QWidget *ProfileDialog::makeTest()
{
    auto *side = new QWidget(this);
    side->setAttribute(Qt::WA_StyledBackground);
    side->setMaximumWidth(kTestWidth);
    setLook(side, Look::Raised);
    m_test = new ConnectionTest(side);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(18, 18, 11, 14);
    layout->addWidget(m_test);
    connect(m_test, &ConnectionTest::startRequested, this, &ProfileDialog::test);
    connect(m_test, &ConnectionTest::stopped, m_opener, &ProfileOpener::cancel);
    connect(m_test, &ConnectionTest::plainLoginAllowed, this, [this] {
        m_tls->setPlainLoginAllowed(true);
        showForm();
    });
    return side;
}

QWidget *ProfileDialog::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *error = new ElidedLabel(Qt::ElideMiddle, foot);
    m_error = error;
    m_error->setObjectName(u"profileError"_s);
    setLook(m_error, Look::Error);
    auto *cancel = new QPushButton(tr("Canc&el"), foot);
    cancel->setObjectName(u"profileCancel"_s);
    cancel->setAutoDefault(false);
    m_save = new QPushButton(tr("Sa&ve"), foot);
    m_save->setObjectName(u"profileSave"_s);
    m_save->setAutoDefault(false);
    m_connect = new QPushButton(tr("&Connect"), foot);
    m_connect->setObjectName(u"profileConnect"_s);
    m_connect->setDefault(true);
    setLook(m_connect, Look::Primary);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(18, 14, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(m_error, 1);
    layout->addWidget(cancel);
    layout->addWidget(m_save);
    layout->addWidget(m_connect);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] { save(Busy::Saving); });
    connect(m_connect, &QPushButton::clicked, this, &ProfileDialog::tryConnect);
    return foot;
}

} // namespace ui
