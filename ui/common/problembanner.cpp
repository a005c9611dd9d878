// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/problembanner.h"

#include "ui/common/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMark = 13;
constexpr int kInset = 14;

QToolButton *button(QWidget *parent, const QString &name, const QString &iconName,
                    const QString &text)
{
    auto *made = new QToolButton(parent);
    made->setObjectName(name);
    made->setIcon(icon(iconName, Tint::Quiet));
    made->setIconSize({14, 14});
    made->setToolTip(text);
    made->setAccessibleName(text);
    made->setFocusPolicy(Qt::StrongFocus);
    return made;
}

} // namespace

ProblemBanner::ProblemBanner(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(u"problemBanner"_s);
    setLook(this, Look::Card);
    m_title->setObjectName(u"problemTitle"_s);
    m_title->setWordWrap(true);
    setLook(m_title, Look::Strong);
    m_text->setObjectName(u"problemText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(m_text, Look::Secondary);
    auto *copy = button(this, u"problemCopy"_s, u"copy"_s, tr("Copy all of it"));
    auto *close = button(this, u"problemClose"_s, u"close"_s, tr("Close this notice"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kInset + kMark + 10, 9, 7, 9);
    layout->setSpacing(2);
    layout->addLayout(words, 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_title->text() + u'\n' + m_reasons.join(u'\n'));
    });
    connect(close, &QToolButton::clicked, this, &ProblemBanner::dismiss);
    hide();
}

void ProblemBanner::show(SeverityMark mark, const QString &title, const QStringList &reasons)
{
    m_mark = mark;
    m_reasons = reasons;
    m_title->setText(title);
    QStringList shown = reasons.mid(0, kMostShown);
    if (reasons.size() > kMostShown)
        shown += tr("… and %1 more").arg(reasons.size() - kMostShown);
    m_text->setText(shown.join(u'\n'));
    m_text->setVisible(!shown.isEmpty());
    setAccessibleName(title);
    setVisible(true);
    update();
}

void ProblemBanner::dismiss()
{
    hide();
    emit dismissed();
}

void ProblemBanner::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    paintSeverityMark(painter, QRectF(kInset, 11, kMark, kMark), m_mark, tokens(palette()));
}

} // namespace ui
