// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/watchoptions.h"

#include "core/nats/subject.h"
#include "ui/common/dialogfoot.h"
#include "ui/common/format.h"
#include "ui/common/limittext.h"
#include "ui/common/theme.h"
#include "ui/traffic/limitfields.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 520;

QLabel *explanation(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    setLook(label, Look::Caption);
    return label;
}

} // namespace

WatchOptions::WatchOptions(const WatchForm &form, bool connected, QWidget *parent)
    : QDialog(parent)
    , m_form(form)
    , m_problem(new QLabel(this))
    , m_accept(new QPushButton(tr("&Use"), this))
{
    setObjectName(u"watchOptions"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Options for watching"));
    setMinimumWidth(kWidth);
    auto *title = new QLabel(windowTitle(), this);
    setLook(title, Look::Title);
    m_problem->setObjectName(u"watchOptionsProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    setLook(m_problem, Look::Error);
    auto *fields = new QFormLayout;
    fields->setHorizontalSpacing(14);
    fields->setVerticalSpacing(7);
    fields->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    fields->setRowWrapPolicy(QFormLayout::DontWrapRows);
    buildForm(*fields, connected);

    m_accept->setObjectName(u"watchOptionsAccept"_s);
    const DialogFoot foot = dialogFoot(*this, u"watchOptionsCancel"_s, *m_accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addLayout(fields);
    if (connected) {
        auto *limits = new QLabel(tr("It stops by itself"), this);
        setLook(limits, Look::Strong);
        m_limits = new LimitFields(this);
        m_limits->setLimits(form.limits);
        layout->addWidget(limits);
        layout->addWidget(m_limits);
        connect(m_limits, &LimitFields::edited, this, &WatchOptions::check);
    }
    layout->addWidget(m_problem);
    layout->addStretch(1);
    layout->addSpacing(7);
    layout->addLayout(foot.layout);
    connect(m_accept, &QPushButton::clicked, this, &WatchOptions::choose);
}

void WatchOptions::buildForm(QFormLayout &form, bool connected)
{
    m_memory = addRow(form, u"watchMemory"_s, tr("&Memory, MiB"),
                      QString::number(WatchForm::kDefaultMemory));
    m_memory->setText(QString::number(m_form.memory));
    form.addRow(explanation(tr("For all that is kept of this traffic. The oldest messages go "
                               "first, and are counted."),
                            this));
    if (!connected)
        return;
    m_window = addRow(form, u"watchWindow"_s, tr("Wait for &replies"), u"30 s"_s);
    m_window->setText(limitText(m_form.window).replace(u'\u2009', u' '));
    form.addRow(explanation(tr("A request without any reply for so long is one with “no reply "
                               "seen”. Holds from the next start with an empty tab."),
                            this));
    m_queue = addRow(form, u"watchQueue"_s, tr("&Queue group"), tr("none"));
    m_queue->setText(QString::fromUtf8(m_form.queue));
    form.addRow(explanation(tr("As a member of a group you take messages away from its other "
                               "members: they do not get those that are seen here."),
                            this));
}

QLineEdit *WatchOptions::addRow(QFormLayout &form, const QString &name, const QString &label,
                                const QString &hint)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(name);
    field->setAccessibleName(QString(label).remove(u'&'));
    field->setPlaceholderText(hint);
    field->setFixedWidth(180);
    auto *caption = new QLabel(label, this);
    caption->setBuddy(field);
    caption->setMinimumHeight(kControlHeight);
    form.addRow(caption, field);
    connect(field, &QLineEdit::textEdited, this, &WatchOptions::check);
    return field;
}

QString WatchOptions::problem() const
{
    bool ok = false;
    const int memory = m_memory->text().trimmed().toInt(&ok);
    if (!ok || memory < WatchForm::kLeastMemory || memory > WatchForm::kMostMemory)
        return tr("Memory: from %1 to %2 MiB.")
            .arg(WatchForm::kLeastMemory)
            .arg(WatchForm::kMostMemory);
    if (m_window) {
        const auto window = parseSpan(m_window->text());
        if (!window || *window < WatchForm::kShortestWindow || *window > WatchForm::kLongestWindow)
            return tr("Replies are waited for from 100 ms to 60 m: as “30 s”.");
    }
    if (m_queue && !m_queue->text().isEmpty()) {
        if (const auto error = nats::subject::checkLiteral(m_queue->text().toUtf8()))
            return tr("Queue group: %1").arg(error->text);
    }
    return m_limits ? m_limits->problem() : QString();
}

void WatchOptions::check()
{
    const QString text = problem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_accept->setEnabled(text.isEmpty());
}

void WatchOptions::choose()
{
    if (!problem().isEmpty())
        return check();
    m_form.memory = m_memory->text().trimmed().toInt();
    if (m_window)
        m_form.window = *parseSpan(m_window->text());
    if (m_queue)
        m_form.queue = m_queue->text().toUtf8();
    if (m_limits)
        m_form.limits = m_limits->limits();
    const WatchForm form = m_form;
    accept();
    emit chosen(form);
}

} // namespace ui
