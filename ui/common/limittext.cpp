// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/limittext.h"

#include "ui/common/format.h"

namespace ui {

QString limitText(base::Span span)
{
    const Figure figure = spanFigure(span);
    QString number = figure.number;
    while (number.contains(u'.') && (number.endsWith(u'0') || number.endsWith(u'.')))
        number.chop(1);
    return number + u'\u2009' + figure.unit;
}

} // namespace ui
