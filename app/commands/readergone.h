// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

#include <optional>

namespace commands {

// Says when nobody reads standard output any more, if that is a pipe: with `| head -1` a reader
// that leaves would else show only when the next line is written.
class ReaderGone final : public QObject
{
    Q_OBJECT

public:
    explicit ReaderGone(QObject *parent = nullptr);

signals:
    void gone();

private:
    std::optional<QSocketNotifier> m_notifier;
};

} // namespace commands
