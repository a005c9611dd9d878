// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

class QFile;

namespace commands {

// All bytes of an open file, in steps: a pipe has no size and a device no end. More than `limit`
// bytes are an error of kind Limit; `name` is how the errors call it.
base::Result<QByteArray> readAll(QFile &file, const QString &name, qint64 limit);

} // namespace commands
