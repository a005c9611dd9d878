// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/payloadview.h"

#include "ui/common/askfile.h"
#include "ui/common/format.h"
#include "ui/common/hexview.h"
#include "ui/common/jsonhighlighter.h"
#include "ui/common/payloadtext.h"
#include "ui/common/segments.h"
#include "ui/common/theme.h"

#include <QtCore/QEvent>
#include <QtCore/QSaveFile>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QToolButton *makeButton(const QString &name, const QString &iconName, const QString &tip,
                        QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon(iconName, Tint::Quiet));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

PayloadView::PayloadView(QWidget *parent)
    : QWidget(parent)
{
    buildUi();
    clear();
}

PayloadView::PayloadView(const QString &name, Mode mode, QWidget *parent)
    : PayloadView(parent)
{
    setObjectName(name);
    setModeBarVisible(false);
    setMode(mode);
}

void PayloadView::buildUi()
{
    buildBar();
    m_notice = new QLabel(this);
    m_notice->setObjectName(u"payloadNotice"_s);
    m_notice->setWordWrap(true);
    m_notice->setMargin(7);
    setLook(m_notice, Look::Banner);

    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"payloadText"_s);
    m_text->setAccessibleName(tr("Payload as text"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(monoFont());
    // Looking for words in a line of a hundred thousand characters without one takes minutes.
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    setLook(m_text, Look::Frameless);
    m_highlighter = new JsonHighlighter(m_text->document());
    m_hex = new HexView(this);
    m_hex->setObjectName(u"payloadHex"_s);
    setLook(m_hex, Look::Frameless);
    m_empty = new QLabel(tr("Empty payload"), this);
    m_empty->setObjectName(u"payloadEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    setLook(m_empty, Look::Secondary);

    m_stack = new QStackedWidget(this);
    for (QWidget *page : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_hex),
                          static_cast<QWidget *>(m_empty)})
        m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    layout->addWidget(m_bar);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
}

void PayloadView::buildBar()
{
    m_bar = new QWidget(this);
    m_modes = new Segments(u"payloadMode"_s, {tr("Pretty"), tr("Text"), tr("Hex")}, m_bar);
    m_modes->setAccessibleName(tr("How the payload is shown"));
    auto *copyButton = makeButton(u"payloadCopy"_s, u"copy"_s, tr("Copy what is shown"), m_bar);
    auto *saveButton = makeButton(u"payloadSave"_s, u"save"_s, tr("Save all bytes…"), m_bar);
    auto *layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    layout->addWidget(m_modes);
    layout->addStretch(1);
    layout->addWidget(copyButton);
    layout->addWidget(saveButton);
    connect(m_modes, &Segments::chosen, this, [this](int index) { setMode(Mode(index)); });
    connect(copyButton, &QToolButton::clicked, this, &PayloadView::copy);
    connect(saveButton, &QToolButton::clicked, this, [this] {
        askSaveFile(this, tr("Save payload"), u"payload.bin"_s,
                    [this](const QString &path) { save(path); });
    });
}

void PayloadView::setMode(Mode mode)
{
    m_mode = mode;
    m_modes->setCurrent(int(mode));
    render();
}

void PayloadView::setModeBarVisible(bool visible)
{
    m_bar->setVisible(visible);
}

void PayloadView::setPayload(const nats::Message &message)
{
    m_hex->setBytes({});
    m_message = message;
    m_owned.clear();
    showBytes(m_message.payload());
}

void PayloadView::setPayload(const QByteArray &bytes)
{
    m_hex->setBytes({});
    m_owned = bytes;
    m_message = {};
    showBytes(m_owned);
}

void PayloadView::clear()
{
    setPayload(QByteArray());
}

void PayloadView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->rehighlight();
    QWidget::changeEvent(event);
}

void PayloadView::showBytes(QByteArrayView bytes)
{
    m_bytes = bytes;
    render();
}

void PayloadView::render()
{
    if (m_bytes.isEmpty()) {
        say({});
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    if (m_mode == Mode::Hex) {
        say({});
        m_hex->setBytes(m_bytes);
        m_stack->setCurrentWidget(m_hex);
        return;
    }
    const PayloadText shown = m_mode == Mode::Pretty ? prettyText(m_bytes) : plainText(m_bytes);
    m_highlighter->setActive(shown.json);
    m_text->setPlainText(shown.text);
    say(shown.notice);
    m_stack->setCurrentWidget(m_text);
}

void PayloadView::copy()
{
    QString text = m_text->textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n');
    if (m_mode == Mode::Hex)
        text = QString::fromLatin1(
            m_bytes.first(qMin(m_bytes.size(), kShownBytes)).toByteArray().toHex(' '));
    else if (text.isEmpty())
        text = m_text->toPlainText();
    QGuiApplication::clipboard()->setText(text);
}

void PayloadView::save(const QString &path)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(m_bytes.data(), m_bytes.size()) == m_bytes.size() && file.commit();
    if (!written)
        say(tr("Cannot save %1: %2.").arg(path, file.errorString()));
}

void PayloadView::say(const QString &notice)
{
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
}

} // namespace ui
