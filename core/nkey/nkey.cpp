// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/nkey.h"

#include "core/nkey/base32.h"
#include "core/nkey/ed25519.h"
#include "core/nkey/publicform.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace nkey {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Nkey)
};

constexpr QByteArrayView kAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
constexpr qsizetype kCrcSize = 2;
constexpr uchar kKindBits = 0xf8;       // of the first byte, which is the first letter
constexpr qsizetype kPublicLength = 56; // base32 of 1 + 32 + 2 bytes
constexpr qsizetype kSeedLength = 58;   // base32 of 2 + 32 + 2 bytes

// The first letter of a key's text is the upper five bits of its prefix byte.
constexpr uchar prefixOf(char letter)
{
    return uchar((letter - 'A') << 3);
}

struct KindLetter
{
    Kind kind;
    char letter;
};

constexpr KindLetter kKinds[] = {
    {Kind::Account, 'A'}, {Kind::Cluster, 'C'}, {Kind::Operator, 'O'},
    {Kind::Server, 'N'},  {Kind::User, 'U'},    {Kind::Curve, 'X'},
};

std::optional<Kind> kindOf(uchar prefix)
{
    for (const KindLetter &entry : kKinds) {
        if (prefixOf(entry.letter) == prefix)
            return entry.kind;
    }
    return std::nullopt;
}

uchar prefixOf(Kind kind)
{
    const auto *const entry = std::find_if(std::begin(kKinds), std::end(kKinds),
                                           [kind](const KindLetter &e) { return e.kind == kind; });
    Q_ASSERT(entry != std::end(kKinds));
    return prefixOf(entry->letter);
}

// CRC-16/XMODEM: polynomial 0x1021, from zero, not reflected.
constexpr std::array<quint16, 256> crcTable()
{
    std::array<quint16, 256> table{};
    for (quint32 byte = 0; byte < table.size(); ++byte) {
        quint32 crc = byte << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) : crc << 1;
        table[byte] = quint16(crc);
    }
    return table;
}

quint16 crc16(QByteArrayView bytes)
{
    static constexpr std::array<quint16, 256> kTable = crcTable();
    quint16 crc = 0;
    for (const char byte : bytes)
        crc = quint16((crc << 8) ^ kTable[uchar((crc >> 8) ^ uchar(byte))]);
    return crc;
}

void appendChecksum(QByteArray &bytes)
{
    const quint16 sum = crc16(bytes);
    bytes.append(char(sum & 0xff)).append(char(sum >> 8));
}

// Of a key's bytes with the checksum at the end.
bool checksumFits(QByteArrayView bytes)
{
    const qsizetype size = bytes.size() - kCrcSize;
    return crc16(bytes.first(size)) == quint16(uchar(bytes[size]) | uchar(bytes[size + 1]) << 8);
}

base::Error bad(const QString &what, const QString &problem, qsizetype offset = -1)
{
    return {base::ErrorKind::InvalidInput, Text::tr("%1: %2").arg(what, problem), offset};
}

std::optional<base::Error> checkCharacters(QByteArrayView text, const QString &what)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (kAlphabet.contains(text[i]))
            continue;
        if (text[i] == '=')
            return bad(what, Text::tr("it must not be padded with “=” (byte %1)").arg(i), i);
        if (text[i] >= 'a' && text[i] <= 'z')
            return bad(what, Text::tr("it must be in upper case (byte %1)").arg(i), i);
        return bad(what, Text::tr("only A to Z and 2 to 7 are allowed (byte %1)").arg(i), i);
    }
    return std::nullopt;
}

// The bytes of a key's text without their checksum.
base::Result<QByteArray> decode(QByteArrayView text, qsizetype length, const QString &what)
{
    if (text.isEmpty())
        return bad(what, Text::tr("it is empty"), 0);
    if (auto error = checkCharacters(text, what))
        return *error;
    if (text.size() != length) {
        return bad(
            what,
            Text::tr("%1 characters are expected, there are %2").arg(length).arg(text.size()));
    }
    std::optional<QByteArray> bytes = fromBase32(text);
    // Bits left over must be zero, or two texts would mean one key.
    if (!bytes || toBase32(*bytes) != text)
        return bad(what, Text::tr("its last character is not possible"), text.size() - 1);
    const qsizetype size = bytes->size() - kCrcSize;
    if (!checksumFits(*bytes)) {
        base::wipe(*bytes);
        return bad(what, Text::tr("its checksum is wrong, so some character is mistyped"));
    }
    bytes->truncate(size);
    return *std::move(bytes);
}

// The bytes of a key's text without their checksum, read as the Go library does.
std::optional<QByteArray> tolerantBytes(QByteArrayView text)
{
    std::optional<QByteArray> bytes = fromBase32(text);
    if (!bytes || bytes->size() < 2 + kCrcSize || !checksumFits(*bytes))
        return std::nullopt;
    bytes->chop(kCrcSize);
    return bytes;
}

} // namespace

base::Result<PublicKey> decodePublic(QByteArrayView text)
{
    const QString what = Text::tr("Public key");
    const base::Result<QByteArray> bytes = decode(text, kPublicLength, what);
    if (!bytes)
        return bytes.error();
    const auto kind = kindOf(uchar(bytes->front()));
    if (!kind)
        return bad(what, Text::tr("it must start with A, C, N, O, U or X"), 0);
    return PublicKey{*kind, bytes->sliced(1)};
}

bool isPublic(Kind kind, QByteArrayView text) noexcept
{
    // 56 letters of five bits are exactly 35 bytes: there is one text for each key.
    std::array<char, size_t(kPublicLength * 5 / 8)> bytes = {};
    if (text.size() != kPublicLength)
        return false;
    quint32 pending = 0;
    int bits = 0;
    size_t size = 0;
    for (const char c : text) {
        const bool isLetter = c >= 'A' && c <= 'Z';
        if (!isLetter && (c < '2' || c > '7'))
            return false;
        pending = (pending << 5) | quint32(isLetter ? c - 'A' : c - '2' + 26);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes[size++] = char(pending >> bits);
            pending &= (1U << bits) - 1;
        }
    }
    return uchar(bytes.front()) == prefixOf(kind)
        && checksumFits(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
}

QByteArray encodePublic(const PublicKey &key)
{
    Q_ASSERT(key.bytes.size() == ed25519::kPublicSize);
    QByteArray bytes(1, char(prefixOf(key.kind)));
    bytes.append(key.bytes);
    appendChecksum(bytes);
    return toBase32(bytes);
}

std::optional<PublicKey> readPublic(QByteArrayView text)
{
    const std::optional<QByteArray> bytes = tolerantBytes(text);
    if (!bytes || bytes->size() != 1 + ed25519::kPublicSize)
        return std::nullopt;
    const auto kind = kindOf(uchar(bytes->front()));
    if (!kind)
        return std::nullopt;
    return PublicKey{*kind, bytes->sliced(1)};
}

bool passesAs(Kind kind, QByteArrayView text)
{
    const std::optional<QByteArray> bytes = tolerantBytes(text);
    return bytes && (uchar(bytes->front()) & kKindBits) == prefixOf(kind);
}

KeyPair::KeyPair(PublicKey key, base::Secret seed)
    : m_public(std::move(key))
    , m_seed(std::move(seed))
{}

base::Result<KeyPair> KeyPair::fromSeed(QByteArrayView seed)
{
    const QString what = Text::tr("Seed");
    base::Result<QByteArray> decoded = decode(seed, kSeedLength, what);
    if (!decoded)
        return decoded.error();
    QByteArray bytes = std::move(*decoded);
    const auto first = uchar(bytes[0]);
    const auto second = uchar(bytes[1]);
    // The kind's prefix byte is split over the low three bits of the first and the high five bits
    // of the second byte.
    const auto kind = kindOf(uchar((first & 7) << 5 | second >> 3));
    base::Secret raw(bytes.sliced(2));
    base::wipe(bytes);
    if ((first & kKindBits) != prefixOf('S'))
        return bad(what, Text::tr("it must start with S"), 0);
    if (!kind || (second & 7) != 0)
        return bad(what, Text::tr("after the S, one of A, C, N, O, U and X is expected"), 1);
    if (*kind == Kind::Curve) {
        return base::Error{base::ErrorKind::Unsupported,
                           Text::tr("Seed: a curve key (SX…) encrypts and cannot sign"), 1};
    }
    PublicKey key{*kind, ed25519::publicFromSeed(raw.reveal())};
    return KeyPair(std::move(key), std::move(raw));
}

KeyPair KeyPair::generate(Kind kind)
{
    Q_ASSERT(kind != Kind::Curve);
    base::Secret raw(ed25519::randomSeed());
    PublicKey key{kind, ed25519::publicFromSeed(raw.reveal())};
    return KeyPair(std::move(key), std::move(raw));
}

base::Secret KeyPair::seed() const
{
    const uchar prefix = prefixOf(m_public.kind);
    QByteArray bytes;
    bytes.reserve(2 + ed25519::kSeedSize + kCrcSize);
    bytes.append(char(prefixOf('S') | prefix >> 5)).append(char((prefix & 31) << 3));
    bytes.append(m_seed.reveal());
    appendChecksum(bytes);
    base::Secret text(toBase32(bytes));
    base::wipe(bytes);
    return text;
}

QByteArray KeyPair::sign(QByteArrayView message) const
{
    return ed25519::sign(m_seed.reveal(), message);
}

} // namespace nkey
