// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <memory>

typedef struct ssl_ctx_st SSL_CTX; // of OpenSSL

namespace accountserver {

// TLS 1.2 or newer with that chain and key, PEM both. Clients are not asked for certificates.
[[nodiscard]] base::Result<std::shared_ptr<SSL_CTX>> tlsContext(const QString &certificateFile,
                                                                const QString &keyFile);

} // namespace accountserver
