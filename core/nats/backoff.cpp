// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/backoff.h"

#include <algorithm>

namespace nats {

base::Span Backoff::next(double random)
{
    constexpr int kDoublings = 7; // 0.25 s · 2^7 = 32 s, past the maximum
    const int pass = m_passes++;
    const auto scaled = [](base::Span span, double factor) {
        return base::Span(base::Span::rep(double(span.count()) * factor));
    };
    if (pass == 0)
        return scaled(kFirst, random);
    const base::Span wait = std::min(kMax, kBase * (1 << std::min(pass, kDoublings)));
    return scaled(wait, 0.5 + random);
}

} // namespace nats
