// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"
#include "core/nats/request.h"

#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

#include <vector>

class QVBoxLayout;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class ConnectionPanel;
struct Dismissed;
class FaninView;
class LiveRun;
class ProblemBanner;
class RequestComposer;
class RunList;

// The tool that sends requests over one connection: composer above, fan-in below. Keeps its runs,
// the newest kMaxRuns of at most kMaxRunBytes in all; the oldest that are not pinned go first.
class RequestTab final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxRuns = 50;
    static constexpr qint64 kMaxRunBytes = 1024LL * 1024 * 1024;

    explicit RequestTab(nats::Session &session, QWidget *parent = nullptr);
    ~RequestTab() override;

    [[nodiscard]] nats::Session &session() const { return m_session; }
    [[nodiscard]] LiveRun *run() const; ///< the one shown; may be null
    // The list of this tab's runs, for a place outside of it. Owned by whoever parents it.
    [[nodiscard]] RunList *runList() const;
    [[nodiscard]] RequestComposer *composer() const { return m_composer; }
    [[nodiscard]] ConnectionPanel *connectionPanel() const { return m_connection; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] qsizetype runCount() const { return qsizetype(m_runs.size()); }
    [[nodiscard]] quint64 keptReplies() const;
    [[nodiscard]] quint64 droppedRuns() const { return m_dropped; } ///< past the bounds above

    void fill(const nats::RequestSpec &spec, const fanin::Reading &reading);
    // Something to know before what was filled in is sent; goes when it is.
    void warn(const QString &title, const QStringList &reasons);
    void send(); ///< what the composer holds, unless it cannot be sent: the composer says why
    void stop(); ///< the run shown while it goes on, else the newest that does

signals:
    void titleChanged();
    void refusalAsked(); ///< why the server refused this connection
    void editAsked();    ///< the profile of this connection
    void plainLoginAllowed();
    void noticeDismissed(const ui::Dismissed &dismissed); ///< about this connection
    void runStarted();
    // Nothing more will come for the run that was last sent.
    void runSettled();

private:
    static constexpr int kComposerHeight = 212;
    static constexpr qsizetype kMaxSubjects = 200;

    void buildUi();
    void showStatus();
    void showRun(ui::LiveRun *run);
    void forgetRun(ui::LiveRun *run);
    void trimRuns();
    void rememberSubject(const QString &subject);
    void onChanged(ui::LiveRun *run);
    void onReadingChanged();
    void onSubjectChanged();
    [[nodiscard]] LiveRun *stoppable() const; ///< what stop() acts on; null: nothing goes on
    [[nodiscard]] LiveRun *previousOf(const QByteArray &subject) const;
    [[nodiscard]] static std::vector<QByteArray> respondersOf(const fanin::Run &run);

    nats::Session &m_session;
    std::vector<LiveRun *> m_runs; // oldest first
    QPointer<LiveRun> m_run;
    QPointer<LiveRun> m_sent;
    QPointer<RunList> m_runList;
    QStringList m_subjects; // newest first
    quint64 m_dropped = 0;
    RequestComposer *m_composer = nullptr;
    QVBoxLayout *m_panelRow = nullptr;
    ConnectionPanel *m_connection = nullptr;
    ProblemBanner *m_warning = nullptr;
    FaninView *m_view = nullptr;
};

} // namespace ui
