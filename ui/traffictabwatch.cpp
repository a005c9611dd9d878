// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The Traffic tab and what is watched.
#include "ui/traffictab.h"

#include "core/capture/requesternames.h"
#include "core/nats/session.h"
#include "core/nats/subject.h"
#include "ui/common/problembanner.h"
#include "ui/connection/connectionpanel.h"
#include "ui/traffic/colorrulesdialog.h"
#include "ui/traffic/filterline.h"
#include "ui/traffic/overviewstrip.h"
#include "ui/traffic/subjectchips.h"
#include "ui/traffic/subjecttreeview.h"
#include "ui/traffic/tabactions.h"
#include "ui/traffic/traffictable.h"
#include "ui/traffic/watchbar.h"
#include "ui/traffic/watchoptions.h"
#include "ui/traffic/watchwarning.h"
#include "ui/traffictabdetail.h"

#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtGui/QShortcut>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using capture::WatchedSubject;

namespace ui {

namespace {

constexpr auto kFilters = "traffic/filters"_L1;

// Of those that are not harmless to watch.
QString namesOf(const std::vector<WatchedSubject> &subjects, const QByteArray &queue)
{
    QStringList names;
    for (const WatchedSubject &subject : subjects) {
        if (subject.purpose == WatchedSubject::Purpose::Chosen
            && !capture::watchWarnings({subject}, queue).isEmpty())
            names += nats::subject::toText(subject.pattern);
    }
    constexpr qsizetype kMostNamed = 3;
    const qsizetype more = names.size() - kMostNamed;
    return more > 0
        ? TrafficTab::tr("%1 and %2 more").arg(names.first(kMostNamed).join(u", "_s)).arg(more)
        : names.join(u", "_s);
}

} // namespace

void TrafficTab::wireActions()
{
    connect(m_actions->watch, &QAction::triggered, this, &TrafficTab::onWatchAction);
    connect(m_actions->pause, &QAction::toggled, this, [this](bool paused) {
        m_table->setPaused(paused);
        showCounts();
        showWatching();
    });
    auto *escape = new QShortcut(Qt::Key_Escape, m_table->view());
    escape->setContext(Qt::WidgetShortcut);
    connect(escape, &QShortcut::activated, m_strip, &OverviewStrip::showAll);
    auto *space = new QShortcut(Qt::Key_Space, m_table->view());
    space->setContext(Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, m_actions->pause, &QAction::trigger);
    connect(m_actions->follow, &QAction::triggered, m_table, &TrafficTable::setFollowing);
    m_actions->follow->setChecked(m_table->isFollowing());
    connect(m_actions->clear, &QAction::triggered, this, [this] { m_feed->clear(); });
    connect(m_actions->options, &QAction::triggered, this, &TrafficTab::askOptions);
    connect(m_actions->save, &QAction::triggered, this, [this] { askToSave(false); });
    connect(m_actions->saveMatching, &QAction::triggered, this, [this] { askToSave(true); });
    connect(m_actions->record, &QAction::triggered, this, &TrafficTab::askToRecord);
    connect(m_actions->open, &QAction::triggered, this, &TrafficTab::openRequested);
    connect(m_actions->find, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_actions->colors, &QAction::triggered, this, &TrafficTab::askColors);
    connect(m_actions->sendAgain, &QAction::triggered, this, &TrafficTab::sendAgain);
    connect(m_actions->answer, &QAction::triggered, this, &TrafficTab::answer);
    connect(m_actions->copyCommand, &QAction::triggered, this, &TrafficTab::copyCommand);
    connect(m_actions->pin, &QAction::triggered, this, &TrafficTab::togglePin);
    m_actions->record->setEnabled(m_session);
    m_actions->pause->setEnabled(m_session);
    m_actions->watch->setEnabled(m_session);
    m_tree->setCanWatch(m_session);
    updateRowActions();
}

void TrafficTab::setForm(const WatchForm &form)
{
    m_form = form;
    if (m_form.window != m_window && isEmpty() && !isWatching())
        makeFeed(m_feed->capture().anchor());
    m_feed->setLimit(m_form.memoryBytes());
    m_bar->chips()->setSubjects(m_form.subjects());
    showEmptyText();
}

void TrafficTab::loadLooks(const QSettings &settings)
{
    m_rules.load(settings);
    m_filter->setHistory(settings.value(kFilters).toStringList());
}

void TrafficTab::saveLooks(QSettings &settings) const
{
    m_rules.save(settings);
    settings.setValue(kFilters, m_filter->history());
}

void TrafficTab::onWatchAction()
{
    isWatching() ? stop() : watch();
}

void TrafficTab::watch()
{
    watchAnd({});
}

// What is to be recorded begins when it has been agreed to, not before.
void TrafficTab::watchAnd(const std::optional<Recording> &recording)
{
    if (!m_watcher || isWatching() || !m_bar->chips()->commit())
        return;
    m_form.setSubjects(m_bar->chips()->subjects());
    if (m_form.chosen.empty() && m_form.pairing.empty()) {
        m_bar->chips()->setFocus();
        return;
    }
    const std::vector<WatchedSubject> subjects = m_form.subjects();
    const QStringList warnings = capture::watchWarnings(subjects, m_form.queue);
    emit formUsed(m_form);
    if (warnings.isEmpty())
        return begin(m_form.limits, recording);
    auto *warning
        = new WatchWarning(namesOf(subjects, m_form.queue), warnings, m_form.limits, this);
    connect(warning, &WatchWarning::agreed, this,
            [this, recording](const capture::WatchLimits &limits) { begin(limits, recording); });
    warning->open();
}

void TrafficTab::start()
{
    begin(m_form.limits);
}

void TrafficTab::showExample(const WatchForm &form)
{
    setForm(form);
    start();
}

void TrafficTab::begin(const capture::WatchLimits &limits,
                       const std::optional<Recording> &recording)
{
    if (!m_watcher || isWatching())
        return;
    m_banner->dismiss();
    if (m_form.window != m_window && isEmpty())
        makeFeed(m_feed->capture().anchor());
    if (m_stoppedAt && !isEmpty()) {
        m_feed->edit().appendGap(*m_stoppedAt, base::Clock::now(), capture::GapCause::Stopped);
        m_feed->publish();
    }
    if (isEmpty()) // this computer may have slept since the connection was opened
        m_feed->edit().setAnchor(base::WallAnchor::now());
    m_stoppedAt.reset();
    m_watcher->setSubjects(m_form.subjects(), m_form.queue);
    if (recording && !isRecording())
        startRecording(*recording);
    m_watcher->start(limits);
    showWatching();
}

void TrafficTab::stop()
{
    if (isWatching())
        m_watcher->stop();
}

void TrafficTab::onStopped(capture::WatchEnd end, const QString &why)
{
    m_stoppedAt = base::Clock::now();
    stopRecording();
    using enum capture::WatchEnd;
    if (end == Time || end == Rate || end == Count)
        m_banner->show(end == Rate ? SeverityMark::Warning : SeverityMark::Note,
                       tr("Watching has stopped by itself"), {why});
    showWatching();
}

void TrafficTab::forgetSession()
{
    if (!m_session)
        return;
    m_session = nullptr; // it may be half gone, and what follows is told
    delete std::exchange(m_connection, nullptr);
    stop();
    stopRecording();
    m_watcher.reset();
    m_panelRow->setContentsMargins(0, 0, 0, 0);
    m_bar->showFile(tr("What was seen of a connection that has been closed"),
                    tr("Nothing can be watched here any more; what was seen can be read, filtered "
                       "and saved."));
    for (QAction *action : {m_actions->watch, m_actions->pause, m_actions->record})
        action->setEnabled(false);
    if (m_actions->pause->isChecked())
        m_actions->pause->setChecked(false);
    m_tree->setCanWatch(false);
    updateRowActions();
    showWatching();
}

void TrafficTab::onSubjectsEdited()
{
    WatchForm form = m_form;
    form.setSubjects(m_bar->chips()->subjects());
    if (!isWatching()) {
        m_form = form;
        showEmptyText();
        return;
    }
    const QStringList before = capture::watchWarnings(m_form.subjects(), m_form.queue);
    const QStringList warnings = capture::watchWarnings(form.subjects(), form.queue);
    if (warnings.isEmpty() || warnings == before) {
        m_form = form;
        m_watcher->setSubjects(form.subjects(), form.queue);
        if (warnings != before) // nor does it stop by itself for them
            m_watcher->start(form.limits);
        return;
    }
    // As they were, until that is agreed to.
    m_bar->chips()->setSubjects(m_watcher->subjects());
    auto *warning
        = new WatchWarning(namesOf(form.subjects(), form.queue), warnings, form.limits, this);
    connect(warning, &WatchWarning::agreed, this, [this, form](const capture::WatchLimits &limits) {
        m_form = form;
        m_bar->chips()->setSubjects(form.subjects());
        if (!isWatching())
            return begin(limits);
        m_watcher->setSubjects(form.subjects(), form.queue);
        m_watcher->start(limits);
    });
    warning->open();
}

// What the user edits meanwhile is not taken away.
void TrafficTab::showSubjects()
{
    if (m_watcher)
        m_bar->chips()->setSubjects(m_watcher->subjects());
    emit changed();
}

void TrafficTab::showWatching()
{
    const bool watching = isWatching();
    std::optional<base::Span> left;
    if (watching && m_watcher->stopsAt())
        left = *m_watcher->stopsAt() - base::Clock::now();
    if (left.has_value() != m_countdown.isActive())
        left ? m_countdown.start() : m_countdown.stop();
    m_bar->showWatching(watching, left);
    showKeeping();
    m_actions->watch->setText(watching ? tr("Stop watching") : tr("Watch"));
    showEmptyText();
    emit changed();
}

void TrafficTab::askColors()
{
    auto *dialog = new ColorRulesDialog(m_rules.rules(), m_filter->filter().text(), this);
    connect(dialog, &ColorRulesDialog::chosen, &m_rules, &ColorRules::setRules);
    dialog->open();
}

void TrafficTab::askOptions()
{
    auto *options = new WatchOptions(m_form, m_session, this);
    connect(options, &WatchOptions::chosen, this, &TrafficTab::useOptions);
    options->open();
}

void TrafficTab::useOptions(const WatchForm &form)
{
    const std::vector<QByteArray> chosen = m_form.chosen;
    const std::vector<QByteArray> pairing = m_form.pairing;
    const bool otherQueue = form.queue != m_form.queue;
    m_form = form;
    m_form.chosen = chosen; // may have been edited meanwhile
    m_form.pairing = pairing;
    m_feed->setLimit(m_form.memoryBytes());
    if (isWatching() && otherQueue)
        m_watcher->setSubjects(m_form.subjects(), m_form.queue);
    if (isWatching())
        m_watcher->start(m_form.limits);
    emit formUsed(m_form);
    showWatching();
}

} // namespace ui
