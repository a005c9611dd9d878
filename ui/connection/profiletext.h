// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/profilestore.h"
#include "core/profiles/resolution.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

// A saved connection in words; never with what is secret in it.
namespace ui {

// "localhost:4222 and 2 more", without credentials and without what is usual.
[[nodiscard]] QString shownServers(const QString &url);
// Under the name: where it leads and what its owner says about it, or that it cannot be read.
[[nodiscard]] QString profileDetail(const profiles::Profile &profile);
// Several lines for the pointer.
[[nodiscard]] QString profileTip(const profiles::Profile &profile);
// The row for a screen reader.
[[nodiscard]] QString profileSpoken(const profiles::Profile &profile);
// "context of the nats command", "Fanin profile".
[[nodiscard]] QString originText(profiles::Origin origin);
// Which of the profiles cannot be read, as one line; empty if all can.
[[nodiscard]] QString unreadableText(const std::vector<profiles::Profile> &profiles);
// Which variables take the place of what a profile says: their names, never their values.
[[nodiscard]] QString overridesText(const std::vector<profiles::Override> &overrides);

} // namespace ui
