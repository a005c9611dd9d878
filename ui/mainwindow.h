// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"
#include "core/nats/connectoptions.h"
#include "core/nats/request.h"
#include "core/profiles/profilestore.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionnotice.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QMainWindow>

#include <vector>

class QAction;
class QMenu;
class QProcessEnvironment;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace nats {
class Session;
} // namespace nats

namespace profiles {
class SecretStore;
} // namespace profiles

namespace ui {

class AccountServerTab;
class AccountsTab;
class ConnectionDetails;
class ConnectionList;
class EnvironmentBanner;
class ExampleList;
class NoticePanel;
class ProfileActions;
class ProfileList;
class RequestTab;
class StatusLine;
class ToolTabs;
class TrafficTab;
struct RepeatedRequest;
enum class ProfileAction;
struct ServerForm;

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
    // Store and secrets outlive the window.
    MainWindow(Scheme scheme, profiles::ProfileStore &store, profiles::SecretStore &secrets,
               QWidget *parent = nullptr);

    [[nodiscard]] RequestTab *currentTab() const; ///< null while there is none
    [[nodiscard]] nats::Session *currentSession() const;

    // Shows the connection and opens its first request tab. A profile without a name is not saved.
    void addConnection(nats::Session *session, const profiles::Profile &profile = {});
    // Whose variables take the place of what saved connections say.
    void setEnvironment(const QProcessEnvironment &environment);
    RequestTab *openRequestTab(nats::Session *session);
    void showTabOf(nats::Session *session); ///< a request tab of its, made if it has none
    AccountsTab *openAccountsTab();         ///< needs no connection
    // Needs none either. It stops its server when it is closed, or with the window.
    AccountServerTab *openAccountServerTab();
    // Watches over the current connection; without one it asks for it and there is no tab.
    TrafficTab *openTrafficTab();
    TrafficTab *openCapture(const QString &path); ///< needs no connection
    // What forms were filled with; without it nothing is remembered. Outlives the window.
    void rememberIn(QSettings &settings);
    // A source that accounts tabs offer while they are empty.
    void setTokenExample(const QString &title, const QString &source);
    // In the side bar, for the current tab; the first one fills the composer of tabs opened later.
    void setExamples(std::vector<Example> examples);
    void showNotice(const Notice &notice); ///< stays until the first connection is added

signals:
    // Its answer is addConnection().
    void connectRequested(const nats::ConnectOptions &options, const profiles::Profile &profile);
    // Its answer is the session's deletion, which takes its tabs and runs along.
    void removeRequested(nats::Session *session);
    // Its answer is applyTheme() and remembering.
    void schemeChosen(ui::Scheme scheme);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Connection
    {
        nats::Session *session = nullptr;
        int colorIndex = 0;
        profiles::Profile profile;               // as it was opened, or as it was edited here since
        int number = 1;                          // from 2 on: of several with the same name
        std::optional<profiles::Profile> opened; // as it was saved then
        std::optional<profiles::Profile> saved;  // as it is saved now
        Dismissed dismissed;
        QPointer<ConnectionDetails> details; // while open
    };

    void buildUi();
    void buildSideBar();
    void buildMenus();
    void buildThemeMenu(QMenu *menu);
    template<typename Slot>
    QAction *addTo(QMenu *menu, const QString &name, const QString &text, const QString &iconName,
                   const QKeySequence &shortcut, Slot slot);
    void wireConnections();
    void askForConnection();
    void openAsked(const nats::ConnectOptions &options, const profiles::Profile &profile);
    void showProfiles();
    void followEdit(const profiles::Profile &before, const profiles::Profile &after);
    void followSaved(Connection &connection);
    void showEntry(const Connection &connection);
    void reconnect(nats::Session *session);
    void runProfileAction(nats::Session *session, ProfileAction action);
    [[nodiscard]] static bool isSame(const profiles::Profile &a, const profiles::Profile &b);
    [[nodiscard]] static bool isEditable(const profiles::Profile &profile);
    [[nodiscard]] static SavedState savedStateOf(const Connection &connection);
    [[nodiscard]] static QString baseNameOf(const Connection &connection);
    [[nodiscard]] static QString nameOf(const Connection &connection);
    [[nodiscard]] QString nameOf(const nats::Session *session) const;
    [[nodiscard]] int numberFor(const Connection &connection) const;
    [[nodiscard]] int colorFor(const profiles::Profile &profile) const;
    [[nodiscard]] nats::Session *replacedBy(const profiles::Profile &profile) const;
    void takeOverTabs(nats::Session *from, nats::Session *to);
    [[nodiscard]] std::vector<RequestTab *> tabsOf(const nats::Session *session) const;
    [[nodiscard]] qsizetype runsOf(const nats::Session *session) const;
    [[nodiscard]] Connection *find(const nats::Session *session);
    void wireNotices(RequestTab *tab, const Connection &connection);
    void dismissNotices(nats::Session *session, const Dismissed &dismissed);
    void rememberPlainLogin(const nats::Session *session);
    void editConnection(nats::Session *session);
    void showDetails(nats::Session *session);
    void showCurrentDetails();
    void startWork();
    void buildAddMenu();
    void explainRefusal(nats::Session *session);
    void tellConnections();
    void showTokens(const AccountsTab &tab);
    [[nodiscard]] AccountsTab *currentAccounts() const;
    [[nodiscard]] std::vector<AccountsTab *> accountsTabs() const;
    [[nodiscard]] std::vector<AccountServerTab *> serverTabs() const;
    [[nodiscard]] ServerForm formForAnother() const;
    void showServerTitle(AccountServerTab *tab);
    void showServer(const AccountServerTab &tab);
    [[nodiscard]] QStringList connectionNames() const;
    void findConnection(AccountServerTab *tab, const QString &name);
    void inspect(const AccountServerTab *server, const QString &address, const QString &key);
    void askToStop(AccountServerTab *tab);
    [[nodiscard]] TrafficTab *currentTraffic() const;
    [[nodiscard]] std::vector<TrafficTab *> trafficTabs() const;
    void askForCapture();
    void wireTraffic(TrafficTab *tab);
    void wireTrafficNotices(TrafficTab *tab, const Connection &connection);
    void showTrafficTitle(TrafficTab *tab);
    void shareLooks(const TrafficTab &changed);
    void showTraffic(const TrafficTab &tab);
    void sendAgain(const TrafficTab &traffic, const RepeatedRequest &request);
    void takeOverTraffic(const nats::Session *from);
    void forgetTraffic(const nats::Session *session);
    void closeTab(int index);
    void removeTab(int index);
    void closeCurrentTab();
    void forget(nats::Session *session);
    void askToRemove(nats::Session *session);
    void fill(const Example &example);
    void showCurrent();
    void showStatus();
    void showRunsPart();
    void showAbout();
    [[nodiscard]] static QString titleOf(const RequestTab *tab);
    [[nodiscard]] QString tipOf(const RequestTab *tab) const;

    Scheme m_scheme;
    profiles::ProfileStore &m_store;
    profiles::SecretStore &m_secrets;
    QSettings *m_settings = nullptr;
    ProfileActions *m_profileActions;
    Notice m_emptyNotice;
    std::vector<Example> m_examples;
    std::vector<Connection> m_sessions;
    nats::Session *m_edited = nullptr;   // for which the dialog that is open was opened
    nats::Session *m_replaced = nullptr; // while another one is added in its place
    nats::Session *m_current = nullptr;  // where a new tab goes; null while there is no session
    QString m_tokenExampleTitle, m_tokenExample;
    QHash<const AccountServerTab *, QPointer<AccountsTab>> m_inspections;
    QAction *m_newTab = nullptr;
    QAction *m_newAccounts = nullptr;
    QAction *m_newServer = nullptr;
    QAction *m_newTraffic = nullptr;
    QAction *m_openCapture = nullptr;
    QAction *m_closeTab = nullptr;
    QAction *m_details = nullptr;
    QSplitter *m_splitter = nullptr;
    QWidget *m_sideBar = nullptr;
    QVBoxLayout *m_sideLayout = nullptr;
    QToolButton *m_menuButton = nullptr;
    ConnectionList *m_connections = nullptr;
    ExampleList *m_exampleList = nullptr;
    EnvironmentBanner *m_environment = nullptr;
    ProfileList *m_profileList = nullptr;
    QWidget *m_runsPart = nullptr;
    QStackedWidget *m_runs = nullptr;
    ToolTabs *m_tabs = nullptr;
    QStackedWidget *m_centre = nullptr;
    NoticePanel *m_notice = nullptr;
    StatusLine *m_status = nullptr;
    QTimer m_countdown{this}; // runs only while the current connection waits for its next attempt
};

} // namespace ui
