// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/subjecttreemodel.h"

#include "core/base/counted.h"
#include "core/capture/filter.h"
#include "ui/common/format.h"
#include "ui/common/plaintip.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kMostOfToken = 128;

// Names of the system stand after those of people.
bool isSystem(const QByteArray &token)
{
    return token.startsWith('$') || token.startsWith('_');
}

} // namespace

SubjectTreeModel::SubjectTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &SubjectTreeModel::refresh);
}

void SubjectTreeModel::setFeed(capture::Feed *feed)
{
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &capture::Feed::changed, this, &SubjectTreeModel::followFeed);
        connect(feed, &QObject::destroyed, this, [this] { setFeed(nullptr); });
    }
    reset();
    refresh();
}

void SubjectTreeModel::reset()
{
    beginResetModel();
    m_top = {};
    m_known.clear();
    endResetModel();
}

void SubjectTreeModel::followFeed(const capture::Changes &changes)
{
    if (changes.cleared)
        reset();
    if (m_top.children.empty())
        return refresh(); // what comes first is shown at once
    if (!m_refresh.isActive() || m_refresh.interval() == kQuietMs)
        m_refresh.start(kRefreshMs);
}

void SubjectTreeModel::refresh()
{
    if (!m_feed)
        return;
    int budget = kMaxAtOnce;
    bool all = admit(-1, budget);
    // Those that are admitted meanwhile are looked at, too.
    for (size_t node = 0; all && node < m_known.size(); ++node)
        all = admit(int(node), budget);
    const auto &top = m_top.children;
    const bool moves = std::ranges::any_of(top, [this](int node) {
        const Bins &bins = tree().node(node).bins;
        return std::accumulate(bins.begin(), bins.end(), quint64(0)) > 0;
    });
    if (!all || moves)
        m_refresh.start(all ? kQuietMs : kRefreshMs);
    emit refreshed();
}

// Lets in the new children of a node, each at its place; whether they are all there now.
bool SubjectTreeModel::admit(int parent, int &budget)
{
    const std::vector<int> &now = parent < 0 ? tree().top() : tree().node(parent).children;
    const auto seen = [this, parent]() -> Known & {
        return parent < 0 ? m_top : m_known[size_t(parent)];
    };
    while (seen().seen < now.size() && budget > 0) {
        const int node = now[seen().seen];
        if (size_t(node) >= m_known.size())
            m_known.resize(size_t(node) + 1);
        std::vector<int> &rows = seen().children;
        const auto at = std::ranges::upper_bound(
            rows, node, [this](int a, int b) { return comesBefore(a, b); });
        const int row = int(at - rows.begin());
        beginInsertRows(indexOf(parent), row, row);
        rows.insert(at, node);
        for (size_t i = size_t(row); i < rows.size(); ++i)
            m_known[size_t(rows[i])].row = int(i);
        ++seen().seen;
        endInsertRows();
        --budget;
    }
    return seen().seen >= now.size();
}

bool SubjectTreeModel::comesBefore(int a, int b) const
{
    const QByteArray &left = tree().node(a).token;
    const QByteArray &right = tree().node(b).token;
    return isSystem(left) != isSystem(right) ? isSystem(right) : left < right;
}

const std::vector<int> &SubjectTreeModel::children(int node) const
{
    return node < 0 ? m_top.children : m_known[size_t(node)].children;
}

QModelIndex SubjectTreeModel::indexOf(int node) const
{
    return node < 0 ? QModelIndex() : createIndex(m_known[size_t(node)].row, 0, quintptr(node));
}

QModelIndex SubjectTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const std::vector<int> &rows = children(parent.isValid() ? int(parent.internalId()) : -1);
    if (row < 0 || row >= int(rows.size()) || column != 0)
        return {};
    return createIndex(row, column, quintptr(rows[size_t(row)]));
}

QModelIndex SubjectTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() && m_feed ? indexOf(tree().node(int(index.internalId())).parent)
                                     : QModelIndex();
}

int SubjectTreeModel::rowCount(const QModelIndex &parent) const
{
    return int(children(parent.isValid() ? int(parent.internalId()) : -1).size());
}

int SubjectTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const capture::SubjectTree::Node &SubjectTreeModel::node(const QModelIndex &index) const
{
    return tree().node(int(index.internalId()));
}

double SubjectTreeModel::rate(const QModelIndex &index) const
{
    return tree().rate(int(index.internalId()));
}

bool SubjectTreeModel::isBranch(int node) const
{
    return !tree().node(node).children.empty() || tree().node(node).folded > 0 || isInbox(node);
}

// Inboxes are one node, whatever lies below.
bool SubjectTreeModel::isInbox(int node) const
{
    const QByteArray subject = tree().subjectOf(node);
    return m_feed->capture().conversations().inboxOf(QByteArray(subject + ".x")) == subject;
}

QByteArray SubjectTreeModel::pattern(const QModelIndex &index) const
{
    const int node = int(index.internalId());
    const QByteArray subject = tree().subjectOf(node);
    return isBranch(node) ? QByteArray(subject + ".>") : subject;
}

QString SubjectTreeModel::filterTerm(const QModelIndex &index) const
{
    const int node = int(index.internalId());
    const QByteArray subject = tree().subjectOf(node);
    using capture::FilterField;
    if (!isBranch(node))
        return capture::filterTerm(FilterField::Subject, subject);
    const QString below = capture::filterTerm(FilterField::Subject, QByteArray(subject + ".>"));
    if (isInbox(node))
        return below;
    quint64 deeper = tree().node(node).folded;
    for (const int child : tree().node(node).children)
        deeper += tree().node(child).messages;
    if (deeper >= tree().node(node).messages)
        return below;
    // Something is said on the subject itself, too.
    return u"("_s + capture::filterTerm(FilterField::Subject, subject) + u" or "_s + below + u')';
}

QVariant SubjectTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_feed)
        return {};
    const capture::SubjectTree::Node &shown = node(index);
    const QString token
        = shown.token.isEmpty() ? tr("(empty)") : previewText(shown.token, kMostOfToken);
    if (role == Qt::DisplayRole)
        return token;
    if (role != Qt::ToolTipRole && role != Qt::AccessibleDescriptionRole)
        return {};
    QString text
        = tr("%1\n%2 of %3, %4 a second")
              .arg(previewText(pattern(index), 400),
                   base::counted(qint64(shown.messages), tr("1 message"), tr("%1 messages")),
                   formatBytes(qint64(shown.bytes)),
                   QString::number(rate(index), 'f', rate(index) < 10 ? 1 : 0));
    if (shown.folded > 0) {
        text += u'\n'
            + base::counted(qint64(shown.folded), tr("1 message deeper than is shown"),
                            tr("%1 messages deeper than is shown"));
    }
    return role == Qt::ToolTipRole ? plainTip(text) : text;
}

} // namespace ui
