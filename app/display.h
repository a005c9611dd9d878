// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QProcessEnvironment>

namespace app {

// Why no window can be shown in this environment and what to do instead; empty if one can. Asked
// before Qt is, which would abort the program.
[[nodiscard]] QString displayProblem(const QProcessEnvironment &environment);

} // namespace app
