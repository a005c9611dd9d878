// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QString>

#include <optional>

// Values of the rules as a person types them, without loss: what is shown, typed again, is the
// same.
namespace ui {

[[nodiscard]] QString exactSpan(base::Span span); ///< "2 s", "1.5 s", "300 ms", "250 µs"
// Zero, "off" and "none" are 0.
[[nodiscard]] std::optional<base::Span> parseOptionalSpan(const QString &text);
// "1,000", "1000"; "∞", "off" and "unlimited" are 0.
[[nodiscard]] std::optional<quint64> parseCount(const QString &text);
// "256 MiB", "64k", "1000"; binary units.
[[nodiscard]] std::optional<qint64> parseSize(const QString &text);

} // namespace ui
