// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/colorrulesdialog.h"

#include "tests/support/screenshots.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using ui::ColorRules;
using ui::ColorRulesDialog;
using Color = ColorRules::Color;
using Rules = std::vector<ColorRules::Rule>;

namespace {

struct Scene
{
    explicit Scene(const Rules &rules, const QString &proposal = {})
        : dialog(new ColorRulesDialog(rules, proposal, nullptr))
    {
        QObject::connect(dialog, &ColorRulesDialog::chosen, dialog,
                         [this](const Rules &given) { chosen = given; });
        dialog->show();
    }
    template<typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return dialog->findChild<T *>(name);
    }
    void click(const QString &name) const
    {
        QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    [[nodiscard]] Rules save()
    {
        QTest::mouseClick(find<QPushButton>(u"colorRulesSave"_s), Qt::LeftButton);
        return chosen.value_or(Rules{{u"nothing was chosen"_s}});
    }

    ColorRulesDialog *dialog;
    std::optional<Rules> chosen;
};

const Rules kTwo{{u"error"_s, Color::Red}, {u"late"_s, Color::Amber}};

} // namespace

class ColorRulesDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void givesBackWhatItWasGiven();
    void cancelChoosesNothing();
    void anewRuleBeginsWithTheProposal();
    void rulesMove();
    void rulesAreRemoved();
    void rulesChange();
    void rulesWithoutTextAreLeftOut();
    void defaultsComeBack();
    void thereAreNotTooMany();
    void escapeClosesAndClearsNothing();
    void looksGood();
};

void ColorRulesDialogTest::initTestCase()
{
    ui::applyTheme(*qApp, ui::Scheme::Light);
}

void ColorRulesDialogTest::givesBackWhatItWasGiven()
{
    const Rules rules{{u"error"_s, Color::Red, false}, {u"wrong ("_s, Color::Violet}};
    QCOMPARE(Scene(rules).save(), rules);
}

void ColorRulesDialogTest::cancelChoosesNothing()
{
    Scene s(kTwo);
    s.click(u"colorRule0Remove"_s);
    s.click(u"colorRulesCancel"_s);
    QVERIFY(!s.chosen);
}

void ColorRulesDialogTest::anewRuleBeginsWithTheProposal()
{
    Scene s(kTwo, u"subject:orders.>"_s);
    s.click(u"colorRulesAdd"_s);
    QCOMPARE(s.find<QLineEdit>(u"colorRule2Filter"_s)->selectedText(), u"subject:orders.>"_s);
    QCOMPARE(s.save().back(), (ColorRules::Rule{u"subject:orders.>"_s, Color::Blue}));
}

void ColorRulesDialogTest::rulesMove()
{
    Scene s(kTwo);
    QVERIFY(!s.find<QToolButton>(u"colorRule0Up"_s)->isEnabled());
    QVERIFY(!s.find<QToolButton>(u"colorRule1Down"_s)->isEnabled());
    s.click(u"colorRule1Up"_s);
    QVERIFY(!s.find<QToolButton>(u"colorRule0Up"_s)->isEnabled());
    QCOMPARE(s.find<QLineEdit>(u"colorRule0Filter"_s)->text(), u"late"_s);
    QCOMPARE(s.save(), (Rules{kTwo[1], kTwo[0]}));
}

void ColorRulesDialogTest::rulesAreRemoved()
{
    Scene s(kTwo);
    s.click(u"colorRule0Remove"_s);
    QCOMPARE(s.find<QLineEdit>(u"colorRule0Filter"_s)->text(), u"late"_s);
    QCOMPARE(s.save(), Rules{kTwo[1]});
}

void ColorRulesDialogTest::rulesChange()
{
    Scene s(kTwo);
    s.click(u"colorRule0Enabled"_s);
    s.find<QToolButton>(u"colorRule0Color"_s)->menu()->actions().at(2)->trigger();
    auto *filter = s.find<QLineEdit>(u"colorRule0Filter"_s);
    filter->selectAll();
    QTest::keyClicks(filter, u" size>1k"_s);
    QCOMPARE(s.save().front(), (ColorRules::Rule{u"size>1k"_s, Color::Green, false}));
}

void ColorRulesDialogTest::rulesWithoutTextAreLeftOut()
{
    Scene s(kTwo);
    s.click(u"colorRulesAdd"_s);
    QCOMPARE(s.save(), kTwo);
}

void ColorRulesDialogTest::defaultsComeBack()
{
    Scene s({});
    s.click(u"colorRulesDefaults"_s);
    QCOMPARE(s.save(), ColorRules::defaults());
}

void ColorRulesDialogTest::thereAreNotTooMany()
{
    Scene s(Rules(size_t(ColorRules::kMaxRules) - 1, kTwo[0]));
    const auto *add = s.find<QPushButton>(u"colorRulesAdd"_s);
    QVERIFY(add->isEnabled());
    s.click(u"colorRulesAdd"_s);
    QVERIFY(!add->isEnabled());
    s.click(u"colorRule3Remove"_s);
    QVERIFY(add->isEnabled());
}

void ColorRulesDialogTest::escapeClosesAndClearsNothing()
{
    Scene s(kTwo);
    auto *filter = s.find<QLineEdit>(u"colorRule0Filter"_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(!s.dialog->isVisible());
    QCOMPARE(filter->text(), u"error"_s);
}

void ColorRulesDialogTest::looksGood()
{
    Rules rules = ColorRules::defaults();
    rules[2].enabled = false;
    rules.push_back({u"latency>soon"_s, Color::Green});
    rules.push_back({u"subject:orders.> header:Nats-Service-Error payload~\"a long text that"
                     " does not fit into its field\" or unanswered"_s,
                     Color::Blue});
    Scene s(rules);
    QVERIFY(screenshots::saveInBothThemes(*s.dialog, u"traffic-color-rules"_s));
}

QTEST_MAIN(ColorRulesDialogTest)
#include "tst_colorrulesdialog.moc"
