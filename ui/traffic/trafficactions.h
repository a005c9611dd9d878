// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/selection.h"
#include "ui/traffic/trafficmodel.h"
#include "ui/traffic/waterfall.h"

#include <QtCore/QObject>

#include <array>

class QAction;
class QMenu;

namespace ui {

class TrafficView;

// What can be done with a row or cell of a table of traffic, by shortcut and menu.
class TrafficActions final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMostCopied = 5'000; ///< rows at once: more would be felt

    explicit TrafficActions(TrafficView &view); ///< owned by the view

    void setTraffic(TrafficModel *model);
    void fillRowMenu(QMenu &menu); ///< for the current cell
    void fillHeaderMenu(QMenu &menu);

signals:
    void filterRequested(const QString &term);
    void goToRequested(quint64 key);
    void orderRequested(capture::RowOrder order, bool descending);

private:
    void buildActions();
    void buildTimes();
    void offer();
    void copyCell();
    void copyRows();
    void setReference();
    void addChoices(QMenu &menu);
    void addOrders(QMenu &menu);
    [[nodiscard]] quint64 currentKey() const;
    [[nodiscard]] quint64 counterpartKey() const;
    [[nodiscard]] quint64 nextReplyKey() const;
    [[nodiscard]] QString term() const;

    TrafficView &m_view;
    TrafficModel *m_traffic = nullptr;
    QAction *m_counterpart = nullptr;
    QAction *m_nextReply = nullptr;
    QAction *m_filter = nullptr;
    QAction *m_filterOut = nullptr;
    QAction *m_copyRows = nullptr;
    QAction *m_copyCell = nullptr;
    QAction *m_reference = nullptr;
    std::array<QAction *, 4> m_times{};      // by TimeShown
    std::array<QAction *, 2> m_waterfalls{}; // by WaterfallKind
};

} // namespace ui
