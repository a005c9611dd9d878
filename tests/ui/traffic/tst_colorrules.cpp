// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/colorrules.h"

#include "tests/support/traffic.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace traffic;
using ui::ColorRules;
using Color = ColorRules::Color;

class ColorRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void theFirstThatFitsCounts();
    void whatIsOffOrWrongColoursNothing();
    void aConversationHasAColourToo();
    void everyDefaultIsValid();
    void areKeptInSettings();
    void oddSettingsAreLeftOut();
    void anEmptyListIsRemembered();
    void areLimited();
    void sayOnlyWhatHasChanged();
};

void ColorRulesTest::theFirstThatFitsCounts()
{
    capture::Capture capture(base::WallAnchor::now());
    add(capture, 0, "orders.new");
    add(capture, 0, "other");
    ColorRules rules;
    rules.setRules({{u"subject:orders.*"_s, Color::Green}, {u"publish"_s, Color::Blue}});
    QCOMPARE(rules.colorOf(capture, 1, {}), Color::Green);
    QCOMPARE(rules.colorOf(capture, 2, {}), Color::Blue);
    rules.setRules({{u"subject:orders.*"_s, Color::Green}});
    QCOMPARE(rules.colorOf(capture, 2, {}), std::nullopt);
}

void ColorRulesTest::whatIsOffOrWrongColoursNothing()
{
    capture::Capture capture(base::WallAnchor::now());
    add(capture, 0, "a");
    ColorRules rules;
    rules.setRules({{u"subject:a"_s, Color::Green, false},
                    {u"subject:a ("_s, Color::Red},
                    {u" "_s, Color::Amber},
                    {u"a"_s, Color::Violet}});
    QCOMPARE(rules.colorOf(capture, 1, {}), Color::Violet);
}

void ColorRulesTest::aConversationHasAColourToo()
{
    capture::Capture capture(base::WallAnchor::now());
    add(capture, 0, "q", "_INBOX.a.1");
    add(capture, 1, "_INBOX.a.1");
    ColorRules rules;
    rules.setRules({{u"waiting"_s, Color::Red}, {u"answered"_s, Color::Green}});
    QCOMPARE(rules.colorOfConversation(capture, 1, {}), Color::Green);
}

void ColorRulesTest::everyDefaultIsValid()
{
    QCOMPARE(ColorRules().rules(), ColorRules::defaults());
    for (const ColorRules::Rule &rule : ColorRules::defaults())
        QVERIFY2(capture::Filter::parse(rule.text).ok(), qPrintable(rule.text));
}

void ColorRulesTest::areKeptInSettings()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    const std::vector<ColorRules::Rule> kept{{u"payload~\"a, b\" or x"_s, Color::Violet, false},
                                             {u"wrong ("_s, Color::Quiet},
                                             {u"  spaces "_s, Color::Amber}};
    ColorRules rules;
    rules.setRules(kept);
    rules.save(settings);
    ColorRules others;
    others.load(settings);
    QCOMPARE(others.rules(), kept);
}

void ColorRulesTest::oddSettingsAreLeftOut()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    settings.setValue(u"traffic/colorRules"_s,
                      QStringList{u"pink on a"_s, u"red"_s, u"red maybe a"_s, {}, u"red on a"_s});
    ColorRules rules;
    rules.load(settings);
    QCOMPARE(rules.rules(), (std::vector<ColorRules::Rule>{{u"a"_s, Color::Red}}));
}

void ColorRulesTest::anEmptyListIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    ColorRules rules;
    rules.load(settings);
    QCOMPARE(rules.rules(), ColorRules::defaults());
    rules.setRules({});
    rules.save(settings);
    ColorRules others;
    others.load(settings);
    QVERIFY(others.rules().empty());
}

void ColorRulesTest::areLimited()
{
    ColorRules rules;
    const auto some = [](qsizetype count) {
        return std::vector<ColorRules::Rule>(size_t(count), {u"a"_s, Color::Red});
    };
    rules.setRules(some(ColorRules::kMaxRules));
    QCOMPARE(qsizetype(rules.rules().size()), ColorRules::kMaxRules);
    rules.setRules(some(ColorRules::kMaxRules + 1));
    QCOMPARE(qsizetype(rules.rules().size()), ColorRules::kMaxRules);
}

void ColorRulesTest::sayOnlyWhatHasChanged()
{
    ColorRules rules;
    const QSignalSpy changed(&rules, &ColorRules::changed);
    rules.setRules(ColorRules::defaults());
    QCOMPARE(changed.size(), 0);
    rules.setRules({});
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(ColorRulesTest)
#include "tst_colorrules.moc"
