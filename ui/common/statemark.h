// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/session.h"

#include <QtCore/QRectF>

class QPainter;

namespace ui {

struct Tokens;

// A state as shape and colour: filled, half, clock, cross, ring.
void paintStateMark(QPainter &painter, const QRectF &rect, nats::ConnectionState state,
                    const Tokens &tokens);

} // namespace ui
