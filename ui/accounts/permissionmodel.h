// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/permissions.h"

#include <QtCore/QAbstractTableModel>

#include <vector>

namespace ui {

// Effective permissions, each with its origin, and what it says to the present question.
class PermissionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Rule, Subject, Origin, Answer, ColumnCount };
    enum Role {
        AllowRole = Qt::UserRole, ///< bool
        EffectiveRole,            ///< bool
        DecidesRole,              ///< bool: this line decides the present question
        PathRole,                 ///< QByteArray
    };

    explicit PermissionModel(QObject *parent = nullptr);

    void setLines(std::vector<jwt::PermissionLine> lines);
    void setDecision(const std::optional<jwt::Decision> &decision);
    [[nodiscard]] const jwt::PermissionLine &line(int row) const { return m_lines[size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString subjectText(const jwt::PermissionLine &line) const;

    std::vector<jwt::PermissionLine> m_lines;
    std::vector<QString> m_answers; ///< by line; empty where nothing is to be said
    int m_decidedBy = -1;
};

} // namespace ui
