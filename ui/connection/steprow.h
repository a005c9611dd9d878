// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/status.h"

#include <QtWidgets/QWidget>

namespace ui {

// One step of a connection test: mark, name, time, and below what came of it. A thread runs from
// mark to mark.
class StepRow final : public QWidget
{
    Q_OBJECT

public:
    enum class Place { First, Between, Last };

    explicit StepRow(QWidget *parent = nullptr);

    void setStep(const nats::ConnectStep &step, Place place);
    [[nodiscard]] const nats::ConnectStep &step() const { return m_step; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    nats::ConnectStep m_step;
    Place m_place = Place::First;
};

} // namespace ui
