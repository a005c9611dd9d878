// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

// The paths of claims: "nats.exports[0].subject". Whoever makes one makes it here, so that findings
// and rows find each other although long ones are cut: a name of megabytes must not be in the path
// of each of its hundred thousand elements.
namespace jwt {

constexpr qsizetype kMaxPathName = 100; // bytes of a name; what is cut ends with an ellipsis
constexpr qsizetype kMaxPath = 500;     // bytes that are not cut; the ellipsis comes on top

// A name as it is in paths.
[[nodiscard]] QByteArray pathName(QByteArrayView name);
// Steps into a member or an element. A path that is cut stays as it is.
void appendMember(QByteArray &path, QByteArrayView name);
void appendElement(QByteArray &path, qsizetype index);

} // namespace jwt
