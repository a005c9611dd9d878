// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/headers.h"

#include <QtWidgets/QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace ui {

class HeaderRow;

// The headers to send, one row each: order and duplicates stay as typed. A header that cannot be
// sent says so in its row.
class HeadersEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit HeadersEditor(QWidget *parent = nullptr);

    [[nodiscard]] std::vector<nats::HeaderLine> headers() const;
    [[nodiscard]] QString problem() const; ///< of the first row that has one; empty: none

    void setHeaders(const std::vector<nats::HeaderLine> &headers);
    void showProblem();

signals:
    void changed();

private:
    HeaderRow *addRow(const nats::HeaderLine &line);
    void move(HeaderRow *row, qsizetype by);
    void remove(HeaderRow *row);
    void clear();
    void renumber();

    std::vector<HeaderRow *> m_rows;
    QVBoxLayout *m_layout = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace ui
