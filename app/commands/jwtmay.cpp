// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/jwtmay.h"

#include "app/commands/exitcode.h"
#include "app/commands/output.h"
#include "app/commands/tokeninput.h"
#include "app/commands/tokenoutput.h"
#include "core/base/jsonwriter.h"
#include "core/jwt/claimrows.h"
#include "core/jwt/subjects.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using jwt::Direction;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::JwtMay)
};

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

const char *originName(jwt::RuleOrigin origin)
{
    switch (origin) {
    case jwt::RuleOrigin::User:
        return "user";
    case jwt::RuleOrigin::ScopeTemplate:
        return "scope_template";
    case jwt::RuleOrigin::AccountDefault:
        return "account_default";
    case jwt::RuleOrigin::AllowResponses:
        return "allow_responses";
    case jwt::RuleOrigin::Nothing:
        break;
    }
    return "nothing";
}

const char *listName(const jwt::PermissionLine &line)
{
    if (line.direction == Direction::Publish)
        return line.allow ? "pub.allow" : "pub.deny";
    return line.allow ? "sub.allow" : "sub.deny";
}

void writeLine(base::json::Writer &writer, const jwt::PermissionLine &line, const QString &why)
{
    writer.beginObject();
    const std::pair<const char *, QByteArray> members[] = {
        {"list", listName(line)},     {"subject", line.subject},
        {"queue", line.queue},        {"origin", originName(line.origin)},
        {"path", line.path},          {"written", line.written},
        {"note", line.note.toUtf8()},
    };
    for (const auto &[name, value] : members) {
        if (value.isEmpty())
            continue;
        writer.key(name);
        writer.text(value);
    }
    writer.key("effective");
    writer.flag(line.effective);
    if (!why.isEmpty()) {
        writer.key("why");
        writer.text(why);
    }
    writer.endObject();
}

QByteArray json(const JwtMayOptions &options, const jwt::EffectivePermissions &permissions,
                const jwt::Decision &decision)
{
    base::json::Writer writer;
    writer.beginObject();
    writer.key("allowed");
    writer.flag(decision.allowed);
    writer.key("direction");
    writer.text(QByteArrayView(options.direction == Direction::Publish ? "publish" : "subscribe"));
    writer.key("subject");
    writer.text(options.subject);
    if (!options.queue.isEmpty()) {
        writer.key("queue");
        writer.text(options.queue);
    }
    writer.key("text");
    writer.text(decision.text);
    writer.key("decided_by");
    if (decision.decidedBy >= 0)
        writeLine(writer, permissions.lines[size_t(decision.decidedBy)], {});
    else
        writer.null();
    writer.key("others");
    writer.beginArray();
    for (const jwt::Decision::Other &other : decision.others)
        writeLine(writer, permissions.lines[size_t(other.line)], other.why);
    writer.endArray();
    writer.key("findings");
    writeFindings(writer, permissions.findings);
    writer.endObject();
    return writer.bytes() + '\n';
}

QString lineText(const jwt::PermissionLine &line)
{
    QString text
        = u"  "_s + QString::fromLatin1(listName(line)) + u' ' + jwt::subjectText(line.subject);
    if (!line.queue.isEmpty())
        text += u' ' + jwt::subjectText(line.queue);
    return text;
}

QString text(const jwt::EffectivePermissions &permissions, const jwt::Decision &decision)
{
    QString lines = visibleText(decision.text) + u'\n';
    for (const jwt::Decision::Other &other : decision.others)
        lines += lineText(permissions.lines[size_t(other.line)]) + u": "_s + visibleText(other.why)
            + u'\n';
    return lines + findingLines(permissions.findings);
}

// One token of the kind; of several the first that is.
base::Result<jwt::TokenPtr> readToken(const QByteArray &file, jwt::Kind kind)
{
    const auto input = readTokenInput(file);
    if (!input)
        return input.error();
    for (const jwt::TokenPtr &token : input->tokens) {
        if (token->kind() == kind && token->decodes())
            return token;
    }
    const auto &problem = input->tokens.front()->problem();
    return usage(Text::tr("%1: expected the token of a %2%3")
                     .arg(input->name, QString::fromLatin1(jwt::nameOf(kind)),
                          problem ? u": "_s + problem->text : QString()));
}

struct Tokens
{
    jwt::TokenPtr user, account;
};

base::Result<Tokens> readTokens(const JwtMayOptions &options)
{
    const auto user = readToken(options.user, jwt::Kind::User);
    if (!user)
        return user.error();
    if (!options.account)
        return Tokens{*user, {}};
    const auto account = readToken(*options.account, jwt::Kind::Account);
    if (!account)
        return account.error();
    const QByteArray key = jwt::accountOf((*user)->claims());
    if ((*account)->claims().sub != key) {
        return usage(Text::tr("--account: the user belongs to %1, this is the token of %2")
                         .arg(jwt::shortKey(key), jwt::shortKey((*account)->claims().sub)));
    }
    return Tokens{*user, *account};
}

} // namespace

const std::vector<app::Option> &jwtMayArguments()
{
    static const std::vector<app::Option> options{
        {"user", "FILE", QT_TRANSLATE_NOOP("app::Options", "the user's token or .creds")},
        {"account", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "its account's token: scopes and default permissions")},
        {"queue", "QUEUE", QT_TRANSLATE_NOOP("app::Options", "subscribe with this queue")},
        {"json", nullptr, QT_TRANSLATE_NOOP("app::Options", "print one JSON object")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

base::Result<JwtMayOptions> jwtMayOptions(const app::Options &options, const QProcessEnvironment &)
{
    const QList<QByteArray> &given = options.positionals();
    if (given.size() != 2 || (given[0] != "publish" && given[0] != "subscribe"))
        return usage(Text::tr("fanin jwt may: expected publish or subscribe, and one SUBJECT"));
    const auto user = options.value("user");
    if (!user)
        return usage(Text::tr("fanin jwt may: whose permissions? Name them with --user"));
    JwtMayOptions may;
    may.user = *user;
    may.account = options.value("account");
    may.direction = given[0] == "publish" ? Direction::Publish : Direction::Subscribe;
    may.subject = given[1];
    may.queue = options.value("queue").value_or(QByteArray());
    may.json = options.has("json");
    return may;
}

QString jwtMayHelp()
{
    return Text::tr("Usage: fanin jwt may --user FILE [--account FILE] publish|subscribe SUBJECT\n"
                    "Says whether a user may, which line decides, and why no other does.\n"
                    "\nOptions:\n%1"
                    "\nExit codes: 0 allowed, 1 denied, 2 usage.\n")
        .arg(app::Options::help(jwtMayArguments()));
}

int runJwtMay(const JwtMayOptions &options)
{
    const auto fail = [](const base::Error &error) {
        printError(u"fanin: "_s + error.text + u'\n');
        return int(ExitCode::Usage);
    };
    const auto tokens = readTokens(options);
    if (!tokens)
        return fail(tokens.error());
    const auto permissions = jwt::effectivePermissions(tokens->user, tokens->account);
    const auto decision
        = jwt::decide(permissions, options.direction, options.subject, options.queue);
    if (!decision)
        return fail(decision.error());
    const bool written = options.json ? writeOutput(json(options, permissions, *decision))
                                      : printOutput(text(permissions, *decision));
    return int(decision->allowed && written ? ExitCode::Success : ExitCode::NotMet);
}

} // namespace commands
