// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"
#include "core/nats/connectoptions.h"
#include "core/nats/request.h"
#include "ui/common/theme.h"

#include <QtWidgets/QMainWindow>

#include <vector>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class ConnectionList;
class ExampleList;
class NoticePanel;
class RequestTab;
class StatusLine;
class ToolTabs;

// A request that a click puts into the composer.
struct Example
{
    QString title;
    nats::RequestSpec spec;
    fanin::Reading reading;
};

// What stands in the middle when there is something to say instead of something to do.
struct Notice
{
    QString title;
    QString text;
    QString command; ///< to be copied into a terminal; may be empty
};

// The program's window and the only file that knows more than one panel. Owns no session: it asks
// for connections by signal and shows those it is given until they are deleted.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Scheme scheme, QWidget *parent = nullptr);

    [[nodiscard]] RequestTab *currentTab() const; ///< null while there is none
    [[nodiscard]] nats::Session *currentSession() const;

    // Shows the connection and opens its first request tab.
    void addConnection(nats::Session *session);
    RequestTab *openRequestTab(nats::Session *session);
    // In the side bar, for the current tab; the first one fills the composer of tabs opened later.
    void setExamples(std::vector<Example> examples);
    void showNotice(const Notice &notice); ///< stays until the first connection is added

signals:
    // Its answer is addConnection().
    void connectRequested(const nats::ConnectOptions &options);
    // Its answer is the session's deletion.
    void disconnectRequested(nats::Session *session);
    // Its answer is applyTheme() and remembering.
    void schemeChosen(ui::Scheme scheme);

private:
    void buildUi();
    void buildSideBar();
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void askForConnection();
    void closeTab(int index);
    void fill(const Example &example);
    void showCurrent();
    void showAbout();
    [[nodiscard]] QColor colorOf(nats::Session *session) const;

    Scheme m_scheme;
    std::vector<Example> m_examples;
    std::vector<nats::Session *> m_sessions; // in the order of their colours
    QSplitter *m_splitter = nullptr;
    QWidget *m_sideBar = nullptr;
    ConnectionList *m_connections = nullptr;
    ExampleList *m_exampleList = nullptr;
    QLabel *m_runsTitle = nullptr;
    QStackedWidget *m_runs = nullptr;
    ToolTabs *m_tabs = nullptr;
    QStackedWidget *m_centre = nullptr;
    NoticePanel *m_notice = nullptr;
    StatusLine *m_status = nullptr;
};

} // namespace ui
