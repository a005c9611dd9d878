// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Everything that reads JSON agrees on what is JSON, and changes nothing but white space.
#include "core/base/json.h"
#include "tests/fuzz/fuzz.h"

#include <QtCore/QList>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    const auto problem = base::json::check(bytes);
    const auto minified = base::json::minify(bytes);
    const auto pretty = base::json::pretty(bytes, 64 * 1024);
    // Only check() minds texts that are not UTF-8: what is shown, is shown as it came.
    FUZZ_CHECK(problem.has_value() || minified.ok());
    if (problem) {
        FUZZ_CHECK(problem->offset >= 0 && problem->offset <= bytes.size());
        FUZZ_CHECK(problem->line >= 1 && problem->column >= 1);
        FUZZ_CHECK(base::json::without(bytes, {"/a"}).ok() == minified.ok());
        return 0;
    }
    FUZZ_CHECK(pretty.ok());
    FUZZ_CHECK(*base::json::minify(*minified) == *minified);
    if (!pretty->truncated)
        FUZZ_CHECK(*base::json::minify(pretty->text) == *minified);
    FUZZ_CHECK(base::json::without(bytes, {"/a", "/0/b"}).ok());
    FUZZ_CHECK(*base::json::without(bytes, {}) == *base::json::without(*minified, {}));
    FUZZ_CHECK(base::json::valueAt(bytes, "").has_value());
    (void)base::json::valueAt(bytes, "/a/0");
    return 0;
}
