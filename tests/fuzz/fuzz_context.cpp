// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/context.h"
#include "core/profiles/objecttext.h"
#include "tests/fuzz/fuzz.h"

// Whatever can be read can be written, and then says the same: the settings, the extras, and the
// members that nobody here knows, byte by byte.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView file = fuzz::view(data, size);
    const auto settings = profiles::parseContext(file);
    const auto extras = profiles::parseProfileExtras(file);
    if (!settings) {
        FUZZ_CHECK(!settings.error().text.isEmpty());
        FUZZ_CHECK(settings.error().offset <= qint64(size));
        FUZZ_CHECK(file.isEmpty() || !profiles::writeContext({}, file));
        return 0;
    }
    const auto written = profiles::writeContext(*settings, file);
    FUZZ_CHECK(written.ok());
    // Escapes may make it longer than what is read.
    if (written->size() > profiles::kMaxContextSize)
        return 0;
    const auto again = profiles::parseContext(*written);
    FUZZ_CHECK(again.ok() && *again == *settings);
    FUZZ_CHECK(profiles::writeContext(*again, *written).value() == *written);
    const auto members = profiles::membersOf(file);
    for (const profiles::Member &member : *members)
        FUZZ_CHECK(file.sliced(member.offset).startsWith(member.value));
    if (!extras)
        return 0;
    const auto own = profiles::writeProfile(*settings, *extras, file);
    FUZZ_CHECK(own.ok());
    if (own->size() <= profiles::kMaxContextSize)
        FUZZ_CHECK(profiles::parseProfileExtras(*own).value() == *extras);
    return 0;
}
