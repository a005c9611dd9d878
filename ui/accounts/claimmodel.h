// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claimrows.h"

#include <QtCore/QAbstractItemModel>

#include <vector>

namespace ui {

// A token's claims as a tree. With a filter only what fits and what leads to it is left; the model
// keeps that index itself.
class ClaimModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, Raw, Meaning, ColumnCount };
    enum Role {
        ContainerRole = Qt::UserRole,
        AbsentRole,
        DuplicateRole,
        KeyRole,
        SecretRole,
        PathRole, ///< QByteArray
    };

    explicit ClaimModel(QObject *parent = nullptr);

    void setRows(std::vector<jwt::ClaimRow> rows);
    void setFilter(const QString &text); ///< in name, value, raw text, path or meaning
    [[nodiscard]] qsizetype matches() const { return m_matches; } ///< rows that fit themselves
    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }

    // The row of a claim, or of the nearest known one above it.
    [[nodiscard]] QModelIndex indexOf(QByteArrayView path) const;
    // What is copied: never a secret's bytes.
    [[nodiscard]] QString valueText(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Node
    {
        qint32 row = -1;    ///< in m_rows
        qint32 parent = -1; ///< node number
        qint32 place = 0;   ///< among its parent's children
        std::vector<qint32> children;
    };
    void rebuild();
    [[nodiscard]] bool fits(const jwt::ClaimRow &row) const;
    [[nodiscard]] const std::vector<qint32> &childrenOf(const QModelIndex &parent) const;
    [[nodiscard]] QVariant text(const jwt::ClaimRow &row, int column) const;
    [[nodiscard]] QVariant toolTip(const jwt::ClaimRow &row, int column) const;
    [[nodiscard]] const jwt::ClaimRow &rowAt(const QModelIndex &index) const;

    std::vector<jwt::ClaimRow> m_rows;
    std::vector<Node> m_nodes;
    std::vector<qint32> m_top;
    QString m_filter;
    qsizetype m_matches = 0;
};

} // namespace ui
