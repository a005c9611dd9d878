// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/request/payloadcodec.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QToolButton;

namespace ui {

class FileLoader;
class JsonHighlighter;
class Segments;

// The bytes to send and four ways to type them. The bytes are the truth: another view never
// changes them. Text that is no valid hexadecimal or base64 stays as typed and is a problem.
class PayloadEditor final : public QWidget
{
    Q_OBJECT

public:
    // More is not edited but shown from its beginning: a text editor lays out whole lines.
    static constexpr qsizetype kEditable = 256 * 1024;

    explicit PayloadEditor(QWidget *parent = nullptr);

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] QString problem() const { return m_problem; } ///< empty: the bytes can be sent
    // Status, views and actions, for a place beside the editor's tab.
    [[nodiscard]] QWidget *toolBar() const { return m_toolBar; }

    void setBytes(const QByteArray &bytes);
    void setMaxPayload(qint64 bytes); ///< negative: unlimited
    void openFile(const QString &path);

signals:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildToolBar();
    QToolButton *addButton(const QString &name, const QString &iconName, const QString &tip);
    void setFormat(PayloadFormat format);
    void render();
    void onEdited();
    void reformat(bool indented);
    void showStatus(); ///< checks all bytes: once per edit
    void showCount();
    void stopLoading();
    [[nodiscard]] bool isPreview() const { return m_bytes.size() > kEditable; }

    QByteArray m_bytes;
    PayloadFormat m_format = PayloadFormat::Json;
    QString m_problem;
    qint64 m_maxPayload = 1024 * 1024;
    bool m_rendering = false;
    QPointer<FileLoader> m_loader;
    QPlainTextEdit *m_edit = nullptr;
    JsonHighlighter *m_highlighter = nullptr;
    QLabel *m_notice = nullptr;
    QWidget *m_toolBar = nullptr;
    QLabel *m_check = nullptr;
    QLabel *m_count = nullptr;
    QProgressBar *m_progress = nullptr;
    Segments *m_formats = nullptr;
    QToolButton *m_cancel = nullptr;
    QToolButton *m_indent = nullptr;
    QToolButton *m_minify = nullptr;
};

} // namespace ui
