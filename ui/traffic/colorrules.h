// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/filter.h"

#include <QtCore/QObject>

#include <optional>
#include <vector>

class QSettings;

namespace ui {

// Which rows wear which colour: the first rule that fits a row. Kept in settings.
class ColorRules final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxRules = 50;

    enum class Color { Red, Amber, Green, Blue, Violet, Quiet };

    struct Rule
    {
        QString text; ///< of the filter
        Color color = Color::Blue;
        bool enabled = true;

        bool operator==(const Rule &) const = default;
    };

    explicit ColorRules(QObject *parent = nullptr); ///< with the defaults

    [[nodiscard]] static std::vector<Rule> defaults();
    [[nodiscard]] const std::vector<Rule> &rules() const { return m_rules; }
    void setRules(std::vector<Rule> rules); ///< the first kMaxRules of them
    void load(const QSettings &settings);
    void save(QSettings &settings) const;

    [[nodiscard]] std::optional<Color> colorOf(const capture::Capture &capture,
                                               capture::Number number,
                                               const capture::Filter::Facts &facts) const;
    [[nodiscard]] std::optional<Color>
    colorOfConversation(const capture::Capture &capture, capture::ConversationId id,
                        const capture::Filter::Facts &facts) const;

signals:
    void changed();

private:
    struct Active
    {
        capture::Filter filter;
        Color color;
    };

    std::vector<Rule> m_rules;
    std::vector<Active> m_active; // the enabled ones that are valid
};

} // namespace ui
