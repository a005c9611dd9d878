// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Where things stand in the profile dialog: fields at the left, the test at the right, what to do
// below.
#include "ui/connection/profiledialog.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/richview.h"
#include "ui/common/theme.h"
#include "ui/connection/advancedpage.h"
#include "ui/connection/connectiontest.h"
#include "ui/connection/loginpage.h"
#include "ui/connection/problemview.h"
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
constexpr int kErrorLines = 3;     ///< the rest by keyboard, or in the tool tip
constexpr int kErrorMargin = 6;    ///< above and below a paragraph
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
    return side;
}

QWidget *ProfileDialog::makeFoot()
{
    auto *foot = new QWidget(this);
    m_error = makeProblemView(u"profileError"_s, foot);
    m_error->setMaximumHeight(kErrorLines * m_error->fontMetrics().lineSpacing() + kErrorMargin);
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
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(makeConflict(foot));
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    buttons->addWidget(m_connect);
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(18, 14, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(m_error);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] { save(Busy::Saving); });
    connect(m_connect, &QPushButton::clicked, this, &ProfileDialog::tryConnect);
    return foot;
}

// What to do where another program has written the same profile meanwhile.
QWidget *ProfileDialog::makeConflict(QWidget *foot)
{
    m_conflict = new QWidget(foot);
    m_reload = new QPushButton(tr("Reload"), m_conflict);
    m_reload->setObjectName(u"profileReload"_s);
    m_reload->setToolTip(tr("F5: show what is saved there now, instead of what is typed here"));
    m_reload->setShortcut(Qt::Key_F5);
    auto *overwrite = new QPushButton(tr("Overwrite an&yway"), m_conflict);
    overwrite->setObjectName(u"profileOverwrite"_s);
    overwrite->setToolTip(tr("Save what is typed here, instead of what is there now"));
    auto *layout = new QHBoxLayout(m_conflict);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    for (QPushButton *button : {m_reload, overwrite}) {
        button->setAutoDefault(false);
        button->setAccessibleDescription(button->toolTip());
        layout->addWidget(button);
    }
    m_conflict->hide();
    connect(m_reload, &QPushButton::clicked, this, &ProfileDialog::reload);
    connect(overwrite, &QPushButton::clicked, this,
            [this] { save(m_overwriteFor, Over::Anything); });
    return m_conflict;
}

} // namespace ui
