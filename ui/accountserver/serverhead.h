// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/tile.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace ui {

class ElidedLabel;

// The figures of an account server, and at the right what a nats-server is to be told of it.
class ServerHead final : public QWidget
{
    Q_OBJECT

public:
    explicit ServerHead(QWidget *parent = nullptr);

    void setTiles(const std::vector<Tile> &tiles);
    // Empty: it does not serve.
    void setAddress(const QString &address, const QString &resolverLine);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRoom();

    std::vector<Tile> m_tiles;
    QString m_address;
    QString m_resolverLine;
    QWidget *m_place;
    QLabel *m_caption;
    ElidedLabel *m_line;
    QPushButton *m_copyLine;
    QPushButton *m_copyAddress;
};

} // namespace ui
