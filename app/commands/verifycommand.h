// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/exitcode.h"
#include "app/commands/jwtverify.h"
#include "app/commands/tokeninput.h"
#include "core/jwt/tokensource.h"
#include "core/jwt/trust.h"

#include <QtCore/QTimer>

namespace commands {

// `fanin jwt verify` at work: reads the operators, then one source after the other, then prints a
// verdict for each token of each file, one a turn of the event loop. Problems go to standard error.
class VerifyCommand final : public QObject
{
    Q_OBJECT

public:
    explicit VerifyCommand(JwtVerifyOptions options, QObject *parent = nullptr);
    ~VerifyCommand() override;

    void start();

signals:
    void finished(commands::ExitCode code); ///< exactly once

private:
    [[nodiscard]] bool readOperators();
    void nextSource();
    void onFound(const std::vector<jwt::FoundToken> &tokens);
    void onFetched(const jwt::FetchOutcome &outcome);
    void verifyNext();
    void openFile(const QByteArray &file);
    [[nodiscard]] bool verify(const jwt::Token &token);
    void fail(const base::Error &error, ExitCode code);
    void end(ExitCode code);
    // Says what is odd about it.
    static base::Result<TokenInput> read(const QByteArray &file);

    JwtVerifyOptions m_options;
    jwt::Book m_book;
    jwt::TrustOptions m_trust;
    qsizetype m_nextSource = 0;
    std::unique_ptr<jwt::TokenSource> m_source;
    QTimer m_turn;
    qsizetype m_nextFile = 0;
    std::optional<TokenInput> m_input;   // the file whose tokens are being examined
    std::optional<jwt::Book> m_together; // with its other tokens; nothing if it has but one
    size_t m_nextToken = 0;
    bool m_accepted = true;
};

} // namespace commands
