// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace ui {

// Titles to choose from, in the side bar; hidden while there are none.
class ExampleList final : public QWidget
{
    Q_OBJECT

public:
    explicit ExampleList(QWidget *parent = nullptr);

    void setTitles(const QStringList &titles);

signals:
    void chosen(int index);

private:
    QVBoxLayout *m_layout;
    QWidget *m_rows = nullptr;
};

} // namespace ui
