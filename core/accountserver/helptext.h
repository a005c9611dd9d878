// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace accountserver {

// What GET /jwt/v1/help answers.
[[nodiscard]] const QByteArray &helpText();

} // namespace accountserver
