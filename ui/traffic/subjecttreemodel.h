// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <array>
#include <vector>

namespace ui {

// The subjects of a feed token by token, in alphabetical order at each level, names that begin with
// "$" or "_" last. Looks at them a few times a second.
class SubjectTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    using Bins = std::array<quint32, capture::SubjectTree::kBins>;

    static constexpr int kRefreshMs = 250;
    static constexpr int kQuietMs = 1'000; ///< for rates to sink while nothing comes
    static constexpr int kMaxAtOnce = 500; ///< new rows of one look: more would be felt

    explicit SubjectTreeModel(QObject *parent = nullptr);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void setFeed(capture::Feed *feed);

    // Of a valid index.
    [[nodiscard]] const capture::SubjectTree::Node &node(const QModelIndex &index) const;
    [[nodiscard]] double rate(const QModelIndex &index) const;
    [[nodiscard]] QByteArray pattern(const QModelIndex &index) const; ///< all that lies there
    [[nodiscard]] QString filterTerm(const QModelIndex &index) const;

signals:
    void refreshed(); ///< figures, not rows

private:
    struct Known
    {
        std::vector<int> children; ///< sorted
        size_t seen = 0;           ///< of the tree's, in the order in which they came
        int row = 0;
    };

    void followFeed(const capture::Changes &changes);
    void refresh();
    void reset();
    [[nodiscard]] bool admit(int parent, int &budget);
    [[nodiscard]] const std::vector<int> &children(int node) const;
    [[nodiscard]] bool isBranch(int node) const;
    [[nodiscard]] bool isInbox(int node) const;
    [[nodiscard]] bool comesBefore(int a, int b) const;
    [[nodiscard]] QModelIndex indexOf(int node) const;
    [[nodiscard]] const capture::SubjectTree &tree() const { return m_feed->capture().subjects(); }

    QPointer<capture::Feed> m_feed;
    Known m_top;
    std::vector<Known> m_known; // by node
    QTimer m_refresh;
};

} // namespace ui
