// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/watcher.h"

#include <QtWidgets/QWidget>

class QLineEdit;

namespace ui {

// When watching stops by itself: after a time, above a rate, after a number of messages. An empty
// field is no limit.
class LimitFields final : public QWidget
{
    Q_OBJECT

public:
    explicit LimitFields(QWidget *parent = nullptr);

    void setLimits(const capture::WatchLimits &limits);
    [[nodiscard]] capture::WatchLimits limits() const; ///< of the fields that can be read
    [[nodiscard]] QString problem() const;             ///< of the first one that cannot; or ""

signals:
    void edited();

private:
    QLineEdit *addRow(const QString &name, const QString &label, const QString &hint);

    QLineEdit *m_time;
    QLineEdit *m_rate;
    QLineEdit *m_count;
};

// "1,000", "20k", "3m": a number of things as a person types it, at least 1.
[[nodiscard]] std::optional<quint64> parseQuantity(const QString &text);

} // namespace ui
