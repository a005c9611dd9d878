// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/filtercompletion.h"

#include "ui/common/elidedtext.h"
#include "ui/common/theme.h"

#include <QtCore/QAbstractListModel>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kAboutRole = Qt::UserRole;
constexpr int kPadding = 10;
constexpr int kTextWidth = 190; ///< of keys and words, with what they mean behind them
constexpr int kPopupWidth = 480;
constexpr int kMaxVisible = 12;

class OfferDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &t = tokens(option.palette);
        if (option.state.testAnyFlags(QStyle::State_Selected | QStyle::State_MouseOver))
            painter->fillRect(option.rect, t.accentWash);
        const QString about = index.data(kAboutRole).toString();
        QRect text = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        if (about.isEmpty()) {
            icon(u"history"_s, Tint::Quiet).paint(painter, text.left(), text.top() + 5, 14, 14);
            text.setLeft(text.left() + 14 + kPadding);
        } else {
            const QRect behind = text.adjusted(kTextWidth, 0, 0, 0);
            paintElided(*painter, behind, about, textFont(), t.secondary);
            text.setWidth(kTextWidth - kPadding);
        }
        paintElided(*painter, text, index.data().toString(), monoFont(), t.text);
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {kPopupWidth - 2 * kPadding, kRowHeight};
    }
};

} // namespace

class FilterCompletion::Model final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(std::vector<FilterOffer> offers)
    {
        beginResetModel();
        m_offers = std::move(offers);
        endResetModel();
    }
    [[nodiscard]] const FilterOffer &offer(int row) const { return m_offers[size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : int(m_offers.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const FilterOffer &of = offer(index.row());
        switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return of.text;
        case kAboutRole:
            return of.about;
        case Qt::AccessibleTextRole:
            return of.about.isEmpty() ? of.text : QString(of.text + u", " + of.about);
        default:
            return {};
        }
    }

private:
    std::vector<FilterOffer> m_offers;
};

FilterCompletion::FilterCompletion(QLineEdit &field, const QStringList &history)
    : QCompleter(&field)
    , m_field(field)
    , m_history(history)
    , m_model(new Model(this))
{
    setModel(m_model);
    setWidget(&field);
    setCompletionMode(UnfilteredPopupCompletion);
    setMaxVisibleItems(kMaxVisible);
    popup()->setObjectName(u"filterOffers"_s);
    popup()->setAccessibleName(tr("What could be typed"));
    popup()->setItemDelegate(new OfferDelegate(popup()));
    popup()->setMouseTracking(true);
    connect(this, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { choose(index.row()); });
}

void FilterCompletion::offer(bool all)
{
    m_model->set(filterOffers(m_field.text(), m_field.cursorPosition(), m_history, all));
    if (m_model->rowCount({}) == 0) {
        close();
        return;
    }
    popup()->setCurrentIndex({});
    complete(QRect(0, 0, qMin(kPopupWidth, m_field.width()), m_field.height()));
}

void FilterCompletion::close()
{
    popup()->hide();
}

bool FilterCompletion::isOpen() const
{
    return popup()->isVisible();
}

bool FilterCompletion::hasCurrent() const
{
    // Its view has a current row also while none is chosen.
    return popup()->selectionModel()->hasSelection();
}

void FilterCompletion::choose(int row)
{
    const FilterOffer chosen = m_model->offer(row);
    m_field.setSelection(int(chosen.begin), int(chosen.size));
    m_field.insert(chosen.text);
    // "is:" wants a word at once.
    offer(false);
}

} // namespace ui
