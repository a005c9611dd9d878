// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/filteroffers.h"

#include "core/capture/filter.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using ui::FilterOffer;
using ui::filterOffers;

namespace {

// What each offer would make of the line; "|" is the cursor.
QString printed(QString line, const QStringList &history, bool all = false)
{
    const qsizetype cursor = line.indexOf(u'|');
    line.remove(u'|');
    QStringList lines;
    for (const FilterOffer &offer : filterOffers(line, cursor, history, all))
        lines += QString(line).replace(offer.begin, offer.size, offer.text);
    return lines.join(u'\n');
}

} // namespace

class FilterOffersTest final : public QObject
{
    Q_OBJECT

private slots:
    void offersWhatFits_data();
    void offersWhatFits();
    void everythingWhenAsked();
    void everyKeyAndWordIsExplained();
    void formerFiltersAreFewWhileTyping();
};

void FilterOffersTest::offersWhatFits_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("offers");
    const auto row = [](const char *name, const QString &line, const QString &offers) {
        QTest::newRow(name) << line << offers;
    };
    row("nothing typed", u"|"_s, {});
    row("a key", u"subj|"_s, u"subject:"_s);
    row("a key in capitals", u"SUBJ|"_s, u"subject:"_s);
    row("keys and words", u"la|"_s, u"latency>\nlast>\nlate"_s);
    row("a word", u"una|"_s, u"unanswered"_s);
    row("a whole word", u"unanswered|"_s, {});
    row("key and word alike", u"stat|"_s, u"status:\nstatus"_s);
    row("the second term", u"size>1k una|"_s, u"size>1k unanswered"_s);
    row("behind a minus", u"-una|"_s, u"-unanswered"_s);
    row("in parentheses", u"(una|)"_s, u"(unanswered)"_s);
    row("before another term", u"una| b"_s, u"unanswered b"_s);
    row("within a word", u"un|answered"_s, {});
    row("behind is", u"is:gap|"_s, {});
    row("words behind is", u"is:re|"_s, u"is:request\nis:reply\nis:reordered\nis:reused"_s);
    row("no key in a value", u"subject:si|"_s, {});
    row("nothing behind another key", u"subject:|"_s, {});
    row("not in quotes", u"\"una|"_s, {});
    row("behind a space", u"a |"_s, {});
    row("not", u"not una|"_s, u"not unanswered"_s);
    row("a former one", u"json|"_s, u"json:\njson:/id=7 answered"_s);
    row("within a former one", u"/id|"_s, u"json:/id=7 answered"_s);
    row("the former one itself", u"json:/id=7 answered|"_s, {});
}

void FilterOffersTest::offersWhatFits()
{
    QFETCH(QString, line);
    QTEST(printed(line, {u"json:/id=7 answered"_s}), "offers");
}

void FilterOffersTest::everythingWhenAsked()
{
    const QStringList all = printed(u"|"_s, {u"one"_s, u"two"_s}, true).split(u'\n');
    QCOMPARE(all.first(2), (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(all.size(), 2 + capture::filterKeys().size() + capture::filterWords().size());
    QVERIFY(printed(u"size>1k |"_s, {}, true).contains(u"size>1k unanswered"));
    QCOMPARE(printed(u"is:|"_s, {}).split(u'\n').size(), capture::filterWords().size());
    QVERIFY(printed(u"subject:|"_s, {}, true).isEmpty());
}

void FilterOffersTest::everyKeyAndWordIsExplained()
{
    const auto offers = filterOffers({}, 0, {}, true);
    const auto has = [&offers](FilterOffer::Kind kind, const QString &name) {
        return std::any_of(offers.begin(), offers.end(), [&](const FilterOffer &offer) {
            const QString text
                = kind == FilterOffer::Kind::Key ? offer.text.chopped(1) : offer.text;
            return offer.kind == kind && text == name && !offer.about.isEmpty();
        });
    };
    for (const QString &key : capture::filterKeys())
        QVERIFY2(has(FilterOffer::Kind::Key, key), qPrintable(key));
    for (const QString &word : capture::filterWords())
        QVERIFY2(has(FilterOffer::Kind::Word, word), qPrintable(word));
    // What is offered for a key must be an operator that it has.
    for (const FilterOffer &offer : offers) {
        const auto tokens = capture::Filter::tokens(offer.text + u"1"_s);
        QVERIFY2(offer.kind != FilterOffer::Kind::Key
                     || tokens.at(1).kind == capture::FilterToken::Kind::Operator,
                 qPrintable(offer.text));
    }
}

void FilterOffersTest::formerFiltersAreFewWhileTyping()
{
    QStringList many;
    for (int i = 0; i < 20; ++i)
        many += u"payload~x%1"_s.arg(i);
    QCOMPARE(printed(u"~x|"_s, many).split(u'\n').size(), ui::kMaxFormer);
}

QTEST_GUILESS_MAIN(FilterOffersTest)
#include "tst_filteroffers.moc"
