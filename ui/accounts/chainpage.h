// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/tokenpage.h"

namespace ui {

class ChainView;
class PageScroll;
class RichView;

// The trust chain in full, and both sides of imports and exports.
class ChainPage final : public TokenPage
{
    Q_OBJECT

public:
    explicit ChainPage(QWidget *parent = nullptr);

    void setExamined(const Examined &examined, bool again) override;

private:
    PageScroll *m_scroll;
    ChainView *m_chain;
    RichView *m_sharings;
};

} // namespace ui
