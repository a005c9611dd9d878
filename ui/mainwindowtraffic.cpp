// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The window, its Traffic tabs and the captures that are opened in it.
#include "ui/mainwindow.h"

#include "core/nats/session.h"
#include "ui/common/askfile.h"
#include "ui/connection/connectionpanel.h"
#include "ui/request/requestcomposer.h"
#include "ui/requesttab.h"
#include "ui/traffic/repeatedrequest.h"
#include "ui/traffictab.h"
#include "ui/window/statusline.h"
#include "ui/window/tooltabs.h"

#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QSignalBlocker>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kNoConnection = -1;
constexpr qsizetype kMostDropped = 20; ///< files at once

// Captures by their names: what else is dropped is for the tab in front.
QStringList capturesIn(const QMimeData *dropped)
{
    static const QStringList endings{u".jsonl"_s, u".ndjson"_s, u".capture"_s};
    QStringList paths;
    for (const QUrl &url : dropped->urls()) {
        const QString path = url.toLocalFile();
        const bool fits = std::ranges::any_of(endings, [&path](const QString &ending) {
            return path.endsWith(ending, Qt::CaseInsensitive);
        });
        if (fits && paths.size() < kMostDropped)
            paths += path;
    }
    return paths;
}

} // namespace

TrafficTab *MainWindow::currentTraffic() const
{
    return qobject_cast<TrafficTab *>(m_tabs->current());
}

std::vector<TrafficTab *> MainWindow::trafficTabs() const
{
    std::vector<TrafficTab *> tabs;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *tab = qobject_cast<TrafficTab *>(m_tabs->page(i)))
            tabs.push_back(tab);
    }
    return tabs;
}

TrafficTab *MainWindow::openTrafficTab()
{
    nats::Session *session = currentSession();
    const Connection *known = find(session);
    if (!known) {
        askForConnection();
        return nullptr;
    }
    auto *tab = new TrafficTab(session);
    wireTraffic(tab);
    wireTrafficNotices(tab, *known);
    WatchForm form = tab->form();
    const QByteArray own = session->options().inboxPrefix + ".>";
    if (std::ranges::find(form.pairing, own) == form.pairing.end() && own != "_INBOX.>") {
        form.pairing.push_back(own); // who else is here has inboxes there, too
        tab->setForm(form);
    }
    m_tabs->add(tab, tab->title(), known->colorIndex);
    showTrafficTitle(tab);
    tab->setFocus();
    showCurrent();
    return tab;
}

TrafficTab *MainWindow::openCapture(const QString &path)
{
    auto *tab = new TrafficTab(nullptr);
    wireTraffic(tab);
    m_tabs->add(tab, tab->title(), kNoConnection);
    tab->openCapture(path);
    showTrafficTitle(tab);
    tab->setFocus();
    showCurrent();
    return tab;
}

void MainWindow::askForCapture()
{
    askOpenFile(this, tr("Open a capture"), [this](const QString &path) { openCapture(path); });
}

void MainWindow::wireTraffic(TrafficTab *tab)
{
    if (m_settings) {
        tab->setForm(savedWatchForm(*m_settings));
        tab->loadLooks(*m_settings);
    }
    connect(tab, &TrafficTab::titleChanged, this, [this, tab] { showTrafficTitle(tab); });
    connect(tab, &TrafficTab::changed, this, [this, tab] {
        showTrafficTitle(tab);
        if (m_tabs->current() == tab)
            showTraffic(*tab);
    });
    connect(tab, &TrafficTab::formUsed, this, [this](const WatchForm &form) {
        if (m_settings)
            save(form, *m_settings);
    });
    connect(tab, &TrafficTab::looksChanged, this, [this, tab] { shareLooks(*tab); });
    connect(tab, &TrafficTab::openRequested, this, &MainWindow::askForCapture);
    connect(tab, &TrafficTab::sendAgainRequested, this,
            [this, tab](const RepeatedRequest &request) { sendAgain(*tab, request); });
}

void MainWindow::wireTrafficNotices(TrafficTab *tab, const Connection &connection)
{
    nats::Session *session = connection.session;
    ConnectionPanel *panel = tab->connectionPanel();
    panel->setEditable(isEditable(connection.profile));
    panel->setSaved(savedStateOf(connection));
    panel->setDismissed(connection.dismissed);
    connect(panel, &ConnectionPanel::reconnectRequested, this,
            [this, session] { reconnect(session); });
    connect(panel, &ConnectionPanel::editRequested, this,
            [this, session] { editConnection(session); });
    connect(panel, &ConnectionPanel::explainRequested, this,
            [this, session] { explainRefusal(session); });
    connect(panel, &ConnectionPanel::dismissed, this,
            [this, session](const Dismissed &dismissed) { dismissNotices(session, dismissed); });
    connect(panel, &ConnectionPanel::plainLoginAllowed, this,
            [this, session] { rememberPlainLogin(session); });
}

void MainWindow::showTrafficTitle(TrafficTab *tab)
{
    const QString tip = tab->session() ? nameOf(tab->session()) : QString();
    m_tabs->setTitle(tab, tab->title(), tip);
    m_tabs->setMark(tab,
                    tab->isRecording()      ? icon(u"record"_s, Tint::Error)
                        : tab->isWatching() ? icon(u"traffic"_s, Tint::Ok)
                        : tab->session()    ? QIcon()
                                            : icon(u"file"_s, Tint::Quiet));
}

// Colour rules and former filters are the user's, whichever tab they were made in.
void MainWindow::shareLooks(const TrafficTab &changed)
{
    if (!m_settings)
        return;
    changed.saveLooks(*m_settings);
    for (TrafficTab *tab : trafficTabs()) {
        const QSignalBlocker quiet(tab);
        if (tab != &changed)
            tab->loadLooks(*m_settings);
    }
}

void MainWindow::showTraffic(const TrafficTab &tab)
{
    m_status->setWords(tab.counters(), tab.problems().join(u"   "_s), tab.countersTip());
}

// What stands in the composer of a request tab is somebody's work: in a tab of its own.
void MainWindow::sendAgain(const TrafficTab &traffic, const RepeatedRequest &request)
{
    nats::Session *session = traffic.session() ? traffic.session() : currentSession();
    if (!find(session))
        return askForConnection();
    RequestTab *tab = openRequestTab(session);
    tab->fill(request.spec, {});
    const QStringList differences = differencesOf(request);
    if (!differences.isEmpty())
        tab->warn(tr("This is not all that was said"), differences);
}

// Another session takes the place of one: what was watched over that can be watched over this.
void MainWindow::takeOverTraffic(const nats::Session *from)
{
    for (const TrafficTab *before : trafficTabs()) {
        if (before->session() != from)
            continue;
        if (TrafficTab *tab = openTrafficTab())
            tab->setForm(before->form());
    }
}

// What was seen stays, with nothing to watch it over.
void MainWindow::forgetTraffic(const nats::Session *session)
{
    for (TrafficTab *tab : trafficTabs()) {
        if (tab->session() != session)
            continue;
        if (tab->isEmpty()) {
            m_tabs->remove(m_tabs->indexOf(tab));
            continue;
        }
        tab->forgetSession();
        m_tabs->setColor(tab, kNoConnection);
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!capturesIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QStringList paths = capturesIn(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    for (const QString &path : paths)
        openCapture(path);
}

} // namespace ui
