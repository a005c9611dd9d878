// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/goreader.h"

// What tables of Member are made of.
namespace jwt {

template<typename>
struct PointedTo;
template<typename T, typename Owner>
struct PointedTo<T Owner::*>
{
    using Type = Owner;
};
template<auto member>
using OwnerOf = typename PointedTo<decltype(member)>::Type;

// Reads into that data member.
template<auto member>
void field(GoReader &in, base::json::Value value, OwnerOf<member> &target)
{
    in.read(value, target.*member);
}

// Checks the type, for that is what decides whether a token decodes, and forgets the value.
template<typename T, typename Read>
void ignored(GoReader &in, base::json::Value value, T &)
{
    Read read{};
    in.read(value, read);
}

} // namespace jwt
