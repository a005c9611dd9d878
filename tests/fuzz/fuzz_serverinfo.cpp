// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nats/serverinfo.h"
#include "core/nats/serverpool.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto info = nats::parseServerInfo(fuzz::view(data, size));
    if (info) {
        FUZZ_CHECK(info->connectUrls.size() <= nats::ServerInfo::kMaxConnectUrls);
        FUZZ_CHECK(info->connectUrlsDropped >= 0);
        nats::ServerPool pool({nats::ServerUrl{}});
        (void)pool.discover(info->connectUrls);
        FUZZ_CHECK(pool.servers().size() <= nats::ServerPool::kMaxServers);
        FUZZ_CHECK(!pool.discover(info->connectUrls)); // the same list again changes nothing
    } else {
        FUZZ_CHECK(!info.error().text.isEmpty());
    }
    return 0;
}
