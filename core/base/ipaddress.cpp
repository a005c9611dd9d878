// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/ipaddress.h"

#include <algorithm>
#include <charconv>

namespace base {

namespace {

constexpr size_t kV6Size = 16;
constexpr size_t kV4Size = 4;

// A decimal number of at most `max` without sign; leading zeros only where they are allowed.
std::optional<int> number(QByteArrayView digits, int max, bool leadingZeros)
{
    int value = 0;
    if (digits.isEmpty() || digits[0] == '-'
        || (!leadingZeros && digits.size() > 1 && digits[0] == '0'))
        return std::nullopt;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    if (error != std::errc() || end != digits.end() || value > max)
        return std::nullopt;
    return value;
}

bool parseV4(QByteArrayView text, uchar *out)
{
    for (size_t i = 0; i < kV4Size; ++i) {
        const bool last = i + 1 == kV4Size;
        const qsizetype dot = last ? text.size() : text.indexOf('.');
        if (dot < 0)
            return false;
        const std::optional<int> field = number(text.first(dot), 255, false);
        if (!field)
            return false;
        out[i] = uchar(*field);
        text = last ? QByteArrayView() : text.sliced(dot + 1);
    }
    return true;
}

bool parseV6(QByteArrayView text, std::array<uchar, kV6Size> &out)
{
    std::optional<size_t> gap; // where "::" stands
    size_t size = 0;
    if (text.startsWith("::")) {
        gap = 0;
        text = text.sliced(2);
    }
    while (!text.isEmpty() && size < kV6Size) {
        const qsizetype colon = text.indexOf(':');
        const QByteArrayView field = colon < 0 ? text : text.first(colon);
        if (field.contains('.')) {
            const bool fits
                = colon < 0 && size + kV4Size <= kV6Size && (gap || size + kV4Size == kV6Size);
            if (!fits || !parseV4(field, out.data() + size))
                return false;
            size += kV4Size;
            text = {};
            break;
        }
        quint16 value = 0;
        const auto [end, error] = std::from_chars(field.begin(), field.end(), value, 16);
        if (field.isEmpty() || field.size() > 4 || error != std::errc() || end != field.end())
            return false;
        out[size] = uchar(value >> 8);
        out[size + 1] = uchar(value & 0xff);
        size += 2;
        if (colon < 0) {
            text = {};
            break;
        }
        text = text.sliced(colon + 1);
        if (text.startsWith(':')) {
            if (gap)
                return false;
            gap = size;
            text = text.sliced(1);
        } else if (text.isEmpty()) {
            return false; // a colon at the end
        }
    }
    if (!text.isEmpty() || (gap && size == kV6Size) || (!gap && size != kV6Size))
        return false;
    if (gap) {
        const size_t behind = size - *gap;
        std::move_backward(out.begin() + std::ptrdiff_t(*gap), out.begin() + std::ptrdiff_t(size),
                           out.end());
        std::fill(out.begin() + std::ptrdiff_t(*gap), out.end() - std::ptrdiff_t(behind), uchar(0));
    }
    return true;
}

IpAddress unmapped(const IpAddress &address)
{
    const auto &bytes = address.bytes;
    const bool mapped = !address.v4 && bytes[10] == 0xff && bytes[11] == 0xff
        && std::all_of(bytes.begin(), bytes.begin() + 10, [](uchar byte) { return byte == 0; });
    if (!mapped)
        return address;
    IpAddress v4;
    v4.v4 = true;
    std::copy_n(bytes.begin() + 12, kV4Size, v4.bytes.begin());
    return v4;
}

} // namespace

std::optional<IpAddress> parseIp(QByteArrayView text)
{
    IpAddress address;
    address.v4 = !text.contains(':');
    const bool ok = address.v4 ? parseV4(text, address.bytes.data()) : parseV6(text, address.bytes);
    return ok ? std::optional(address) : std::nullopt;
}

std::optional<IpNetwork> parseNetwork(QByteArrayView text)
{
    const qsizetype slash = text.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    const std::optional<IpAddress> address = parseIp(text.first(slash));
    if (!address)
        return std::nullopt;
    const std::optional<int> prefix = number(text.sliced(slash + 1), address->bits(), true);
    return prefix ? std::optional(IpNetwork{*address, *prefix}) : std::nullopt;
}

bool IpNetwork::contains(IpAddress other) const
{
    const IpAddress mine = unmapped(address);
    other = unmapped(other);
    if (mine.v4 != other.v4)
        return false;
    int bits = prefix - (address.bits() - mine.bits());
    for (size_t i = 0; bits > 0; ++i, bits -= 8) {
        const auto mask = uchar(bits >= 8 ? 0xff : 0xff << (8 - bits));
        if (((mine.bytes[i] ^ other.bytes[i]) & mask) != 0)
            return false;
    }
    return true;
}

} // namespace base
