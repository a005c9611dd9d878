// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"

#include <QtWidgets/QTreeView>

namespace ui {

// The subjects of a feed with their rates as figures and sparklines.
class SubjectTreeView final : public QTreeView
{
    Q_OBJECT

public:
    explicit SubjectTreeView(QWidget *parent = nullptr);

    void setFeed(capture::Feed *feed);

signals:
    void filterRequested(const QString &term);      ///< Enter, double click, menu
    void watchRequested(const QByteArray &pattern); ///< as one more subject
};

} // namespace ui
