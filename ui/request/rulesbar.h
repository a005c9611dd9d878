// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"
#include "core/nats/request.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace ui {

class Chip;
struct RuleQuestion;

// The rules of a request as chips: when it stops, when it counts as a success, how its replies are
// read. What the verb has no use for is hidden and stays out of the answers.
class RulesBar final : public QWidget
{
    Q_OBJECT

public:
    explicit RulesBar(QWidget *parent = nullptr);

    // `rules` with what the bar edits; late window and caps are somebody else's.
    [[nodiscard]] nats::StopRules stopRules(nats::StopRules rules) const;
    [[nodiscard]] fanin::Reading reading() const;

    void setVerb(nats::Verb verb);
    void setRules(const nats::StopRules &rules, const fanin::Reading &reading);

signals:
    void stopRulesChanged();
    void readingChanged();

private:
    void buildStopGroup();
    void buildSuccessGroup();
    void buildLanesGroup();
    QWidget *addGroup(const QString &title);
    Chip *addChip(QWidget *group, const QString &name, const QString &label, const QString &tip);
    void ask(Chip *chip, RuleQuestion question, const QString &value,
             void (RulesBar::*apply)(const QString &));
    void askTotal();
    void askQuiet();
    void askReplies();
    void askSentinel();
    void askMinimum();
    void askLanes();
    void askIgnored();
    void applyTotal(const QString &value);
    void applyQuiet(const QString &value);
    void applyReplies(const QString &value);
    void applySentinel(const QString &value);
    void applyMinimum(const QString &value);
    void applyLanes(const QString &value);
    void applyIgnored(const QString &value);
    void toggleSuccess();
    void showRules();

    nats::Verb m_verb = nats::Verb::Request;
    nats::StopRules m_rules;
    fanin::Reading m_reading;
    QWidget *m_lanesGroup = nullptr;
    Chip *m_total = nullptr;
    Chip *m_quiet = nullptr;
    Chip *m_replies = nullptr;
    Chip *m_sentinel = nullptr;
    Chip *m_minimum = nullptr;
    Chip *m_allEqual = nullptr;
    Chip *m_noError = nullptr;
    Chip *m_lanes = nullptr;
    Chip *m_ignored = nullptr;
};

} // namespace ui
