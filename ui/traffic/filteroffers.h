// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace ui {

// What could stand in a filter's text in the place of [begin, begin + size).
struct FilterOffer
{
    enum class Kind { Key, Word, Former };

    Kind kind = Kind::Key;
    QString text;
    QString about; ///< what it asks for; of Former: nothing
    qsizetype begin = 0;
    qsizetype size = 0;
};

inline constexpr qsizetype kMaxFormer = 5; ///< former filters offered while one is typed

// What fits what stands before the cursor: keys and words that begin so, former filters that have
// the whole text in them. Nothing where nothing was begun, unless `all` is asked for.
[[nodiscard]] std::vector<FilterOffer> filterOffers(const QString &line, qsizetype cursor,
                                                    const QStringList &history, bool all);

} // namespace ui
