// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace ui {

// A tool tip with words of others in it: Qt takes whatever looks like markup for markup.
[[nodiscard]] QString plainTip(const QString &text);

} // namespace ui
