// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QString>

#include <functional>

// Where nsc keeps its operators (spec/jwt.md §5.1).
namespace jwt {

struct NscStore
{
    QString root;         ///< the folder of the operators' folders
    QString onlyOperator; ///< one folder in it; empty: all

    bool operator==(const NscStore &) const = default;
};

using NscEnvironment = std::function<QString(const char *)>;

// `path` may be nsc.json, its folder, a folder of operators or one above it, or an operator's own;
// empty: where nsc itself would look.
base::Result<NscStore> findNscStore(const QString &path, const NscEnvironment &environment);
// Whether `path` is such a place by its looks, not only by its being a folder.
[[nodiscard]] bool isNscPlace(const QString &path);

} // namespace jwt
