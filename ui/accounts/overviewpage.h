// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/tokenpage.h"

#include <QtCore/QStringList>

class QBoxLayout;

namespace ui {

class ChainView;
class PageScroll;
class RichView;

// The chain as a strip, what the token says, what is wrong with it.
class OverviewPage final : public TokenPage
{
    Q_OBJECT

public:
    explicit OverviewPage(QWidget *parent = nullptr);

    void setExamined(const Examined &examined, bool again) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildUi();
    void render();
    void follow(const QString &link);

    Examined m_examined;
    QStringList m_expanded;
    PageScroll *m_scroll = nullptr;
    ChainView *m_chain = nullptr;
    QBoxLayout *m_columns = nullptr;
    RichView *m_facts = nullptr;
    RichView *m_findings = nullptr;
};

} // namespace ui
