// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/primarythread.h"

namespace accountserver {

PrimaryThread::PrimaryThread()
{
    m_thread.setObjectName(QStringLiteral("primary"));
    m_box.moveToThread(&m_thread);
    m_thread.start();
}

// The thread ends itself: nobody else touches its event loop while it is taken down.
PrimaryThread::~PrimaryThread()
{
    m_box.post([this] {
        m_exchanges.clear();
        m_thread.quit();
    });
    m_thread.wait();
}

void PrimaryThread::start(const PrimaryExchange::Request &request,
                          const std::shared_ptr<PrimaryCall> &call)
{
    m_box.post([this, request, call] {
        m_exchanges[call.get()] = std::make_unique<PrimaryExchange>(request, call);
    });
}

void PrimaryThread::resume(const std::shared_ptr<PrimaryCall> &call)
{
    m_box.post([this, call] { m_exchanges.at(call.get())->resume(); });
}

void PrimaryThread::drop(const std::shared_ptr<PrimaryCall> &call)
{
    m_box.post([this, call] { m_exchanges.erase(call.get()); });
}

} // namespace accountserver
