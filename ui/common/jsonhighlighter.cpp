// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/jsonhighlighter.h"

#include "ui/common/theme.h"

#include <QtGui/QGuiApplication>

namespace ui {

namespace {

qsizetype endOfString(const QString &text, qsizetype start)
{
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == u'"')
            return i + 1;
    }
    return text.size();
}

bool isKey(const QString &text, qsizetype after)
{
    while (after < text.size() && text.at(after).isSpace())
        ++after;
    return after < text.size() && text.at(after) == u':';
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'.';
}

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{}

void JsonHighlighter::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_active)
        return;
    const Tokens &t = tokens(QGuiApplication::palette());
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text.at(i);
        qsizetype end = i + 1;
        if (c == u'"') {
            end = endOfString(text, i);
            setFormat(int(i), int(end - i), isKey(text, end) ? t.accent : t.ok);
        } else if (c == u'-' || c.isDigit()) {
            while (end < text.size() && isWord(text.at(end)))
                ++end;
            setFormat(int(i), int(end - i), t.duplicate);
        } else if (c.isLetter()) {
            while (end < text.size() && isWord(text.at(end)))
                ++end;
            setFormat(int(i), int(end - i), t.warning);
        } else if (!c.isSpace()) {
            setFormat(int(i), 1, t.secondary);
        }
        i = end;
    }
}

} // namespace ui
