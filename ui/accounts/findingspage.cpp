// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/findingspage.h"

#include "ui/accounts/factwriter.h"
#include "ui/accounts/notedelegate.h"
#include "ui/accounts/notemodel.h"
#include "ui/common/theme.h"
#include "ui/common/viewaction.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString summaryOf(const std::vector<jwt::LoginCheck> &checks, const QString &answer)
{
    using Result = jwt::LoginCheck::Result;
    const auto failed = std::find_if(checks.begin(), checks.end(), [](const auto &check) {
        return check.result == Result::Failed;
    });
    const auto unknown = std::count_if(checks.begin(), checks.end(), [](const auto &check) {
        return check.result == Result::CannotKnow;
    });
    const QString said = answer.isEmpty() ? FindingsPage::tr("The login was refused.")
                                          : FindingsPage::tr("The server said “%1”.").arg(answer);
    if (failed != checks.end())
        return said + u' '
            + FindingsPage::tr("Check %1 fails: %2").arg(failed->number).arg(failed->text);
    if (unknown > 0)
        return said + u' '
            + FindingsPage::tr("Nothing that is known here fails; %1 checks cannot be made here.")
                  .arg(unknown);
    return said + u' '
        + FindingsPage::tr("Every check passes with the tokens known here: "
                           "the server may have other ones.");
}

} // namespace

FindingsPage::FindingsPage(QWidget *parent)
    : TokenPage(parent)
    , m_model(new NoteModel(this))
{
    setObjectName(u"findingsPage"_s);
    buildUi();
}

void FindingsPage::buildUi()
{
    m_summary = new QLabel;
    m_summary->setObjectName(u"refusalSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(14, 10, 14, 10);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->hide();
    setLook(m_summary, Look::Banner);
    m_list = new QListView;
    m_list->setObjectName(u"findingList"_s);
    m_list->setAccessibleName(tr("Findings"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new NoteDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust); // heights follow the width
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    setLook(m_list, Look::Frameless);
    m_none = new QLabel(tr("Nothing to remark about this token"));
    m_none->setObjectName(u"findingNone"_s);
    m_none->setAlignment(Qt::AlignCenter);
    setLook(m_none, Look::Secondary);

    auto *lists = new QWidget;
    m_stack = new QStackedLayout(lists);
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 10);
    layout->setSpacing(7);
    layout->addWidget(m_summary);
    layout->addWidget(lists, 1);

    const QAction *copy = addViewAction(*m_list, u"copyFinding"_s, tr("&Copy"), QKeySequence::Copy);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, m_list, [this] {
        QGuiApplication::clipboard()->setText(
            m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
    });
    connect(m_list, &QListView::activated, this, &FindingsPage::open);
    connect(m_list, &QListView::clicked, this, &FindingsPage::open);
}

void FindingsPage::setExamined(const Examined &examined, bool again)
{
    m_examined = examined;
    const int row = m_list->currentIndex().row();
    const int scrolled = m_list->verticalScrollBar()->value();
    reload();
    if (!again) {
        m_list->scrollToTop();
        return;
    }
    m_list->setCurrentIndex(m_model->index(row, 0));
    m_list->doItemsLayout();
    m_list->verticalScrollBar()->setValue(scrolled);
}

void FindingsPage::setChecks(std::vector<jwt::LoginCheck> checks, const QString &answer)
{
    m_checks = std::move(checks);
    m_answer = answer;
    reload();
}

void FindingsPage::reload()
{
    m_summary->setVisible(!m_checks.empty());
    if (!m_checks.empty())
        m_summary->setText(summaryOf(m_checks, m_answer));
    m_model->setNotes(m_examined.trust.findings, m_checks);
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
}

void FindingsPage::open(const QModelIndex &index)
{
    const QByteArray path = index.data(NoteModel::PathRole).toByteArray();
    const jwt::TokenPtr token = m_model->tokenAt(index);
    if (token && token != m_examined.token)
        emit tokenChosen(token);
    if (!path.isEmpty())
        emit linkFollowed(link::kClaim + QString::fromUtf8(path));
}

} // namespace ui
