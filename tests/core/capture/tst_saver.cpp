// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/feed.h"
#include "core/capture/loader.h"
#include "core/capture/recorder.h"
#include "core/capture/saver.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capture::Feed;
using capture::Saver;

class TestSaver : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsSavedIsLoadedAgain();
    void someEntriesAreSaved();
    void whatWasEvictedMeanwhileIsCounted();
    void secretsAreRedactedUnlessWanted();
    void anEmptyCaptureHasItsHead();
    void largeMessagesAreSaved();
    void anOldFileIsThereUntilTheNewOneIsWhole();
    void theModeOfAnOldFileStays();
    void aNewFileIsForItsOwnerAlone();
    void aLinkStays();
    void aFileBeingRecordedIsNotReplaced();
    void aLongNameIsPossible();
    void whatCannotBeWrittenIsSaid();
    void deletingItCancels();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Feed> m_feed;

    [[nodiscard]] QString path() const { return m_dir->filePath(u"saved.jsonl"_s); }
    void append(base::Span at, QByteArrayView subject, QByteArrayView reply,
                QByteArrayView block = {}, QByteArrayView payload = {})
    {
        m_feed->edit().append(m_feed->capture().anchor().steady + at, subject, reply, block,
                              payload);
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    quint64 m_redacted = 0; // as the last save said
    // {written, missing}, or {-1, -1}: failed.
    std::pair<qint64, qint64> save(bool redact = true, std::vector<capture::Number> numbers = {})
    {
        Saver saver(*m_feed, redact);
        QSignalSpy finished(&saver, &Saver::finished);
        QSignalSpy failed(&saver, &Saver::failed);
        saver.save(path(), {}, std::move(numbers));
        if (!QTest::qWaitFor([&] { return finished.size() + failed.size() > 0; }, 30'000))
            return {-2, -2};
        m_redacted = finished.isEmpty() ? 0 : finished[0][2].toULongLong();
        return failed.isEmpty()
            ? std::pair(finished[0][0].toLongLong(), finished[0][1].toLongLong())
            : std::pair(-1LL, -1LL);
    }
};

void TestSaver::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_feed = std::make_unique<Feed>(
        base::WallAnchor{base::Instant(1h), std::chrono::system_clock::time_point(1795377693s)});
}

void TestSaver::whatIsSavedIsLoadedAgain()
{
    append(0ns, "a.b", "_INBOX.x", "NATS/1.0\r\nA:b\r\n\r\n", "\xff\x01");
    append(2ms, "_INBOX.x", {}, {}, "answer");
    m_feed->edit().appendGap(base::Instant(1h + 1s), base::Instant(1h + 2s));
    m_feed->edit().appendLost(base::Instant(1h + 3s), 9);
    append(4s, "c", {});
    QCOMPARE(save(), std::pair(3LL, 0LL)); // messages; the gap and what was lost are none
    QVERIFY(content().startsWith("{\"fanin\":\"capture\",\"version\":1,"
                                 "\"startedAt\":\"2026-11-22T20:01:33.000000000Z\","));

    Feed loaded(base::WallAnchor::now());
    capture::Loader loader(loaded);
    QSignalSpy finished(&loader, &capture::Loader::finished);
    loader.open(path());
    QVERIFY(finished.wait());
    const capture::Log &before = m_feed->capture().log();
    const capture::Log &after = loaded.capture().log();
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const capture::Entry was = before.at(before.first() + capture::Number(i));
        const capture::Entry is = after.at(after.first() + capture::Number(i));
        QCOMPARE(is.kind, was.kind);
        QCOMPARE(loaded.capture().anchor().rfc3339(is.at),
                 m_feed->capture().anchor().rfc3339(was.at));
        QCOMPARE(is.count, was.count);
        QCOMPARE(is.subject, was.subject);
        QCOMPARE(is.reply, was.reply);
        QCOMPARE(is.reply.isNull(), was.reply.isNull());
        QCOMPARE(is.headerBlock, was.headerBlock);
        QCOMPARE(is.payload, was.payload);
        QCOMPARE(is.traits, was.traits);
    }
    QCOMPARE(loaded.capture().counts().received, m_feed->capture().counts().received);
    QCOMPARE(loaded.capture().conversations().end(), m_feed->capture().conversations().end());
}

void TestSaver::someEntriesAreSaved()
{
    for (const char *subject : {"a", "b", "c", "d"})
        append(0ns, subject, {});
    QCOMPARE(save(true, {2, 4}), std::pair(2LL, 0LL));
    const QByteArray saved = content();
    QCOMPARE(saved.count('\n'), 3);
    QVERIFY(saved.contains(R"("subject":"b")") && saved.contains(R"("subject":"d")"));
}

void TestSaver::whatWasEvictedMeanwhileIsCounted()
{
    append(0ns, "a", {});
    append(0ns, "b", {});
    Saver saver(*m_feed, true);
    QSignalSpy finished(&saver, &Saver::finished);
    saver.save(path(), {});
    QCOMPARE(finished.size(), 0);
    m_feed->clear();
    append(0ns, "c", {});
    QVERIFY(finished.wait());
    QCOMPARE(finished[0][0].toULongLong(), quint64(0));
    QCOMPARE(finished[0][1].toULongLong(), quint64(2));
    QVERIFY(!content().contains("subject\""));
}

void TestSaver::secretsAreRedactedUnlessWanted()
{
    append(0ns, "a", {}, "NATS/1.0\r\nToken: hunter2\r\n\r\n");
    append(0ns, "a", {}, "NATS/1.0\r\nA-Key: x\r\nToken: hunter2\r\n\r\n",
           QByteArray(1024 * 1024, 'x')); // of which the thread makes a line
    QCOMPARE(save(true), std::pair(2LL, 0LL));
    QCOMPARE(m_redacted, quint64(3));
    QVERIFY(content().contains(R"("redacted":true)"));
    QVERIFY(content().contains("(redacted)") && !content().contains("hunter2"));
    QCOMPARE(save(false), std::pair(2LL, 0LL));
    QCOMPARE(m_redacted, quint64(0));
    QVERIFY(content().contains(R"("redacted":false)"));
    QVERIFY(content().contains("hunter2"));
}

void TestSaver::anEmptyCaptureHasItsHead()
{
    QCOMPARE(save(), std::pair(0LL, 0LL));
    QCOMPARE(content(),
             QByteArray("{\"fanin\":\"capture\",\"version\":1,\"startedAt\":null,"
                        "\"subjects\":[],\"server\":\"\",\"redacted\":true}\n"));
}

// More than the thread takes at once.
void TestSaver::largeMessagesAreSaved()
{
    const QByteArray large(24 * 1024 * 1024, '\x80');
    for (int i = 0; i < 4; ++i) {
        append(0ns, "small", {}, {}, QByteArray::number(i));
        append(0ns, "large", {}, {}, large);
    }
    QCOMPARE(save(), std::pair(8LL, 0LL));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    (void)file.readLine();
    for (int i = 0; i < 4; ++i) {
        QVERIFY(file.readLine().contains("\"payloadText\":\"" + QByteArray::number(i)));
        const QByteArray line = file.readLine();
        const auto read = capture::readLine(line);
        QVERIFY(read.ok() && std::holds_alternative<capture::FileMessage>(*read));
        QCOMPARE(std::get<capture::FileMessage>(*read).payload, large);
    }
    QVERIFY(file.atEnd());
}

void TestSaver::anOldFileIsThereUntilTheNewOneIsWhole()
{
    {
        QFile old(path());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
    }
    append(0ns, "a", {});
    Saver saver(*m_feed, true);
    QSignalSpy finished(&saver, &Saver::finished);
    saver.save(path(), {});
    QCOMPARE(content(), QByteArray("old"));
    QVERIFY(finished.wait());
    QVERIFY(content().startsWith("{\"fanin\""));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestSaver::theModeOfAnOldFileStays()
{
    {
        QFile old(path());
        QVERIFY(old.open(QIODevice::WriteOnly));
    }
    QCOMPARE(chmod(QFile::encodeName(path()).constData(), 0640), 0);
    append(0ns, "a", {});
    QCOMPARE(save(), std::pair(1LL, 0LL));
    struct stat status = {};
    QCOMPARE(stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0640));
}

void TestSaver::aNewFileIsForItsOwnerAlone()
{
    QCOMPARE(save(), std::pair(0LL, 0LL));
    struct stat status = {};
    QCOMPARE(stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
}

void TestSaver::aLinkStays()
{
    const QString target = m_dir->filePath(u"target.jsonl"_s);
    {
        QFile old(target);
        QVERIFY(old.open(QIODevice::WriteOnly));
    }
    QVERIFY(QFile::link(target, path()));
    QCOMPARE(save(), std::pair(0LL, 0LL));
    QVERIFY(QFileInfo(path()).isSymLink());
    QVERIFY(QFileInfo(target).size() > 0);
}

void TestSaver::aFileBeingRecordedIsNotReplaced()
{
    append(0ns, "saved", {});
    {
        capture::Recorder recorder(m_feed->capture().anchor(), true);
        recorder.start(path(), {}, false);
        QTRY_VERIFY(content().endsWith("}\n"));
        QCOMPARE(save(), std::pair(-1LL, -1LL));
        const auto one = std::vector{nats::Message::fromParts("recorded", {}, {}, {})};
        recorder.add(std::make_shared<const std::vector<nats::Message>>(one), 0);
    }
    QVERIFY(content().contains("recorded"));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    QCOMPARE(save(), std::pair(1LL, 0LL));
    QVERIFY(content().contains("saved"));
}

void TestSaver::aLongNameIsPossible()
{
    Saver saver(*m_feed, true);
    QSignalSpy finished(&saver, &Saver::finished);
    saver.save(m_dir->filePath(QString(255, u'n')), {});
    QVERIFY(finished.wait());
    QVERIFY(QFile::exists(m_dir->filePath(QString(255, u'n'))));
}

void TestSaver::whatCannotBeWrittenIsSaid()
{
    for (const QString &bad : {m_dir->filePath(u"no/folder"_s), m_dir->path()}) {
        Saver saver(*m_feed, true);
        QSignalSpy failed(&saver, &Saver::failed);
        QSignalSpy finished(&saver, &Saver::finished);
        saver.save(bad, {});
        QVERIFY(failed.wait());
        QVERIFY(failed[0][0].value<base::Error>().text.startsWith(bad));
        QCOMPARE(finished.size(), 0);
    }
}

void TestSaver::deletingItCancels()
{
    for (int i = 0; i < 20'000; ++i)
        append(0ns, "a", {}, {}, "payload");
    {
        Saver saver(*m_feed, true);
        QSignalSpy progress(&saver, &Saver::progress);
        saver.save(path(), {});
        QVERIFY(progress.wait());
    }
    QVERIFY(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

QTEST_GUILESS_MAIN(TestSaver)
#include "tst_saver.moc"
