// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/requestlogmodel.h"

#include "core/jwt/claimrows.h"
#include "ui/common/format.h"
#include "ui/common/plaintip.h"

#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using accountserver::LogEntry;

namespace ui {

namespace {

QString timeText(std::chrono::system_clock::time_point at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
    // Tenths: what is asked by people and servers is not closer to each other.
    return QDateTime::fromMSecsSinceEpoch(ms.count()).toString(u"HH:mm:ss.zzz"_s).chopped(2);
}

// The program without its version, and where it runs.
QString clientText(const LogEntry &entry)
{
    const qsizetype end = entry.userAgent.indexOf('/');
    const QByteArray program = (end < 0 ? entry.userAgent : entry.userAgent.first(end)).trimmed();
    const QString address = QString::fromLatin1(entry.client);
    return program.isEmpty() ? address : QString(previewText(program) + u' ' + address);
}

QString routeText(const LogEntry &entry)
{
    QString text = previewText(entry.target, LogEntry::kMaxTarget);
    if (!entry.key.isEmpty())
        text.replace(QString::fromLatin1(entry.key), jwt::shortKey(entry.key));
    return text;
}

} // namespace

bool passes(const LogEntry &entry, const RequestLogModel::Filter &filter)
{
    if (!filter.key.isEmpty() && entry.key != filter.key)
        return false;
    switch (filter.show) {
    case RequestLogModel::Show::All:
        return true;
    case RequestLogModel::Show::Changes:
        return entry.method == "POST";
    case RequestLogModel::Show::Problems:
        return entry.status == 0 || entry.status >= 400;
    }
    return true;
}

Tone toneOf(const LogEntry &entry)
{
    if (entry.status == 404)
        return Tone::Warning; // nobody did anything wrong
    if (entry.status == 0 || entry.status >= 400)
        return Tone::Error;
    if (entry.method == "POST")
        return Tone::Ok;
    return entry.etagHit ? Tone::Quiet : Tone::Plain;
}

RequestLogModel::RequestLogModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

int RequestLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int RequestLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const LogEntry &RequestLogModel::numbered(quint64 number) const
{
    return m_entries[size_t(number - (m_seen - m_entries.size()))];
}

const LogEntry &RequestLogModel::entry(int row) const
{
    return numbered(m_shown[m_shown.size() - 1 - size_t(row)]);
}

QVariant RequestLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LogEntry &shown = entry(index.row());
    if (role == ToneRole)
        return int(toneOf(shown));
    if (role == Qt::TextAlignmentRole && (index.column() == Status || index.column() == Took))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (index.column() == Route)
            return plainTip(previewText(shown.target, LogEntry::kMaxTarget));
        if (index.column() == Client)
            return plainTip(previewText(QByteArray(shown.userAgent + ' ' + shown.client)));
        return index.column() == Result ? plainTip(shown.note) : QString();
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case Time:
        return timeText(shown.at);
    case Method:
        return previewText(shown.method, 16);
    case Route:
        return routeText(shown);
    case Client:
        return clientText(shown);
    case Status:
        return shown.status == 0 ? u"–"_s : QString::number(shown.status);
    case Result:
        if (shown.etagHit)
            return tr("ETag hit");
        return shown.note.isEmpty() ? formatBytes(shown.bytes) : shown.note;
    case Took:
        return formatSpan(shown.took);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RequestLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == Status || section == Took;
        return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Time:
        return tr("time");
    case Method:
        return {}; // "GET" says what it is
    case Route:
        return tr("route");
    case Client:
        return tr("client");
    case Status:
        return tr("status");
    case Result:
        return tr("result");
    case Took:
        return tr("took");
    case ColumnCount:
        break;
    }
    return {};
}

void RequestLogModel::add(const std::vector<LogEntry> &entries)
{
    // Of a batch that alone is more than is kept, only the end is worth adding.
    const qsizetype skipped = std::max(qsizetype(0), qsizetype(entries.size()) - kMaxEntries);
    const auto first = entries.begin() + skipped;
    const qsizetype count = qsizetype(entries.size()) - skipped;
    forgetOldest(std::min(kept(), kept() + count - kMaxEntries));
    m_seen += quint64(skipped);
    std::vector<quint64> passing;
    for (qsizetype i = 0; i < count; ++i) {
        if (passes(*(first + i), m_filter))
            passing.push_back(m_seen + quint64(i));
    }
    const auto append = [&] {
        m_entries.insert(m_entries.end(), first, entries.end());
        m_seen += quint64(count);
        m_shown.insert(m_shown.end(), passing.begin(), passing.end());
    };
    if (passing.empty())
        return append();
    beginInsertRows({}, 0, int(passing.size()) - 1);
    append();
    endInsertRows();
}

void RequestLogModel::forgetOldest(qsizetype count)
{
    if (count <= 0)
        return;
    const quint64 firstKept = m_seen - quint64(kept()) + quint64(count);
    const auto end = std::ranges::lower_bound(m_shown, firstKept);
    const auto forget = [this, count, end] {
        m_entries.erase(m_entries.begin(), m_entries.begin() + count);
        m_shown.erase(m_shown.begin(), end);
    };
    const int gone = int(end - m_shown.begin());
    if (gone == 0)
        return forget();
    beginRemoveRows({}, rowCount() - gone, rowCount() - 1);
    forget();
    endRemoveRows();
}

void RequestLogModel::setFilter(const Filter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    fillShown();
    endResetModel();
}

void RequestLogModel::fillShown()
{
    m_shown.clear();
    quint64 number = m_seen - quint64(kept());
    for (const LogEntry &entry : m_entries) {
        if (passes(entry, m_filter))
            m_shown.push_back(number);
        ++number;
    }
}

void RequestLogModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_shown.clear();
    m_seen = 0;
    endResetModel();
}

} // namespace ui
