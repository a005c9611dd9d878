// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/tokensource.h"
#include "core/nats/session.h"

#include <QtCore/QPointer>

namespace jwt {

// The NATS servers themselves, asked over a connection to their system account (spec/jwt.md §4.3):
// what their resolvers hold, and what each server has in use. Every server answers; its copy of one
// account is kept apart from the others' where it differs.
//
// A reply to LOOKUP does not say whose it is, so a held copy is "of 2 of 3 servers"; what is in use
// comes with the server's name.
class ResolverSource final : public TokenSource
{
    Q_OBJECT

public:
    struct Options
    {
        // Each question waits for all servers: until nothing has come for `quiet`.
        base::Span total = std::chrono::seconds(3);
        base::Span quiet = std::chrono::milliseconds(400);
        base::Span packTotal = std::chrono::seconds(30);
    };

    // The session must be connected when a fetch is made, and may go before this.
    explicit ResolverSource(nats::Session &session, Options options, QObject *parent = nullptr);
    explicit ResolverSource(nats::Session &session, QObject *parent = nullptr);

    // "nats://h:4222".
    [[nodiscard]] QString name() const override;
    [[nodiscard]] TokenFetch *fetch(const FetchRequest &request, QObject *parent) override;

private:
    QPointer<nats::Session> m_session;
    QString m_name;
    Options m_options;
};

} // namespace jwt
