// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/accountserver.h"
#include "ui/accountserver/requestsummary.h"
#include "ui/accountserver/storelisting.h"
#include "ui/common/severitymark.h"
#include "ui/common/tile.h"

namespace ui {

// An account server at one moment: what the panel shows of it, as values.
struct ServerFacts
{
    using State = accountserver::AccountServer::State;
    using Time = std::chrono::system_clock::time_point;

    State state = State::Stopped;
    bool hasServed = false; ///< since it was started last
    Time now;
    Time since; ///< serving
    Time until; ///< stopped
    accountserver::Options options;
    bool writable = false;
    bool hasOperator = false;
    bool strict = false;
    QString operatorName;
    accountserver::HttpServer::Counts counts;
    std::optional<std::chrono::nanoseconds> median;
    std::optional<RequestSummary::Pack> lastPack;
    accountserver::NotifierStatus notifier;
    QString notifiedName; ///< of the last token servers were told of
    std::optional<accountserver::ReplicaStatus> replica;
    StoreListing::Totals tokens;
};

// The state first, then its figures.
[[nodiscard]] std::vector<Tile> tilesOf(const ServerFacts &facts);

// A card: how one thing stands in two lines. Empty lines are not shown.
struct CardText
{
    QString title;
    SeverityMark mark = SeverityMark::Note;
    QString state;
    QString detail;

    bool operator==(const CardText &) const = default;
};
[[nodiscard]] CardText notificationCard(const ServerFacts &facts);
[[nodiscard]] CardText operatorCard(const ServerFacts &facts);
[[nodiscard]] CardText replicationCard(const ServerFacts &facts);

// "5 tokens · sharded · writable".
[[nodiscard]] QString storeText(const ServerFacts &facts);
// "12 min", "3 h": how long.
[[nodiscard]] QString lengthText(ServerFacts::Time from, ServerFacts::Time to);

} // namespace ui
