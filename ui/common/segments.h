// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

class QButtonGroup;

namespace ui {

// A few alternatives side by side, one of them chosen; arrow keys move between them. Each segment's
// objectName is the control's own plus its number ("payloadFormat2").
class Segments final : public QFrame
{
    Q_OBJECT

public:
    Segments(const QString &name, const QStringList &titles, QWidget *parent = nullptr);

    [[nodiscard]] int current() const;
    void setCurrent(int index); ///< emits nothing
    void setSegmentEnabled(int index, bool enabled, const QString &reason = {});

signals:
    void chosen(int index); ///< by click or keyboard

private:
    QButtonGroup *m_group;
};

} // namespace ui
