// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/payloadeditor.h"

#include "core/base/json.h"
#include "ui/common/askfile.h"
#include "ui/common/format.h"
#include "ui/common/jsonhighlighter.h"
#include "ui/common/payloadtext.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"
#include "ui/request/fileloader.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

PayloadEditor::PayloadEditor(QWidget *parent)
    : QWidget(parent)
{
    m_edit = new QPlainTextEdit(this);
    m_edit->setObjectName(u"payloadEdit"_s);
    m_edit->setAccessibleName(tr("Payload"));
    m_edit->setPlaceholderText(tr("Empty payload. Type JSON or text, or open a file."));
    m_edit->setFont(monoFont());
    // Looking for words in a line of a hundred thousand characters without one takes minutes.
    m_edit->setWordWrapMode(QTextOption::WrapAnywhere);
    m_edit->setTabChangesFocus(true);
    setFocusProxy(m_edit);
    m_highlighter = new JsonHighlighter(m_edit->document());
    m_notice = new QLabel(this);
    m_notice->setObjectName(u"payloadEditNotice"_s);
    m_notice->setWordWrap(true);
    m_notice->setMargin(7);
    setLook(m_notice, Look::Banner);
    buildToolBar();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    layout->addWidget(m_notice);
    layout->addWidget(m_edit, 1);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &PayloadEditor::onEdited);
    render();
}

void PayloadEditor::buildToolBar()
{
    m_toolBar = new QWidget(this);
    auto *layout = new QHBoxLayout(m_toolBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    m_check = new QLabel(m_toolBar);
    m_check->setObjectName(u"payloadCheck"_s);
    m_count = new QLabel(m_toolBar);
    m_count->setObjectName(u"payloadCount"_s);
    m_progress = new QProgressBar(m_toolBar);
    m_progress->setObjectName(u"payloadProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(90);
    m_formats = new Segments(u"payloadFormat"_s, {tr("JSON"), tr("Text"), tr("Hex"), tr("Base64")},
                             m_toolBar);
    m_formats->setAccessibleName(tr("How the payload is typed"));
    layout->addWidget(m_check);
    layout->addWidget(m_count);
    layout->addWidget(m_progress);
    m_cancel = addButton(u"payloadCancel"_s, u"close"_s, tr("Stop reading the file"));
    layout->addSpacing(7);
    layout->addWidget(m_formats);
    m_indent = addButton(u"payloadIndent"_s, u"format"_s, tr("Indent the JSON"));
    m_minify = addButton(u"payloadMinify"_s, u"minify"_s, tr("Remove white space from the JSON"));
    auto *open = addButton(u"payloadOpen"_s, u"folder"_s, tr("Open a file… (Ctrl+O)"));
    open->setShortcut(QKeySequence::Open);
    m_progress->hide();
    m_cancel->hide();

    connect(m_formats, &Segments::chosen, this,
            [this](int index) { setFormat(PayloadFormat(index)); });
    connect(m_indent, &QToolButton::clicked, this, [this] { reformat(true); });
    connect(m_minify, &QToolButton::clicked, this, [this] { reformat(false); });
    connect(m_cancel, &QToolButton::clicked, this, &PayloadEditor::stopLoading);
    connect(open, &QToolButton::clicked, this, [this] {
        askOpenFile(this, tr("Payload from a file"),
                    [this](const QString &path) { openFile(path); });
    });
}

QToolButton *PayloadEditor::addButton(const QString &name, const QString &iconName,
                                      const QString &tip)
{
    auto *button = new QToolButton(m_toolBar);
    button->setObjectName(name);
    button->setIcon(icon(iconName, Tint::Quiet));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    m_toolBar->layout()->addWidget(button);
    return button;
}

void PayloadEditor::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    // Bytes that are no text are best seen in hexadecimal at once.
    if (m_format <= PayloadFormat::Text && !isPreview() && !toEditable(m_bytes, m_format))
        m_format = PayloadFormat::Hex;
    render();
    emit changed();
}

void PayloadEditor::setMaxPayload(qint64 bytes)
{
    // Asked at each change of the connection's status, which traffic causes all the time.
    if (bytes == m_maxPayload)
        return;
    m_maxPayload = bytes;
    showCount();
}

void PayloadEditor::setFormat(PayloadFormat format)
{
    // What is typed now has not become bytes: leaving this view would lose it.
    if (!m_problem.isEmpty()) {
        m_formats->setCurrent(int(m_format));
        m_edit->setFocus();
        return;
    }
    m_format = format;
    render();
}

void PayloadEditor::render()
{
    m_problem.clear();
    m_formats->setCurrent(int(m_format));
    const QByteArrayView shown = isPreview() ? QByteArrayView(m_bytes).first(kEditable) : m_bytes;
    const bool textual = m_format <= PayloadFormat::Text;
    const auto text = toEditable(shown, m_format);
    QString notice;
    if (isPreview())
        notice = tr("Showing the first %1; all %2 are sent.")
                     .arg(formatBytes(kEditable), formatBytes(m_bytes.size()));
    else if (!text)
        notice = text.error().text + u' ' + tr("Edit them as Hex or Base64.");
    m_rendering = true;
    m_highlighter->setActive(m_format == PayloadFormat::Json && text.ok());
    m_edit->setPlainText(text ? *text : textual ? plainText(shown).text : QString());
    m_rendering = false;
    m_edit->setReadOnly(!notice.isEmpty());
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
    showStatus();
}

void PayloadEditor::onEdited()
{
    // Rehighlighting after a change of theme counts as a change of text for the document.
    if (m_rendering || m_edit->isReadOnly())
        return;
    // toPlainText() would turn no-break spaces into spaces.
    const QString text = m_edit->document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
    auto bytes = fromEditable(text, m_format);
    const QString before = m_problem;
    if (!bytes) {
        m_problem = tr("%1 (character %2)").arg(bytes.error().text).arg(bytes.error().offset + 1);
        showStatus();
        if (before.isEmpty())
            emit changed();
        return;
    }
    m_problem.clear();
    if (*bytes == m_bytes && before.isEmpty())
        return;
    m_bytes = std::move(bytes).value();
    if (isPreview())
        return render();
    showStatus();
    emit changed();
}

void PayloadEditor::reformat(bool indented)
{
    QByteArray result;
    if (indented) {
        auto pretty = base::json::pretty(m_bytes, 2 * kEditable);
        if (!pretty || pretty->truncated)
            return;
        result = pretty->text;
    } else {
        auto minified = base::json::minify(m_bytes);
        if (!minified)
            return;
        result = *minified;
    }
    // Through the document, so that Ctrl+Z brings the old text back.
    QTextCursor cursor(m_edit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(QString::fromUtf8(result));
}

void PayloadEditor::showStatus()
{
    const bool isJson = m_format == PayloadFormat::Json && !m_bytes.isEmpty();
    const auto broken = isJson ? base::json::check(m_bytes) : std::nullopt;
    m_indent->setVisible(m_format == PayloadFormat::Json);
    m_minify->setVisible(m_format == PayloadFormat::Json);
    m_indent->setEnabled(isJson && !broken && !isPreview());
    m_minify->setEnabled(m_indent->isEnabled());
    if (!m_problem.isEmpty()) {
        m_check->setText(m_problem);
        setLook(m_check, Look::Error);
    } else if (broken) {
        // JSON is a check, not a condition: any bytes may be sent.
        m_check->setText(tr("Not JSON: line %1, column %2").arg(broken->line).arg(broken->column));
        setLook(m_check, Look::Warning);
    } else {
        m_check->setText(isJson ? tr("JSON ✓") : QString());
        setLook(m_check, Look::Secondary);
    }
    m_check->setToolTip(broken ? broken->text : QString());
    setLook(m_edit, m_problem.isEmpty() ? Look::Plain : Look::Invalid);
    showCount();
}

void PayloadEditor::showCount()
{
    const bool tooLong = m_maxPayload >= 0 && m_bytes.size() > m_maxPayload;
    const QString size = formatBytes(m_bytes.size());
    m_count->setText(m_maxPayload < 0 ? size
                         : tooLong
                         ? tr("⚠ %1, over the server's %2").arg(size, formatBytes(m_maxPayload))
                         : tr("%1 of %2").arg(size, formatBytes(m_maxPayload)));
    setLook(m_count, tooLong ? Look::Warning : Look::Secondary);
}

void PayloadEditor::openFile(const QString &path)
{
    stopLoading();
    m_loader = new FileLoader(path, this);
    connect(m_loader, &FileLoader::progressed, this, [this](qint64 bytes, qint64 total) {
        m_progress->setRange(0, int(total / 1024));
        m_progress->setValue(int(bytes / 1024));
    });
    connect(m_loader, &FileLoader::finished, this, [this](const QByteArray &bytes) {
        stopLoading();
        setBytes(bytes);
    });
    connect(m_loader, &FileLoader::failed, this, [this](const QString &reason) {
        stopLoading();
        m_notice->setText(reason);
        m_notice->show();
    });
    m_progress->show();
    m_cancel->show();
    m_loader->start();
}

void PayloadEditor::stopLoading()
{
    if (m_loader)
        m_loader->deleteLater();
    m_loader = nullptr;
    m_progress->hide();
    m_cancel->hide();
}

void PayloadEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_highlighter) {
        m_rendering = true;
        m_highlighter->rehighlight();
        m_rendering = false;
    }
    QWidget::changeEvent(event);
}

} // namespace ui
