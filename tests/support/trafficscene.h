// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"
#include "core/capture/filter.h"

#include <algorithm>
#include <random>
#include <vector>

// Three minutes of a small shop as somebody sees it who watches orders, billing and the clock: for
// pictures, and for tests that want a bit of everything.
namespace traffic {

class Scene
{
public:
    static constexpr base::Span kWindow = std::chrono::seconds(4);

    explicit Scene(base::Instant end = base::Clock::now())
        : m_end(end)
        , feed({end,
                std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(20)
                    + std::chrono::minutes(1) + std::chrono::seconds(36)},
               limits())
    {}

    // Named as their inboxes are.
    [[nodiscard]] capture::Filter::Facts facts() const
    {
        capture::Filter::Facts facts;
        facts.isPinned = [this](capture::Number number) {
            return number == pinned;
        };
        facts.requesterName = [this](quint32 requester) {
            const QByteArray prefix = feed.capture().conversations().requesterPrefix(requester);
            const QByteArray name = prefix.sliced(prefix.lastIndexOf('.') + 1);
            return name.startsWith('x') ? QString() : QString::fromUtf8(name);
        };
        return facts;
    }

    // What went on for three minutes: some 20,000 messages.
    void addBackground()
    {
        std::mt19937 random(7);
        const auto upTo = [&random](int n) {
            return int(random() % unsigned(n));
        };
        for (int ms = -176'000; ms < -2'500; ms += 18 + upTo(6)) {
            const int busy = 40 + (ms / 1'700 % 7) * 8 + (ms / 400 % 5) * 6;
            if (upTo(100) < busy)
                ask(ms, "orders.lookup", "svc-web", {2.0 + upTo(20) / 10.0});
            if (upTo(100) < 12)
                ask(ms, "inventory.reserve", "svc-orders", {6.0 + upTo(40) / 10.0});
            if (upTo(100) < 9)
                ask(ms, "billing.charge", "svc-orders", {19.0 + upTo(90) / 10.0});
            if (upTo(100) < 3)
                say(ms, "orders.created", {}, R"({"order":"4711","total":59.90})");
            if (upTo(100) < 2)
                say(ms, "events.order.created");
            if (upTo(100) < 1)
                ask(ms, "clock.all", "ops-laptop", {17, 43, 120, 440, 840});
        }
        flush();
    }

    // The last rows, one of each kind.
    void addTail()
    {
        const double t = -2'000;
        ask(t + 118, "orders.lookup", "svc-web", {3.1, 3.4});
        ask(t + 204, "orders.lookup", "svc-web", {2.8});
        ask(t + 377, "clock.all", "ops-laptop", {18.2, 55.6, 211.3, 530.1, 731.9});
        say(t + 377 + 1130.7, lastReply(), {}, "20:01:29.9 (drifting)");
        ask(t + 402, "billing.charge", "svc-orders", {});
        ask(t + 455, "orders.lookup", "svc-web", {121.9});
        ask(t + 610, "inventory.reserve", "svc-orders", {});
        say(t + 610 + 9.4, lastReply(), {}, {},
            "NATS/1.0\r\nNats-Service-Error-Code: 409\r\nNats-Service-Error: out of "
            "stock\r\n\r\n");
        ask(t + 644, "orders.lookup", "svc-web", {3.0});
        say(t + 690, "_INBOX.Zk3qPwL0vTn5uY2dXe8rGh.7", {}, "too late to matter");
        say(t + 702, "events.order.created", {}, R"({"order":"4712"})");
        ask(t + 771, "orders.lookup", "svc-web", {2.9});
        ask(t + 801, "$JS.API.CONSUMER.MSG.NEXT.ORDERS.WORKERS", "worker-2", {}, R"({"batch":3})");
        for (int i = 0; i < 3; ++i) {
            const QByteArray ack = "$JS.ACK.ORDERS.WORKERS.1." + QByteArray::number(8812 + i)
                + ".77.1795291293000000000.0";
            say(t + 801.6 + i * 21.7, "orders.created", ack, R"({"order":"4712","total":12.50})");
            if (i < 2)
                say(t + 805 + i * 21.7, ack, {}, "+ACK");
        }
        ask(t + 890, "orders.lookup", "xk2LqPw9", {3.3});
        ask(-900, "clock.all", "ops-laptop", {17.0, 43.1, 122.8, 441.0, 840.4});
        ask(-60, "billing.charge", "svc-orders", {});
        flush();
        // Time passes: what was asked some time ago and had no reply has none.
        feed.edit().tick(m_end - std::chrono::milliseconds(1'080) + kWindow);
        feed.publish();
    }

    void addGap(double from, double to)
    {
        feed.edit().appendGap(at(from), at(to));
        feed.publish();
    }

    // Milliseconds from the end.
    [[nodiscard]] base::Instant at(double ms) const
    {
        return m_end
            + std::chrono::duration_cast<base::Span>(std::chrono::duration<double, std::milli>(ms));
    }

    void say(double ms, const QByteArray &subject, const QByteArray &reply = {},
             const QByteArray &payload = {}, const QByteArray &headerBlock = {})
    {
        m_messages.push_back({ms, subject, reply, payload, headerBlock});
    }

    void ask(double ms, const QByteArray &subject, const QByteArray &requester,
             const std::vector<double> &replies, const QByteArray &payload = R"({"id":4711})")
    {
        m_reply = "_INBOX." + requester + '.' + QByteArray::number(++m_asked, 36);
        say(ms, subject, m_reply, payload);
        for (const double reply : replies)
            say(ms + reply, m_reply, {}, R"({"ok":true})");
    }

    [[nodiscard]] QByteArray lastReply() const { return m_reply; }

    // In the order of their times.
    void flush()
    {
        std::ranges::stable_sort(m_messages, {}, &Message::ms);
        for (const Message &m : m_messages)
            feed.edit().append(at(m.ms), m.subject, m.reply, m.headerBlock, m.payload);
        m_messages.clear();
        feed.publish();
    }

private:
    struct Message
    {
        double ms = 0;
        QByteArray subject, reply, payload, headerBlock;
    };

    static capture::Capture::Limits limits()
    {
        capture::Capture::Limits limits;
        limits.pairing.window = kWindow;
        return limits;
    }

    base::Instant m_end;
    std::vector<Message> m_messages;
    QByteArray m_reply;
    int m_asked = 46'000;

public:
    capture::Feed feed;
    capture::Number pinned = capture::kNone;
};

} // namespace traffic
