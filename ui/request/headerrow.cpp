// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/headerrow.h"

#include "ui/common/theme.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

HeaderRow::HeaderRow(const nats::HeaderLine &line, QWidget *parent)
    : QWidget(parent)
    , m_line(line)
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(7);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(0, 2);
    layout->setColumnStretch(1, 5);
    m_name = addField(u"headerName"_s, tr("Name"), line.name);
    m_value = addField(u"headerValue"_s, tr("Value"), line.value);
    m_up = addButton(u"headerUp"_s, u"arrow-up"_s, tr("Move up"));
    m_down = addButton(u"headerDown"_s, u"arrow-down"_s, tr("Move down"));
    auto *remove = addButton(u"headerRemove"_s, u"trash"_s, tr("Remove this header"));
    m_error = new QLabel(this);
    m_error->setObjectName(u"headerError"_s);
    setLook(m_error, Look::Error);
    layout->addWidget(m_error, 1, 0, 1, 5);
    m_error->hide();

    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_line.name = text.toUtf8();
        validate();
    });
    connect(m_value, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_line.value = text.toUtf8();
        validate();
    });
    connect(m_up, &QToolButton::clicked, this, [this] { emit moveRequested(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { emit moveRequested(1); });
    connect(remove, &QToolButton::clicked, this, &HeaderRow::removeRequested);
    validate();
}

QLineEdit *HeaderRow::addField(const QString &name, const QString &placeholder,
                               const QByteArray &text)
{
    auto *field = new QLineEdit(QString::fromUtf8(text), this);
    field->setObjectName(name);
    field->setAccessibleName(placeholder);
    field->setPlaceholderText(placeholder);
    setLook(field, Look::Mono);
    static_cast<QGridLayout *>(layout())->addWidget(field, 0, layout()->count());
    return field;
}

QToolButton *HeaderRow::addButton(const QString &name, const QString &iconName, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(icon(iconName, Tint::Quiet));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    static_cast<QGridLayout *>(layout())->addWidget(button, 0, layout()->count());
    return button;
}

QString HeaderRow::problem() const
{
    if (isBlank())
        return {};
    const auto error = nats::checkHeader(m_line);
    return error ? error->text : QString();
}

void HeaderRow::validate()
{
    const QString text = problem();
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    setLook(m_name, text.isEmpty() ? Look::Mono : Look::Invalid);
    emit changed();
}

void HeaderRow::setPosition(qsizetype index, qsizetype count)
{
    m_up->setEnabled(index > 0);
    m_down->setEnabled(index + 1 < count);
}

void HeaderRow::focusName()
{
    m_name->setFocus();
}

} // namespace ui
