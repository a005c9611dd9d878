// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serverhead.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kSide = 18;
constexpr int kTop = 4;
constexpr int kBottom = 7;
constexpr int kLeastPlace = 250;

QPushButton *makeLink(QWidget *parent, const QString &name, const QString &text, const QString &tip)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setToolTip(tip);
    setLook(button, Look::Link);
    return button;
}

} // namespace

ServerHead::ServerHead(QWidget *parent)
    : QWidget(parent)
    , m_place(new QWidget(this))
    , m_caption(new QLabel(tr("In a nats-server configuration"), m_place))
    , m_line(new ElidedLabel(Qt::ElideMiddle, m_place))
    , m_copyLine(makeLink(m_place, u"copyResolverLine"_s, tr("&Copy line"),
                          tr("Copy the resolver line for a nats-server's configuration")))
    , m_copyAddress(makeLink(m_place, u"copyServerAddress"_s, tr("Copy a&ddress"),
                             tr("Copy the address of this account server")))
{
    setObjectName(u"serverHead"_s);
    setLook(this, Look::Panel);
    setFixedHeight(kTop + kTileHeight + kBottom);
    setLook(m_caption, Look::Caption);
    m_line->setObjectName(u"resolverLine"_s);
    m_line->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_line->setTextFormat(Qt::PlainText);
    setLook(m_line, Look::Mono);
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    row->addStretch(1);
    row->addWidget(m_caption);
    row->addSpacing(6);
    row->addWidget(m_copyLine);
    row->addWidget(m_copyAddress);
    auto *layout = new QVBoxLayout(m_place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_line);
    connect(m_copyLine, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_resolverLine); });
    connect(m_copyAddress, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_address); });
    setAddress({}, {});
}

void ServerHead::setTiles(const std::vector<Tile> &tiles)
{
    if (tiles == m_tiles)
        return;
    m_tiles = tiles;
    QStringList words;
    for (const Tile &tile : tiles)
        words += tile.number + tile.unit + u' ' + tile.label;
    setAccessibleName(tr("Figures of the account server"));
    setAccessibleDescription(words.join(u", "_s));
    makeRoom();
    update();
}

void ServerHead::setAddress(const QString &address, const QString &resolverLine)
{
    m_address = address;
    m_resolverLine = resolverLine;
    m_line->setText(resolverLine);
    m_place->setVisible(!address.isEmpty());
    makeRoom();
}

void ServerHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

// The line gives way to the figures down to its least width, and has its tool tip then; the last
// figures give way to that.
void ServerHead::makeRoom()
{
    m_caption->setVisible(true);
    const int wanted = qMax(m_place->sizeHint().width(),
                            QFontMetrics(monoFont()).horizontalAdvance(m_resolverLine) + 4);
    const int room = width() - 2 * kSide - tilesWidth(m_tiles);
    const int given = qMax(qMin(room, wanted), qMin(kLeastPlace, wanted));
    m_caption->setVisible(given >= m_place->sizeHint().width());
    m_place->setGeometry(width() - kSide - given, kTop, given, kTileHeight);
}

void ServerHead::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::TextAntialiasing);
    const int right = m_place->isVisible() ? m_place->x() : width();
    std::vector<Tile> fitting = m_tiles;
    while (!fitting.empty() && kSide + tilesWidth(fitting) > right)
        fitting.pop_back();
    painter.translate(kSide, kTop);
    paintTiles(painter, fitting, palette());
}

} // namespace ui
