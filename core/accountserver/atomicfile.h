// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

namespace accountserver {

// Puts a file into a folder, whole and durable when it returns, or leaves what is there as it is,
// whatever happens meanwhile. Paths as the system takes them.
[[nodiscard]] base::Result<base::Done>
writeAtomically(const QByteArray &folder, const QByteArray &name, const QByteArray &content);

// Makes a folder in one that is there, durably; nothing where it is there already.
[[nodiscard]] base::Result<base::Done> makeFolder(const QByteArray &parent, const QByteArray &name);

// Removes what a killed writer left behind in a folder, not what one is writing just now.
void removeLeftovers(const QByteArray &folder);

} // namespace accountserver
