// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/tokenoutput.h"

#include "app/commands/output.h"
#include "core/jwt/claimrows.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::TokenOutput)
};

// The names in JSON are for programs and are not translated.
const char *severityName(jwt::Severity severity)
{
    switch (severity) {
    case jwt::Severity::Note:
        return "note";
    case jwt::Severity::Warning:
        return "warning";
    case jwt::Severity::Error:
        break;
    }
    return "error";
}

QString severityText(jwt::Severity severity)
{
    switch (severity) {
    case jwt::Severity::Note:
        return Text::tr("note");
    case jwt::Severity::Warning:
        return Text::tr("warning");
    case jwt::Severity::Error:
        break;
    }
    return Text::tr("error");
}

} // namespace

void writeFindings(base::json::Writer &writer, const jwt::Findings &findings)
{
    writer.beginArray();
    for (const jwt::Finding &finding : findings) {
        writer.beginObject();
        writer.key("severity");
        writer.text(QByteArrayView(severityName(finding.severity)));
        writer.key("code");
        writer.text(finding.code);
        writer.key("path");
        writer.text(finding.path);
        writer.key("text");
        writer.text(finding.text);
        if (!finding.servers.isEmpty()) {
            writer.key("servers");
            writer.text(finding.servers);
        }
        writer.endObject();
    }
    writer.endArray();
}

void writeChain(base::json::Writer &writer, const std::vector<jwt::Link> &chain)
{
    writer.beginArray();
    for (const jwt::Link &link : chain) {
        writer.beginObject();
        writer.key("role");
        writer.text(jwt::nameOf(link.role));
        writer.key("key");
        writer.text(link.key);
        if (!link.name.isEmpty()) {
            writer.key("name");
            writer.text(link.name);
        }
        writer.key("good");
        writer.flag(link.good);
        writer.key("reason");
        writer.text(link.reason);
        writer.endObject();
    }
    writer.endArray();
}

QString titleOf(const jwt::Token &token)
{
    QString title = QString::fromLatin1(jwt::nameOf(token.kind()));
    if (!token.claims().name.isEmpty())
        title += u' ' + visibleText(QString::fromUtf8(token.claims().name));
    if (!token.claims().sub.isEmpty())
        title += u' ' + visibleText(jwt::shortKey(token.claims().sub));
    return title;
}

QString findingLines(const jwt::Findings &findings)
{
    QString lines;
    for (const jwt::Finding &finding : findings) {
        QString text = finding.text;
        if (!finding.servers.isEmpty())
            text += u" ["_s + finding.servers + u']';
        lines += u"  "_s + severityText(finding.severity).leftJustified(8) + u' '
            + QString::fromLatin1(finding.code) + u"  "_s
            + visibleText(QString::fromUtf8(finding.path)) + u"  "_s + visibleText(text) + u'\n';
    }
    return lines;
}

QString chainLines(const std::vector<jwt::Link> &chain)
{
    QString lines;
    for (const jwt::Link &link : chain) {
        const QString name
            = link.name.isEmpty() ? QString() : u' ' + visibleText(QString::fromUtf8(link.name));
        lines += (link.good ? u"  ✓ "_s : u"  ✗ "_s) + QString::fromLatin1(jwt::nameOf(link.role))
            + name + u' ' + visibleText(jwt::shortKey(link.key)) + u": "_s
            + visibleText(link.reason) + u'\n';
    }
    return lines;
}

} // namespace commands
