// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What each chip of the rules bar asks, and what becomes of the answer.
#include "ui/request/rulesbar.h"

#include "core/base/json.h"
#include "ui/common/format.h"
#include "ui/request/chip.h"
#include "ui/request/rulepopup.h"
#include "ui/request/ruletext.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr base::Span kLongest = 24h;

QString checkTotal(const QString &text)
{
    const auto span = parseSpan(text);
    if (!span)
        return RulesBar::tr("Not a time. Write it like 2 s, 300 ms or 1.5 s.");
    if (*span < 1ms || *span > kLongest)
        return RulesBar::tr("From 1 ms to 24 h.");
    return {};
}

QString checkCount(const QString &text)
{
    return parseCount(text) ? QString() : RulesBar::tr("Not a whole number.");
}

QString checkSentinel(const QString &text)
{
    const auto rule = nats::parseSentinel(text.toUtf8());
    return rule ? QString() : rule.error().text;
}

QString checkLanes(const QString &text)
{
    const auto rule = fanin::parseLaneRule(text);
    return rule ? QString() : rule.error().text;
}

QList<QByteArray> pointersIn(const QString &text)
{
    QList<QByteArray> pointers;
    for (const QString &part : text.split(u',')) {
        if (const QString pointer = part.trimmed(); !pointer.isEmpty())
            pointers += pointer.toUtf8();
    }
    return pointers;
}

QString checkPointers(const QString &text)
{
    for (const QByteArray &pointer : pointersIn(text)) {
        if (const auto error = base::json::checkPointer(pointer))
            return error->text;
    }
    return {};
}

} // namespace

void RulesBar::ask(Chip *chip, RuleQuestion question, const QString &value,
                   void (RulesBar::*apply)(const QString &))
{
    auto *popup = new RulePopup(std::move(question), value, chip);
    connect(popup, &RulePopup::applied, this, apply);
    popup->showUnder(chip);
}

void RulesBar::askTotal()
{
    ask(m_total,
        {tr("Stop after"),
         tr("The longest time to wait, counted from the moment before the "
            "request is written."),
         {},
         {u"500 ms"_s, u"2 s"_s, u"5 s"_s, u"30 s"_s},
         checkTotal},
        exactSpan(m_rules.total), &RulesBar::applyTotal);
}

void RulesBar::askQuiet()
{
    const base::Span total = m_rules.total;
    auto check = [total](const QString &text) {
        const auto span = parseOptionalSpan(text);
        if (!span)
            return tr("Not a time. Write it like 300 ms, or off.");
        if (*span != 0ns && *span < 1ms)
            return tr("At least 1 ms, or off.");
        if (*span >= total)
            return tr("Must be shorter than the total time of %1.").arg(exactSpan(total));
        return QString();
    };
    ask(m_quiet,
        {tr("Stop when it has been quiet for"),
         tr("Starts with the first reply; each further reply starts it anew."),
         {},
         {u"off"_s, u"100 ms"_s, u"300 ms"_s, u"1 s"_s},
         check},
        m_quiet->value() == tr("off") ? u"off"_s : exactSpan(m_rules.quiet), &RulesBar::applyQuiet);
}

void RulesBar::askReplies()
{
    ask(m_replies,
        {tr("Stop after this many replies"),
         tr("∞ or 0: as many as come."),
         {},
         {u"∞"_s, u"1"_s, u"5"_s, u"10"_s},
         checkCount},
        m_rules.maxReplies == 0 ? u"∞"_s : QString::number(m_rules.maxReplies),
        &RulesBar::applyReplies);
}

void RulesBar::askSentinel()
{
    ask(m_sentinel,
        {tr("Stop at the last reply"),
         tr("A reply that says it is the last: it ends the run, is kept and is not counted."),
         {{tr("Off"), u"off"_s, {}},
          {tr("Empty payload"), u"empty"_s, {}},
          {tr("Header"), u"header:"_s, tr("Name or Name=Value")},
          {tr("Payload"), u"payload:"_s, tr("the exact payload")}},
         {},
         checkSentinel},
        QString::fromUtf8(nats::toText(m_rules.sentinel)), &RulesBar::applySentinel);
}

void RulesBar::askMinimum()
{
    ask(m_minimum,
        {tr("Success needs at least this many replies"),
         tr("Judged at the end; it does not stop the run. 0: any number, also none."),
         {},
         {u"0"_s, u"1"_s, u"3"_s, u"5"_s},
         checkCount},
        QString::number(m_reading.success.minReplies), &RulesBar::applyMinimum);
}

void RulesBar::askLanes()
{
    ask(m_lanes,
        {tr("Name responders by"),
         tr("Nothing in the protocol says who answered; this is what to look at in a reply."),
         {{tr("Order of arrival"), u"arrival"_s, {}},
          {tr("Header"), u"header:"_s, tr("Name")},
          {tr("JSON pointer"), u"json:"_s, tr("/path/to/name")},
          {tr("Regular expression on the payload"), u"regex:"_s, tr("id=(\\w+)")}},
         {},
         checkLanes},
        fanin::toText(m_reading.lanes), &RulesBar::applyLanes);
}

void RulesBar::askIgnored()
{
    QStringList paths;
    for (const QByteArray &path : m_reading.ignoredPaths)
        paths += QString::fromUtf8(path);
    ask(m_ignored,
        {tr("Ignore when comparing"),
         tr("JSON pointers, separated by commas, like /time. They do not count when replies are "
            "grouped and compared."),
         {},
         {},
         checkPointers},
        paths.join(u", "_s), &RulesBar::applyIgnored);
}

void RulesBar::applyTotal(const QString &value)
{
    m_rules.total = parseSpan(value).value_or(m_rules.total);
    showRules();
    emit stopRulesChanged();
}

void RulesBar::applyQuiet(const QString &value)
{
    m_rules.quiet = parseOptionalSpan(value).value_or(m_rules.quiet);
    showRules();
    emit stopRulesChanged();
}

void RulesBar::applyReplies(const QString &value)
{
    m_rules.maxReplies = parseCount(value).value_or(m_rules.maxReplies);
    showRules();
    emit stopRulesChanged();
}

void RulesBar::applySentinel(const QString &value)
{
    if (const auto rule = nats::parseSentinel(value.toUtf8()))
        m_rules.sentinel = *rule;
    showRules();
    emit stopRulesChanged();
}

void RulesBar::applyMinimum(const QString &value)
{
    m_reading.success.minReplies = parseCount(value).value_or(m_reading.success.minReplies);
    showRules();
    emit readingChanged();
}

void RulesBar::applyLanes(const QString &value)
{
    if (const auto rule = fanin::parseLaneRule(value))
        m_reading.lanes = *rule;
    showRules();
    emit readingChanged();
}

void RulesBar::applyIgnored(const QString &value)
{
    m_reading.ignoredPaths = pointersIn(value);
    showRules();
    emit readingChanged();
}

} // namespace ui
