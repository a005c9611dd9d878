// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QtCore/QByteArray>

#include <optional>

// NATS keys: base32 (no padding) of prefix byte(s), 32 key bytes and CRC16/XMODEM, little endian.
namespace nkey {

enum class Kind { Account, Cluster, Operator, Server, User, Curve };

struct PublicKey
{
    Kind kind = Kind::User;
    QByteArray bytes; ///< 32

    bool operator==(const PublicKey &) const = default;
};

base::Result<PublicKey> decodePublic(QByteArrayView text);
[[nodiscard]] QByteArray encodePublic(const PublicKey &key);

// What the Go library verifies with, for keys in tokens: CR and LF in the text are skipped and a
// stray last character does not count. Nothing if it is no key of 32 bytes.
[[nodiscard]] std::optional<PublicKey> readPublic(QByteArrayView text);
// Whether the Go library takes the text for a key of this kind: then it may even be of another
// length, and the low bits of its first byte do not count.
[[nodiscard]] bool passesAs(Kind kind, QByteArrayView text);

// A key pair from its seed ("SU…"). Signing is Ed25519 over the raw message.
class KeyPair final
{
public:
    static base::Result<KeyPair> fromSeed(QByteArrayView seed);
    // Of any kind but Curve, from the system's random numbers.
    [[nodiscard]] static KeyPair generate(Kind kind);

    [[nodiscard]] Kind kind() const { return m_public.kind; }
    [[nodiscard]] QByteArray publicKey() const { return encodePublic(m_public); }
    [[nodiscard]] base::Secret seed() const;                     ///< its text
    [[nodiscard]] QByteArray sign(QByteArrayView message) const; ///< 64 bytes

private:
    KeyPair(PublicKey key, base::Secret seed);

    PublicKey m_public;
    base::Secret m_seed; ///< 32 raw bytes
};

} // namespace nkey
