// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace ui {

class RichView;

// A page that scrolls as a whole, downwards only.
class PageScroll final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PageScroll(const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    // A link reached by keyboard in `view`, somewhere on this page, is scrolled to.
    void follow(RichView *view);
    void toTop();

private:
    QVBoxLayout *m_content;
};

} // namespace ui
