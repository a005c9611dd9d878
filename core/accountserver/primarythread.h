// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/callbox.h"
#include "core/accountserver/primaryexchange.h"

#include <QtCore/QThread>

#include <unordered_map>

namespace accountserver {

// The thread that reads the primary's answers. Nothing that the primary does, its name or its TLS
// included, makes it wait, so that it ends when it is told to. Thread-safe but for its end, which
// must be the last.
class PrimaryThread final
{
public:
    PrimaryThread();
    ~PrimaryThread(); ///< cuts off what is under way
    Q_DISABLE_COPY_MOVE(PrimaryThread)

    void start(const PrimaryExchange::Request &request, const std::shared_ptr<PrimaryCall> &call);
    void resume(const std::shared_ptr<PrimaryCall> &call);
    void drop(const std::shared_ptr<PrimaryCall> &call); ///< each that was started, at last

private:
    QThread m_thread;
    CallBox m_box;
    // Of the thread alone.
    std::unordered_map<const PrimaryCall *, std::unique_ptr<PrimaryExchange>> m_exchanges;
};

} // namespace accountserver
