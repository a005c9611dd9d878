// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profilelist.h"

#include "core/base/counted.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/theme.h"
#include "ui/common/viewaction.h"
#include "ui/connection/profiledelegate.h"
#include "ui/connection/profilelistmodel.h"
#include "ui/connection/profiletext.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using profiles::Profile;

namespace ui {

namespace {

constexpr int kLeast = 3; // rows, however low the window is

// As high as its rows, so that what follows comes right after the last one.
class RowView final : public QListView
{
public:
    using QListView::QListView;

    [[nodiscard]] QSize sizeHint() const override
    {
        const int rows = model() ? model()->rowCount() : 0;
        return {QListView::sizeHint().width(), rows * ProfileDelegate::kHeight};
    }
};

} // namespace

ProfileList::ProfileList(QWidget *parent)
    : QWidget(parent)
    , m_model(new ProfileListModel(this))
{
    setObjectName(u"profileList"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    buildView();
    buildUi();
    buildActions();
    setProfiles({}, 0, {});
}

QSize ProfileList::sizeHint() const
{
    const QSize hint = QWidget::sizeHint();
    return {hint.width(), qMax(hint.height(), layout()->totalHeightForWidth(width()))};
}

void ProfileList::resizeEvent(QResizeEvent *event)
{
    if (event->oldSize().width() != width())
        updateGeometry();
    QWidget::resizeEvent(event);
}

void ProfileList::buildView()
{
    m_view = new RowView(this);
    m_view->setObjectName(u"profileListView"_s);
    m_view->setAccessibleName(tr("Saved connections"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ProfileDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setEditTriggers(QListView::NoEditTriggers);
    m_view->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    setLook(m_view, Look::Frameless);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ProfileList::showMenu);
    connect(m_view, &QListView::doubleClicked, this, [this] { act(ProfileAction::Connect); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProfileList::updateActions);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ProfileList::updateActions);
}

void ProfileList::buildUi()
{
    m_title = new QLabel(tr("SAVED"), this);
    m_title->setContentsMargins(16, 0, 0, 0);
    setLook(m_title, Look::Caption);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"profileFilter"_s);
    m_filter->setAccessibleName(tr("Filter saved connections"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s, Tint::Quiet), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(12, 2, 12, 4);
    filterRow->addWidget(m_filter);
    m_empty = new QLabel(this);
    m_empty->setObjectName(u"profilesEmpty"_s);
    m_unreadable = new ElidedLabel(Qt::ElideRight, this);
    m_unreadable->setObjectName(u"profilesUnreadable"_s);
    setLook(m_unreadable, Look::Warning);
    m_dropped = new QLabel(this);
    m_dropped->setObjectName(u"profilesDropped"_s);
    for (QLabel *label : {m_empty, m_dropped}) {
        label->setWordWrap(true);
        setLook(label, Look::Secondary);
    }
    for (QLabel *label : {m_empty, static_cast<QLabel *>(m_unreadable), m_dropped})
        label->setContentsMargins(16, 3, 14, 3);
    m_errorRow = new QWidget(this);
    m_error = new QLabel(m_errorRow);
    m_error->setObjectName(u"profileError"_s);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    setLook(m_error, Look::Error);
    auto *away = new QToolButton(m_errorRow);
    away->setObjectName(u"profileErrorDismiss"_s);
    away->setIcon(icon(u"close"_s, Tint::Quiet));
    away->setIconSize({12, 12});
    away->setToolTip(tr("Put this away"));
    away->setAccessibleName(tr("Put this away"));
    auto *errorRow = new QHBoxLayout(m_errorRow);
    errorRow->setContentsMargins(16, 3, 10, 3);
    errorRow->addWidget(m_error, 1);
    errorRow->addWidget(away, 0, Qt::AlignTop);
    m_errorRow->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addSpacing(4);
    layout->addLayout(filterRow);
    layout->addWidget(m_empty);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_unreadable);
    layout->addWidget(m_dropped);
    layout->addWidget(m_errorRow);
    layout->addStretch(0); // where it is given more than it wants
    connect(away, &QToolButton::clicked, m_errorRow, &QWidget::hide);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        showCount();
    });
}

void ProfileList::buildActions()
{
    // Enter is the view's own key; no action may take it from a field.
    add(ProfileAction::Connect, u"profileConnect"_s, tr("&Connect"), {});
    add(ProfileAction::Test, u"profileTest"_s, tr("&Test…"), Qt::Key_F5);
    add(ProfileAction::Edit, u"profileEdit"_s, tr("&Edit…"), Qt::CTRL | Qt::Key_E);
    add(ProfileAction::Duplicate, u"profileDuplicate"_s, tr("D&uplicate…"), Qt::CTRL | Qt::Key_D);
    add(ProfileAction::Rename, u"profileRename"_s, tr("&Rename…"), Qt::Key_F2);
    add(ProfileAction::Select, u"profileSelect"_s, tr("&Select for the nats command"), {});
    add(ProfileAction::Unselect, u"profileUnselect"_s, tr("U&nselect for the nats command"), {});
    add(ProfileAction::Delete, u"profileDelete"_s, tr("&Delete…"), QKeySequence::Delete);
    add(ProfileAction::ShowFile, u"profileShowFile"_s, tr("Show &file"), {});
    updateActions();
}

void ProfileList::add(ProfileAction what, const QString &name, const QString &text,
                      const QKeySequence &shortcut)
{
    QAction *action = addViewAction(*m_view, name, text, shortcut);
    m_entries.push_back({what, action});
    connect(action, &QAction::triggered, this, [this, what] { act(what); });
}

const Profile *ProfileList::current() const
{
    return m_model->at(m_view->currentIndex());
}

void ProfileList::updateActions()
{
    const Profile *profile = current();
    const bool context = profile && profile->origin == profiles::Origin::NatsContext;
    const bool readable = profile && !profile->problem;
    for (const Entry &entry : m_entries) {
        bool visible = true;
        bool enabled = readable;
        switch (entry.what) {
        case ProfileAction::Select:
            visible = context && !profile->selected;
            break;
        case ProfileAction::Unselect:
            visible = context && profile->selected;
            enabled = visible;
            break;
        case ProfileAction::Delete:
        case ProfileAction::ShowFile:
        case ProfileAction::Rename:
            enabled = profile != nullptr;
            break;
        default:
            break;
        }
        entry.action->setVisible(visible);
        entry.action->setEnabled(visible && enabled);
    }
}

void ProfileList::act(ProfileAction what)
{
    const Profile *profile = current();
    if (!profile)
        return;
    if (profile->problem && what == ProfileAction::Connect)
        return showError(profile->problem->text);
    m_errorRow->hide();
    const Profile chosen = *profile; // the answer may change the list
    emit actionRequested(what, chosen);
}

void ProfileList::setProfiles(std::vector<Profile> profiles, qsizetype dropped,
                              const QString &problem)
{
    showProblems(problem.isEmpty() ? unreadableText(profiles) : problem, dropped);
    const QPersistentModelIndex before(m_view->currentIndex());
    const bool had = before.isValid();
    m_model->setProfiles(std::move(profiles));
    // Nobody has chosen the one that moved up when this one was opened or deleted.
    if (had && !before.isValid())
        m_view->setCurrentIndex({});
    const bool filters = m_model->total() >= kFilterFrom;
    if (!filters)
        m_filter->clear(); // nobody could take it away again
    m_filter->setVisible(filters);
    showCount();
    updateActions();
}

void ProfileList::showCount()
{
    const int rows = m_model->rowCount();
    m_view->setVisible(rows > 0);
    m_view->setMinimumHeight(qMin(rows, kLeast) * ProfileDelegate::kHeight);
    m_view->setMaximumHeight(rows * ProfileDelegate::kHeight);
    m_view->updateGeometry();
    m_empty->setVisible(rows == 0);
    m_empty->setText(
        m_model->total() > 0
            ? tr("Nothing saved fits the filter.")
            : tr("Connections you save and contexts of the nats command appear here."));
}

void ProfileList::showProblems(const QString &unreadable, qsizetype dropped)
{
    m_unreadable->setText(u"▲ "_s + unreadable);
    m_unreadable->setVisible(!unreadable.isEmpty());
    m_dropped->setText(
        base::counted(dropped, tr("1 more is not shown"), tr("%1 more are not shown")));
    m_dropped->setVisible(dropped > 0);
}

void ProfileList::setCurrent(profiles::Origin origin, const QString &name)
{
    const QModelIndex index = m_model->indexOf(origin, name);
    if (index.isValid())
        m_view->setCurrentIndex(index);
}

void ProfileList::showError(const QString &text)
{
    m_error->setText(text);
    m_errorRow->setVisible(!text.isEmpty());
}

void ProfileList::showMenu(const QPoint &at)
{
    if (!m_view->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"profileMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Entry &entry : m_entries) {
        if (entry.what == ProfileAction::Edit || entry.what == ProfileAction::Select
            || entry.what == ProfileAction::Delete)
            menu->addSeparator();
        menu->addAction(entry.action);
    }
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool ProfileList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_view && enter) {
        act(ProfileAction::Connect);
        return true;
    }
    if (watched == m_filter && (enter || key == Qt::Key_Down) && m_model->rowCount() > 0) {
        if (!m_view->currentIndex().isValid())
            m_view->setCurrentIndex(m_model->index(0));
        m_view->setFocus();
        return true;
    }
    if (watched == m_filter && key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
