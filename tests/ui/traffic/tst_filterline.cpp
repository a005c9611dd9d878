// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/filterline.h"

#include "tests/support/screenshots.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using capture::RowKind;
using ui::FilterLine;

namespace {

struct Scene
{
    Scene()
    {
        line.resize(700, 34);
        line.show();
        line.setFocus();
        line.activateWindow();
    }
    [[nodiscard]] QString said() const { return line.accessibleDescription(); }
    [[nodiscard]] QAbstractItemView *popup() const
    {
        return line.findChild<QCompleter *>()->popup();
    }

    FilterLine line;
    QSignalSpy changed{&line, &FilterLine::filterChanged};
    QSignalSpy remembered{&line, &FilterLine::historyChanged};
};

} // namespace

class FilterLineTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysAtOnceWhetherItIsValid();
    void takesWhatIsTypedAfterAWhile();
    void keepsTheLastValidOneMeanwhile();
    void enterTakesItAtOnce();
    void escapeClears();
    void escapeOfAnEmptyOneIsTheParents();
    void theButtonClears();
    void spacesAreNoChange();
    void addsTermsOnce_data();
    void addsTermsOnce();
    void aTermReplacesWhatIsWrong();
    void countsAreShown_data();
    void countsAreShown();
    void remembersWhatWasUsed();
    void offersAreChosenByKeyboard();
    void enterWithoutAChoiceTakesTheFilter();
    void escapeClosesTheOffersFirst();
    void downOffersEverything();
    void clearingCanBeUndone();
    void coloursDoNotDisturbTyping();
    void looksGood();
};

void FilterLineTest::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void FilterLineTest::saysAtOnceWhetherItIsValid()
{
    Scene s;
    QTest::keyClicks(&s.line, u"size>"_s);
    QCOMPARE(s.line.problem(), u"After “size>”, a size is expected, for example 1k."_s);
    QCOMPARE(s.said(), s.line.problem());
    QCOMPARE(s.line.toolTip(), s.line.problem());
    QTest::keyClicks(&s.line, u"1k"_s);
    QVERIFY(s.line.problem().isEmpty());
    QVERIFY(s.said().isEmpty());
}

void FilterLineTest::takesWhatIsTypedAfterAWhile()
{
    Scene s;
    QTest::keyClicks(&s.line, u"orders"_s);
    QTRY_COMPARE(s.changed.size(), 1);
    QCOMPARE(s.line.filter().text(), u"orders"_s);
}

void FilterLineTest::keepsTheLastValidOneMeanwhile()
{
    Scene s;
    s.line.setFilterText(u"a"_s);
    QTest::keyClicks(&s.line, u" ("_s);
    QVERIFY(!s.line.problem().isEmpty());
    QCOMPARE(s.line.filter().text(), u"a"_s);
    QTest::keyClick(&s.line, Qt::Key_Return);
    QCOMPARE(s.line.filter().text(), u"a"_s);
    QCOMPARE(s.changed.size(), 1);
}

void FilterLineTest::enterTakesItAtOnce()
{
    Scene s;
    QTest::keyClicks(&s.line, u"orders"_s);
    QTest::keyClick(&s.line, Qt::Key_Return);
    QCOMPARE(s.changed.size(), 1);
    QCOMPARE(s.line.filter().text(), u"orders"_s);
}

void FilterLineTest::escapeClears()
{
    Scene s;
    s.line.setFilterText(u"a"_s);
    QTest::keyClick(&s.line, Qt::Key_Escape);
    QVERIFY(s.line.text().isEmpty());
    QVERIFY(s.line.filter().isEmpty());
    QCOMPARE(s.changed.size(), 2);
}

void FilterLineTest::escapeOfAnEmptyOneIsTheParents()
{
    FilterLine line;
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    escape.accept();
    QApplication::sendEvent(&line, &escape);
    QVERIFY(!escape.isAccepted());
}

void FilterLineTest::theButtonClears()
{
    Scene s;
    QAction *clear = s.line.actions().value(0);
    QVERIFY(!clear->isVisible());
    s.line.setFilterText(u"a"_s);
    QVERIFY(clear->isVisible());
    clear->trigger();
    QVERIFY(s.line.filter().isEmpty());
}

void FilterLineTest::spacesAreNoChange()
{
    Scene s;
    s.line.setFilterText(u"a"_s);
    s.line.setFilterText(u" a "_s);
    QCOMPARE(s.changed.size(), 1);
}

void FilterLineTest::addsTermsOnce_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("the first") << u""_s << u"is:late"_s;
    QTest::newRow("another") << u"size>1k"_s << u"size>1k is:late"_s;
    QTest::newRow("the same") << u"is:late"_s << u"is:late"_s;
    QTest::newRow("among others") << u"a is:late b"_s << u"a is:late b"_s;
    QTest::newRow("its opposite") << u"-is:late"_s << u"-is:late is:late"_s;
    QTest::newRow("to alternatives") << u"a or b"_s << u"(a or b) is:late"_s;
}

void FilterLineTest::addsTermsOnce()
{
    QFETCH(QString, before);
    Scene s;
    s.line.setFilterText(before);
    s.line.addTerm(u"is:late"_s);
    QTEST(s.line.text(), "after");
    QTEST(s.line.filter().text(), "after");
}

void FilterLineTest::aTermReplacesWhatIsWrong()
{
    Scene s;
    s.line.setFilterText(u"a"_s);
    QTest::keyClicks(&s.line, u" size>"_s);
    s.line.addTerm(u"b"_s);
    QCOMPARE(s.line.filter().text(), u"a b"_s);
}

void FilterLineTest::countsAreShown_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<RowKind>("kind");
    QTest::addColumn<quint64>("matching");
    QTest::addColumn<quint64>("total");
    QTest::addColumn<bool>("working");
    QTest::addColumn<QString>("said");
    const auto conversations = RowKind::Conversations;
    QTest::newRow("all") << u""_s << conversations << quint64(48'102) << quint64(48'102) << false
                         << u"48,102 conversations"_s;
    QTest::newRow("some") << u"a"_s << conversations << quint64(13) << quint64(48'102) << false
                          << u"13 of 48,102 conversations"_s;
    QTest::newRow("so far") << u"a"_s << conversations << quint64(7) << quint64(48'102) << true
                            << u"7… of 48,102 conversations"_s;
    QTest::newRow("brushed") << u""_s << conversations << quint64(5) << quint64(9) << false
                             << u"5 of 9 conversations"_s;
    QTest::newRow("one") << u"a"_s << RowKind::Messages << quint64(0) << quint64(1) << false
                         << u"0 of 1 message"_s;
    QTest::newRow("none yet") << u"a"_s << RowKind::Messages << quint64(0) << quint64(0) << false
                              << QString();
}

void FilterLineTest::countsAreShown()
{
    QFETCH(QString, filter);
    QFETCH(RowKind, kind);
    QFETCH(quint64, matching);
    QFETCH(quint64, total);
    QFETCH(bool, working);
    Scene s;
    s.line.setFilterText(filter);
    s.line.setKind(kind);
    s.line.setCount(matching, total, working);
    QTEST(s.said(), "said");
}

void FilterLineTest::remembersWhatWasUsed()
{
    Scene s;
    s.line.setHistory({u"old"_s, u"older"_s});
    s.line.setFilterText(u"new"_s);
    s.line.setFilterText(u"older"_s);
    s.line.setFilterText(u""_s);
    QCOMPARE(s.line.history(), (QStringList{u"older"_s, u"new"_s, u"old"_s}));
    QCOMPARE(s.remembered.size(), 2);
    QStringList many;
    for (int i = 0; i <= FilterLine::kMaxHistory; ++i)
        many += QString::number(i);
    s.line.setHistory(many);
    QCOMPARE(s.line.history().size(), FilterLine::kMaxHistory);
    s.line.setFilterText(u"one more"_s);
    QCOMPARE(s.line.history().size(), FilterLine::kMaxHistory);
    QCOMPARE(s.line.history().front(), u"one more"_s);
}

void FilterLineTest::offersAreChosenByKeyboard()
{
    Scene s;
    QTest::keyClicks(&s.line, u"a una"_s);
    QVERIFY(s.popup()->isVisible());
    QTest::keyClick(s.popup(), Qt::Key_Down);
    QTest::keyClick(s.popup(), Qt::Key_Return);
    QCOMPARE(s.line.text(), u"a unanswered"_s);
    QVERIFY(!s.popup()->isVisible());
}

void FilterLineTest::enterWithoutAChoiceTakesTheFilter()
{
    Scene s;
    QTest::keyClicks(&s.line, u"una"_s);
    QVERIFY(s.popup()->isVisible());
    QTest::keyClick(s.popup(), Qt::Key_Return);
    QVERIFY(!s.popup()->isVisible());
    QCOMPARE(s.line.filter().text(), u"una"_s);
}

void FilterLineTest::escapeClosesTheOffersFirst()
{
    Scene s;
    QTest::keyClicks(&s.line, u"una"_s);
    QTest::keyClick(s.popup(), Qt::Key_Escape);
    QVERIFY(!s.popup()->isVisible());
    QCOMPARE(s.line.text(), u"una"_s);
    QTest::keyClick(&s.line, Qt::Key_Escape);
    QCOMPARE(s.line.text(), QString());
}

void FilterLineTest::downOffersEverything()
{
    Scene s;
    s.line.setHistory({u"former"_s});
    QTest::keyClick(&s.line, Qt::Key_Down);
    QVERIFY(s.popup()->isVisible());
    QVERIFY(s.popup()->model()->rowCount() > 30);
    QTest::keyClick(s.popup(), Qt::Key_Down);
    QTest::keyClick(s.popup(), Qt::Key_Return);
    QCOMPARE(s.line.text(), u"former"_s);
}

void FilterLineTest::clearingCanBeUndone()
{
    Scene s;
    QTest::keyClicks(&s.line, u"size>1k"_s);
    QTest::keyClick(&s.line, Qt::Key_Escape); // the offers, if any
    if (!s.line.text().isEmpty())
        QTest::keyClick(&s.line, Qt::Key_Escape);
    QVERIFY(s.line.text().isEmpty());
    s.line.undo();
    QCOMPARE(s.line.text(), u"size>1k"_s);
}

// The colours come as an input method's event: selection, cursor and undo stay as they are.
void FilterLineTest::coloursDoNotDisturbTyping()
{
    Scene s;
    QTest::keyClicks(&s.line, u"size>1k orders"_s);
    s.line.setCursorPosition(4);
    QTest::keyClicks(&s.line, u"x"_s);
    QCOMPARE(s.line.text(), u"sizex>1k orders"_s);
    QCOMPARE(s.line.cursorPosition(), 5);
    s.line.selectAll();
    QTest::keyClicks(&s.line, u"b"_s);
    QCOMPARE(s.line.text(), u"b"_s);
    s.line.undo();
    QCOMPARE(s.line.text(), u"sizex>1k orders"_s);
}

void FilterLineTest::looksGood()
{
    QWidget page;
    ui::setLook(&page, ui::Look::Panel);
    auto *layout = new QVBoxLayout(&page);
    const auto add = [&page, layout](const QString &text, quint64 matching, bool working = false) {
        auto *line = new FilterLine(&page);
        line->setFilterText(text);
        line->setCount(matching, 48'102, working);
        layout->addWidget(line);
        return line;
    };
    add({}, 48'102);
    add(u"latency>2ms subject:*.> -is:jetstream"_s, 13);
    add(u"(unanswered or error) payload~\"timed out\" json:/order/id>=7"_s, 1'204, true);
    add(u"latency>soon orders"_s, 0);
    add(u"subject:orders.> header:"_s, 0);
    add(u"header:Nats-Service-Error=409 requester:web size>1k at>20:01:33 at<20:05 number>100 "
        "not (reply or request) foo:bar"_s,
        0);
    FilterLine *last = add({}, 0);
    page.resize(900, 420);
    layout->addStretch();
    page.show();
    QVERIFY(screenshots::saveInBothThemes(page, u"traffic-filter"_s));
    last->setHistory({u"subject:orders.> latency>20ms"_s, u"unanswered -system"_s});
    last->setFocus();
    QTest::keyClick(last, Qt::Key_Down);
    QVERIFY(screenshots::saveInBothThemes(*last->findChild<QCompleter *>()->popup(),
                                          u"traffic-filter-offers"_s));
}

QTEST_MAIN(FilterLineTest)
#include "tst_filterline.moc"
