// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentreeview.h"

#include "ui/accounts/tokentreedelegate.h"
#include "ui/accounts/tokentreemodel.h"
#include "ui/common/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kIndent = 19;
constexpr int kChevron = 12;
// A search that finds more than this is not unfolded: nobody reads it, and it takes its time.
constexpr qsizetype kMostUnfolded = 2000;

RowKind kindOf(const QModelIndex &index)
{
    return RowKind(index.data(TokenTreeModel::KindRole).toInt());
}

} // namespace

TokenTreeView::TokenTreeView(TokenTreeModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_delegate(new TokenTreeDelegate(this))
{
    setObjectName(u"tokenTree"_s);
    setAccessibleName(tr("Tokens"));
    setLook(this, Look::Frameless);
    setModel(&model);
    setItemDelegate(m_delegate);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(kIndent);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setAllColumnsShowFocus(true);
    connect(this, &QTreeView::expanded, this, [this](const auto &index) { remember(index, true); });
    connect(this, &QTreeView::collapsed, this,
            [this](const auto &index) { remember(index, false); });
    connect(this, &QAbstractItemView::activated, this, &TokenTreeView::opened);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TokenTreeView::unfoldNew);
    connect(&model, &QAbstractItemModel::modelReset, this, &TokenTreeView::restore);
}

void TokenTreeView::remember(const QModelIndex &index, bool unfolded)
{
    if (m_restoring || !m_model.words().isEmpty())
        return; // a search unfolds by itself
    const QByteArray id = m_model.rowId(index);
    if (unfolded) {
        m_unfolded.insert(id);
        m_folded.remove(id);
    } else {
        m_unfolded.remove(id);
        m_folded.insert(id);
    }
}

// Operators and groups show their accounts at once; an account's users come when asked for, unless
// there are few rows in all. Rows that moved keep what they were.
void TokenTreeView::unfoldNew(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        const QByteArray id = m_model.rowId(index);
        const bool top = !parent.isValid() && kindOf(index) != RowKind::BrokenGroup;
        if (m_unfolded.contains(id) || (top && !m_folded.contains(id)))
            expand(index);
    }
    if (!parent.parent().isValid() && parent.isValid() && !m_folded.contains(m_model.rowId(parent))
        && !isExpanded(parent) && kindOf(parent) != RowKind::BrokenGroup)
        expand(parent);
    viewport()->update(); // names of others may follow from what came
}

void TokenTreeView::restore()
{
    m_restoring = true;
    if (!m_model.words().isEmpty()) {
        if (m_model.matchCount() <= kMostUnfolded)
            expandAll();
        else
            expandToDepth(0);
    } else {
        const QSet<QByteArray> unfolded = m_unfolded;
        for (const QByteArray &id : unfolded)
            expand(m_model.indexOfRow(id));
        unfoldNew({}, 0, m_model.rowCount() - 1);
    }
    m_restoring = false;
    const QModelIndex current = m_model.indexOfRow(m_current);
    if (current.isValid()) {
        const QSignalBlocker quiet(this); // it has been selected all along
        setCurrentIndex(current);
        scrollTo(current);
    }
}

void TokenTreeView::setFilter(const QString &text)
{
    m_delegate->setWords(text.simplified().split(u' '));
    m_model.setFilter(text);
}

void TokenTreeView::select(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void TokenTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!current.isValid())
        return;
    const QByteArray id = m_model.rowId(current);
    if (id == std::exchange(m_current, id))
        return;
    emit tokenSelected(m_model.token(current));
}

void TokenTreeView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Tokens &t = tokens(palette());
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    if (selectionModel()->isSelected(index)) {
        painter->fillRect(row, t.accentWash);
        if (hasFocus() && index == currentIndex())
            painter->fillRect(QRect(0, row.top(), 2, row.height()), t.accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)
               || indexAt(viewport()->mapFromGlobal(QCursor::pos())) == index) {
        painter->fillRect(row, t.raised);
    }
    QStyleOptionViewItem plain = option;
    plain.state.setFlag(QStyle::State_MouseOver, false);
    QTreeView::drawRow(painter, plain, index);
}

void TokenTreeView::drawBranches(QPainter *painter, const QRect &rect,
                                 const QModelIndex &index) const
{
    if (!m_model.hasChildren(index))
        return;
    const QRect box(rect.right() - kIndent + 6, rect.center().y() - kChevron / 2 + 1, kChevron,
                    kChevron);
    icon(isExpanded(index) ? u"chevron-down"_s : u"chevron-right"_s, Tint::Quiet)
        .paint(painter, box);
}

void TokenTreeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::RightButton)
        QTreeView::mousePressEvent(event);
}

void TokenTreeView::keyPressEvent(QKeyEvent *event)
{
    // Qt leaves Enter to its platforms; here it opens everywhere.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        emit opened();
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        if (const jwt::TokenPtr token = m_model.token(currentIndex()))
            QGuiApplication::clipboard()->setText(QString::fromUtf8(token->text()));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TokenTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const QPoint at = byKey && index.isValid()
        ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
        : event->globalPos();
    showMenu(index, at);
}

void TokenTreeView::showMenu(const QModelIndex &index, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"tokenMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const jwt::TokenPtr token = index.isValid() ? m_model.token(index) : nullptr;
    const QByteArray key = index.isValid() ? m_model.subject(index) : QByteArray();
    const auto add
        = [this, menu](const QString &name, const QString &text, bool enabled, const auto &slot) {
              QAction *action = menu->addAction(text);
              action->setObjectName(name);
              action->setEnabled(enabled);
              connect(action, &QAction::triggered, this, slot);
          };
    const auto copy = [](const QByteArray &text) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    };
    add(u"copyToken"_s, tr("&Copy token"), bool(token), [copy, token] { copy(token->text()); });
    add(u"copyKey"_s, tr("Copy &key"), !key.isEmpty(), [copy, key] { copy(key); });
    menu->addSeparator();
    const bool comparable = token && m_shown && token != m_shown;
    const QString other = m_shown ? QString::fromUtf8(m_shown->claims().name) : QString();
    add(u"compareToken"_s,
        comparable && !other.isEmpty()
            ? tr("Co&mpare with %1").arg(QString(other).replace(u'&', "&&"_L1))
            : tr("Co&mpare with the selected one"),
        comparable, [this, token] { emit compareRequested(token); });
    add(u"saveToken"_s, tr("&Save token as…"), bool(token),
        [this, token] { emit saveRequested(token); });
    menu->addSeparator();
    add(u"unfoldAll"_s, tr("&Unfold all"), m_model.rowCount() > 0, [this] { expandAll(); });
    add(u"forgetAll"_s, tr("&Forget everything"), m_model.rowCount() > 0,
        [this] { emit forgetRequested(); });
    menu->popup(at);
}

} // namespace ui
