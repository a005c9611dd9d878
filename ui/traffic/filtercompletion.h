// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/filteroffers.h"

#include <QtWidgets/QCompleter>

class QLineEdit;

namespace ui {

// The popup below a filter with what could be typed next and what that means. Puts what is chosen
// into the field, so that it can be undone there.
class FilterCompletion final : public QCompleter
{
    Q_OBJECT

public:
    FilterCompletion(QLineEdit &field, const QStringList &history);

    void offer(bool all); ///< opens, changes or closes the popup
    void close();
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] bool hasCurrent() const; ///< Enter would choose it

private:
    class Model;

    void choose(int row);

    QLineEdit &m_field;
    const QStringList &m_history;
    Model *m_model;
};

} // namespace ui
