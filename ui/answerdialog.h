// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"

#include <QtCore/QPointer>
#include <QtWidgets/QDialog>

class QLabel;
class QPushButton;

namespace nats {
class Gather;
class Session;
} // namespace nats

namespace ui {

class HeadersEditor;
class PayloadEditor;

// Answers a request by hand, as a responder would: publishes to its reply subject. Closes when the
// server has taken the answer.
class AnswerDialog final : public QDialog
{
    Q_OBJECT

public:
    AnswerDialog(nats::Session &session, const capture::Entry &request, QWidget *parent = nullptr);

private:
    void buildUi(const QString &subject);
    void send();
    void showProblem(const QString &text);

    nats::Session &m_session;
    QByteArray m_to;
    QPointer<nats::Gather> m_sending;
    PayloadEditor *m_payload;
    HeadersEditor *m_headers;
    QLabel *m_problem;
    QPushButton *m_send;
};

} // namespace ui
