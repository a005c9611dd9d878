// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/subjectchips.h"

#include "tests/support/screenshots.h"
#include "ui/traffic/subjectchip.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using capture::WatchedSubject;
using ui::SubjectChip;
using ui::SubjectChips;

namespace {

WatchedSubject chosen(const QByteArray &pattern)
{
    WatchedSubject subject;
    subject.pattern = pattern;
    return subject;
}

WatchedSubject pairing(const QByteArray &pattern)
{
    WatchedSubject subject = chosen(pattern);
    subject.purpose = WatchedSubject::Purpose::Pairing;
    return subject;
}

QString textOf(const SubjectChips &chips)
{
    QStringList parts;
    for (const WatchedSubject &subject : chips.subjects()) {
        const bool helps = subject.purpose == WatchedSubject::Purpose::Pairing;
        parts += QString::fromUtf8(subject.pattern) + (helps ? u"*"_s : QString());
    }
    return parts.join(u' ');
}

QLineEdit *edit(const SubjectChips &chips)
{
    return chips.findChild<QLineEdit *>(u"subjectEdit"_s);
}

QList<SubjectChip *> shown(const SubjectChips &chips)
{
    QList<SubjectChip *> found;
    for (SubjectChip *chip : chips.findChildren<SubjectChip *>()) {
        if (!chip->isHidden())
            found += chip;
    }
    return found;
}

QPoint crossOf(const SubjectChip &chip)
{
    return {chip.width() - 14, chip.height() / 2};
}

} // namespace

class TestSubjectChips : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::applyTheme(*qApp, ui::Scheme::Light); }
    void typedSubjectsBecomeChips_data();
    void typedSubjectsBecomeChips();
    void manyArePastedAtOnce();
    void whatIsNoPatternStaysAndIsExplained();
    void theSameSubjectIsThereOnce();
    void backspaceTakesTheLastOneAway();
    void theCrossTakesOneAway();
    void enterOnAChipEditsIt();
    void arrowKeysWalkOverTheChips();
    void statesAreToldAndChangeNothing();
    void prefixesThatWereSeenAreOffered();
    void noMoreThanCanBeWatched();
    void looksGood();
};

void TestSubjectChips::typedSubjectsBecomeChips_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("subjects");
    QTest::newRow("Enter") << u"orders.>\r"_s << u"orders.> _INBOX.>*"_s;
    QTest::newRow("comma") << u"orders.>,billing.*,"_s << u"orders.> billing.* _INBOX.>*"_s;
    QTest::newRow("space") << u"a b "_s << u"a b _INBOX.>*"_s;
    QTest::newRow("unfinished") << u"a b"_s << u"a _INBOX.>*"_s;
}

void TestSubjectChips::typedSubjectsBecomeChips()
{
    QFETCH(QString, typed);
    SubjectChips chips;
    chips.setSubjects({pairing("_INBOX.>")});
    chips.show();
    const QSignalSpy changed(&chips, &SubjectChips::changed);
    QTest::keyClicks(edit(chips), typed);
    QTEST(textOf(chips), "subjects");
    QVERIFY(changed.count() > 0);
    QVERIFY(chips.commit());
    QVERIFY(edit(chips)->text().isEmpty());
}

void TestSubjectChips::manyArePastedAtOnce()
{
    SubjectChips chips;
    chips.show();
    QGuiApplication::clipboard()->setText(u"orders.>\nbilling.*;clock.all\t$JS.API.>\n"_s);
    const QSignalSpy changed(&chips, &SubjectChips::changed);
    edit(chips)->paste();
    QVERIFY(chips.commit());
    QCOMPARE(textOf(chips), u"orders.> billing.* clock.all $JS.API.>"_s);
    QCOMPARE(changed.count(), 1);
}

void TestSubjectChips::whatIsNoPatternStaysAndIsExplained()
{
    SubjectChips chips;
    chips.show();
    const QSignalSpy told(&chips, &SubjectChips::problemChanged);
    QTest::keyClicks(edit(chips), u"a..b"_s);
    QTest::keyClick(edit(chips), Qt::Key_Return);
    QVERIFY(chips.subjects().empty());
    QCOMPARE(edit(chips)->text(), u"a..b"_s);
    QVERIFY2(chips.problem().startsWith(u"a..b: "), qPrintable(chips.problem()));
    QCOMPARE(edit(chips)->accessibleDescription(), chips.problem());
    QCOMPARE(told.count(), 1);
    QVERIFY(!chips.commit());
    QTest::keyClick(edit(chips), Qt::Key_Backspace);
    QVERIFY(chips.problem().isEmpty());
}

void TestSubjectChips::theSameSubjectIsThereOnce()
{
    SubjectChips chips;
    chips.setSubjects({chosen("a"), pairing("_INBOX.>")});
    chips.show();
    const QSignalSpy changed(&chips, &SubjectChips::changed);
    QTest::keyClicks(edit(chips), u"a,_INBOX.>,b b "_s);
    QCOMPARE(textOf(chips), u"a b _INBOX.>*"_s);
    QCOMPARE(changed.count(), 1);
    chips.add("b", WatchedSubject::Purpose::Pairing);
    QCOMPARE(changed.count(), 1);
}

void TestSubjectChips::backspaceTakesTheLastOneAway()
{
    SubjectChips chips;
    chips.setSubjects({chosen("a"), pairing("_INBOX.>")});
    chips.show();
    QTest::keyClicks(edit(chips), u"x"_s);
    QTest::keyClick(edit(chips), Qt::Key_Backspace);
    QCOMPARE(textOf(chips), u"a _INBOX.>*"_s);
    QTest::keyClick(edit(chips), Qt::Key_Backspace);
    QCOMPARE(textOf(chips), u"a"_s);
}

void TestSubjectChips::theCrossTakesOneAway()
{
    SubjectChips chips;
    chips.resize(600, 40);
    chips.setSubjects({chosen("a"), chosen("b"), chosen("c")});
    chips.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chips));
    const QSignalSpy changed(&chips, &SubjectChips::changed);
    SubjectChip *second = shown(chips).at(1);
    QTest::mouseClick(second, Qt::LeftButton, {}, QPoint(4, 10));
    QCOMPARE(textOf(chips), u"a b c"_s);
    QTest::mouseClick(second, Qt::LeftButton, {}, crossOf(*second));
    QCOMPARE(textOf(chips), u"a c"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown(chips).size(), 2);
}

void TestSubjectChips::enterOnAChipEditsIt()
{
    SubjectChips chips;
    chips.setSubjects({chosen("orders.>"), chosen("b")});
    chips.show();
    QTest::keyClicks(edit(chips), u"typed"_s);
    QTest::keyClick(shown(chips).at(0), Qt::Key_Return);
    QCOMPARE(textOf(chips), u"b typed"_s); // nothing is lost
    QCOMPARE(edit(chips)->text(), u"orders.>"_s);
}

void TestSubjectChips::arrowKeysWalkOverTheChips()
{
    SubjectChips chips;
    chips.setSubjects({chosen("a"), chosen("b")});
    chips.show();
    QVERIFY(QTest::qWaitForWindowActive(&chips));
    edit(chips)->setFocus();
    QTest::keyClick(edit(chips), Qt::Key_Left);
    QVERIFY(shown(chips).at(1)->hasFocus());
    QTest::keyClick(shown(chips).at(1), Qt::Key_Left);
    QVERIFY(shown(chips).at(0)->hasFocus());
    QTest::keyClick(shown(chips).at(0), Qt::Key_Delete);
    QCOMPARE(textOf(chips), u"b"_s);
    QVERIFY(edit(chips)->hasFocus());
}

void TestSubjectChips::statesAreToldAndChangeNothing()
{
    WatchedSubject refused = chosen("payroll.>");
    refused.state = WatchedSubject::State::Refused;
    refused.refusal = u"Permissions Violation"_s;
    WatchedSubject covered = chosen("orders.new");
    covered.state = WatchedSubject::State::Covered;
    covered.coveredBy = "orders.>";
    QCOMPARE(SubjectChip::wordOf(refused), u"not permitted"_s);
    QVERIFY(SubjectChip::sentenceOf(refused).contains(u"Permissions Violation"_s));
    QCOMPARE(SubjectChip::wordOf(covered), u"in orders.>"_s);
    QCOMPARE(SubjectChip::wordOf(pairing("_INBOX.>")), u"for pairing"_s);
    QCOMPARE(SubjectChip::wordOf(chosen("a")), QString());

    SubjectChips chips;
    chips.setSubjects({chosen("payroll.>"), chosen("orders.new")});
    chips.show();
    const QList<SubjectChip *> before = shown(chips);
    const QSignalSpy changed(&chips, &SubjectChips::changed);
    chips.setSubjects({refused, covered});
    QCOMPARE(shown(chips), before); // where the focus is
    QCOMPARE(before.at(0)->accessibleName(), u"payroll.>, not permitted"_s);
    QCOMPARE(changed.count(), 0);
}

void TestSubjectChips::prefixesThatWereSeenAreOffered()
{
    SubjectChips chips;
    chips.setSubjects({chosen("a"), pairing("_INBOX.>")});
    chips.show();
    chips.setOffers({"_INBOX", "ORDERS_INBOX", "bad prefix", "_R_", "more"});
    QList<QPushButton *> offers = chips.findChildren<QPushButton *>(u"subjectOffer"_s);
    QCOMPARE(offers.size(), SubjectChips::kMaxOffers);
    QCOMPARE(offers.at(0)->text(), u"+ ORDERS_INBOX.>"_s);
    QTest::mouseClick(offers.at(0), Qt::LeftButton);
    QCOMPARE(textOf(chips), u"a _INBOX.>* ORDERS_INBOX.>*"_s);
    // What is watched anyway is not offered.
    chips.setSubjects({chosen(">"), pairing("_INBOX.>")});
    chips.setOffers({"ORDERS_INBOX", "_R_"});
    QTRY_VERIFY(chips.findChildren<QPushButton *>(u"subjectOffer"_s).isEmpty());
}

void TestSubjectChips::noMoreThanCanBeWatched()
{
    SubjectChips chips;
    std::vector<WatchedSubject> many;
    for (qsizetype i = 1; i < SubjectChips::kMaxSubjects; ++i)
        many.push_back(chosen("s." + QByteArray::number(i)));
    chips.setSubjects(many);
    edit(chips)->setText(u"one two"_s);
    QVERIFY(!chips.commit());
    QVERIFY(chips.problem().contains(QString::number(SubjectChips::kMaxSubjects)));
    QCOMPARE(qsizetype(chips.subjects().size()), SubjectChips::kMaxSubjects - 1);
    edit(chips)->setText(u"one"_s);
    QVERIFY(chips.commit());
    QCOMPARE(qsizetype(chips.subjects().size()), SubjectChips::kMaxSubjects);
}

void TestSubjectChips::looksGood()
{
    WatchedSubject refused = chosen("payroll.>");
    refused.state = WatchedSubject::State::Refused;
    WatchedSubject covered = chosen("orders.created");
    covered.state = WatchedSubject::State::Covered;
    covered.coveredBy = "orders.>";
    QWidget page;
    ui::setLook(&page, ui::Look::Panel);
    page.setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(&page);
    auto *empty = new SubjectChips;
    auto *some = new SubjectChips;
    some->setSubjects({chosen("orders.>"), chosen("billing.*"), chosen("clock.all"), covered,
                       refused, pairing("_INBOX.>")});
    some->setOffers({"ORDERS_INBOX"});
    auto *many = new SubjectChips;
    std::vector<WatchedSubject> subjects{chosen("a." + QByteArray(300, 'x'))};
    for (int i = 0; i < 60; ++i)
        subjects.push_back(chosen("warehouse." + QByteArray::number(i) + ".>"));
    many->setSubjects(subjects);
    for (SubjectChips *chips : {empty, some, many})
        layout->addWidget(chips);
    page.resize(840, 300);
    page.show();
    QVERIFY(screenshots::saveInBothThemes(page, u"subjectchips"_s));
    QVERIFY(some->height() > empty->height());
    QVERIFY(many->height() < 140);
}

QTEST_MAIN(TestSubjectChips)
#include "tst_subjectchips.moc"
