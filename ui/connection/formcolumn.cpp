// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/formcolumn.h"

#include "ui/common/askfile.h"
#include "ui/common/richview.h"
#include "ui/common/theme.h"
#include "ui/connection/pastedsecret.h"
#include "ui/connection/problemview.h"
#include "ui/connection/secretfield.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kLabelWidth = 96;
constexpr int kPastedHeight = 116;
constexpr int kCheckIndent = 23; // the box and the gap behind it

QString withoutMnemonic(const QString &label)
{
    return QString(label).remove(u'&');
}

} // namespace

// A grid and no form layout: that one of Qt 6.4 does not give wrapped texts their height once rows
// have been hidden.
FormColumn::FormColumn(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(7);
    m_grid->setColumnMinimumWidth(0, kLabelWidth);
    m_grid->setColumnStretch(1, 1);
}

void FormColumn::addRow(const QString &label, QWidget *widget, QWidget *buddy)
{
    auto *text = new QLabel(label, this);
    text->setBuddy(buddy);
    // Beside a tall field it belongs to its first line.
    text->setFixedHeight(qMin(kControlHeight, widget->sizeHint().height()));
    if (buddy && buddy->accessibleName().isEmpty())
        buddy->setAccessibleName(withoutMnemonic(label));
    const int row = m_grid->rowCount();
    m_grid->addWidget(text, row, 0, Qt::AlignTop);
    m_grid->addWidget(widget, row, 1);
    m_rows.push_back({widget, text});
}

void FormColumn::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
    m_rows.push_back({widget, nullptr});
}

void FormColumn::enter(FormField field, QWidget *widget, QWidget *row, Look look)
{
    RichView *error = makeProblemView(widget->objectName() + u"Error"_s, this);
    m_grid->addWidget(error, m_grid->rowCount(), 1);
    setLook(widget, look);
    m_fields.push_back({field, widget, row, error, look, true});
    if (auto *line = qobject_cast<QLineEdit *>(widget)) {
        connect(line, &QLineEdit::textEdited, this, &FormColumn::edited);
        connect(line, &QLineEdit::editingFinished, this, [this, field] { leave(field); });
    } else if (auto *pasted = qobject_cast<PastedSecret *>(widget)) {
        connect(pasted, &PastedSecret::changed, this, &FormColumn::edited);
        connect(pasted, &PastedSecret::changed, this, [this, field] { emit left(field); });
    }
}

// A press takes the focus along. What is wrong would then appear under the pointer and move what is
// below, and the release would miss it.
void FormColumn::leave(FormField field)
{
    m_leaving.push_back(field);
    if (QGuiApplication::mouseButtons() == Qt::NoButton)
        tellLeft();
    else
        qApp->installEventFilter(this);
}

void FormColumn::tellLeft()
{
    qApp->removeEventFilter(this);
    for (const FormField field : std::exchange(m_leaving, {}))
        emit left(field);
}

bool FormColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::KeyPress
        || event->type() == QEvent::DragEnter) {
        // Once it has been dealt with.
        QTimer::singleShot(0, this, &FormColumn::tellLeft);
    }
    return QWidget::eventFilter(watched, event);
}

QLineEdit *FormColumn::addLine(FormField field, const QString &name, const QString &label,
                               const QString &placeholder, Look look)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(name);
    line->setPlaceholderText(placeholder);
    addRow(label, line, line);
    enter(field, line, line, look);
    return line;
}

SecretField *FormColumn::addAddress(FormField field, const QString &name, const QString &label,
                                    const QString &placeholder)
{
    SecretField *line = addSecret(field, name, label, placeholder);
    line->setCovers(SecretField::Covers::Login);
    return line;
}

SecretField *FormColumn::addSecret(FormField field, const QString &name, const QString &label,
                                   const QString &placeholder)
{
    auto *line = new SecretField(this);
    line->setObjectName(name);
    line->setUsualPlaceholder(placeholder);
    addRow(label, line, line);
    enter(field, line, line, Look::Mono);
    return line;
}

SecretField *FormColumn::addPath(FormField field, const QString &name, const QString &label,
                                 const QString &placeholder)
{
    auto *row = new QWidget(this);
    auto *line = new SecretField(row);
    line->setObjectName(name);
    line->setUsualPlaceholder(placeholder);
    line->setCovers(SecretField::Covers::Embedded);
    auto *browse = new QPushButton(icon(u"folder"_s, Tint::Quiet), {}, row);
    browse->setObjectName(name + u"Browse"_s);
    browse->setAccessibleName(tr("Look for the file: %1").arg(withoutMnemonic(label)));
    browse->setToolTip(tr("Look for the file…"));
    browse->setAutoDefault(false);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    layout->addWidget(line, 1);
    layout->addWidget(browse);
    row->setFocusProxy(line);
    addRow(label, row, line);
    enter(field, line, row, Look::Mono);
    connect(browse, &QPushButton::clicked, this, [this, line, field] {
        askOpenFile(this, line->accessibleName(), [this, line, field](const QString &path) {
            line->setText(path);
            emit edited();
            emit left(field);
        });
    });
    return line;
}

PastedSecret *FormColumn::addPasted(FormField field, const QString &name, const QString &label,
                                    const QString &placeholder)
{
    auto *text = new PastedSecret(this);
    text->setObjectName(name);
    text->setUsualPlaceholder(placeholder);
    text->setFixedHeight(kPastedHeight);
    text->setFont(monoFont());
    addRow(label, text, text);
    enter(field, text, text, Look::Plain);
    return text;
}

QCheckBox *FormColumn::addCheck(const QString &name, const QString &label, const QString &meaning)
{
    auto *both = new QWidget(this);
    auto *check = new QCheckBox(label, both);
    check->setObjectName(name);
    check->setAccessibleDescription(meaning);
    auto *hint = new QLabel(meaning, both);
    hint->setObjectName(name + u"Meaning"_s);
    hint->setWordWrap(true);
    hint->setIndent(kCheckIndent);
    setLook(hint, Look::Caption);
    auto *layout = new QVBoxLayout(both);
    layout->setContentsMargins(0, 3, 0, 3);
    layout->setSpacing(2);
    layout->addWidget(check);
    layout->addWidget(hint);
    addWide(both);
    connect(check, &QCheckBox::clicked, this, &FormColumn::edited);
    return check;
}

QLabel *FormColumn::addHint(const QString &name, const QString &text)
{
    auto *hint = new QLabel(text, this);
    hint->setObjectName(name);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    setLook(hint, Look::Caption);
    m_grid->addWidget(hint, m_grid->rowCount(), 1);
    m_rows.push_back({hint, nullptr});
    return hint;
}

void FormColumn::setRowShown(QWidget *widget, bool shown)
{
    const auto row = std::ranges::find(m_rows, widget, &Row::widget);
    if (row == m_rows.end())
        return;
    row->widget->setVisible(shown);
    if (row->label)
        row->label->setVisible(shown);
}

void FormColumn::setShown(QWidget *widget, bool shown)
{
    const auto entry = std::ranges::find(m_fields, widget, &Entry::widget);
    if (entry != m_fields.end()) {
        entry->shown = shown;
        setRowShown(entry->row, shown);
        entry->error->setVisible(shown && !problemOf(*entry->error).isEmpty());
    } else {
        // A box and its meaning are one row.
        setRowShown(qobject_cast<QCheckBox *>(widget) ? widget->parentWidget() : widget, shown);
    }
}

bool FormColumn::has(FormField field) const
{
    return std::ranges::find(m_fields, field, &Entry::field) != m_fields.end();
}

void FormColumn::showProblem(FormField field, const QString &text)
{
    for (const Entry &entry : m_fields) {
        if (entry.field != field)
            continue;
        setProblem(*entry.error, text);
        entry.error->setVisible(entry.shown && !text.isEmpty());
        setLook(entry.widget, text.isEmpty() ? entry.look : Look::Invalid);
        entry.widget->setAccessibleDescription(text);
    }
}

void FormColumn::focusOn(FormField field)
{
    for (const Entry &entry : m_fields) {
        if (entry.field == field && entry.shown)
            entry.widget->setFocus();
    }
}

} // namespace ui
