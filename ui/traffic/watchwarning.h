// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/watcher.h"

#include <QtWidgets/QDialog>

class QLabel;
class QPushButton;

namespace ui {

class LimitFields;

// Asks before something is watched that does something to the watched system: says what, and
// offers limits at which it stops by itself.
class WatchWarning final : public QDialog
{
    Q_OBJECT

public:
    // What stands in the fields unless the user has set limits of their own.
    static constexpr base::Span kTime = std::chrono::seconds(60);
    static constexpr quint64 kPerSecond = 20'000;

    WatchWarning(const QString &what, const QStringList &warnings,
                 const capture::WatchLimits &limits, QWidget *parent = nullptr);

signals:
    void agreed(const capture::WatchLimits &limits);

private:
    void agree();
    void showProblem();

    LimitFields *m_limits;
    QLabel *m_problem;
    QPushButton *m_watch;
};

} // namespace ui
