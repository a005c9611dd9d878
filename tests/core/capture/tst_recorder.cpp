// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/recorder.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capture::Recorder;

class TestRecorder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatComesIsWritten();
    void itIsWrittenWhileItComes();
    void anExistingFileIsRefusedUnlessItMayBeReplaced();
    void aFileBeingRecordedIsNotReplaced();
    void secretsAreRedactedUnlessWanted();
    void gapsAndLostMessagesAreWrittenInTheirPlace();
    void tooMuchAtOnceIsCountedAndSaid();
    void oneLargeMessageIsWritten();
    void theEndWritesWhatWaits();
    void aFullDiskLeavesWholeLines();
    void aFileThatIsRemovedIsSaid();
    void whatIsNoFileIsRefused();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    base::WallAnchor m_anchor{base::Instant(1h),
                              std::chrono::system_clock::time_point(1795377693s)};

    [[nodiscard]] QString path() const { return m_dir->filePath(u"recorded.jsonl"_s); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] nats::MessageBatch batch(qsizetype count, QByteArrayView payload = "p") const
    {
        auto messages = std::make_shared<std::vector<nats::Message>>();
        for (qsizetype i = 0; i < count; ++i)
            messages->push_back(
                nats::Message::fromParts("a", {}, {}, payload, m_anchor.steady + base::Span(i)));
        return messages;
    }
};

void TestRecorder::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestRecorder::whatComesIsWritten()
{
    Recorder recorder(m_anchor, true);
    QSignalSpy finished(&recorder, &Recorder::finished);
    capture::FileHead head;
    head.subjects = {"a"};
    recorder.start(path(), head, false);
    recorder.add(batch(2), 0);
    recorder.stop();
    QCOMPARE(finished.size(), 0);
    QVERIFY(finished.wait());
    const QByteArrayList lines = content().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].startsWith("{\"fanin\":\"capture\",\"version\":1,\"startedAt\":\"20"));
    QVERIFY(lines[0].endsWith("\"subjects\":[\"a\"],\"server\":\"\",\"redacted\":true}"));
    QCOMPARE(lines[2],
             QByteArray("{\"at\":\"2026-11-22T20:01:33.000000001Z\",\"subject\":\"a\","
                        "\"reply\":null,\"headers\":null,\"payloadText\":\"p\","
                        "\"payloadBase64\":\"cA==\"}"));
    QCOMPARE(recorder.figures().messages, quint64(2));
    QCOMPARE(recorder.figures().lost, quint64(0));
    QCOMPARE(recorder.figures().bytes, qint64(content().size()));
    struct stat status = {};
    QCOMPARE(stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
}

void TestRecorder::itIsWrittenWhileItComes()
{
    Recorder recorder(m_anchor, true);
    recorder.start(path(), {}, false);
    for (int i = 1; i <= 3; ++i) {
        recorder.add(batch(1), 0);
        QTRY_COMPARE(content().count('\n'), i + 1);
        QTRY_COMPARE(recorder.figures().messages, quint64(i));
    }
}

void TestRecorder::anExistingFileIsRefusedUnlessItMayBeReplaced()
{
    {
        QFile old(path());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write(QByteArray(10'000, 'o'));
    }
    {
        Recorder recorder(m_anchor, true);
        QSignalSpy failed(&recorder, &Recorder::failed);
        QSignalSpy finished(&recorder, &Recorder::finished);
        recorder.start(path(), {}, false);
        recorder.add(batch(1), 0);
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][0].value<base::Error>().text, path() + u" exists already"_s);
        recorder.add(batch(1), 0);
        recorder.stop();
        QTest::qWait(0);
        QCOMPARE(finished.size(), 0);
        QCOMPARE(recorder.figures().messages, quint64(0));
    }
    QCOMPARE(content(), QByteArray(10'000, 'o'));
    {
        Recorder recorder(m_anchor, true);
        recorder.start(path(), {}, true);
    }
    QVERIFY(content().startsWith("{\"fanin\""));
    QCOMPARE(content().count('\n'), 1);
}

void TestRecorder::aFileBeingRecordedIsNotReplaced()
{
    Recorder first(m_anchor, true);
    first.start(path(), {}, false);
    QTRY_COMPARE(content().count('\n'), 1);
    Recorder second(m_anchor, true);
    QSignalSpy failed(&second, &Recorder::failed);
    second.start(path(), {}, true);
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].value<base::Error>().text,
             path() + u" is being written by somebody else"_s);
    QCOMPARE(content().count('\n'), 1);
}

void TestRecorder::secretsAreRedactedUnlessWanted()
{
    const auto messages = std::make_shared<const std::vector<nats::Message>>(
        std::vector{nats::Message::fromParts("a", {}, "NATS/1.0\r\nToken: hunter2\r\n\r\n", {})});
    for (const bool redact : {true, false}) {
        Recorder recorder(m_anchor, redact);
        QSignalSpy finished(&recorder, &Recorder::finished);
        recorder.start(path(), {}, true);
        recorder.add(messages, 0);
        recorder.stop();
        QVERIFY(finished.wait());
        QCOMPARE(recorder.figures().redacted, quint64(redact ? 1 : 0));
        QCOMPARE(content().contains("hunter2"), !redact);
        QCOMPARE(content().contains("\"redacted\":true"), redact);
    }
}

void TestRecorder::gapsAndLostMessagesAreWrittenInTheirPlace()
{
    {
        Recorder recorder(m_anchor, true);
        recorder.start(path(), {}, false);
        recorder.add(batch(1), 7);
        recorder.addGap(m_anchor.steady + 1s, m_anchor.steady + 2s);
        recorder.add(batch(1), 0);
        recorder.add(nullptr, 3);
    }
    const QByteArrayList lines = content().split('\n');
    QCOMPARE(lines.size(), 7);
    QVERIFY(lines[1].startsWith("{\"at\""));
    QCOMPARE(lines[2],
             QByteArray("{\"lost\":{\"at\":\"2026-11-22T20:01:33.000000000Z\",\"count\":7}}"));
    QVERIFY(lines[3].startsWith("{\"gap\":{\"from\":\"2026-11-22T20:01:34.0"));
    QVERIFY(lines[4].startsWith("{\"at\""));
    QVERIFY(lines[5].endsWith("\"count\":3}}"));
}

void TestRecorder::tooMuchAtOnceIsCountedAndSaid()
{
    constexpr qsizetype batches = 40;
    const nats::MessageBatch large = batch(4, QByteArray(1024 * 1024, '\x80'));
    quint64 lost = 0;
    {
        Recorder recorder(m_anchor, true);
        QSignalSpy finished(&recorder, &Recorder::finished);
        recorder.start(path(), {}, false);
        for (qsizetype i = 0; i < batches; ++i)
            recorder.add(large, 0);
        recorder.stop();
        QVERIFY(finished.wait(60'000));
        lost = recorder.figures().lost;
        QCOMPARE(recorder.figures().messages + lost, quint64(4 * batches));
    }
    quint64 said = 0, messages = 0;
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QByteArray read = file.readLine();
        const auto parsed = capture::readLine(read);
        QVERIFY(parsed.ok());
        if (const auto *entry = std::get_if<capture::FileLost>(&*parsed))
            said += entry->count;
        messages += std::holds_alternative<capture::FileMessage>(*parsed) ? 1 : 0;
    }
    QVERIFY(lost > 0); // 160 MiB at once, of which 64 may wait
    QCOMPARE(said, lost);
    QCOMPARE(messages + said, quint64(4 * batches));
}

void TestRecorder::oneLargeMessageIsWritten()
{
    {
        Recorder recorder(m_anchor, true);
        QSignalSpy figures(&recorder, &Recorder::figuresChanged);
        recorder.start(path(), {}, false);
        QVERIFY(figures.wait()); // nothing waits
        recorder.add(batch(1, QByteArray(64 * 1024 * 1024, 'x')), 0);
    }
    QCOMPARE(content().count('\n'), 2);
    QVERIFY(content().size() > 64 * 1024 * 1024);
}

void TestRecorder::theEndWritesWhatWaits()
{
    {
        Recorder recorder(m_anchor, true);
        recorder.start(path(), {}, false);
        recorder.add(batch(1000), 0);
    }
    QCOMPARE(content().count('\n'), 1001);
}

void TestRecorder::aFullDiskLeavesWholeLines()
{
    // A limit on the size of files is as good as a full disk.
    rlimit before = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    small.rlim_cur = 10'000;
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    {
        Recorder recorder(m_anchor, true);
        QSignalSpy failed(&recorder, &Recorder::failed);
        recorder.start(path(), {}, false);
        recorder.add(batch(1000), 0);
        const bool said = failed.wait();
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(said);
        QVERIFY(failed[0][0].value<base::Error>().text.startsWith(path()));
        QCOMPARE(recorder.figures().messages, quint64(content().count('\n') - 1));
        QCOMPARE(recorder.figures().bytes, qint64(content().size()));
        recorder.stop();
    }
    QVERIFY(content().size() > 5'000 && content().size() <= 10'000);
    QVERIFY(content().endsWith("}\n"));
}

void TestRecorder::aFileThatIsRemovedIsSaid()
{
    Recorder recorder(m_anchor, true);
    QSignalSpy failed(&recorder, &Recorder::failed);
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.start(path(), {}, false);
    QTRY_COMPARE(content().count('\n'), 1);
    QVERIFY(QFile::remove(path()));
    recorder.add(batch(1), 0);
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].value<base::Error>().text,
             path() + u" was removed while it was being written"_s);
    recorder.stop();
    QTest::qWait(0);
    QCOMPARE(finished.size(), 0);
}

void TestRecorder::whatIsNoFileIsRefused()
{
    const QString pipe = m_dir->filePath(u"pipe"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &bad : {pipe, m_dir->path(), u"/dev/full"_s}) {
        Recorder recorder(m_anchor, true);
        QSignalSpy failed(&recorder, &Recorder::failed);
        recorder.start(bad, {}, true);
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][0].value<base::Error>().text, bad + u" is not a file"_s);
    }
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
