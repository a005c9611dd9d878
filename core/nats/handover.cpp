// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/handover.h"

#include <QtCore/QHashFunctions>

namespace nats {

namespace {

// Everything but the sid, which differs between copies.
size_t keyOf(const Message &message)
{
    return qHashMulti(0, message.subject(), message.reply(), message.headerBlock(),
                      message.payload());
}

} // namespace

void Handover::onFence()
{
    if (m_step == Step::Both && m_owed > 0 && m_waits++ < kMaxWaits)
        return;
    if (m_step != Step::Over)
        m_step = Step(int(m_step) + 1);
    if (m_step == Step::Over)
        m_open.clear();
}

bool Handover::takes(From from, const Message &message)
{
    if (m_step == Step::Asked || m_step == Step::Over)
        return (from == From::Old) == (m_step == Step::Asked);
    const size_t key = keyOf(message);
    const auto found = m_open.find(key);
    if (found == m_open.end() && m_open.size() >= kMaxOpen)
        return from == From::Old || m_step != Step::Both;
    const auto entry = found != m_open.end() ? found : m_open.try_emplace(key).first;
    Open &open = entry->second;
    const bool taken = from == From::Old ? takesOld(open) : takesNew(open);
    if (open.oldTaken == 0 && open.newTaken == 0 && open.owed == 0)
        m_open.erase(entry);
    return taken;
}

bool Handover::takesOld(Open &open)
{
    if (open.owed > 0) {
        --open.owed;
        --m_owed;
        return true;
    }
    if (open.newTaken > 0) {
        --open.newTaken;
        return false;
    }
    ++open.oldTaken;
    return true;
}

bool Handover::takesNew(Open &open)
{
    if (open.oldTaken > 0) {
        --open.oldTaken;
        return false;
    }
    if (m_step == Step::Both) {
        ++open.owed;
        ++m_owed;
        return false;
    }
    if (m_step == Step::Ending) // later there is no old one whose copy could come
        ++open.newTaken;
    return true;
}

} // namespace nats
