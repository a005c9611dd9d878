// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

// The tree's rules on text: who may include whom, who may name threads, what each file carries.
// (README, "Architecture".)
namespace layers {

// What is wrong with a source file of that path ("core/nats/parser.h") and content: one line each,
// "file:line: what"; empty if nothing is.
[[nodiscard]] QStringList problems(const QString &path, const QString &content);

} // namespace layers
