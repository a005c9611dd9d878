// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace base::json {

// What was expected, by the JSON library's number for the error: its types stay out of headers.
[[nodiscard]] QString parseErrorText(int code);

} // namespace base::json
