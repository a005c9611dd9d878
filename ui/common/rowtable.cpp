// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/rowtable.h"

#include "ui/common/headermodel.h"
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

QTableView *newHeaderTable(HeaderModel &model, const QString &name, const QString &what)
{
    constexpr int kNameWidth = 190;
    constexpr int kNoteWidth = 120;
    auto *table = new QTableView;
    table->setObjectName(name);
    table->setAccessibleName(what);
    table->setModel(&model);
    makeRowTable(*table);
    table->setFont(monoFont());
    table->setColumnWidth(HeaderModel::Name, kNameWidth);
    table->setColumnWidth(HeaderModel::Note, kNoteWidth);
    table->horizontalHeader()->setSectionResizeMode(HeaderModel::Value, QHeaderView::Stretch);
    return table;
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
