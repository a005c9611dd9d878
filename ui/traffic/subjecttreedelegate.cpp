// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/subjecttreedelegate.h"

#include "ui/common/elidedtext.h"
#include "ui/common/figuretext.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"
#include "ui/traffic/subjecttreemodel.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kRight = 14;
constexpr int kBar = 3;
constexpr int kBarGap = 1;
constexpr int kSpark = int(capture::SubjectTree::kBins) * (kBar + kBarGap) - kBarGap;
constexpr int kSparkHeight = 11;
constexpr int kRate = 52;
constexpr int kCount = 66; ///< beside the rate, where there is room
constexpr int kRoomForCount = 320;
constexpr int kRoomForSpark = 160;

QString shortCount(quint64 count)
{
    if (count < 100'000)
        return formatCount(count);
    const double value = double(count);
    return value < 1e6 ? QString::number(value / 1e3, 'f', 0) + u'k'
        : value < 1e9  ? QString::number(value / 1e6, 'f', value < 1e7 ? 1 : 0) + u'M'
                       : QString::number(value / 1e9, 'f', 1) + u'G';
}

void paintSparkline(QPainter &painter, const QRect &rect, const SubjectTreeModel::Bins &bins,
                    const QColor &color, const QColor &ground)
{
    const quint32 highest = std::max<quint32>(1, *std::ranges::max_element(bins));
    int x = rect.left();
    for (const quint32 bin : bins) {
        const int height = bin == 0
            ? 1
            : std::max(2, int(std::lround(double(bin) * kSparkHeight / double(highest))));
        painter.fillRect(QRect(x, rect.bottom() + 1 - height, kBar, height),
                         bin == 0 ? ground : color);
        x += kBar + kBarGap;
    }
}

} // namespace

QString rateText(double rate)
{
    if (rate < 9.95)
        return QString::number(rate, 'f', 1) + u"/s"_s;
    if (rate < 99'950)
        return formatCount(quint64(std::llround(rate))) + u"/s"_s;
    return QString::number(rate / 1e3, 'f', 0) + u"k/s"_s;
}

QSize SubjectTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, kRowHeight};
}

void SubjectTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    if (option.widget)
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter,
                                              option.widget);
    const Tokens &t = tokens(option.palette);
    const auto &model = static_cast<const SubjectTreeModel &>(*index.model());
    const capture::SubjectTree::Node &node = model.node(index);
    const double rate = model.rate(index);
    QRect rect = option.rect.adjusted(2, 0, -kRight, 0);
    // Names are what one comes for.
    if (rect.width() >= kRoomForSpark) {
        const QRect spark(rect.right() + 1 - kSpark, rect.center().y() - kSparkHeight / 2, kSpark,
                          kSparkHeight);
        paintSparkline(*painter, spark, node.bins, t.tertiary, t.line);
        rect.setRight(spark.left() - 9);
    }
    const bool both = option.widget && option.widget->width() >= kRoomForCount;
    const QRect figure(rect.right() + 1 - kRate, rect.top(), kRate, rect.height());
    // What rests tells how much there was.
    if (rate >= 0.05)
        paintFigures(*painter, figure, rateText(rate), t.secondary);
    else if (!both)
        paintFigures(*painter, figure, shortCount(node.messages), t.tertiary);
    rect.setRight(figure.left() - 6);
    if (both) {
        const QRect count(rect.right() + 1 - kCount, rect.top(), kCount, rect.height());
        paintFigures(*painter, count, shortCount(node.messages), t.tertiary);
        rect.setRight(count.left() - 6);
    }
    paintElided(*painter, rect, index.data().toString(), monoFont(), t.text);
}

} // namespace ui
