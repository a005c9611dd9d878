// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/request.h"

#include <QtCore/QMetaEnum>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::EndReason;
using nats::Outcome;
using nats::RequestSpec;
using nats::SentinelRule;

namespace {

RequestSpec spec(nats::Verb verb = nats::Verb::Gather)
{
    RequestSpec request;
    request.verb = verb;
    request.subject = "demo.time";
    request.rules.quiet = 300ms;
    return request;
}

Outcome outcome(EndReason reason, base::Span at = 0ns, quint64 replies = 0)
{
    Outcome end;
    end.reason = reason;
    end.at = at;
    end.replies = replies;
    return end;
}

Outcome disconnected(nats::DisconnectCause cause, nats::Sent sent, quint64 replies = 0)
{
    Outcome end = outcome(EndReason::Disconnected, 40ms, replies);
    end.cause = cause;
    end.sent = sent;
    return end;
}

} // namespace

class RequestTest final : public QObject
{
    Q_OBJECT

private slots:
    void sentinelsReadAndWriteTheSameText_data();
    void sentinelsReadAndWriteTheSameText();
    void refusesOtherSentinels_data();
    void refusesOtherSentinels();
    void everyReasonHasItsOwnSentence();
    void sentences_data();
    void sentences();
    void aDeniedInboxIsNamed_data();
    void aDeniedInboxIsNamed();
    void anOddSubjectIsShownAsBytes();
    void notesFollowTheSentence();
};

void RequestTest::sentinelsReadAndWriteTheSameText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("index");
    QTest::newRow("off") << "off"_ba << 0;
    QTest::newRow("empty") << "empty"_ba << 1;
    QTest::newRow("header") << "header:K"_ba << 2;
    QTest::newRow("header value") << "header:K=V"_ba << 2;
    QTest::newRow("header empty value") << "header:K="_ba << 2;
    QTest::newRow("equals in the value") << "header:K=a=b"_ba << 2;
    QTest::newRow("payload") << "payload:done"_ba << 3;
    QTest::newRow("payload with spaces") << "payload: a "_ba << 3;
    QTest::newRow("payload bytes") << QByteArray("payload:\0\xff\n", 11) << 3;
    QTest::newRow("payload that looks like a rule") << "payload:empty"_ba << 3;
}

void RequestTest::sentinelsReadAndWriteTheSameText()
{
    QFETCH(QByteArray, text);
    QFETCH(int, index);
    const auto rule = nats::parseSentinel(text);
    QVERIFY(rule);
    QCOMPARE(int(rule->index()), index);
    QCOMPARE(nats::toText(*rule), text);
}

void RequestTest::refusesOtherSentinels_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("unknown") << "none"_ba;
    QTest::newRow("upper case") << "Empty"_ba;
    QTest::newRow("header without name") << "header:"_ba;
    QTest::newRow("header with only a value") << "header:=V"_ba;
    QTest::newRow("header with a space") << "header:a b"_ba;
    QTest::newRow("header with a colon") << "header:a:b"_ba;
    QTest::newRow("header value that cannot come") << "header:a=b\r\nc"_ba;
    QTest::newRow("payload without text") << "payload:"_ba;
}

void RequestTest::refusesOtherSentinels()
{
    QFETCH(QByteArray, text);
    const auto rule = nats::parseSentinel(text);
    QVERIFY(!rule);
    QVERIFY(rule.error().text.startsWith(u"Sentinel: "));
}

void RequestTest::everyReasonHasItsOwnSentence()
{
    const auto reasons = QMetaEnum::fromType<EndReason>();
    QSet<QString> seen;
    for (int i = 0; i < reasons.keyCount(); ++i) {
        const QString text = nats::sentence(outcome(EndReason(reasons.value(i)), 12ms, 3), spec());
        QVERIFY2(!text.isEmpty(), reasons.key(i));
        QVERIFY2(!text.contains(u'%'), qPrintable(text));
        seen << text;
    }
    QCOMPARE(int(seen.size()), reasons.keyCount());
}

void RequestTest::sentences_data()
{
    QTest::addColumn<Outcome>("end");
    QTest::addColumn<QString>("text");

    QTest::newRow("deadline") << outcome(EndReason::Deadline, 2s, 4)
                              << u"Ended after 2.000 s: the total time ran out with 4 replies"_s;
    QTest::newRow("deadline, one") << outcome(EndReason::Deadline, 2000700us, 1)
                                   << u"Ended after 2.001 s: the total time ran out with 1 reply"_s;
    QTest::newRow("nobody") << outcome(EndReason::NoResponders, 300us)
                            << u"Nobody is subscribed to demo.time"_s;
    QTest::newRow("denied") << outcome(EndReason::PublishDenied)
                            << u"Permissions do not allow publishing to demo.time"_s;
    QTest::newRow("stalled") << outcome(EndReason::Stalled, 361200us, 3)
                             << u"Ended after 361.2 ms: 3 replies, then none for 300 ms"_s;
    QTest::newRow("cancelled") << outcome(EndReason::Cancelled, 700us)
                               << u"Stopped after 700 µs with no reply"_s;
    QTest::newRow("sentinel") << outcome(EndReason::Sentinel, 20ms, 2)
                              << u"Ended after 20 ms: the sentinel came, with 2 replies"_s;
    QTest::newRow("count") << outcome(EndReason::CountReached, 20ms, 5)
                           << u"Ended after 20 ms: 5 replies came, as many as asked for"_s;

    Outcome end = outcome(EndReason::TimedOut, 2s);
    end.sent = nats::Sent::Yes;
    QTest::newRow("timed out") << end
                               << u"Timed out: no reply came within 2.000 s, nor the "
                                  "server's word that it took the request"_s;
    end.accepted = true;
    QTest::newRow("timed out, accepted")
        << end << u"Timed out: somebody is subscribed, but no reply came within 2.000 s"_s;

    end = outcome(EndReason::Status, 5ms, 1);
    end.statusCode = 408;
    end.statusText = u"Request Timeout"_s;
    QTest::newRow("status")
        << end << u"Ended after 5 ms: status “408 Request Timeout” came, with 1 reply"_s;
    end.statusCode = 7;
    end.statusText.clear();
    QTest::newRow("status without text")
        << end << u"Ended after 5 ms: status “007” came, with 1 reply"_s;

    end = outcome(EndReason::InvalidRequest);
    end.detail = u"Subject: it is empty"_s;
    QTest::newRow("invalid") << end
                             << u"Not sent, the request is not valid: Subject: it is empty"_s;

    end = outcome(EndReason::Overflow, 1s, 1'000'000);
    QTest::newRow("overflow by count")
        << end << u"Ended after 1.000 s: 1000000 replies came, the most that Fanin keeps"_s;
    end.replies = 26;
    QTest::newRow("overflow by bytes")
        << end << u"Ended after 1.000 s: the 26 replies fill the 256 MiB that Fanin keeps"_s;

    using nats::DisconnectCause;
    using nats::Sent;
    QTest::newRow("EOF, sent") << disconnected(DisconnectCause::Eof, Sent::Yes, 2)
                               << u"Disconnected after 40 ms, with the request sent and 2 replies; "
                                  "the server closed the connection"_s;
    QTest::newRow("stale, in part") << disconnected(DisconnectCause::Stale, Sent::Partly)
                                    << u"Disconnected after 40 ms, when the request was sent only "
                                       "in part; the server stopped answering"_s;
    QTest::newRow("closed, not sent") << disconnected(DisconnectCause::UserClose, Sent::No)
                                      << u"Disconnected after 40 ms, before the request was sent; "
                                         "the connection was closed here"_s;
    end = disconnected(DisconnectCause::ProtocolError, Sent::Yes);
    end.detail = u"MSG: payload size 'x1' is not a number (byte 17)"_s;
    QTest::newRow("protocol error")
        << end
        << u"Disconnected after 40 ms, with the request sent and no reply; the server broke "
           "the protocol: MSG: payload size 'x1' is not a number (byte 17)"_s;
}

void RequestTest::sentences()
{
    QFETCH(Outcome, end);
    QTEST(nats::sentence(end, spec()), "text");
}

void RequestTest::aDeniedInboxIsNamed_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QByteArray>("customReply");
    QTest::addColumn<QString>("named");
    const int inbox = int(EndReason::InboxDenied);
    const int reply = int(EndReason::ReplySubjectRejected);
    QTest::newRow("inbox") << inbox << u"Permissions Violation for Subscription to \"_INBOX.a.*\""_s
                           << ""_ba << u"subscribing to _INBOX.a.*,"_s;
    QTest::newRow("inbox with queue")
        << inbox << u"Permissions Violation for Subscription to \"_INBOX.b\" using queue \"q\""_s
        << ""_ba << u"subscribing to _INBOX.b,"_s;
    QTest::newRow("custom") << inbox << QString() << "my.reply"_ba << u"subscribing to my.reply,"_s;
    QTest::newRow("unknown") << inbox << u"\""_s << ""_ba << u"the reply subject"_s;
    QTest::newRow("rejected") << reply
                              << u"Permissions Violation for Publish with Reply of \"_R_.x\""_s
                              << ""_ba << u"the reply subject _R_.x"_s;
}

void RequestTest::aDeniedInboxIsNamed()
{
    QFETCH(int, reason);
    QFETCH(QString, named);
    Outcome end = outcome(EndReason(reason));
    QFETCH(QString, detail);
    end.detail = detail;
    RequestSpec request = spec();
    QFETCH(QByteArray, customReply);
    request.customReply = customReply;
    const QString text = nats::sentence(end, request);
    QVERIFY2(text.contains(named), qPrintable(text));
    if (EndReason(reason) == EndReason::InboxDenied)
        QVERIFY2(text.contains(u"inbox prefix"), qPrintable(text));
}

void RequestTest::anOddSubjectIsShownAsBytes()
{
    RequestSpec request = spec();
    request.subject = "a\xff";
    QCOMPARE(nats::sentence(outcome(EndReason::NoResponders), request),
             u"Nobody is subscribed to a\\xff"_s);
}

void RequestTest::notesFollowTheSentence()
{
    Outcome end = outcome(EndReason::CountReached, 1500us, 1);
    const RequestSpec request = spec(nats::Verb::Request);
    QCOMPARE(nats::sentence(end, request), u"Answered after 1.5 ms"_s);
    end.clockSlip = 35ms;
    QCOMPARE(nats::sentence(end, request),
             u"Answered after 1.5 ms; this computer was busy and noticed it 35 ms late"_s);
    end.gap = true;
    QVERIFY(nats::sentence(end, request).contains(u"lost and restored meanwhile"));
}

QTEST_GUILESS_MAIN(RequestTest)
#include "tst_request.moc"
