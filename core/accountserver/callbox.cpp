// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/callbox.h"

#include <QtCore/QPointer>

namespace accountserver {

CallBox::CallBox(QObject *parent)
    : QObject(parent)
{
    connect(this, &CallBox::posted, this, &CallBox::makeCalls, Qt::QueuedConnection);
}

void CallBox::post(Call call)
{
    m_calls.push(std::move(call), [this] { emit posted(); });
}

// What is called may delete the box.
void CallBox::makeCalls()
{
    const QPointer<CallBox> alive(this);
    for (const Call &call : m_calls.takeAll()) {
        call();
        if (!alive)
            return;
    }
}

} // namespace accountserver
