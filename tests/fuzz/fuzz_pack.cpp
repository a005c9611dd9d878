// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/pack.h"
#include "core/jwt/resolverreply.h"
#include "tests/fuzz/fuzz.h"

namespace {

std::vector<jwt::PackReader::Entry> read(QByteArrayView content, qsizetype piece)
{
    jwt::PackReader reader;
    std::vector<jwt::PackReader::Entry> entries;
    const auto take = [&] {
        while (auto entry = reader.next())
            entries.push_back(*std::move(entry));
    };
    for (qsizetype at = 0; at < content.size(); at += piece) {
        reader.feed(content.sliced(at, qMin(piece, content.size() - at)));
        take();
    }
    reader.end();
    take();
    return entries;
}

} // namespace

// A pack is the same however it comes; a server's answer is read or not.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView content = fuzz::view(data, size);
    const auto whole = read(content, qMax(content.size(), qsizetype(1)));
    FUZZ_CHECK(read(content, 1) == whole);
    FUZZ_CHECK(read(content, 7) == whole);
    for (const jwt::PackReader::Entry &entry : whole)
        FUZZ_CHECK(!entry.key.contains('|') && !entry.token.contains('\n'));
    if (const auto answer = jwt::readServerAnswer(content))
        FUZZ_CHECK(!answer->server.text().isEmpty());
    return 0;
}
