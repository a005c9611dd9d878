// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/exitcode.h"
#include "app/commands/jwtfetch.h"
#include "app/commands/tokenwriter.h"
#include "core/jwt/tokensource.h"

#include <memory>
#include <optional>

namespace nats {
class Session;
} // namespace nats

namespace commands {

// `fanin jwt fetch` at work: opens the source, prints or writes what it has, and says with one exit
// code how it went. Problems go to standard error.
class FetchCommand final : public QObject
{
    Q_OBJECT

public:
    explicit FetchCommand(JwtFetchOptions options, QObject *parent = nullptr);
    ~FetchCommand() override;

    void start();
    void interrupt();

signals:
    void finished(commands::ExitCode code); ///< exactly once, never before start has returned

private:
    void openSession();
    void onStatus();
    void fetch();
    void onFound(const std::vector<jwt::FoundToken> &tokens);
    void onFinished(const jwt::FetchOutcome &outcome);
    [[nodiscard]] QString text(const jwt::FoundToken &found) const;
    void print(const QByteArray &line);
    void printToken(const jwt::Token &token);
    void report(const QString &text);
    void fail(const base::Error &error, ExitCode code);
    void end(ExitCode code);
    [[nodiscard]] QByteArray json(const jwt::FoundToken &found, const QString &path) const;
    [[nodiscard]] static QByteArray json(const jwt::FetchOutcome &outcome, ExitCode code);

    JwtFetchOptions m_options;
    std::unique_ptr<nats::Session> m_session;
    std::unique_ptr<jwt::TokenSource> m_source;
    jwt::TokenFetch *m_fetch = nullptr;
    std::optional<TokenWriter> m_writer;
    qsizetype m_found = 0;
    bool m_failed = false; // something could not be written or printed
    bool m_ended = false;
};

} // namespace commands
