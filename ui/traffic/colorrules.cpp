// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/colorrules.h"

#include <QtCore/QSettings>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString kKey = u"traffic/colorRules"_s;
constexpr QStringView kColors[] = {u"red", u"amber", u"green", u"blue", u"violet", u"quiet"};

// "red on unanswered"
QString written(const ColorRules::Rule &rule)
{
    return kColors[size_t(rule.color)] + (rule.enabled ? u" on " : u" off ") + rule.text;
}

std::optional<ColorRules::Rule> readRule(const QString &line)
{
    const qsizetype first = line.indexOf(u' ');
    const qsizetype second = line.indexOf(u' ', first + 1);
    if (first < 0 || second < 0)
        return std::nullopt;
    const QStringView color = QStringView(line).first(first);
    const QStringView state = QStringView(line).sliced(first + 1, second - first - 1);
    const auto found = std::find(std::begin(kColors), std::end(kColors), color);
    if (found == std::end(kColors) || (state != u"on" && state != u"off"))
        return std::nullopt;
    return ColorRules::Rule{line.sliced(second + 1), ColorRules::Color(found - std::begin(kColors)),
                            state == u"on"};
}

} // namespace

ColorRules::ColorRules(QObject *parent)
    : QObject(parent)
{
    setRules(defaults());
}

std::vector<ColorRules::Rule> ColorRules::defaults()
{
    return {
        {u"error"_s, Color::Red},        {u"unanswered"_s, Color::Red},
        {u"latency>1s"_s, Color::Amber}, {u"differs"_s, Color::Violet},
        {u"system"_s, Color::Quiet},
    };
}

void ColorRules::setRules(std::vector<Rule> rules)
{
    if (rules.size() > size_t(kMaxRules))
        rules.resize(size_t(kMaxRules));
    if (rules == m_rules)
        return;
    m_rules = std::move(rules);
    m_active.clear();
    for (const Rule &rule : m_rules) {
        // One of no term would colour everything, and is meant by nobody.
        if (auto filter = capture::Filter::parse(rule.text);
            rule.enabled && filter && !filter->isEmpty()) {
            m_active.push_back({std::move(*filter), rule.color});
        }
    }
    emit changed();
}

void ColorRules::load(const QSettings &settings)
{
    if (!settings.contains(kKey))
        return;
    std::vector<Rule> rules;
    for (const QString &line : settings.value(kKey).toStringList()) {
        if (auto rule = readRule(line))
            rules.push_back(std::move(*rule));
    }
    setRules(std::move(rules));
}

void ColorRules::save(QSettings &settings) const
{
    QStringList lines;
    for (const Rule &rule : m_rules)
        lines += written(rule);
    settings.setValue(kKey, lines);
}

std::optional<ColorRules::Color> ColorRules::colorOf(const capture::Capture &capture,
                                                     capture::Number number,
                                                     const capture::Filter::Facts &facts) const
{
    for (const Active &rule : m_active) {
        if (rule.filter.matches(capture, number, facts))
            return rule.color;
    }
    return std::nullopt;
}

std::optional<ColorRules::Color>
ColorRules::colorOfConversation(const capture::Capture &capture, capture::ConversationId id,
                                const capture::Filter::Facts &facts) const
{
    for (const Active &rule : m_active) {
        if (rule.filter.matchesConversation(capture, id, facts))
            return rule.color;
    }
    return std::nullopt;
}

} // namespace ui
