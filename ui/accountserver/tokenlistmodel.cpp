// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/tokenlistmodel.h"

#include "core/base/counted.h"
#include "ui/common/format.h"
#include "ui/common/plaintip.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// Worst first when sorted downwards.
int rank(SeverityMark mark)
{
    switch (mark) {
    case SeverityMark::Error:
        return 4;
    case SeverityMark::Warning:
        return 3;
    case SeverityMark::Soon:
        return 2;
    case SeverityMark::Note:
        return 1;
    case SeverityMark::Ok:
    case SeverityMark::Pending:
        break;
    }
    return 0;
}

} // namespace

QString agoText(TokenListModel::Time at, TokenListModel::Time now)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(now - at).count();
    if (seconds < 2)
        return TokenListModel::tr("now");
    if (seconds < 60)
        return TokenListModel::tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return TokenListModel::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 2 * 86400)
        return TokenListModel::tr("%1 h ago").arg(seconds / 3600);
    return TokenListModel::tr("%1 d ago").arg(seconds / 86400);
}

QString wordsFor(const TokenState &state)
{
    switch (state.mark) {
    case SeverityMark::Soon:
        return TokenListModel::tr("expires in %1").arg(state.word);
    case SeverityMark::Warning:
        return base::counted(state.warnings, TokenListModel::tr("1 warning"),
                             TokenListModel::tr("%1 warnings"));
    default:
        return state.word;
    }
}

TokenListModel::TokenListModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

int TokenListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TokenListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TokenListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ListedToken &shown = token(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, Column(index.column()));
    case Qt::ToolTipRole:
        return plainTip(index.column() == Name ? QString::fromLatin1(shown.key)
                                               : shown.state.reason);
    case Qt::TextAlignmentRole:
        return int((index.column() == Asked ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        // Marks alone say nothing to who cannot see them.
        if (index.column() == State && shown.state.mark == SeverityMark::Ok)
            return tr("accepted");
        if (index.column() == Name && shown.kind == jwt::Kind::Activation)
            return tr("activation %1").arg(shown.name);
        return text(shown, Column(index.column()));
    case KindRole:
        return int(shown.kind);
    case MarkRole:
        return int(shown.state.mark);
    default:
        return {};
    }
}

QString TokenListModel::text(const ListedToken &shown, Column column) const
{
    const auto asks = m_asks.constFind(shown.key);
    const bool asked = asks != m_asks.cend();
    switch (column) {
    case Name:
        return shown.name;
    case State:
        return wordsFor(shown.state);
    case Asked:
        return asked ? formatCount(asks->count) : u"–"_s;
    case Last:
        return asked ? agoText(asks->last, m_now) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant TokenListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Asked ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("token");
    case State:
        return tr("state");
    case Asked:
        return tr("asked");
    case Last:
        return tr("last");
    case ColumnCount:
        break;
    }
    return {};
}

void TokenListModel::put(const std::vector<ListedToken> &tokens)
{
    std::vector<ListedToken> added;
    QHash<QByteArray, size_t> at; // in `added`: a batch may have a token twice
    int first = rowCount();
    int last = -1;
    for (const ListedToken &token : tokens) {
        if (const int row = rowOf(token.key); row >= 0) {
            m_rows[size_t(row)] = token;
            first = std::min(first, row);
            last = std::max(last, row);
        } else if (const auto known = at.constFind(token.key); known != at.cend()) {
            added[*known] = token;
        } else {
            at.insert(token.key, added.size());
            added.push_back(token);
        }
    }
    if (last >= 0)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
    if (added.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
    for (ListedToken &token : added) {
        m_rowOf.insert(token.key, int(m_rows.size()));
        m_rows.push_back(std::move(token));
    }
    endInsertRows();
}

void TokenListModel::remove(const QByteArray &key)
{
    const int row = rowOf(key);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    indexRows();
    endRemoveRows();
}

void TokenListModel::count(const std::vector<accountserver::LogEntry> &entries)
{
    for (const accountserver::LogEntry &entry : entries) {
        const bool answered = entry.status == 200 || entry.status == 304;
        if (entry.key.isEmpty() || entry.method == "POST" || !answered)
            continue;
        auto asks = m_asks.find(entry.key);
        if (asks == m_asks.end()) {
            if (m_asks.size() >= kMaxCounted)
                continue;
            asks = m_asks.insert(entry.key, {});
        }
        ++asks->count;
        asks->last = std::max(asks->last, entry.at);
    }
    tell(Asked, Last);
}

void TokenListModel::setNow(Time now)
{
    m_now = now;
    if (m_sortColumn == Asked || m_sortColumn == Last)
        sortAgain();
    tell(Last, Last);
}

void TokenListModel::tell(Column first, Column last)
{
    if (!m_rows.empty())
        emit dataChanged(index(0, first), index(rowCount() - 1, last));
}

bool TokenListModel::isBefore(const ListedToken &a, const ListedToken &b) const
{
    switch (Column(m_sortColumn)) {
    case State:
        if (rank(a.state.mark) != rank(b.state.mark))
            return rank(a.state.mark) < rank(b.state.mark);
        break;
    case Asked: {
        const quint64 left = m_asks.value(a.key).count;
        const quint64 right = m_asks.value(b.key).count;
        if (left != right)
            return left < right;
        break;
    }
    case Last: {
        const Time left = m_asks.value(a.key).last;
        const Time right = m_asks.value(b.key).last;
        if (left != right)
            return left < right;
        break;
    }
    case Name:
    case ColumnCount:
        break;
    }
    // Accounts before activations, each by name; keys tell equal names apart.
    if (a.kind != b.kind)
        return a.kind < b.kind;
    const int names = a.name.compare(b.name, Qt::CaseInsensitive);
    return names != 0 ? names < 0 : a.key < b.key;
}

void TokenListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0)
        return; // the view's "not sorted"
    m_sortColumn = column;
    m_sortOrder = order;
    sortAgain();
}

void TokenListModel::sortAgain()
{
    const auto before = [this](const ListedToken &a, const ListedToken &b) {
        return m_sortOrder == Qt::AscendingOrder ? isBefore(a, b) : isBefore(b, a);
    };
    if (std::ranges::is_sorted(m_rows, before))
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    std::vector<QByteArray> keys;
    for (const QModelIndex &index : held)
        keys.push_back(token(index.row()).key);
    std::ranges::stable_sort(m_rows, before);
    indexRows();
    QModelIndexList moved;
    for (qsizetype i = 0; i < held.size(); ++i)
        moved += index(rowOf(keys[size_t(i)]), held[i].column());
    changePersistentIndexList(held, moved);
    emit layoutChanged({}, VerticalSortHint);
}

void TokenListModel::indexRows()
{
    m_rowOf.clear();
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf.insert(m_rows[row].key, int(row));
}

void TokenListModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_rowOf.clear();
    m_asks.clear();
    endResetModel();
}

} // namespace ui
