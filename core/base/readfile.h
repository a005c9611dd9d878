// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace base {

// The whole of a regular file; larger than `limit` is an error of kind Limit, anything that is not
// a file (a pipe would block) or cannot be read one of kind Io. The text begins with the path.
Result<QByteArray> readFile(const QString &path, qint64 limit);

} // namespace base
