// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// No window shows a secret: all texts of the dialog that edits a profile, of the details of its
// connection and of what went over the wire are looked through.
#include "core/nats/session.h"
#include "core/profiles/secretstore.h"
#include "tests/support/fakeserver.h"
#include "tests/support/runs.h"
#include "tests/support/tokens.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiondetails.h"
#include "ui/connection/connectiontest.h"
#include "ui/connection/profiledialog.h"
#include "ui/connection/profileopener.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/wireview.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTextEdit>

using namespace Qt::StringLiterals;
using profiles::Settings;

namespace {

const QByteArray kSeed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
const QByteArray kPublic = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";
const QString kPassword = QStringLiteral("hunter2-correct-horse");

QStringList textsOf(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole),
                                   int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                texts += model.index(row, column).data(role).toString();
        }
    }
    return texts;
}

// What a person, or a screen reader, can get to know of one widget.
QStringList textsOf(QWidget *widget)
{
    QStringList texts{widget->windowTitle(), widget->toolTip(), widget->statusTip(),
                      widget->whatsThis()};
    if (QAccessibleInterface *const spoken = QAccessible::queryAccessibleInterface(widget)) {
        for (const auto kind :
             {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            texts += spoken->text(kind);
    }
    for (const QAction *action : widget->actions())
        texts << action->text() << action->toolTip() << action->statusTip();
    for (const char *property : {"text", "plainText", "html", "placeholderText", "title"}) {
        // A line's text is what was typed; what it shows may be covered.
        if (!qobject_cast<QLineEdit *>(widget) || qstrcmp(property, "text") != 0)
            texts += widget->property(property).toString();
    }
    if (const auto *line = qobject_cast<QLineEdit *>(widget))
        texts += line->displayText();
    if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model())
        texts += textsOf(*view->model());
    return texts;
}

QString allTexts(QWidget &window)
{
    QStringList texts = textsOf(&window);
    for (QWidget *const child : window.findChildren<QWidget *>())
        texts += textsOf(child);
    texts.removeAll(QString());
    return texts.join(u'\n');
}

// The first of the secrets that can be seen; empty if none can.
QString seenIn(QWidget &window, const QStringList &secrets)
{
    const QString texts = allTexts(window);
    for (const QString &secret : secrets) {
        if (texts.contains(secret))
            return secret;
    }
    return {};
}

profiles::Profile profileOf(const Settings &settings)
{
    profiles::Profile profile;
    profile.origin = profiles::Origin::NatsContext;
    profile.name = u"orders"_s;
    profile.settings = settings;
    return profile;
}

// A profile, a server that takes it, and a place for its file.
struct Scene
{
    explicit Scene(Settings settings)
    {
        server.greeting = FakeServer::info(R"(,"nonce":"hello nonce")");
        const QString address = server.url().section(u"//"_s, 1);
        settings.url = u"nats://"_s + settings.url + address;
        profile = profileOf(settings);
    }
    // As the window makes them out of the profile.
    [[nodiscard]] nats::ConnectOptions options()
    {
        QWidget parent;
        ui::ProfileOpener opener(secrets, &parent);
        std::optional<nats::ConnectOptions> made;
        QObject::connect(&opener, &ui::ProfileOpener::opened, &parent,
                         [&made](const nats::ConnectOptions &opened) { made = opened; });
        opener.open(profile);
        return QTest::qWaitFor([&made] { return made.has_value(); }) ? *made
                                                                     : nats::ConnectOptions();
    }

    FakeServer server;
    QTemporaryDir folder;
    profiles::ProfileStore store{{folder.filePath(u"nats"_s), folder.filePath(u"fanin"_s)}};
    profiles::MemorySecretStore secrets;
    profiles::Profile profile;
};

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theDialogShowsNone_data();
    void theDialogShowsNone();
    void whatIsUncoveredIsSeen();
    void theConnectionShowsNone_data();
    void theConnectionShowsNone();
};

void TestSecrets::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestSecrets::theDialogShowsNone_data()
{
    QTest::addColumn<Settings>("settings"); ///< its url: what comes before the server's address
    QTest::addColumn<QStringList>("secrets");
    const QByteArray token
        = tokens::make("u", tokens::key(nkey::Kind::Account), kPublic, tokens::userClaims())
              ->text();
    const QByteArray creds = "-----BEGIN NATS USER JWT-----\n" + token
        + "\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n" + kSeed
        + "\n------END USER NKEY SEED------\n";
    const auto embedded = [](const QByteArray &content) {
        return u"data:;base64,"_s + QString::fromLatin1(content.toBase64());
    };
    const QString seed = QString::fromLatin1(kSeed);
    const QString jwt = QString::fromLatin1(token);

    Settings settings;
    settings.user = u"shopper"_s;
    settings.password = kPassword;
    QTest::newRow("password") << settings << QStringList{kPassword};
    settings = {};
    settings.token = kPassword;
    QTest::newRow("token") << settings << QStringList{kPassword};
    settings = {};
    settings.nkey = embedded(kSeed);
    QTest::newRow("nkey seed") << settings << QStringList{seed, settings.nkey};
    settings = {};
    settings.userJwt = jwt;
    settings.userSeed = seed;
    settings.token = kPassword;
    QTest::newRow("JWT, its seed and a token") << settings << QStringList{jwt, seed, kPassword};
    settings = {};
    settings.creds = embedded(creds);
    QTest::newRow("credentials") << settings << QStringList{jwt, seed, settings.creds};
    settings = {};
    settings.url = u"shopper:"_s + kPassword + u'@';
    QTest::newRow("password in the URL") << settings << QStringList{kPassword};
    settings.url = kPassword + u'@';
    QTest::newRow("token in the URL") << settings << QStringList{kPassword};
}

void TestSecrets::theDialogShowsNone()
{
    QFETCH(Settings, settings);
    QFETCH(QStringList, secrets);
    Scene scene(settings);
    ui::ProfileDialog dialog(scene.store, scene.secrets);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setProfile(scene.profile, ui::ProfileDialog::Mode::Edit);
    dialog.show();
    dialog.activateWindow();
    QTRY_VERIFY(dialog.isActiveWindow());
    QCOMPARE(seenIn(dialog, secrets), QString());
    // Nor after its test, which has used them.
    auto *test = dialog.findChild<ui::ConnectionTest *>();
    const QSignalSpy done(test, &ui::ConnectionTest::finished);
    QTest::mouseClick(test->findChild<QPushButton *>(u"testButton"_s), Qt::LeftButton);
    QTRY_COMPARE(done.size(), 1);
    QVERIFY2(done.first().first().toBool(), qPrintable(test->text()));
    QCOMPARE(scene.server.logins(), 1);
    QCOMPARE(seenIn(dialog, secrets), QString());
}

// That the tests above would find one.
void TestSecrets::whatIsUncoveredIsSeen()
{
    Settings settings;
    settings.user = u"shopper"_s;
    settings.password = kPassword;
    Scene scene(settings);
    ui::ProfileDialog dialog(scene.store, scene.secrets);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setProfile(scene.profile, ui::ProfileDialog::Mode::Edit);
    for (const QString &shown : {u"shopper"_s, u"orders"_s, scene.server.url()})
        QVERIFY2(allTexts(dialog).contains(shown), qPrintable(shown));
    auto *field = dialog.findChild<QLineEdit *>(u"loginPassword"_s);
    field->findChild<QAction *>(u"reveal"_s)->trigger();
    QCOMPARE(seenIn(dialog, {kPassword}), kPassword);
}

void TestSecrets::theConnectionShowsNone_data()
{
    theDialogShowsNone_data();
}

// Is thrown out while a gather waits, whose wire record then has the second login in it.
void TestSecrets::theConnectionShowsNone()
{
    QFETCH(Settings, settings);
    QFETCH(QStringList, secrets);
    Scene scene(settings);
    nats::Session session(scene.options());
    ui::ConnectionDetails details(session);
    details.setAttribute(Qt::WA_DeleteOnClose, false);
    details.show();
    session.open();
    QTRY_COMPARE(session.status().state, nats::ConnectionState::Connected);
    nats::RequestSpec spec = runs::gatherSpec();
    spec.keepWaiting = true;
    spec.rules.total = std::chrono::seconds(30);
    ui::LiveRun live(fanin::Run(spec, runs::byClock(), {runs::kSentAt, {}}));
    live.attach(session.request(spec, nullptr));
    ui::WireView wire;
    wire.setRun(&live);
    wire.show();
    QTRY_VERIFY(allTexts(wire).contains(u"PUB demo.time"_s));
    scene.server.drop();
    QTRY_COMPARE(scene.server.logins(), 2);
    QTRY_VERIFY(allTexts(wire).contains(u"CONNECT {"_s));
    QTRY_COMPARE(session.status().state, nats::ConnectionState::Connected);
    QVERIFY(allTexts(details).contains(scene.server.url()));
    QCOMPARE(seenIn(details, secrets), QString());
    QCOMPARE(seenIn(wire, secrets), QString());
    for (const QString &secret : secrets)
        QVERIFY(!details.asText().contains(secret));
}

QTEST_MAIN(TestSecrets)
#include "tst_secrets.moc"
