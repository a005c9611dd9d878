// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profiledialog.h"

#include "tests/support/fakekeychain.h"
#include "tests/support/fakeserver.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/screenshots.h"
#include "ui/common/richview.h"
#include "ui/connection/connectiontest.h"
#include "ui/connection/connectiontestdialog.h"
#include "ui/connection/connectiontesttext.h"
#include "ui/connection/problemview.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using profiles::Origin;
using ui::ProfileDialog;

namespace {

struct Dialog
{
    Dialog()
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        QObject::connect(dialog.get(), &ProfileDialog::connectRequested, dialog.get(),
                         [this](const nats::ConnectOptions &o, const profiles::Profile &p) {
                             options = o;
                             profile = p;
                         });
        QObject::connect(dialog.get(), &ProfileDialog::saved, dialog.get(),
                         [this](const profiles::Profile &b, const profiles::Profile &a) {
                             saved.push_back({b, a});
                         });
        dialog->resize(940, 640);
        dialog->show();
        dialog->activateWindow();
    }
    template<typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    void type(const QString &name, const QString &text) const
    {
        auto *field = find<QLineEdit>(name);
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, text);
    }
    void leave(const QString &name) const { QTest::keyClick(find<QLineEdit>(name), Qt::Key_Tab); }
    void press(const QString &name) const
    {
        QCoreApplication::sendPostedEvents(); // it may have been shown just now
        QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
    }
    void tick(const QString &name) const
    {
        auto *box = find<QCheckBox>(name);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
    }
    void keepAs(int place) const { press(u"profileKeep%1"_s.arg(place)); }
    void chooseLogin(ui::LoginKind kind) const
    {
        find<QComboBox>(u"loginKind"_s)->setCurrentIndex(int(kind));
    }
    void chooseTab(int tab) const { find<QTabWidget>(u"profileTabs"_s)->setCurrentIndex(tab); }
    void paste(const QString &name, const QByteArray &text) const
    {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
        auto *field = find<QPlainTextEdit>(name);
        field->setFocus();
        QTest::keySequence(field, QKeySequence::Paste);
    }
    // What is said at a field; empty where nothing is.
    [[nodiscard]] QString errorAt(const QString &name) const
    {
        return problemIn(name + u"Error"_s);
    }
    [[nodiscard]] QString problemIn(const QString &name) const
    {
        const auto *view = find<ui::RichView>(name);
        return view->isVisible() ? ui::problemOf(*view) : QString();
    }
    // The name and address of what is kept, as another program would write it.
    void write(const profiles::Profile &kept, const QByteArray &content) const
    {
        QFile file(store.fileOf(kept));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    [[nodiscard]] const profiles::Profile &keep(const profiles::Profile &kept)
    {
        if (!store.save(kept))
            qFatal("the store takes nothing");
        return *store.find(kept.origin, kept.name);
    }
    [[nodiscard]] bool sees(const QString &name) const { return find<QWidget>(name)->isVisible(); }
    [[nodiscard]] QByteArray fileOf(const profiles::Profile &kept) const
    {
        QFile file(store.fileOf(kept));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool picture(const QString &name) const
    {
        QCoreApplication::sendPostedEvents(); // what was shown just now gets its place
        return screenshots::saveInBothThemes(*dialog, u"profiledialog-"_s + name);
    }

    QTemporaryDir folder;
    profiles::ProfileStore store{{folder.filePath(u"nats"_s), folder.filePath(u"fanin"_s)}};
    FakeKeychain secrets;
    std::unique_ptr<ProfileDialog> dialog = std::make_unique<ProfileDialog>(store, secrets);
    std::optional<nats::ConnectOptions> options;
    profiles::Profile profile;
    std::vector<std::pair<profiles::Profile, profiles::Profile>> saved; // before, after
};

profiles::Profile context(const QString &name, const profiles::Settings &settings,
                          const profiles::Extras &extras = {})
{
    profiles::Profile profile;
    profile.origin = Origin::NatsContext;
    profile.name = name;
    profile.settings = settings;
    profile.extras = extras;
    return profile;
}

} // namespace

class TestProfileDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void enterConnectsWithoutSaving();
    void escapeCancels();
    void errorsComeWhenTheFieldIsLeft();
    void connectGoesToTheFirstError();
    void onlyTheFieldsOfTheLoginAreShown();
    void everyMnemonicIsThereOnce_data();
    void everyMnemonicIsThereOnce();
    void savingKeepsTheSecretInTheKeychain();
    void savingIntoAContextOnDemand();
    void lockedKeychainLeavesEverythingAsItWas();
    void forgetfulKeychainIsSaid();
    void pastedCredentialsAreCoveredAndRead();
    void expiredCredentialsAreRed();
    void editingKeepsWhatItDoesNotKnow();
    void renamingTakesTheSecretAlong();
    void duplicateHasANameAndSecretOfItsOwn();
    void keptSecretConnectsWithoutBeingTyped();
    void referencesAreReadable();
    void loginsInAddressesAreCovered();
    void tlsPage();
    void advancedPage();
    void testPassesInTheDialog();
    void testFailsInTheDialog();
    void testStopsWhenItIsTold();
    void unknownSecretIsSaidBeforeTheTest();
    void connectingAKeptProfileSavesItFirst();
    void smallScreensScroll();
    void longTextsGiveWay();
    void savedProfileIsTestedInADialogOfItsOwn();
    void aContextWithoutServersIsTestedAtTheUsualOne();
    void newConnectionBeginsAtTheServers();
    void logInAnywayIsForTheTestOnly();
    void changesOfOthersAreNotWrittenOver();
    void overwritingIsOffered();
    void whatWasRemovedMeanwhileIsSavedAnew();
    void takenNamesAreSeenOnDisk();
    void goesOnFromTheNewName();
    void nothingStartsWhileSaving();
    void variablesCountForWhatIsSaved();
    void hintsKnowWhetherThereIsAKeychain();
    void longReasonsAreWhole();
    void problemsWaitForTheRelease();
    void resultOfATestGrowsOld();
    void movedSecretsAreNotLost();
    void keptSecretsCanBeForgotten();
    void aNewOneMayBeginWithAName();
};

void TestProfileDialog::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Dark);
}

void TestProfileDialog::enterConnectsWithoutSaving()
{
    Dialog d;
    QVERIFY(d.picture(u"new"_s));
    d.type(u"profileServers"_s, u"nats://a:4333, tls://b"_s);
    d.type(u"profileName"_s, u" demo "_s);
    QTest::keyClick(d.find<QLineEdit>(u"profileName"_s), Qt::Key_Return);
    QTRY_VERIFY(d.options);
    QCOMPARE(d.options->servers.size(), 2u);
    QCOMPARE(d.options->servers[0].port, quint16(4333));
    QVERIFY(d.options->servers[1].tls);
    QCOMPARE(d.options->name, u"demo"_s);
    QVERIFY(d.profile.name.isEmpty());
    QVERIFY(!d.dialog->isVisible());
    QVERIFY(d.store.profiles().empty());
}

void TestProfileDialog::escapeCancels()
{
    Dialog d;
    d.type(u"profileServers"_s, u"nats://a"_s);
    QTest::keyClick(d.dialog.get(), Qt::Key_Escape);
    QVERIFY(!d.dialog->isVisible());
    QVERIFY(!d.options);
}

void TestProfileDialog::errorsComeWhenTheFieldIsLeft()
{
    Dialog d;
    QTRY_VERIFY(d.dialog->isActiveWindow());
    d.type(u"profileServers"_s, u"http://a"_s);
    QVERIFY(d.errorAt(u"profileServers"_s).isEmpty()); // nobody is interrupted while typing
    d.leave(u"profileServers"_s);
    QVERIFY(!d.errorAt(u"profileServers"_s).isEmpty());
    d.type(u"profileServers"_s, u"nats://a"_s);
    QVERIFY(d.errorAt(u"profileServers"_s).isEmpty());
}

void TestProfileDialog::connectGoesToTheFirstError()
{
    Dialog d;
    d.keepAs(2);
    d.type(u"profileServers"_s, u"http://a-server-with-a-long-name.example.org:4222"_s);
    d.chooseLogin(ui::LoginKind::Creds);
    d.type(u"credsFile"_s, u"/nonexistent/folder/of/somebody/else/alice.creds"_s);
    d.chooseTab(1);
    d.type(u"tlsCa"_s, u"/nonexistent.pem"_s);
    d.press(u"profileConnect"_s);
    QVERIFY(!d.options);
    QVERIFY(d.dialog->isVisible());
    QVERIFY(!d.errorAt(u"profileServers"_s).isEmpty());
    QVERIFY(!d.errorAt(u"profileName"_s).isEmpty());
    QCOMPARE(d.dialog->focusWidget(), d.find<QLineEdit>(u"profileServers"_s));
    d.chooseTab(0);
    QVERIFY(!d.errorAt(u"credsFile"_s).isEmpty());
    QVERIFY(d.picture(u"errors"_s));
    d.type(u"profileServers"_s, u"a"_s);
    d.type(u"profileName"_s, u"demo"_s);
    d.chooseTab(2);
    d.press(u"profileConnect"_s);
    QCOMPARE(d.find<QTabWidget>(u"profileTabs"_s)->currentIndex(), 0);
    QCOMPARE(d.dialog->focusWidget(), d.find<QLineEdit>(u"credsFile"_s));
}

void TestProfileDialog::onlyTheFieldsOfTheLoginAreShown()
{
    Dialog d;
    const QStringList fields{u"loginUser"_s, u"loginPassword"_s, u"loginToken"_s, u"nkeyFile"_s,
                             u"nkeyText"_s,  u"credsFile"_s,     u"credsText"_s,  u"loginJwt"_s,
                             u"loginSeed"_s, u"loginNsc"_s};
    const QStringList shown[] = {{},
                                 {u"loginUser"_s, u"loginPassword"_s},
                                 {u"loginToken"_s},
                                 {u"nkeyFile"_s},
                                 {u"credsFile"_s},
                                 {u"loginJwt"_s, u"loginSeed"_s},
                                 {u"loginJwt"_s},
                                 {u"loginNsc"_s}};
    auto *kind = d.find<QComboBox>(u"loginKind"_s);
    for (int i = 0; i < kind->count(); ++i) {
        if (i > 0)
            QTest::keyClick(kind, Qt::Key_Down);
        QStringList visible;
        for (const QString &field : fields) {
            if (d.sees(field))
                visible += field;
        }
        QCOMPARE(visible, shown[i]);
        if (i == int(ui::LoginKind::UserPassword) || i == int(ui::LoginKind::Jwt)
            || i == int(ui::LoginKind::NscUser))
            QVERIFY(d.picture(u"login%1"_s.arg(i)));
    }
    d.chooseLogin(ui::LoginKind::Nkey);
    d.press(u"nkeySource1"_s);
    QVERIFY(d.sees(u"nkeyText"_s) && !d.sees(u"nkeyFile"_s));
}

void TestProfileDialog::everyMnemonicIsThereOnce_data()
{
    QTest::addColumn<int>("login");
    QTest::addColumn<int>("tab");
    for (int i = 0; i <= int(ui::LoginKind::NscUser); ++i)
        QTest::addRow("login %d", i) << i << 0;
    QTest::newRow("TLS") << 0 << 1;
    QTest::newRow("advanced") << 0 << 2;
}

void TestProfileDialog::everyMnemonicIsThereOnce()
{
    QFETCH(int, login);
    QFETCH(int, tab);
    Dialog d;
    d.keepAs(2);
    d.chooseLogin(ui::LoginKind(login));
    d.chooseTab(tab);
    QStringList letters;
    const auto add = [&letters](const QString &text) {
        const qsizetype at = text.indexOf(u'&');
        if (at >= 0)
            letters += text.mid(at + 1, 1).toLower();
    };
    for (const auto *label : d.dialog->findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy())
            add(label->text());
    }
    for (const auto *button : d.dialog->findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            add(button->text());
    }
    const auto *tabs = d.find<QTabWidget>(u"profileTabs"_s);
    for (int i = 0; i < tabs->count(); ++i)
        add(tabs->tabText(i));
    letters.sort();
    QStringList once = letters;
    once.removeDuplicates();
    QCOMPARE(letters, once);
    QVERIFY(letters.size() >= 10);
    for (const auto *line : d.dialog->findChildren<QLineEdit *>()) {
        if (line->isVisible())
            QVERIFY2(!line->accessibleName().isEmpty(), qPrintable(line->objectName()));
    }
}

void TestProfileDialog::savingKeepsTheSecretInTheKeychain()
{
    Dialog d;
    d.keepAs(1);
    d.type(u"profileName"_s, u"orders"_s);
    d.chooseLogin(ui::LoginKind::UserPassword);
    d.type(u"loginUser"_s, u"ann"_s);
    d.type(u"loginPassword"_s, u"s3cret"_s);
    QCOMPARE(d.find<QLineEdit>(u"loginPassword"_s)->echoMode(), QLineEdit::Password);
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    const auto *kept = d.store.find(Origin::Own, u"orders"_s);
    QVERIFY(kept);
    QCOMPARE(kept->settings.user, u"ann"_s);
    QVERIFY(!d.fileOf(*kept).contains("s3cret"));
    QCOMPARE(d.secrets.keys, (std::set<QString>{profiles::secretKey(*kept, u"password"_s)}));
    QVERIFY(!d.options);
}

void TestProfileDialog::savingIntoAContextOnDemand()
{
    Dialog d;
    d.keepAs(2);
    d.type(u"profileName"_s, u"orders"_s);
    d.chooseLogin(ui::LoginKind::Token);
    QVERIFY(!d.sees(u"secretsIntoContext"_s));
    d.type(u"loginToken"_s, u"s3cret"_s);
    QVERIFY(d.sees(u"secretsIntoContext"_s));
    QVERIFY(!d.find<QCheckBox>(u"secretsIntoContext"_s)->isChecked());
    QVERIFY(d.picture(u"context"_s));
    d.tick(u"secretsIntoContext"_s);
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    const auto *kept = d.store.find(Origin::NatsContext, u"orders"_s);
    QVERIFY(kept);
    QVERIFY(d.fileOf(*kept).contains("s3cret"));
    QVERIFY(d.secrets.keys.empty());
}

void TestProfileDialog::lockedKeychainLeavesEverythingAsItWas()
{
    Dialog d;
    d.secrets.locked = true;
    d.keepAs(1);
    d.type(u"profileName"_s, u"orders"_s);
    d.chooseLogin(ui::LoginKind::Token);
    d.type(u"loginToken"_s, u"s3cret"_s);
    d.press(u"profileSave"_s);
    QTRY_COMPARE(d.problemIn(u"profileError"_s), u"The keychain is locked."_s);
    QVERIFY(d.dialog->isVisible());
    QVERIFY(d.store.profiles().empty());
    QVERIFY(d.find<QPushButton>(u"profileSave"_s)->isEnabled());
    d.secrets.locked = false;
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
}

void TestProfileDialog::forgetfulKeychainIsSaid()
{
    Dialog d;
    d.keepAs(1);
    d.chooseLogin(ui::LoginKind::Jwt);
    d.type(u"loginSeed"_s, u"SUsomething"_s);
    QVERIFY(!d.sees(u"loginForgetful"_s));
    d.secrets.why = u"No keychain answers. Secrets are kept in memory only, until Fanin is "
                    u"closed."_s;
    emit d.secrets.availabilityChanged();
    QVERIFY(d.sees(u"loginForgetful"_s));
    QVERIFY(d.find<QLabel>(u"loginForgetful"_s)->text().contains(u"in memory"_s));
    QVERIFY(d.picture(u"forgetful"_s));
    d.keepAs(0);
    QVERIFY(!d.sees(u"loginForgetful"_s));
}

void TestProfileDialog::pastedCredentialsAreCoveredAndRead()
{
    Dialog d;
    d.chooseLogin(ui::LoginKind::Creds);
    d.press(u"credsSource1"_s);
    const QByteArray content = jwtfixtures::read(u"creds/crlf.creds"_s);
    d.paste(u"credsText"_s, content);
    auto *field = d.find<QPlainTextEdit>(u"credsText"_s);
    QVERIFY(field->toPlainText().contains(u"BEGIN NATS USER JWT"_s));
    for (const QByteArray &line : content.split('\n')) {
        if (line.startsWith("SU"))
            QVERIFY(!field->toPlainText().contains(QString::fromLatin1(line.mid(4, 8))));
    }
    QVERIFY(d.errorAt(u"credsText"_s).isEmpty());
    QVERIFY(d.sees(u"loginPreviewCard"_s));
    QVERIFY(d.picture(u"creds-pasted"_s));
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.options);
    const auto *creds = std::get_if<nats::CredsText>(&d.options->auth);
    QVERIFY(creds);
    QCOMPARE(creds->content.reveal().toByteArray(), content);
}

void TestProfileDialog::expiredCredentialsAreRed()
{
    Dialog d;
    d.chooseLogin(ui::LoginKind::Creds);
    d.type(u"credsFile"_s, jwtfixtures::path(u"creds/expired.creds"_s));
    d.leave(u"credsFile"_s);
    QVERIFY(d.sees(u"loginPreviewCard"_s));
    QVERIFY(d.picture(u"creds-expired"_s));
    // It is refused by servers, not by the dialog.
    QVERIFY(d.errorAt(u"credsFile"_s).isEmpty());
}

void TestProfileDialog::editingKeepsWhatItDoesNotKnow()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    settings.jetStreamDomain = u"hub"_s;
    QVERIFY(d.store.save(context(u"orders"_s, settings)));
    d.dialog->setProfile(*d.store.find(Origin::NatsContext, u"orders"_s),
                         ProfileDialog::Mode::Edit);
    d.type(u"profileServers"_s, u"nats://b"_s);
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    QCOMPARE(d.store.profiles().size(), 1u);
    const auto *kept = d.store.find(Origin::NatsContext, u"orders"_s);
    QCOMPARE(kept->settings.url, u"nats://b"_s);
    QCOMPARE(kept->settings.jetStreamDomain, u"hub"_s);
}

void TestProfileDialog::renamingTakesTheSecretAlong()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto before = context(u"orders"_s, settings, {.keychained = {u"token"_s}});
    QVERIFY(d.store.save(before));
    d.secrets.write(profiles::secretKey(before, u"token"_s), base::Secret("s3cret"_ba),
                    d.dialog.get(), [](const base::Result<base::Done> &) {});
    d.dialog->setProfile(*d.store.find(Origin::NatsContext, u"orders"_s),
                         ProfileDialog::Mode::Edit);
    QVERIFY(d.find<QLineEdit>(u"loginToken"_s)->text().isEmpty());
    d.type(u"profileName"_s, u"renamed"_s);
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    QVERIFY(!d.store.find(Origin::NatsContext, u"orders"_s));
    const auto *kept = d.store.find(Origin::NatsContext, u"renamed"_s);
    QVERIFY(kept);
    QCOMPARE(kept->extras.keychained, QStringList{u"token"_s});
    QCOMPARE(d.secrets.keys, (std::set<QString>{profiles::secretKey(*kept, u"token"_s)}));
}

void TestProfileDialog::duplicateHasANameAndSecretOfItsOwn()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto before = context(u"orders"_s, settings, {.keychained = {u"token"_s}});
    QVERIFY(d.store.save(before));
    d.secrets.write(profiles::secretKey(before, u"token"_s), base::Secret("s3cret"_ba),
                    d.dialog.get(), [](const base::Result<base::Done> &) {});
    d.dialog->setProfile(before, ProfileDialog::Mode::Duplicate);
    QCOMPARE(d.find<QLineEdit>(u"profileName"_s)->text(), u"orders copy"_s);
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    QCOMPARE(d.store.profiles().size(), 2u);
    QCOMPARE(d.secrets.keys.size(), 2u);
}

void TestProfileDialog::keptSecretConnectsWithoutBeingTyped()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto before = context(u"orders"_s, settings, {.keychained = {u"token"_s}});
    d.secrets.write(profiles::secretKey(before, u"token"_s), base::Secret("s3cret"_ba),
                    d.dialog.get(), [](const base::Result<base::Done> &) {});
    d.dialog->setProfile(before, ProfileDialog::Mode::Duplicate);
    d.keepAs(0);
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.options);
    const auto *token = std::get_if<nats::Token>(&d.options->auth);
    QVERIFY(token);
    QCOMPARE(token->token.reveal().toByteArray(), "s3cret"_ba);
    QCOMPARE(d.options->name, u"orders copy"_s);
}

void TestProfileDialog::referencesAreReadable()
{
    Dialog d;
    d.chooseLogin(ui::LoginKind::UserPassword);
    auto *password = d.find<QLineEdit>(u"loginPassword"_s);
    d.type(u"loginPassword"_s, u"env://NATS_TEST_PASSWORD"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Normal);
    d.type(u"loginPassword"_s, u"data:;base64,QUJD"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    d.type(u"loginPassword"_s, u"plain"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Password);
}

void TestProfileDialog::loginsInAddressesAreCovered()
{
    Dialog d;
    QTRY_VERIFY(d.dialog->isActiveWindow());
    auto *servers = d.find<QLineEdit>(u"profileServers"_s);
    d.type(u"profileServers"_s, u"nats://ann:s3cret@host"_s);
    QCOMPARE(servers->echoMode(), QLineEdit::Normal);
    d.leave(u"profileServers"_s);
    QCOMPARE(servers->echoMode(), QLineEdit::Password);
    d.type(u"profileServers"_s, u"nats://host"_s);
    d.leave(u"profileServers"_s);
    QCOMPARE(servers->echoMode(), QLineEdit::Normal);
    // Editing begins there, and nobody has typed it yet.
    profiles::Settings settings;
    settings.url = u"nats://ann:s3cret@host"_s;
    d.dialog->setProfile(context(u"orders"_s, settings), ProfileDialog::Mode::Edit);
    servers->setFocus();
    QVERIFY(servers->hasFocus());
    QCOMPARE(servers->echoMode(), QLineEdit::Password);
}

void TestProfileDialog::tlsPage()
{
    Dialog d;
    d.keepAs(1);
    d.type(u"profileName"_s, u"orders"_s);
    d.chooseTab(1);
    d.tick(u"tlsRequire"_s);
    d.tick(u"tlsFirst"_s);
    d.type(u"tlsCertificate"_s, jwtfixtures::path(u"creds/plain.creds"_s)); // no certificate
    d.type(u"tlsPassphrase"_s, u"sesame"_s);
    QVERIFY(!d.find<QCheckBox>(u"tlsPlainLogin"_s)->isEnabled());
    d.leave(u"tlsPassphrase"_s);
    d.press(u"profileConnect"_s);
    QVERIFY(!d.errorAt(u"tlsCertificate"_s).isEmpty());
    QVERIFY(d.picture(u"tls"_s));
    d.type(u"tlsCertificate"_s, {});
    d.type(u"tlsPassphrase"_s, {});
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.options);
    QVERIFY(d.options->tls.require && d.options->tls.first);
}

void TestProfileDialog::advancedPage()
{
    Dialog d;
    d.chooseTab(2);
    d.tick(u"advancedReadOnly"_s);
    d.tick(u"advancedNoEcho"_s);
    d.tick(u"advancedIgnoreDiscovered"_s);
    d.type(u"advancedInboxPrefix"_s, u"_ANN.in"_s);
    d.type(u"advancedProxy"_s, u"socks5://proxy:1081"_s);
    auto *color = d.find<QComboBox>(u"advancedColor"_s);
    color->setCurrentIndex(color->findData(u"red"_s));
    QVERIFY(d.picture(u"advanced"_s));
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.options);
    QVERIFY(d.options->readOnly && !d.options->echo && d.options->ignoreDiscovered);
    QCOMPARE(d.options->inboxPrefix, "_ANN.in"_ba);
    QCOMPARE(d.options->proxy->port, quint16(1081));
    QCOMPARE(d.profile.settings.colorScheme, u"red"_s);
}

void TestProfileDialog::testPassesInTheDialog()
{
    FakeServer server;
    Dialog d;
    d.type(u"profileServers"_s, server.url());
    auto *test = d.find<ui::ConnectionTest>(u"connectionTest"_s);
    const QSignalSpy done(test, &ui::ConnectionTest::finished);
    d.press(u"testButton"_s);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(done.first().first().toBool());
    QVERIFY(d.dialog->isVisible());
    QVERIFY(!d.options);
    QVERIFY(d.picture(u"test-passed"_s));
}

void TestProfileDialog::testFailsInTheDialog()
{
    Dialog d;
    auto *test = d.find<ui::ConnectionTest>(u"connectionTest"_s);
    nats::ConnectionStatus status;
    status.state = nats::ConnectionState::Closed;
    status.steps = ui::untriedSteps();
    for (int i = 0; i < 4; ++i)
        status.steps[size_t(i)].state = nats::ConnectStep::State::Passed;
    status.steps[4].state = nats::ConnectStep::State::Failed;
    status.steps[4].took = std::chrono::milliseconds(2);
    status.failure = nats::Failure{
        nats::FailureKind::CredentialsRefused,
        {base::ErrorKind::Auth,
         u"The server refused the login: Authorization Violation. It does not say more, on "
         u"purpose: the user may be unknown to it, the password wrong, or the account not the one "
         u"that this server serves."_s},
        u"Check user and password. Whoever runs the server finds the reason in its log."_s};
    test->showStatus(status);
    QVERIFY(d.picture(u"test-failed"_s));
    QVERIFY(d.find<QLabel>(u"testAdvice"_s)->isVisible());
}

void TestProfileDialog::testStopsWhenItIsTold()
{
    FakeServer server;
    server.greeting.clear();
    Dialog d;
    d.type(u"profileServers"_s, server.url());
    d.press(u"testButton"_s);
    QTRY_COMPARE(server.connections(), 1);
    d.press(u"testButton"_s);
    auto *test = d.find<ui::ConnectionTest>(u"connectionTest"_s);
    QVERIFY(!test->isRunning());
    QVERIFY(d.find<QPushButton>(u"profileConnect"_s)->isEnabled());
}

void TestProfileDialog::unknownSecretIsSaidBeforeTheTest()
{
    Dialog d;
    d.chooseLogin(ui::LoginKind::Token);
    d.type(u"loginToken"_s, u"env://FANIN_TEST_NOT_SET"_s);
    d.press(u"testButton"_s);
    auto *reason = d.find<QLabel>(u"testReason"_s);
    QTRY_VERIFY(reason->text().contains(u"FANIN_TEST_NOT_SET"_s));
    QVERIFY(!d.find<ui::ConnectionTest>(u"connectionTest"_s)->isRunning());
}

void TestProfileDialog::connectingAKeptProfileSavesItFirst()
{
    Dialog d;
    d.keepAs(1);
    d.type(u"profileName"_s, u"orders"_s);
    d.chooseLogin(ui::LoginKind::Token);
    d.type(u"loginToken"_s, u"env://FANIN_TEST_NOT_SET"_s);
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.problemIn(u"profileError"_s).contains(u"FANIN_TEST_NOT_SET"_s));
    // It is kept; what is changed now is that one.
    QVERIFY(d.store.find(Origin::Own, u"orders"_s));
    d.type(u"loginToken"_s, u"s3cret"_s);
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.options);
    QCOMPARE(d.profile.name, u"orders"_s);
    QCOMPARE(d.store.profiles().size(), 1u);
    QCOMPARE(std::get<nats::Token>(d.options->auth).token.reveal().toByteArray(), "s3cret"_ba);
}

void TestProfileDialog::smallScreensScroll()
{
    Dialog d;
    d.chooseTab(1);
    d.dialog->resize(740, 420);
    QCOMPARE(d.dialog->size(), QSize(740, 420));
    QVERIFY(d.dialog->minimumSizeHint().height() <= 420);
    QVERIFY(d.picture(u"small"_s));
}

void TestProfileDialog::longTextsGiveWay()
{
    Dialog d;
    profiles::Settings settings;
    settings.url
        = QStringList(12, u"nats://a-server-with-a-long-name.example.org:4222"_s).join(u", "_s);
    settings.creds = u"/home/somebody/"_s + QString(300, u'x') + u".creds"_s;
    settings.nkey = u"/x.nk"_s;
    const QSize before = d.dialog->size();
    d.dialog->setProfile(context(QString(120, u'n'), settings), ProfileDialog::Mode::Edit);
    d.press(u"profileConnect"_s);
    QVERIFY(d.sees(u"loginOthers"_s));
    QVERIFY(!d.errorAt(u"credsFile"_s).isEmpty());
    QVERIFY(d.picture(u"long"_s));
    QCOMPARE(d.dialog->size(), before);
    QVERIFY(d.dialog->minimumSizeHint().width() <= 940);
}

void TestProfileDialog::savedProfileIsTestedInADialogOfItsOwn()
{
    FakeServer server;
    FakeKeychain secrets;
    profiles::Settings settings;
    settings.url = server.url();
    auto *dialog = new ui::ConnectionTestDialog(context(u"orders"_s, settings), secrets);
    auto *test = dialog->findChild<ui::ConnectionTest *>();
    const QSignalSpy done(test, &ui::ConnectionTest::finished);
    dialog->show();
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(done.first().first().toBool());
    QVERIFY(screenshots::saveInBothThemes(*dialog, u"connectiontestdialog"_s));
    const QPointer<QWidget> watched(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"testClose"_s), Qt::LeftButton);
    QTRY_VERIFY(!watched);
}

void TestProfileDialog::aContextWithoutServersIsTestedAtTheUsualOne()
{
    FakeKeychain secrets;
    auto *dialog = new ui::ConnectionTestDialog(context(u"empty"_s, {}), secrets);
    const QPointer<QWidget> watched(dialog);
    dialog->show();
    QCOMPARE(dialog->findChild<QLabel *>(u"testServers"_s)->text(), u"127.0.0.1:4222"_s);
    dialog->close();
    QTRY_VERIFY(!watched);
}

void TestProfileDialog::newConnectionBeginsAtTheServers()
{
    const Dialog d;
    QCOMPARE(d.dialog->focusWidget(), d.find<QLineEdit>(u"profileServers"_s));
}

void TestProfileDialog::logInAnywayIsForTheTestOnly()
{
    Dialog d;
    nats::ConnectionStatus status;
    status.state = nats::ConnectionState::NeedsAttention;
    status.steps = ui::untriedSteps();
    status.failure = nats::Failure{nats::FailureKind::PlainLoginAsked,
                                   {base::ErrorKind::Auth, u"In the clear."_s},
                                   u"Configure TLS."_s};
    d.find<ui::ConnectionTest>(u"connectionTest"_s)->showStatus(status);
    const QString advice = d.find<QLabel>(u"testAdvice"_s)->text();
    const QString box = d.find<QCheckBox>(u"tlsPlainLogin"_s)->text().remove(u'&');
    QVERIFY2(advice.contains(u"this test only"_s) && advice.contains(box), qPrintable(advice));
    QVERIFY(d.picture(u"test-plainlogin"_s));
    d.press(u"testAllowPlain"_s);
    QVERIFY(!d.find<QCheckBox>(u"tlsPlainLogin"_s)->isChecked());
}

void TestProfileDialog::changesOfOthersAreNotWrittenOver()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto orders = d.keep(context(u"orders"_s, settings, {.keychained = {u"token"_s}}));
    d.dialog->setProfile(orders, ProfileDialog::Mode::Edit);
    d.type(u"profileServers"_s, u"nats://mine"_s);
    d.type(u"loginToken"_s, u"s3cret"_s);
    d.write(orders, R"({"url":"nats://theirs"})");
    d.press(u"profileSave"_s);
    QTRY_VERIFY(d.problemIn(u"profileError"_s).contains(u"changed meanwhile"_s));
    QVERIFY(d.fileOf(orders).contains("theirs"));
    QVERIFY(d.secrets.keys.empty());
    QVERIFY(d.saved.empty());
    QCOMPARE(d.find<QLineEdit>(u"profileServers"_s)->text(), u"nats://mine"_s);
    QVERIFY(d.sees(u"profileOverwrite"_s));
    QVERIFY(d.picture(u"conflict"_s));
    QTRY_VERIFY(d.dialog->isActiveWindow());
    QTest::keyClick(d.dialog.get(), Qt::Key_F5);
    QTRY_COMPARE(d.find<QLineEdit>(u"profileServers"_s)->text(), u"nats://theirs"_s);
    QVERIFY(!d.sees(u"profileOverwrite"_s));
    QCOMPARE(d.problemIn(u"profileError"_s), QString());
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
}

void TestProfileDialog::overwritingIsOffered()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto orders = d.keep(context(u"orders"_s, settings));
    d.dialog->setProfile(orders, ProfileDialog::Mode::Edit);
    d.type(u"profileServers"_s, u"nats://mine"_s);
    d.write(orders, R"({"url":"nats://theirs","x":1})");
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.sees(u"profileOverwrite"_s));
    d.press(u"profileOverwrite"_s);
    QTRY_VERIFY(d.options); // it was to be connected
    QCOMPARE(d.store.find(Origin::NatsContext, u"orders"_s)->settings.url, u"nats://mine"_s);
    QVERIFY(d.fileOf(orders).contains("\"x\": 1"));
}

void TestProfileDialog::whatWasRemovedMeanwhileIsSavedAnew()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto orders = d.keep(context(u"orders"_s, settings));
    d.dialog->setProfile(orders, ProfileDialog::Mode::Edit);
    d.type(u"profileName"_s, u"renamed"_s);
    QVERIFY(QFile::remove(d.store.fileOf(orders)));
    d.press(u"profileSave"_s);
    QTRY_VERIFY(d.problemIn(u"profileError"_s).contains(u"removed meanwhile"_s));
    QVERIFY(!d.sees(u"profileReload"_s)); // there is nothing
    d.press(u"profileOverwrite"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    QCOMPARE(d.store.find(Origin::NatsContext, u"renamed"_s)->settings.url, u"nats://a"_s);
}

void TestProfileDialog::takenNamesAreSeenOnDisk()
{
    Dialog d;
    d.keepAs(2);
    d.type(u"profileName"_s, u"orders"_s);
    d.type(u"profileServers"_s, u"nats://mine"_s);
    const auto theirs = context(u"orders"_s, {});
    d.write(theirs, R"({"url":"nats://theirs"})");
    QVERIFY(!d.store.find(Origin::NatsContext, u"orders"_s)); // nobody has told the list yet
    d.press(u"profileSave"_s);
    QVERIFY(!d.errorAt(u"profileName"_s).isEmpty());
    QVERIFY(!d.sees(u"profileOverwrite"_s));
    QVERIFY(d.fileOf(theirs).contains("theirs"));
}

void TestProfileDialog::goesOnFromTheNewName()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto orders = d.keep(context(u"orders"_s, settings));
    d.dialog->setProfile(orders, ProfileDialog::Mode::Edit);
    d.type(u"profileName"_s, u"renamed"_s);
    d.type(u"profileServers"_s, u"nats://mine"_s);
    // Renaming works, writing does not: a member that no JSON writer of ours would take over.
    d.write(orders, R"({"url":"nats://a"})");
    const QString blocker = d.folder.filePath(u"fanin/contexts.json"_s);
    QVERIFY(QDir().mkpath(QFileInfo(blocker).path()));
    QObject::connect(&d.store, &profiles::ProfileStore::changed, d.dialog.get(), [&] {
        if (!d.store.find(Origin::NatsContext, u"renamed"_s))
            return;
        QFile file(blocker);
        if (d.saved.empty() && file.open(QIODevice::WriteOnly))
            file.write("{");
    });
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.problemIn(u"profileError"_s).isEmpty());
    QCOMPARE(d.saved.size(), 1u);
    QCOMPARE(d.saved[0].first.name, u"orders"_s);
    QCOMPARE(d.saved[0].second.name, u"renamed"_s);
    QVERIFY(QFile::remove(blocker));
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    QCOMPARE(d.store.profiles().size(), 1u);
    QCOMPARE(d.store.profiles()[0].settings.url, u"nats://mine"_s);
}

void TestProfileDialog::nothingStartsWhileSaving()
{
    FakeServer server;
    Dialog d;
    d.keepAs(1);
    d.type(u"profileName"_s, u"orders"_s);
    d.type(u"profileServers"_s, server.url());
    d.press(u"profileSave"_s);
    QVERIFY(!d.find<QPushButton>(u"testButton"_s)->isEnabled());
    emit d.find<ui::ConnectionTest>(u"connectionTest"_s)->startRequested();
    QTRY_VERIFY(!d.dialog->isVisible());
    QVERIFY(!d.options);
    QCOMPARE(server.connections(), 0);
}

void TestProfileDialog::variablesCountForWhatIsSaved()
{
    Dialog d;
    QProcessEnvironment environment;
    d.dialog->setEnvironment(environment);
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto orders = d.keep(context(u"orders"_s, settings));
    d.dialog->setProfile(orders, ProfileDialog::Mode::Edit);
    QVERIFY(!d.sees(u"profileOverrides"_s));
    FakeServer server;
    environment.insert(u"NATS_URL"_s, server.url());
    d.dialog->setEnvironment(environment);
    QVERIFY(d.find<QLabel>(u"profileOverrides"_s)->text().contains(u"NATS_URL"_s));
    QVERIFY(d.sees(u"profileOverrides"_s));
    QVERIFY(d.picture(u"overrides"_s));
    const QSignalSpy done(d.find<ui::ConnectionTest>(u"connectionTest"_s),
                          &ui::ConnectionTest::finished);
    d.press(u"testButton"_s);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(done.first().first().toBool());
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.options);
    QCOMPARE(d.options->servers.front().port, server.port());
    QCOMPARE(d.profile, *d.store.find(Origin::NatsContext, u"orders"_s));
    QCOMPARE(d.profile.settings.url, u"nats://a"_s);
    // What is not saved is as it is typed.
    Dialog other;
    other.dialog->setEnvironment(environment);
    QVERIFY(!other.sees(u"profileOverrides"_s));
    other.type(u"profileServers"_s, u"nats://b:4333"_s);
    other.press(u"profileConnect"_s);
    QTRY_VERIFY(other.options);
    QCOMPARE(other.options->servers.front().port, quint16(4333));
}

void TestProfileDialog::hintsKnowWhetherThereIsAKeychain()
{
    Dialog d;
    d.keepAs(1);
    d.chooseLogin(ui::LoginKind::Token);
    d.type(u"loginToken"_s, u"s3cret"_s);
    const auto hints = [&d] {
        d.keepAs(2);
        const QString meaning = d.find<QLabel>(u"secretsIntoContextMeaning"_s)->text();
        d.keepAs(1);
        return QStringList{d.find<QLabel>(u"profileKeepHint"_s)->text(), meaning};
    };
    for (const QString &hint : hints())
        QVERIFY2(hint.contains(u"keychain"_s), qPrintable(hint));
    d.secrets.why = u"No keychain answers."_s;
    emit d.secrets.availabilityChanged();
    for (const QString &hint : hints())
        QVERIFY2(hint.contains(u"memory"_s) && !hint.contains(u"keychain"_s), qPrintable(hint));
}

void TestProfileDialog::longReasonsAreWhole()
{
    Dialog d;
    d.secrets.locked = false;
    d.chooseLogin(ui::LoginKind::Creds);
    const QString folder = u"/nonexistent/"_s + QString(200, u'x');
    d.type(u"credsFile"_s, folder);
    d.press(u"profileConnect"_s);
    auto *error = d.find<ui::RichView>(u"credsFileError"_s);
    QTRY_VERIFY(error->height() >= 3 * error->fontMetrics().height());
    QVERIFY(error->document()->size().height() <= error->height() + 1);
    QVERIFY(error->document()->idealWidth() <= error->viewport()->width());
    QVERIFY(error->textInteractionFlags() & Qt::TextSelectableByKeyboard);
    QVERIFY(d.picture(u"long-reason"_s));
    // Told as it is written.
    d.type(u"credsFile"_s, u"/<b>&amp;"_s);
    QVERIFY2(d.errorAt(u"credsFile"_s).contains(u"/<b>&amp;"_s), qPrintable(error->toPlainText()));
    QVERIFY(error->toPlainText().contains(u"/<b>&amp;"_s));
}

void TestProfileDialog::problemsWaitForTheRelease()
{
    Dialog d;
    QTRY_VERIFY(d.dialog->isActiveWindow());
    d.type(u"profileServers"_s, u"http://a"_s);
    const auto *below = d.find<QAbstractButton>(u"profileKeep2"_s);
    const QPoint at = below->mapTo(d.dialog.get(), below->rect().center());
    // Through the window: only then is the button down.
    QTest::mousePress(d.dialog->windowHandle(), Qt::LeftButton, {}, at);
    QVERIFY(!d.find<QLineEdit>(u"profileServers"_s)->hasFocus());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(d.errorAt(u"profileServers"_s), QString());
    QTest::mouseRelease(d.dialog->windowHandle(), Qt::LeftButton, {}, at);
    QTRY_VERIFY(!d.errorAt(u"profileServers"_s).isEmpty());
    QVERIFY(below->isChecked());
}

void TestProfileDialog::resultOfATestGrowsOld()
{
    FakeServer server;
    Dialog d;
    d.type(u"profileServers"_s, server.url());
    const QSignalSpy done(d.find<ui::ConnectionTest>(u"connectionTest"_s),
                          &ui::ConnectionTest::finished);
    d.press(u"testButton"_s);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY(!d.sees(u"testOutdated"_s));
    d.type(u"profileName"_s, u"demo"_s); // makes no difference
    QVERIFY(!d.sees(u"testOutdated"_s));
    d.type(u"profileServers"_s, u"nats://b"_s);
    QVERIFY(d.sees(u"testOutdated"_s));
    QVERIFY(d.picture(u"test-outdated"_s));
    d.type(u"profileServers"_s, server.url());
    QVERIFY(!d.sees(u"testOutdated"_s));
    d.tick(u"tlsFirst"_s);
    QVERIFY(d.sees(u"testOutdated"_s));
    d.tick(u"tlsFirst"_s);
    d.press(u"testButton"_s);
    QTRY_COMPARE(done.size(), 2);
    QVERIFY(!d.sees(u"testOutdated"_s));
}

void TestProfileDialog::movedSecretsAreNotLost()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    const auto orders = d.keep(context(u"orders"_s, settings, {.keychained = {u"token"_s}}));
    const QString key = profiles::secretKey(orders, u"token"_s);
    d.secrets.write(key, base::Secret("s3cret"_ba), d.dialog.get(),
                    [](const base::Result<base::Done> &) {});
    d.dialog->setProfile(orders, ProfileDialog::Mode::Edit);
    d.secrets.goesAway = true;
    d.type(u"profileName"_s, u"renamed"_s);
    d.press(u"profileSave"_s);
    QTRY_VERIFY(d.problemIn(u"profileError"_s).contains(u"would be lost"_s));
    QVERIFY(d.store.find(Origin::NatsContext, u"orders"_s));
    QVERIFY(!d.store.find(Origin::NatsContext, u"renamed"_s));
    QCOMPARE(d.secrets.keys, std::set<QString>{key});
}

void TestProfileDialog::keptSecretsCanBeForgotten()
{
    Dialog d;
    profiles::Settings settings;
    settings.url = u"nats://a"_s;
    settings.user = u"ann"_s;
    const auto orders = d.keep(context(
        u"orders"_s, settings, {.keychained = {u"password"_s, u"token"_s, u"key_passphrase"_s}}));
    for (const QString &field : orders.extras.keychained)
        d.secrets.write(profiles::secretKey(orders, field), base::Secret("s3cret"_ba),
                        d.dialog.get(), [](const base::Result<base::Done> &) {});
    d.dialog->setProfile(orders, ProfileDialog::Mode::Edit);
    auto *token = d.find<QLineEdit>(u"loginToken"_s);
    QVERIFY(token->placeholderText().contains(u"keychain"_s));
    QTest::keyClick(token, Qt::Key_Backspace);
    QVERIFY(!token->placeholderText().contains(u"keychain"_s));
    d.chooseTab(1);
    d.find<QLineEdit>(u"tlsPassphrase"_s)->findChild<QAction *>(u"forget"_s)->trigger();
    d.press(u"profileSave"_s);
    QTRY_VERIFY(!d.dialog->isVisible());
    QCOMPARE(d.store.find(Origin::NatsContext, u"orders"_s)->extras.keychained,
             QStringList{u"password"_s});
    QCOMPARE(d.secrets.keys, (std::set<QString>{profiles::secretKey(orders, u"password"_s)}));
}

void TestProfileDialog::aNewOneMayBeginWithAName()
{
    Dialog d;
    profiles::Profile typed;
    typed.name = u"demo"_s;
    typed.settings.url = u"nats://a"_s;
    d.dialog->setProfile(typed, ProfileDialog::Mode::New);
    QCOMPARE(d.find<QLineEdit>(u"profileName"_s)->text(), u"demo"_s);
    d.press(u"profileConnect"_s);
    QTRY_VERIFY(d.options);
    QCOMPARE(d.options->name, u"demo"_s);
    QVERIFY(d.profile.name.isEmpty());
    QVERIFY(d.store.profiles().empty());
}

QTEST_MAIN(TestProfileDialog)
#include "tst_profiledialog.moc"
