// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QtGlobal>

namespace capture {

// Whom a Selection tells around each change of its rows: what a model's begin… and end… say.
class RowListener
{
public:
    virtual ~RowListener() = default;

    virtual void rowsInserting(qsizetype first, qsizetype count) = 0;
    virtual void rowsInserted() = 0;
    virtual void rowsRemoving(qsizetype first, qsizetype count) = 0;
    virtual void rowsRemoved() = 0;
    // After restart(), and in place of many changes scattered over many rows.
    virtual void rowsResetting() = 0;
    virtual void rowsReset() = 0;
    // Some rows from `first` to `last` say something else now; at most once a call.
    virtual void rowsChanged(qsizetype first, qsizetype last) = 0;
};

} // namespace capture
