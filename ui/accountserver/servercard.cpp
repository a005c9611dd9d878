// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/servercard.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMark = 11;
constexpr int kMarkGap = 7;
constexpr int kInset = 14;

Look lookOf(SeverityMark mark)
{
    switch (mark) {
    case SeverityMark::Ok:
        return Look::Ok;
    case SeverityMark::Soon:
    case SeverityMark::Warning:
        return Look::Warning;
    case SeverityMark::Error:
        return Look::Error;
    case SeverityMark::Note:
    case SeverityMark::Pending:
        break;
    }
    return Look::Secondary;
}

} // namespace

ServerCard::ServerCard(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_state(new ElidedLabel(Qt::ElideRight, this))
    , m_detail(new ElidedLabel(Qt::ElideRight, this))
{
    setObjectName(name);
    setLook(this, Look::Card);
    setLook(m_title, Look::Strong);
    m_state->setObjectName(name + u"State"_s);
    m_detail->setObjectName(name + u"Detail"_s);
    setLook(m_detail, Look::Secondary);
    for (QLabel *line : {static_cast<QLabel *>(m_state), static_cast<QLabel *>(m_detail)})
        line->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kInset, 9, kInset, 9);
    layout->setSpacing(1);
    layout->addWidget(m_title);
    auto *line = new QHBoxLayout;
    line->addSpacing(kMark + kMarkGap);
    line->addWidget(m_state);
    layout->addLayout(line);
    layout->addWidget(m_detail);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ServerCard::setText(const CardText &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_title->setText(text.title);
    m_state->setText(text.state);
    m_detail->setText(text.detail);
    setLook(m_state, lookOf(text.mark));
    setAccessibleName(text.title);
    setAccessibleDescription(text.state + u". "_s + text.detail);
    update();
}

void ServerCard::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    if (m_text.state.isEmpty())
        return;
    QPainter painter(this);
    const QRect line = m_state->geometry();
    paintSeverityMark(
        painter,
        QRectF(line.left() - kMark - kMarkGap, line.center().y() - kMark / 2.0 + 0.5, kMark, kMark),
        m_text.mark, tokens(palette()));
}

} // namespace ui
