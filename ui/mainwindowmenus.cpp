// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The menu of the window. Its actions belong to the window, so that their shortcuts work while the
// menu is closed.
#include "ui/mainwindow.h"

#include "ui/requesttab.h"
#include "ui/window/tooltabs.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

void MainWindow::buildMenus()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"mainMenu"_s);
    addTo(menu, u"actionConnect"_s, tr("&New connection…"), u"plug"_s, QKeySequence::New,
          &MainWindow::askForConnection);
    m_details = addTo(menu, u"actionDetails"_s, tr("Connection &details"), u"info"_s,
                      QKeySequence(Qt::CTRL | Qt::Key_I), &MainWindow::showCurrentDetails);
    m_newTab = addTo(menu, u"actionNewTab"_s, tr("New request &tab"), u"plus"_s,
                     QKeySequence(Qt::CTRL | Qt::Key_T), &MainWindow::startWork);
    m_newTraffic
        = addTo(menu, u"actionNewTraffic"_s, tr("New t&raffic tab"), u"traffic"_s,
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), &MainWindow::openTrafficTab);
    m_newAccounts
        = addTo(menu, u"actionNewAccounts"_s, tr("New &accounts tab"), u"shield"_s,
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), &MainWindow::openAccountsTab);
    m_newServer
        = addTo(menu, u"actionNewServer"_s, tr("New account &server"), u"server"_s,
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &MainWindow::openAccountServerTab);
    m_openCapture = addTo(menu, u"actionOpenCapture"_s, tr("&Open a capture…"), u"folder"_s, {},
                          &MainWindow::askForCapture); // Ctrl+O is the tabs' own
    m_closeTab = addTo(menu, u"actionCloseTab"_s, tr("C&lose tab"), u"close"_s,
                       QKeySequence(Qt::CTRL | Qt::Key_W), &MainWindow::closeCurrentTab);
    menu->addSeparator();
    buildThemeMenu(menu);
    menu->addSeparator();
    addTo(menu, u"actionAbout"_s, tr("A&bout Fanin"), {}, {}, &MainWindow::showAbout);
    auto *quit = addTo(menu, u"actionQuit"_s, tr("&Quit"), {}, QKeySequence(Qt::CTRL | Qt::Key_Q),
                       &MainWindow::close);
    quit->setMenuRole(QAction::QuitRole);
    m_menuButton->setMenu(menu);
    buildAddMenu();
}

template<typename Slot>
QAction *MainWindow::addTo(QMenu *menu, const QString &name, const QString &text,
                           const QString &iconName, const QKeySequence &shortcut, Slot slot)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName, Tint::Quiet));
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    menu->addAction(action);
    return action;
}

void MainWindow::buildThemeMenu(QMenu *menu)
{
    auto *themes = menu->addMenu(icon(u"theme"_s, Tint::Quiet), tr("T&heme"));
    auto *group = new QActionGroup(this);
    const auto add
        = [this, themes, group](Scheme scheme, const QString &name, const QString &text) {
              auto *action = themes->addAction(text);
              action->setObjectName(name);
              action->setCheckable(true);
              action->setChecked(scheme == m_scheme);
              group->addAction(action);
              connect(action, &QAction::triggered, this, [this, scheme] {
                  m_scheme = scheme;
                  emit schemeChosen(scheme);
              });
          };
    add(Scheme::System, u"themeSystem"_s, tr("&System"));
    add(Scheme::Light, u"themeLight"_s, tr("&Light"));
    add(Scheme::Dark, u"themeDark"_s, tr("&Dark"));
}

void MainWindow::closeCurrentTab()
{
    if (m_tabs->count() > 0)
        closeTab(m_tabs->currentIndex());
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setObjectName(u"aboutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Fanin"));
    box->setIconPixmap(QIcon(u":/icons/fanin.svg"_s).pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setText(tr("<b>Fanin %1</b>").arg(QStringLiteral(FANIN_VERSION)));
    box->setInformativeText(
        tr("A native desktop inspector for NATS.\n\nApache-2.0. With Qt (LGPL), "
           "Inter (OFL) and JetBrains Mono (Apache-2.0)."));
    box->open();
}

} // namespace ui
