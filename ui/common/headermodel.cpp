// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/common/headermodel.h"

#include "ui/common/format.h"

#include <QtCore/QHash>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kLongestValue = 4096;

QString flagText(nats::HeaderFlag flag)
{
    switch (flag) {
    case nats::HeaderFlag::BadVersion:
        return HeaderModel::tr("does not start with NATS/1.0");
    case nats::HeaderFlag::BadStatus:
        return HeaderModel::tr("malformed status");
    case nats::HeaderFlag::Unterminated:
        return HeaderModel::tr("closing blank line missing");
    case nats::HeaderFlag::BadLine:
        return HeaderModel::tr("no colon");
    case nats::HeaderFlag::EmptyName:
        return HeaderModel::tr("empty name");
    case nats::HeaderFlag::SpaceAfterName:
        return HeaderModel::tr("space before the colon");
    case nats::HeaderFlag::Folded:
        return HeaderModel::tr("folded");
    case nats::HeaderFlag::LoneCr:
        return HeaderModel::tr("lone CR");
    case nats::HeaderFlag::Nul:
        return HeaderModel::tr("NUL");
    case nats::HeaderFlag::EightBit:
        return HeaderModel::tr("not ASCII");
    }
    return {};
}

QStringList flagTexts(nats::HeaderFlags flags)
{
    QStringList texts;
    for (int bit = 1; bit <= int(nats::HeaderFlag::EightBit); bit *= 2) {
        if (flags.testFlag(nats::HeaderFlag(bit)))
            texts += flagText(nats::HeaderFlag(bit));
    }
    return texts;
}

} // namespace

HeaderModel::HeaderModel(QObject *parent) : QAbstractTableModel(parent) {}

int HeaderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int HeaderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

void HeaderModel::setBlock(QByteArrayView block)
{
    beginResetModel();
    m_rows.clear();
    const nats::Headers headers = nats::Headers::parse(block);
    nats::HeaderFlags ofFields;
    QHash<QByteArray, int> seen;
    for (const nats::HeaderField &field : headers.fields()) {
        QStringList notes = flagTexts(field.flags);
        ofFields |= field.flags;
        if (const int before = seen[field.name]++; before > 0)
            notes.prepend(tr("duplicate"));
        m_rows.push_back({previewText(field.name, 256), previewText(field.value, kLongestValue),
                          notes.join(u", "_s)});
    }
    // What concerns the block and none of its fields stands before them.
    const QStringList blockNotes = flagTexts(headers.flags() & ~ofFields);
    if (headers.status() || !blockNotes.isEmpty()) {
        const QString status = headers.status() ? QString::number(*headers.status()) : QString();
        m_rows.insert(m_rows.begin(),
                      {tr("(status line)"),
                       QString(status + u' ' + previewText(headers.description(), 256)).trimmed(),
                       blockNotes.join(u", "_s)});
    }
    if (headers.dropped() > 0)
        m_rows.push_back({tr("…"), tr("%1 more fields are not shown").arg(headers.dropped()), {}});
    endResetModel();
}

QVariant HeaderModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (index.column()) {
    case Name:
        return row.name;
    case Value:
        return row.value;
    case Note:
        return row.note;
    default:
        return {};
    }
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("name");
    case Value:
        return tr("value");
    case Note:
        return tr("note");
    default:
        return {};
    }
}

} // namespace ui
