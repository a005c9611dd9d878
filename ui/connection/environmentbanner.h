// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profiles/resolution.h"

#include <QtWidgets/QFrame>

#include <vector>

class QLabel;

namespace ui {

// Which variables of the environment take the place of what saved connections say: their names,
// never their values. Hidden while there are none, or once it was put away.
class EnvironmentBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit EnvironmentBanner(QWidget *parent = nullptr);

    void setOverrides(const std::vector<profiles::Override> &overrides);

private:
    QLabel *m_text;
};

} // namespace ui
