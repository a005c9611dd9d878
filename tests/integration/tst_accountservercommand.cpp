// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// `fanin account-server` as a person and a script run it.
#include "tests/support/jwtfixtures.h"
#include "tests/support/natsserver.h"
#include "tests/support/program.h"

#include "core/jwt/token.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

#include <array>
#include <climits>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

class TestAccountServerCommand : public QObject
{
    Q_OBJECT

private slots:
    void itServesUntilItIsInterrupted_data();
    void itServesUntilItIsInterrupted();
    void requestsAreListed();
    void asJsonEachLineIsAnObject();
    void quietlyNoRequestIsListed();
    void theOriginalsConfigurationIsTaken();
    void optionsCountMoreThanTheConfiguration();
    void whatCannotStartSaysSoInOneLine_data();
    void whatCannotStartSaysSoInOneLine();
    void wrongUsageIsSaid_data();
    void wrongUsageIsSaid();
    void itGoesOnWithoutAReader();
    void itEndsWithAReaderThatStalls();
    void thePreloadRunsAServerWithoutOurs();
    void aPreloadGoesIntoAFileWholeOrNotAtAll();
};

namespace {

// The program while it runs.
class Running final
{
public:
    explicit Running(const QStringList &arguments, const QString &folder = {},
                     QProcess *reader = nullptr)
    {
        m_process.setWorkingDirectory(folder);
        if (reader)
            m_process.setStandardOutputProcess(reader);
        m_process.start(QString::fromLatin1(FANIN_PROGRAM),
                        QStringList{u"account-server"_s} + arguments);
    }
    ~Running()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] static QString addressIn(const QByteArray &output)
    {
        static const QRegularExpression resolver(
            uR"(resolver: URL\((https?://[^)]+)/jwt/v1/accounts/\))"_s);
        return resolver.match(QString::fromUtf8(output)).captured(1);
    }
    // Once it has said where it serves.
    [[nodiscard]] QString address()
    {
        if (!QTest::qWaitFor([this] { return !addressIn(out()).isEmpty(); }))
            qWarning("%s%s", m_out.constData(), error().constData());
        return addressIn(m_out);
    }
    [[nodiscard]] QByteArray out()
    {
        m_out += m_process.readAllStandardOutput();
        return m_out;
    }
    [[nodiscard]] QByteArray error()
    {
        m_error += m_process.readAllStandardError();
        return m_error;
    }
    // The exit code; -1: it does not end, or crashed.
    [[nodiscard]] int end(int signalNumber = SIGINT)
    {
        ::kill(pid_t(m_process.processId()), signalNumber);
        if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_error;
};

QByteArray fixture(const QString &name)
{
    return jwtfixtures::read(u"jwt/%1.jwt"_s.arg(name));
}

QByteArray keyOf(const QByteArray &text)
{
    return jwt::Token::decode(text)->claims().sub;
}

QStringList memory()
{
    return {u"--memory"_s, u"--port"_s, u"0"_s, u"--operator"_s,
            jwtfixtures::path(u"jwt/operator/operator.jwt"_s)};
}

// Status and body.
std::pair<int, QByteArray> fetch(const QString &url, const QByteArray &body = {})
{
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(url)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/jwt"_s);
    const std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? network.get(request)
                                                              : network.post(request, body));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }))
        return {-1, {}};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
}

} // namespace

void TestAccountServerCommand::itServesUntilItIsInterrupted_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestAccountServerCommand::itServesUntilItIsInterrupted()
{
    QFETCH(const int, signalNumber);
    Running server(memory());
    const QString address = server.address();
    QVERIFY(!address.isEmpty());
    QVERIFY(address.startsWith("http://127.0.0.1:"_L1));
    QCOMPARE(fetch(address + u"/jwt/v1/accounts/"_s).first, 200);
    QCOMPARE(server.end(signalNumber), 0);
    QVERIFY2(server.out().contains("serving memory (ACME, read and write) at "),
             server.out().constData());
    QCOMPARE(server.error(), "");
}

void TestAccountServerCommand::requestsAreListed()
{
    Running server(memory());
    const QString address = server.address();
    const QByteArray plain = fixture(u"account/plain"_s);
    const QString url = address + u"/jwt/v1/accounts/"_s + QString::fromLatin1(keyOf(plain));
    QCOMPARE(fetch(url, plain).first, 200);
    QCOMPARE(fetch(url).second, plain);
    QCOMPARE(fetch(url, fixture(u"account/untrusted"_s)).first, 400);
    QCOMPARE(server.end(), 0);
    const QList<QByteArray> lines = server.out().trimmed().split('\n');
    QCOMPARE(lines.size(), 6);
    const QByteArray route = "/jwt/v1/accounts/" + keyOf(plain) + "  ";
    QVERIFY2(lines[3].contains("  127.0.0.1        200  POST " + route), lines[3].constData());
    QVERIFY2(lines[3].endsWith("  stored"), lines[3].constData());
    QVERIFY2(lines[4].contains("  200  GET " + route), lines[4].constData());
    QVERIFY2(lines[5].contains("  400  POST " + route), lines[5].constData());
}

void TestAccountServerCommand::asJsonEachLineIsAnObject()
{
    Running server(memory() + QStringList{u"--json"_s});
    const QString address = server.address();
    QVERIFY(!address.isEmpty());
    QCOMPARE(fetch(address + u"/jwt/v1/help"_s).first, 200);
    QCOMPARE(server.end(), 0);
    QList<QJsonObject> objects;
    for (const QByteArray &line : server.out().trimmed().split('\n')) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        QVERIFY2(document.isObject(), line.constData());
        objects += document.object();
    }
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[0][u"event"_s].toString(), u"serving"_s);
    QCOMPARE(objects[0][u"address"_s].toString(), address);
    QCOMPARE(objects[0][u"operator"_s].toString(), u"ACME"_s);
    QVERIFY(objects[0][u"writable"_s].toBool());
    QCOMPARE(objects[1][u"event"_s].toString(), u"request"_s);
    QCOMPARE(objects[1][u"method"_s].toString(), u"GET"_s);
    QCOMPARE(objects[1][u"target"_s].toString(), u"/jwt/v1/help"_s);
    QCOMPARE(objects[1][u"status"_s].toInt(), 200);
    QCOMPARE(objects[1][u"client"_s].toString(), u"127.0.0.1"_s);
    QVERIFY(objects[1][u"us"_s].toInt(-1) >= 0);
}

void TestAccountServerCommand::quietlyNoRequestIsListed()
{
    Running server(memory() + QStringList{u"--quiet"_s});
    const QString address = server.address();
    QCOMPARE(fetch(address + u"/jwt/v1/help"_s).first, 200);
    QCOMPARE(server.end(), 0);
    QCOMPARE(server.out().trimmed().split('\n').size(), 3);
}

void TestAccountServerCommand::theOriginalsConfigurationIsTaken()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"server.conf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("operatorjwtpath: \"" + jwtfixtures::path(u"jwt/operator/operator.jwt"_s).toUtf8()
               + "\"\nhttp: { port: 0 }\nstore: { dir: tokens, shard: true }\nstray: 1\n");
    file.close();
    Running server({u"-c"_s, u"server.conf"_s}, folder.path());
    const QString address = server.address();
    QVERIFY(!address.isEmpty());
    const QByteArray plain = fixture(u"account/plain"_s);
    const QString key = QString::fromLatin1(keyOf(plain));
    QCOMPARE(fetch(address + u"/jwt/v1/accounts/"_s + key, plain).first, 200);
    QVERIFY(QFile::exists(folder.filePath(u"tokens/"_s + key.last(2) + u'/' + key + u".jwt"_s)));
    QCOMPARE(server.end(), 0);
    QCOMPARE(server.error(), "fanin: note: server.conf:4: unknown: stray\n");
}

void TestAccountServerCommand::optionsCountMoreThanTheConfiguration()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"server.conf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("http: { port: 1 }\nstore: { dir: tokens, readonly: true }\n");
    file.close();
    Running server(memory() + QStringList{u"-c"_s, u"server.conf"_s}, folder.path());
    QVERIFY(!server.address().isEmpty());
    QCOMPARE(server.end(), 0);
    QVERIFY2(server.out().contains("serving memory (ACME, read and write)"),
             server.out().constData());
}

void TestAccountServerCommand::whatCannotStartSaysSoInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no folder") << QStringList{u"--dir"_s, u"/nowhere/at/all"_s, u"--read-only"_s}
                               << "/nowhere/at/all"_ba;
    QTest::newRow("no nsc folder")
        << QStringList{u"--nsc"_s, u"/nowhere/ACME"_s} << "/nowhere/ACME"_ba;
    QTest::newRow("no operator") << QStringList{u"--memory"_s, u"--operator"_s, u"/nowhere/o.jwt"_s}
                                 << "/nowhere/o.jwt"_ba;
    QTest::newRow("no configuration")
        << QStringList{u"-c"_s, u"/nowhere/server.conf"_s} << "/nowhere/server.conf"_ba;
    QTest::newRow("no address") << QStringList{u"--memory"_s, u"--host"_s, u"192.0.2.1"_s}
                                << "192.0.2.1"_ba;
}

void TestAccountServerCommand::whatCannotStartSaysSoInOneLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(const QByteArray, word);
    arguments.prepend(u"account-server"_s);
    const ProgramResult result = runFanin(arguments);
    QVERIFY2(result.code == 1, result.text().constData());
    QCOMPARE(result.out, "");
    QVERIFY2(result.error.startsWith("fanin: ") && result.error.contains(word),
             result.error.constData());
    QCOMPARE(result.error.count('\n'), 1);
}

void TestAccountServerCommand::wrongUsageIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no store") << QStringList{} << "--memory"_ba;
    QTest::newRow("two stores") << QStringList{u"--memory"_s, u"--dir"_s, u"x"_s}
                                << "only one of"_ba;
    QTest::newRow("shards of memory") << QStringList{u"--memory"_s, u"--shard"_s} << "--dir"_ba;
    QTest::newRow("port") << QStringList{u"--memory"_s, u"--port"_s, u"65536"_s} << "65535"_ba;
    QTest::newRow("half of TLS") << QStringList{u"--memory"_s, u"--tls-cert"_s, u"x"_s}
                                 << "--tls-key"_ba;
    QTest::newRow("creds alone") << QStringList{u"--memory"_s, u"--creds"_s, u"x"_s} << "--nats"_ba;
    QTest::newRow("a bad address")
        << QStringList{u"--memory"_s, u"--nats"_s, u"http://x"_s} << "--nats"_ba;
    QTest::newRow("pack") << QStringList{u"--memory"_s, u"--max-pack"_s, u"many"_s}
                          << "--max-pack"_ba;
    QTest::newRow("time") << QStringList{u"--memory"_s, u"--replication-timeout"_s, u"soon"_s}
                          << "--replication-timeout"_ba;
    QTest::newRow("a replica of nsc")
        << QStringList{u"--nsc"_s, u"."_s, u"--primary"_s, u"http://127.0.0.1:1"_s} << "nsc"_ba;
    QTest::newRow("a memory's preload")
        << QStringList{u"--memory"_s, u"--write-preload"_s, u"-"_s} << "empty"_ba;
    QTest::newRow("memory that stays empty")
        << QStringList{u"--memory"_s, u"--read-only"_s} << "empty"_ba;
    QTest::newRow("a long time") << QStringList{u"--memory"_s, u"--replication-timeout"_s, u"2h"_s}
                                 << "7200000"_ba;
    QTest::newRow("no host") << QStringList{u"--memory"_s, u"--host"_s, u""_s} << "0.0.0.0"_ba;
    QTest::newRow("no directory") << QStringList{u"--dir"_s, u""_s} << "directory"_ba;
    QTest::newRow("a primary's password")
        << QStringList{u"--memory"_s, u"--primary"_s, u"http://user:hush@127.0.0.1:1"_s} << "@"_ba;
    QTest::newRow("an argument") << QStringList{u"tokens"_s} << "tokens"_ba;
}

void TestAccountServerCommand::wrongUsageIsSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(const QByteArray, word);
    arguments.prepend(u"account-server"_s);
    const ProgramResult result = runFanin(arguments);
    QVERIFY2(result.code == 2, result.text().constData());
    QCOMPARE(result.out, "");
    QVERIFY2(result.error.contains(word), result.error.constData());
    QVERIFY(!result.error.contains("hush"));
    QCOMPARE(result.error.count('\n'), 1);
}

void TestAccountServerCommand::itGoesOnWithoutAReader()
{
    QProcess reader;
    Running server(memory(), {}, &reader);
    reader.start(u"head"_s, {u"-n"_s, u"3"_s});
    QTRY_COMPARE(reader.state(), QProcess::NotRunning);
    const QString address = Running::addressIn(reader.readAllStandardOutput());
    QVERIFY(!address.isEmpty());
    QCOMPARE(fetch(address + u"/jwt/v1/help"_s).first, 200);
    QTRY_VERIFY(server.error().contains("standard output is closed"));
    QCOMPARE(fetch(address + u"/jwt/v1/help"_s).first, 200);
    QCOMPARE(server.end(), 0);
}

void TestAccountServerCommand::itEndsWithAReaderThatStalls()
{
    // A full pipe that stays open.
    std::array<int, 2> ends{-1, -1};
    QCOMPARE(pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK), 0);
    const QByteArray filling(PIPE_BUF, '#');
    while (write(ends[1], filling.constData(), size_t(filling.size())) > 0) {
    }
    QCOMPARE(fcntl(ends[1], F_SETFL, 0), 0);
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const QString port = QString::number(probe.serverPort());
    probe.close();

    QStringList arguments = memory();
    arguments.replace(arguments.indexOf(u"--port"_s) + 1, port);
    QProcess process;
    process.setChildProcessModifier([writer = ends[1]] { dup2(writer, STDOUT_FILENO); });
    process.start(QString::fromLatin1(FANIN_PROGRAM), QStringList{u"account-server"_s} + arguments);
    const QString help = u"http://127.0.0.1:"_s + port + u"/jwt/v1/help"_s;
    QTRY_COMPARE(fetch(help).first, 200); // though it could not say that it serves
    QCOMPARE(fetch(help).first, 200);
    process.terminate();
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const QByteArray error = process.readAllStandardError();
    QVERIFY2(error.contains(" lines were not printed\n"), error.constData());
    for (const int end : ends)
        close(end);
}

void TestAccountServerCommand::thePreloadRunsAServerWithoutOurs()
{
    REQUIRE_NATS_SERVER();
    const QString store = jwtfixtures::path(u"nsc/data/nats/nsc/stores/ACME"_s);
    const ProgramResult result
        = runFanin({u"account-server"_s, u"--nsc"_s, store, u"--write-preload"_s, u"-"_s});
    QVERIFY2(result.code == 0, result.text().constData());
    NatsServer server(result.out);
    QVERIFY(server.start());
}

void TestAccountServerCommand::aPreloadGoesIntoAFileWholeOrNotAtAll()
{
    const QTemporaryDir folder;
    const QString flat = jwtfixtures::path(u"dirstore/flat"_s);
    const QString target = folder.filePath(u"preload.conf"_s);
    const QStringList arguments{u"account-server"_s, u"--dir"_s, flat, u"--write-preload"_s};
    const ProgramResult written = runFanin(arguments + QStringList{target});
    QVERIFY2(written.code == 0, written.text().constData());
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(keyOf(fixture(u"account/plain"_s)) + ": eyJ"));
    const ProgramResult lost = runFanin(arguments + QStringList{u"/nowhere/preload.conf"_s});
    QCOMPARE(lost.code, 1);
    QVERIFY(lost.error.contains("/nowhere/preload.conf"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"preload.conf"_s});
}

QTEST_GUILESS_MAIN(TestAccountServerCommand)
#include "tst_accountservercommand.moc"
