// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <utility>
#include <variant>

namespace base {

enum class ErrorKind {
    InvalidInput, ///< what a person, a file or a command line gave
    Protocol,     ///< bytes from a peer that break the protocol
    Limit,        ///< a named limit was exceeded
    Io,           ///< a file could not be read or written
    Network,      ///< resolving, connecting or an unexpected close
    Tls,
    Auth,
    Unsupported,
    State, ///< the call does not fit the present state (for example: not connected)
};

// An error as a value: its text says what was expected and what came. `offset` counts bytes of
// the input from its start; -1 where a position makes no sense.
struct Error
{
    ErrorKind kind = ErrorKind::InvalidInput;
    QString text;
    qint64 offset = -1;

    bool operator==(const Error &) const = default;
};

// What a synchronous call that can fail returns. Asking for the value of a failed result, or for
// the error of a good one, is a bug of the caller.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] const T &operator*() const & { return value(); }
    [[nodiscard]] T &&operator*() && { return std::move(*this).value(); }
    [[nodiscard]] const T *operator->() const { return &value(); }

    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

struct Done
{
    bool operator==(const Done &) const = default;
};

} // namespace base
