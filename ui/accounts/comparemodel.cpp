// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/comparemodel.h"

#include "ui/common/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using What = jwt::ClaimDifference::What;

namespace ui {

namespace {

constexpr qsizetype kLongestCell = 300;

} // namespace

CompareModel::CompareModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void CompareModel::setDifferences(std::vector<jwt::ClaimDifference> differences)
{
    beginResetModel();
    m_all = std::move(differences);
    m_differing = std::count_if(m_all.begin(), m_all.end(), [](const auto &row) {
        return !row.more && row.what != What::Same && !(row.container && row.what == What::Changed);
    });
    rebuild();
    endResetModel();
}

void CompareModel::setOnlyDifferences(bool only)
{
    beginResetModel();
    m_only = only;
    rebuild();
    endResetModel();
}

// A container is shown for what differs in it: read from the end, so that it is known by then.
void CompareModel::rebuild()
{
    std::vector<bool> shown(m_all.size(), !m_only);
    if (m_only) {
        int within = -1; // depth of the containers still to be shown
        for (size_t i = m_all.size(); i-- > 0;) {
            const jwt::ClaimDifference &row = m_all[i];
            const bool differs
                = row.what != What::Same && !(row.container && row.what == What::Changed);
            if (differs || row.depth < within) {
                shown[i] = true;
                within = differs ? std::max(within, row.depth) : row.depth;
            }
        }
    }
    m_shown.clear();
    for (size_t i = 0; i < m_all.size() && qsizetype(m_shown.size()) < kMost; ++i) {
        if (shown[i])
            m_shown.push_back(i);
    }
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString CompareModel::sign(What what)
{
    switch (what) {
    case What::Changed:
        return u"≠"_s;
    case What::OnlyLeft:
        return u"−"_s;
    case What::OnlyRight:
        return u"+"_s;
    case What::Same:
        break;
    }
    return {};
}

QString CompareModel::side(const jwt::ClaimDifference &row, bool left)
{
    if (row.what == (left ? What::OnlyRight : What::OnlyLeft))
        return tr("absent");
    return previewText(left ? row.left : row.right, kLongestCell);
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const jwt::ClaimDifference &row = m_all[m_shown[size_t(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Sign:
            return row.container && row.what == What::Changed ? QString() : sign(row.what);
        case Claim:
            return previewText(row.name, kLongestCell);
        case Left:
        case Right:
            return side(row, index.column() == Left);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return index.column() == Claim
            ? previewText(row.path, 2000)
            : previewText(index.column() == Left ? row.left : row.right, 2000);
    case WhatRole:
        return int(row.container && row.what == What::Changed ? What::Same : row.what);
    case DepthRole:
        return row.depth;
    case ContainerRole:
        return row.container;
    case PathRole:
        return row.path;
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Sign ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Claim:
        return tr("claim");
    case Left:
        return tr("this token (−)");
    case Right:
        return tr("the other one (+)");
    default:
        return {};
    }
}

} // namespace ui
