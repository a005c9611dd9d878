// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QString;
class QTableView;

namespace ui {

class HeaderModel;

// How tables of rows look and behave in every panel: whole rows are selected, nothing is edited,
// Tab leaves the table, rows are kRowHeight high.
void makeRowTable(QTableView &table);

// Of the headers of one message; `what` says so to those who cannot see it.
[[nodiscard]] QTableView *newHeaderTable(HeaderModel &model, const QString &name,
                                         const QString &what);

// What stands in the middle of a table without rows.
void paintEmptyText(QTableView &table, const QString &text);

} // namespace ui
