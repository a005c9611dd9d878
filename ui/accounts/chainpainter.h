// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/chain.h"

class QPainter;

namespace ui {

struct Tokens;

struct ChainCursor
{
    int hovered = -1;
    int focused = -1;
};
void paintChain(QPainter &painter, const Chain &chain, const ChainLayout &layout, ChainForm form,
                const ChainCursor &cursor, const Tokens &tokens);

} // namespace ui
