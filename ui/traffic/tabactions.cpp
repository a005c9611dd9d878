// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/tabactions.h"

#include "ui/common/theme.h"

#include <QtGui/QAction>
#include <QtWidgets/QWidget>

using namespace Qt::StringLiterals;

namespace ui {

TabActions::TabActions(QWidget &tab)
    : QObject(&tab)
    , m_tab(tab)
{
    const auto shift = [](Qt::Key key) {
        return QKeySequence(Qt::CTRL | Qt::SHIFT | key);
    };
    watch = add(u"watchAction"_s, tr("Watch"), {}, {});
    watch->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    pause = add(u"pauseAction"_s, tr("&Pause"), u"pause"_s, QKeySequence(Qt::CTRL | Qt::Key_P));
    pause->setCheckable(true);
    follow = add(u"followAction"_s, tr("&Follow the newest"), u"arrow-down"_s,
                 QKeySequence(Qt::CTRL | Qt::Key_L));
    follow->setCheckable(true);
    clear = add(u"clearAction"_s, tr("C&lear"), u"trash"_s, shift(Qt::Key_Delete));
    options = add(u"watchOptionsAction"_s, tr("&Options…"), u"sliders"_s, shift(Qt::Key_O));
    save = add(u"saveCaptureAction"_s, tr("&Save the capture…"), u"save"_s, QKeySequence::Save);
    saveMatching = add(u"saveMatchingAction"_s, tr("Save what the &filter lets pass…"), {}, {});
    record = add(u"recordAction"_s, tr("&Record to a file…"), u"record"_s,
                 QKeySequence(Qt::CTRL | Qt::Key_R));
    open = add(u"openCaptureAction"_s, tr("&Open a capture…"), u"folder"_s, QKeySequence::Open);
    find = add(u"findAction"_s, tr("F&ind"), u"search"_s, QKeySequence::Find);
    colors = add(u"colorRulesAction"_s, tr("Colour r&ules…"), u"theme"_s, {});
    sendAgain = add(u"sendAgainAction"_s, tr("Send &again"), u"send"_s, shift(Qt::Key_Return));
    sendAgain->setToolTip(tr("Put it into a request tab, to be sent again (Ctrl+Shift+Enter)"));
    answer = add(u"answerRequestAction"_s, tr("A&nswer…"), u"inbox"_s, shift(Qt::Key_R));
    answer->setToolTip(tr("Answer this request by hand (Ctrl+Shift+R)"));
    copyCommand
        = add(u"copyCommandAction"_s, tr("Copy as nats co&mmand"), u"terminal"_s, shift(Qt::Key_N));
    copyCommand->setToolTip(tr("A command line of the nats CLI that does the same, secrets in "
                               "headers left out (Ctrl+Shift+N)"));
    pin = add(u"pinAction"_s, tr("P&in"), u"pin"_s, QKeySequence(Qt::CTRL | Qt::Key_D));
    pin->setCheckable(true);
    pin->setToolTip(tr("Mark it, to be found again with “pinned” (Ctrl+D)"));
}

QAction *TabActions::add(const QString &name, const QString &text, const QString &iconName,
                         const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName, Tint::Quiet));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tab.addAction(action);
    return action;
}

} // namespace ui
