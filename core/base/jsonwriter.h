// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

namespace base::json {

// Writes one JSON value with its names in the order they come: what a map would not keep.
class Writer final
{
public:
    Writer();
    ~Writer();
    Q_DISABLE_COPY_MOVE(Writer)

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(const char *name);
    void text(QByteArrayView utf8);
    void text(const QByteArray &utf8) { text(QByteArrayView(utf8)); }
    void text(const QString &value) { text(QByteArrayView(value.toUtf8())); }
    void number(qint64 value);
    void number(quint64 value);
    void number(double value);
    void flag(bool value);
    void null();

    [[nodiscard]] QByteArray bytes() const;
    // What has been written since the last call of clear; until the next call of anything.
    [[nodiscard]] QByteArrayView view() const;
    // Forgets these bytes, not where in the value the writer is: for output in pieces.
    void clear();

private:
    struct State; // keeps the library out of this header
    std::unique_ptr<State> m_state;
};

} // namespace base::json
