// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tokenscene.h"
#include "ui/accounts/claimmodel.h"
#include "ui/accounts/comparemodel.h"
#include "ui/accounts/notemodel.h"
#include "ui/accounts/permissionmodel.h"
#include "ui/accounts/verdicttext.h"
#include "ui/common/richtext.h"
#include "ui/common/theme.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

using Tester = QAbstractItemModelTester;

} // namespace

class TestTokenModels : public QObject
{
    Q_OBJECT

private slots:
    void claimsAreATreeWithAFilter();
    void aClaimIsFoundByItsPathOrTheNextOneAbove();
    void secretsAreMaskedAndNotCopied();
    void onlyDifferencesAreShownWithWhatTheyAreIn();
    void findingsAreCutAndCounted();
    void permissionsSayWhatDecides();
    void namesNeverBecomeMarkup();
    void versionsAreNamedWhereOnlySomeRefuse();
};

void TestTokenModels::claimsAreATreeWithAFilter()
{
    ClaimModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    model.setRows(jwt::claimRows(*tokenscene::token(u"account/full"_s), tokenscene::kNow, true));
    QVERIFY(model.rowCount() > 5);
    model.setFilter(u"geo.lookup"_s);
    QVERIFY(model.matches() > 0);
    QVERIFY(model.matches() < model.size());
    QCOMPARE(model.rowCount(), 1); // what is left is in "nats"
    model.setFilter(u"nothing has this"_s);
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QVERIFY(model.rowCount() > 5);
}

void TestTokenModels::aClaimIsFoundByItsPathOrTheNextOneAbove()
{
    ClaimModel model;
    model.setRows(jwt::claimRows(*tokenscene::token(u"account/full"_s), tokenscene::kNow, false));
    const auto found = [&model](const char *path) {
        return model.indexOf(path).data(ClaimModel::PathRole).toByteArray();
    };
    QCOMPARE(found("nats.imports[1].to"), "nats.imports[1].to");
    QCOMPARE(found("nats.imports[1].token.deeper"), found("nats.imports[1].token.deepest"));
    QCOMPARE(found("nats.imports[99]"), "nats.imports");
    QVERIFY(!model.indexOf("natsx").isValid());
    QVERIFY(!model.indexOf("").isValid());
}

void TestTokenModels::secretsAreMaskedAndNotCopied()
{
    jwt::ClaimRow row;
    row.name = row.path = "pass";
    row.raw = "open sesame";
    row.value = u"open sesame"_s;
    row.secret = true;
    ClaimModel model;
    model.setRows({row});
    for (int column = 0; column < model.columnCount(); ++column) {
        const QModelIndex index = model.index(0, column);
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
            QVERIFY(!index.data(role).toString().contains("sesame"_L1));
    }
    QVERIFY(!model.valueText(model.index(0, 0)).contains("sesame"_L1));
    model.setFilter(u"sesame"_s);
    QCOMPARE(model.matches(), 0); // nor can it be guessed by filtering
}

void TestTokenModels::onlyDifferencesAreShownWithWhatTheyAreIn()
{
    using What = jwt::ClaimDifference::What;
    CompareModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    model.setDifferences({{What::Same, 0, "iss", "iss", "A", "A", false},
                          {What::Changed, 0, "nats", "nats", {}, {}, true},
                          {What::Same, 1, "nats.type", "type", "account", "account", false},
                          {What::Changed, 1, "nats.limits", "limits", {}, {}, true},
                          {What::Changed, 2, "nats.limits.conn", "conn", "1", "2", false},
                          {What::OnlyRight, 1, "nats.tags", "tags", {}, {}, true}});
    QCOMPARE(model.differing(), 2);
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown += model.index(row, CompareModel::Sign).data().toString()
            + model.index(row, CompareModel::Claim).data().toString();
    QCOMPARE(shown, QStringList({u"nats"_s, u"limits"_s, u"≠conn"_s, u"+tags"_s}));
    model.setOnlyDifferences(false);
    QCOMPARE(model.rowCount(), 6);
}

void TestTokenModels::findingsAreCutAndCounted()
{
    NoteModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    jwt::Findings findings(size_t(NoteModel::kMost) + 7,
                           {jwt::Severity::Error, "claims_invalid", "nats", u"wrong"_s, {}});
    model.setNotes(findings, {});
    QCOMPARE(model.rowCount(), int(NoteModel::kMost) + 2);
    QVERIFY(model.index(model.rowCount() - 1).data().toString().contains(u"7"_s));
    QVERIFY(!(model.index(0).flags() & Qt::ItemIsSelectable)); // a heading
    findings.resize(size_t(NoteModel::kMost));
    model.setNotes(findings, {});
    QCOMPARE(model.rowCount(), int(NoteModel::kMost) + 1);
}

void TestTokenModels::permissionsSayWhatDecides()
{
    PermissionModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    jwt::EffectivePermissions permissions;
    permissions.lines.resize(2);
    permissions.lines[0].subject = "a.>";
    permissions.lines[1].subject = "a.b";
    permissions.lines[1].allow = false;
    model.setLines(permissions.lines);
    const auto decision = jwt::decide(permissions, jwt::Direction::Publish, "a.b", {});
    QVERIFY(decision.ok());
    model.setDecision(*decision);
    QVERIFY(!model.index(0, 0).data(PermissionModel::DecidesRole).toBool());
    QVERIFY(model.index(1, 0).data(PermissionModel::DecidesRole).toBool());
    QVERIFY(!model.index(0, PermissionModel::Answer).data().toString().isEmpty());
    model.setDecision(std::nullopt);
    QVERIFY(model.index(0, PermissionModel::Answer).data().toString().isEmpty());
}

void TestTokenModels::namesNeverBecomeMarkup()
{
    QStringList links;
    const QString html = toHtml({{RichBlock::Kind::Fact,
                                  u"<b>label"_s,
                                  {{u"<img src=\"x\">&"_s, TextTone::Mono, u"\"><script>"_s}},
                                  {},
                                  {}}},
                                tokens(false), links);
    QVERIFY(!html.contains("<img"_L1));
    QVERIFY(!html.contains("<b>"_L1));
    QVERIFY(!html.contains("script"_L1));
    QCOMPARE(links, QStringList({u"\"><script>"_s}));
}

void TestTokenModels::versionsAreNamedWhereOnlySomeRefuse()
{
    Examined e;
    e.token = tokenscene::token(u"account/plain"_s);
    e.trust.findings
        = {{jwt::Severity::Error, jwt::code::kClaimsInvalid, {}, u"x"_s, u"server 9"_s}};
    QVERIFY(verdictText(e).servers.contains("by server 9"_L1));
    e.trust.findings.push_back({jwt::Severity::Error, jwt::code::kExpired, {}, u"y"_s, {}});
    QVERIFY(!verdictText(e).servers.contains("server 9"_L1));
    QCOMPARE(verdictText(e).sentence, u"Refused: claims not valid, and one more reason"_s);
    e.trust.findings.clear();
    QCOMPARE(verdictText(e).sentence, u"Accepted"_s);
}

QTEST_GUILESS_MAIN(TestTokenModels)
#include "tst_tokenmodels.moc"
