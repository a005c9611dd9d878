// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/profiles/settings.h"

#include <QtCore/QProcessEnvironment>

#include <variant>

// What a field's value refers to (spec/conventions.md §1). Nothing is read here.
namespace profiles {

// The value itself.
struct Literal
{
    base::Secret text;
};
struct PathReference
{
    QString path; ///< expanded
};
struct VariableReference
{
    QString name;
};
struct ProgramReference
{
    QString reference; ///< "op://…"
};
struct NscReference
{
    QString reference; ///< "nsc://…"
};
using Reference
    = std::variant<Literal, PathReference, VariableReference, ProgramReference, NscReference>;

// `value` of that field. What came by way of a variable is a content and never a bare path. Errors
// do not name the field.
enum class Bare { AsField, IsContent };
base::Result<Reference> parseReference(const Field &field, const QString &value, Bare bare,
                                       const QProcessEnvironment &environment);

// $VAR and ${VAR} anywhere, then ~ at the start. A variable that is not set is an error.
base::Result<QString> expandPath(const QString &path, const QProcessEnvironment &environment);

[[nodiscard]] QString homeOf(const QProcessEnvironment &environment);

} // namespace profiles
