// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace ui {

// What the side bar tells of an open connection besides what its session knows.
struct ConnectionEntry
{
    QString name;
    int colorIndex = 0;
    bool editable = false; ///< comes from somewhere that can be edited, saved or not
    bool saved = false;    ///< there is a profile or context that can be renamed, deleted …
    bool context = false;  ///< of the nats command
    bool selected = false; ///< the context that it uses when none is named
    bool outdated = false; ///< what is saved would make another connection of it

    bool operator==(const ConnectionEntry &) const = default;
};

} // namespace ui
