// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/window/coloredtabbar.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kHeight = 40;
constexpr int kPadding = 16;
constexpr int kClose = 30;
constexpr int kMinWidth = 110;
constexpr int kMaxWidth = 260;
constexpr int kLine = 3;
constexpr int kMark = 14;
constexpr int kMarkGap = 6;

} // namespace

ColoredTabBar::ColoredTabBar(QWidget *parent)
    : QTabBar(parent)
{
    setObjectName(u"toolTabs"_s);
    setAccessibleName(tr("Tabs"));
    setDrawBase(false);
    setExpanding(false);
    setMovable(true);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideRight);
    setFocusPolicy(Qt::TabFocus); // a click is for the page: its keys are to work then
    setAttribute(Qt::WA_Hover);
    setFixedHeight(kHeight);
}

QSize ColoredTabBar::tabSizeHint(int index) const
{
    const int text = QFontMetrics(strongFont()).horizontalAdvance(tabText(index));
    const int mark = tabIcon(index).isNull() ? 0 : kMark + kMarkGap;
    return {qBound(kMinWidth, text + mark + 2 * kPadding + kClose - 10, kMaxWidth), kHeight};
}

QSize ColoredTabBar::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void ColoredTabBar::tabInserted(int index)
{
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeTab"_s);
    close->setIcon(ui::icon(u"close"_s, Tint::Quiet));
    close->setIconSize({12, 12});
    close->setToolTip(tr("Close this tab (Ctrl+W)"));
    close->setAccessibleName(tr("Close this tab"));
    close->setFocusPolicy(Qt::NoFocus); // Ctrl+W is the keyboard's way
    setTabButton(index, QTabBar::RightSide, close);
    connect(close, &QToolButton::clicked, this, [this, close] { closeTabOf(close); });
}

void ColoredTabBar::closeTabOf(const QWidget *button)
{
    for (int i = 0; i < count(); ++i) {
        if (tabButton(i, QTabBar::RightSide) == button) {
            emit tabCloseRequested(i);
            return;
        }
    }
}

void ColoredTabBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        const QRect tab = tabRect(i);
        const bool current = i == currentIndex();
        const int colorIndex = tabData(i).toInt();
        QColor line = colorIndex < 0 ? t.late : connectionColor(colorIndex, palette());
        if (current) {
            painter.fillRect(tab, t.panel);
            painter.fillRect(QRect(tab.left(), 0, tab.width(), kLine), line);
        } else {
            line.setAlpha(110); // quieter, but still telling whose tab it is
            painter.fillRect(QRect(tab.left(), 0, tab.width(), kLine - 1), line);
        }
        painter.fillRect(QRect(tab.right(), kLine, 1, tab.height()), t.line);
        if (!current)
            painter.fillRect(QRect(tab.left(), height() - 1, tab.width(), 1), t.line);
        painter.setFont(current ? strongFont() : textFont());
        painter.setPen(current ? t.text : t.secondary);
        QRect area = tab.adjusted(kPadding, kLine, -kClose, 0);
        if (const QIcon mark = tabIcon(i); !mark.isNull()) {
            mark.paint(&painter, QRect(area.left(), area.center().y() - kMark / 2, kMark, kMark));
            area.setLeft(area.left() + kMark + kMarkGap);
        }
        const QString title
            = QFontMetrics(painter.font()).elidedText(tabText(i), Qt::ElideRight, area.width());
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, title);
        if (current && hasFocus())
            painter.fillRect(
                QRect(area.left(), height() - 8, painter.fontMetrics().horizontalAdvance(title), 2),
                t.accent);
    }
}

} // namespace ui
