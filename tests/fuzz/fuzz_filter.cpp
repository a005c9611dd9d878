// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Up to the first line end a filter as it is typed, behind it bytes that were seen: colouring and
// reading agree, "not" is the opposite, and a term made from a message finds it.
#include "core/capture/capture.h"
#include "core/capture/filter.h"
#include "tests/fuzz/fuzz.h"

#include <memory>

using capture::Capture;
using capture::Filter;
using capture::FilterField;
using capture::FilterToken;

namespace {

base::Instant at(int milliseconds)
{
    return base::Instant(std::chrono::hours(1) + std::chrono::milliseconds(milliseconds));
}

// One of each kind.
std::unique_ptr<Capture> someTraffic()
{
    auto traffic = std::make_unique<Capture>(base::WallAnchor{at(0), {}});
    traffic->append(at(0), "orders.new", "_INBOX.web.1", {}, R"({"id":7,"who":{"name":"Ann"}})");
    traffic->append(at(3), "_INBOX.web.1", {},
                    "NATS/1.0\r\nNats-Service-Error: none left\r\nA:\r\n b\r\n\r\n", "x");
    traffic->append(at(4), "$JS.API.CONSUMER.MSG.NEXT.S.C", "_INBOX.w.2", {}, {});
    traffic->append(at(5), "_INBOX.w.2", {}, "NATS/1.0 404 No Messages\r\n\r\n", {});
    traffic->append(at(6), "tell", {}, {}, QByteArray(2'000, 'x'));
    traffic->append(at(7), "_INBOX.gone.1", {}, {}, "[1,2]");
    traffic->appendGap(at(8), at(9));
    traffic->append(at(10), "ask", "_INBOX.web.3", {}, {});
    return traffic;
}

void checkTokens(const QString &text, bool valid)
{
    qsizetype end = 0;
    bool bad = false;
    for (const FilterToken &token : Filter::tokens(text)) {
        FUZZ_CHECK(token.begin >= end && token.size > 0);
        end = token.begin + token.size;
        bad = bad || token.kind == FilterToken::Kind::Bad;
    }
    FUZZ_CHECK(end <= text.size());
    FUZZ_CHECK(!valid || !bad);
}

void checkOpposite(const Filter &filter, const Filter &opposite)
{
    static const std::unique_ptr<const Capture> kTraffic = someTraffic();
    const capture::Log &log = kTraffic->log();
    for (capture::Number n = log.first(); n < log.end(); ++n)
        FUZZ_CHECK(filter.matches(*kTraffic, n) != opposite.matches(*kTraffic, n));
    const capture::Correlator &all = kTraffic->conversations();
    for (capture::ConversationId id = all.first(); id < all.end(); ++id) {
        FUZZ_CHECK(filter.matchesConversation(*kTraffic, id)
                   != opposite.matchesConversation(*kTraffic, id));
    }
}

void checkFinds(const QString &term, const Capture &capture)
{
    if (term.size() > Filter::kMaxText)
        return;
    const auto filter = Filter::parse(term);
    FUZZ_CHECK(filter.ok());
    FUZZ_CHECK(filter->matches(capture, capture.log().first()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    const qsizetype lf = bytes.indexOf('\n');
    const QString text = QString::fromUtf8(lf < 0 ? bytes : bytes.first(lf));
    const auto filter = Filter::parse(text);
    checkTokens(text, filter.ok());
    if (!filter) {
        FUZZ_CHECK(!filter.error().text.isEmpty());
        FUZZ_CHECK(filter.error().offset >= 0 && filter.error().offset <= text.size());
    } else if (!filter->isEmpty()) {
        // May be too long or too deep with what is put around it.
        if (const auto opposite = Filter::parse(QStringLiteral("-(%1)").arg(text)))
            checkOpposite(*filter, *opposite);
    }

    const QByteArray seen = lf < 0 ? QByteArray() : bytes.sliced(lf + 1).toByteArray();
    if (seen.isEmpty() || seen.size() > Filter::kMaxText)
        return 0;
    Capture one(base::WallAnchor{at(0), {}});
    one.append(at(0), seen, seen, {}, seen);
    checkFinds(capture::filterTerm(FilterField::Subject, seen), one);
    checkFinds(capture::filterTerm(FilterField::Reply, seen), one);
    checkFinds(capture::filterTerm(FilterField::Payload, seen), one);
    return 0;
}
