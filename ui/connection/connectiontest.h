// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/status.h"

#include <QtWidgets/QWidget>

class QGraphicsOpacityEffect;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class StepRow;
struct TestSummary;

// Tries a connection out, step by step, on a session of its own that is closed again: what passed,
// how long it took, and where it failed why and what to try. Can be copied as text. Where the
// options come from is its owner's business: startRequested() asks for them.
class ConnectionTest final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionTest(QWidget *parent = nullptr);
    ~ConnectionTest() override;

    // The options are being made: secrets may have to be asked for.
    void prepare();
    void start(const nats::ConnectOptions &options);
    void fail(const base::Error &error); ///< there are no options
    void stop();
    [[nodiscard]] bool isRunning() const { return m_state != State::Idle; }
    void setStartable(bool startable); ///< what runs can still be stopped
    // What is shown is not about what would be tested now.
    void setOutdated(bool outdated);

    // What start() shows with each news of its session.
    void showStatus(const nats::ConnectionStatus &status);
    [[nodiscard]] QString text() const; ///< what was found, for the clipboard

signals:
    void startRequested();
    void stopped(); ///< by the person
    void finished(bool passed);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class State { Idle, Preparing, Running };

    void buildUi();
    QWidget *makeHead();
    QWidget *makeSummary();
    void setState(State state);
    void showSteps(const std::vector<nats::ConnectStep> &steps);
    void showSummary(const TestSummary &summary);
    void showMark();
    void showButton();
    void showOutdated();
    void drop();

    nats::Session *m_session = nullptr;
    State m_state = State::Idle;
    bool m_startable = true;
    bool m_outdated = false;
    nats::ConnectionStatus m_status;
    std::unique_ptr<TestSummary> m_summary; ///< what is shown; null before the first test
    std::vector<StepRow *> m_rows;
    QVBoxLayout *m_steps = nullptr;
    QScrollArea *m_scroll = nullptr;
    QPushButton *m_button = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_outdatedHint = nullptr;
    QGraphicsOpacityEffect *m_dimmed = nullptr;
    QWidget *m_card = nullptr;
    QLabel *m_mark = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_reason = nullptr;
    QLabel *m_advice = nullptr;
    QPushButton *m_allow = nullptr;
};

} // namespace ui
