// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/liverun.h"
#include "ui/fanin/timelinemarks.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

#include <vector>

namespace ui {

// The replies of a run as rows, in their order of arrival; a row is found by its number, so a
// million cost nothing but their ordinals. Hands out values; ReplyDelegate gives them looks.
class ReplyModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, At, Delta, Responder, Bytes, Group, Status, Preview, ColumnCount };
    enum Role {
        ShapeRole = Qt::UserRole, ///< int(Shape)
        GroupRole,                ///< number of the group, -1 for none
        MajorityRole,             ///< whether the group is the largest one
    };

    explicit ReplyModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] LiveRun *run() const { return m_run; }

    void setRun(ui::LiveRun *run);

private:
    void append(qsizetype first, qsizetype count);
    void readingReplaced();
    void countOrdinals();
    [[nodiscard]] QString text(qsizetype row, Column column) const;
    [[nodiscard]] QString groupText(qsizetype row) const;

    QPointer<LiveRun> m_run;
    int m_rows = 0;
    std::vector<quint32> m_ordinals; ///< which answer of its responder a reply is, from 1
    std::vector<quint32> m_answers;  ///< by lane, for the next ordinal
};

} // namespace ui
