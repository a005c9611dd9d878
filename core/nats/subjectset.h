// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <vector>

namespace nats::subject {

// Whether every subject that matches `narrow` matches `wide`.
[[nodiscard]] bool covers(QByteArrayView wide, QByteArrayView narrow);

// Whether some subject matches both.
[[nodiscard]] bool overlap(QByteArrayView a, QByteArrayView b);

// The patterns without those that another one covers (of equal ones the first stays), in their
// order: what needs to go over the wire.
[[nodiscard]] std::vector<QByteArray> withoutCovered(const std::vector<QByteArray> &patterns);

} // namespace nats::subject
