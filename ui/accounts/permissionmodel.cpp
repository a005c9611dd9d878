// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/permissionmodel.h"

#include "ui/accounts/permissiontext.h"
#include "ui/common/format.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kLongestCell = 300;

} // namespace

PermissionModel::PermissionModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void PermissionModel::setLines(std::vector<jwt::PermissionLine> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    m_answers.assign(m_lines.size(), QString());
    m_decidedBy = -1;
    endResetModel();
}

void PermissionModel::setDecision(const std::optional<jwt::Decision> &decision)
{
    m_answers.assign(m_lines.size(), QString());
    m_decidedBy = decision ? decision->decidedBy : -1;
    if (decision) {
        for (const jwt::Decision::Other &other : decision->others) {
            if (other.line >= 0 && size_t(other.line) < m_answers.size())
                m_answers[size_t(other.line)] = other.why;
        }
        if (m_decidedBy >= 0 && size_t(m_decidedBy) < m_answers.size())
            m_answers[size_t(m_decidedBy)]
                = decision->allowed ? tr("decides: allowed") : tr("decides: denied");
    }
    if (!m_lines.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PermissionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int PermissionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant PermissionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const jwt::PermissionLine &line = m_lines[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(index.row(), index.column());
    case AllowRole:
        return line.allow;
    case EffectiveRole:
        return line.effective;
    case DecidesRole:
        return index.row() == m_decidedBy;
    case PathRole:
        return line.path;
    default:
        return {};
    }
}

QString PermissionModel::subjectText(const jwt::PermissionLine &line) const
{
    if (line.origin == jwt::RuleOrigin::AllowResponses)
        return tr("reply subjects of received messages");
    QString text
        = line.subject.isEmpty() ? tr("everything") : previewText(line.subject, kLongestCell);
    if (!line.queue.isEmpty())
        text += tr("  queue %1").arg(previewText(line.queue, kLongestCell));
    if (!line.written.isEmpty() && line.written != line.subject)
        text += tr("  from %1").arg(previewText(line.written, kLongestCell));
    return text;
}

QString PermissionModel::text(int row, int column) const
{
    const jwt::PermissionLine &line = m_lines[size_t(row)];
    switch (column) {
    case Rule:
        return line.allow ? tr("may %1").arg(directionText(line.direction))
                          : tr("may not %1").arg(directionText(line.direction));
    case Subject:
        return subjectText(line);
    case Origin:
        return originText(line.origin);
    case Answer: {
        const QString &answer = m_answers[size_t(row)];
        return answer.isEmpty() ? line.note : answer;
    }
    default:
        return {};
    }
}

QVariant PermissionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Rule:
        return tr("rule");
    case Subject:
        return tr("subject");
    case Origin:
        return tr("comes from");
    case Answer:
        return tr("for this question");
    default:
        return {};
    }
}

} // namespace ui
