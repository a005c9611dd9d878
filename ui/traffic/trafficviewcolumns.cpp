// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The TrafficView's columns: their widths, places and order.
#include "ui/traffic/trafficview.h"

#include "ui/traffic/trafficcolumns.h"
#include "ui/traffic/trafficheader.h"
#include "ui/traffic/trafficmodel.h"

#include <QtCore/QScopedValueRollback>

#include <numeric>

namespace ui {

void TrafficView::restoreColumns(const Columns &columns)
{
    const QScopedValueRollback sizing(m_sizing, true);
    m_userSized = columns.userSized;
    if (!columns.header.isEmpty()) {
        m_header->restoreState(columns.header);
        return;
    }
    // Those of the other kind may have been moved.
    for (int column = 0; column < m_header->count(); ++column)
        m_header->moveSection(m_header->visualIndex(column), column);
}

void TrafficView::showSortOrder()
{
    const auto &criteria = m_traffic->criteria();
    // As it comes is nothing to point at.
    const int least = m_traffic->isInOrderOfArrival() ? 1 : 0;
    int section = -1;
    for (int column = m_traffic->columnCount() - 1; column >= least; --column) {
        if (m_traffic->orderOf(column) == criteria.order)
            section = column;
    }
    m_header->setSortIndicatorShown(section >= 0);
    m_header->setSortIndicator(section,
                               criteria.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TrafficView::sizeColumns()
{
    if (!m_traffic)
        return;
    const QScopedValueRollback sizing(m_sizing, true);
    const std::vector<int> widths = trafficColumnWidths(m_traffic->kind(), viewport()->width());
    for (size_t column = 0; column < widths.size(); ++column)
        setColumnWidth(int(column), widths[column]);
    // Where all columns have room there is nothing to scroll to, also while the view still adapts.
    const bool fits = std::accumulate(widths.begin(), widths.end(), 0) <= viewport()->width();
    setHorizontalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

} // namespace ui
