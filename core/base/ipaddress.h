// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <array>
#include <optional>

// Addresses and networks as Go reads them (net.ParseCIDR): no leading zeros, no short forms of
// IPv4, no zones.
namespace base {

struct IpAddress
{
    std::array<uchar, 16> bytes{}; ///< IPv4 in the first four
    bool v4 = false;

    [[nodiscard]] int bits() const { return v4 ? 32 : 128; }
    bool operator==(const IpAddress &) const = default;
};
[[nodiscard]] std::optional<IpAddress> parseIp(QByteArrayView text);

struct IpNetwork
{
    IpAddress address;
    int prefix = 0; ///< bits that count

    // IPv4 within IPv6 (::ffff:10.0.0.1) is IPv4.
    [[nodiscard]] bool contains(IpAddress other) const;
    bool operator==(const IpNetwork &) const = default;
};
[[nodiscard]] std::optional<IpNetwork> parseNetwork(QByteArrayView text);

} // namespace base
