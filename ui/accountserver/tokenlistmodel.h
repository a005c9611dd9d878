// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/requestlog.h"
#include "ui/accountserver/listedtoken.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>

#include <chrono>
#include <vector>

namespace ui {

// The tokens of an account server's store as rows: how each stands, how often it was asked for and
// when last. Hands out values; TokenListDelegate gives them looks.
class TokenListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Time = std::chrono::system_clock::time_point;
    static constexpr qsizetype kMaxCounted = 50'000; ///< keys whose requests are counted

    enum Column { Name, State, Asked, Last, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< int(jwt::Kind)
        MarkRole,                ///< int(SeverityMark)
    };

    explicit TokenListModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] const ListedToken &token(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] int rowOf(const QByteArray &key) const { return m_rowOf.value(key, -1); }

    void put(const std::vector<ui::ListedToken> &tokens); ///< new ones come last until sorted
    void remove(const QByteArray &key);
    void count(const std::vector<accountserver::LogEntry> &entries);
    void setNow(Time now); ///< for "3 s ago"
    void sortAgain();      ///< as it was asked for last
    void clear();          ///< counts too

private:
    struct Asks
    {
        quint64 count = 0;
        Time last;
    };

    [[nodiscard]] bool isBefore(const ListedToken &a, const ListedToken &b) const;
    [[nodiscard]] QString text(const ListedToken &token, Column column) const;
    void indexRows();
    void tell(Column first, Column last);

    std::vector<ListedToken> m_rows;
    QHash<QByteArray, int> m_rowOf;
    QHash<QByteArray, Asks> m_asks; // of tokens not listed yet too
    Time m_now;
    int m_sortColumn = Name;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

// "now", "3 s ago", "5 min ago", "2 d ago".
[[nodiscard]] QString agoText(TokenListModel::Time at, TokenListModel::Time now);
// What a list says of a state beside its mark: "expires in 11 d", "2 warnings"; may be empty.
[[nodiscard]] QString wordsFor(const TokenState &state);

} // namespace ui
