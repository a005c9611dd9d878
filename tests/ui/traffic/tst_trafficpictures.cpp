// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/screenshots.h"
#include "tests/support/trafficscene.h"
#include "ui/traffic/colorrules.h"
#include "ui/traffic/overviewstrip.h"
#include "ui/traffic/subjecttreeview.h"
#include "ui/traffic/traffictable.h"

#include <QtTest/QTest>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace ui;
using capture::RowKind;

namespace {

// The parts of the tab that tell of traffic, as they lie in it.
struct Panel
{
    QWidget widget;
    OverviewStrip *strip = new OverviewStrip;
    SubjectTreeView *tree = new SubjectTreeView;
    TrafficTable *table = new TrafficTable;
    ColorRules rules;

    explicit Panel(capture::Feed *feed = nullptr, const capture::Filter::Facts &facts = {})
    {
        setLook(&widget, Look::Panel);
        auto *layout = new QVBoxLayout(&widget);
        layout->setContentsMargins({});
        layout->setSpacing(0);
        auto *top = new QHBoxLayout;
        top->setContentsMargins(18, 10, 18, 10);
        top->addWidget(strip);
        layout->addLayout(top);
        auto *line = new QWidget;
        line->setFixedHeight(1);
        setLook(line, Look::Line);
        layout->addWidget(line);
        auto *splitter = new QSplitter;
        splitter->setHandleWidth(1);
        splitter->addWidget(tree);
        splitter->addWidget(table);
        splitter->setSizes({230, 960});
        layout->addWidget(splitter, 1);
        rules.setRules({{u"latency>100ms"_s, ColorRules::Color::Amber, true}});
        table->setColorRules(&rules);
        table->setFacts(facts);
        table->setEmptyText(u"Watch one or more subjects to see what is said on them"_s);
        strip->setFeed(feed);
        tree->setFeed(feed);
        table->setFeed(feed);
        widget.resize(1192, 560);
        widget.show();
    }

    [[nodiscard]] bool isSettled() const { return !table->isWorking() && table->matching() > 0; }
};

} // namespace

class TestTrafficPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void conversations();
    void conversationsByTimeOfDay();
    void messages();
    void longTextsAndGaps();
    void small();
    void large();
    void empty();
    void filteredAway();
};

void TestTrafficPictures::initTestCase()
{
    qputenv("TZ", "UTC");
    applyTheme(*qApp, Scheme::Light);
}

void TestTrafficPictures::conversations()
{
    traffic::Scene scene;
    scene.addBackground();
    scene.addTail();
    Panel panel(&scene.feed, scene.facts());
    QTRY_VERIFY(panel.isSettled());
    panel.tree->expandToDepth(0);
    panel.strip->setBrush(scene.at(-60'000), scene.at(-30'000));
    panel.table->setFollowing(true);
    QTableView *view = panel.table->view();
    QTRY_VERIFY(view->rowAt(view->viewport()->height() - 1) >= 0);
    panel.table->select(scene.feed.capture().conversations().end() - 15);
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-conversations"_s));
}

void TestTrafficPictures::conversationsByTimeOfDay()
{
    traffic::Scene scene;
    scene.addTail();
    Panel panel(&scene.feed, scene.facts());
    QTRY_VERIFY(panel.isSettled());
    panel.table->view()->findChild<QAction *>(u"trafficWaterfall1"_s)->trigger();
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-by-time"_s));
}

void TestTrafficPictures::messages()
{
    traffic::Scene scene;
    scene.addBackground();
    scene.addTail();
    scene.pinned = scene.feed.capture().log().end() - 8;
    Panel panel(&scene.feed, scene.facts());
    panel.table->setCriteria(RowKind::Messages, {});
    QTRY_VERIFY(panel.isSettled());
    panel.table->setFollowing(true);
    panel.table->select(scene.feed.capture().log().end() - 5);
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-messages"_s));
}

void TestTrafficPictures::longTextsAndGaps()
{
    traffic::Scene scene;
    const QByteArray deep = "acme.europe.warehouse.hamburg-altona.shelf.17.robot.arm.left.gripper."
                            "pressure.samples.raw.v2";
    scene.ask(-9'000, deep, "a-requester-with-a-very-long-connection-name-on-ip-10-20-30-40", {},
              QByteArray(4'000, 'x'));
    scene.say(-8'990, scene.lastReply(), {}, {},
              "NATS/1.0\r\nNats-Service-Error-Code: 503\r\nNats-Service-Error: the gripper does "
              "not answer and neither does anything else on this arm, call somebody\r\n\r\n");
    scene.ask(-8'900, QByteArray("größe.日本語.\x01\xff", 19), "svc-web", {890.25});
    scene.ask(-8'800, "fan.out", "svc-web", std::vector<double>(1'204, 3.0));
    scene.flush();
    scene.addGap(-7'600, -3'000);
    scene.feed.edit().appendLost(scene.at(-2'900), 48'102);
    scene.feed.publish();
    scene.addTail();
    Panel panel(&scene.feed, scene.facts());
    QTRY_VERIFY(panel.isSettled());
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-long"_s));
    panel.table->setCriteria(RowKind::Messages, {});
    QTRY_VERIFY(panel.isSettled());
    panel.table->select(1'212);
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-long-messages"_s));
}

void TestTrafficPictures::small()
{
    traffic::Scene scene;
    scene.addTail();
    Panel panel(&scene.feed, scene.facts());
    panel.widget.resize(820, 420);
    QTRY_VERIFY(panel.isSettled());
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-small"_s));
}

void TestTrafficPictures::large()
{
    traffic::Scene scene;
    scene.addBackground();
    scene.addTail();
    Panel panel(&scene.feed, scene.facts());
    panel.widget.resize(2'312, 1'200);
    QTRY_VERIFY(panel.isSettled());
    panel.table->setFollowing(true);
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-large"_s));
}

void TestTrafficPictures::empty()
{
    traffic::Scene scene;
    Panel panel(&scene.feed);
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-empty"_s));
    QCOMPARE(panel.table->matching(), quint64(0));
}

void TestTrafficPictures::filteredAway()
{
    traffic::Scene scene;
    scene.addTail();
    Panel panel(&scene.feed, scene.facts());
    panel.table->setCriteria(RowKind::Conversations, *capture::Filter::parse(u"size>3g"_s));
    QTRY_VERIFY(!panel.table->isWorking());
    QCOMPARE(panel.table->matching(), quint64(0));
    QVERIFY(screenshots::saveInBothThemes(panel.widget, u"traffic-none-passes"_s));
}

QTEST_MAIN(TestTrafficPictures)
#include "tst_trafficpictures.moc"
