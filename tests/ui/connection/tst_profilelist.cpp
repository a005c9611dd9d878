// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profilelist.h"

#include "tests/support/modelprint.h"
#include "tests/support/screenshots.h"
#include "ui/connection/environmentbanner.h"
#include "ui/connection/profilelistmodel.h"
#include "ui/connection/profiletext.h"

#include <QtGui/QAction>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using profiles::Origin;
using profiles::Profile;
using ui::ProfileAction;

namespace {

Profile profile(Origin origin, const QString &name, const QString &url = {},
                const QString &description = {})
{
    Profile result;
    result.origin = origin;
    result.name = name;
    result.settings.url = url;
    result.settings.description = description;
    return result;
}

Profile broken(const QString &name)
{
    Profile result = profile(Origin::NatsContext, name);
    result.problem
        = base::Error{base::ErrorKind::InvalidInput,
                      u"Context “%1”: “url”: expected a text, got a number"_s.arg(name), 12};
    return result;
}

std::vector<Profile> many()
{
    std::vector<Profile> list{
        profile(Origin::Own, u"local"_s),
        profile(Origin::Own, u"staging with a name that is longer than any side bar is wide"_s,
                u"tls://nats-1.staging.example.com:4222,tls://nats-2.staging.example.com:4222"_s,
                u"the cluster everybody tries things on"_s),
    };
    list.back().extras.readOnly = true;
    list.back().settings.colorScheme = u"magenta"_s;
    for (int i = 1; i <= 12; ++i)
        list.push_back(profile(Origin::NatsContext, u"context-%1"_s.arg(i, 2, 10, QChar(u'0')),
                               u"nats://10.0.0.%1:4222"_s.arg(i)));
    list[3].selected = true;
    list[3].settings.description = u"orders, production"_s;
    list[4].settings.colorScheme = u"yellow"_s;
    list.insert(list.begin() + 6, broken(u"context-04x"_s));
    return list;
}

struct List
{
    List()
    {
        list.resize(248, 420);
        list.show();
        QObject::connect(&list, &ui::ProfileList::actionRequested, &list,
                         [this](ProfileAction what, const Profile &which) {
                             asked.push_back({what, which.name});
                         });
    }
    [[nodiscard]] QListView *view() const
    {
        return list.findChild<QListView *>(u"profileListView"_s);
    }
    [[nodiscard]] QString label(const QString &name) const
    {
        const auto *found = list.findChild<QLabel *>(name);
        return found->isVisible() ? found->text() : QString();
    }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return list.findChild<QAction *>(name);
    }
    // What a shown widget's layout does by itself a moment later.
    static void layOut() { QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); }
    void choose(int row) { view()->setCurrentIndex(view()->model()->index(row, 0)); }
    void activate(int row)
    {
        const QPoint at = view()->visualRect(view()->model()->index(row, 0)).center();
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {}, at);
    }

    ui::ProfileList list;
    std::vector<std::pair<ProfileAction, QString>> asked;
};

using Asked = std::vector<std::pair<ProfileAction, QString>>;

} // namespace

class TestProfileList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void serversAreShownShortAndWithoutLogin_data();
    void serversAreShownShortAndWithoutLogin();
    void tipsHoldNoSecrets();
    void overridesAreNamedWithoutTheirValues();
    void rowsSayWhatTheyAre();
    void newsKeepSelectionAndScrollPosition();
    void anotherOrderIsShownToo();
    void theFilterLooksAtNamesServersAndDescriptions();
    void aFilterAppearsWhenThereIsMuchToFilter();
    void enterAndDoubleClickConnect();
    void theNextOneIsNotChosenWhenOneGoes();
    void aBrokenOneSaysWhyInsteadOfConnecting();
    void actionsFitTheRow();
    void keysDoWhatTheMenuOffers();
    void whatIsWrongIsCountedAndNamed();
    void anEmptyListSaysWhatComesHere();
    void anErrorCanBePutAway();
    void theEnvironmentBannerCanBePutAway();
};

void TestProfileList::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void TestProfileList::serversAreShownShortAndWithoutLogin_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("text");
    QTest::newRow("none: the default") << u""_s << u"127.0.0.1:4222"_s;
    QTest::newRow("one") << u"nats://demo.nats.io"_s << u"demo.nats.io:4222"_s;
    QTest::newRow("tls stays") << u"tls://demo.nats.io:443"_s << u"tls://demo.nats.io:443"_s;
    QTest::newRow("two") << u"a:1, b:2"_s << u"a:1 and 1 more"_s;
    QTest::newRow("three") << u"a:1,b:2,c:3"_s << u"a:1 and 2 more"_s;
    QTest::newRow("login") << u"nats://joe:secret@host:4222"_s << u"host:4222"_s;
    QTest::newRow("unreadable with a login") << u"ftp://joe:secret@host"_s << u"ftp://host"_s;
    QTest::newRow("at in the password") << u"ftp://joe:se@cret@host"_s << u"ftp://host"_s;
    QTest::newRow("comma in the password") << u"nats://joe:pa,ss@host"_s << u"host:4222"_s;
    QTest::newRow("commas in two passwords")
        << u"nats://joe:pa,ss@a:1, nats://joe:pa,,ss@b:2"_s << u"a:1 and 1 more"_s;
    QTest::newRow("comma, no scheme") << u"joe:pa,ss@host"_s << u"host:4222"_s;
    QTest::newRow("scheme in the password") << u"nats://joe:p://s@host"_s << u"host:4222"_s;
}

void TestProfileList::serversAreShownShortAndWithoutLogin()
{
    QFETCH(QString, url);
    QFETCH(QString, text);
    QCOMPARE(ui::shownServers(url), text);
}

void TestProfileList::tipsHoldNoSecrets()
{
    Profile p
        = profile(Origin::NatsContext, u"p"_s, u"nats://joe:,hunter2@host,ftp://t0ken@other"_s);
    for (const profiles::Field &field : profiles::fields()) {
        if (field.secret)
            p.settings.*field.member = u"hunter2"_s;
    }
    for (const QString &text : {ui::profileTip(p), ui::profileSpoken(p), ui::profileDetail(p)}) {
        QVERIFY2(!text.contains(u"hunter2"_s) && !text.contains(u"t0ken"_s)
                     && !text.contains(u"joe"_s),
                 qPrintable(text));
        QVERIFY2(text.contains(u"host"_s), qPrintable(text));
    }
}

void TestProfileList::overridesAreNamedWithoutTheirValues()
{
    QCOMPARE(ui::overridesText({}), QString());
    QCOMPARE(ui::overridesText({{u"NATS_URL"_s, u"url"_s, false}}),
             u"NATS_URL is set: it takes the place of what saved connections say."_s);
    QCOMPARE(ui::overridesText({{u"NATS_URL"_s, u"url"_s, false},
                                {u"NATS_USER"_s, u"user"_s, false},
                                {u"NATS_PASSWORD"_s, u"password"_s, true}}),
             u"NATS_URL, NATS_USER and NATS_PASSWORD are set: they take the place of what saved "
             "connections say."_s);
}

void TestProfileList::rowsSayWhatTheyAre()
{
    Profile selected = profile(Origin::NatsContext, u"prod"_s, u"nats://h"_s, u"be careful"_s);
    selected.selected = true;
    selected.extras.readOnly = true;
    selected.settings.colorScheme = u"red"_s;
    ui::ProfileListModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setProfiles({profile(Origin::Own, u"mine"_s), selected, broken(u"bad"_s)});
    QCOMPARE(modelprint::rows(model), QStringList({u"mine"_s, u"prod"_s, u"bad"_s}));
    const auto spoken = [&model](int row) {
        return model.index(row).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(spoken(0), u"mine, Fanin profile, 127.0.0.1:4222"_s);
    QCOMPARE(spoken(1),
             u"prod, context of the nats command, selected, read-only, h:4222 · be careful"_s);
    QCOMPARE(spoken(2),
             u"bad, context of the nats command, cannot be read, Context “bad”: “url”: "
             "expected a text, got a number"_s);
    QVERIFY(model.index(2).data(ui::ProfileListModel::BrokenRole).toBool());
    QCOMPARE(model.index(0).data(ui::ProfileListModel::ColorRole).toInt(), -1);
    QCOMPARE(model.index(1).data(ui::ProfileListModel::ColorRole).toInt(),
             *ui::connectionColorNamed(u"red"_s));
}

void TestProfileList::newsKeepSelectionAndScrollPosition()
{
    List l;
    std::vector<Profile> list = many();
    l.list.setProfiles(list, 0, {});
    l.layOut();
    const QAbstractItemModelTester tester(l.view()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    l.choose(9);
    l.view()->scrollToBottom();
    const QString chosen = l.view()->currentIndex().data().toString();
    const int scrolled = l.view()->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    list[10].settings.description = u"changed"_s;
    list.erase(list.begin() + 12);
    list.insert(list.begin() + 12, profile(Origin::NatsContext, u"context-10b"_s));
    l.list.setProfiles(list, 0, {});
    QCOMPARE(l.view()->currentIndex().data().toString(), chosen);
    QCOMPARE(l.view()->verticalScrollBar()->value(), scrolled);
    list.erase(list.begin());
    l.list.setProfiles(list, 0, {});
    QCOMPARE(l.view()->currentIndex().data().toString(), chosen);
}

void TestProfileList::anotherOrderIsShownToo()
{
    ui::ProfileListModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Profile a = profile(Origin::Own, u"a"_s);
    const Profile b = profile(Origin::Own, u"b"_s);
    const Profile otherB = profile(Origin::NatsContext, u"b"_s); // the same name is another one
    model.setProfiles({a, b, otherB});
    model.setProfiles({otherB, b, a});
    QCOMPARE(modelprint::rows(model), QStringList({u"b"_s, u"b"_s, u"a"_s}));
    QCOMPARE(model.indexOf(Origin::NatsContext, u"b"_s).row(), 0);
    QCOMPARE(model.indexOf(Origin::Own, u"b"_s).row(), 1);
}

void TestProfileList::theFilterLooksAtNamesServersAndDescriptions()
{
    ui::ProfileListModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setProfiles({profile(Origin::Own, u"alpha"_s, u"one"_s),
                       profile(Origin::Own, u"beta"_s, u"two"_s, u"Orders"_s),
                       profile(Origin::Own, u"gamma"_s, u"three"_s)});
    const auto filtered = [&model](const QString &filter) {
        model.setFilter(filter);
        return modelprint::rows(model).join(u' ');
    };
    QCOMPARE(filtered(u"ALPHA"_s), u"alpha"_s);
    QCOMPARE(filtered(u"three"_s), u"gamma"_s);
    QCOMPARE(filtered(u" orders "_s), u"beta"_s);
    QCOMPARE(filtered(u"nothing"_s), QString());
    QCOMPARE(filtered({}), u"alpha beta gamma"_s);
    QCOMPARE(model.total(), 3);
}

void TestProfileList::aFilterAppearsWhenThereIsMuchToFilter()
{
    List l;
    auto *filter = l.list.findChild<QLineEdit *>(u"profileFilter"_s);
    std::vector<Profile> list = many();
    list.resize(ui::ProfileList::kFilterFrom - 1);
    l.list.setProfiles(list, 0, {});
    QVERIFY(!filter->isVisible());
    list.push_back(profile(Origin::NatsContext, u"one-more"_s));
    l.list.setProfiles(list, 0, {});
    QVERIFY(filter->isVisible());
    QTest::keyClicks(filter, u"one-more"_s);
    QCOMPARE(l.view()->model()->rowCount(), 1);
    QTest::keyClick(filter, Qt::Key_Return); // to what was found
    QCOMPARE(l.view()->currentIndex().data().toString(), u"one-more"_s);
    QTest::keyClicks(filter, u"x"_s);
    QCOMPARE(l.label(u"profilesEmpty"_s), u"Nothing saved fits the filter."_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(l.view()->model()->rowCount(), int(list.size()));
    QTest::keyClicks(filter, u"one"_s);
    list.pop_back();
    l.list.setProfiles(list, 0, {}); // a filter that cannot be seen hides nothing
    QCOMPARE(l.view()->model()->rowCount(), int(list.size()));
}

void TestProfileList::enterAndDoubleClickConnect()
{
    List l;
    l.list.setProfiles(many(), 0, {});
    l.layOut();
    l.choose(0);
    QTest::keyClick(l.view(), Qt::Key_Return);
    l.activate(1);
    QCOMPARE(
        l.asked,
        (Asked{{ProfileAction::Connect, u"local"_s}, {ProfileAction::Connect, many()[1].name}}));
}

void TestProfileList::theNextOneIsNotChosenWhenOneGoes()
{
    List l;
    l.list.setProfiles(many(), 0, {});
    l.choose(1);
    std::vector<Profile> rest = many();
    rest.erase(rest.begin() + 1);
    l.list.setProfiles(rest, 0, {});
    QVERIFY(!l.view()->currentIndex().isValid());
    QVERIFY(!l.view()->selectionModel()->hasSelection());
    l.choose(1);
    rest.erase(rest.begin());
    l.list.setProfiles(rest, 0, {});
    QCOMPARE(l.view()->currentIndex().row(), 0); // it moved, and stays chosen
}

void TestProfileList::aBrokenOneSaysWhyInsteadOfConnecting()
{
    List l;
    l.list.setProfiles({broken(u"bad"_s)}, 0, {});
    l.choose(0);
    QTest::keyClick(l.view(), Qt::Key_Enter);
    QVERIFY(l.asked.empty());
    QVERIFY(l.label(u"profileError"_s).contains(u"expected a text, got a number"_s));
    QVERIFY(!l.action(u"profileEdit"_s)->isEnabled());
    QVERIFY(l.action(u"profileDelete"_s)->isEnabled());
    QVERIFY(l.action(u"profileShowFile"_s)->isEnabled());
}

void TestProfileList::actionsFitTheRow()
{
    List l;
    QVERIFY(!l.action(u"profileConnect"_s)->isEnabled()); // there is nothing
    std::vector<Profile> list{profile(Origin::Own, u"own"_s),
                              profile(Origin::NatsContext, u"context"_s)};
    l.list.setProfiles(list, 0, {});
    l.choose(0);
    QVERIFY(l.action(u"profileConnect"_s)->isEnabled());
    QVERIFY(!l.action(u"profileSelect"_s)->isVisible());
    QVERIFY(!l.action(u"profileUnselect"_s)->isVisible());
    l.choose(1);
    QVERIFY(l.action(u"profileSelect"_s)->isVisible());
    list[1].selected = true;
    l.list.setProfiles(list, 0, {});
    QVERIFY(!l.action(u"profileSelect"_s)->isVisible());
    QVERIFY(l.action(u"profileUnselect"_s)->isEnabled());
}

void TestProfileList::keysDoWhatTheMenuOffers()
{
    List l;
    l.list.setProfiles({profile(Origin::NatsContext, u"p"_s)}, 0, {});
    QVERIFY(QTest::qWaitForWindowActive(&l.list));
    l.view()->setFocus();
    l.choose(0);
    QTest::keyClick(l.view(), Qt::Key_F5);
    QTest::keyClick(l.view(), Qt::Key_E, Qt::ControlModifier);
    QTest::keyClick(l.view(), Qt::Key_D, Qt::ControlModifier);
    QTest::keyClick(l.view(), Qt::Key_F2);
    QTest::keyClick(l.view(), Qt::Key_Delete);
    QCOMPARE(l.asked,
             (Asked{{ProfileAction::Test, u"p"_s},
                    {ProfileAction::Edit, u"p"_s},
                    {ProfileAction::Duplicate, u"p"_s},
                    {ProfileAction::Rename, u"p"_s},
                    {ProfileAction::Delete, u"p"_s}}));
    emit l.view()->customContextMenuRequested(
        l.view()->visualRect(l.view()->currentIndex()).center());
    auto *menu = l.list.findChild<QMenu *>(u"profileMenu"_s);
    QVERIFY(menu);
    for (const QAction *action : menu->actions())
        QVERIFY2(action->isSeparator() || action->text().contains(u'&'),
                 qPrintable(action->text()));
    menu->close();
}

void TestProfileList::whatIsWrongIsCountedAndNamed()
{
    List l;
    l.list.setProfiles({broken(u"bad"_s)}, 0, {});
    QCOMPARE(l.label(u"profilesUnreadable"_s),
             u"▲ Context “bad”: “url”: expected a text, got a number"_s);
    QCOMPARE(l.label(u"profilesDropped"_s), QString());
    l.list.setProfiles({broken(u"bad"_s), broken(u"worse"_s)}, 12, {});
    QVERIFY(l.label(u"profilesUnreadable"_s).startsWith(u"▲ 2 cannot be read: Context “bad”: "_s));
    QCOMPARE(l.label(u"profilesDropped"_s), u"12 more are not shown"_s);
    l.list.setProfiles({broken(u"bad"_s)}, 1, u"All contexts are read-only: …"_s);
    QCOMPARE(l.label(u"profilesUnreadable"_s), u"▲ All contexts are read-only: …"_s);
    QCOMPARE(l.label(u"profilesDropped"_s), u"1 more is not shown"_s);
    l.list.setProfiles(many(), 3, {});
    l.choose(1);
    l.layOut();
    QVERIFY(screenshots::saveInBothThemes(l.list, u"profilelist"_s));
}

void TestProfileList::anEmptyListSaysWhatComesHere()
{
    List l;
    QCOMPARE(l.label(u"profilesEmpty"_s),
             u"Connections you save and contexts of the nats command appear here."_s);
    QVERIFY(!l.view()->isVisible());
    l.layOut();
    QVERIFY(screenshots::saveInBothThemes(l.list, u"profilelist-empty"_s));
    l.list.setProfiles(many(), 0, {});
    QCOMPARE(l.label(u"profilesEmpty"_s), QString());
}

void TestProfileList::anErrorCanBePutAway()
{
    List l;
    l.list.setProfiles({profile(Origin::Own, u"p"_s)}, 0, {});
    l.list.showError(u"p: the file is gone"_s);
    QCOMPARE(l.label(u"profileError"_s), u"p: the file is gone"_s);
    QTest::mouseClick(l.list.findChild<QToolButton *>(u"profileErrorDismiss"_s), Qt::LeftButton);
    QCOMPARE(l.label(u"profileError"_s), QString());
    l.list.showError(u"again"_s);
    l.choose(0);
    QTest::keyClick(l.view(), Qt::Key_Return); // something else is done
    QCOMPARE(l.label(u"profileError"_s), QString());
}

void TestProfileList::theEnvironmentBannerCanBePutAway()
{
    ui::EnvironmentBanner banner;
    QVERIFY(banner.isHidden());
    banner.resize(228, 80);
    banner.setOverrides({{u"NATS_URL"_s, u"url"_s, false}});
    QVERIFY(!banner.isHidden());
    QTest::mouseClick(banner.findChild<QToolButton *>(u"environmentDismiss"_s), Qt::LeftButton);
    QVERIFY(banner.isHidden());
    banner.setOverrides({});
    QVERIFY(banner.isHidden());
}

QTEST_MAIN(TestProfileList)
#include "tst_profilelist.moc"
