// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/lineprinter.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <array>
#include <climits>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using commands::LinePrinter;

class TestLinePrinter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { signal(SIGPIPE, SIG_IGN); } // as main does
    void linesArriveAtOnceWhereTheyAreRead();
    void itDoesNotWaitForAReader();
    void aStoppedTerminalIsNotWaitedFor();
    void tooManyLinesAreCounted();
    void tooManyBytesAreCounted();
    void aLongLineArrivesWhole();
    void oneLineMayBeLongerThanAllMayBe();
    void manyAreQueuedAndSent();
    void theEndDoesNotWaitForAReader();
    void theEndPrintsWhatIsRead();
    void aClosedPipeIsSaidOnce();
    void aFullDiskIsSaid();
    void aPipeThatIsClosedLaterIsNoticed();
    void aFileTakesAll();
};

namespace {

class Pipe final
{
public:
    Pipe()
    {
        if (pipe2(m_ends.data(), O_CLOEXEC) != 0 || fcntl(m_ends[0], F_SETFL, O_NONBLOCK) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeReader();
        close(m_ends[1]);
    }
    [[nodiscard]] int writer() const { return m_ends[1]; }
    void closeReader()
    {
        if (m_ends[0] >= 0)
            close(std::exchange(m_ends[0], -1));
    }
    // So that it takes nothing more.
    void fill()
    {
        const int flags = fcntl(writer(), F_GETFL);
        fcntl(writer(), F_SETFL, flags | O_NONBLOCK);
        const QByteArray filling(PIPE_BUF, '#');
        while (write(writer(), filling.constData(), size_t(filling.size())) > 0) {
        }
        fcntl(writer(), F_SETFL, flags);
    }
    // All that is there.
    [[nodiscard]] QByteArray read()
    {
        std::array<char, 65'536> part{};
        for (;;) {
            const ssize_t size = ::read(m_ends[0], part.data(), part.size());
            if (size <= 0)
                return m_read;
            m_read.append(part.data(), size);
        }
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    QByteArray m_read;
};

QByteArray numbered(int lines)
{
    QByteArray all;
    for (int i = 0; i < lines; ++i)
        all += QByteArray::number(i).rightJustified(99, '.') + '\n';
    return all;
}

void printAll(LinePrinter &printer, const QByteArray &lines)
{
    for (const QByteArray &line : lines.chopped(1).split('\n'))
        printer.print(line + '\n');
}

} // namespace

void TestLinePrinter::linesArriveAtOnceWhereTheyAreRead()
{
    Pipe pipe;
    LinePrinter printer(pipe.writer());
    printer.print("one\n");
    printer.print("two\n");
    QCOMPARE(pipe.read(), "one\ntwo\n");
    QCOMPARE(printer.waiting(), 0);
}

void TestLinePrinter::itDoesNotWaitForAReader()
{
    Pipe pipe;
    LinePrinter printer(pipe.writer());
    const QByteArray lines = numbered(5000); // more than a pipe holds
    printAll(printer, lines);
    QVERIFY(printer.waiting() > 0);
    QTRY_COMPARE(pipe.read().size(), lines.size());
    QCOMPARE(pipe.read(), lines);
    QCOMPARE(printer.waiting(), 0);
    QCOMPARE(printer.dropped(), 0U);
}

void TestLinePrinter::aStoppedTerminalIsNotWaitedFor()
{
    const int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        QSKIP("there are no terminals here");
    const int slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(slave >= 0);
    LinePrinter printer(slave);
    QVERIFY(!(fcntl(slave, F_GETFL) & O_NONBLOCK)); // others write there too
    const QByteArray lines = numbered(5000);
    printAll(printer, lines);
    QVERIFY(printer.waiting() > 0);
    QByteArray out;
    const auto read = [master, &out] {
        std::array<char, 65'536> part{};
        ssize_t size = 0;
        while ((size = ::read(master, part.data(), part.size())) > 0)
            out.append(part.data(), size);
        return out.count('\n');
    };
    QTRY_COMPARE(read(), 5000);
    QCOMPARE(out.replace("\r\n", "\n"), lines);
    close(slave);
    close(master);
}

void TestLinePrinter::tooManyLinesAreCounted()
{
    Pipe pipe;
    pipe.fill();
    LinePrinter printer(pipe.writer());
    const QSignalSpy caughtUp(&printer, &LinePrinter::caughtUp);
    for (qsizetype i = 0; i < LinePrinter::kMaxLines; ++i)
        printer.print("line\n");
    QCOMPARE(printer.waiting(), LinePrinter::kMaxLines);
    QCOMPARE(printer.dropped(), 0U);
    printer.print("lost\n");
    printer.print("lost\n");
    QCOMPARE(printer.waiting(), LinePrinter::kMaxLines);
    QCOMPARE(printer.dropped(), 2U);
    QTRY_COMPARE(pipe.read().count("line\n"), LinePrinter::kMaxLines);
    QVERIFY(!pipe.read().contains("lost"));
    QCOMPARE(caughtUp.size(), 1);
    QCOMPARE(caughtUp.first().first().value<quint64>(), 2U);
    QCOMPARE(printer.dropped(), 0U);
    printer.print("again\n");
    QVERIFY(pipe.read().endsWith("line\nagain\n"));
}

void TestLinePrinter::tooManyBytesAreCounted()
{
    Pipe pipe;
    pipe.fill();
    LinePrinter printer(pipe.writer());
    printer.print(QByteArray(LinePrinter::kMaxBytes - 2, 'x') + '\n');
    printer.print("\n");
    QCOMPARE(printer.waiting(), 2);
    printer.print("\n");
    QCOMPARE(printer.waiting(), 2);
    QCOMPARE(printer.dropped(), 1U);
}

void TestLinePrinter::aLongLineArrivesWhole()
{
    Pipe pipe;
    LinePrinter printer(pipe.writer());
    const QByteArray lines = QByteArray(300'000, 'x') + "\nafter\n";
    printAll(printer, lines);
    QTRY_COMPARE(pipe.read().size(), lines.size());
    QCOMPARE(pipe.read(), lines);
}

void TestLinePrinter::oneLineMayBeLongerThanAllMayBe()
{
    Pipe pipe;
    pipe.fill();
    LinePrinter printer(pipe.writer());
    printer.print(QByteArray(LinePrinter::kMaxBytes, 'x') + '\n');
    QCOMPARE(printer.waiting(), 1);
    QVERIFY(printer.isFull());
    printer.print("\n");
    QCOMPARE(printer.dropped(), 1U);
}

void TestLinePrinter::manyAreQueuedAndSent()
{
    Pipe pipe;
    LinePrinter printer(pipe.writer());
    printer.queue("one\n");
    QCOMPARE(pipe.read(), "");
    printer.queue("two\n");
    printer.send();
    QCOMPARE(pipe.read(), "one\ntwo\n");
    // More than may wait, to somebody who reads all the time.
    QTemporaryFile file;
    QVERIFY(file.open());
    LinePrinter toFile(file.handle());
    for (qsizetype i = 0; i < 3 * LinePrinter::kMaxLines; ++i)
        toFile.queue("line\n");
    toFile.send();
    QCOMPARE(toFile.dropped(), 0U);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll().count('\n'), 3 * LinePrinter::kMaxLines);
}

void TestLinePrinter::theEndDoesNotWaitForAReader()
{
    Pipe pipe;
    pipe.fill();
    LinePrinter printer(pipe.writer());
    printer.print("line\n");
    printer.flush(QDeadlineTimer(1));
    QCOMPARE(printer.waiting(), 1);
}

void TestLinePrinter::theEndPrintsWhatIsRead()
{
    Pipe pipe;
    pipe.fill();
    LinePrinter printer(pipe.writer());
    printer.print("line\n");
    QVERIFY(!pipe.read().contains("line\n"));
    printer.flush(QDeadlineTimer(QDeadlineTimer::Forever));
    QCOMPARE(printer.waiting(), 0);
    QVERIFY(pipe.read().endsWith("#line\n"));
}

void TestLinePrinter::aClosedPipeIsSaidOnce()
{
    Pipe pipe;
    pipe.closeReader();
    LinePrinter printer(pipe.writer());
    const QSignalSpy closed(&printer, &LinePrinter::closed);
    printer.print("one\n");
    printer.print("two\n");
    QCOMPARE(closed.size(), 1);
    QCOMPARE(printer.problem(), QString());
    QCOMPARE(printer.waiting(), 0);
    QCOMPARE(printer.dropped(), 2U);
    printer.queue("no line that counts\n", false);
    QCOMPARE(printer.dropped(), 2U);
}

void TestLinePrinter::aFullDiskIsSaid()
{
    const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    QVERIFY(full >= 0);
    LinePrinter printer(full);
    const QSignalSpy closed(&printer, &LinePrinter::closed);
    printer.print("one\n");
    QCOMPARE(closed.size(), 1);
    QCOMPARE(printer.problem(), qt_error_string(ENOSPC));
    QCOMPARE(printer.dropped(), 1U);
    close(full);
}

void TestLinePrinter::aPipeThatIsClosedLaterIsNoticed()
{
    Pipe pipe;
    pipe.fill();
    LinePrinter printer(pipe.writer());
    const QSignalSpy closed(&printer, &LinePrinter::closed);
    printer.print("one\n");
    QCOMPARE(printer.waiting(), 1);
    pipe.closeReader();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(printer.waiting(), 0);
}

void TestLinePrinter::aFileTakesAll()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    LinePrinter printer(file.handle());
    const QByteArray lines = numbered(5000);
    printAll(printer, lines);
    QCOMPARE(printer.waiting(), 0);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), lines);
}

QTEST_GUILESS_MAIN(TestLinePrinter)
#include "tst_lineprinter.moc"
