// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/comparepage.h"

#include "core/jwt/claimrows.h"
#include "ui/accounts/comparedelegate.h"
#include "ui/accounts/compareexample.h"
#include "ui/accounts/comparemodel.h"
#include "ui/accounts/factwriter.h"
#include "ui/accounts/verdicttext.h"
#include "ui/common/format.h"
#include "ui/common/rowtable.h"
#include "ui/common/theme.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

void styleTable(QTableView &table)
{
    makeRowTable(table);
    table.horizontalHeader()->setMinimumSectionSize(24);
    table.setColumnWidth(CompareModel::Sign, 28);
    table.setColumnWidth(CompareModel::Claim, 260);
    table.horizontalHeader()->setSectionResizeMode(CompareModel::Left, QHeaderView::Stretch);
    table.horizontalHeader()->setSectionResizeMode(CompareModel::Right, QHeaderView::Stretch);
}

} // namespace

ComparePage::ComparePage(const jwt::Book &book, QWidget *parent)
    : TokenPage(parent)
    , m_book(book)
    , m_model(new CompareModel(this))
{
    setObjectName(u"comparePage"_s);
    buildUi();
}

void ComparePage::buildUi()
{
    m_table = new QTableView;
    m_table->setObjectName(u"compareTable"_s);
    m_table->setAccessibleName(tr("Differences, claim by claim"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CompareDelegate(m_table));
    styleTable(*m_table);
    auto *lists = new QWidget;
    m_stack = new QStackedLayout(lists);
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 10);
    layout->setSpacing(10);
    layout->addWidget(buildBar());
    layout->addWidget(lists, 1);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (!m_other)
            return; // the example is of no token one could look at
        const QByteArray path = index.data(CompareModel::PathRole).toByteArray();
        emit linkFollowed(link::kClaim + QString::fromUtf8(path));
    });
}

QWidget *ComparePage::buildBar()
{
    m_choice = new QComboBox;
    m_choice->setObjectName(u"compareChoice"_s);
    m_choice->setAccessibleName(tr("The token to compare with"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(30);
    m_choice->setMaximumWidth(560);
    m_only = new QCheckBox(tr("Only &differences"));
    m_only->setObjectName(u"compareOnly"_s);
    m_only->setChecked(true);
    m_summary = new QLabel;
    m_summary->setObjectName(u"compareSummary"_s);
    setLook(m_summary, Look::Secondary);
    auto *with = new QLabel(tr("Compare &with"));
    with->setBuddy(m_choice);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    layout->addWidget(with);
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_only);
    layout->addStretch(0);
    layout->addWidget(m_summary);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ComparePage::choose);
    connect(m_only, &QCheckBox::toggled, m_model, &CompareModel::setOnlyDifferences);
    return bar;
}

QWidget *ComparePage::buildEmpty()
{
    auto *title = new QLabel(tr("Nothing to compare with"));
    title->setAlignment(Qt::AlignCenter);
    setLook(title, Look::Title);
    auto *text
        = new QLabel(tr("Choose another token above, or fetch this one from a second source: "
                        "copies that differ are offered first."));
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    setLook(text, Look::Secondary);
    auto *example = new QPushButton(tr("Show an &example"));
    example->setObjectName(u"compareExample"_s);
    auto *empty = new QWidget;
    auto *layout = new QVBoxLayout(empty);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(example, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(example, &QPushButton::clicked, this, &ComparePage::showExample);
    return empty;
}

void ComparePage::setExamined(const Examined &examined, bool again)
{
    const bool same = again && m_token == examined.token;
    m_token = examined.token;
    m_now = examined.options.now;
    if (!same)
        m_other.reset();
    const int scrolled = m_table->verticalScrollBar()->value();
    fillChoices();
    if (same)
        m_table->verticalScrollBar()->setValue(scrolled);
}

void ComparePage::compareWith(const jwt::TokenPtr &other)
{
    m_given = other;
    m_other = other;
    if (m_token)
        fillChoices();
}

// Copies of the same subject first, then others of the same kind.
void ComparePage::fillChoices()
{
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    m_choices.clear();
    if (m_given && m_given != m_token)
        offer(m_given, {}, false);
    for (const jwt::Book::Entry *entry : m_book.copies(m_token->kind(), m_token->claims().sub)) {
        if (entry->token->text() != m_token->text() && entry->token != m_given)
            offer(entry->token, entry->origins.empty() ? QString() : entry->origins.front().source,
                  true);
    }
    if (!m_other && !m_choices.empty())
        m_other = m_choices.front();
    int others = 0;
    for (const jwt::Book::Entry *entry : m_book.all()) {
        if (others >= kMostOthers)
            break;
        if (entry->token->kind() != m_token->kind() || entry->token->text() == m_token->text()
            || std::find(m_choices.begin(), m_choices.end(), entry->token) != m_choices.end())
            continue;
        if (others++ == 0 && !m_choices.empty()) {
            m_choice->insertSeparator(m_choice->count());
            m_choices.emplace_back();
        }
        offer(entry->token, entry->origins.empty() ? QString() : entry->origins.front().source,
              false);
    }
    const auto at = std::find(m_choices.begin(), m_choices.end(), m_other);
    const bool known = m_other && at != m_choices.end();
    m_choice->setEnabled(!m_choices.empty());
    m_choice->setPlaceholderText(m_choices.empty() ? tr("no other token of this kind is known")
                                                   : tr("choose a token"));
    m_choice->setCurrentIndex(known ? int(at - m_choices.begin()) : -1);
    if (known)
        compare(m_token, m_other);
    else {
        m_stack->setCurrentIndex(0);
        m_summary->clear();
        m_only->setEnabled(false);
    }
}

void ComparePage::offer(const jwt::TokenPtr &token, const QString &origin, bool copy)
{
    QStringList parts;
    if (copy)
        parts += tr("a copy");
    parts += titleOf(*token).left(60);
    if (token->claims().iat > 0)
        parts += tr("issued %1").arg(jwt::distance(token->claims().iat, m_now));
    if (!origin.isEmpty())
        parts += origin;
    m_choice->addItem(parts.join(u" · "_s));
    m_choices.push_back(token);
}

void ComparePage::choose(int index)
{
    if (index < 0 || size_t(index) >= m_choices.size() || !m_choices[size_t(index)])
        return;
    m_other = m_choices[size_t(index)];
    compare(m_token, m_other);
}

void ComparePage::showExample()
{
    const CompareExample example = compareExample();
    compare(example.before, example.after);
    m_summary->setText(tr("An example: an account before and after a change. ")
                       + m_summary->text());
}

void ComparePage::compare(const jwt::TokenPtr &left, const jwt::TokenPtr &right)
{
    m_only->setEnabled(true);
    std::vector<jwt::ClaimDifference> rows = jwt::compare(*left, *right);
    const bool cut = !rows.empty() && rows.back().more;
    m_model->setDifferences(std::move(rows));
    m_stack->setCurrentIndex(1);
    if (left->text() == right->text())
        m_summary->setText(tr("The same, byte for byte"));
    else if (cut)
        m_summary->setText(tr("%1 of the first %2 claims differ; the rest is not compared")
                               .arg(formatCount(quint64(m_model->differing())),
                                    formatCount(quint64(jwt::kMaxClaimRows))));
    else if (m_model->differing() == 0)
        m_summary->setText(tr("The same claims; the texts differ"));
    else
        m_summary->setText(tr("%1 of %2 claims differ")
                               .arg(formatCount(quint64(m_model->differing())),
                                    formatCount(quint64(m_model->compared()))));
}

} // namespace ui
