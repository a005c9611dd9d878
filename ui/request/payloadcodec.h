// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

// The same bytes as something to type.
namespace ui {

enum class PayloadFormat { Json, Text, Hex, Base64 };

// Fails for text if the bytes are not UTF-8 or an editor could not give them back unchanged.
base::Result<QString> toEditable(QByteArrayView bytes, PayloadFormat format);
// Fails with the offset of the first character that does not fit. White space between the digits
// of hexadecimal and base64 is ignored; padding may be missing.
base::Result<QByteArray> fromEditable(const QString &text, PayloadFormat format);

} // namespace ui
