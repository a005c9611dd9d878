// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/routes.h"

// Pages of other origins may read and post, as at the original (rs/cors); nothing here depends on
// who asks, so nothing is given away by it.
namespace accountserver {

[[nodiscard]] bool isPreflight(const Ask &ask);
[[nodiscard]] Answer preflightAnswer(const Ask &ask);
// What each other answer says of it.
void addCors(const Ask &ask, Answer &answer);

} // namespace accountserver
