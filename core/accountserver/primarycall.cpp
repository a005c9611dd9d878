// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/primarycall.h"

#include <utility>

namespace accountserver {

bool PrimaryCall::push(int status, const QByteArray &body)
{
    const std::lock_guard lock(m_mutex);
    m_news.status = status;
    m_news.body += body;
    m_news.rests = m_news.body.size() > kMaxWaiting;
    m_came.notify_one();
    return !m_news.rests;
}

void PrimaryCall::end(int status)
{
    const std::lock_guard lock(m_mutex);
    if (m_news.ended)
        return;
    m_news.status = status;
    m_news.ended = true;
    m_came.notify_one();
}

void PrimaryCall::fail(const base::Error &error)
{
    const std::lock_guard lock(m_mutex);
    if (m_news.ended)
        return;
    m_news.error = error;
    m_news.ended = true;
    m_came.notify_one();
}

std::optional<PrimaryCall::News> PrimaryCall::await(Clock::time_point until)
{
    std::unique_lock lock(m_mutex);
    const bool came
        = m_came.wait_until(lock, until, [this] { return m_news.ended || !m_news.body.isEmpty(); });
    if (!came)
        return {};
    News news = m_news;
    m_news.body.clear();
    m_news.rests = false;
    return news;
}

} // namespace accountserver
