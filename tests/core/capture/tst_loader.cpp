// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/feed.h"
#include "core/capture/loader.h"
#include "core/capture/loaderthread.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capture::Feed;
using capture::Loader;

class TestLoader : public QObject
{
    Q_OBJECT

private slots:
    void aCaptureIsRead();
    void timesAndGapsAreTheFiles();
    void nothingIsSaidBeforeOpenReturns();
    void conversationsThatStayOpenAreClosed();
    void inboxesAreThoseOfTheWatch();
    void theFilesTimeClosesWindows();
    void linesThatCannotBeReadAreCounted();
    void emptyLinesAndMarksAreNoLines();
    void aFileCutOffIsReadUpToThere_data();
    void aFileCutOffIsReadUpToThere();
    void whatIsNoCaptureIsRefused_data();
    void whatIsNoCaptureIsRefused();
    void otherThingsThanFilesAreRefused();
    void tooManyBadLinesAtTheStartAreRefused();
    void linesAreLimited();
    void timesFarFromTheFirstAreBad();
    void manyMessagesComeInSlices();
    void deletingItCancels();
    void whoHearsOfTheEndMayDeleteIt();

private:
    QTemporaryDir m_dir;

    QString write(const QByteArray &content)
    {
        QFile file(m_dir.filePath(u"capture.jsonl"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }
};

namespace {

const QByteArray kHead = R"({"fanin":"capture","version":1,"startedAt":"2026-11-22T20:00:00Z",)"
                         R"("subjects":["a.>"],"server":"nats://x","redacted":true})"
                         "\n";

QByteArray line(const char *at, const char *subject, const char *rest = "")
{
    return QByteArray(R"({"at":"2026-11-22T20:)") + at + R"(Z","subject":")" + subject + '"' + rest
        + "}\n";
}

// A feed and what its loader said.
struct Scene
{
    Feed feed{base::WallAnchor::now()};
    std::optional<Loader::Report> report;
    std::optional<base::Error> error;
    std::unique_ptr<Loader> loader = std::make_unique<Loader>(feed);

    explicit Scene(const QString &path)
    {
        QObject::connect(loader.get(), &Loader::finished, loader.get(),
                         [this](const Loader::Report &said) { report = said; });
        QObject::connect(loader.get(), &Loader::failed, loader.get(),
                         [this](const base::Error &said) { error = said; });
        loader->open(path);
    }
    bool ends()
    {
        return QTest::qWaitFor([this] { return report || error; }, 60'000);
    }
    [[nodiscard]] const capture::Capture &capture() const { return feed.capture(); }
};

} // namespace

void TestLoader::aCaptureIsRead()
{
    Scene scene(write(
        kHead
        + line("00:01", "a.b", R"(,"reply":"_INBOX.x.1","headers":[["K","V"]],"payloadText":"q")")
        + line("00:01.020", "_INBOX.x.1", R"(,"payloadBase64":"/w==")")));
    QVERIFY(scene.ends());
    QVERIFY2(scene.report, scene.error ? qPrintable(scene.error->text) : "");
    QCOMPARE(scene.report->messages, quint64(2));
    QCOMPARE(scene.report->badLines, quint64(0));
    QVERIFY(!scene.report->cutOff);
    QCOMPARE(scene.report->head.subjects, std::vector<QByteArray>{"a.>"});
    QCOMPARE(scene.report->head.server, u"nats://x"_s);
    QVERIFY(scene.report->head.redacted);

    const capture::Log &log = scene.capture().log();
    QCOMPARE(log.size(), 2);
    const capture::Entry request = log.at(log.first());
    QCOMPARE(request.subject, QByteArrayView("a.b"));
    QCOMPARE(request.reply, QByteArrayView("_INBOX.x.1"));
    QCOMPARE(request.headerBlock, QByteArrayView("NATS/1.0\r\nK: V\r\n\r\n"));
    QCOMPARE(request.payload, QByteArrayView("q"));
    const capture::Correlator &conversations = scene.capture().conversations();
    const capture::Conversation pair = conversations.at(conversations.first());
    QCOMPARE(pair.state, capture::ConversationState::Answered);
    QCOMPARE(pair.first, std::optional<base::Span>(20ms));
}

void TestLoader::timesAndGapsAreTheFiles()
{
    Scene scene(
        write(kHead + line("00:01.000000001", "a")
              + "{\"gap\":{\"from\":\"2026-11-22T20:00:02Z\",\"to\":\"2026-11-22T20:00:05Z\"}}\n"
                "{\"lost\":{\"at\":\"2026-11-22T20:00:06Z\",\"count\":70}}\n"
              + line("00:07", "a")));
    QVERIFY(scene.ends());
    const capture::Log &log = scene.capture().log();
    QCOMPARE(log.size(), 4);
    const auto text = [&](base::Instant at) {
        return scene.capture().anchor().rfc3339(at);
    };
    const capture::Number first = log.first();
    QCOMPARE(text(log.at(first).at), QByteArray("2026-11-22T20:00:01.000000001Z"));
    QCOMPARE(log.at(first + 1).kind, capture::EntryKind::Gap);
    QCOMPARE(text(log.at(first + 1).at), QByteArray("2026-11-22T20:00:02.000000000Z"));
    QCOMPARE(text(log.at(first + 1).until), QByteArray("2026-11-22T20:00:05.000000000Z"));
    QCOMPARE(log.at(first + 2).kind, capture::EntryKind::Lost);
    QCOMPARE(log.at(first + 2).count, quint64(70));
    QCOMPARE(text(log.at(first + 3).at), QByteArray("2026-11-22T20:00:07.000000000Z"));
    const capture::Counts counts = scene.capture().counts();
    QCOMPARE(counts.received, quint64(72));
    QCOMPARE(counts.lost, quint64(70));
    QCOMPARE(counts.gaps, quint64(1));
    QCOMPARE(scene.report->messages, quint64(2));
}

void TestLoader::nothingIsSaidBeforeOpenReturns()
{
    Feed feed(base::WallAnchor::now());
    Loader loader(feed);
    QSignalSpy finished(&loader, &Loader::finished);
    QSignalSpy failed(&loader, &Loader::failed);
    loader.open(m_dir.filePath(u"nowhere"_s));
    QCOMPARE(failed.size() + finished.size(), 0);
    QVERIFY(failed.wait());
    QTest::qWait(0);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(finished.size(), 0);
}

void TestLoader::conversationsThatStayOpenAreClosed()
{
    Scene scene(write(line("00:01", "a", R"(,"reply":"r")")));
    QVERIFY(scene.ends());
    const capture::Correlator &conversations = scene.capture().conversations();
    QCOMPARE(conversations.at(conversations.first()).state, capture::ConversationState::Unwatched);
}

void TestLoader::inboxesAreThoseOfTheWatch()
{
    const QByteArray head = R"({"fanin":"capture","version":1,"inboxPrefixes":["acme.inbox"]})"
                            "\n";
    const QByteArray traffic
        = line("00:01", "acme.inbox.k1.7") + line("00:01", "a", R"(,"reply":"acme.inbox.k1.7")");
    Scene scene(write(head + traffic));
    QVERIFY(scene.ends());
    const capture::Correlator &conversations = scene.capture().conversations();
    QCOMPARE(conversations.end() - conversations.first(), quint64(1));
    QCOMPARE(conversations.at(conversations.first()).state, capture::ConversationState::Answered);
}

// As they were seen: a reply a minute later is late although the file is read in a moment.
void TestLoader::theFilesTimeClosesWindows()
{
    Scene scene(
        write(line("00:01", "a", R"(,"reply":"r")") + line("00:59", "b") + line("01:00", "r")));
    QVERIFY(scene.ends());
    const capture::Correlator &conversations = scene.capture().conversations();
    const capture::Conversation asked = conversations.at(conversations.first());
    QVERIFY(asked.state == capture::ConversationState::Unanswered
            || asked.traits.testFlag(capture::ConversationTrait::Late));
}

void TestLoader::linesThatCannotBeReadAreCounted()
{
    Scene scene(write(kHead + line("00:01", "a") + "hello\n{\"at\":1}\n" + line("00:02", "a")));
    QVERIFY(scene.ends());
    QVERIFY(scene.report);
    QCOMPARE(scene.report->messages, quint64(2));
    QCOMPARE(scene.report->badLines, quint64(2));
    QCOMPARE(scene.report->firstBad, u"line 3: “{” was expected (byte 0)"_s);
}

void TestLoader::emptyLinesAndMarksAreNoLines()
{
    Scene scene(write("\xef\xbb\xbf" + line("00:01", "a").replace("\n", "\r\n") + "\n  \r\n"
                      + line("00:02", "a") + "\n"));
    QVERIFY(scene.ends());
    QVERIFY2(scene.report, scene.error ? qPrintable(scene.error->text) : "");
    QCOMPARE(scene.report->messages, quint64(2));
    QCOMPARE(scene.report->badLines, quint64(0));
}

void TestLoader::aFileCutOffIsReadUpToThere_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<quint64>("messages");
    QTest::addColumn<bool>("cutOff");
    const QByteArray whole = line("00:01", "a") + line("00:02", "b");
    QTest::newRow("whole") << whole << quint64(2) << false;
    QTest::newRow("without its last end") << whole.chopped(1) << quint64(2) << false;
    QTest::newRow("within a line") << whole.chopped(2) << quint64(1) << true;
    QTest::newRow("a brace is left") << QByteArray(line("00:01", "a") + "{") << quint64(1) << true;
    QTest::newRow("after a power cut")
        << QByteArray(whole + QByteArray(4096, '\0')) << quint64(2) << false;
    QTest::newRow("within a line after a power cut")
        << QByteArray(whole.chopped(9) + QByteArray(4096, '\0')) << quint64(1) << true;
    QTest::newRow("nothing at all") << QByteArray() << quint64(0) << false;
    QTest::newRow("within the head") << kHead.left(20) << quint64(0) << true;
}

void TestLoader::aFileCutOffIsReadUpToThere()
{
    QFETCH(QByteArray, content);
    Scene scene(write(content));
    QVERIFY(scene.ends());
    QVERIFY2(scene.report, scene.error ? qPrintable(scene.error->text) : "");
    QTEST(scene.report->messages, "messages");
    QTEST(scene.report->cutOff, "cutOff");
    QCOMPARE(scene.report->badLines, quint64(0));
}

void TestLoader::whatIsNoCaptureIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("text");
    QTest::newRow("a text") << QByteArray("hello\nworld\n")
                            << u" is no capture: line 1: “{” was expected (byte 0)"_s;
    QTest::newRow("one word") << QByteArray("hello")
                              << u" is no capture: line 1: “{” was expected (byte 0)"_s;
    QTest::newRow("another JSON") << QByteArray("{\"a\":1}\n")
                                  << u" is no capture: line 1: “at” was expected (byte 7)"_s;
    QTest::newRow("bytes") << QByteArray(100'000, '\0') + '\n'
                           << u" is no capture: line 1: “{” was expected (byte 0)"_s;
    QTest::newRow("a newer format") << QByteArray(R"({"fanin":"capture","version":2})"
                                                  "\n")
                                    << u" was made by a newer Fanin (version 2 of the format)"_s;
}

void TestLoader::whatIsNoCaptureIsRefused()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, text);
    const QString path = write(content);
    Scene scene(path);
    QVERIFY(scene.ends());
    QVERIFY(scene.error);
    QCOMPARE(scene.error->text, path + text);
    QCOMPARE(scene.capture().log().size(), 0);
}

void TestLoader::otherThingsThanFilesAreRefused()
{
    const QString pipe = m_dir.filePath(u"pipe"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &path : {pipe, m_dir.path(), u"/dev/zero"_s}) {
        Scene scene(path);
        QVERIFY(scene.ends());
        QVERIFY(scene.error);
        QCOMPARE(scene.error->text, path + u" is not a file"_s);
    }
    Scene scene(m_dir.filePath(u"nowhere"_s));
    QVERIFY(scene.ends());
    QVERIFY(scene.error->text.contains("could not be read"_L1));
}

void TestLoader::tooManyBadLinesAtTheStartAreRefused()
{
    const auto isRead = [this](quint64 bad) {
        Scene scene(write(QByteArray("?\n").repeated(qsizetype(bad)) + line("00:01", "a")));
        return scene.ends() && scene.report && scene.report->badLines == bad;
    };
    QVERIFY(isRead(capture::LoaderThread::kMaxBadStart - 1));
    QVERIFY(!isRead(capture::LoaderThread::kMaxBadStart));
    QVERIFY(!isRead(capture::LoaderThread::kMaxBadStart + 1));
}

void TestLoader::linesAreLimited()
{
    const auto report = [this](qsizetype size) {
        QByteArray long_ = line("00:02", "b", R"(,"x":"*")").chopped(1);
        long_.replace("*", QByteArray(size - long_.size() + 1, 'x'));
        Scene scene(write(line("00:01", "a") + long_ + '\n' + line("00:03", "c")));
        return scene.ends() ? scene.report : std::nullopt;
    };
    const auto fits = report(capture::kMaxLine);
    QVERIFY(fits);
    QCOMPARE(fits->messages, quint64(3));
    const auto tooLong = report(capture::kMaxLine + 1);
    QVERIFY(tooLong);
    QCOMPARE(tooLong->messages, quint64(2));
    QCOMPARE(tooLong->badLines, quint64(1));
    QCOMPARE(tooLong->firstBad, u"line 2: at most 134217728 bytes are expected"_s);
}

void TestLoader::timesFarFromTheFirstAreBad()
{
    const QByteArray first = R"({"at":"2050-01-01T00:00:00Z","subject":"a"})"
                             "\n";
    const auto other = [&first](const QByteArray &year) {
        return QByteArray(first).replace("2050", year);
    };
    Scene scene(write(first + other("2099") + other("2001") + other("2100") + other("1999")
                      + "{\"gap\":{\"from\":\"2050-01-01T00:00:00Z\","
                        "\"to\":\"2199-01-01T00:00:00Z\"}}\n"));
    QVERIFY(scene.ends());
    QVERIFY(scene.report);
    QCOMPARE(scene.report->messages, quint64(3));
    QCOMPARE(scene.report->badLines, quint64(3));
}

void TestLoader::manyMessagesComeInSlices()
{
    constexpr int count = 200'000; // too many for one slice, even where all of them wait
    QByteArray content = kHead;
    for (int i = 0; i < count; ++i)
        content += line("00:01", "a.b", R"(,"payloadText":"some text")");
    Scene scene(write(content));
    QSignalSpy progress(scene.loader.get(), &Loader::progress);
    QSignalSpy changed(&scene.feed, &Feed::changed);
    QVERIFY(scene.ends());
    QVERIFY(scene.report);
    QCOMPARE(scene.report->messages, quint64(count));
    QCOMPARE(scene.capture().counts().received, quint64(count));
    QVERIFY(progress.size() > 1);
    QVERIFY(changed.size() > 1 && changed.size() < count / 100);
    QCOMPARE(progress.last()[0].toLongLong(), qint64(content.size()));
    QCOMPARE(progress.last()[1].toLongLong(), qint64(content.size()));
}

void TestLoader::deletingItCancels()
{
    QByteArray content = kHead;
    for (int i = 0; i < 100'000; ++i)
        content += line("00:01", "a.b", R"(,"payloadText":"some text")");
    Scene scene(write(content));
    QSignalSpy changed(&scene.feed, &Feed::changed);
    QVERIFY(changed.wait());
    scene.loader.reset();
    const quint64 received = scene.capture().counts().received;
    QTest::qWait(0);
    QCOMPARE(scene.capture().counts().received, received);
    QVERIFY(!scene.report && !scene.error);
    QVERIFY(received < 100'000);
}

void TestLoader::whoHearsOfTheEndMayDeleteIt()
{
    Scene scene(write(kHead + line("00:01", "a")));
    bool said = false;
    connect(scene.loader.get(), &Loader::finished, this, [&] {
        scene.loader.reset();
        said = true;
    });
    QTRY_VERIFY(said);
    Scene other(write("?\n"));
    said = false;
    connect(other.loader.get(), &Loader::failed, this, [&] {
        other.loader.reset();
        said = true;
    });
    QTRY_VERIFY(said);
}

QTEST_GUILESS_MAIN(TestLoader)
#include "tst_loader.moc"
