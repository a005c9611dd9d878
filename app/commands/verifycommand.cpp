// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/verifycommand.h"

#include "app/commands/output.h"
#include "app/commands/tokenoutput.h"

#include <QtCore/QDateTime>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

QByteArray json(const QString &file, const jwt::Token &token, const jwt::Trust &trust)
{
    base::json::Writer writer;
    writer.beginObject();
    writer.key("file");
    writer.text(file);
    writer.key("kind");
    writer.text(jwt::nameOf(token.kind()));
    writer.key("decodes");
    writer.flag(token.decodes());
    writer.key("accept");
    writer.flag(trust.accept());
    writer.key("codes");
    writer.beginArray();
    for (const QByteArray &code : trust.codes())
        writer.text(code);
    writer.endArray();
    writer.key("findings");
    writeFindings(writer, trust.findings);
    writer.key("chain");
    writeChain(writer, trust.chain);
    writer.endObject();
    return writer.bytes() + '\n';
}

} // namespace

VerifyCommand::VerifyCommand(JwtVerifyOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_trust.now = QDateTime::currentSecsSinceEpoch();
    connect(&m_turn, &QTimer::timeout, this, &VerifyCommand::verifyNext);
}

VerifyCommand::~VerifyCommand() = default;

void VerifyCommand::start()
{
    if (readOperators())
        nextSource();
}

void VerifyCommand::fail(const base::Error &error, ExitCode code)
{
    printError(u"fanin: "_s + visibleText(error.text) + u'\n');
    end(code);
}

void VerifyCommand::end(ExitCode code)
{
    m_turn.stop();
    emit finished(code);
}

base::Result<TokenInput> VerifyCommand::read(const QByteArray &file)
{
    auto input = readTokenInput(file);
    if (input && !input->warning.isEmpty()) {
        printError(tr("fanin: warning: %1: %2\n")
                       .arg(visibleText(input->name), visibleText(input->warning)));
    }
    return input;
}

bool VerifyCommand::readOperators()
{
    for (const QByteArray &file : m_options.operators) {
        const auto input = read(file);
        if (!input) {
            fail(input.error(), ExitCode::Usage);
            return false;
        }
        const jwt::TokenPtr &token = input->tokens.front();
        if (!token->asOperator() || !token->decodes()) {
            fail({base::ErrorKind::InvalidInput,
                  tr("--operator: %1 is not the token of an operator").arg(input->name), -1},
                 ExitCode::Usage);
            return false;
        }
        m_book.add({token, {input->name, {}, {}, {}}});
        m_trust.operators += token->claims().sub;
    }
    return true;
}

void VerifyCommand::nextSource()
{
    if (m_nextSource == m_options.sources.size()) {
        m_turn.start(0);
        return;
    }
    const QString &name = m_options.sources[m_nextSource++];
    auto source = jwt::openSource(name, {m_options.caFile});
    if (!source) {
        base::Error error = source.error();
        const bool unknown = error.kind == base::ErrorKind::InvalidInput;
        if (error.kind == base::ErrorKind::Unsupported) {
            error.text += tr("; run fanin jwt fetch nats://… --out DIR first, and give --from "
                             "dir:DIR here");
        }
        fail(error, unknown ? ExitCode::Usage : ExitCode::NoConnection);
        return;
    }
    m_source = std::move(source).value();
    jwt::TokenFetch *fetch = m_source->fetch({}, this);
    connect(fetch, &jwt::TokenFetch::found, this, &VerifyCommand::onFound);
    connect(fetch, &jwt::TokenFetch::finished, this, &VerifyCommand::onFetched);
    connect(fetch, &jwt::TokenFetch::finished, fetch, &QObject::deleteLater);
}

void VerifyCommand::onFound(const std::vector<jwt::FoundToken> &tokens)
{
    for (const jwt::FoundToken &found : tokens)
        m_book.add(found);
}

void VerifyCommand::onFetched(const jwt::FetchOutcome &outcome)
{
    for (const QString &problem : outcome.problems)
        printError(tr("fanin: warning: %1\n").arg(visibleText(problem)));
    if (outcome.error)
        fail(*outcome.error, ExitCode::NoConnection);
    else
        nextSource();
}

// One token a turn: between them an interruption is heard.
void VerifyCommand::verifyNext()
{
    if (m_input && m_nextToken < m_input->tokens.size()) {
        // A reader that left wants nothing more.
        if (!verify(*m_input->tokens[m_nextToken++]))
            end(ExitCode::NotMet);
    } else if (m_nextFile < m_options.files.size()) {
        openFile(m_options.files[m_nextFile++]);
    } else {
        end(m_accepted ? ExitCode::Success : ExitCode::NotMet);
    }
}

void VerifyCommand::openFile(const QByteArray &file)
{
    auto input = read(file);
    if (!input) {
        fail(input.error(), ExitCode::Usage);
        return;
    }
    m_input = std::move(input).value();
    m_nextToken = 0;
    // Nobody has looked at the rest.
    m_accepted = m_accepted && !m_input->truncated;
    // Tokens of one file know each other, those of different files do not: the verdict about one
    // must not depend on which others are named. An operator is left out, as nothing in a file may
    // make the file trusted.
    m_together.reset();
    if (m_input->tokens.size() == 1)
        return;
    m_together = m_book;
    for (const jwt::TokenPtr &token : m_input->tokens) {
        if (!token->asOperator())
            m_together->add({token, {m_input->name, {}, {}, {}}});
    }
}

bool VerifyCommand::verify(const jwt::Token &token)
{
    const jwt::Trust trust = jwt::examine(token, m_together ? *m_together : m_book, m_trust);
    m_accepted = m_accepted && trust.accept();
    if (m_options.json)
        return writeOutput(json(m_input->name, token, trust));
    const auto codes = trust.codes();
    const QByteArrayList names(codes.begin(), codes.end());
    return printOutput(
        tr("%1: %2: %3")
            .arg(visibleText(m_input->name), titleOf(token),
                 trust.accept() ? tr("accepted") : tr("REFUSED"))
        + (names.isEmpty() ? QString() : u" ("_s + QString::fromLatin1(names.join(", ")) + u')')
        + u'\n' + chainLines(trust.chain) + findingLines(trust.findings));
}

} // namespace commands
