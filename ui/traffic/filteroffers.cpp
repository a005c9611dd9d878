// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/filteroffers.h"

#include "core/capture/filter.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using capture::FilterToken;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FilterOffers)
};

struct About
{
    const char *name;
    const char *begin; ///< of a key: what is typed for it
    const char *text;
};

constexpr About kKeys[] = {
    {"subject", "subject:", QT_TRANSLATE_NOOP("FilterOffers", "its subject: orders.>")},
    {"reply", "reply:", QT_TRANSLATE_NOOP("FilterOffers", "its reply subject")},
    {"header", "header:", QT_TRANSLATE_NOOP("FilterOffers", "has a header: NAME, NAME=VALUE")},
    {"payload", "payload~", QT_TRANSLATE_NOOP("FilterOffers", "a part of the payload")},
    {"json", "json:", QT_TRANSLATE_NOOP("FilterOffers", "a value in it: /order/id=7")},
    {"size", "size>", QT_TRANSLATE_NOOP("FilterOffers", "headers and payload: 1k")},
    {"replies", "replies>", QT_TRANSLATE_NOOP("FilterOffers", "replies seen: 2")},
    {"latency", "latency>", QT_TRANSLATE_NOOP("FilterOffers", "until the first reply: 20ms")},
    {"last", "last>", QT_TRANSLATE_NOOP("FilterOffers", "until the last reply: 1s")},
    {"number", "number:", QT_TRANSLATE_NOOP("FilterOffers", "its number in the capture")},
    {"status", "status:", QT_TRANSLATE_NOOP("FilterOffers", "the status of its headers: 404")},
    {"at", "at>", QT_TRANSLATE_NOOP("FilterOffers", "when it was seen: 20:01:33")},
    {"requester", "requester:", QT_TRANSLATE_NOOP("FilterOffers", "who asked")},
    {"conversation", "conversation:", QT_TRANSLATE_NOOP("FilterOffers", "all of a conversation")},
    {"is", "is:", QT_TRANSLATE_NOOP("FilterOffers", "what it is: unanswered")},
};

constexpr About kWords[] = {
    {"request", "", QT_TRANSLATE_NOOP("FilterOffers", "asks for a reply")},
    {"publish", "", QT_TRANSLATE_NOOP("FilterOffers", "asks for no reply")},
    {"reply", "", QT_TRANSLATE_NOOP("FilterOffers", "answers a request")},
    {"waiting", "", QT_TRANSLATE_NOOP("FilterOffers", "may still be answered")},
    {"answered", "", QT_TRANSLATE_NOOP("FilterOffers", "at least one reply seen")},
    {"unwatched", "", QT_TRANSLATE_NOOP("FilterOffers", "replies that could not be seen")},
    {"unanswered", "", QT_TRANSLATE_NOOP("FilterOffers", "no reply seen in time")},
    {"orphan", "", QT_TRANSLATE_NOOP("FilterOffers", "a reply without its request")},
    {"reordered", "", QT_TRANSLATE_NOOP("FilterOffers", "a reply seen before its request")},
    {"late", "", QT_TRANSLATE_NOOP("FilterOffers", "a reply after the window")},
    {"differs", "", QT_TRANSLATE_NOOP("FilterOffers", "replies that are not alike")},
    {"chained", "", QT_TRANSLATE_NOOP("FilterOffers", "its request is itself a reply")},
    {"reused", "", QT_TRANSLATE_NOOP("FilterOffers", "its reply subject was used before")},
    {"jetstream", "", QT_TRANSLATE_NOOP("FilterOffers", "API, pulls, deliveries, acks")},
    {"pull", "", QT_TRANSLATE_NOOP("FilterOffers", "asks a consumer for messages")},
    {"delivery", "", QT_TRANSLATE_NOOP("FilterOffers", "a message from a stream")},
    {"ack", "", QT_TRANSLATE_NOOP("FilterOffers", "acknowledges a delivery")},
    {"service-error", "", QT_TRANSLATE_NOOP("FilterOffers", "says that a service failed")},
    {"status", "", QT_TRANSLATE_NOOP("FilterOffers", "its headers begin with a status")},
    {"inbox", "", QT_TRANSLATE_NOOP("FilterOffers", "published to an inbox")},
    {"system", "", QT_TRANSLATE_NOOP("FilterOffers", "$SYS, $SRV, $JS.EVENT")},
    {"gap", "", QT_TRANSLATE_NOOP("FilterOffers", "where messages are missing")},
    {"pinned", "", QT_TRANSLATE_NOOP("FilterOffers", "pinned by you")},
    {"error", "", QT_TRANSLATE_NOOP("FilterOffers", "a service error or a status from 400")},
};

// What is being typed at the cursor.
struct Begun
{
    QString text;
    qsizetype begin = 0;
    bool word = false; ///< behind "is:"
    bool term = true;  ///< where a key or a word may stand
};

Begun begunAt(const QString &line, qsizetype cursor)
{
    Begun begun{{}, cursor};
    const std::vector<FilterToken> tokens = capture::Filter::tokens(line.first(cursor));
    if (tokens.empty())
        return begun;
    const auto isOf = [&tokens, &line](size_t fromEnd, FilterToken::Kind kind, QStringView text) {
        if (tokens.size() < fromEnd)
            return false;
        const FilterToken &token = tokens[tokens.size() - fromEnd];
        return token.kind == kind
            && QStringView(line).sliced(token.begin, token.size).compare(text, Qt::CaseInsensitive)
            == 0;
    };
    const FilterToken &last = tokens.back();
    if (last.begin + last.size < cursor)
        return begun;
    if (last.kind == FilterToken::Kind::Operator) {
        begun.word = isOf(2, FilterToken::Kind::Key, u"is");
        begun.term = begun.word;
        return begun;
    }
    if (last.kind == FilterToken::Kind::Not || last.kind == FilterToken::Kind::Paren)
        return begun;
    begun.text = line.sliced(last.begin, last.size);
    begun.begin = last.begin;
    const bool valued = tokens.size() > 1
        && tokens[tokens.size() - 2].kind == FilterToken::Kind::Operator
        && tokens[tokens.size() - 2].begin + tokens[tokens.size() - 2].size == last.begin;
    begun.word = valued && isOf(3, FilterToken::Kind::Key, u"is");
    begun.term = (!valued || begun.word) && !begun.text.startsWith(u'"');
    return begun;
}

} // namespace

std::vector<FilterOffer> filterOffers(const QString &line, qsizetype cursor,
                                      const QStringList &history, bool all)
{
    std::vector<FilterOffer> offers;
    const bool atWordEnd = cursor == line.size() || line[cursor].isSpace() || line[cursor] == u')';
    const Begun begun = begunAt(line, cursor);
    const bool wanted = all || begun.word || !begun.text.isEmpty();
    const auto offer = [&offers, &begun](FilterOffer::Kind kind, const char *name, const char *text,
                                         const char *about) {
        const QString offered = QString::fromLatin1(text);
        if (QLatin1StringView(name).startsWith(begun.text, Qt::CaseInsensitive)
            && offered != begun.text) {
            offers.push_back({kind, offered, Text::tr(about), begun.begin, begun.text.size()});
        }
    };
    if (wanted && begun.term && atWordEnd) {
        for (const About &key : kKeys) {
            if (!begun.word)
                offer(FilterOffer::Kind::Key, key.name, key.begin, key.text);
        }
        for (const About &word : kWords)
            offer(FilterOffer::Kind::Word, word.name, word.name, word.text);
    }
    // A whole line that begins with what is there; all of them when nothing is.
    QString typed = line;
    while (typed.startsWith(u' '))
        typed.remove(0, 1);
    std::vector<FilterOffer> former;
    for (const QString &filter : history) {
        const bool fits = typed.isEmpty()
            ? all
            : filter != typed && filter.contains(typed, Qt::CaseInsensitive);
        if (fits && (typed.isEmpty() || qsizetype(former.size()) < kMaxFormer))
            former.push_back({FilterOffer::Kind::Former, filter, {}, 0, line.size()});
    }
    // Who asks with an empty line more often means one of them than wants to read the keys.
    offers.insert(typed.isEmpty() ? offers.begin() : offers.end(), former.begin(), former.end());
    return offers;
}

} // namespace ui
