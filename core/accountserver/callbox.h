// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mailbox.h"

#include <QtCore/QObject>

#include <functional>

namespace accountserver {

// Calls from other threads that are made on the thread the box lives on, in their order; none once
// it is deleted, which must be after the last `post`.
class CallBox final : public QObject
{
    Q_OBJECT

public:
    using Call = std::function<void()>;

    explicit CallBox(QObject *parent = nullptr);

    void post(Call call);

signals:
    void posted(); ///< without arguments on purpose, see base/mailbox.h

private:
    void makeCalls();

    base::Mailbox<Call> m_calls;
};

} // namespace accountserver
