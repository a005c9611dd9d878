// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/message.h"

#include <unordered_map>

namespace nats {

// While a subscription is replaced by another one that matches the same messages: which of the two
// copies of each message is taken, so that none is lost or taken twice. The server may put a PONG
// between the two copies of one message, so fences alone cannot tell; near them the copies are
// told by their bytes. Plain object; its owner sends a PING at each step.
class Handover final
{
public:
    static constexpr size_t kMaxOpen = 65'536; ///< messages of which one copy has come
    static constexpr int kMaxWaits = 2;        ///< fences, for copies that are owed

    enum class Step {
        Asked,   ///< the new one may not be in force yet: the old one counts
        Both,    ///< every message comes twice: the old one counts
        Ending,  ///< the old one is being unsubscribed: what comes first counts
        Closing, ///< the old one is gone: the second halves of what it brought may still come
        Over,
    };
    enum class From { Old, New };

    [[nodiscard]] Step step() const { return m_step; }
    // What was sent with the last fence has been dealt with. May stay in its step: the old one is
    // not to end while a copy of it is waited for.
    void onFence();
    // Whether the copy is to be taken; the other one is not.
    [[nodiscard]] bool takes(From from, const Message &message);

private:
    struct Open
    {
        quint32 oldTaken = 0; // the new one's copy is to be dropped
        quint32 newTaken = 0; // the old one's copy is to be dropped
        quint32 owed = 0;     // the new one's copy was dropped, the old one's is to be taken
    };

    [[nodiscard]] bool takesOld(Open &open);
    [[nodiscard]] bool takesNew(Open &open);

    Step m_step = Step::Asked;
    size_t m_owed = 0; // over all of m_open
    int m_waits = 0;
    std::unordered_map<size_t, Open> m_open; // by a hash of all bytes
};

} // namespace nats
