// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The first byte chooses whose bytes these are and where they are split: however they are cut, the
// frames and the error must be the same.
#include "core/nats/parser.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

namespace {

bool same(const nats::Frame &a, const nats::Frame &b)
{
    const auto *left = std::get_if<nats::Message>(&a);
    const auto *right = std::get_if<nats::Message>(&b);
    if (!left || !right) {
        return std::visit(
            [&b](const auto &frame) {
                using T = std::decay_t<decltype(frame)>;
                if constexpr (std::is_same_v<T, nats::Message>)
                    return false;
                else
                    return std::holds_alternative<T>(b) && frame == std::get<T>(b);
            },
            a);
    }
    return left->subject() == right->subject() && left->sid() == right->sid()
        && left->reply() == right->reply() && left->reply().isNull() == right->reply().isNull()
        && left->headerBlock() == right->headerBlock() && left->payload() == right->payload()
        && left->controlLine() == right->controlLine();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const auto peer = (data[0] & 1) != 0 ? nats::Parser::Peer::Client : nats::Parser::Peer::Server;
    uint32_t random = data[0];
    const QByteArrayView bytes = fuzz::view(data + 1, size - 1);

    nats::Parser whole(peer);
    const std::vector<nats::Frame> expected = whole.feed(bytes, {});

    nats::Parser split(peer);
    std::vector<nats::Frame> frames;
    for (qsizetype pos = 0; pos < bytes.size() && !split.error();) {
        random = random * 1664525U + 1013904223U;
        const qsizetype step = std::min<qsizetype>(1 + qsizetype(random >> 27), bytes.size() - pos);
        for (nats::Frame &frame : split.feed(bytes.sliced(pos, step), {}))
            frames.push_back(std::move(frame));
        pos += step;
    }
    FUZZ_CHECK(frames.size() == expected.size());
    for (size_t i = 0; i < frames.size(); ++i)
        FUZZ_CHECK(same(frames[i], expected[i]));
    FUZZ_CHECK(split.error().has_value() == whole.error().has_value());
    return 0;
}
