// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/tokenpage.h"

class QLabel;
class QPlainTextEdit;

namespace ui {

class PayloadView;
class RichView;
class TokenTextView;

// The token as it came: its text with the signed part marked, header and payload as JSON, the
// signature's bytes.
class RawPage final : public TokenPage
{
    Q_OBJECT

public:
    explicit RawPage(QWidget *parent = nullptr);

    void setExamined(const Examined &examined, bool again) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildUi();
    QWidget *buildLegend();
    QWidget *buildParts();
    void fitText();
    void copyToken();

    jwt::TokenPtr m_token;
    RichView *m_legend = nullptr;
    TokenTextView *m_text = nullptr;
    PayloadView *m_header = nullptr;
    PayloadView *m_payload = nullptr;
    RichView *m_signature = nullptr;
};

} // namespace ui
