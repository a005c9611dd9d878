// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/trafficcolumns.h"

#include "ui/traffic/conversationmodel.h"
#include "ui/traffic/messagemodel.h"

#include <algorithm>

namespace ui {

namespace {

struct Width
{
    int least = 0;
    int share = 0; ///< of what is left, in hundredths
};

constexpr Width kMessages[]
    = {{112, 0}, {82, 0}, {120, 26}, {84, 16}, {74, 0}, {96, 10}, {152, 4}, {78, 44}};
constexpr Width kConversations[]
    = {{112, 0}, {120, 34}, {102, 6}, {68, 0}, {80, 0}, {74, 0}, {72, 38}, {120, 22}};
static_assert(std::size(kMessages) == MessageModel::ColumnCount);
static_assert(std::size(kConversations) == ConversationModel::ColumnCount);

} // namespace

std::vector<int> trafficColumnWidths(capture::RowKind kind, int width)
{
    const bool messages = kind == capture::RowKind::Messages;
    const auto *begin = messages ? std::begin(kMessages) : std::begin(kConversations);
    const auto *end = messages ? std::end(kMessages) : std::end(kConversations);
    int left = width;
    for (const auto *column = begin; column != end; ++column)
        left -= column->least;
    left = std::max(left, 0);
    std::vector<int> widths;
    int given = 0;
    for (const auto *column = begin; column != end; ++column) {
        const int more = left * column->share / 100;
        widths.push_back(column->least + more);
        given += more;
    }
    widths.back() += left - given;
    return widths;
}

} // namespace ui
