// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/chainview.h"

#include "ui/accounts/chainpainter.h"
#include "ui/common/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

ChainView::ChainView(ChainForm form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
{
    setObjectName(form == ChainForm::Strip ? u"chainStrip"_s : u"chainLadder"_s);
    setAccessibleName(tr("Trust chain"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChainView::setChain(Chain chain)
{
    m_chain = std::move(chain);
    m_hovered = -1;
    m_focused = int(m_chain.cards.size()) - 1;
    m_layout = layoutChain(m_chain.cards.size(), m_form, width());
    setAccessibleDescription(spoken(m_chain));
    updateGeometry();
    update();
}

QSize ChainView::sizeHint() const
{
    return layoutChain(m_chain.cards.size(), m_form, 640).size;
}

QSize ChainView::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void ChainView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChain(painter, m_chain, m_layout, m_form, {m_hovered, hasFocus() ? m_focused : -1},
               tokens(palette()));
}

void ChainView::resizeEvent(QResizeEvent *)
{
    m_layout = layoutChain(m_chain.cards.size(), m_form, width());
}

bool ChainView::opens(int card) const
{
    return card >= 0 && card < int(m_chain.cards.size()) && m_chain.cards[size_t(card)].token
        && !m_chain.cards[size_t(card)].current;
}

void ChainView::choose(int card)
{
    if (!opens(card))
        return;
    const jwt::TokenPtr token = m_chain.cards[size_t(card)].token; // the chain may be replaced
    emit tokenChosen(token);
}

void ChainView::setHovered(int card)
{
    if (card == m_hovered)
        return;
    m_hovered = card;
    setCursor(opens(card) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ChainView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(cardAt(m_layout, event->position().toPoint()));
}

void ChainView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(cardAt(m_layout, event->position().toPoint()));
}

void ChainView::leaveEvent(QEvent *)
{
    setHovered(-1);
}

void ChainView::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_chain.cards.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        m_focused = std::max(0, m_focused - 1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Down:
        m_focused = std::min(last, m_focused + 1);
        break;
    case Qt::Key_Home:
        m_focused = 0;
        break;
    case Qt::Key_End:
        m_focused = last;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        choose(m_focused);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

void ChainView::focusInEvent(QFocusEvent *)
{
    update();
}

void ChainView::focusOutEvent(QFocusEvent *)
{
    update();
}

QString ChainView::tipAt(QPoint point) const
{
    if (const int card = cardAt(m_layout, point); card >= 0) {
        const ChainCard &c = m_chain.cards[size_t(card)];
        QString tip = c.title + u"\n"_s + c.kind;
        if (!c.status.isEmpty())
            tip += u" · "_s + c.status;
        return tip + u'\n' + QString::fromUtf8(c.key);
    }
    for (size_t i = 0; i < m_chain.edges.size() && i < m_layout.edges.size(); ++i) {
        if (m_layout.keyTexts[i].united(m_layout.reasons[i]).contains(point)) {
            const ChainEdge &e = m_chain.edges[i];
            return QString(e.role + u'\n' + QString::fromUtf8(e.key) + u'\n' + e.reason);
        }
    }
    return {};
}

bool ChainView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace ui
