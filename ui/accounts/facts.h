// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/examined.h"
#include "ui/common/richtext.h"

#include <QtCore/QStringList>

// What a token says, for the Overview: by kind, the important first. Pure.
namespace ui {

class FactWriter;

// `expanded`: the lists to be shown whole ("exports", "imports" …).
[[nodiscard]] RichBlocks facts(const Examined &examined, const QStringList &expanded);
// The most severe first, each with a link to its claim; cut after a few.
[[nodiscard]] RichBlocks findingsSummary(const Examined &examined);

// Parts of facts(), each kind in a file of its own.
void writeAccountFacts(FactWriter &writer, const Examined &examined,
                       const jwt::AccountClaims &account);
void writeUserFacts(FactWriter &writer, const Examined &examined);
void writeRights(FactWriter &writer, const jwt::UserRights &rights);

} // namespace ui
