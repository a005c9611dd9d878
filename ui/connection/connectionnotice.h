// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/status.h"

#include <QtCore/QFlags>
#include <QtCore/QString>

namespace ui {

// What a person is told about a connection where work is done over it, and what they can do.
struct ConnectionNotice
{
    enum class Kind {
        None,
        Waiting,  ///< will go away by itself
        Trouble,  ///< waits for a person
        Question, ///< so does this: whether to log in without TLS
        Closed,
        Leaving,  ///< the server is shutting down
        Limited,  ///< connected, but not everything works
        Restored, ///< was lost, works again
        Outdated, ///< works as before, but what is saved has changed
    };
    enum class Action {
        Retry = 0x01,
        Stop = 0x02,
        Reopen = 0x04,
        Explain = 0x08,    ///< why the login was refused
        AllowPlain = 0x10, ///< log in without TLS
        Edit = 0x20,
        Dismiss = 0x40,
        Reconnect = 0x80, ///< with what is saved now
    };
    Q_DECLARE_FLAGS(Actions, Action)

    Kind kind = Kind::None;
    QString title;
    QString reason;
    QString advice;
    Actions actions;

    bool operator==(const ConnectionNotice &) const = default;
};
Q_DECLARE_OPERATORS_FOR_FLAGS(ConnectionNotice::Actions)

// What was put away by hand is not told again.
struct Dismissed
{
    std::optional<base::Instant> loss;
    std::optional<nats::Failure> failure;
    bool outdated = false;
};

// Whether what is saved of a connection still is what it was opened with.
enum class SavedState { AsOpened, Changed };

[[nodiscard]] ConnectionNotice connectionNotice(const nats::ConnectionStatus &status,
                                                base::Instant now, const Dismissed &dismissed = {},
                                                SavedState saved = SavedState::AsOpened);
[[nodiscard]] Dismissed dismissedWith(const nats::ConnectionStatus &status, SavedState saved);

} // namespace ui
