// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nats/serverinfo.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto info = nats::parseServerInfo(fuzz::view(data, size));
    if (info) {
        FUZZ_CHECK(info->connectUrls.size() <= nats::ServerInfo::kMaxConnectUrls);
        FUZZ_CHECK(info->connectUrlsDropped >= 0);
    } else {
        FUZZ_CHECK(!info.error().text.isEmpty());
    }
    return 0;
}
