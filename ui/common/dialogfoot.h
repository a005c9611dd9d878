// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

class QDialog;
class QHBoxLayout;
class QPushButton;

namespace ui {

// The last row of a dialog: at its right a button that leaves everything as it is, and the one that
// does what the dialog is for, which Enter presses.
struct DialogFoot
{
    QHBoxLayout *layout; ///< there is room at its left
    QPushButton *cancel; ///< named `cancelName`; rejects the dialog
};
[[nodiscard]] DialogFoot dialogFoot(QDialog &dialog, const QString &cancelName,
                                    QPushButton &accept);

} // namespace ui
