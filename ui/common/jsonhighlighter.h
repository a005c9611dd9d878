// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QSyntaxHighlighter>

namespace ui {

// Colours JSON text line by line, in the colours of the application's palette. It looks at tokens
// only, so that text which is not yet JSON is coloured as far as it goes.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument *document);

    void setActive(bool active);

protected:
    void highlightBlock(const QString &text) override;

private:
    bool m_active = true;
};

} // namespace ui
