// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/colorrulesdialog.h"

#include "ui/common/dialogfoot.h"
#include "ui/common/theme.h"
#include "ui/traffic/colorrulerow.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QSize kSize(680, 460);

} // namespace

ColorRulesDialog::ColorRulesDialog(const std::vector<ColorRules::Rule> &rules,
                                   const QString &proposal, QWidget *parent)
    : QDialog(parent)
    , m_proposal(proposal)
    , m_scroll(new QScrollArea(this))
    , m_list(new QVBoxLayout)
    , m_add(new QPushButton(tr("&Add rule"), this))
{
    setObjectName(u"colorRulesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Colour rules"));
    buildUi();
    setRules(rules);
    resize(kSize);
}

void ColorRulesDialog::buildUi()
{
    auto *title = new QLabel(windowTitle(), this);
    setLook(title, Look::Title);
    auto *intro = new QLabel(tr("A row wears the colour of the first rule that fits it."), this);
    setLook(intro, Look::Secondary);
    auto *page = new QWidget(m_scroll);
    setLook(page, Look::Panel);
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 4, 0);
    m_list->setSpacing(7);
    pageLayout->addLayout(m_list);
    pageLayout->addStretch(1);
    m_scroll->setObjectName(u"colorRules"_s);
    m_scroll->setWidget(page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_add->setObjectName(u"colorRulesAdd"_s);
    m_add->setIcon(icon(u"plus"_s));
    auto *defaults = new QPushButton(tr("Restore &defaults"), this);
    defaults->setObjectName(u"colorRulesDefaults"_s);
    auto *save = new QPushButton(tr("&Save"), this);
    save->setObjectName(u"colorRulesSave"_s);
    const DialogFoot foot = dialogFoot(*this, u"colorRulesCancel"_s, *save);
    foot.layout->insertWidget(0, m_add);
    foot.layout->insertWidget(1, defaults);
    for (QPushButton *button : {m_add, defaults})
        button->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(intro);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(foot.layout);
    connect(m_add, &QPushButton::clicked, this, &ColorRulesDialog::addRule);
    connect(defaults, &QPushButton::clicked, this, [this] { setRules(ColorRules::defaults()); });
    connect(save, &QPushButton::clicked, this, &ColorRulesDialog::choose);
}

void ColorRulesDialog::setRules(const std::vector<ColorRules::Rule> &rules)
{
    for (ColorRuleRow *row : m_rows)
        row->deleteLater();
    m_rows.clear();
    for (const ColorRules::Rule &rule : rules)
        addRow(rule);
    showPlaces();
}

ColorRuleRow *ColorRulesDialog::addRow(const ColorRules::Rule &rule)
{
    auto *row = new ColorRuleRow(rule, m_scroll->widget());
    m_rows.push_back(row);
    m_list->addWidget(row);
    connect(row, &ColorRuleRow::moved, this, [this, row](int by) { move(row, by); });
    connect(row, &ColorRuleRow::removed, this, [this, row] { remove(row); });
    return row;
}

void ColorRulesDialog::addRule()
{
    ColorRuleRow *row = addRow({m_proposal, ColorRules::Color::Blue});
    showPlaces();
    row->edit();
    m_list->activate();
    m_scroll->ensureWidgetVisible(row);
}

void ColorRulesDialog::move(ColorRuleRow *row, int by)
{
    const auto from = std::find(m_rows.begin(), m_rows.end(), row);
    const auto to = from - m_rows.begin() + by;
    if (to < 0 || to >= qsizetype(m_rows.size()))
        return;
    std::iter_swap(from, m_rows.begin() + to);
    m_list->removeWidget(row);
    m_list->insertWidget(int(to), row);
    showPlaces();
}

void ColorRulesDialog::remove(ColorRuleRow *row)
{
    std::erase(m_rows, row);
    row->deleteLater();
    showPlaces();
    if (m_rows.empty())
        m_add->setFocus();
    else
        m_rows.back()->edit();
}

void ColorRulesDialog::showPlaces()
{
    const int count = int(m_rows.size());
    QWidget *before = nullptr;
    for (int i = 0; i < count; ++i) {
        m_rows[size_t(i)]->setPlace(i, count);
        if (before)
            setTabOrder(before, m_rows[size_t(i)]);
        before = m_rows[size_t(i)];
    }
    m_add->setEnabled(count < ColorRules::kMaxRules);
}

void ColorRulesDialog::choose()
{
    std::vector<ColorRules::Rule> rules;
    for (const ColorRuleRow *row : m_rows) {
        if (ColorRules::Rule rule = row->rule(); !rule.text.isEmpty())
            rules.push_back(std::move(rule));
    }
    emit chosen(rules);
    accept();
}

} // namespace ui
