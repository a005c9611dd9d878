// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serverform.h"

#include "ui/accountserver/listenaddress.h"

#include <QtCore/QFile>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace ui;
using accountserver::Options;
using accountserver::StoreKind;

namespace {

struct Files
{
    [[nodiscard]] QString make(const QString &name) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s cannot be made", qPrintable(file.fileName()));
        return file.fileName();
    }
    QTemporaryDir folder;
};

ServerForm inMemory()
{
    ServerForm form;
    form.store = StoreKind::Memory;
    return form;
}

} // namespace

class TestServerForm : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldBecomesAnOption();
    void optionsBecomeTheirForm_data();
    void optionsBecomeTheirForm();
    void addressesAreRead_data();
    void addressesAreRead();
    void problemsStandAtTheirFields_data();
    void problemsStandAtTheirFields();
    void whatIsNotAskedForIsNoProblem();
    void aContentIsNoPath();
    void formsAreRemembered();
    void nothingSecretIsRemembered_data();
    void nothingSecretIsRemembered();
    void anAtSignIsNoLogin();
    void whatIsNotRememberedIsForgotten();
};

void TestServerForm::everyFieldBecomesAnOption()
{
    const Files files;
    ServerForm form;
    form.directory = files.folder.filePath(u"jwts"_s); // made where there is none
    form.sharded = true;
    form.packs = false;
    form.address = u"0.0.0.0:0"_s;
    form.operatorFile = files.make(u"operator.jwt"_s);
    form.systemAccountFile = files.make(u"sys.jwt"_s);
    form.certificate = files.make(u"cert.pem"_s);
    form.key = files.make(u"key.pem"_s);
    form.replica = true;
    form.primary = u"https://10.0.0.5:9090"_s;
    form.maxPack = u"12"_s;
    form.news = NewsBy::Server;
    form.natsUrl = u"nats://10.0.0.6:4222"_s;
    form.creds = files.make(u"sys.creds"_s);
    const ReadServerForm read = readForm(form);
    QVERIFY(read.problems.empty());
    const Options &options = read.options;
    QCOMPARE(options.store, StoreKind::Directory);
    QCOMPARE(options.path, form.directory);
    QVERIFY(options.sharded && !options.readOnly && !options.packs);
    QCOMPARE(options.host, u"0.0.0.0"_s);
    QCOMPARE(options.port, 0);
    QCOMPARE(options.operatorFile, form.operatorFile);
    QCOMPARE(options.systemAccountFile, form.systemAccountFile);
    QCOMPARE(options.tlsCertificate, form.certificate);
    QCOMPARE(options.tlsKey, form.key);
    QCOMPARE(options.primary, form.primary);
    QCOMPARE(options.maxPack, 12);
    QVERIFY(options.nats);
    QCOMPARE(options.nats->servers.front().display(), u"nats://10.0.0.6:4222"_s);
    QCOMPARE(std::get<nats::CredsFile>(options.nats->auth).path, form.creds);
    QCOMPARE(formFor(options), form);
}

void TestServerForm::optionsBecomeTheirForm_data()
{
    QTest::addColumn<Options>("options");
    Options memory;
    memory.store = StoreKind::Memory;
    QTest::newRow("memory") << memory;
    Options nsc;
    nsc.store = StoreKind::Nsc;
    nsc.path = u"/stores/ACME"_s;
    nsc.host = u"::1"_s;
    QTest::newRow("nsc on IPv6") << nsc;
    Options sharded;
    sharded.path = u"/jwts"_s;
    sharded.sharded = true;
    sharded.readOnly = true;
    sharded.port = 0;
    QTest::newRow("sharded, any port") << sharded;
}

void TestServerForm::optionsBecomeTheirForm()
{
    QFETCH(Options, options);
    const ReadServerForm read = readForm(formFor(options));
    QVERIFY(read.problems.empty());
    QVERIFY(read.options == options);
}

void TestServerForm::addressesAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("nothing") << u""_s << u"127.0.0.1"_s << 9090;
    QTest::newRow("host and port") << u" localhost:8080 "_s << u"localhost"_s << 8080;
    QTest::newRow("host") << u"10.0.0.1"_s << u"10.0.0.1"_s << 9090;
    QTest::newRow("port") << u":65535"_s << u"127.0.0.1"_s << 65535;
    QTest::newRow("any port") << u"127.0.0.1:0"_s << u"127.0.0.1"_s << 0;
    QTest::newRow("IPv6") << u"::1"_s << u"::1"_s << 9090;
    QTest::newRow("IPv6 in brackets") << u"[::1]"_s << u"::1"_s << 9090;
    QTest::newRow("IPv6 with port") << u"[::1]:80"_s << u"::1"_s << 80;
    for (const char *bad : {"127.0.0.1:65536", "127.0.0.1:", "127.0.0.1:http", "http://127.0.0.1",
                            "a b", "me@host:80"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << QString() << -1;
}

void TestServerForm::addressesAreRead()
{
    QFETCH(QString, typed);
    QFETCH(QString, host);
    QFETCH(int, port);
    ServerForm form = inMemory();
    form.address = typed;
    const ReadServerForm read = readForm(form);
    QCOMPARE(read.problems.contains(ServerField::Address), port < 0);
    if (port < 0)
        return;
    QCOMPARE(read.options.host, host);
    QCOMPARE(int(read.options.port), port);
    const ListenAddress another{host, 0}; // not another address
    QCOMPARE(ListenAddress::read(another.text()).value(), another);
}

void TestServerForm::problemsStandAtTheirFields_data()
{
    QTest::addColumn<ServerForm>("form");
    QTest::addColumn<ServerField>("field");
    QTest::addColumn<QString>("words");
    const auto add
        = [](const char *name, const ServerForm &form, ServerField field, const QString &words) {
              QTest::newRow(name) << form << field << words;
          };
    ServerForm form;
    add("no folder", form, ServerField::Folder, u"Choose the folder"_s);
    form.directory = QCoreApplication::applicationFilePath();
    add("a file", form, ServerField::Folder, u"not a folder"_s);
    form.directory = u"$NO_SUCH_VARIABLE_HERE/x"_s;
    add("an unknown variable", form, ServerField::Folder, u"NO_SUCH_VARIABLE_HERE"_s);
    form.store = StoreKind::Nsc;
    add("no nsc folder", form, ServerField::Folder, u"operator's folder"_s);
    form.nscFolder = u"/stores/ACME"_s;
    form.replica = true;
    form.primary = u"http://10.0.0.5:9090"_s;
    add("a replica of nsc", form, ServerField::Primary, u"cannot be a replica"_s);
    form = inMemory();
    form.operatorFile = u"/no/such/file.jwt"_s;
    add("no operator", form, ServerField::OperatorFile, u"There is no file"_s);
    form = inMemory();
    form.systemAccountFile = u"/"_s;
    add("a folder", form, ServerField::SystemAccountFile, u"is not a file"_s);
    form = inMemory();
    form.certificate = QCoreApplication::applicationFilePath();
    add("no key", form, ServerField::Key, u"needs its private key"_s);
    form.key = std::exchange(form.certificate, {});
    add("no certificate", form, ServerField::Certificate, u"needs its certificate"_s);
    form = inMemory();
    form.replica = true;
    add("no primary", form, ServerField::Primary, u"Expected the primary's address"_s);
    form.primary = u"nats://10.0.0.5"_s;
    add("no http", form, ServerField::Primary, u"Expected the primary's address"_s);
    form.primary = u"http://me:pw@10.0.0.5"_s;
    add("a login", form, ServerField::Primary, u"no logins"_s);
    form.primary = u"http://10.0.0.5"_s;
    form.maxPack = u"-1"_s;
    add("less than none", form, ServerField::MaxPack, u"Expected a number"_s);
    form.maxPack = u"10000001"_s;
    add("too many", form, ServerField::MaxPack, u"10000000"_s);
    form = inMemory();
    form.news = NewsBy::Connection;
    add("no connection", form, ServerField::Connection, u"Choose a connection"_s);
    form.news = NewsBy::Server;
    add("no NATS", form, ServerField::NatsUrl, {});
    form.natsUrl = u"nats://me:pw@127.0.0.1"_s;
    add("a login for NATS", form, ServerField::NatsUrl, u"save a connection"_s);
    form.natsUrl = u"nats://127.0.0.1"_s;
    form.creds = u"/no/such.creds"_s;
    add("no credentials", form, ServerField::Creds, u"There is no file"_s);
}

void TestServerForm::problemsStandAtTheirFields()
{
    QFETCH(ServerForm, form);
    QFETCH(ServerField, field);
    QFETCH(QString, words);
    const ReadServerForm read = readForm(form);
    QCOMPARE(read.problems.size(), size_t(1));
    QCOMPARE(read.problems.begin()->first, field);
    const QString text = read.problems.begin()->second;
    QVERIFY2(!text.isEmpty() && text.contains(words), qPrintable(text));
    QVERIFY(!text.contains(u"pw"_s));
}

void TestServerForm::whatIsNotAskedForIsNoProblem()
{
    ServerForm form = inMemory();
    form.primary = u"nonsense"_s;
    form.maxPack = u"nonsense"_s;
    form.natsUrl = u"::"_s;
    form.creds = u"/no/such.creds"_s;
    const ReadServerForm read = readForm(form);
    QVERIFY(read.problems.empty());
    QVERIFY(read.options.primary.isEmpty());
    QVERIFY(!read.options.nats);
    form = inMemory();
    form.replica = form.readOnly = true;
    form.primary = u"http://10.0.0.5"_s;
    form.maxPack = u""_s;
    QVERIFY(!readForm(form).options.readOnly); // it writes what it gets
    QCOMPARE(readForm(form).options.maxPack, Options::kDefaultMaxPack);
    form.maxPack = u"10000000"_s;
    QCOMPARE(readForm(form).options.maxPack, 10'000'000);
}

void TestServerForm::aContentIsNoPath()
{
    ServerForm form = inMemory();
    form.news = NewsBy::Server;
    form.natsUrl = u"nats://127.0.0.1"_s;
    form.creds
        = u"-----BEGIN USER NKEY SEED----- SUAGIEYODKBBTUMOB666Z5KA4FCWAZV7HWSGRHOD7MK6UM5IYLWLACH7DQ"_s;
    const QString text = readForm(form).problems.at(ServerField::Creds);
    QVERIFY(text.contains(u"got the content"_s));
    QVERIFY(!text.contains(u"SUAG"_s));
}

void TestServerForm::formsAreRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    QCOMPARE(savedForm(settings), ServerForm()); // nothing was saved yet
    ServerForm form;
    form.store = StoreKind::Nsc;
    form.directory = u"~/jwts"_s;
    form.nscFolder = u"~/stores/ACME"_s;
    form.sharded = form.readOnly = form.replica = true;
    form.packs = false;
    form.address = u"[::1]:81"_s;
    form.operatorFile = u"o.jwt"_s;
    form.systemAccountFile = u"s.jwt"_s;
    form.certificate = u"c.pem"_s;
    form.key = u"k.pem"_s;
    form.primary = u"http://p"_s;
    form.maxPack = u"7"_s;
    form.news = NewsBy::Connection;
    form.connection = u"prod"_s;
    form.natsUrl = u"nats://n"_s;
    form.creds = u"c.creds"_s;
    save(form, settings);
    QCOMPARE(savedForm(settings), form);
}

void TestServerForm::nothingSecretIsRemembered_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a login") << u"nats://me:hunter2@127.0.0.1"_s;
    QTest::newRow("a creds file's content") << u"-----BEGIN NATS USER JWT----- hunter2"_s;
    QTest::newRow("a seed")
        << u"SUAGIEYODKBBTUMOB666Z5KA4FCWAZV7HWSGRHOD7MK6UM5IYLWLACH7DQ hunter2"_s;
}

void TestServerForm::nothingSecretIsRemembered()
{
    QFETCH(QString, text);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s.ini"_s);
    {
        QSettings settings(path, QSettings::IniFormat);
        ServerForm form;
        form.natsUrl = form.creds = form.primary = form.directory = form.address = form.key = text;
        save(form, settings);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("news"));
    QVERIFY(!content.contains("hunter2"));
}

void TestServerForm::anAtSignIsNoLogin()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    ServerForm form;
    form.directory = u"/home/anna@corp/jwts"_s;
    form.key = u"/home/anna@corp/key.pem"_s;
    form.news = NewsBy::Connection;
    form.connection = u"sys@prod"_s;
    save(form, settings);
    QCOMPARE(savedForm(settings), form);
}

void TestServerForm::whatIsNotRememberedIsForgotten()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    ServerForm form;
    form.primary = form.natsUrl = u"http://10.0.0.5"_s;
    save(form, settings);
    form.primary = u"http://me:pw@10.0.0.6"_s;
    form.natsUrl = u"me:pw@10.0.0.6"_s;
    save(form, settings);
    QCOMPARE(savedForm(settings).primary, QString());
    QCOMPARE(savedForm(settings).natsUrl, QString());
}

QTEST_GUILESS_MAIN(TestServerForm)
#include "tst_serverform.moc"
