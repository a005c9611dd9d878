// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/headers.h"

#include <QtCore/QAbstractTableModel>

namespace ui {

// The header block of a message as it came: order and duplicates kept, whatever is odd marked.
class HeaderModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, Note, ColumnCount };

    explicit HeaderModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    void setBlock(QByteArrayView block);

private:
    struct Row
    {
        QString name;
        QString value;
        QString note;
    };

    std::vector<Row> m_rows;
};

} // namespace ui
