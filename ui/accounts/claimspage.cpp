// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/claimspage.h"

#include "ui/accounts/claimdelegate.h"
#include "ui/accounts/claimmodel.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// What has more rows opens to its first levels only: a tree's cost grows with what is open.
constexpr qsizetype kExpandAll = 2000;

void styleTree(QTreeView &tree)
{
    tree.setSelectionBehavior(QTreeView::SelectRows);
    tree.setUniformRowHeights(true);
    tree.setEditTriggers(QTreeView::NoEditTriggers);
    tree.setVerticalScrollMode(QTreeView::ScrollPerPixel);
    tree.setIndentation(16);
    tree.setAllColumnsShowFocus(true);
    setLook(&tree, Look::Frameless);
    tree.header()->setHighlightSections(false);
    tree.header()->setStretchLastSection(true);
    tree.header()->setSectionsMovable(false);
    tree.header()->resizeSection(ClaimModel::Name, 240);
    tree.header()->resizeSection(ClaimModel::Value, 260);
    tree.header()->resizeSection(ClaimModel::Raw, 190);
}

} // namespace

ClaimsPage::ClaimsPage(QWidget *parent)
    : TokenPage(parent)
    , m_model(new ClaimModel(this))
{
    setObjectName(u"claimsPage"_s);
    buildUi();
    buildActions();
}

void ClaimsPage::buildUi()
{
    m_tree = new QTreeView;
    m_tree->setObjectName(u"claimTree"_s);
    m_tree->setAccessibleName(tr("Claims of the token"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new ClaimDelegate(m_tree));
    styleTree(*m_tree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 10);
    layout->setSpacing(7);
    layout->addWidget(buildBar());
    layout->addWidget(m_tree, 1);
}

QWidget *ClaimsPage::buildBar()
{
    m_filter = new QLineEdit;
    m_filter->setObjectName(u"claimFilter"_s);
    m_filter->setAccessibleName(tr("Filter the claims"));
    m_filter->setPlaceholderText(tr("Filter claims  Ctrl+F"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(360);
    m_defaults = new QCheckBox(tr("Show absent &defaults"));
    m_defaults->setObjectName(u"claimDefaults"_s);
    m_defaults->setToolTip(tr("Limits that are not in the token, with what the server takes"));
    m_count = new QLabel;
    m_count->setObjectName(u"claimCount"_s);
    setLook(m_count, Look::Secondary);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->setSpacing(14);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_defaults);
    layout->addStretch(0);
    layout->addWidget(m_count);
    connect(m_filter, &QLineEdit::textChanged, this, &ClaimsPage::applyFilter);
    connect(m_defaults, &QCheckBox::toggled, this, &ClaimsPage::reload);
    return bar;
}

void ClaimsPage::buildActions()
{
    const auto add = [this](const QString &name, const QString &text, const QKeySequence &keys) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        return action;
    };
    QAction *copy = add(u"copyClaimValue"_s, tr("&Copy the value"), QKeySequence::Copy);
    QAction *path = add(u"copyClaimPath"_s, tr("Copy the &path"),
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    QAction *find = add(u"findClaim"_s, tr("&Find"), QKeySequence::Find);
    m_tree->addActions({copy, path});
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    addAction(find);
    connect(copy, &QAction::triggered, this, &ClaimsPage::copyValue);
    connect(path, &QAction::triggered, this, &ClaimsPage::copyPath);
    connect(find, &QAction::triggered, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
}

void ClaimsPage::setExamined(const Examined &examined, bool again)
{
    const bool same = again && m_examined.token == examined.token
        && m_examined.options.now == examined.options.now;
    m_examined = examined;
    if (same)
        return;
    const QByteArray selected = m_tree->currentIndex().data(ClaimModel::PathRole).toByteArray();
    const int scrolled = m_tree->verticalScrollBar()->value();
    reload();
    if (!again) {
        m_tree->scrollToTop();
        return;
    }
    if (!selected.isEmpty())
        m_tree->setCurrentIndex(m_model->indexOf(selected));
    m_tree->verticalScrollBar()->setValue(scrolled);
}

void ClaimsPage::reload()
{
    if (!m_examined.token)
        return;
    m_model->setRows(
        jwt::claimRows(*m_examined.token, m_examined.options.now, m_defaults->isChecked()));
    applyFilter();
}

void ClaimsPage::applyFilter()
{
    m_model->setFilter(m_filter->text().trimmed());
    if (m_model->matches() <= kExpandAll)
        m_tree->expandAll();
    else
        m_tree->expandToDepth(1);
    const QString all = formatCount(quint64(m_model->size()));
    m_count->setText(m_filter->text().trimmed().isEmpty()
                         ? tr("%1 rows").arg(all)
                         : tr("%1 of %2 rows").arg(formatCount(quint64(m_model->matches())), all));
}

void ClaimsPage::showClaim(const QByteArray &path)
{
    if (!m_filter->text().isEmpty())
        m_filter->clear();
    const QModelIndex index = m_model->indexOf(path);
    if (!index.isValid())
        return;
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        m_tree->expand(up);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index, QTreeView::PositionAtCenter);
    m_tree->setFocus(Qt::OtherFocusReason);
}

void ClaimsPage::copyValue()
{
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid())
        QGuiApplication::clipboard()->setText(m_model->valueText(index));
}

void ClaimsPage::copyPath()
{
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid())
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(index.data(ClaimModel::PathRole).toByteArray()));
}

} // namespace ui
