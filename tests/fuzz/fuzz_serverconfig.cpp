// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/serverconfig.h"
#include "tests/fuzz/fuzz.h"

// The input is one file; whatever it includes is itself again under another name, or missing.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray content = fuzz::view(data, size).toByteArray();
    const auto load = [&content](const QString &path, qint64) -> base::Result<QByteArray> {
        if (path.size() % 2 != 0)
            return base::Error{base::ErrorKind::Io, path, -1};
        return content;
    };
    const auto environment = [](const QByteArray &name) -> std::optional<QByteArray> {
        return name.size() % 2 != 0 ? std::optional(name) : std::nullopt;
    };
    jwt::ServerConfigReader reader(QStringLiteral("/a"), load);
    while (reader.advance(100)) {
    }
    const jwt::ServerConfig config = reader.config(environment);
    FUZZ_CHECK(config.files.size() <= jwt::ServerConfigReader::kMaxFiles);
    FUZZ_CHECK(!reader.error() || reader.error()->text.startsWith(QLatin1Char('/')));
    // Each value stands in a map or an array that came before it.
    for (jwt::ConfigTree::Index i = 1; i < jwt::ConfigTree::Index(reader.tree().size()); ++i) {
        FUZZ_CHECK(reader.tree().at(i).parent < i);
        FUZZ_CHECK(reader.tree().at(i).target < i);
    }
    return 0;
}
