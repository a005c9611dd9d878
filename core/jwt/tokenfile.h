// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace jwt {

// A file that holds one token, bare or between decoration lines. Line ends behind it do not count.
constexpr qint64 kMaxTokenFile = 1024 * 1024 + 4096;
base::Result<QByteArray> readTokenFile(const QString &path);

} // namespace jwt
