// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <functional>

namespace ui {

// What somebody has put into the field that takes anything.
struct PasteInput
{
    enum class What {
        Nothing,
        Tokens, ///< the text holds tokens or what looks like one
        Source, ///< a URL, a path or "dir:…", in the form jwt::openSource takes; `key` may be set
        Key,    ///< a public key: to be fetched or found
        Problem,
    };
    What what = What::Nothing;
    QString source;
    QByteArray key;
    QString problem; ///< what was expected and what came; never a secret

    bool operator==(const PasteInput &) const = default;
};

// `exists` tells whether there is a file or folder of that path.
[[nodiscard]] PasteInput readPaste(const QByteArray &text,
                                   const std::function<bool(const QString &)> &exists);

// "~/" becomes the home folder.
[[nodiscard]] QString expandHome(const QString &path, const QString &home);

} // namespace ui
