// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"
#include "ui/accounts/tokentextlayout.h"

#include <QtWidgets/QAbstractScrollArea>

namespace ui {

struct Tokens;

[[nodiscard]] QColor segmentColor(Segment segment, const Tokens &tokens);

// The token's text with its three segments in colours and what is signed underlined. Paints only
// the lines in sight, so that any size opens at once.
class TokenTextView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TokenTextView(QWidget *parent = nullptr);

    void setToken(const jwt::TokenPtr &token);
    [[nodiscard]] const TokenTextLayout &textLayout() const { return m_layout; }
    // Tall enough for `lines` lines, at most for all of them.
    [[nodiscard]] int heightOf(qsizetype lines) const;

signals:
    void relaid();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void relayout();
    [[nodiscard]] int lineHeight() const;

    jwt::TokenPtr m_token;
    TokenTextLayout m_layout;
};

} // namespace ui
