// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/display.h"

#include <QtCore/QCoreApplication>

namespace app {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::Display)
};

} // namespace

QString displayProblem(const QProcessEnvironment &environment)
{
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!environment.value(QString::fromLatin1(name)).isEmpty())
            return {};
    }
    return Text::tr(
        "There is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set); "
        "'fanin gather --help' works without one, and so does "
        "'fanin --screenshot FILE.png --demo'");
}

} // namespace app
