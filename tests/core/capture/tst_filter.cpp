// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filter.h"

#include "core/capture/capture.h"
#include "core/capture/filtervalue.h"
#include "tests/support/traffic.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace traffic;
using capture::Capture;
using capture::Filter;
using capture::FilterField;
using capture::FilterToken;

namespace {

// "K:subject N:- …": each token with the first letter of its kind.
QString printed(const QString &text)
{
    QStringList parts;
    for (const FilterToken &token : Filter::tokens(text)) {
        const char letters[] = {'K', 'O', 'V', 'W', 'N', '|', 'P', 'B'};
        parts += QChar::fromLatin1(letters[int(token.kind)]) + u"["_s
            + text.mid(token.begin, token.size) + u"]"_s;
    }
    return parts.join(u' ');
}

QByteArray numbersOf(const Capture &capture, const QString &text, const Filter::Facts &facts = {})
{
    const auto filter = Filter::parse(text);
    if (!filter)
        return filter.error().text.toUtf8();
    QByteArrayList found;
    for (capture::Number n = capture.log().first(); n < capture.log().end(); ++n) {
        if (filter->matches(capture, n, facts))
            found += QByteArray::number(n);
    }
    return found.join(' ');
}

QByteArray conversationsOf(const Capture &capture, const QString &text,
                           const Filter::Facts &facts = {})
{
    const auto filter = Filter::parse(text);
    if (!filter)
        return filter.error().text.toUtf8();
    QByteArrayList found;
    const auto &all = capture.conversations();
    for (capture::ConversationId id = all.first(); id < all.end(); ++id) {
        if (filter->matchesConversation(capture, id, facts))
            found += QByteArray::number(id);
    }
    return found.join(' ');
}

} // namespace

class FilterTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void colours_data();
    void colours();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void hasLimits();
    void tokensCoverOnlyWhatIsThere();
    void choosesMessages_data();
    void choosesMessages();
    void choosesConversations_data();
    void choosesConversations();
    void asksForFacts();
    void readsTimesNearTheBeginning();
    void readsTimesOfALongCapture();
    void anEmptyOneLetsEverythingPass();
    void knowsWhetherItIsAboutConversations();
    void termsFromCellsFindTheirCells_data();
    void termsFromCellsFindTheirCells();
    void everyKeyAndWordIsUnderstood();
    void readsBytesInQuotes();

private:
    std::unique_ptr<Capture> m_capture;
};

void FilterTest::initTestCase()
{
    qputenv("TZ", "UTC");
    m_capture = std::make_unique<Capture>(base::WallAnchor::now());
    Capture &c = *m_capture;
    add(c, 0, "orders.lookup", "_INBOX.web.1", R"({"id":7,"who":{"name":"Ann"}})"); // 1, c1
    add(c, 3, "_INBOX.web.1", {}, "found it");                                      // 2
    add(c, 4, "orders.created", {}, QByteArray(2'000, 'x'));                        // 3, c2
    add(c, 5, "billing.charge", "_INBOX.svc.1", "Timed Out, really");               // 4, c3
    c.append(at(6), "_INBOX.svc.1", {},
             "NATS/1.0\r\nNats-Service-Error: out of stock\r\nnats-service-error-code: 409\r\n\r\n",
             "");                                                                  // 5
    add(c, 10, "time.now", "_INBOX.web.2", {});                                    // 6, c4
    c.append(at(11), "_INBOX.gone.9", {}, "NATS/1.0 404 No Messages\r\n\r\n", {}); // 7, c5
    c.append(at(12), "folded.x", {}, "NATS/1.0\r\nLong: first\r\n second\r\nA: 1\r\nA: 2\r\n\r\n",
             R"({"a\/b":1.5,"list":[10,20]})");   // 8, c6
    c.appendGap(at(13), at(14));                  // 9, c7
    add(c, 40, "_INBOX.web.1", {}, "found more"); // 10
}

void FilterTest::colours_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tokens");
    const auto row = [](const char *name, const QString &text, const QString &tokens) {
        QTest::newRow(name) << text << tokens;
    };
    row("empty", u""_s, u""_s);
    row("the mock's", u"latency>2ms subject:*.> -is:jetstream"_s,
        u"K[latency] O[>] V[2ms] K[subject] O[:] V[*.>] N[-] K[is] O[:] W[jetstream]"_s);
    row("words and text", u"unanswered not \"timed out\" foo"_s,
        u"W[unanswered] N[not] V[\"timed out\"] V[foo]"_s);
    row("alternatives", u"(a or b) and c OR d"_s,
        u"P[(] V[a] |[or] V[b] P[)] |[and] V[c] |[OR] V[d]"_s);
    row("two operators", u"header:X-Id~7 json:/a~1b>=5"_s,
        u"K[header] O[:] V[X-Id] O[~] V[7] K[json] O[:] V[/a~1b] O[>=] V[5]"_s);
    row("a mistake does not hide the rest", u"latency>soon subject:a"_s,
        u"K[latency] O[>] B[soon] K[subject] O[:] V[a]"_s);
    row("unknown key", u"foo:bar x"_s, u"B[foo] O[:] V[bar] V[x]"_s);
    row("operator that does not fit", u"size~3"_s, u"K[size] B[~] V[3]"_s);
    row("open parenthesis", u"(a"_s, u"B[(] V[a]"_s);
    row("spaces around operators", u"latency > 20 ms json:/a >= 5"_s,
        u"K[latency] O[>] V[20 ms] K[json] O[:] V[/a] O[>=] V[5]"_s);
    row("signs", u"!a && b || size!=1 status==404"_s,
        u"N[!] V[a] |[&&] V[b] |[||] K[size] O[!=] V[1] K[status] O[==] V[404]"_s);
    row("a value that is yet to come", u"payload~ subject:a latency> or b"_s,
        u"K[payload] O[~] K[subject] O[:] V[a] K[latency] O[>] |[or] V[b]"_s);
    row("closing one too many", u"a) b"_s, u"V[a] B[)] V[b]"_s);
    row("keywords within words", u"order notes android"_s, u"V[order] V[notes] V[android]"_s);
    row("only quotes", u"\"\""_s, u"B[\"\"]"_s);
    row("beyond ASCII", u"größe>1 ü"_s, u"V[größe>1] V[ü]"_s);
}

void FilterTest::colours()
{
    QFETCH(QString, text);
    QTEST(printed(text), "tokens");
}

void FilterTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("says");
    const auto row = [](const QString &text, int offset, const QString &says) {
        QTest::newRow(qPrintable(text)) << text << offset << says;
    };
    row(u"latency>"_s, 8, u"After “latency>”, a duration is expected, for example 20ms."_s);
    row(u"latency>soon"_s, 8, u"“soon” is not a duration; “20ms” is one."_s);
    row(u"size~1"_s, 4, u"After “size”, “:”, “=”, “>”, “>=”, “<” or “<=” is expected, not “~”."_s);
    row(u"payload:x"_s, 7, u"After “payload”, “=” or “~” is expected, not “:”."_s);
    row(u"a foo:bar"_s, 2, u"“foo” cannot be asked for. In quotes it is looked for as text."_s);
    row(u"a or"_s, 4, u"Something to look for is expected here."_s);
    row(u"or a"_s, 0, u"Something to look for is expected here."_s);
    row(u"and a"_s, 0, u"Something to look for is expected here."_s);
    row(u"a and and b"_s, 6, u"Something to look for is expected here."_s);
    row(u"a and"_s, 5, u"Something to look for is expected here."_s);
    row(u"-"_s, 1, u"Something to look for is expected here."_s);
    row(u"()"_s, 1, u"Something to look for is expected here."_s);
    row(u"(a"_s, 0, u"A “)” is missing for this “(”."_s);
    row(u"a)"_s, 1, u"This “)” has no “(”."_s);
    row(u"\"a"_s, 0, u"A closing “\"” is expected here."_s);
    row(u"header:A:b"_s, 8, u"After “header:A”, “=” or “~” is expected, not “:”."_s);
    row(u"header:A > 5"_s, 9, u"After “header:A”, “=” or “~” is expected, not “>”."_s);
    row(u"json:/a:5"_s, 7,
        u"After “json:/a”, “=”, “~”, “>”, “>=”, “<” or “<=” is expected, not “:”."_s);
    row(u"is!=waiting"_s, 2, u"After “is”, “:” is expected, not “!=”."_s);
    row(u"payload~ subject:a"_s, 8,
        u"After “payload~”, a text is expected, for example \"timed out\"."_s);
    row(u"subject:ord*"_s, 8,
        u"A wildcard stands for all between two dots; “subject~” finds a part."_s);
    row(u"reply:a.*b.>"_s, 6,
        u"A wildcard stands for all between two dots; “reply~” finds a part."_s);
    row(u"is:green"_s, 3, u"“green” is no word for what a message is; “unanswered” is one."_s);
    row(u"subject:a..b"_s, 8,
        u"Subject: a name is expected before, between and after dots (byte 2)"_s);
    row(u"json:a"_s, 5, u"After “json:”, a JSON pointer is expected, for example /order/id."_s);
    row(u"json:/a>x"_s, 8, u"“x” is not a number."_s);
    row(u"header:"_s, 7,
        u"After “header:”, a header's name is expected, for example Nats-Service-Error."_s);
    row(u"at>25:00"_s, 3, u"“25:00” is not a time of day; “20:01:33” is one."_s);
    row(u"replies>1.5"_s, 8, u"“1.5” is not a whole number; “3” is one."_s);
}

void FilterTest::saysWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(int, offset);
    const auto filter = Filter::parse(text);
    QVERIFY(!filter);
    QTEST(filter.error().text, "says");
    QCOMPARE(filter.error().offset, qint64(offset));
}

void FilterTest::hasLimits()
{
    QVERIFY(Filter::parse(QString(Filter::kMaxText, u'a')));
    QVERIFY(!Filter::parse(QString(Filter::kMaxText + 1, u'a')));
    const auto terms = [](int count) {
        return u"a "_s.repeated(count);
    };
    QVERIFY(Filter::parse(terms(Filter::kMaxTerms)));
    QVERIFY(!Filter::parse(terms(Filter::kMaxTerms + 1)));
    const auto deep = [](int depth) {
        return QString(QString(depth, u'(') + u'a' + QString(depth, u')'));
    };
    QVERIFY(Filter::parse(deep(Filter::kMaxDepth)));
    QVERIFY(!Filter::parse(deep(Filter::kMaxDepth + 1)));
    QVERIFY(Filter::parse(QString(QString(Filter::kMaxText - 1, u'-') + u'a')));
}

void FilterTest::tokensCoverOnlyWhatIsThere()
{
    const QString text = uR"((is:error or -subject:"a b") json:/a="x" and at>20:01 foo:)"_s;
    for (qsizetype size = 0; size <= text.size(); ++size) {
        qsizetype end = 0;
        for (const FilterToken &token : Filter::tokens(text.left(size))) {
            QVERIFY(token.begin >= end);
            QVERIFY(token.size > 0);
            end = token.begin + token.size;
        }
        QVERIFY(end <= size);
    }
}

void FilterTest::choosesMessages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("numbers");
    const auto row = [](const QString &text, const char *numbers) {
        QTest::newRow(qPrintable(text)) << text << QByteArray(numbers);
    };
    row(u""_s, "1 2 3 4 5 6 7 8 9 10");
    row(u"subject:orders.>"_s, "1 3");
    row(u"orders.*"_s, "1 3");
    row(u"subject:orders"_s, "1 3");
    row(u"subject:order"_s, "");
    row(u"subject:orders.lookup"_s, "1");
    row(u"subject=orders.lookup"_s, "1");
    row(u"subject~ORDER"_s, "1 3");
    row(u"reply:_INBOX.web.*"_s, "1 6");
    row(u"reply~inbox"_s, "1 4 6");
    row(u"header:Nats-Service-Error"_s, "5");
    row(u"header:NATS-SERVICE-ERROR-CODE=409"_s, "5");
    row(u"header:Nats-Service-Error~\"OF st\""_s, "5");
    row(u"header:Nats-Service-Error=out"_s, "");
    row(u"header:Long=\"first second\""_s, "8");
    row(u"header:A=2"_s, "8");
    row(u"header:Nats-Service"_s, "");
    row(u"payload~\"timed out\""_s, "4");
    row(u"payload=\"timed out\""_s, "");
    row(u"payload=\"found it\""_s, "2");
    row(u"\"TIMED out\""_s, "4");
    row(u"found"_s, "2 10");
    row(u"FOUND IT"_s, "2");
    row(u"json:/id=7"_s, "1");
    row(u"json:/id>6.5"_s, "1");
    row(u"json:/id<7"_s, "");
    row(u"json:/who/name~ann"_s, "1");
    row(u"json:/who/name=ann"_s, "");
    row(u"json:/list/1=20"_s, "8");
    row(u"json:/a~1b>=1.5"_s, "8");
    row(u"json:/who"_s, "1");
    row(u"size>1k"_s, "3");
    row(u"size<=2000 size>=2000b"_s, "3");
    row(u"number>8"_s, "9 10");
    row(u"number:3"_s, "3");
    row(u"status:404"_s, "7");
    row(u"status>=400"_s, "7");
    row(u"status"_s, "7");
    row(u"service-error"_s, "5");
    row(u"error"_s, "5 7");
    row(u"request"_s, "1 4 6");
    row(u"publish"_s, "3 8");
    row(u"reply"_s, "2 5 7 10");
    row(u"orphan"_s, "7");
    row(u"answered"_s, "1 2 4 5 10");
    row(u"waiting"_s, "6");
    row(u"differs"_s, "1 2 10");
    row(u"inbox"_s, "2 5 7 10");
    row(u"gap"_s, "9");
    row(u"replies>=2"_s, "1 2 10");
    row(u"replies:0"_s, "6");
    row(u"latency>2ms"_s, "1 2 10");
    row(u"latency>3ms"_s, "");
    row(u"latency:3"_s, "1 2 10");
    row(u"last>=40ms"_s, "1 2 10");
    row(u"conversation:1"_s, "1 2 10");
    row(u"requester:web"_s, "1 2 6 10");
    row(u"requester=_INBOX.svc"_s, "4 5");
    row(u"-reply -request"_s, "3 8 9");
    row(u"not (reply or request or gap)"_s, "3 8");
    row(u"orders billing"_s, "");
    row(u"orders or billing"_s, "1 3 4");
    row(u"orders or billing size>1k"_s, "1 3");
    row(u"(orders or billing) size>1k"_s, "3");
    row(u"--orders"_s, "1 3");
    row(u"latency > 2 ms"_s, "1 2 10");
    row(u"latency >2"_s, "1 2 10");
    row(u"subject: orders.>"_s, "1 3");
    row(u"size >= 2 k"_s, "");
    row(u"header:A = 2"_s, "8");
    row(u"header:A!=1"_s, "1 2 3 4 5 6 7 9 10");
    row(u"json:/id > 6.5"_s, "1");
    row(u"status == 404"_s, "7");
    row(u"status!=404"_s, "1 2 3 4 5 6 8 9 10");
    row(u"-status != 404"_s, "7");
    row(u"subject!=orders.lookup orders"_s, "3");
    row(u"!reply && !request"_s, "3 8 9");
    row(u"orders || billing"_s, "1 3 4");
    row(u"! (reply || request || gap)"_s, "3 8");
    row(u"number:1 or number:3"_s, "1 3");
}

void FilterTest::choosesMessages()
{
    QFETCH(QString, text);
    QTEST(numbersOf(*m_capture, text), "numbers");
}

void FilterTest::choosesConversations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("ids");
    const auto row = [](const QString &text, const char *ids) {
        QTest::newRow(qPrintable(text)) << text << QByteArray(ids);
    };
    row(u""_s, "1 2 3 4 5 6 7");
    row(u"subject:orders.>"_s, "1 2");
    row(u"found"_s, "1");
    row(u"payload=\"found more\""_s, "1");
    row(u"-payload~found"_s, "2 3 4 5 6 7");
    row(u"header:Nats-Service-Error"_s, "3");
    row(u"error"_s, "3 5");
    row(u"service-error"_s, "3");
    row(u"status:404"_s, "5");
    row(u"size>1k"_s, "2");
    row(u"request"_s, "1 3 4");
    row(u"publish"_s, "2 6");
    row(u"reply"_s, "1 3 5");
    row(u"waiting"_s, "4");
    row(u"unanswered"_s, "");
    row(u"gap"_s, "7");
    row(u"latency<=1ms"_s, "3");
    row(u"replies=2"_s, "1");
    row(u"requester:web -answered"_s, "4");
    row(u"number:10"_s, "1");
    row(u"conversation<=2"_s, "1 2");
}

void FilterTest::choosesConversations()
{
    QFETCH(QString, text);
    QTEST(conversationsOf(*m_capture, text), "ids");
}

void FilterTest::asksForFacts()
{
    Filter::Facts facts;
    facts.isPinned = [](capture::Number number) {
        return number == 4;
    };
    facts.requesterName = [](quint32 requester) {
        return requester == 1 ? u"Web Shop"_s : QString();
    };
    QCOMPARE(numbersOf(*m_capture, u"pinned"_s, facts), "4"_ba);
    QCOMPARE(conversationsOf(*m_capture, u"pinned"_s, facts), "3"_ba);
    QCOMPARE(conversationsOf(*m_capture, u"requester=\"Web Shop\""_s, facts), "1 4"_ba);
    QCOMPARE(conversationsOf(*m_capture, u"requester~shop"_s, facts), "1 4"_ba);
    QCOMPARE(conversationsOf(*m_capture, u"requester:shop"_s, facts), QByteArray());
    QCOMPARE(conversationsOf(*m_capture, u"pinned"_s), QByteArray());
}

void FilterTest::readsTimesNearTheBeginning()
{
    // 2026-11-21T23:59:58Z
    const base::WallAnchor anchor{
        at(0), std::chrono::system_clock::time_point(std::chrono::seconds(1'795'305'598))};
    Capture capture(anchor);
    for (int second = 0; second < 4; ++second)
        add(capture, second * 1'000 + 250, "s");
    QCOMPARE(numbersOf(capture, u"at>23:59:59"_s), "2 3 4"_ba);
    QCOMPARE(numbersOf(capture, u"at<00:00:01"_s), "1 2 3"_ba);
    QCOMPARE(numbersOf(capture, u"at>=23:59:59.25 at<=00:00:00.250"_s), "2 3"_ba);
    QCOMPARE(numbersOf(capture, u"at:23:59"_s), "1 2"_ba);
    QCOMPARE(numbersOf(capture, u"at>12:00"_s), "1 2 3 4"_ba);
    QCOMPARE(numbersOf(capture, u"at>2026-11-22"_s), "3 4"_ba);
    QCOMPARE(numbersOf(capture, u"at:2026-11-21"_s), "1 2"_ba);
    QCOMPARE(numbersOf(capture, u"at>2026-11-22T00:00:01Z"_s), "4"_ba);
    QCOMPARE(conversationsOf(capture, u"at>2026-11-22T00:00:01Z"_s), "4"_ba);
}

// From 10:00 on, for fourteen hours: 23:00 is not the evening before.
void FilterTest::readsTimesOfALongCapture()
{
    const base::WallAnchor anchor{
        at(0), std::chrono::system_clock::time_point(std::chrono::seconds(1'795'255'200))};
    constexpr qint64 kHour = 3'600'000;
    Capture capture(anchor);
    add(capture, 0, "s");
    const auto evening = *Filter::parse(u"at>23:00"_s);
    QVERIFY(evening.matches(capture, 1));
    for (const qint64 hour : {12, 13, 14})
        add(capture, hour * kHour - 1, "s");
    QCOMPARE(numbersOf(capture, u"at>23:00"_s), "4"_ba);
    QCOMPARE(numbersOf(capture, u"at<09:00"_s), QByteArray());
    QCOMPARE(numbersOf(capture, u"at>10:30 at<22:30"_s), "2"_ba);
    // What a filter has once said stays what it means.
    QVERIFY(evening.matches(capture, 1));
}

void FilterTest::anEmptyOneLetsEverythingPass()
{
    QVERIFY(Filter().isEmpty());
    QVERIFY(Filter::parse(u"  "_s)->isEmpty());
    QVERIFY(!Filter::parse(u"a"_s)->isEmpty());
    QCOMPARE(Filter::parse(u" a "_s)->text(), u" a "_s);
}

void FilterTest::knowsWhetherItIsAboutConversations()
{
    QVERIFY(!Filter::parse(u"subject:a size>1 error pinned"_s)->isAboutConversations());
    QVERIFY(Filter::parse(u"subject:a or latency>1ms"_s)->isAboutConversations());
    QVERIFY(Filter::parse(u"-(a answered)"_s)->isAboutConversations());
}

void FilterTest::termsFromCellsFindTheirCells_data()
{
    QTest::addColumn<FilterField>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("term");
    const auto row = [](FilterField field, const QByteArray &value, const QString &term) {
        QTest::newRow(qPrintable(term)) << field << value << term;
    };
    row(FilterField::Subject, "orders.lookup", u"subject:orders.lookup"_s);
    row(FilterField::Subject, "orders", u"subject=orders"_s);
    row(FilterField::Subject, "orders.>", u"subject:orders.>"_s);
    row(FilterField::Subject, ">", u"subject:>"_s);
    row(FilterField::Subject, "a(b).c", u"subject:\"a(b).c\""_s);
    row(FilterField::Subject, "a\xff.c", u"subject:\"a\\xff.c\""_s);
    row(FilterField::Reply, "_INBOX.web.1", u"reply:_INBOX.web.1"_s);
    row(FilterField::Requester, "Web Shop", u"requester=\"Web Shop\""_s);
    row(FilterField::State, "unanswered", u"is:unanswered"_s);
    row(FilterField::Latency, "1,130.671 ms", u"latency>=1130.671ms"_s);
    row(FilterField::Latency, "18.2\u2009µs", u"latency>=18.2µs"_s);
    row(FilterField::Size, "1.2 KiB", u"size:1.2KiB"_s);
    row(FilterField::Header, "X-Id: a \"b\"", u"header:X-Id=\"a \\\"b\\\"\""_s);
    row(FilterField::Header, "X>Y: 1", u"header:\"X>Y\"=1"_s);
    row(FilterField::Subject,
        "\xef\xbb\xbf"
        "a.b",
        u"subject:\"\ufeffa.b\""_s);
    row(FilterField::Subject, "a.b*", u"subject:\"a.b*\""_s);
    row(FilterField::Header, "X=Y: 1", u"header:\"X=Y\"=1"_s);
    row(FilterField::Header, "X-Id", u"header:X-Id"_s);
    row(FilterField::Header, "X-Id:", u"header:X-Id=\"\""_s);
    row(FilterField::Payload, "a\nb\\", u"payload~\"a\\nb\\\\\""_s);
}

void FilterTest::termsFromCellsFindTheirCells()
{
    QFETCH(FilterField, field);
    QFETCH(QByteArray, value);
    const QString term = filterTerm(field, value);
    QTEST(term, "term");
    const auto filter = Filter::parse(term);
    QVERIFY2(filter.ok(), qPrintable(filter ? QString() : filter.error().text));

    Capture capture(base::WallAnchor::now());
    const QByteArray block = "NATS/1.0\r\n" + value + "\r\n\r\n";
    if (field == FilterField::Subject && !value.contains('>'))
        add(capture, 0, value);
    else if (field == FilterField::Reply)
        add(capture, 0, "a", value);
    else if (field == FilterField::Payload)
        add(capture, 0, "a", {}, value);
    else if (field == FilterField::Header && value.contains(':'))
        capture.append(at(0), "a", {}, block, {});
    else
        return;
    QCOMPARE(numbersOf(capture, term), "1"_ba);
}

void FilterTest::everyKeyAndWordIsUnderstood()
{
    for (const QString &word : capture::filterWords()) {
        QVERIFY2(Filter::parse(word).ok(), qPrintable(word));
        QVERIFY2(Filter::parse(u"-is:"_s + word).ok(), qPrintable(word));
        QCOMPARE(printed(word), u"W[%1]"_s.arg(word));
    }
    for (const QString &key : capture::filterKeys()) {
        QVERIFY2(!Filter::parse(key + u':').ok(), qPrintable(key));
        QCOMPARE(printed(key + u':').left(2), u"K["_s);
    }
}

void FilterTest::readsBytesInQuotes()
{
    QCOMPARE(capture::unquoted(uR"(\x41\n\\\"\q\x\x4)"), QByteArray("A\n\\\"\\q\\x\\x4"));
    // Two digits and nothing else that reads as a number.
    QCOMPARE(capture::unquoted(uR"(\x 4\x+4\xg0)"), QByteArray("\\x 4\\x+4\\xg0"));
}

QTEST_GUILESS_MAIN(FilterTest)
#include "tst_filter.moc"
