// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/message.h"

#include <QtCore/QByteArray>
#include <QtWidgets/QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;

namespace ui {

class HexView;
class JsonHighlighter;
class Segments;

// Read-only view of a payload: indented JSON, text or hexadecimal, with Copy and Save. Text is
// shown up to 256 KiB and says so; hexadecimal has no limit. Keeps the message alive.
class PayloadView final : public QWidget
{
    Q_OBJECT

public:
    enum class Mode { Pretty, Text, Hex };

    explicit PayloadView(QWidget *parent = nullptr);
    // Of one mode, for a place that has its own choice of modes.
    PayloadView(const QString &name, Mode mode, QWidget *parent = nullptr);

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    // For a place that has its own choice of modes.
    void setModeBarVisible(bool visible);

    void setPayload(const nats::Message &message);
    void setPayload(const QByteArray &bytes);
    void clear();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildUi();
    void buildBar();
    void showBytes(QByteArrayView bytes);
    void render();
    void copy();
    void save(const QString &path);
    void say(const QString &notice);

    Mode m_mode = Mode::Pretty;
    nats::Message m_message; // one of these two owns what m_bytes sees
    QByteArray m_owned;
    QByteArrayView m_bytes;
    QWidget *m_bar = nullptr;
    Segments *m_modes = nullptr;
    QLabel *m_notice = nullptr;
    QStackedWidget *m_stack = nullptr;
    QPlainTextEdit *m_text = nullptr;
    JsonHighlighter *m_highlighter = nullptr;
    HexView *m_hex = nullptr;
    QLabel *m_empty = nullptr;
};

} // namespace ui
