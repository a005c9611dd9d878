// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtWidgets/QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class ElidedLabel;
class HintButton;
class SubjectChips;
class TabActions;

// The first row of a Traffic tab: what is watched, and starting, pausing and keeping it; for an
// opened capture, what it is.
class WatchBar final : public QWidget
{
    Q_OBJECT

public:
    explicit WatchBar(const TabActions &actions, QWidget *parent = nullptr);

    [[nodiscard]] SubjectChips *chips() const { return m_chips; }
    // Nothing can be watched: it is a file, and what there is to say of it.
    void showFile(const QString &name, const QString &facts);
    // `left`: until it stops by itself.
    void showWatching(bool watching, std::optional<base::Span> left);
    void showPaused(bool paused, quint64 held);
    void showKeeping(bool recording, std::optional<int> saved); ///< per cent, while it is saved

private:
    HintButton *addButton(const QString &name, const QString &text, const QString &hint);

    const TabActions &m_actions;
    SubjectChips *m_chips;
    QWidget *m_file;
    ElidedLabel *m_fileName;
    ElidedLabel *m_fileFacts;
    QLabel *m_problem;
    HintButton *m_watch;
    HintButton *m_pause;
    QPushButton *m_keep;
    QToolButton *m_options;
};

} // namespace ui
