// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/examined.h"
#include "ui/common/richtext.h"

// How a token stands, in words.
namespace ui {

[[nodiscard]] QString kindText(jwt::Kind kind);
// Its name; what it is about if it has none. One line, cut.
[[nodiscard]] QString titleOf(const jwt::Token &token);

struct VerdictText
{
    SeverityMark mark = SeverityMark::Ok;
    TextTone tone = TextTone::Ok;
    QString sentence; ///< "Accepted, with 2 warnings", "Refused: expired"
    QString servers;  ///< "by nats-server 2.2 to 2.14"
};
[[nodiscard]] VerdictText verdictText(const Examined &examined);
// "expired", "not signed by a trusted operator"; the code itself if it is none that decides.
[[nodiscard]] QString codeText(QByteArrayView code);
// Where decoding stopped: "the header"; empty if it did not.
[[nodiscard]] QString stageText(jwt::Stage stage);
[[nodiscard]] QString roleText(jwt::Role role);
[[nodiscard]] SeverityMark markOf(jwt::Severity severity);

} // namespace ui
