// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/watchbar.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/format.h"
#include "ui/common/hintbutton.h"
#include "ui/common/theme.h"
#include "ui/traffic/subjectchips.h"
#include "ui/traffic/tabactions.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// Whole seconds, rounded up: it stops at zero and not a second after it.
QString leftText(base::Span left)
{
    const auto seconds
        = qint64(std::ceil(std::chrono::duration<double>(std::max(left, base::Span(0))).count()));
    return seconds < 120 ? WatchBar::tr("%1 s left").arg(seconds)
                         : WatchBar::tr("%1 min left").arg((seconds + 59) / 60);
}

} // namespace

WatchBar::WatchBar(const TabActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_chips(new SubjectChips(this))
    , m_file(new QWidget(this))
    , m_fileName(new ElidedLabel(Qt::ElideMiddle, m_file))
    , m_fileFacts(new ElidedLabel(Qt::ElideRight, m_file))
    , m_problem(new QLabel(this))
    , m_watch(addButton(u"watch"_s, tr("&Watch"), tr("Ctrl+Enter")))
    , m_pause(addButton(u"pause"_s, tr("&Pause"), tr("Space")))
    , m_keep(new QPushButton(tr("&Save…"), this))
    , m_options(new QToolButton(this))
{
    setObjectName(u"watchBar"_s);
    auto *fileLayout = new QVBoxLayout(m_file);
    fileLayout->setContentsMargins(0, 0, 0, 0);
    fileLayout->setSpacing(0);
    fileLayout->addWidget(m_fileName);
    fileLayout->addWidget(m_fileFacts);
    m_fileName->setObjectName(u"captureName"_s);
    m_fileFacts->setObjectName(u"captureFacts"_s);
    setLook(m_fileName, Look::Strong);
    setLook(m_fileFacts, Look::Caption);
    m_file->hide();
    m_problem->setObjectName(u"subjectProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    setLook(m_problem, Look::Error);

    auto *menu = new QMenu(m_keep);
    menu->setObjectName(u"keepMenu"_s);
    menu->addAction(actions.save);
    menu->addAction(actions.saveMatching);
    menu->addAction(actions.record);
    menu->addSeparator();
    menu->addAction(actions.open);
    m_keep->setObjectName(u"keep"_s);
    m_keep->setAccessibleName(tr("Save, record or open"));
    m_keep->setMenu(menu);
    m_options->setObjectName(u"watchOptionsButton"_s);
    m_options->setDefaultAction(actions.options);
    m_options->setToolTip(tr("Limits, queue group, memory (Ctrl+Shift+O)"));
    m_options->setAccessibleName(tr("Options for watching"));
    m_options->setFocusPolicy(Qt::StrongFocus);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_chips, 1, Qt::AlignTop);
    row->addWidget(m_file, 1);
    for (QWidget *button : {static_cast<QWidget *>(m_watch), static_cast<QWidget *>(m_pause),
                            static_cast<QWidget *>(m_keep), static_cast<QWidget *>(m_options)})
        row->addWidget(button, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    setFocusProxy(m_chips);
    connect(m_watch, &QPushButton::clicked, actions.watch, &QAction::trigger);
    connect(m_pause, &QPushButton::clicked, actions.pause, &QAction::trigger);
    connect(m_chips, &SubjectChips::problemChanged, this, [this] {
        m_problem->setText(m_chips->problem());
        m_problem->setVisible(!m_chips->problem().isEmpty());
    });
    showWatching(false, {});
    showPaused(false, 0);
}

HintButton *WatchBar::addButton(const QString &name, const QString &text, const QString &hint)
{
    auto *button = new HintButton(text, hint, this);
    button->setObjectName(name);
    return button;
}

void WatchBar::showFile(const QString &name, const QString &facts)
{
    for (QWidget *live : {static_cast<QWidget *>(m_chips), static_cast<QWidget *>(m_watch),
                          static_cast<QWidget *>(m_pause)})
        live->hide();
    m_fileName->setText(name);
    m_fileFacts->setText(facts);
    m_file->show();
}

void WatchBar::showWatching(bool watching, std::optional<base::Span> left)
{
    m_watch->setText(watching ? tr("●  &Watching") : tr("&Watch"));
    m_watch->setHint(watching && left ? leftText(*left) : tr("Ctrl+Enter"));
    const QString what = watching ? tr("Stop watching") : tr("Watch these subjects");
    m_watch->setAccessibleName(what);
    m_watch->setToolTip(tr("%1 (Ctrl+Enter)").arg(what));
    setLook(m_watch, watching ? Look::Live : Look::Primary);
    m_pause->setEnabled(watching || m_actions.pause->isChecked());
}

void WatchBar::showPaused(bool paused, quint64 held)
{
    m_pause->setText(paused ? tr("R&esume") : tr("&Pause"));
    m_pause->setHint(paused && held > 0 ? tr("%1 new").arg(formatCount(held)) : tr("Space"));
    m_pause->setToolTip(paused ? tr("Show what came meanwhile (Space in the table, Ctrl+P)")
                               : tr("Hold the rows still; what comes is kept and counted all the "
                                    "same (Space in the table, Ctrl+P)"));
    m_pause->setAccessibleName(paused ? tr("Resume") : tr("Pause"));
}

void WatchBar::showKeeping(bool recording, std::optional<int> saved)
{
    m_keep->setText(saved           ? tr("&Saving %1 %").arg(*saved)
                        : recording ? tr("●  &Recording")
                                    : tr("&Save…"));
    m_keep->setToolTip(recording ? tr("What comes is being recorded to a file") : QString());
}

} // namespace ui
