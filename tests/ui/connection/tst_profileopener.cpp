// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profileopener.h"

#include "core/profiles/secretstore.h"
#include "tests/support/certificates.h"
#include "tests/support/screenshots.h"
#include "ui/connection/profilequestions.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace {

// client.pem with locked-key.pem, which "sesame" opens.
QTemporaryDir &certificates()
{
    static QTemporaryDir folder;
    return folder;
}

struct Opener
{
    Opener()
    {
        QObject::connect(
            &opener, &ui::ProfileOpener::opened, &window,
            [this](const nats::ConnectOptions &o, const profiles::Profile &) { options = o; });
        QObject::connect(&opener, &ui::ProfileOpener::failed, &window,
                         [this](const profiles::Profile &, const base::Error &e) { error = e; });
        QObject::connect(&opener, &ui::ProfileOpener::cancelled, &window, [this] { ++cancels; });
        window.show();
    }
    [[nodiscard]] QDialog *question() const { return window.findChild<QDialog *>(); }
    static profiles::Profile withEncryptedKey()
    {
        profiles::Profile profile = plain();
        profile.settings.cert = certificates().filePath(u"client.pem"_s);
        profile.settings.key = certificates().filePath(u"locked-key.pem"_s);
        return profile;
    }
    static profiles::Profile plain()
    {
        profiles::Profile profile;
        profile.name = u"staging-eu"_s;
        profile.settings.url = u"nats://example.org"_s;
        return profile;
    }
    profiles::MemorySecretStore secrets;
    QWidget window;
    ui::ProfileOpener &opener = *new ui::ProfileOpener(secrets, &window);
    std::optional<nats::ConnectOptions> options;
    std::optional<base::Error> error;
    int cancels = 0;
};

} // namespace

class TestProfileOpener : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void plainProfileOpensWithoutAQuestion();
    void errorsNameTheField();
    void passphraseIsAskedFor();
    void passphraseAtHandIsNotAskedFor();
    void aWrongPassphraseIsAskedForAgain();
    void aWrongPassphraseAtHandIsAskedFor();
    void givingUpThePassphraseCancels();
    void programIsShownAndRunsOnlyWhenAllowed();
    void deletingItClosesItsQuestion();
    void openingTheNextCancelsTheOneBefore();
};

void TestProfileOpener::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
    REQUIRE_OPENSSL();
    Certificates made(certificates().path());
    QVERIFY(made.makeAuthority() && made.make({u"client"_s}));
    QVERIFY(made.openssl({u"pkcs8"_s, u"-topk8"_s, u"-in"_s, u"client-key.pem"_s, u"-passout"_s,
                          u"pass:sesame"_s, u"-out"_s, u"locked-key.pem"_s}));
}

void TestProfileOpener::plainProfileOpensWithoutAQuestion()
{
    Opener o;
    o.opener.open(Opener::plain());
    QVERIFY(!o.options); // never before open() has returned
    QTRY_VERIFY(o.options);
    QCOMPARE(o.options->name, u"staging-eu"_s);
    QCOMPARE(o.options->plainLogin, nats::PlainLogin::Ask);
    QVERIFY(!o.opener.isOpening());
}

void TestProfileOpener::errorsNameTheField()
{
    Opener o;
    profiles::Profile profile = Opener::plain();
    profile.settings.creds = u"env://FANIN_TEST_NOT_SET"_s;
    o.opener.open(profile);
    QTRY_VERIFY(o.error);
    QVERIFY(o.error->text.contains(u"creds"_s));
    QVERIFY(o.error->text.contains(u"FANIN_TEST_NOT_SET"_s));
    QVERIFY(!o.options);
}

void TestProfileOpener::passphraseIsAskedFor()
{
    Opener o;
    o.opener.open(Opener::withEncryptedKey());
    QTRY_VERIFY(o.question());
    QVERIFY(o.question()->isModal());
    auto *yes = o.question()->findChild<QPushButton *>(u"questionYes"_s);
    auto *field = o.question()->findChild<QLineEdit *>(u"passphrase"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QVERIFY(!yes->isEnabled());
    QVERIFY(o.question()
                ->findChild<QLabel *>(u"passphraseFile"_s)
                ->text()
                .endsWith(u"locked-key.pem"_s));
    QTest::keyClicks(field, u"sesame"_s);
    QVERIFY(screenshots::saveInBothThemes(*o.question(), u"opener-passphrase"_s));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(o.options);
    QCOMPARE(o.options->tls.keyPassphrase.reveal().toByteArray(), "sesame"_ba);
}

void TestProfileOpener::passphraseAtHandIsNotAskedFor()
{
    Opener o;
    o.opener.open(Opener::withEncryptedKey(), base::Secret("sesame"_ba));
    QTRY_VERIFY(o.options);
    QCOMPARE(o.options->tls.keyPassphrase.reveal().toByteArray(), "sesame"_ba);
    QVERIFY(!o.question());
}

void TestProfileOpener::aWrongPassphraseIsAskedForAgain()
{
    Opener o;
    o.opener.open(Opener::withEncryptedKey());
    QTRY_VERIFY(o.question());
    const QPointer<QDialog> first = o.question();
    QVERIFY(!first->findChild<QLabel *>(u"passphraseProblem"_s));
    QTest::keyClicks(first->findChild<QLineEdit *>(u"passphrase"_s), u"swordfish"_s);
    QTest::keyClick(first, Qt::Key_Return);
    QTRY_VERIFY(!first && o.question());
    const auto *problem = o.question()->findChild<QLabel *>(u"passphraseProblem"_s);
    QVERIFY(problem);
    QVERIFY2(problem->text().contains(u"the passphrase does not open the private key"_s),
             qPrintable(problem->text()));
    QVERIFY(!problem->text().contains(u"swordfish"_s));
    auto *field = o.question()->findChild<QLineEdit *>(u"passphrase"_s);
    QVERIFY(field->text().isEmpty());
    QVERIFY(screenshots::saveInBothThemes(*o.question(), u"opener-passphrase-again"_s));
    QTest::keyClicks(field, u"sesame"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(o.options);
    QCOMPARE(o.options->tls.keyPassphrase.reveal().toByteArray(), "sesame"_ba);
}

void TestProfileOpener::aWrongPassphraseAtHandIsAskedFor()
{
    Opener o;
    o.opener.open(Opener::withEncryptedKey(), base::Secret("swordfish"_ba));
    QTRY_VERIFY(o.question());
    QVERIFY(o.question()->findChild<QLabel *>(u"passphraseProblem"_s));
    QTest::keyClick(o.question(), Qt::Key_Escape);
    QCOMPARE(o.cancels, 1);
    QVERIFY(!o.options);
}

void TestProfileOpener::givingUpThePassphraseCancels()
{
    Opener o;
    o.opener.open(Opener::withEncryptedKey());
    QTRY_VERIFY(o.question());
    QTest::keyClick(o.question(), Qt::Key_Escape);
    QCOMPARE(o.cancels, 1);
    QVERIFY(!o.opener.isOpening());
    QVERIFY(!o.options && !o.error);
}

void TestProfileOpener::programIsShownAndRunsOnlyWhenAllowed()
{
    Opener o;
    profiles::Profile profile = Opener::plain();
    profile.settings.token = u"op://vault/item/field"_s;
    o.opener.open(profile);
    QTRY_VERIFY(o.question());
    QCOMPARE(o.question()->findChild<QPlainTextEdit *>(u"programCommand"_s)->toPlainText(),
             u"op read op://vault/item/field"_s);
    QVERIFY(screenshots::saveInBothThemes(*o.question(), u"opener-program"_s));
    // A stray Enter says no.
    QTest::keyClick(o.question(), Qt::Key_Return);
    QCOMPARE(o.cancels, 1);
    QVERIFY(!o.options);
}

void TestProfileOpener::deletingItClosesItsQuestion()
{
    Opener o;
    auto *opener = new ui::ProfileOpener(o.secrets, &o.window);
    opener->open(Opener::withEncryptedKey());
    QTRY_VERIFY(o.question());
    delete opener;
    QTRY_VERIFY(!o.question());
}

void TestProfileOpener::openingTheNextCancelsTheOneBefore()
{
    Opener o;
    o.opener.open(Opener::withEncryptedKey());
    QTRY_VERIFY(o.question());
    o.opener.open(Opener::plain());
    QCOMPARE(o.cancels, 1);
    QTRY_VERIFY(o.options);
    QTRY_VERIFY(!o.question());
}

QTEST_MAIN(TestProfileOpener)
#include "tst_profileopener.moc"
