// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/ed25519.h"

#include "core/base/secret.h"

#include <sodium.h>

namespace nkey::ed25519 {

namespace {

static_assert(kSeedSize == crypto_sign_SEEDBYTES);
static_assert(kPublicSize == crypto_sign_PUBLICKEYBYTES);
static_assert(kSignatureSize == crypto_sign_BYTES);

// Chooses the implementation for this processor; safe from any thread, done once.
void ensureReady()
{
    [[maybe_unused]] static const int ready = sodium_init();
    Q_ASSERT(ready >= 0);
}

const uchar *bytes(QByteArrayView view)
{
    return reinterpret_cast<const uchar *>(view.data());
}

uchar *bytes(QByteArray &array)
{
    return reinterpret_cast<uchar *>(array.data());
}

} // namespace

QByteArray randomSeed()
{
    ensureReady();
    QByteArray seed(kSeedSize, Qt::Uninitialized);
    randombytes_buf(seed.data(), size_t(seed.size()));
    return seed;
}

QByteArray publicFromSeed(QByteArrayView seed)
{
    Q_ASSERT(seed.size() == kSeedSize);
    ensureReady();
    QByteArray publicKey(kPublicSize, Qt::Uninitialized);
    QByteArray secretKey(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized);
    crypto_sign_seed_keypair(bytes(publicKey), bytes(secretKey), bytes(seed));
    base::wipe(secretKey);
    return publicKey;
}

QByteArray sign(QByteArrayView seed, QByteArrayView message)
{
    Q_ASSERT(seed.size() == kSeedSize);
    ensureReady();
    QByteArray publicKey(kPublicSize, Qt::Uninitialized);
    QByteArray secretKey(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized);
    QByteArray signature(kSignatureSize, Qt::Uninitialized);
    crypto_sign_seed_keypair(bytes(publicKey), bytes(secretKey), bytes(seed));
    crypto_sign_detached(bytes(signature), nullptr, bytes(message), size_t(message.size()),
                         bytes(secretKey));
    base::wipe(secretKey);
    return signature;
}

bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    if (publicKey.size() != kPublicSize || signature.size() != kSignatureSize)
        return false;
    ensureReady();
    return crypto_sign_verify_detached(bytes(signature), bytes(message), size_t(message.size()),
                                       bytes(publicKey))
        == 0;
}

} // namespace nkey::ed25519
