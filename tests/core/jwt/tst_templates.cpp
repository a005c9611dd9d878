// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/templates.h"

#include <QtTest/QTest>

using jwt::Expansion;
using Outcome = jwt::Expansion::Outcome;

namespace {

const jwt::TemplateValues kValues{
    .name = "dev42",
    .subject = "UDEV",
    .tags = {"team:blue", "team:green", "spaced:a b", "mixed:ok", "mixed:not ok", "Upper:x"},
    .accountName = "SCOPED",
    .accountSubject = "ACC",
    .accountTags = {"city:berlin", "city:paris"},
};

Expansion expand(QByteArrayView entry)
{
    jwt::ExpansionRoom room;
    return jwt::expandTemplates(entry, kValues, room);
}

QList<QByteArray> tags(const QByteArray &name, int count)
{
    QList<QByteArray> tags;
    for (int i = 0; i < count; ++i)
        tags += name + ':' + QByteArray::number(i);
    return tags;
}

} // namespace

class TemplatesTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsATemplate_data();
    void whatIsATemplate();
    void expandsAsTheServerDoes_data();
    void expandsAsTheServerDoes();
    void aTemplateInsideATokenIsNoticed();
    void whatVanishesSaysWhy_data();
    void whatVanishesSaysWhy();
    void partOfTheCombinationsMayVanish();
    void functionsThatDoNotExistAreNamed();
    void moreThanTheLimitIsNotExpanded_data();
    void moreThanTheLimitIsNotExpanded();
    void theLimitIsThatOfTheWholeList();
    void aSmallTokenDoesNotBecomeLarge();
    void attemptsAreLimited();
    void tagsKeepTheirOrder();
};

void TemplatesTest::whatIsATemplate_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<bool>("isTemplate");
    QTest::newRow("call") << QByteArray("a.{{name()}}") << true;
    QTest::newRow("anything in braces") << QByteArray("{{x}}") << true;
    QTest::newRow("more braces") << QByteArray("{{{x}}}") << true;
    QTest::newRow("after a broken one") << QByteArray("{{}.{{x}}") << true;
    QTest::newRow("empty") << QByteArray("{{}}") << false;
    QTest::newRow("single braces") << QByteArray("{x}") << false;
    QTest::newRow("closed by one") << QByteArray("{{x}.b") << false;
    QTest::newRow("open") << QByteArray("{{x") << false;
    QTest::newRow("none") << QByteArray("a.b") << false;
    QTest::newRow("many openings") << QByteArray(100'000, '{') << false;
    QTest::newRow("many broken ones") << QByteArray("{{x}").repeated(100'000) << false;
}

void TemplatesTest::whatIsATemplate()
{
    QFETCH(const QByteArray, entry);
    QTEST(jwt::hasTemplate(entry), "isTemplate");
}

void TemplatesTest::expandsAsTheServerDoes_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QList<QByteArray>>("subjects");
    const auto row = [](const char *entry, const QList<QByteArray> &subjects) {
        QTest::newRow(entry) << QByteArray(entry) << subjects;
    };
    row("plain.>", {"plain.>"});
    row("u.{{name()}}.>", {"u.dev42.>"});
    row("u.{{ NAME() }}", {"u.dev42"});
    row("{{subject()}}", {"UDEV"});
    row("{{account-name()}}.{{account-subject()}}", {"SCOPED.ACC"});
    row("t.{{tag(team)}}.x", {"t.blue.x", "t.green.x"});
    row("t.{{tag(TEAM)}}", {"t.blue", "t.green"});
    row("{{account-tag(city)}}.{{tag(team)}}",
        {"berlin.blue", "berlin.green", "paris.blue", "paris.green"});
    // The same template twice takes the same value, not each with each.
    row("{{tag(team)}}.{{tag(team)}}", {"blue.blue", "green.green"});
    row("pre-{{name()}}-post.{{tag(team)}}", {"pre-dev42-post.blue", "pre-dev42-post.green"});
}

void TemplatesTest::expandsAsTheServerDoes()
{
    QFETCH(const QByteArray, entry);
    const Expansion expansion = expand(entry);
    QVERIFY(expansion.outcome == Outcome::Expanded);
    QTEST(expansion.subjects, "subjects");
    QVERIFY(expansion.why.isEmpty());
}

void TemplatesTest::aTemplateInsideATokenIsNoticed()
{
    QVERIFY(!expand("a.{{name()}}.b").insideToken);
    QVERIFY(!expand("{{name()}}").insideToken);
    QVERIFY(expand("a.x{{name()}}.b").insideToken);
    QVERIFY(expand("{{name()}}x").insideToken);
    QVERIFY(expand("{{name()}}{{subject()}}").insideToken);
}

void TemplatesTest::whatVanishesSaysWhy_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("why");
    QTest::newRow("no tag") << QByteArray("a.{{tag(none)}}.{{tag(team)}}")
                            << QStringLiteral("the user has no tag “none”");
    QTest::newRow("no account tag")
        << QByteArray("{{account-tag(team)}}") << QStringLiteral("the account has no tag “team”");
    QTest::newRow("white space in a tag")
        << QByteArray("{{tag(spaced)}}") << QStringLiteral("“a b” is no subject");
    QTest::newRow("with a queue") << QByteArray("jobs workers")
                                  << QStringLiteral("“jobs workers” is no subject");
    // Tags are compared as they are; the name asked for is lower-cased.
    QTest::newRow("upper-case tag")
        << QByteArray("{{tag(Upper)}}") << QStringLiteral("the user has no tag “upper”");
    // As in the server, only a lower-case "tag(" is taken off before the tag is looked up.
    QTest::newRow("upper-case function")
        << QByteArray("{{TAG(team)}}") << QStringLiteral("the user has no tag “tag(team”");
}

void TemplatesTest::whatVanishesSaysWhy()
{
    QFETCH(const QByteArray, entry);
    const Expansion expansion = expand(entry);
    QVERIFY(expansion.outcome == Outcome::Vanished);
    QVERIFY(expansion.subjects.isEmpty());
    QTEST(expansion.why, "why");
}

void TemplatesTest::partOfTheCombinationsMayVanish()
{
    const Expansion expansion = expand("m.{{tag(mixed)}}");
    QVERIFY(expansion.outcome == Outcome::PartlyVanished);
    QCOMPARE(expansion.subjects, QList<QByteArray>{"m.ok"});
    QCOMPARE(expansion.why, QStringLiteral("“m.not ok” is no subject"));
}

void TemplatesTest::functionsThatDoNotExistAreNamed()
{
    const Expansion expansion = expand("a.{{nam()}}");
    QVERIFY(expansion.outcome == Outcome::Undefined);
    QCOMPARE(expansion.why, QStringLiteral("the function {{nam()}} does not exist"));
}

void TemplatesTest::moreThanTheLimitIsNotExpanded_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<bool>("fits");
    QTest::newRow("limit - 1") << 4095 << 1 << true;
    QTest::newRow("limit") << 64 << 64 << true;
    QTest::newRow("limit + 1") << 4097 << 1 << false;
    QTest::newRow("a product beyond") << 64 << 65 << false;
}

void TemplatesTest::moreThanTheLimitIsNotExpanded()
{
    QFETCH(const int, first);
    QFETCH(const int, second);
    QFETCH(const bool, fits);
    jwt::TemplateValues values;
    values.tags = tags("a", first) + tags("b", second);
    jwt::ExpansionRoom room;
    const Expansion expansion = jwt::expandTemplates("{{tag(a)}}.{{tag(b)}}", values, room);
    QCOMPARE(expansion.outcome == Outcome::Expanded, fits);
    QCOMPARE(expansion.outcome == Outcome::TooMany, !fits);
    QCOMPARE(expansion.subjects.size(), fits ? first * second : 0);
}

void TemplatesTest::theLimitIsThatOfTheWholeList()
{
    jwt::TemplateValues values;
    values.tags = tags("a", 4000) + tags("b", 96) + tags("c", 97);
    jwt::ExpansionRoom room;
    QVERIFY(jwt::expandTemplates("{{tag(a)}}", values, room).outcome == Outcome::Expanded);
    QVERIFY(jwt::expandTemplates("{{tag(c)}}", values, room).outcome == Outcome::TooMany);
    QVERIFY(jwt::expandTemplates("{{tag(b)}}", values, room).outcome == Outcome::Expanded);
    // The server counts what tags multiply, nothing else.
    QVERIFY(jwt::expandTemplates("plain", values, room).outcome == Outcome::Expanded);
}

void TemplatesTest::aSmallTokenDoesNotBecomeLarge()
{
    jwt::TemplateValues values;
    values.name = QByteArray(500'000, 'n');
    jwt::ExpansionRoom room;
    const Expansion expansion
        = jwt::expandTemplates(QByteArray("{{name()}}").repeated(50'000), values, room);
    QVERIFY(expansion.outcome == Outcome::TooMany);
    QVERIFY(jwt::expandTemplates("{{name()}}", values, room).outcome == Outcome::Expanded);
    QCOMPARE(room.bytes, jwt::kMaxExpandedBytes - 500'000);
}

// What is no subject takes no entry, but it is tried.
void TemplatesTest::attemptsAreLimited()
{
    jwt::TemplateValues values;
    for (qsizetype i = 0; i < jwt::kMaxExpansions; ++i)
        values.tags += "a:no subject " + QByteArray::number(i);
    jwt::ExpansionRoom room;
    const auto outcome = [&] {
        return jwt::expandTemplates("{{tag(a)}}", values, room).outcome;
    };
    for (qsizetype tried = 0; tried < jwt::kMaxAttempts; tried += jwt::kMaxExpansions)
        QVERIFY(outcome() == Outcome::Vanished);
    QVERIFY(outcome() == Outcome::TooMany);
    QCOMPARE(room.attempts, 0);
    QCOMPARE(room.entries, jwt::kMaxExpansions);
    QVERIFY(jwt::expandTemplates("plain", values, room).outcome == Outcome::Expanded);
}

void TemplatesTest::tagsKeepTheirOrder()
{
    const QList<QByteArray> tags = {"b:2", "a:9", "b", "a:b:1", "b:1", "a:0", "aa:7", "a:9", ":e"};
    jwt::TagIndex index;
    for (int again = 0; again < 2; ++again) {
        QCOMPARE(index.values(tags, "a"), (QList<QByteArray>{"9", "b:1", "0", "9"}));
        QCOMPARE(index.values(tags, "a:b"), QList<QByteArray>{"1"});
        QCOMPARE(index.values(tags, "b"), (QList<QByteArray>{"2", "1"}));
        QCOMPARE(index.values(tags, ""), QList<QByteArray>{"e"});
        QVERIFY(index.values(tags, "c").isEmpty());
    }
}

QTEST_GUILESS_MAIN(TemplatesTest)

#include "tst_templates.moc"
