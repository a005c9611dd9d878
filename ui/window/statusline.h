// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/session.h"

#include <QtWidgets/QFrame>

class QLabel;

namespace ui {

class ElidedLabel;

// The line at the window's foot: the current connection and what came over it.
class StatusLine final : public QFrame
{
    Q_OBJECT

public:
    struct Facts
    {
        QString name;
        QString place; ///< where it leads, and as whom
        nats::ConnectionStatus status;
        quint64 kept = 0;        ///< replies the current tab still holds
        quint64 droppedRuns = 0; ///< of the current tab
        bool readOnly = false;
    };

    explicit StatusLine(QWidget *parent = nullptr);

    void setFacts(const Facts &facts);
    // What a tab without messages has to say instead of counts and problems.
    void setWords(const QString &counts, const QString &problem, const QString &tip = {});
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    nats::ConnectionState m_state = nats::ConnectionState::Idle;
    bool m_readOnly = false;
    ElidedLabel *m_server;
    QLabel *m_lock;
    QLabel *m_rtt;
    QLabel *m_counts;
    ElidedLabel *m_problem;
};

} // namespace ui
