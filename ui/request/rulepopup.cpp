// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/rulepopup.h"

#include "ui/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kWidth = 320;

} // namespace

RulePopup::RulePopup(RuleQuestion question, const QString &value, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_question(std::move(question))
{
    setObjectName(u"rulePopup"_s);
    setProperty("look", QByteArray("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(kWidth);
    buildUi();
    setValue(value);
}

void RulePopup::buildUi()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(7);
    auto *title = new QLabel(m_question.title, this);
    setLook(title, Look::Strong);
    layout->addWidget(title);
    if (!m_question.kinds.empty()) {
        m_kind = new QComboBox(this);
        m_kind->setObjectName(u"ruleKind"_s);
        m_kind->setAccessibleName(m_question.title);
        for (const auto &kind : m_question.kinds)
            m_kind->addItem(kind.title);
        layout->addWidget(m_kind);
        connect(m_kind, &QComboBox::currentIndexChanged, this, &RulePopup::validate);
    }
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"ruleText"_s);
    m_text->setAccessibleName(m_question.title);
    setLook(m_text, Look::Mono);
    layout->addWidget(m_text);
    buildPresets(layout);
    m_error = new QLabel(this);
    m_error->setObjectName(u"ruleError"_s);
    m_error->setWordWrap(true);
    setLook(m_error, Look::Error);
    layout->addWidget(m_error);
    auto *hint = new QLabel(m_question.hint, this);
    hint->setWordWrap(true);
    setLook(hint, Look::Caption);
    layout->addWidget(hint);
    connect(m_text, &QLineEdit::textChanged, this, &RulePopup::validate);
}

void RulePopup::buildPresets(QVBoxLayout *layout)
{
    if (m_question.presets.isEmpty())
        return;
    auto *row = new QHBoxLayout;
    row->setSpacing(7);
    for (const QString &preset : m_question.presets) {
        auto *button = new QPushButton(preset, this);
        button->setObjectName(u"rulePreset"_s);
        button->setAutoDefault(false);
        setLook(button, Look::Chip);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, preset] {
            m_text->setText(preset);
            apply();
        });
    }
    row->addStretch(1);
    layout->addLayout(row);
}

void RulePopup::showUnder(QWidget *anchor)
{
    adjustSize();
    const QRect screen = anchor->screen()->availableGeometry();
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + 4));
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    if (at.y() + height() > screen.bottom())
        at.setY(anchor->mapToGlobal(QPoint()).y() - height() - 4);
    move(at);
    show();
    if (m_text->isVisible()) {
        m_text->setFocus();
        m_text->selectAll();
    } else if (m_kind) {
        m_kind->setFocus();
    }
}

void RulePopup::setValue(const QString &value)
{
    if (!m_kind) {
        m_text->setText(value);
        return validate();
    }
    const auto kind = std::ranges::find_if(m_question.kinds, [&value](const auto &k) {
        return k.placeholder.isEmpty() ? value == k.prefix : value.startsWith(k.prefix);
    });
    if (kind != m_question.kinds.end()) {
        m_kind->setCurrentIndex(int(kind - m_question.kinds.begin()));
        m_text->setText(value.mid(kind->prefix.size()));
    }
    validate();
}

QString RulePopup::value() const
{
    if (!m_kind)
        return m_text->text();
    const auto &kind = m_question.kinds.at(size_t(m_kind->currentIndex()));
    return kind.placeholder.isEmpty() ? kind.prefix : kind.prefix + m_text->text();
}

void RulePopup::validate()
{
    if (m_kind) {
        const auto &kind = m_question.kinds.at(size_t(m_kind->currentIndex()));
        m_text->setVisible(!kind.placeholder.isEmpty());
        m_text->setPlaceholderText(kind.placeholder);
    }
    const QString wrong = m_question.check(value());
    m_error->setText(wrong);
    m_error->setVisible(!wrong.isEmpty());
    setLook(m_text, wrong.isEmpty() ? Look::Mono : Look::Invalid);
    adjustSize();
}

void RulePopup::apply()
{
    const QString result = value();
    if (!m_question.check(result).isEmpty())
        return;
    emit applied(result);
    close();
}

void RulePopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        apply();
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

} // namespace ui
