// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The quick queries must agree with the full parse, and what can be sent must come back.
#include "core/nats/headers.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView block = fuzz::view(data, size);
    const nats::Headers headers = nats::Headers::parse(block);
    FUZZ_CHECK(nats::statusOf(block) == headers.status());
    FUZZ_CHECK(qsizetype(headers.fields().size()) <= nats::Headers::kMaxFields);

    std::vector<nats::HeaderLine> lines;
    for (const nats::HeaderField &field : headers.fields()) {
        if (field.flags.testAnyFlags(nats::HeaderFlag::BadLine | nats::HeaderFlag::EmptyName))
            continue;
        const auto quick = nats::findHeader(block, field.name);
        const auto full = headers.value(field.name);
        FUZZ_CHECK(full.has_value());
        FUZZ_CHECK(quick.has_value());
        // The quick one gives the first line of a folded value.
        FUZZ_CHECK(full->startsWith(*quick));
        if (nats::HeaderLine line{field.name, field.value}; !nats::checkHeader(line))
            lines.push_back(std::move(line));
        // Quadratic otherwise.
        if (lines.size() == 20)
            break;
    }
    const nats::Headers again = nats::Headers::parse(nats::encodeHeaders(lines));
    FUZZ_CHECK(again.fields().size() == lines.size());
    for (size_t i = 0; i < lines.size(); ++i) {
        FUZZ_CHECK(again.fields()[i].name == lines[i].name);
        FUZZ_CHECK(again.fields()[i].value == lines[i].value);
    }
    return 0;
}
