// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/tokenpage.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace ui {

class ClaimModel;

// Every claim in its own order, with what it means.
class ClaimsPage final : public TokenPage
{
    Q_OBJECT

public:
    explicit ClaimsPage(QWidget *parent = nullptr);

    void setExamined(const Examined &examined, bool again) override;
    // Selects the claim and scrolls to it; a filter that hides it is dropped.
    void showClaim(const QByteArray &path);

private:
    void buildUi();
    QWidget *buildBar();
    void buildActions();
    void reload();
    void applyFilter();
    void copyValue();
    void copyPath();

    Examined m_examined;
    ClaimModel *m_model = nullptr;
    QLineEdit *m_filter = nullptr;
    QCheckBox *m_defaults = nullptr;
    QLabel *m_count = nullptr;
    QTreeView *m_tree = nullptr;
};

} // namespace ui
