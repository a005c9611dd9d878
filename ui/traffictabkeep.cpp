// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The Traffic tab and the files of captures.
#include "ui/traffictab.h"

#include "core/base/counted.h"
#include "core/capture/requesternames.h"
#include "core/capture/saver.h"
#include "core/nats/session.h"
#include "core/nats/subject.h"
#include "ui/common/format.h"
#include "ui/common/problembanner.h"
#include "ui/traffic/filterline.h"
#include "ui/traffic/matchingentries.h"
#include "ui/traffic/overviewstrip.h"
#include "ui/traffic/savedialog.h"
#include "ui/traffic/tabactions.h"
#include "ui/traffic/traffictable.h"
#include "ui/traffic/watchbar.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtGui/QAction>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString messagesText(quint64 count)
{
    return count == 1 ? TrafficTab::tr("1 message")
                      : TrafficTab::tr("%1 messages").arg(formatCount(count));
}

// What the head says of where it was recorded.
QString subjectsText(const capture::FileHead &head)
{
    constexpr size_t kMostNamed = 5;
    QStringList names;
    for (size_t i = 0; i < head.subjects.size() && i < kMostNamed; ++i)
        names += nats::subject::toText(head.subjects[i]);
    if (head.subjects.size() > kMostNamed)
        names += TrafficTab::tr("%1 more").arg(head.subjects.size() - kMostNamed);
    return names.join(u", "_s);
}

} // namespace

QString TrafficTab::suggestedPath() const
{
    QString folder = m_folder;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (folder.isEmpty() || !QFileInfo(folder).isDir())
        folder = QDir::homePath();
    const QString now = QDateTime::currentDateTime().toString(u"yyyy-MM-dd-HHmmss"_s);
    return QDir(folder).filePath(u"traffic-%1.jsonl"_s.arg(now));
}

capture::FileHead TrafficTab::fileHead(bool redact) const
{
    capture::FileHead head;
    if (m_opened) { // as it was recorded, wherever it is saved to
        head = *m_opened;
        head.version = capture::kFileVersion;
        head.redacted = head.redacted || redact;
        return head;
    }
    for (const capture::WatchedSubject &subject : m_form.subjects())
        head.subjects.push_back(subject.pattern);
    head.inboxPrefixes = m_feed->capture().conversations().inboxPrefixes();
    if (m_session)
        head.server = m_session->status().server.serverName;
    head.redacted = redact;
    return head;
}

void TrafficTab::askToSave(bool matching)
{
    if (m_saver || m_search)
        return cancelSaving();
    if (isEmpty())
        return;
    const QString what = !matching ? messagesText(m_feed->capture().counts().kept)
        : m_table->kind() == capture::RowKind::Messages
        ? messagesText(m_table->matching())
        : tr("The messages of %1")
              .arg(m_table->matching() == 1
                       ? tr("1 conversation")
                       : tr("%1 conversations").arg(formatCount(m_table->matching())));
    auto *dialog
        = new SaveDialog(matching ? SaveDialog::Purpose::SaveMatching : SaveDialog::Purpose::Save,
                         what, suggestedPath(), this);
    connect(dialog, &SaveDialog::chosen, this, [this, matching](const QString &path, bool redact) {
        matching ? collectMatching(path, redact) : save(path, redact, {});
    });
    dialog->open();
}

void TrafficTab::collectMatching(const QString &path, bool redact)
{
    capture::Selection::Criteria criteria;
    criteria.kind = m_table->kind();
    criteria.filter = m_filter->filter();
    criteria.from = m_strip->from();
    criteria.to = m_strip->to();
    m_search = std::make_unique<MatchingEntries>(*m_feed, criteria, facts());
    connect(m_search.get(), &MatchingEntries::found, this,
            [this, path, redact](const std::vector<capture::Number> &numbers) {
                m_search.release()->deleteLater();
                showKeeping();
                if (numbers.empty())
                    m_banner->show(SeverityMark::Note, tr("Nothing was saved"),
                                   {tr("Nothing matches the filter.")});
                else
                    save(path, redact, numbers);
            });
    m_saved = 0;
    showKeeping();
}

void TrafficTab::save(const QString &path, bool redact, std::vector<capture::Number> numbers)
{
    if (m_saver)
        return;
    m_banner->dismiss();
    m_folder = QFileInfo(path).absolutePath();
    m_saver = std::make_unique<capture::Saver>(*m_feed, redact);
    connect(m_saver.get(), &capture::Saver::finished, this,
            [this, path](quint64 written, quint64 missing, quint64 redacted) {
                m_saver.release()->deleteLater();
                showKeeping();
                QStringList words{tr("%1 in %2").arg(messagesText(written), path)};
                if (missing > 0)
                    words += tr("%1 had gone for newer ones before their turn.")
                                 .arg(messagesText(missing));
                if (redacted > 0)
                    words += base::counted(qint64(redacted),
                                           tr("The value of 1 header was left out as a secret."),
                                           tr("The values of %1 headers were left out as "
                                              "secrets."));
                m_banner->show(missing > 0 ? SeverityMark::Warning : SeverityMark::Note,
                               tr("Saved"), words);
            });
    connect(m_saver.get(), &capture::Saver::failed, this, [this](const base::Error &error) {
        m_saver.release()->deleteLater();
        showKeeping();
        m_banner->show(SeverityMark::Error, tr("The capture could not be saved"), {error.text});
    });
    connect(m_saver.get(), &capture::Saver::progress, this, [this](quint64 done, quint64 total) {
        const int saved = total > 0 ? int(done * 100 / total) : 100;
        if (saved == std::exchange(m_saved, saved))
            return;
        showKeeping();
    });
    m_saved = 0;
    m_saver->save(path, fileHead(redact), std::move(numbers));
    showKeeping();
}

void TrafficTab::cancelSaving()
{
    m_search.reset();
    m_saver.reset();
    showKeeping();
    m_banner->show(SeverityMark::Note, tr("Saving was cancelled"),
                   {tr("No file was written; one that was there is as it was.")});
}

void TrafficTab::showKeeping()
{
    const bool saving = m_saver || m_search;
    m_bar->showKeeping(isRecording(), saving ? std::optional(m_saved) : std::nullopt);
    m_actions->save->setText(saving ? tr("Cancel &saving") : tr("&Save the capture…"));
    m_actions->save->setEnabled(saving || !isEmpty());
    m_actions->saveMatching->setEnabled(!saving && !isEmpty());
    m_actions->record->setText(isRecording() ? tr("Stop &recording") : tr("&Record to a file…"));
}

void TrafficTab::askToRecord()
{
    if (isRecording())
        return stopRecording();
    auto *dialog = new SaveDialog(SaveDialog::Purpose::Record, {}, suggestedPath(), this);
    connect(dialog, &SaveDialog::chosen, this, &TrafficTab::record);
    dialog->open();
}

void TrafficTab::record(const QString &path, bool redact)
{
    if (!m_watcher || isRecording())
        return;
    m_banner->dismiss();
    m_folder = QFileInfo(path).absolutePath();
    if (isWatching())
        startRecording({path, redact});
    else
        watchAnd(Recording{path, redact});
}

void TrafficTab::startRecording(const Recording &recording)
{
    m_recorder = std::make_unique<capture::Recorder>(m_feed->capture().anchor(), recording.redact);
    capture::Recorder *recorder = m_recorder.get();
    connect(m_watcher.get(), &capture::Watcher::messagesAdded, recorder, &capture::Recorder::add);
    connect(m_watcher.get(), &capture::Watcher::gapAdded, recorder, &capture::Recorder::addGap);
    connect(recorder, &capture::Recorder::finished, this, &TrafficTab::onRecorded);
    connect(recorder, &capture::Recorder::failed, this, [this](const base::Error &error) {
        m_recorder.release()->deleteLater();
        m_banner->show(SeverityMark::Error, tr("Recording has stopped"), {error.text});
        showWatching();
    });
    recorder->start(recording.path, fileHead(recording.redact), true);
    showWatching();
}

void TrafficTab::stopRecording()
{
    if (m_recorder)
        m_recorder->stop();
}

void TrafficTab::onRecorded()
{
    const capture::Recorder::Figures figures = m_recorder->figures();
    QStringList words{
        tr("%1, %2 in %3")
            .arg(messagesText(figures.messages), formatBytes(figures.bytes), m_recorder->path())};
    if (figures.lost > 0)
        words += tr("The disk was too slow for %1, which are missing in it.")
                     .arg(messagesText(figures.lost));
    m_recorder.release()->deleteLater();
    m_banner->show(figures.lost > 0 ? SeverityMark::Warning : SeverityMark::Note, tr("Recorded"),
                   words);
    showWatching();
}

void TrafficTab::openCapture(const QString &path)
{
    if (m_session)
        return;
    m_loader.reset();
    m_opened.reset();
    makeFeed(base::WallAnchor::now());
    m_banner->dismiss();
    m_table->setFollowing(false); // one reads a file from its beginning
    m_actions->follow->setChecked(false);
    m_fileName = QFileInfo(path).fileName();
    m_bar->showFile(m_fileName, tr("Opening %1").arg(path));
    m_loader = std::make_unique<capture::Loader>(*m_feed);
    connect(m_loader.get(), &capture::Loader::progress, this, [this, path](qint64 at, qint64 all) {
        m_bar->showFile(m_fileName,
                        tr("Opening %1: %2 of %3").arg(path, formatBytes(at), formatBytes(all)));
    });
    connect(m_loader.get(), &capture::Loader::finished, this, &TrafficTab::onLoaded);
    connect(m_loader.get(), &capture::Loader::failed, this, [this, path](const base::Error &error) {
        m_loader.release()->deleteLater();
        m_bar->showFile(m_fileName, path);
        m_banner->show(SeverityMark::Error, tr("The capture could not be opened"), {error.text});
        showEmptyText();
    });
    m_loader->open(path);
    showEmptyText();
    emit titleChanged();
}

void TrafficTab::onLoaded(const capture::Loader::Report &report)
{
    const QString path = m_loader->path();
    m_loader.release()->deleteLater();
    m_opened = report.head;
    QStringList facts{messagesText(report.messages)};
    if (report.head.startedAt) {
        const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(
            report.head.startedAt->time_since_epoch());
        facts += tr("from %1").arg(
            QDateTime::fromMSecsSinceEpoch(at.count()).toString(u"yyyy-MM-dd HH:mm:ss"_s));
    }
    const QString subjects = subjectsText(report.head);
    if (!subjects.isEmpty())
        facts += subjects;
    if (!report.head.server.isEmpty())
        facts += tr("seen by %1").arg(report.head.server);
    if (report.head.redacted)
        facts += tr("secrets redacted");
    m_bar->showFile(m_fileName, facts.join(u" · "_s));
    m_bar->setToolTip(path);
    QStringList problems;
    if (report.badLines > 0)
        problems += tr("%1 could not be read: %2")
                        .arg(base::counted(qint64(report.badLines), tr("1 line"), tr("%1 lines")),
                             report.firstBad);
    if (report.cutOff)
        problems += tr("Its last line is cut off, as by a crash while recording. All before it is "
                       "here.");
    const capture::Counts &counts = m_feed->capture().counts();
    if (counts.evicted > 0)
        problems += tr("%1 of its beginning had no place in the memory for it; the options can "
                       "allow more.")
                        .arg(messagesText(counts.evicted));
    if (!problems.isEmpty())
        m_banner->show(SeverityMark::Warning, tr("Not all of the capture is here"), problems);
    showEmptyText();
    emit changed();
}

} // namespace ui
