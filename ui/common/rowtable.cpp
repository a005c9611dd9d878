// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/rowtable.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

namespace ui {

void makeRowTable(QTableView &table)
{
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setEditTriggers(QTableView::NoEditTriggers);
    table.setSelectionBehavior(QTableView::SelectRows);
    table.setVerticalScrollMode(QTableView::ScrollPerPixel);
    setLook(&table, Look::Frameless);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(kRowHeight);
    table.verticalHeader()->setMinimumSectionSize(kRowHeight);
    table.horizontalHeader()->setHighlightSections(false);
}

void paintEmptyText(QTableView &table, const QString &text)
{
    constexpr int kInset = 24;
    QPainter painter(table.viewport());
    painter.setPen(tokens(table.palette()).secondary);
    painter.setFont(textFont());
    painter.drawText(table.viewport()->rect().adjusted(kInset, 0, -kInset, 0),
                     Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace ui
