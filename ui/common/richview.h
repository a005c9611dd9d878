// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/richtext.h"

#include <QtWidgets/QTextBrowser>

namespace ui {

// Shows rich blocks as tall as they are: for pages that scroll as a whole. Text can be selected,
// links are reached with Tab and followed with Enter.
class RichView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit RichView(const QString &name, const QString &accessibleName,
                      QWidget *parent = nullptr);

    void setBlocks(RichBlocks blocks);
    [[nodiscard]] const RichBlocks &blocks() const { return m_blocks; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    QVariant loadResource(int type, const QUrl &name) override;

signals:
    void followed(const QString &link);

protected:
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void render();

    RichBlocks m_blocks;
    QStringList m_links;
    mutable int m_measuredWidth = -1;
    mutable int m_measuredHeight = 0;
};

} // namespace ui
