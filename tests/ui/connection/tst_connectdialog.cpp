// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectdialog.h"

#include "ui/common/theme.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace {

struct Dialog
{
    Dialog()
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QObject::connect(dialog.get(), &ui::ConnectDialog::connectRequested, dialog.get(),
                         [this](const nats::ConnectOptions &o) { options = o; });
    }
    void type(const QString &name, const QString &text)
    {
        auto *field = dialog->findChild<QLineEdit *>(name);
        field->clear();
        QTest::keyClicks(field, text);
    }
    void press()
    {
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"connectAccept"_s), Qt::LeftButton);
    }
    [[nodiscard]] bool says(const QString &name) const
    {
        return dialog->findChild<QLabel *>(name)->isVisible();
    }

    std::unique_ptr<ui::ConnectDialog> dialog = std::make_unique<ui::ConnectDialog>();
    std::optional<nats::ConnectOptions> options;
};

} // namespace

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void severalServersAreTaken();
    void badServerIsSaidAtItsField();
    void userAndPasswordBecomeOptions();
    void missingCredentialsFileIsSaidAtItsField();
    void unreadableCaFileIsSaidAtItsField();
    void inboxPrefixBecomesAnOption();
    void badInboxPrefixIsSaidAtItsField_data();
    void badInboxPrefixIsSaidAtItsField();
    void onlyTheFieldsOfTheChosenKindAreShown();
};

void TestConnectDialog::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Dark);
}

void TestConnectDialog::severalServersAreTaken()
{
    Dialog d;
    d.type(u"connectServers"_s, u"nats://a:4333, tls://b"_s);
    d.type(u"connectName"_s, u" demo "_s);
    d.press();
    QVERIFY(d.options);
    QCOMPARE(d.options->servers.size(), 2u);
    QCOMPARE(d.options->servers[0].port, quint16(4333));
    QVERIFY(d.options->servers[1].tls);
    QCOMPARE(d.options->name, u"demo"_s);
    QVERIFY(!d.dialog->isVisible());
}

void TestConnectDialog::badServerIsSaidAtItsField()
{
    Dialog d;
    d.type(u"connectServers"_s, u"http://a"_s);
    QVERIFY(!d.says(u"connectServersError"_s)); // nobody is interrupted while typing
    d.press();
    QVERIFY(!d.options);
    QVERIFY(d.dialog->isVisible());
    QVERIFY(d.says(u"connectServersError"_s));
    d.type(u"connectServers"_s, u"nats://a"_s);
    QVERIFY(!d.says(u"connectServersError"_s));
}

void TestConnectDialog::userAndPasswordBecomeOptions()
{
    Dialog d;
    d.dialog->findChild<QComboBox *>(u"connectAuth"_s)->setCurrentIndex(1);
    d.press();
    QVERIFY(!d.options);
    QVERIFY(d.says(u"connectAuthError"_s));
    d.type(u"connectUser"_s, u"ann"_s);
    d.type(u"connectPassword"_s, u"s3cret"_s);
    d.press();
    QVERIFY(d.options);
    const auto *auth = std::get_if<nats::UserPassword>(&d.options->auth);
    QVERIFY(auth);
    QCOMPARE(auth->user, u"ann"_s);
    QCOMPARE(auth->password.reveal().toByteArray(), "s3cret"_ba);
}

void TestConnectDialog::missingCredentialsFileIsSaidAtItsField()
{
    Dialog d;
    d.dialog->findChild<QComboBox *>(u"connectAuth"_s)->setCurrentIndex(4);
    d.type(u"connectFile"_s, u"/nonexistent.creds"_s);
    d.press();
    QVERIFY(!d.options);
    QVERIFY(d.says(u"connectAuthError"_s));
    QVERIFY(d.dialog->grab().save(QStringLiteral(FANIN_SCREENSHOTS "/connect-error.png")));
}

void TestConnectDialog::unreadableCaFileIsSaidAtItsField()
{
    Dialog d;
    d.type(u"connectCaFile"_s, u"/nonexistent.pem"_s);
    d.press();
    QVERIFY(!d.options);
    QVERIFY(d.says(u"connectCaError"_s));
    QTemporaryFile file;
    QVERIFY(file.open());
    d.type(u"connectCaFile"_s, file.fileName());
    d.press();
    QVERIFY(d.options);
    QCOMPARE(d.options->caFile, file.fileName());
}

void TestConnectDialog::inboxPrefixBecomesAnOption()
{
    Dialog usual;
    QCOMPARE(usual.dialog->findChild<QLineEdit *>(u"connectInboxPrefix"_s)->text(), u"_INBOX"_s);
    usual.type(u"connectInboxPrefix"_s, {});
    usual.press();
    QVERIFY(usual.options);
    QCOMPARE(usual.options->inboxPrefix, "_INBOX"_ba);
    Dialog own;
    own.type(u"connectInboxPrefix"_s, u"_ANN.in"_s);
    own.press();
    QVERIFY(own.options);
    QCOMPARE(own.options->inboxPrefix, "_ANN.in"_ba);
}

void TestConnectDialog::badInboxPrefixIsSaidAtItsField_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::newRow("wildcard") << u"in.*"_s;
    QTest::newRow("dot at the end") << u"in."_s;
    QTest::newRow("space") << u"my in"_s;
}

void TestConnectDialog::badInboxPrefixIsSaidAtItsField()
{
    QFETCH(QString, prefix);
    Dialog d;
    d.type(u"connectInboxPrefix"_s, prefix);
    d.press();
    QVERIFY(!d.options);
    QVERIFY(d.says(u"connectInboxPrefixError"_s));
}

void TestConnectDialog::onlyTheFieldsOfTheChosenKindAreShown()
{
    Dialog d;
    auto *auth = d.dialog->findChild<QComboBox *>(u"connectAuth"_s);
    const auto visible = [&d](const QString &name) {
        return d.dialog->findChild<QLineEdit *>(name)->isVisible();
    };
    QVERIFY(!visible(u"connectUser"_s) && !visible(u"connectToken"_s)
            && !visible(u"connectFile"_s));
    QTest::keyClick(auth, Qt::Key_Down);
    QVERIFY(visible(u"connectUser"_s) && visible(u"connectPassword"_s)
            && !visible(u"connectToken"_s));
    QTest::keyClick(auth, Qt::Key_Down);
    QVERIFY(!visible(u"connectUser"_s) && visible(u"connectToken"_s));
    QTest::keyClick(auth, Qt::Key_Down);
    QVERIFY(!visible(u"connectToken"_s) && visible(u"connectFile"_s));
    QVERIFY(d.dialog->grab().save(QStringLiteral(FANIN_SCREENSHOTS "/connect.png")));
}

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
