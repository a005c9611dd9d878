// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QAbstractButton>

namespace nats {
class Session;
} // namespace nats

namespace ui {

// One open connection in the side bar: stripe in its colour, name, what it is doing, round trip,
// and marks for a server that shuts down and for read-only.
class ConnectionItem final : public QAbstractButton
{
    Q_OBJECT

public:
    ConnectionItem(nats::Session &session, int colorIndex, QWidget *parent = nullptr);

    [[nodiscard]] nats::Session *session() const { return m_session; }
    [[nodiscard]] int colorIndex() const { return m_colorIndex; }
    [[nodiscard]] QSize sizeHint() const override;
    // Whether it comes from somewhere that can be edited.
    void setEditable(bool editable) { m_editable = editable; }

signals:
    void detailsRequested();
    void editRequested();
    void removeRequested(); ///< from the list, with all its tabs

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showStatus();
    int paintMarks(QPainter &painter) const;

    nats::Session *m_session;
    int m_colorIndex;
    bool m_editable = false;
    QString m_detail;
    QString m_rtt;
    QTimer m_countdown; // runs only while it waits for the next attempt
};

} // namespace ui
