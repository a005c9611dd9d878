// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"
#include "core/fanin/verdict.h"
#include "core/nats/request.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

// Values to text for people. The locale's digits and separators are not used for measurements: a
// figure reads the same everywhere and can be copied.
namespace ui {

// Three significant digits with its unit: "312 µs", "18.2 ms", "1.24 s". A thin space before it.
[[nodiscard]] QString formatSpan(base::Span span);
// The same in two parts, for tiles that set the unit smaller.
struct Figure
{
    QString number;
    QString unit;
};
[[nodiscard]] Figure spanFigure(base::Span span);
// Milliseconds with three decimals and thousands separated: "1,130.671".
[[nodiscard]] QString formatMillis(base::Span span);
// "34 B", "1.2 KiB", "10 MiB".
[[nodiscard]] QString formatBytes(qint64 bytes);
// "1,204".
[[nodiscard]] QString formatCount(quint64 count);
// A time a person types: "2 s", "300ms", "1.5s", "2m"; a bare number is milliseconds.
[[nodiscard]] std::optional<base::Span> parseSpan(const QString &text);
// Bytes as one line of text: UTF-8 where valid, else Latin-1; control characters as visible
// symbols; cut with an ellipsis after `maxChars`.
[[nodiscard]] QString previewText(QByteArrayView bytes, qsizetype maxChars = 200);

} // namespace ui
