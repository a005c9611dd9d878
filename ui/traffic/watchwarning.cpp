// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/watchwarning.h"

#include "ui/common/dialogfoot.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"
#include "ui/traffic/limitfields.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 560;
constexpr int kMark = 16;

QWidget *warningRow(const QString &text, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *mark = new QLabel(row);
    mark->setPixmap(icon(u"warning"_s, Tint::Warning).pixmap(kMark, kMark));
    auto *words = new QLabel(text, row);
    words->setObjectName(u"watchWarningText"_s);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addWidget(words, 1);
    return row;
}

} // namespace

WatchWarning::WatchWarning(const QString &what, const QStringList &warnings,
                           const capture::WatchLimits &limits, QWidget *parent)
    : QDialog(parent)
    , m_limits(new LimitFields(this))
    , m_problem(new QLabel(this))
    , m_watch(new QPushButton(tr("&Watch"), this))
{
    setObjectName(u"watchWarning"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Watch %1?").arg(what));
    setMinimumWidth(kWidth);
    auto *title = new ElidedLabel(Qt::ElideMiddle, this);
    title->setText(windowTitle());
    setLook(title, Look::Title);
    auto *intro = new QLabel(tr("Watching changes what is watched:"), this);
    setLook(intro, Look::Secondary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(intro);
    for (const QString &warning : warnings)
        layout->addWidget(warningRow(warning, this));
    capture::WatchLimits used = limits;
    if (!used.time)
        used.time = kTime;
    if (!used.perSecond)
        used.perSecond = kPerSecond;
    m_limits->setLimits(used);
    auto *limitsTitle = new QLabel(tr("It stops by itself"), this);
    setLook(limitsTitle, Look::Strong);
    m_problem->setObjectName(u"watchWarningProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    setLook(m_problem, Look::Error);
    layout->addSpacing(4);
    layout->addWidget(limitsTitle);
    layout->addWidget(m_limits);
    layout->addWidget(m_problem);
    layout->addStretch(1);

    m_watch->setObjectName(u"watchWarningAccept"_s);
    const DialogFoot foot = dialogFoot(*this, u"watchWarningCancel"_s, *m_watch);
    layout->addSpacing(7);
    layout->addLayout(foot.layout);
    connect(m_watch, &QPushButton::clicked, this, &WatchWarning::agree);
    connect(m_limits, &LimitFields::edited, this, &WatchWarning::showProblem);
    // Enter, pressed too soon, starts nothing.
    m_watch->setDefault(false);
    m_watch->setAutoDefault(false);
    foot.cancel->setAutoDefault(true);
    foot.cancel->setDefault(true);
    foot.cancel->setFocus();
}

void WatchWarning::showProblem()
{
    const QString problem = m_limits->problem();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_watch->setEnabled(problem.isEmpty());
}

void WatchWarning::agree()
{
    const capture::WatchLimits limits = m_limits->limits();
    accept();
    emit agreed(limits);
}

} // namespace ui
