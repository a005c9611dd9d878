// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/problemview.h"

#include "ui/common/richview.h"

#include <QtCore/QCoreApplication>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::ProblemView)
};

} // namespace

RichView *makeProblemView(const QString &name, QWidget *parent)
{
    auto *view = new RichView(name, Text::tr("What is wrong"), parent);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    view->hide();
    return view;
}

void setProblem(RichView &view, const QString &text)
{
    RichBlock block;
    block.line = {{text, TextTone::Error, {}}};
    view.setBlocks(text.isEmpty() ? RichBlocks() : RichBlocks{block});
}

QString problemOf(const RichView &view)
{
    return toPlain(view.blocks()).trimmed();
}

} // namespace ui
