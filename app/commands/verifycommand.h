// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/exitcode.h"
#include "app/commands/jwtverify.h"
#include "app/commands/tokeninput.h"
#include "core/jwt/tokensource.h"
#include "core/jwt/trust.h"

namespace commands {

// `fanin jwt verify` at work: reads the operators, then one source after the other, then prints a
// verdict for each token of each file. Problems go to standard error.
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
    void verifyFiles();
    [[nodiscard]] bool verifyFile(const TokenInput &input);
    void fail(const base::Error &error, ExitCode code);

    JwtVerifyOptions m_options;
    jwt::Book m_book;
    jwt::TrustOptions m_trust;
    qsizetype m_nextSource = 0;
    std::unique_ptr<jwt::TokenSource> m_source;
    bool m_accepted = true;
};

} // namespace commands
