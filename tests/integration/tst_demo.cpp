// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The demo as a newcomer meets it: its gather, its picture, and nothing of it left behind.
#include "tests/support/natsserver.h"
#include "tests/support/program.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>

#include <signal.h>

using namespace Qt::StringLiterals;

class TestDemo : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theGatherShowsEveryKindOfReply();
    void theTimelineIsDrawn();
    void nobodyServesTheFourthExample();
    void theServerGoesWithTheProgram_data();
    void theServerGoesWithTheProgram();
    void thePictureIsTakenInTheThemeAskedFor();
    void aPictureThatCannotBeWrittenIsAnError();
    void withoutADisplayItSaysWhatToDo();
};

namespace {

// The processes whose parent is that one, by name.
QList<pid_t> childrenOf(qint64 parent, const QByteArray &name)
{
    QList<pid_t> found;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile file(u"/proc/"_s + entry + u"/stat"_s);
        bool isProcess = false;
        const pid_t pid = entry.toInt(&isProcess);
        if (!isProcess || !file.open(QIODevice::ReadOnly))
            continue;
        // "123 (name) S 1 …": a name may hold anything, so the last bracket counts.
        const QByteArray stat = file.readAll();
        const qsizetype end = stat.lastIndexOf(')');
        const QList<QByteArray> rest = stat.mid(end + 2).split(' ');
        if (stat.mid(stat.indexOf('(') + 1, end - stat.indexOf('(') - 1) == name
            && rest.value(1).toLongLong() == parent)
            found += pid;
    }
    return found;
}

// A process that has ended but was not waited for (a zombie) runs no more.
bool isRunning(pid_t pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray stat = file.readAll();
    return stat.mid(stat.lastIndexOf(')') + 2, 1) != "Z";
}

QProcessEnvironment withoutDisplay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    return environment;
}

} // namespace

void TestDemo::init()
{
    REQUIRE_NATS_SERVER();
}

void TestDemo::theGatherShowsEveryKindOfReply()
{
    const ProgramResult result = runFanin({u"gather"_s, u"demo.time"_s, u"{\"zone\":\"UTC\"}"_s,
                                           u"--demo"_s, u"--expect"_s, u"5"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.text().constData());
    const QJsonObject run = result.json();
    const QJsonObject counts = run["counts"_L1].toObject();
    QVERIFY2(counts["replies"_L1].toInteger() >= 5, result.text().constData());
    QVERIFY2(counts["late"_L1].toInteger() >= 1, result.text().constData());
    QVERIFY2(counts["distinct"_L1].toInteger() == 2, result.text().constData());
    QCOMPARE(run["end"_L1]["reason"_L1].toString(), u"Deadline"_s);

    QHash<QString, int> answers;
    bool serviceError = false;
    for (const QJsonValue reply : run["replies"_L1].toArray()) {
        ++answers[reply["responder"_L1].toString()];
        for (const QJsonValue header : reply["headers"_L1].toArray())
            serviceError |= header[0].toString() == "Nats-Service-Error"_L1;
        QCOMPARE(reply["late"_L1].toBool(), reply["responder"_L1].toString() == "clock-9"_L1);
    }
    QCOMPARE(answers.size(), 9);
    QCOMPARE(answers[u"clock-6"_s], 2);
    QVERIFY(serviceError);
}

void TestDemo::theTimelineIsDrawn()
{
    const ProgramResult result
        = runFanin({u"gather"_s, u"demo.time"_s, u"--demo"_s, u"--timeline"_s});
    QVERIFY2(result.code == 0, result.text().constData());
    const QString text = QString::fromUtf8(result.out);
    for (const QString &part : {u"clock-1 │"_s, u"●"_s, u"◆"_s, u"▲"_s, u"○"_s, u"┊"_s, u"LATE"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
}

void TestDemo::nobodyServesTheFourthExample()
{
    const ProgramResult result = runFanin({u"request"_s, u"demo.nobody"_s, u"--demo"_s});
    QVERIFY2(result.code == 4, result.text().constData());
}

void TestDemo::theServerGoesWithTheProgram_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("killed") << SIGKILL;
    QTest::newRow("terminated") << SIGTERM;
    QTest::newRow("Ctrl+C") << SIGINT;
}

void TestDemo::theServerGoesWithTheProgram()
{
    QFETCH(int, signal);
    QProcess process;
    process.start(
        QString::fromLatin1(FANIN_PROGRAM),
        {u"gather"_s, u"demo.time"_s, u"--demo"_s, u"--timeout"_s, u"60s"_s, u"--late"_s, u"0"_s});
    QByteArray out;
    QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("clock-2"), 20'000);
    const QList<pid_t> servers = childrenOf(process.processId(), "nats-server");
    QCOMPARE(servers.size(), 1);
    QCOMPARE(::kill(pid_t(process.processId()), signal), 0);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QTRY_VERIFY(!isRunning(servers.first()));
}

void TestDemo::thePictureIsTakenInTheThemeAskedFor()
{
    const QTemporaryDir directory;
    QList<int> brightness;
    for (const QString &theme : {u"light"_s, u"dark"_s}) {
        const QString path = directory.filePath(theme + u" theme.png"_s);
        const ProgramResult result = runFanin({u"--screenshot"_s, path, u"--demo"_s, u"--theme"_s,
                                               theme, u"--size"_s, u"1200x800"_s});
        QVERIFY2(result.code == 0, result.text().constData());
        const QImage image(path);
        QCOMPARE(image.size() / image.devicePixelRatio(), QSize(1200, 800));
        // The average colour of the whole.
        brightness += qGray(
            image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
    }
    QVERIFY2(brightness[0] > 180 && brightness[1] < 80,
             qPrintable(u"%1 %2"_s.arg(brightness[0]).arg(brightness[1])));
}

void TestDemo::aPictureThatCannotBeWrittenIsAnError()
{
    const ProgramResult result
        = runFanin({u"--screenshot"_s, u"/nonexistent/a.png"_s, u"--demo"_s});
    QVERIFY2(result.code == 2, result.text().constData());
    QVERIFY2(result.error.contains("/nonexistent/a.png"), result.text().constData());
}

void TestDemo::withoutADisplayItSaysWhatToDo()
{
    const ProgramResult result = runFanin({u"--demo"_s}, {}, withoutDisplay());
    QVERIFY2(result.code == 2, result.text().constData());
    QVERIFY2(result.error.count('\n') == 1 && result.error.contains("DISPLAY"), result.text().constData());
    const ProgramResult help = runFanin({u"--help"_s}, {}, withoutDisplay());
    QVERIFY2(help.code == 0, help.text().constData());
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
