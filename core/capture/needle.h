// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace capture {

// A text that is looked for in bytes, in time linear in theirs.
class Needle final
{
public:
    enum class Case { Exact, IgnoredInAscii };

    Needle() = default;
    Needle(QByteArray text, Case sensitivity);

    [[nodiscard]] bool isIn(QByteArrayView bytes) const;
    [[nodiscard]] bool equals(QByteArrayView bytes) const;
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }

private:
    QByteArray m_text; // lower case if the case is ignored
    bool m_fold = false;
};

// Whether both are the same but for the case of ASCII letters.
[[nodiscard]] bool equalIgnoringCase(QByteArrayView a, QByteArrayView b);

} // namespace capture
