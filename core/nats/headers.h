// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QFlags>

#include <optional>
#include <vector>

// The header block of an HMSG or HPUB. Rules: spec/protocol.md §1.3, ADR-4. Every byte of it is
// chosen by whoever published it: reading is lenient and flags what is odd, never fails.
namespace nats {

enum class HeaderFlag {
    BadVersion = 0x001,   ///< does not start with "NATS/1.0"
    BadStatus = 0x002,    ///< text after the version is not SP and exactly three digits
    Unterminated = 0x004, ///< the closing blank line is missing
    BadLine = 0x008,      ///< a line without a colon
    EmptyName = 0x010,
    SpaceAfterName = 0x020,
    Folded = 0x040, ///< continued by a line that starts with white space
    LoneCr = 0x080,
    Nul = 0x100,
    EightBit = 0x200, ///< a byte >= 0x80
};
Q_DECLARE_FLAGS(HeaderFlags, HeaderFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(HeaderFlags)

struct HeaderField
{
    QByteArray name;
    QByteArray value; ///< white space trimmed on both sides, folds joined by one SP
    QByteArray rawLine;
    HeaderFlags flags;

    bool operator==(const HeaderField &) const = default;
};

// A parsed block: fields in their order, duplicates kept.
class Headers final
{
public:
    // At most kMaxFields are kept; the rest is counted in `dropped`.
    static constexpr qsizetype kMaxFields = 10'000;

    [[nodiscard]] static Headers parse(QByteArrayView block);

    [[nodiscard]] const std::vector<HeaderField> &fields() const { return m_fields; }
    [[nodiscard]] std::optional<int> status() const { return m_status; }
    [[nodiscard]] const QByteArray &description() const { return m_description; }
    [[nodiscard]] HeaderFlags flags() const { return m_flags; } ///< of the block and all its fields
    [[nodiscard]] qsizetype dropped() const { return m_dropped; }

    // The first field of that name.
    [[nodiscard]] std::optional<QByteArray>
    value(QByteArrayView name, Qt::CaseSensitivity sensitivity = Qt::CaseSensitive) const;

private:
    std::vector<HeaderField> m_fields;
    std::optional<int> m_status;
    QByteArray m_description;
    HeaderFlags m_flags;
    qsizetype m_dropped = 0;
};

// The status code of a block without parsing the rest of it: a hot-path query, no allocation.
[[nodiscard]] std::optional<int> statusOf(QByteArrayView block);

// The value (trimmed, unfolded part of the first line only) of the first field `name`, without
// allocation: what lanes and sentinels ask of every reply.
[[nodiscard]] std::optional<QByteArrayView> findHeader(QByteArrayView block, QByteArrayView name);

// Whether a service says with it that it failed: Nats-Service-Error or Nats-Service-Error-Code.
[[nodiscard]] bool isServiceError(QByteArrayView block);

// One header to send, as typed.
struct HeaderLine
{
    QByteArray name;
    QByteArray value;

    bool operator==(const HeaderLine &) const = default;
};

// Nothing if it can be sent: name of bytes 33..126 without ":", value without CR, LF, NUL.
[[nodiscard]] std::optional<base::Error> checkHeader(const HeaderLine &line);

// "K: V" as on the command line: split at the first colon, white space trimmed.
base::Result<HeaderLine> parseHeaderArgument(QByteArrayView text);

// The block for an HPUB, "NATS/1.0␍␊" to the closing blank line. The lines must pass checkHeader.
[[nodiscard]] QByteArray encodeHeaders(const std::vector<HeaderLine> &lines);

} // namespace nats
