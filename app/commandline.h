// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/accountserver.h"
#include "app/commands/check.h"
#include "app/commands/jwtcommand.h"
#include "app/commands/runoptions.h"
#include "app/commands/watch.h"
#include "ui/common/theme.h"

#include <QtCore/QSize>

#include <optional>
#include <variant>

namespace app {

// The window, or a picture of it.
struct WindowOptions
{
    static constexpr QSize kDefaultSize{1440, 900};

    std::optional<profiles::Profile> connection; ///< opened at the start
    bool connectionFromFile = false;             ///< of one that is not among what is saved
    bool demo = false;
    ui::Scheme scheme = ui::Scheme::System;
    std::optional<QString> accounts;   ///< a token source to show in an accounts tab
    QString select;                    ///< the token shown there, by name or key
    QString page;                      ///< of that token
    bool accountServer = false;        ///< the demo's, in front
    bool traffic = false;              ///< what is said in the demo, in front
    std::optional<QString> capture;    ///< a file to show in a Traffic tab
    std::optional<QString> screenshot; ///< the file to write
    QSize size = kDefaultSize;         ///< of the screenshot

    bool operator==(const WindowOptions &) const = default;
};

// Text to print, and nothing else to do: --help and --version.
struct Print
{
    QString text;
    bool operator==(const Print &) const = default;
};

using CommandLine = std::variant<WindowOptions, commands::RunOptions, commands::CheckOptions,
                                 commands::WatchOptions, commands::JwtOptions,
                                 commands::AccountServerOptions, Print, base::Error>;

// What the arguments (without the program's name) ask for; an error is one of usage.
[[nodiscard]] CommandLine parseCommandLine(const QList<QByteArray> &arguments,
                                           const QProcessEnvironment &environment);

} // namespace app
