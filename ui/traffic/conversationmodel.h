// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/trafficmodel.h"

namespace ui {

// One row a conversation: a request with all its replies, a publish, replies without a request.
class ConversationModel final : public TrafficModel
{
    Q_OBJECT

public:
    enum Column { Time, Subject, Requester, Replies, First, Last, Waterfall, State, ColumnCount };

    explicit ConversationModel(QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] capture::Conversation conversation(quint64 key) const; ///< of one that is kept
    [[nodiscard]] capture::Number numberOf(quint64 key) const override;
    [[nodiscard]] base::Instant timeOf(quint64 key) const override;
    [[nodiscard]] bool isNote(quint64 key) const override;
    [[nodiscard]] CellText cell(quint64 key, int row, int column) const override;
    [[nodiscard]] bool isFigure(int column) const override;
    [[nodiscard]] bool isMono(int column) const override;
    [[nodiscard]] QString headerText(int column, bool brief) const override;
    [[nodiscard]] std::optional<capture::RowOrder> orderOf(int column) const override;
    [[nodiscard]] QString filterTerm(quint64 key, int column) const override;

protected:
    [[nodiscard]] bool isKept(quint64 key) const override;
    [[nodiscard]] QString tipText(quint64 key, int column) const override;

private:
    [[nodiscard]] QByteArrayView subjectOf(const capture::Conversation &conversation) const;
};

} // namespace ui
