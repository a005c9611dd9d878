// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/transcript.h"

#include "tests/support/jwtfixtures.h"

#include <QtCore/QRegularExpression>

namespace transcript {

namespace {

using namespace Qt::StringLiterals;

QByteArray expanded(QByteArray text)
{
    static const QByteArray mark = "<contents of ";
    for (qsizetype at = 0; (at = text.indexOf(mark, at)) >= 0;) {
        const qsizetype end = text.indexOf('>', at);
        // Cut in the middle of the mark.
        if (end < 0)
            return text.first(at);
        const QByteArray file = text.sliced(at + mark.size(), end - at - mark.size());
        const QByteArray content = jwtfixtures::read(QString::fromUtf8(file));
        text.replace(at, end + 1 - at, content);
        at += content.size();
    }
    return text;
}

// The command line of curl, with its quotes.
QList<QByteArray> words(const QByteArray &line)
{
    static const QRegularExpression word(uR"('([^']*)'|(\S+))"_s);
    QList<QByteArray> words;
    for (const auto &match : word.globalMatch(QString::fromUtf8(line)))
        words.append((match.hasCaptured(2) ? match.captured(2) : match.captured(1)).toUtf8());
    return words;
}

void readCommand(const QByteArray &line, Exchange &exchange)
{
    const QList<QByteArray> arguments = words(line);
    for (qsizetype i = 2; i < arguments.size(); ++i) {
        const QByteArray &argument = arguments[i];
        if (argument == "-X") {
            exchange.method = arguments[++i];
        } else if (argument == "-I") {
            exchange.method = "HEAD";
        } else if (argument == "-H") {
            const QByteArray &header = arguments[++i];
            const qsizetype colon = header.indexOf(':');
            exchange.sent.emplace_back(header.first(colon), header.sliced(colon + 1).trimmed());
        } else if (argument == "--data-binary") {
            exchange.body = jwtfixtures::read(QString::fromUtf8(arguments[++i].sliced(1)));
        } else if (argument != "-i") {
            exchange.target = argument;
        }
    }
}

void readAnswer(QList<QByteArray> lines, Exchange &exchange)
{
    if (lines.value(0).startsWith("HTTP/1.1 100 "))
        lines = lines.mid(2);
    exchange.status = lines.value(0).startsWith("HTTP/") ? lines[0].split(' ').value(1).toInt() : 0;
    qsizetype at = 1;
    for (; at < lines.size() && !lines[at].isEmpty(); ++at) {
        const qsizetype colon = lines[at].indexOf(':');
        const QByteArray name = lines[at].first(qMax(colon, qsizetype(0)));
        if (colon > 0 && name != "Date")
            exchange.headers.emplace_back(name, lines[at].sliced(colon + 1).trimmed());
    }
    QByteArray answer = lines.mid(at + 1).join('\n');
    static const QByteArray cutMark = "\n\xe2\x80\xa6 ("; // "… (2502 characters)"
    if (const qsizetype cut = answer.lastIndexOf(cutMark); cut >= 0) {
        exchange.cut = true;
        answer.truncate(cut);
    }
    exchange.answer = expanded(answer);
}

} // namespace

std::vector<Exchange> read(const QByteArray &content)
{
    std::vector<Exchange> exchanges;
    QList<QByteArray> answer;
    const auto finish = [&exchanges, &answer] {
        if (!answer.isEmpty())
            readAnswer(std::exchange(answer, {}), exchanges.back());
    };
    bool within = false;
    for (const QByteArray &line : content.split('\n')) {
        if (line.startsWith("### ")) {
            finish();
            exchanges.push_back({});
            exchanges.back().name = line.sliced(4);
            within = false;
        } else if (line.startsWith("$ curl ") && !exchanges.empty()) {
            readCommand(line.sliced(2), exchanges.back());
            within = true;
        } else if (line.startsWith("log: ")) {
            within = false;
        } else if (within) {
            answer.append(line);
        }
    }
    finish();
    std::erase_if(exchanges, [](const Exchange &exchange) { return exchange.target.isEmpty(); });
    return exchanges;
}

std::optional<Exchange> readIndented(const QByteArray &content, const QByteArray &name)
{
    const QByteArray heading = "\n## " + name + "\n";
    const qsizetype start = content.indexOf(heading);
    if (start < 0)
        return {};
    Exchange exchange;
    exchange.name = name;
    QList<QByteArray> lines;
    for (const QByteArray &line : content.sliced(start + heading.size()).split('\n')) {
        if (!line.startsWith("  ") || line.startsWith("  primary saw:"))
            break;
        lines.append(line.sliced(2));
    }
    readAnswer(lines, exchange);
    return exchange;
}

} // namespace transcript
