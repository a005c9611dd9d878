// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractItemModel>
#include <QtCore/QStringList>

// A model as text, one line a row: a test then reads like the screen.
namespace modelprint {

inline QString row(const QAbstractItemModel &model, int index, const QModelIndex &parent = {})
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(parent); ++column)
        cells += model.index(index, column, parent).data().toString();
    return cells.join(QStringLiteral(" | "));
}

inline QString header(const QAbstractItemModel &model)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells += model.headerData(column, Qt::Horizontal).toString();
    return cells.join(QStringLiteral(" | "));
}

inline QStringList rows(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList lines;
    for (int index = 0; index < model.rowCount(parent); ++index)
        lines += row(model, index, parent);
    return lines;
}

} // namespace modelprint
