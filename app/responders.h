// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demoscene.h"
#include "core/nats/connectoptions.h"
#include "core/nats/session.h"

#include <QtCore/QObject>

namespace app {

// The demo's responders at work, each on a connection of its own. Emits ready once the server has
// taken every subscription, or failed once.
class Responders final : public QObject
{
    Q_OBJECT

public:
    explicit Responders(const nats::ConnectOptions &options, QObject *parent = nullptr);

    void open();

signals:
    void ready();
    void failed(const QString &text);

private:
    struct Responder
    {
        const DemoResponder *scene = nullptr;
        nats::Session *session = nullptr;
        bool subscribed = false;
    };

    void onStatus(Responder &responder);
    void subscribe(Responder &responder);
    void onSubscribed(const nats::Outcome &outcome);
    void answer(const Responder &responder, const nats::Message &request);
    void fail(const QString &text);

    std::vector<Responder> m_responders;
    qsizetype m_waiting = 0;
    bool m_failed = false;
};

} // namespace app
