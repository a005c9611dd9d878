// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/jwtshow.h"

#include "app/commands/exitcode.h"
#include "app/commands/output.h"
#include "app/commands/tokeninput.h"
#include "app/commands/tokenoutput.h"
#include "core/jwt/claimrows.h"
#include "core/jwt/validation.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::JwtShow)
};

const char *signatureName(jwt::Signature signature)
{
    switch (signature) {
    case jwt::Signature::Valid:
        return "valid";
    case jwt::Signature::Invalid:
        return "invalid";
    case jwt::Signature::NoIssuerKey:
        return "no_issuer_key";
    case jwt::Signature::Absent:
        break;
    }
    return "absent";
}

jwt::Findings findingsOf(const jwt::Token &token, jwt::UnixTime now)
{
    jwt::Findings findings;
    if (token.problem())
        findings.push_back(*token.problem());
    for (const jwt::Findings &more : {jwt::validate(token, now), jwt::inspect(token, now)})
        findings.insert(findings.end(), more.begin(), more.end());
    return findings;
}

// Each claim in the token's own order, so that duplicates and unknown ones are there too.
void writeClaims(base::json::Writer &writer, const std::vector<jwt::ClaimRow> &rows)
{
    writer.beginArray();
    for (const jwt::ClaimRow &row : rows) {
        writer.beginObject();
        writer.key("path");
        writer.text(row.path);
        if (!row.container) {
            writer.key("raw");
            writer.text(row.secret ? QByteArray("***") : row.raw);
        }
        if (!row.value.isEmpty() && !row.secret) {
            writer.key("value");
            writer.text(row.value);
        }
        if (!row.meaning.isEmpty()) {
            writer.key("meaning");
            writer.text(row.meaning);
        }
        if (row.duplicate) {
            writer.key("duplicate");
            writer.flag(true);
        }
        writer.endObject();
    }
    writer.endArray();
}

QByteArray json(const QString &file, const jwt::Token &token, jwt::UnixTime now)
{
    base::json::Writer writer;
    writer.beginObject();
    writer.key("file");
    writer.text(file);
    writer.key("kind");
    writer.text(jwt::nameOf(token.kind()));
    writer.key("version");
    writer.number(qint64(token.version()));
    writer.key("decodes");
    writer.flag(token.decodes());
    writer.key("signature");
    writer.text(QByteArrayView(signatureName(token.signature())));
    if (token.asActivation()) {
        writer.key("activation_hash");
        writer.text(jwt::activationHash(token.claims()));
    }
    writer.key("claims");
    writeClaims(writer, jwt::claimRows(token, now, false));
    writer.key("findings");
    writeFindings(writer, findingsOf(token, now));
    writer.endObject();
    return writer.bytes() + '\n';
}

QString claimLine(const jwt::ClaimRow &row)
{
    QString line = QString(2 + 2 * row.depth, u' ')
        + visibleText(QString::fromUtf8(row.header ? row.path : row.name));
    if (!row.container) {
        line += u": "_s
            + (row.secret
                   ? u"***"_s
                   : visibleText(row.value.isEmpty() ? QString::fromUtf8(row.raw) : row.value));
    }
    if (row.duplicate)
        line += Text::tr("  (more than once)");
    return line + u'\n';
}

QString text(const jwt::Token &token, jwt::UnixTime now)
{
    QString lines = titleOf(token) + u", "_s
        + (token.decodes() ? Text::tr("version %1, signature valid").arg(token.version())
                           : Text::tr("cannot be decoded"))
        + u'\n';
    for (const jwt::ClaimRow &row : jwt::claimRows(token, now, false))
        lines += claimLine(row);
    if (token.asActivation())
        lines += Text::tr("  hash: %1\n")
                     .arg(QString::fromLatin1(jwt::activationHash(token.claims())));
    return lines + findingLines(findingsOf(token, now));
}

} // namespace

const std::vector<app::Option> &jwtShowArguments()
{
    static const std::vector<app::Option> options{
        {"json", nullptr, QT_TRANSLATE_NOOP("app::Options", "print one JSON object a token")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

base::Result<JwtShowOptions> jwtShowOptions(const app::Options &options,
                                            const QProcessEnvironment &)
{
    if (options.positionals().size() != 1) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("fanin jwt show: expected one FILE, TOKEN or -"), -1};
    }
    return JwtShowOptions{options.positionals().first(), options.has("json")};
}

QString jwtShowHelp()
{
    return Text::tr(
               "Usage: fanin jwt show FILE|TOKEN|- [--json]\n"
               "Shows what a token says, every claim with its meaning, and what is odd about\n"
               "it. FILE may be .creds, a decorated token or a pack. Trust is another matter:\n"
               "fanin jwt verify.\n"
               "\nOptions:\n%1"
               "\nExit codes: 0 decoded, 1 not (shown as far as it goes), 2 usage.\n")
        .arg(app::Options::help(jwtShowArguments()));
}

int runJwtShow(const JwtShowOptions &options)
{
    const auto input = readTokenInput(options.input);
    if (!input) {
        printError(u"fanin: "_s + input.error().text + u'\n');
        return int(ExitCode::Usage);
    }
    if (!input->warning.isEmpty())
        printError(Text::tr("fanin: warning: %1: %2\n").arg(input->name, input->warning));
    const jwt::UnixTime now = QDateTime::currentSecsSinceEpoch();
    bool good = true;
    for (const jwt::TokenPtr &token : input->tokens) {
        good = good && token->decodes();
        if (!(options.json ? writeOutput(json(input->name, *token, now))
                           : printOutput(text(*token, now))))
            return int(ExitCode::NotMet);
    }
    return int(good ? ExitCode::Success : ExitCode::NotMet);
}

} // namespace commands
