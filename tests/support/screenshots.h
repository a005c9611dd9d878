// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/common/theme.h"

#include <QtCore/QDir>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

// Pictures of a panel in both themes, for people to look at; written beside the build.
namespace screenshots {

inline bool saveInBothThemes(QWidget &widget, const QString &name)
{
    const QDir folder(QStringLiteral(FANIN_SCREENSHOTS));
    bool saved = folder.mkpath(QStringLiteral("."));
    for (const ui::Scheme scheme : {ui::Scheme::Light, ui::Scheme::Dark}) {
        ui::applyTheme(*qApp, scheme);
        const QString suffix = scheme == ui::Scheme::Light ? QStringLiteral("-light.png")
                                                           : QStringLiteral("-dark.png");
        QCoreApplication::sendPostedEvents(); // what was shown or has another size gets its place
        const QPixmap picture = widget.grab();
        saved = saved && picture.save(folder.filePath(name + suffix));
    }
    return saved;
}

} // namespace screenshots
