// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/liverun.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QPointer>

#include <vector>

namespace ui {

// Runs, newest first, and which of them is pinned.
class RunListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        OutcomeRole = Qt::UserRole, ///< "4 of 5"
        ToneRole,                   ///< int(Tone)
        AgeRole,                    ///< "now", "2 min"
        RunningRole,
        PinnedRole,
    };

    explicit RunListModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] LiveRun *runAt(int row) const;
    [[nodiscard]] QModelIndex indexOf(const LiveRun *run) const;
    [[nodiscard]] LiveRun *pinned() const { return m_pinned; }

    void add(ui::LiveRun *run);
    void remove(const ui::LiveRun *run);
    void setPinned(ui::LiveRun *run);
    void refreshAges();

    // How long ago, in one word or two: "now", "40 s", "2 min", "3 h", "2 d".
    [[nodiscard]] static QString ageText(base::Span age);

signals:
    void pinnedRemoved(); ///< the pinned run has left the list; none is pinned now

private:
    void changed(const LiveRun *run);

    std::vector<LiveRun *> m_runs; ///< a deleted one is removed by its destroyed signal
    LiveRun *m_pinned = nullptr;
};

} // namespace ui
