// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/fetchcommand.h"

#include "app/clientname.h"
#include "app/commands/output.h"
#include "core/base/counted.h"
#include "core/base/jsonwriter.h"
#include "core/jwt/resolversource.h"

#include <QtCore/QTimer>

#include <algorithm>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

// What a token is made of: nothing in it steers a terminal.
bool isPlain(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || c == '_' || c == '.' || c == '-';
    });
}

} // namespace

FetchCommand::FetchCommand(JwtFetchOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    if (m_options.out)
        m_writer.emplace(*m_options.out);
}

FetchCommand::~FetchCommand() = default;

void FetchCommand::start()
{
    if (m_options.problem) {
        fail(*m_options.problem, ExitCode::NoConnection);
        return;
    }
    if (m_options.source.isEmpty()) {
        openSession();
        return;
    }
    auto source = jwt::openSource(m_options.source, {m_options.caFile});
    if (!source) {
        const bool unknown = source.error().kind == base::ErrorKind::InvalidInput;
        fail(source.error(), unknown ? ExitCode::Usage : ExitCode::NoConnection);
        return;
    }
    m_source = std::move(source).value();
    fetch();
}

void FetchCommand::openSession()
{
    nats::ConnectOptions options = m_options.connection;
    if (options.clientName.isEmpty())
        options.clientName = app::clientName();
    m_session = std::make_unique<nats::Session>(std::move(options));
    connect(m_session.get(), &nats::Session::statusChanged, this, &FetchCommand::onStatus);
    m_session->open();
}

void FetchCommand::onStatus()
{
    if (m_fetch || m_ended)
        return;
    const nats::ConnectionStatus &status = m_session->status();
    if (status.state == nats::ConnectionState::Connected) {
        m_source = std::make_unique<jwt::ResolverSource>(*m_session);
        fetch();
    } else if (status.state == nats::ConnectionState::NeedsAttention
               || status.state == nats::ConnectionState::Closed) {
        fail(status.failure
                 ? status.failure->error
                 : base::Error{base::ErrorKind::Network, tr("The connection was closed"), -1},
             ExitCode::NoConnection);
    }
}

void FetchCommand::fetch()
{
    m_fetch = m_source->fetch({m_options.key}, this);
    connect(m_fetch, &jwt::TokenFetch::found, this, &FetchCommand::onFound);
    connect(m_fetch, &jwt::TokenFetch::finished, this, &FetchCommand::onFinished);
}

void FetchCommand::interrupt()
{
    fail({base::ErrorKind::State, tr("Interrupted"), -1}, ExitCode::NotMet);
}

void FetchCommand::fail(const base::Error &error, ExitCode code)
{
    if (m_ended)
        return;
    jwt::FetchOutcome outcome;
    outcome.error = error;
    outcome.tokens = m_found;
    report(error.text);
    if (m_options.json)
        print(json(outcome, code));
    end(code);
}

void FetchCommand::onFound(const std::vector<jwt::FoundToken> &tokens)
{
    for (const jwt::FoundToken &found : tokens) {
        if (m_ended)
            return;
        ++m_found;
        TokenWriter::Written written;
        if (m_writer) {
            auto done = m_writer->write(*found.token);
            if (!done) {
                report(done.error().text);
                m_failed = true;
            } else {
                written = std::move(done).value();
                if (!written.remark.isEmpty())
                    report(written.path + u": "_s + written.remark);
            }
        }
        if (m_options.json)
            print(json(found, written.path));
        else if (!m_writer && !m_options.key.isEmpty())
            printToken(*found.token);
        else if (!m_writer)
            print(text(found).toUtf8());
        else if (!written.path.isEmpty())
            print(written.path.toUtf8());
    }
}

void FetchCommand::onFinished(const jwt::FetchOutcome &outcome)
{
    if (m_ended)
        return;
    for (const QString &problem : outcome.problems)
        report(problem);
    if (m_writer && m_writer->leftOut() > 0) {
        m_failed = true;
        report(tr("Not written, as %1 others of the same subject were: %2")
                   .arg(TokenWriter::kMaxCopies)
                   .arg(base::counted(m_writer->leftOut(), tr("1 token"), tr("%1 tokens"))));
    }
    if (outcome.error)
        report(outcome.error->text);
    const ExitCode code = outcome.error   ? ExitCode::NoConnection
        : outcome.tokens == 0 || m_failed ? ExitCode::NotMet
                                          : ExitCode::Success;
    if (m_options.json)
        print(json(outcome, code));
    end(code);
}

// "account  ORDERS  ACCU…  accounts/ORDERS/ORDERS.jwt".
QString FetchCommand::text(const jwt::FoundToken &found) const
{
    const jwt::Claims &claims = found.token->claims();
    const auto orDash = [](const QByteArray &value) {
        return value.isEmpty() ? u"-"_s : QString::fromUtf8(value);
    };
    QString line = QString::fromUtf8(jwt::nameOf(found.token->kind())).leftJustified(11)
        + orDash(claims.sub.isEmpty() ? found.origin.storedAs : claims.sub).leftJustified(57)
        + orDash(claims.name).leftJustified(21) + found.origin.detail;
    return visibleText(line.trimmed());
}

QByteArray FetchCommand::json(const jwt::FoundToken &found, const QString &path) const
{
    const jwt::Claims &claims = found.token->claims();
    base::json::Writer out;
    const auto member = [&out](const char *name, QByteArrayView value) {
        out.key(name);
        out.text(value);
    };
    out.beginObject();
    member("kind", jwt::nameOf(found.token->kind()));
    member("subject", claims.sub);
    member("name", claims.name);
    out.key("decodes");
    out.flag(found.token->decodes());
    member("source", found.origin.source.toUtf8());
    member("stored_as", found.origin.storedAs);
    member("detail", found.origin.detail.toUtf8());
    if (!found.origin.operatorName.isEmpty())
        member("operator", found.origin.operatorName);
    // JSON is text: bytes that are not become U+FFFD here, and nowhere else.
    member("token", QString::fromUtf8(found.token->text()).toUtf8());
    if (!path.isEmpty())
        member("written", path.toUtf8());
    out.endObject();
    return out.bytes();
}

QByteArray FetchCommand::json(const jwt::FetchOutcome &outcome, ExitCode code)
{
    base::json::Writer out;
    out.beginObject();
    out.key("end");
    out.beginObject();
    out.key("exit_code");
    out.number(qint64(code));
    out.key("tokens");
    out.number(qint64(outcome.tokens));
    out.key("detail");
    out.text(outcome.detail);
    out.key("error");
    outcome.error ? out.text(outcome.error->text) : out.null();
    out.key("problems");
    out.beginArray();
    for (const QString &problem : outcome.problems)
        out.text(problem);
    out.endArray();
    out.endObject();
    out.endObject();
    return out.bytes();
}

void FetchCommand::print(const QByteArray &line)
{
    if (!writeOutput(QByteArray(line + '\n')))
        end(ExitCode::NotMet);
}

void FetchCommand::printToken(const jwt::Token &token)
{
    if (isPlain(token.text())) {
        print(token.text());
        return;
    }
    m_failed = true;
    report(tr("The token has bytes that no token has and is not printed: --json shows it, --out "
              "writes it"));
}

void FetchCommand::report(const QString &text)
{
    printError(u"fanin: "_s + visibleText(text) + u'\n');
}

void FetchCommand::end(ExitCode code)
{
    if (std::exchange(m_ended, true))
        return;
    // Never from within start.
    QTimer::singleShot(0, this, [this, code] { emit finished(code); });
}

} // namespace commands
