// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/headerseditor.h"

#include "ui/common/theme.h"
#include "ui/request/headerrow.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

HeadersEditor::HeadersEditor(QWidget *parent)
    : QWidget(parent)
{
    auto *rows = new QWidget;
    setLook(rows, Look::Panel);
    m_layout = new QVBoxLayout(rows);
    m_layout->setContentsMargins(0, 0, 7, 0);
    m_layout->setSpacing(7);
    m_add = new QPushButton(tr("&Add header"), rows);
    m_add->setObjectName(u"headerAdd"_s);
    m_add->setIcon(icon(u"plus"_s, Tint::Accent));
    setLook(m_add, Look::Link);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_layout->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setObjectName(u"headersArea"_s);
    area->setWidgetResizable(true);
    area->setWidget(rows);
    area->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({})->focusName();
        emit changed();
    });
}

std::vector<nats::HeaderLine> HeadersEditor::headers() const
{
    std::vector<nats::HeaderLine> lines;
    for (const HeaderRow *row : m_rows) {
        if (!row->isBlank())
            lines.push_back(row->line());
    }
    return lines;
}

QString HeadersEditor::problem() const
{
    for (const HeaderRow *row : m_rows) {
        if (const QString text = row->problem(); !text.isEmpty())
            return text;
    }
    return {};
}

void HeadersEditor::setHeaders(const std::vector<nats::HeaderLine> &headers)
{
    clear();
    for (const auto &line : headers)
        addRow(line);
    emit changed();
}

void HeadersEditor::showProblem()
{
    const auto bad = std::ranges::find_if(
        m_rows, [](const HeaderRow *row) { return !row->problem().isEmpty(); });
    if (bad != m_rows.end())
        (*bad)->focusName();
}

HeaderRow *HeadersEditor::addRow(const nats::HeaderLine &line)
{
    auto *row = new HeaderRow(line, m_add->parentWidget());
    m_layout->insertWidget(int(m_rows.size()), row);
    m_rows.push_back(row);
    row->show(); // the layout would do it only later, and a hidden row takes no focus
    connect(row, &HeaderRow::changed, this, &HeadersEditor::changed);
    connect(row, &HeaderRow::moveRequested, this, [this, row](qsizetype by) { move(row, by); });
    connect(row, &HeaderRow::removeRequested, this, [this, row] { remove(row); });
    renumber();
    return row;
}

void HeadersEditor::move(HeaderRow *row, qsizetype by)
{
    const qsizetype from = std::ranges::find(m_rows, row) - m_rows.begin();
    const qsizetype to = from + by;
    if (to < 0 || to >= qsizetype(m_rows.size()))
        return;
    std::swap(m_rows[size_t(from)], m_rows[size_t(to)]);
    m_layout->removeWidget(row);
    m_layout->insertWidget(int(to), row);
    renumber();
    emit changed();
}

void HeadersEditor::remove(HeaderRow *row)
{
    std::erase(m_rows, row);
    m_layout->removeWidget(row);
    row->hide();
    row->deleteLater();
    renumber();
    m_add->setFocus();
    emit changed();
}

void HeadersEditor::clear()
{
    for (HeaderRow *row : m_rows) {
        m_layout->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
}

void HeadersEditor::renumber()
{
    QWidget *before = nullptr;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setPosition(qsizetype(i), qsizetype(m_rows.size()));
        if (before)
            QWidget::setTabOrder(before, m_rows[i]);
        before = m_rows[i];
    }
}

} // namespace ui
