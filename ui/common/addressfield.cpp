// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/addressfield.h"

#include "ui/common/theme.h"

#include <QtCore/QStringListModel>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kPadding = 12;
constexpr int kGap = 18;
constexpr int kLeastAddress = 150;

} // namespace

AddressField::AddressField(const QString &name, const QString &accessibleName, QWidget *parent)
    : QLineEdit(parent)
    , m_history(new QStringListModel(this))
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setLook(this, Look::Mono);
    auto *completer = new QCompleter(m_history, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setFont(monoFont());
    completer->popup()->setObjectName(name + u"History"_s);
    setCompleter(completer);
    connect(this, &QLineEdit::textChanged, this, &AddressField::makeRoom);
}

void AddressField::setHistory(const QStringList &addresses)
{
    m_history->setStringList(addresses);
}

void AddressField::setStatus(const QString &text, SeverityMark mark)
{
    m_status = text;
    m_mark = mark;
    setToolTip(text);
    setAccessibleDescription(text);
    makeRoom();
}

void AddressField::makeRoom()
{
    const int wanted
        = m_status.isEmpty() ? 0 : QFontMetrics(textFont()).horizontalAdvance(m_status) + kGap;
    const int address
        = qMax(kLeastAddress, QFontMetrics(monoFont()).horizontalAdvance(text()) + 24);
    setTextMargins(0, 0, qMax(0, qMin(wanted, width() - address)), 0);
    update();
}

void AddressField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    makeRoom();
}

void AddressField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const int room = textMargins().right() - kGap + kPadding;
    if (m_status.isEmpty() || room < 50)
        return;
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setFont(textFont());
    painter.setPen(m_mark == SeverityMark::Error         ? t.error
                       : m_mark == SeverityMark::Warning ? t.warningText
                                                         : t.secondary);
    painter.drawText(QRect(width() - room - kPadding, 0, room, height()),
                     Qt::AlignVCenter | Qt::AlignRight,
                     QFontMetrics(textFont()).elidedText(m_status, Qt::ElideRight, room));
}

} // namespace ui
