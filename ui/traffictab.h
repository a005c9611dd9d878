// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"
#include "core/capture/loader.h"
#include "core/capture/recorder.h"
#include "core/capture/selection.h"
#include "core/capture/watcher.h"
#include "ui/traffic/colorrules.h"
#include "ui/traffic/repeatedrequest.h"
#include "ui/traffic/watchform.h"

#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <memory>

class QMenu;
class QSplitter;
class QVBoxLayout;

namespace capture {
class RequesterNames;
class Saver;
} // namespace capture

namespace nats {
class Session;
} // namespace nats

namespace ui {

class ConnectionPanel;
class FilterLine;
class MatchingEntries;
class OverviewStrip;
class ProblemBanner;
class Segments;
class SubjectTreeView;
class TabActions;
class TrafficTabDetail;
class TrafficTable;
class WatchBar;

// The tool that watches what others say over one connection, or shows what was saved of it. Owns
// the capture; what was seen stays when its connection has gone.
class TrafficTab final : public QWidget
{
    Q_OBJECT

public:
    // Without a session it is for an opened capture.
    explicit TrafficTab(nats::Session *session, QWidget *parent = nullptr);
    ~TrafficTab() override;

    [[nodiscard]] nats::Session *session() const { return m_session; }
    [[nodiscard]] ConnectionPanel *connectionPanel() const { return m_connection; } ///< or null
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool isWatching() const;
    [[nodiscard]] bool isRecording() const { return m_recorder != nullptr; }
    [[nodiscard]] bool isEmpty() const; ///< nothing has been seen
    [[nodiscard]] const WatchForm &form() const { return m_form; }
    [[nodiscard]] const capture::Capture &capture() const { return m_feed->capture(); }
    // For the line at the window's foot.
    [[nodiscard]] QString counters() const;
    [[nodiscard]] QString countersTip() const;
    [[nodiscard]] QStringList problems() const;

    void setForm(const WatchForm &form);
    void loadLooks(const QSettings &settings); ///< colour rules and former filters
    void saveLooks(QSettings &settings) const;
    void openCapture(const QString &path);
    void setFilter(const QString &text);
    void watch(); ///< asks first where watching does something to the watched
    void start(); ///< without asking
    void showExample(const WatchForm &form); ///< watches it at once, and nobody remembers it
    void select(quint64 key);                ///< a row
    void stop();
    // Its session has gone or is about to: watching ends, what was seen stays.
    void forgetSession();

signals:
    void titleChanged();
    void changed(); ///< counters, problems or whether it watches; not more than a few a second
    void looksChanged();
    void formUsed(const ui::WatchForm &form);
    void sendAgainRequested(const ui::RepeatedRequest &request);
    void openRequested(); ///< another capture

private:
    static constexpr std::chrono::milliseconds kTellEvery{100};
    static constexpr std::chrono::milliseconds kCountdown{250};
    static constexpr std::chrono::milliseconds kWhilePressed{30};

    void buildUi();
    QWidget *buildHead();
    QWidget *buildBody();
    void wireActions();
    void wireViews();
    void makeFeed(base::WallAnchor anchor);
    void showFeed(capture::Feed *feed);
    void follow(const capture::Changes &changes);
    void tell();

    struct Recording // that begins with the watch
    {
        QString path;
        bool redact = true;
    };

    void onWatchAction();
    void watchAnd(const std::optional<Recording> &recording);
    void begin(const capture::WatchLimits &limits, const std::optional<Recording> &recording = {});
    void onStopped(capture::WatchEnd end, const QString &why);
    void onSubjectsEdited();
    void showSubjects();
    void showWatching();
    void askOptions();
    void askColors();
    void useOptions(const WatchForm &form);

    void setKind(capture::RowKind kind);
    void showCurrent();
    void makeRoom();
    void showCounts();
    void showEmptyText();
    void updateRowActions();
    void extendMenu(QMenu *menu);
    void togglePin(bool pinned);
    void sendAgain();
    void answer();
    void copyCommand();
    [[nodiscard]] capture::Number pinnable() const;
    [[nodiscard]] std::optional<capture::Entry> currentMessage() const;
    [[nodiscard]] QString answerProblem(const std::optional<capture::Entry> &message) const;
    [[nodiscard]] capture::Filter::Facts facts() const;

    void askToSave(bool matching);
    void save(const QString &path, bool redact, std::vector<capture::Number> numbers);
    void cancelSaving();
    void showKeeping();
    void collectMatching(const QString &path, bool redact);
    void askToRecord();
    void record(const QString &path, bool redact);
    void startRecording(const Recording &recording);
    void stopRecording();
    void onRecorded();
    void onLoaded(const capture::Loader::Report &report);
    [[nodiscard]] capture::FileHead fileHead(bool redact) const;
    [[nodiscard]] QString suggestedPath() const;

    nats::Session *m_session;
    WatchForm m_form;
    ColorRules m_rules;
    QSet<capture::Number> m_pins;
    std::unique_ptr<capture::Feed> m_feed;
    base::Span m_window = capture::PairingRules::kDefaultWindow; // of the feed
    std::unique_ptr<capture::Watcher> m_watcher;
    std::unique_ptr<capture::RequesterNames> m_names;
    std::unique_ptr<capture::Recorder> m_recorder;
    std::unique_ptr<capture::Loader> m_loader;
    std::unique_ptr<capture::Saver> m_saver;
    std::unique_ptr<MatchingEntries> m_search; // of what is to be saved
    int m_saved = 0;                           // of it, per cent
    std::optional<capture::FileHead> m_opened; // of the file that is shown
    std::optional<base::Instant> m_stoppedAt;  // what comes until the next start is not seen
    QString m_fileName;
    QString m_folder;   // where the last file was written to
    QTimer m_telling;   // runs while there is something untold
    QTimer m_countdown; // runs while watching ends by itself at a time

    TabActions *m_actions;
    QVBoxLayout *m_panelRow = nullptr;
    ConnectionPanel *m_connection = nullptr;
    ProblemBanner *m_banner = nullptr;
    WatchBar *m_bar = nullptr;
    FilterLine *m_filter = nullptr;
    Segments *m_kinds = nullptr;
    OverviewStrip *m_strip = nullptr;
    SubjectTreeView *m_tree = nullptr;
    TrafficTable *m_table = nullptr;
    TrafficTabDetail *m_detail = nullptr;
};

} // namespace ui
