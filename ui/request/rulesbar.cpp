// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/rulesbar.h"

#include "ui/common/flowlayout.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"
#include "ui/request/chip.h"
#include "ui/request/ruletext.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString ignoredText(const QList<QByteArray> &paths)
{
    QStringList texts;
    for (const QByteArray &path : paths)
        texts += QString::fromUtf8(path);
    return texts.join(u", "_s);
}

QString laneValue(const fanin::LaneRule &rule)
{
    const QString text = fanin::toText(rule);
    return text.startsWith(u"arrival"_s) ? RulesBar::tr("order of arrival")
                                         : QString(text).replace(text.indexOf(u':'), 1, u" "_s);
}

} // namespace

RulesBar::RulesBar(QWidget *parent)
    : QWidget(parent)
{
    new FlowLayout(this, 18, 7);
    // Fixed would hold it to one line: its size hint knows no width.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    buildStopGroup();
    buildSuccessGroup();
    buildLanesGroup();
    showRules();
}

QWidget *RulesBar::addGroup(const QString &title)
{
    auto *group = new QWidget(this);
    auto *layout = new QHBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    auto *label = new QLabel(title, group);
    setLook(label, Look::Secondary);
    layout->addWidget(label);
    this->layout()->addWidget(group);
    return group;
}

Chip *RulesBar::addChip(QWidget *group, const QString &name, const QString &label,
                        const QString &tip)
{
    auto *chip = new Chip(name, label, group);
    chip->setToolTip(tip);
    group->layout()->addWidget(chip);
    return chip;
}

void RulesBar::buildStopGroup()
{
    QWidget *group = addGroup(tr("Stop when"));
    m_total = addChip(group, u"chipTotal"_s, tr("total"), tr("The longest time to wait"));
    m_quiet
        = addChip(group, u"chipQuiet"_s, tr("quiet"), tr("Stop when no reply came for this long"));
    m_replies = addChip(group, u"chipReplies"_s, tr("replies"), tr("Stop after so many replies"));
    m_sentinel = addChip(group, u"chipSentinel"_s, tr("sentinel"),
                         tr("Stop at the reply that says it is the last"));
    connect(m_total, &Chip::clicked, this, &RulesBar::askTotal);
    connect(m_quiet, &Chip::clicked, this, &RulesBar::askQuiet);
    connect(m_replies, &Chip::clicked, this, &RulesBar::askReplies);
    connect(m_sentinel, &Chip::clicked, this, &RulesBar::askSentinel);
}

void RulesBar::buildSuccessGroup()
{
    QWidget *group = addGroup(tr("Succeeds when"));
    m_minimum = addChip(group, u"chipMinimum"_s, QString(),
                        tr("The fewest replies that count as a success"));
    m_allEqual = addChip(group, u"chipAllEqual"_s, tr("all equal"),
                         tr("Every reply must have the same payload (ignored paths aside)"));
    m_noError = addChip(group, u"chipNoError"_s, tr("no service error"),
                        tr("No reply may carry Nats-Service-Error"));
    for (Chip *chip : {m_allEqual, m_noError}) {
        chip->setCheckable(true);
        connect(chip, &Chip::clicked, this, &RulesBar::toggleSuccess);
    }
    connect(m_minimum, &Chip::clicked, this, &RulesBar::askMinimum);
}

void RulesBar::buildLanesGroup()
{
    m_lanesGroup = addGroup(tr("Lanes by"));
    m_lanes = addChip(m_lanesGroup, u"chipLanes"_s, QString(),
                      tr("What names the responder of a reply"));
    m_ignored = addChip(m_lanesGroup, u"chipIgnored"_s, tr("ignoring"),
                        tr("JSON paths that do not count when replies are compared"));
    connect(m_lanes, &Chip::clicked, this, &RulesBar::askLanes);
    connect(m_ignored, &Chip::clicked, this, &RulesBar::askIgnored);
}

nats::StopRules RulesBar::stopRules(nats::StopRules rules) const
{
    const bool gather = m_verb == nats::Verb::Gather;
    rules.total = m_rules.total;
    rules.quiet = gather ? m_rules.quiet : base::Span(0);
    rules.maxReplies = gather ? m_rules.maxReplies : 0;
    rules.sentinel = gather ? m_rules.sentinel : nats::SentinelRule();
    return rules;
}

fanin::Reading RulesBar::reading() const
{
    fanin::Reading reading = m_reading;
    if (m_verb == nats::Verb::Gather)
        return reading;
    // A request asks for one reply, a publish for none.
    reading.success.minReplies = m_verb == nats::Verb::Request ? 1 : 0;
    reading.success.allEqual = false;
    reading.success.noServiceError
        = m_verb == nats::Verb::Request && m_reading.success.noServiceError;
    return reading;
}

void RulesBar::setVerb(nats::Verb verb)
{
    m_verb = verb;
    const bool gather = verb == nats::Verb::Gather;
    for (Chip *chip : {m_quiet, m_replies, m_sentinel, m_minimum, m_allEqual})
        chip->setVisible(gather);
    m_lanesGroup->setVisible(gather);
    setVisible(verb != nats::Verb::Publish);
    layout()->invalidate();
    updateGeometry();
}

void RulesBar::setRules(const nats::StopRules &rules, const fanin::Reading &reading)
{
    m_rules = rules;
    m_reading = reading;
    showRules();
}

void RulesBar::showRules()
{
    const bool quiet
        = m_rules.quiet >= std::chrono::milliseconds(1) && m_rules.quiet < m_rules.total;
    const bool sentinel = !std::holds_alternative<nats::NoSentinel>(m_rules.sentinel);
    m_total->setValue(exactSpan(m_rules.total));
    m_quiet->setValue(quiet ? exactSpan(m_rules.quiet) : tr("off"), quiet);
    m_replies->setValue(m_rules.maxReplies > 0 ? formatCount(m_rules.maxReplies) : u"∞"_s,
                        m_rules.maxReplies > 0);
    m_sentinel->setValue(sentinel ? QString::fromUtf8(nats::toText(m_rules.sentinel)) : tr("off"),
                         sentinel);
    const quint64 minimum = m_reading.success.minReplies;
    m_minimum->setValue(minimum == 0       ? tr("any number of replies")
                            : minimum == 1 ? tr("≥ 1 reply")
                                           : tr("≥ %1 replies").arg(formatCount(minimum)),
                        minimum > 0);
    m_allEqual->setChecked(m_reading.success.allEqual);
    m_noError->setChecked(m_reading.success.noServiceError);
    m_lanes->setValue(laneValue(m_reading.lanes));
    const bool ignores = !m_reading.ignoredPaths.isEmpty();
    m_ignored->setValue(ignores ? ignoredText(m_reading.ignoredPaths) : tr("nothing"), ignores);
    layout()->invalidate();
}

void RulesBar::toggleSuccess()
{
    m_reading.success.allEqual = m_allEqual->isChecked();
    m_reading.success.noServiceError = m_noError->isChecked();
    emit readingChanged();
}

} // namespace ui
