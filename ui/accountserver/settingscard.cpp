// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/settingscard.h"

#include "ui/common/askfile.h"
#include "ui/common/theme.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kLabelWidth = 104;
constexpr int kCheckIndent = 23; // the box and the gap behind it

QString withoutMnemonic(const QString &label)
{
    return QString(label).remove(u'&');
}

} // namespace

SettingsCard::SettingsCard(const QString &name, const QString &title, const QString &meaning,
                           QWidget *parent)
    : QFrame(parent)
    , m_meaning(new QLabel(meaning, this))
    , m_grid(new QGridLayout)
{
    setObjectName(name);
    setLook(this, Look::Card);
    auto *heading = new QLabel(title, this);
    setLook(heading, Look::Strong);
    m_meaning->setWordWrap(true);
    m_meaning->setTextFormat(Qt::PlainText);
    setLook(m_meaning, Look::Caption);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(7);
    m_grid->setColumnMinimumWidth(0, kLabelWidth);
    m_grid->setColumnStretch(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 11, 14, 14);
    layout->setSpacing(3);
    layout->addWidget(heading);
    layout->addWidget(m_meaning);
    layout->addSpacing(7);
    layout->addLayout(m_grid);
}

void SettingsCard::enter(ServerField field, const QString &name, const QString &label,
                         QWidget *widget, QWidget *row)
{
    widget->setObjectName(name);
    widget->setAccessibleName(withoutMnemonic(label));
    auto *text = new QLabel(label, this);
    text->setBuddy(widget);
    auto *error = new QLabel(this);
    error->setObjectName(name + u"Error"_s);
    error->setWordWrap(true);
    error->setTextFormat(Qt::PlainText);
    setLook(error, Look::Error);
    error->hide();
    const int at = m_grid->rowCount();
    m_grid->addWidget(text, at, 0);
    m_grid->addWidget(row, at, 1);
    m_grid->addWidget(error, at + 1, 1);
    m_rows.push_back({field, widget, row, text, error, true});
}

QLineEdit *SettingsCard::addLine(ServerField field, const QString &name, const QString &label,
                                 const QString &placeholder)
{
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(placeholder);
    setLook(line, Look::Mono);
    enter(field, name, label, line, line);
    connect(line, &QLineEdit::textEdited, this, &SettingsCard::edited);
    return line;
}

QLineEdit *SettingsCard::addPath(ServerField field, const QString &name, const QString &label,
                                 const QString &placeholder)
{
    auto *row = new QWidget(this);
    auto *line = new QLineEdit(row);
    line->setPlaceholderText(placeholder);
    setLook(line, Look::Mono);
    auto *browse = new QPushButton(icon(u"folder"_s, Tint::Quiet), {}, row);
    browse->setObjectName(name + u"Browse"_s);
    browse->setAccessibleName(tr("Look for the file: %1").arg(withoutMnemonic(label)));
    browse->setToolTip(tr("Look for the file…"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    layout->addWidget(line, 1);
    layout->addWidget(browse);
    enter(field, name, label, line, row);
    connect(line, &QLineEdit::textEdited, this, &SettingsCard::edited);
    connect(browse, &QPushButton::clicked, this, [this, line] {
        askOpenFile(this, line->accessibleName(), [this, line](const QString &path) {
            line->setText(path);
            emit edited();
        });
    });
    return line;
}

QCheckBox *SettingsCard::addCheck(const QString &name, const QString &label, const QString &meaning)
{
    auto *both = new QWidget(this);
    auto *check = new QCheckBox(label, both);
    check->setObjectName(name);
    check->setAccessibleDescription(meaning);
    auto *hint = new QLabel(meaning, both);
    hint->setWordWrap(true);
    hint->setIndent(kCheckIndent);
    setLook(hint, Look::Caption);
    auto *layout = new QVBoxLayout(both);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(2);
    layout->addWidget(check);
    layout->addWidget(hint);
    addWide(both);
    connect(check, &QCheckBox::clicked, this, &SettingsCard::edited);
    return check;
}

void SettingsCard::addRow(ServerField field, const QString &name, const QString &label,
                          QWidget *widget)
{
    enter(field, name, label, widget, widget);
}

void SettingsCard::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
}

void SettingsCard::setMeaning(const QString &meaning)
{
    m_meaning->setText(meaning);
}

void SettingsCard::setShown(const QWidget *widget, bool shown)
{
    for (Row &row : m_rows) {
        if (row.widget != widget)
            continue;
        row.shown = shown;
        row.row->setVisible(shown);
        row.label->setVisible(shown);
        row.error->setVisible(shown && !row.error->text().isEmpty());
    }
}

void SettingsCard::showProblems(const ServerProblems &problems)
{
    for (const Row &row : m_rows) {
        const auto found = problems.find(row.field);
        const QString text = found == problems.end() ? QString() : found->second;
        row.error->setText(text);
        row.error->setVisible(row.shown && !text.isEmpty());
        row.widget->setAccessibleDescription(text);
        if (qobject_cast<QLineEdit *>(row.widget))
            setLook(row.widget, text.isEmpty() ? Look::Mono : Look::Invalid);
    }
}

QWidget *SettingsCard::firstWithProblem() const
{
    const auto row = std::ranges::find_if(
        m_rows, [](const Row &r) { return r.shown && !r.error->text().isEmpty(); });
    return row == m_rows.end() ? nullptr : row->widget;
}

} // namespace ui
