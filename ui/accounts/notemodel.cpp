// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/notemodel.h"

#include "ui/accounts/verdicttext.h"
#include "ui/common/format.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

NoteModel::NoteModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void NoteModel::setNotes(const jwt::Findings &findings, const std::vector<jwt::LoginCheck> &checks)
{
    beginResetModel();
    m_rows.clear();
    if (!checks.empty()) {
        addHeading(tr("What the server checks at a login, in its order"));
        for (const jwt::LoginCheck &check : checks)
            addCheck(check);
    }
    addFindings(findings);
    endResetModel();
}

void NoteModel::addHeading(const QString &text)
{
    Row row;
    row.heading = true;
    row.text = text;
    m_rows.push_back(std::move(row));
}

void NoteModel::addCheck(const jwt::LoginCheck &check)
{
    Row row;
    row.text = tr("%1. %2").arg(check.number).arg(check.title);
    row.detail = check.text;
    row.token = check.token;
    row.path = check.path;
    switch (check.result) {
    case jwt::LoginCheck::Result::Passed:
        row.mark = SeverityMark::Ok;
        row.state = tr("passed");
        break;
    case jwt::LoginCheck::Result::Failed:
        row.mark = SeverityMark::Error;
        row.state = tr("failed");
        row.log = check.logLine;
        break;
    case jwt::LoginCheck::Result::CannotKnow:
        row.mark = SeverityMark::Note;
        row.state = tr("cannot know");
        row.log = check.logLine;
        break;
    case jwt::LoginCheck::Result::NotReached:
        row.mark = SeverityMark::Pending;
        row.state = tr("not reached");
        row.quiet = true;
        break;
    }
    m_rows.push_back(std::move(row));
}

void NoteModel::addFindings(const jwt::Findings &findings)
{
    struct Group
    {
        jwt::Severity severity;
        QString title;
    };
    const std::array groups{Group{jwt::Severity::Error, tr("Errors")},
                            Group{jwt::Severity::Warning, tr("Warnings")},
                            Group{jwt::Severity::Note, tr("Notes")}};
    qsizetype shown = 0;
    for (const Group &group : groups) {
        const auto count = std::count_if(findings.begin(), findings.end(), [&group](const auto &f) {
            return f.severity == group.severity;
        });
        if (count == 0)
            continue;
        addHeading(group.title + u"  "_s + formatCount(quint64(count)));
        for (const jwt::Finding &finding : findings) {
            if (finding.severity != group.severity || ++shown > kMost)
                continue;
            Row row;
            row.mark = markOf(finding.severity);
            row.text = finding.text;
            row.servers = finding.servers;
            row.code = finding.code;
            row.path = finding.path;
            m_rows.push_back(std::move(row));
        }
    }
    if (shown > kMost) {
        Row row;
        row.mark = SeverityMark::Pending;
        row.quiet = true;
        row.text = tr("and %1 more of the same kinds").arg(formatCount(quint64(shown - kMost)));
        m_rows.push_back(std::move(row));
    }
}

jwt::TokenPtr NoteModel::tokenAt(const QModelIndex &index) const
{
    return index.isValid() ? m_rows[size_t(index.row())].token : nullptr;
}

int NoteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString NoteModel::spoken(const Row &row)
{
    QStringList parts{row.text};
    for (const QString &part : {row.state, row.detail, row.log, row.servers,
                                QString::fromUtf8(row.code), QString::fromUtf8(row.path)}) {
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(u", "_s);
}

QVariant NoteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case HeadingRole:
        return row.heading;
    case MarkRole:
        return int(row.mark);
    case QuietRole:
        return row.quiet;
    case DetailRole:
        return row.detail;
    case LogRole:
        return row.log;
    case ServersRole:
        return row.servers;
    case CodeRole:
        return QString::fromUtf8(row.code);
    case PathRole:
        return row.path;
    case StateRole:
        return row.state;
    default:
        return {};
    }
}

Qt::ItemFlags NoteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_rows[size_t(index.row())].heading)
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace ui
