// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/fetchcommand.h"

#include "app/clientname.h"
#include "app/commands/output.h"
#include "core/base/jsonwriter.h"
#include "core/jwt/resolversource.h"

#include <QtCore/QTimer>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

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
    if (m_options.source.isEmpty()) {
        openSession();
        return;
    }
    auto source = jwt::openSource(m_options.source, {m_options.connection.caFile});
    if (!source) {
        report(source.error().text);
        end(source.error().kind == base::ErrorKind::InvalidInput ? ExitCode::Usage
                                                                 : ExitCode::NoConnection);
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
        report(status.error ? status.error->text : tr("The connection was closed"));
        end(ExitCode::NoConnection);
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
    report(tr("Interrupted"));
    end(ExitCode::NotMet);
}

void FetchCommand::onFound(const std::vector<jwt::FoundToken> &tokens)
{
    for (const jwt::FoundToken &found : tokens) {
        TokenWriter::Written written;
        if (m_writer) {
            auto done = m_writer->write(*found.token);
            if (!done) {
                report(done.error().text);
                m_writeFailed = true;
            } else {
                written = std::move(done).value();
                if (!written.remark.isEmpty())
                    report(written.path + u": "_s + written.remark);
            }
        }
        if (m_options.json)
            print(json(found, written.path));
        else if (!m_writer && !m_options.key.isEmpty())
            print(found.token->text());
        else if (!m_writer)
            print(text(found).toUtf8());
        else if (!written.path.isEmpty())
            print(written.path.toUtf8());
        if (m_ended)
            return;
    }
}

void FetchCommand::onFinished(const jwt::FetchOutcome &outcome)
{
    for (const QString &problem : outcome.problems)
        report(problem);
    if (outcome.error)
        report(outcome.error->text);
    const ExitCode code = outcome.error        ? ExitCode::NoConnection
        : outcome.tokens == 0 || m_writeFailed ? ExitCode::NotMet
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

void FetchCommand::report(const QString &text)
{
    printError(u"fanin: "_s + text + u'\n');
}

void FetchCommand::end(ExitCode code)
{
    if (std::exchange(m_ended, true))
        return;
    // Never from within start.
    QTimer::singleShot(0, this, [this, code] { emit finished(code); });
}

} // namespace commands
