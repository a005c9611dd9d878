// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nkey/nkey.h"
#include "ui/accounts/pasteinput.h"
#include "ui/accounts/sourcekind.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using What = ui::PasteInput::What;

namespace {

bool exists(const QString &path)
{
    return path == "/srv/jwt"_L1 || path == "store"_L1;
}

ui::PasteInput read(const QByteArray &text)
{
    return ui::readPaste(text, &exists);
}

} // namespace

class TestPasteInput : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatItIs_data();
    void tellsWhatItIs();
    void accountsAreFoundByTheirKey();
    void anAccountsUrlIsItsServerAndItsKey();
    void aSeedIsNeitherKeptNorShown();
    void whatIsWrongIsQuotedShortly();
    void sourceFormsRoundTrip_data();
    void sourceFormsRoundTrip();
};

void TestPasteInput::tellsWhatItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("source");
    const auto row
        = [](const char *name, const QByteArray &text, What what, const QString &source = {}) {
              QTest::newRow(name) << text << int(what) << source;
          };
    row("nothing", " \n ", What::Nothing);
    row("token", "eyJ0eXAi.eyJqdGki.c2ln\n", What::Tokens);
    row("creds", "-----BEGIN NATS USER JWT-----\neyJ0.e30.aa\n------END", What::Tokens);
    row("log line with a token", "jwt=eyJ0.e30.aa ok", What::Tokens);
    row("server", "http://127.0.0.1:9090/jwt/v1/", What::Source,
        u"http://127.0.0.1:9090/jwt/v1/"_s);
    row("file url", "file:///srv/jwt", What::Source, u"/srv/jwt"_s);
    row("path", "/srv/jwt", What::Source, u"/srv/jwt"_s);
    row("relative path", "store", What::Source, u"store"_s);
    row("command line form", "nsc:/x", What::Source, u"nsc:/x"_s);
    row("missing path", "/srv/nothing", What::Problem);
    row("server to connect to", "nats://127.0.0.1:4222", What::Problem);
    row("url without host", "http:///jwt", What::Problem);
    row("words", "hello there", What::Problem);
}

void TestPasteInput::tellsWhatItIs()
{
    QFETCH(QByteArray, text);
    QFETCH(int, what);
    QFETCH(QString, source);
    const ui::PasteInput input = read(text);
    QCOMPARE(int(input.what), what);
    QCOMPARE(input.source, source);
    QCOMPARE(input.problem.isEmpty(), input.what != What::Problem);
}

void TestPasteInput::accountsAreFoundByTheirKey()
{
    const QByteArray key = nkey::KeyPair::generate(nkey::Kind::Account).publicKey();
    QCOMPARE(read(key + "\n").what, What::Key);
    QCOMPARE(read(key).key, key);
    QByteArray mistyped = key;
    mistyped[20] = mistyped.at(20) == 'B' ? 'C' : 'B';
    QCOMPARE(read(mistyped).what, What::Problem);
}

void TestPasteInput::anAccountsUrlIsItsServerAndItsKey()
{
    const QByteArray key = nkey::KeyPair::generate(nkey::Kind::Account).publicKey();
    const ui::PasteInput input = read("http://host:9090/jwt/v1/accounts/" + key);
    QCOMPARE(input.what, What::Source);
    QCOMPARE(input.source, u"http://host:9090/jwt/v1/"_s);
    QCOMPARE(input.key, key);
}

void TestPasteInput::aSeedIsNeitherKeptNorShown()
{
    const QByteArray seed(nkey::KeyPair::generate(nkey::Kind::User).seed().reveal().toByteArray());
    const ui::PasteInput input = read(seed);
    QCOMPARE(input.what, What::Problem);
    QVERIFY(!input.problem.contains(QString::fromLatin1(seed.left(6))));
    QVERIFY(input.key.isEmpty() && input.source.isEmpty());
}

void TestPasteInput::whatIsWrongIsQuotedShortly()
{
    const ui::PasteInput input = read(QByteArray(100'000, 'x'));
    QCOMPARE(input.what, What::Problem);
    QVERIFY(input.problem.size() < 300);
    QVERIFY(input.problem.contains("100000 bytes"_L1));
}

void TestPasteInput::sourceFormsRoundTrip_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<int>("kind");
    for (const auto &[form, kind] : {std::pair{"https://h/jwt/v1", ui::SourceKind::AccountServer},
                                     {"dir:/a b", ui::SourceKind::Directory},
                                     {"nsc:/n", ui::SourceKind::NscStore},
                                     {"config:/c.conf", ui::SourceKind::ServerConfig},
                                     {"/x.jwt", ui::SourceKind::File},
                                     {"resolver:prod", ui::SourceKind::Resolver},
                                     {"pasted", ui::SourceKind::Pasted}})
        QTest::newRow(form) << QString::fromLatin1(form) << int(kind);
}

void TestPasteInput::sourceFormsRoundTrip()
{
    QFETCH(QString, form);
    QFETCH(int, kind);
    const ui::SourceAddress address = ui::sourceAddress(form);
    QCOMPARE(int(address.kind), kind);
    QCOMPARE(ui::sourceForm(address), form);
}

QTEST_GUILESS_MAIN(TestPasteInput)
#include "tst_pasteinput.moc"
