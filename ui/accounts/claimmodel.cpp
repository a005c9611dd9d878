// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/claimmodel.h"

#include "ui/common/format.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kLongestCell = 300;
constexpr qsizetype kLongestTip = 2000;
constexpr QStringView kMasked = u"••••••";

} // namespace

ClaimModel::ClaimModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

void ClaimModel::setRows(std::vector<jwt::ClaimRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    rebuild();
    endResetModel();
}

void ClaimModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    beginResetModel();
    m_filter = text;
    rebuild();
    endResetModel();
}

bool ClaimModel::fits(const jwt::ClaimRow &row) const
{
    if (m_filter.isEmpty())
        return true;
    const auto has = [this](const QString &text) {
        return text.contains(m_filter, Qt::CaseInsensitive);
    };
    // A secret must not be found by guessing at it.
    return has(QString::fromUtf8(row.name)) || has(row.meaning) || has(QString::fromUtf8(row.path))
        || (!row.secret && (has(row.value) || has(QString::fromUtf8(row.raw))));
}

// Rows come in document order with their depth: the last open row of the depth above is the parent.
void ClaimModel::rebuild()
{
    std::vector<qint32> parentOf(m_rows.size(), -1);
    std::vector<bool> kept(m_rows.size(), false);
    std::vector<qint32> open;
    m_matches = 0;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const auto depth = size_t(std::max(0, m_rows[i].depth));
        open.resize(std::min(open.size(), depth));
        parentOf[i] = open.empty() ? -1 : open.back();
        open.push_back(qint32(i));
        if (!fits(m_rows[i]))
            continue;
        ++m_matches;
        for (qint32 up = qint32(i); up >= 0 && !kept[size_t(up)]; up = parentOf[size_t(up)])
            kept[size_t(up)] = true;
    }
    m_nodes.clear();
    m_top.clear();
    std::vector<qint32> nodeOf(m_rows.size(), -1);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (!kept[i])
            continue;
        Node node;
        node.row = qint32(i);
        node.parent = parentOf[i] < 0 ? -1 : nodeOf[size_t(parentOf[i])];
        const auto number = qint32(m_nodes.size());
        auto &siblings = node.parent < 0 ? m_top : m_nodes[size_t(node.parent)].children;
        node.place = qint32(siblings.size());
        siblings.push_back(number);
        nodeOf[i] = number;
        m_nodes.push_back(std::move(node));
    }
}

QModelIndex ClaimModel::indexOf(QByteArrayView path) const
{
    qsizetype best = -1;
    qsizetype bestLength = -1;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        const QByteArray &own = m_rows[size_t(m_nodes[i].row)].path;
        const bool within = path.startsWith(own)
            && (path.size() == own.size() || path.at(own.size()) == '.'
                || path.at(own.size()) == '[');
        // Of duplicates the last one counts, as for the servers.
        if (within && !own.isEmpty() && own.size() >= bestLength) {
            best = qsizetype(i);
            bestLength = own.size();
        }
    }
    if (best < 0)
        return {};
    return createIndex(m_nodes[size_t(best)].place, 0, quintptr(best));
}

const jwt::ClaimRow &ClaimModel::rowAt(const QModelIndex &index) const
{
    return m_rows[size_t(m_nodes[size_t(index.internalId())].row)];
}

QString ClaimModel::valueText(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const jwt::ClaimRow &row = rowAt(index);
    if (row.secret)
        return kMasked.toString();
    return row.raw.isEmpty() ? row.value : QString::fromUtf8(row.raw);
}

const std::vector<qint32> &ClaimModel::childrenOf(const QModelIndex &parent) const
{
    return parent.isValid() ? m_nodes[size_t(parent.internalId())].children : m_top;
}

QModelIndex ClaimModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || (parent.isValid() && parent.column() > 0))
        return {};
    const auto &children = childrenOf(parent);
    if (size_t(row) >= children.size())
        return {};
    return createIndex(row, column, quintptr(children[size_t(row)]));
}

QModelIndex ClaimModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const qint32 parent = m_nodes[size_t(child.internalId())].parent;
    return parent < 0 ? QModelIndex()
                      : createIndex(m_nodes[size_t(parent)].place, 0, quintptr(parent));
}

int ClaimModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() && parent.column() > 0 ? 0 : int(childrenOf(parent).size());
}

int ClaimModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ClaimModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const jwt::ClaimRow &row = rowAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case ContainerRole:
        return row.container;
    case AbsentRole:
        return row.absent;
    case DuplicateRole:
        return row.duplicate;
    case KeyRole:
        return row.key;
    case SecretRole:
        return row.secret;
    case PathRole:
        return row.path;
    default:
        return {};
    }
}

QVariant ClaimModel::text(const jwt::ClaimRow &row, int column) const
{
    switch (column) {
    case Name:
        return previewText(row.name, kLongestCell);
    case Value:
        if (row.secret)
            return kMasked.toString();
        if (row.key)
            return jwt::shortKey(row.raw);
        return row.value.left(kLongestCell);
    case Raw:
        return row.secret ? kMasked.toString() : previewText(row.raw, kLongestCell);
    case Meaning:
        if (row.duplicate && row.meaning.isEmpty())
            return tr("duplicate member");
        return row.duplicate ? tr("duplicate member: %1").arg(row.meaning) : row.meaning;
    default:
        return {};
    }
}

QVariant ClaimModel::toolTip(const jwt::ClaimRow &row, int column) const
{
    if (column == Name)
        return QString::fromUtf8(row.path).left(kLongestTip);
    if (column == Meaning)
        return row.meaning;
    if (row.secret)
        return tr("A secret: not shown and not copied");
    return row.raw.isEmpty() ? row.value : previewText(row.raw, kLongestTip);
}

QVariant ClaimModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("claim");
    case Value:
        return tr("value");
    case Raw:
        return tr("as it came");
    case Meaning:
        return tr("meaning");
    default:
        return {};
    }
}

} // namespace ui
