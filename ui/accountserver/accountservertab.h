// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accountserver/requestlogmodel.h"
#include "ui/accountserver/requestsummary.h"
#include "ui/accountserver/serverfacts.h"
#include "ui/accountserver/serverform.h"
#include "ui/accountserver/storelisting.h"
#include "ui/accountserver/tokenlistmodel.h"

#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

class QStackedWidget;

namespace ui {

class PreloadWriter;
class ProblemBanner;
class ServerActivity;
class ServerBar;
class ServerSettings;

// The tool that runs an account server: what it is to do, start and stop, and what it does then.
// Owns what it has started itself; deleting it stops that.
class AccountServerTab final : public QWidget
{
    Q_OBJECT

public:
    using Server = accountserver::AccountServer;

    explicit AccountServerTab(StoreListing::Clock clock, QWidget *parent = nullptr);
    ~AccountServerTab() override;

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString tip() const;
    [[nodiscard]] bool isRunning() const;   ///< starting or serving
    [[nodiscard]] bool endsWithTab() const; ///< it runs, and stops when this is deleted
    [[nodiscard]] const Server *server() const { return m_server; } ///< may be null
    [[nodiscard]] ServerFacts facts() const;
    [[nodiscard]] ServerForm form() const;

    // None of these while it runs. Options may hold what the form has no field for: they are used
    // as they are until somebody edits the form.
    void setForm(const ServerForm &form);
    void setOptions(const accountserver::Options &options);
    void start(); ///< a problem of the form is shown instead
    void stop();
    // A server that was made elsewhere, whatever its state: shown, stopped and started here, but
    // somebody else's. It may go any time.
    void show(accountserver::AccountServer &server);
    using QWidget::show;
    // Something to try on it, as a button; `exampleRequested` when it is pressed.
    void setExample(const QString &text, const QString &tip);
    void failExample(const QString &reason);
    // Connections that can be chosen for notifications, and the answer to connectionNeeded().
    void setConnections(const QStringList &names);
    void useConnection(const nats::ConnectOptions &options);
    void refuseConnection(const QString &reason);

signals:
    void titleChanged();
    void exampleRequested();
    void changed(); ///< what facts() says, at most a few times a second
    // The form a server is started with: worth remembering.
    void formUsed(const ui::ServerForm &form);
    void connectionNeeded(const QString &name);
    // Everything a server has, or one of its tokens, is to be inspected.
    void inspectRequested(const QString &address, const QString &key);

private:
    using State = accountserver::AccountServer::State;

    void buildUi();
    void wire();
    void edited();
    void begin(accountserver::Options options);
    void run();
    void watch(accountserver::AccountServer &server);
    void forgetRun();
    void onStateChanged();
    void leaveStore();
    void onServing();
    void onRequests(const std::vector<accountserver::LogEntry> &entries);
    void showProblems(const ServerProblems &problems);
    void showSettings(bool shown);
    void refresh();
    void refreshSoon();
    void askForExport();
    void exportTo(const QString &path);
    void complain(const QString &title, const QString &text);
    [[nodiscard]] State state() const;

    StoreListing m_listing;
    TokenListModel m_tokens;
    RequestLogModel m_log;
    RequestSummary m_summary;
    std::unique_ptr<accountserver::AccountServer> m_own;
    QPointer<accountserver::AccountServer> m_server; // m_own, or somebody else's
    std::optional<accountserver::Options> m_given;   // with what the form has no field for
    ServerForm m_givenForm;
    std::optional<accountserver::Options> m_waiting; // for its connection
    bool m_hasServed = false;
    bool m_stopping = false; // its store is about to go, though it still serves
    ServerFacts::Time m_since, m_until;
    ServerFacts m_last; // that were shown
    QTimer m_second;    // runs while it serves
    QTimer m_refresh;   // single shot
    QPointer<PreloadWriter> m_writer;
    ServerBar *m_bar = nullptr;
    ProblemBanner *m_problem = nullptr;
    QStackedWidget *m_centre = nullptr;
    ServerSettings *m_settings = nullptr;
    ServerActivity *m_activity = nullptr;
};

} // namespace ui
