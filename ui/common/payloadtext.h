// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

// What a payload looks like as text: bounded, so that its size never decides how long it takes.
namespace ui {

constexpr qsizetype kShownBytes = 256 * 1024;

struct PayloadText
{
    QString text;
    bool json = false;
    QString notice; ///< what the reader must know about `text`; may be empty
};

// As text; invalid UTF-8 is replaced and said so.
[[nodiscard]] PayloadText plainText(QByteArrayView payload);
// Indented if it is JSON, else as plainText.
[[nodiscard]] PayloadText prettyText(QByteArrayView payload);

// Lines of the classic form "00000010  48 65 6c 6c …  Hello", 16 bytes each.
constexpr qsizetype kHexBytesPerLine = 16;
[[nodiscard]] QString hexLine(QByteArrayView payload, qint64 line);
[[nodiscard]] qint64 hexLineCount(QByteArrayView payload);

} // namespace ui
