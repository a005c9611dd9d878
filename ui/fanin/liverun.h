// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace nats {
class Gather;
} // namespace nats

namespace ui {

// A run with its life: feeds a fanin::Run from the signals of a nats::Gather and tells views what
// came; or from what was seen of somebody else's request. Lives on the UI thread; keeps its replies
// until deleted. Deleting it cancels the gather.
class LiveRun final : public QObject
{
    Q_OBJECT

public:
    explicit LiveRun(fanin::Run run, QObject *parent = nullptr);

    [[nodiscard]] const fanin::Run &run() const { return m_run; }
    // Not yet ended (late replies may still come after that: until the run is Settled).
    [[nodiscard]] bool isRunning() const;
    // A change of reading is under way: rows past run().readCount() have no lane and group yet.
    [[nodiscard]] bool isRereading() const { return m_rereading; }
    // How many replies repliesAppended has told of; the rest is still to be read.
    [[nodiscard]] qsizetype announced() const { return m_announced; }
    // Since T0: of this moment while the run waits, else of its end (of one that is watched: the
    // last reply); zero before it is sent.
    [[nodiscard]] base::Span elapsed(base::Instant now) const;
    // When each responder first answered in the run told to setPrevious, by lane name.
    [[nodiscard]] const QHash<QByteArray, base::Span> &previousAnswers() const { return m_previous; }

    // Becomes the parent of `gather`; call it in the same turn in which the session returned it.
    void attach(nats::Gather *gather);
    // Remembers when each responder answered in an earlier run of the same subject, for lanes that
    // stay empty ("answered in 1.61 s last run").
    void setPrevious(const fanin::Run &previous);
    void stop();
    // Reads all replies again; many are read in slices, then readingReplaced is emitted.
    void setReading(fanin::Reading reading);

    // For a run that is watched instead of attached to a gather: when its request was seen, what
    // came for it, how it stands.
    void startWatched(const QByteArray &inbox, base::Instant requestAt);
    void append(const std::vector<nats::Reply> &replies);
    void observe(const fanin::Observation &observation);

signals:
    void repliesAppended(qsizetype first, qsizetype count); ///< only such as have been read
    void wireAppended();
    void changed(); ///< figures, state or outcome
    void readingReplaced();

private:
    void readSome();
    void announce();

    fanin::Run m_run;
    QPointer<nats::Gather> m_gather;
    QHash<QByteArray, base::Span> m_previous;
    qsizetype m_announced = 0;
    bool m_rereading = false;
    QTimer m_slices; // runs only while there is something to read
};

} // namespace ui
