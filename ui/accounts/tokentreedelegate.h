// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

// Paints a row of the tree: what it is, its name, quieter words, and at the right how it stands.
// The row's background is the view's business.
class TokenTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int kRow = 27;

    using QStyledItemDelegate::QStyledItemDelegate;

    void setWords(const QStringList &words) { m_words = words; } ///< to be marked in names

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    void paintHits(QPainter &painter, const QRect &area, const QString &text,
                   const QColor &wash) const;

    QStringList m_words;
};

} // namespace ui
