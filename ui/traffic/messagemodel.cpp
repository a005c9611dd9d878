// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/messagemodel.h"

#include "ui/common/format.h"

using namespace Qt::StringLiterals;

namespace ui {

using capture::Entry;
using capture::FilterField;
using capture::RowOrder;

MessageModel::MessageModel(QObject *parent)
    : TrafficModel(capture::RowKind::Messages, parent)
{}

int MessageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool MessageModel::isKept(quint64 key) const
{
    return capture()->log().has(key);
}

capture::Number MessageModel::numberOf(quint64 key) const
{
    return isKept(key) ? key : capture::kNone;
}

base::Instant MessageModel::timeOf(quint64 key) const
{
    return capture()->log().at(key).at;
}

bool MessageModel::isNote(quint64 key) const
{
    return capture()->log().at(key).kind != capture::EntryKind::Message;
}

CellText MessageModel::cell(quint64 key, int row, int column) const
{
    const Entry entry = capture()->log().at(key);
    switch (Column(column)) {
    case Time:
        return {timeText(key, row), CellTone::Secondary};
    case Delta: {
        const quint64 previous = row > 0 ? this->key(row - 1) : 0;
        return {previous == 0 ? u"–"_s : TrafficText::millis(entry.at - timeOf(previous)),
                CellTone::Secondary};
    }
    case Subject:
        return {previewText(entry.subject)};
    case Reply:
        return {previewText(entry.reply), CellTone::Secondary};
    case Size:
        return {formatCount(quint64(entry.size()))};
    case Kind:
        return TrafficText::kind(*capture(), key);
    case Link:
        return {TrafficText::link(*capture(), key), CellTone::Accent};
    case Preview:
        return {previewText(entry.payload), CellTone::Secondary};
    case ColumnCount:
        break;
    }
    return {};
}

bool MessageModel::isFigure(int column) const
{
    return column == Time || column == Delta || column == Size;
}

bool MessageModel::isMono(int column) const
{
    return column == Subject || column == Reply || column == Preview;
}

QString MessageModel::headerText(int column, bool brief) const
{
    switch (Column(column)) {
    case Time:
        return brief ? tr("at") : tr("When it was seen, in local time");
    case Delta:
        return brief ? tr("Δ, ms") : tr("Milliseconds since the row above");
    case Subject:
        return brief ? tr("subject") : tr("The subject it was published to");
    case Reply:
        return brief ? tr("reply to") : tr("The subject it wants replies on");
    case Size:
        return brief ? tr("bytes") : tr("Size of headers and payload");
    case Kind:
        return brief ? tr("kind") : tr("What it is, as far as an observer can tell");
    case Link:
        return brief ? tr("belongs to") : tr("Its replies, or the request it answers (Ctrl+J)");
    case Preview:
        return brief ? tr("preview") : tr("Start of the payload");
    case ColumnCount:
        break;
    }
    return {};
}

std::optional<RowOrder> MessageModel::orderOf(int column) const
{
    switch (Column(column)) {
    case Time:
        return RowOrder::Arrival;
    case Subject:
        return RowOrder::Subject;
    case Size:
        return RowOrder::Size;
    default:
        return std::nullopt;
    }
}

QString MessageModel::filterTerm(quint64 key, int column) const
{
    const Entry entry = capture()->log().at(key);
    switch (Column(column)) {
    case Subject:
        return capture::filterTerm(FilterField::Subject, entry.subject.toByteArray());
    case Reply:
        return entry.reply.isEmpty()
            ? QString()
            : capture::filterTerm(FilterField::Reply, entry.reply.toByteArray());
    case Size:
        return capture::filterTerm(FilterField::Size, QString::number(entry.size()));
    case Link: {
        const capture::ConversationId id = capture()->conversations().conversationOf(key);
        return id == 0 ? QString() : u"conversation:"_s + QString::number(id);
    }
    default:
        return {};
    }
}

QString MessageModel::tipText(quint64 key, int column) const
{
    constexpr qsizetype kMostInTip = 1'000;
    const Entry entry = capture()->log().at(key);
    switch (Column(column)) {
    case Time:
        return QString::fromLatin1(capture()->anchor().rfc3339(entry.at));
    case Subject:
        return previewText(entry.subject, kMostInTip);
    case Reply:
        return previewText(entry.reply, kMostInTip);
    case Preview:
        return previewText(entry.payload, kMostInTip);
    case Kind:
        return TrafficText::failure(entry);
    default:
        return {};
    }
}

} // namespace ui
