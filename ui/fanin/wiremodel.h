// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/liverun.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

namespace ui {

// The lines one run put on its connection, in both directions.
class WireModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { At, Direction, Line, Body, ColumnCount };
    enum Role {
        OutgoingRole = Qt::UserRole,
        VerbRole, ///< the first word of the line: how many characters it has
    };

    explicit WireModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    // "1,204 more lines came"; empty if all are.
    [[nodiscard]] QString notice() const;

    void setRun(ui::LiveRun *run);

signals:
    void noticeChanged();

private:
    void catchUp();

    QPointer<LiveRun> m_run;
    int m_rows = 0;
};

} // namespace ui
