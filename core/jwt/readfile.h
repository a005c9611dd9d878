// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/readfile.h"

namespace jwt {

using base::readFile;

} // namespace jwt
