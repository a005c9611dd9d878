// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <optional>
#include <vector>

namespace app {

// One option of the command line. Without `value` it is a switch.
struct Option
{
    const char *name;  ///< without the dashes
    const char *value; ///< what help calls its value; null for a switch
    const char *help;  ///< one line, translated in the context app::Options
    char letter = 0;   ///< "-H"; 0: none
    bool repeatable = false;
};

// Arguments sorted into options and the rest, as bytes: a payload on the command line is not text.
// "--name value", "--name=value", "-N value", "-Nvalue"; "--" ends the options; "-" is a
// positional.
class Options final
{
public:
    static base::Result<Options> parse(const QList<QByteArray> &arguments,
                                       const std::vector<Option> &known);
    // The known options as indented lines.
    [[nodiscard]] static QString help(const std::vector<Option> &known);

    [[nodiscard]] bool has(QByteArrayView name) const;
    [[nodiscard]] std::optional<QByteArray> value(QByteArrayView name) const;
    [[nodiscard]] QList<QByteArray> values(QByteArrayView name) const;
    [[nodiscard]] const QList<QByteArray> &positionals() const { return m_positionals; }

private:
    struct Given
    {
        QByteArray name;
        QByteArray value;
    };
    std::vector<Given> m_given;
    QList<QByteArray> m_positionals;
};

} // namespace app
