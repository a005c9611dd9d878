// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/wireview.h"

#include "ui/common/elidedtext.h"
#include "ui/common/rowtable.h"
#include "ui/common/theme.h"
#include "ui/fanin/wiremodel.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kPadding = 10;

// The verb stands out of its line; the arrow has the colour of its direction.
class WireDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &colors = tokens(option.palette);
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, colors.accentWash);
        const QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        const QString text = index.data().toString();
        const bool out = index.data(WireModel::OutgoingRole).toBool();
        const QColor accent = out ? colors.accent : colors.ok;
        painter->setFont(monoFont());
        if (index.column() == WireModel::Line) {
            paintLine(*painter, rect, text, index.data(WireModel::VerbRole).toInt(), accent,
                      colors);
        } else {
            painter->setPen(index.column() == WireModel::Direction ? accent : colors.secondary);
            painter->drawText(rect, index.data(Qt::TextAlignmentRole).toInt(), text);
        }
        painter->restore();
    }

private:
    static void paintLine(QPainter &painter, QRect rect, const QString &text, int verb,
                          const QColor &accent, const Tokens &colors)
    {
        QFont bold = monoFont();
        bold.setBold(true);
        painter.setFont(bold);
        painter.setPen(accent);
        painter.drawText(rect, Qt::AlignVCenter, text.left(verb));
        rect.setLeft(rect.left() + QFontMetrics(bold).horizontalAdvance(text.left(verb)));
        paintElided(painter, rect, text.mid(verb), monoFont(), colors.text);
    }
};

void styleTable(QTableView &table)
{
    makeRowTable(table);
    table.setSelectionMode(QTableView::ExtendedSelection);
    table.setColumnWidth(WireModel::At, 92);
    table.setColumnWidth(WireModel::Direction, 34);
    table.setColumnWidth(WireModel::Body, 84);
    table.horizontalHeader()->setSectionResizeMode(WireModel::Line, QHeaderView::Stretch);
    table.horizontalHeader()->setMinimumSectionSize(30);
}

} // namespace

WireView::WireView(QWidget *parent)
    : QWidget(parent)
    , m_model(new WireModel(this))
    , m_table(new QTableView(this))
    , m_notice(new QLabel(this))
{
    setObjectName(u"wireView"_s);
    m_table->setObjectName(u"wireTable"_s);
    m_table->setAccessibleName(tr("Lines on the wire"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new WireDelegate(m_table));
    styleTable(*m_table);
    m_notice->setObjectName(u"wireNotice"_s);
    m_notice->setContentsMargins(10, 4, 10, 6);
    m_notice->hide();
    setLook(m_notice, Look::Secondary);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_table);
    layout->addWidget(m_notice);

    auto *copyAction = new QAction(tr("&Copy lines"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copyAction, &QAction::triggered, this, &WireView::copy);
    addAction(copyAction);
    m_table->addAction(copyAction);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_model, &WireModel::noticeChanged, this, [this] {
        m_notice->setText(m_model->notice());
        m_notice->setVisible(!m_model->notice().isEmpty());
    });
}

void WireView::setRun(LiveRun *run)
{
    m_model->setRun(run);
}

void WireView::copy()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells += row.siblingAtColumn(column).data().toString();
        text += cells.join(u'\t') + u'\n';
    }
    QGuiApplication::clipboard()->setText(text);
}

} // namespace ui
