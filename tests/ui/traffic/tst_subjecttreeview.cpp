// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/subjecttreeview.h"

#include "core/capture/filter.h"
#include "tests/support/traffic.h"
#include "ui/common/theme.h"
#include "ui/traffic/subjecttreedelegate.h"
#include "ui/traffic/subjecttreemodel.h"

#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using namespace ui;
using capture::Filter;
using traffic::add;
using traffic::at;

namespace {

const base::WallAnchor kAnchor{at(0), {}};

struct Scene
{
    capture::Feed feed{kAnchor};
    SubjectTreeModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Scene() { model.setFeed(&feed); }

    [[nodiscard]] QModelIndex index(const QStringList &tokens) const
    {
        QModelIndex found;
        for (const QString &token : tokens) {
            QModelIndex next;
            for (int row = 0; row < model.rowCount(found); ++row) {
                const QModelIndex child = model.index(row, 0, found);
                if (child.data().toString() == token)
                    next = child;
            }
            if (!next.isValid())
                return {};
            found = next;
        }
        return found;
    }

    // "a(b,c(d))": the whole tree.
    [[nodiscard]] QString printed(const QModelIndex &parent = {}) const
    {
        QStringList parts;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex child = model.index(row, 0, parent);
            QString part = child.data().toString();
            if (model.rowCount(child) > 0)
                part += u'(' + printed(child) + u')';
            parts += part;
        }
        return parts.join(u',');
    }
};

} // namespace

class TestSubjectTreeView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tokensAreInOrderTheSystemsLast();
    void newSubjectsComeInTheirPlace();
    void manySubjectsComeInParts();
    void clearedItIsEmpty();
    void aFeedMayGoFirst();
    void termsFindWhatIsBelow_data();
    void termsFindWhatIsBelow();
    void patternsAreForWatching();
    void itTellsCountsToWhoCannotSee();
    void rates_data();
    void rates();
    void enterFilters();
    void aDoubleClickFilters();
    void theMenuFiltersOutWatchesAndCopies();
};

void TestSubjectTreeView::initTestCase()
{
    applyTheme(*qApp, Scheme::Light);
}

void TestSubjectTreeView::tokensAreInOrderTheSystemsLast()
{
    Scene scene;
    for (const char *subject : {"orders.lookup", "_INBOX.a.1", "billing", "$JS.API.INFO",
                                "orders.created", "_INBOX.b.1", "orders"})
        add(scene.feed.edit(), 0, QByteArrayView(subject));
    scene.feed.publish();
    QTRY_COMPARE(scene.printed(), u"billing,orders(created,lookup),$JS(API(INFO)),_INBOX"_s);
}

void TestSubjectTreeView::newSubjectsComeInTheirPlace()
{
    Scene scene;
    add(scene.feed.edit(), 0, "b.z");
    scene.feed.publish();
    QTRY_COMPARE(scene.printed(), u"b(z)"_s);
    const QPersistentModelIndex z = scene.index({u"b"_s, u"z"_s});
    QSignalSpy reset(&scene.model, &QAbstractItemModel::modelReset);
    add(scene.feed.edit(), 1, "a");
    add(scene.feed.edit(), 1, "b.a.deep");
    add(scene.feed.edit(), 1, "c");
    scene.feed.publish();
    QTRY_COMPARE(scene.printed(), u"a,b(a(deep),z),c"_s);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(z.data().toString(), u"z"_s);
    QCOMPARE(z.row(), 1);
}

void TestSubjectTreeView::manySubjectsComeInParts()
{
    constexpr int kMany = SubjectTreeModel::kMaxAtOnce + 100;
    Scene scene;
    for (int i = 0; i < kMany; ++i)
        add(scene.feed.edit(), 0, "g" + QByteArray::number(i / 400) + ".s" + QByteArray::number(i));
    QSignalSpy refreshed(&scene.model, &SubjectTreeModel::refreshed);
    int first = 0;
    connect(&scene.model, &SubjectTreeModel::refreshed, this, [&] {
        if (first == 0) {
            first = 2 + scene.model.rowCount(scene.model.index(0, 0))
                + scene.model.rowCount(scene.model.index(1, 0));
        }
    });
    scene.feed.publish();
    QTRY_COMPARE(scene.model.rowCount(scene.model.index(0, 0))
                     + scene.model.rowCount(scene.model.index(1, 0)),
                 kMany);
    QCOMPARE(first, SubjectTreeModel::kMaxAtOnce);
}

void TestSubjectTreeView::clearedItIsEmpty()
{
    Scene scene;
    add(scene.feed.edit(), 0, "a.b");
    scene.feed.publish();
    QTRY_COMPARE(scene.printed(), u"a(b)"_s);
    scene.feed.clear();
    QCOMPARE(scene.model.rowCount(), 0);
    add(scene.feed.edit(), 1, "c");
    scene.feed.publish();
    QTRY_COMPARE(scene.printed(), u"c"_s);
}

void TestSubjectTreeView::aFeedMayGoFirst()
{
    SubjectTreeView view;
    view.resize(230, 300);
    view.show();
    {
        capture::Feed feed(kAnchor);
        add(feed.edit(), 0, "a.b");
        feed.publish();
        view.setFeed(&feed);
        QCOMPARE(view.model()->rowCount(), 1);
    }
    QCOMPARE(view.model()->rowCount(), 0);
    QVERIFY(!view.grab().isNull());
}

void TestSubjectTreeView::termsFindWhatIsBelow_data()
{
    QTest::addColumn<QStringList>("tokens");
    QTest::addColumn<int>("matching");
    QTest::newRow("a leaf") << QStringList{u"orders"_s, u"lookup"_s} << 1;
    QTest::newRow("a branch that is a subject, too") << QStringList{u"orders"_s} << 3;
    QTest::newRow("a branch") << QStringList{u"$JS"_s} << 1;
    QTest::newRow("inboxes") << QStringList{u"_INBOX"_s} << 2;
    QTest::newRow("spaces and quotes") << QStringList{u"a\"b"_s} << 1;
}

void TestSubjectTreeView::termsFindWhatIsBelow()
{
    QFETCH(QStringList, tokens);
    QFETCH(int, matching);
    Scene scene;
    capture::Capture &all = scene.feed.edit();
    for (const char *subject : {"orders", "orders.lookup", "orders.created", "$JS.API.INFO",
                                "_INBOX.a.1", "_INBOX.b.1", "a\"b", "ordersX"})
        add(all, 0, QByteArrayView(subject));
    scene.feed.publish();
    QTRY_VERIFY(scene.index(tokens).isValid());
    const QString term = scene.model.filterTerm(scene.index(tokens));
    for (const QString &text : {term, QString(u'-' + term)}) {
        const auto filter = Filter::parse(text);
        QVERIFY2(filter, qPrintable(text));
        int found = 0;
        for (capture::Number number = all.log().first(); number < all.log().end(); ++number)
            found += filter->matches(all, number) ? 1 : 0;
        QCOMPARE(found, text == term ? matching : 8 - matching);
    }
}

void TestSubjectTreeView::patternsAreForWatching()
{
    Scene scene;
    add(scene.feed.edit(), 0, "orders.lookup.eu");
    scene.feed.publish();
    QTRY_VERIFY(scene.index({u"orders"_s}).isValid());
    QCOMPARE(scene.model.pattern(scene.index({u"orders"_s})), "orders.>");
    QCOMPARE(scene.model.pattern(scene.index({u"orders"_s, u"lookup"_s, u"eu"_s})),
             "orders.lookup.eu");
}

void TestSubjectTreeView::itTellsCountsToWhoCannotSee()
{
    Scene scene;
    for (int i = 0; i < 3; ++i)
        add(scene.feed.edit(), i, "a.b", {}, "12345");
    scene.feed.publish();
    QTRY_VERIFY(scene.index({u"a"_s}).isValid());
    const QString text = scene.index({u"a"_s}).data(Qt::AccessibleDescriptionRole).toString();
    QVERIFY2(text.startsWith(u"a.>\n3 messages of 15\u2009B"_s), qPrintable(text));
}

void TestSubjectTreeView::rates_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << u"0.0/s"_s;
    QTest::newRow("some") << 0.44 << u"0.4/s"_s;
    QTest::newRow("just below ten") << 9.94 << u"9.9/s"_s;
    QTest::newRow("ten") << 9.96 << u"10/s"_s;
    QTest::newRow("thousands") << 18'400.0 << u"18,400/s"_s;
    QTest::newRow("many thousands") << 200'000.0 << u"200k/s"_s;
}

void TestSubjectTreeView::rates()
{
    QFETCH(double, rate);
    QFETCH(QString, text);
    QCOMPARE(rateText(rate), text);
}

void TestSubjectTreeView::enterFilters()
{
    Scene scene;
    add(scene.feed.edit(), 0, "orders.lookup");
    scene.feed.publish();
    SubjectTreeView view;
    view.setFeed(&scene.feed);
    view.resize(230, 300);
    view.show();
    view.setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    QSignalSpy asked(&view, &SubjectTreeView::filterRequested);
    view.setCurrentIndex(view.model()->index(0, 0));
    QTest::keyClick(&view, Qt::Key_Right); // opens it
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(),
             capture::filterTerm(capture::FilterField::Subject, QByteArray("orders.lookup")));
}

void TestSubjectTreeView::aDoubleClickFilters()
{
    Scene scene;
    add(scene.feed.edit(), 0, "orders.lookup");
    scene.feed.publish();
    SubjectTreeView view;
    view.setFeed(&scene.feed);
    view.resize(230, 300);
    view.show();
    QSignalSpy asked(&view, &SubjectTreeView::filterRequested);
    const QPoint middle = view.visualRect(view.model()->index(0, 0)).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middle);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, middle);
    QCOMPARE(asked.size(), 1);
    QVERIFY(!view.isExpanded(view.model()->index(0, 0)));
}

void TestSubjectTreeView::theMenuFiltersOutWatchesAndCopies()
{
    Scene scene;
    add(scene.feed.edit(), 0, "orders.lookup");
    scene.feed.publish();
    SubjectTreeView view;
    view.setFeed(&scene.feed);
    view.setCurrentIndex(view.model()->index(0, 0));
    QSignalSpy asked(&view, &SubjectTreeView::filterRequested);
    QSignalSpy watched(&view, &SubjectTreeView::watchRequested);
    view.findChild<QAction *>(u"subjectFilterOut"_s)->trigger();
    view.findChild<QAction *>(u"subjectWatch"_s)->trigger();
    view.findChild<QAction *>(u"subjectCopy"_s)->trigger();
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked[0][0].toString().startsWith(u'-'));
    QCOMPARE(watched.size(), 1);
    QCOMPARE(watched[0][0].toByteArray(), "orders.>");
    QCOMPARE(QGuiApplication::clipboard()->text(), u"orders.>"_s);
}

QTEST_MAIN(TestSubjectTreeView)
#include "tst_subjecttreeview.moc"
