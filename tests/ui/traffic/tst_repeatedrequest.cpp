// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/repeatedrequest.h"

#include "core/capture/redaction.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

namespace {

capture::Entry asked(QByteArrayView headerBlock)
{
    capture::Entry entry;
    entry.subject = "orders.lookup";
    entry.reply = "_INBOX.a.1";
    entry.headerBlock = headerBlock;
    entry.payload = "{\"order\":1}";
    return entry;
}

} // namespace

class TestRepeatedRequest : public QObject
{
    Q_OBJECT

private slots:
    void itTakesWhatWasSaid();
    void aMessageThatAsksForNoReplyIsPublished();
    void whatBroughtSeveralRepliesGathersThemAgain();
    void headersThatCannotBeSentAreCounted();
    void secretsThatWereNotKeptAreCounted();
};

void TestRepeatedRequest::itTakesWhatWasSaid()
{
    const ui::RepeatedRequest request
        = ui::repeated(asked("NATS/1.0\r\nTrace-Id: 7f3a\r\nAccept: a\r\nAccept: b\r\n\r\n"));
    QCOMPARE(request.spec.verb, nats::Verb::Request);
    QCOMPARE(request.spec.subject, "orders.lookup"_ba);
    QCOMPARE(request.spec.payload, "{\"order\":1}"_ba);
    QVERIFY(
        request.spec.headers
        == (std::vector<nats::HeaderLine>{{"Trace-Id", "7f3a"}, {"Accept", "a"}, {"Accept", "b"}}));
    QCOMPARE(request.dropped, 0);
    QCOMPARE(ui::differencesOf(request), QStringList());
}

void TestRepeatedRequest::aMessageThatAsksForNoReplyIsPublished()
{
    capture::Entry entry = asked({});
    entry.reply = {};
    QCOMPARE(ui::repeated(entry).spec.verb, nats::Verb::Publish);
}

void TestRepeatedRequest::whatBroughtSeveralRepliesGathersThemAgain()
{
    QCOMPARE(ui::repeated(asked({}), 0).spec.verb, nats::Verb::Request);
    QCOMPARE(ui::repeated(asked({}), 2).spec.verb, nats::Verb::Gather);
    capture::Entry reply = asked({});
    reply.reply = {};
    QCOMPARE(ui::repeated(reply, 2).spec.verb, nats::Verb::Publish);
}

void TestRepeatedRequest::headersThatCannotBeSentAreCounted()
{
    const ui::RepeatedRequest request
        = ui::repeated(asked("NATS/1.0\r\nGood: 1\r\nno colon here\r\n\r\n"));
    QCOMPARE(request.spec.headers.size(), size_t(1));
    QCOMPARE(request.dropped, 1);
    QCOMPARE(ui::differencesOf(request),
             QStringList(u"1 header cannot be sent as it came and is left out."_s));
}

void TestRepeatedRequest::secretsThatWereNotKeptAreCounted()
{
    const capture::Redaction kept = capture::redacted(
        "NATS/1.0\r\nAuthorization: Bearer abc\r\nX-Api-Key: def\r\nTrace-Id: 1\r\n\r\n");
    QCOMPARE(kept.values, 2);
    const ui::RepeatedRequest request = ui::repeated(asked(kept.block));
    QCOMPARE(request.spec.headers.size(), size_t(3));
    QCOMPARE(request.redacted, 2);
    QCOMPARE(ui::differencesOf(request),
             QStringList(u"The secrets of 2 headers were not kept: put them in by hand."_s));
}

QTEST_GUILESS_MAIN(TestRepeatedRequest)
#include "tst_repeatedrequest.moc"
