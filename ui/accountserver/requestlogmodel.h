// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/requestlog.h"
#include "ui/common/tile.h"

#include <QtCore/QAbstractTableModel>

#include <deque>
#include <vector>

namespace ui {

// What an account server was asked, newest first: the last kMaxEntries of it, and of those what the
// filter lets through. Hands out values; RequestLogDelegate gives them looks.
class RequestLogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxEntries = 10'000;

    enum Column { Time, Method, Route, Client, Status, Result, Took, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole, ///< int(Tone) of status and result
    };
    enum class Show { All, Changes, Problems };
    struct Filter
    {
        Show show = Show::All;
        QByteArray key; ///< of one token; empty: whatever is asked for
        bool operator==(const Filter &) const = default;
    };

    explicit RequestLogModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] const accountserver::LogEntry &entry(int row) const;
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    [[nodiscard]] quint64 seen() const { return m_seen; }
    [[nodiscard]] qsizetype kept() const { return qsizetype(m_entries.size()); }

    void add(const std::vector<accountserver::LogEntry> &entries); ///< oldest first
    void setFilter(const Filter &filter);
    void clear();

private:
    void forgetOldest(qsizetype count);
    void fillShown();
    [[nodiscard]] const accountserver::LogEntry &numbered(quint64 number) const;

    std::deque<accountserver::LogEntry> m_entries; // oldest first
    std::deque<quint64> m_shown; // numbers of those that pass, oldest first: the last is row 0
    quint64 m_seen = 0;          // the last entry has the number before it
    Filter m_filter;
};

[[nodiscard]] bool passes(const accountserver::LogEntry &entry,
                          const RequestLogModel::Filter &filter);
// How a request went, for its colour.
[[nodiscard]] Tone toneOf(const accountserver::LogEntry &entry);

} // namespace ui
