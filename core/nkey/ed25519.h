// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

// With digest.cpp, the only file that names the crypto library (libsodium).
namespace nkey::ed25519 {

constexpr qsizetype kSeedSize = 32;
constexpr qsizetype kPublicSize = 32;
constexpr qsizetype kSignatureSize = 64;

[[nodiscard]] QByteArray randomSeed();
[[nodiscard]] QByteArray publicFromSeed(QByteArrayView seed);
[[nodiscard]] QByteArray sign(QByteArrayView seed, QByteArrayView message);
[[nodiscard]] bool verify(QByteArrayView publicKey, QByteArrayView message,
                          QByteArrayView signature);

} // namespace nkey::ed25519
