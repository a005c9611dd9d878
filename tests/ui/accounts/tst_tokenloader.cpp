// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tokens.h"
#include "ui/accounts/tokenloader.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

// A source whose fetches do what the test says.
class FakeSource final : public jwt::TokenSource
{
public:
    [[nodiscard]] QString name() const override { return u"fake"_s; }
    [[nodiscard]] jwt::TokenFetch *fetch(const jwt::FetchRequest &request, QObject *parent) override
    {
        asked.push_back(request.key);
        last = new jwt::TokenFetch(parent);
        return last;
    }
    void give(const std::vector<jwt::TokenPtr> &tokens, const QString &origin = u"fake"_s)
    {
        std::vector<jwt::FoundToken> found;
        for (const jwt::TokenPtr &token : tokens)
            found.push_back({jwt::Token::decode(token->text()), {origin, {}, {}, {}}});
        emit last->found(found);
    }
    void finish(const jwt::FetchOutcome &outcome = {}) { emit last->finished(outcome); }

    QPointer<jwt::TokenFetch> last;
    std::vector<QByteArray> asked;
};

struct Loading
{
    Loading()
    {
        auto made = std::make_unique<FakeSource>();
        source = made.get();
        loader.use(std::move(made));
        QObject::connect(&loader, &TokenLoader::tokensAdded, &loader, [this](const auto &tokens) {
            added.insert(added.end(), tokens.begin(), tokens.end());
        });
        QObject::connect(&loader, &TokenLoader::tokensRemoved, &loader, [this](const auto &tokens) {
            removed.insert(removed.end(), tokens.begin(), tokens.end());
        });
    }
    void fetchAll(const std::vector<jwt::TokenPtr> &tokens)
    {
        loader.fetch(source);
        source->give(tokens);
        source->finish();
        ++rounds;
        QTRY_COMPARE(settled.size(), rounds);
    }
    [[nodiscard]] TokenState stateOf(const QByteArray &name) const
    {
        for (const ExaminedToken &known : loader.states()) {
            if (known.token->claims().name == name)
                return known.state;
        }
        return {};
    }

    jwt::UnixTime now = tokens::kNow;
    TokenLoader loader{[this] {
        return now;
    }};
    FakeSource *source = nullptr;
    QSignalSpy settled{&loader, &TokenLoader::settled};
    std::vector<TreeToken> added;
    std::vector<jwt::TokenPtr> removed;
    int rounds = 0;
};

} // namespace

class TestTokenLoader : public QObject
{
    Q_OBJECT

private slots:
    void everythingFetchedIsExamined();
    void operatorsComeBeforeTheirAccounts();
    void embeddedTokensComeWithTheirAccount();
    void theSameTextIsTheSamePointer();
    void anotherFetchChangesWhatDiffers();
    void aFailedFetchTakesNothingAway();
    void aFetchOfOneKeyTakesNothingAway();
    void otherSourcesKeepWhatTheyHave();
    void aChangedSourceIsFetchedAgain();
    void stoppingKeepsWhatCame();
    void timeIsNoticed();
    void clearingForgetsAll();
    void deletingWhileFetchingIsHarmless();
};

void TestTokenLoader::everythingFetchedIsExamined()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll(scene.all());
    QVERIFY(!loading.loader.isBusy());
    QCOMPARE(loading.loader.book().size(), 7);
    QCOMPARE(loading.stateOf("ACME").mark, SeverityMark::Ok);
    QVERIFY(loading.stateOf("svc-orders").accepted);
    QCOMPARE(loading.stateOf("batch-nightly").word, u"expired"_s);
    QVERIFY(!loading.stateOf("batch-nightly").accepted);
    QCOMPARE(loading.stateOf("BILLING").mark, SeverityMark::Soon);
    QCOMPARE(loading.stateOf("BILLING").word, u"20 d"_s);
    const TokenLoader::Totals totals = loading.loader.totals();
    QCOMPARE(totals.accounts, 2);
    QCOMPARE(totals.users, 4);
    QCOMPARE(totals.activations, 1);
    QCOMPARE(totals.refused, 1);
}

void TestTokenLoader::operatorsComeBeforeTheirAccounts()
{
    const tokens::Scene scene;
    std::vector<jwt::TokenPtr> all = scene.all();
    std::ranges::reverse(all);
    Loading loading;
    loading.fetchAll(all);
    QCOMPARE(loading.added.front().token->claims().name, "ACME"_ba);
    QCOMPARE(loading.added.at(1).token->kind(), jwt::Kind::Account);
}

void TestTokenLoader::embeddedTokensComeWithTheirAccount()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll({scene.orders});
    QCOMPARE(loading.added.size(), 2u);
    QCOMPARE(loading.added.back().holder, loading.added.front().token);
    QCOMPARE(loading.added.back().token->text(), scene.activation->text());
}

void TestTokenLoader::theSameTextIsTheSamePointer()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll(scene.all());
    const size_t before = loading.added.size();
    loading.loader.add({tokens::found(jwt::Token::decode(scene.orders->text()), u"pasted"_s)});
    QTRY_COMPARE(loading.settled.size(), 2);
    QCOMPARE(loading.added.size(), before);
    QCOMPARE(loading.loader.book().size(), 7);
    const auto copies
        = loading.loader.book().copies(jwt::Kind::Account, scene.orders->claims().sub);
    QCOMPARE(copies.front()->origins.size(), 2u);
}

void TestTokenLoader::anotherFetchChangesWhatDiffers()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll(scene.all());
    const size_t before = loading.added.size();
    std::vector<jwt::TokenPtr> later = scene.all();
    later.pop_back(); // svc-billing went
    later.push_back(scene.user("new", scene.billingKey));
    loading.fetchAll(later);
    QCOMPARE(loading.added.size(), before + 1);
    QCOMPARE(loading.removed.size(), 1u);
    QCOMPARE(loading.removed.front()->claims().name, "svc-billing"_ba);
    QCOMPARE(loading.loader.book().size(), 7);
    loading.fetchAll(later);
    QCOMPARE(loading.removed.size(), 1u);
    QCOMPARE(loading.added.size(), before + 1);
}

void TestTokenLoader::aFailedFetchTakesNothingAway()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll(scene.all());
    for (const bool unreachable : {true, false}) {
        jwt::FetchOutcome outcome;
        if (unreachable)
            outcome.error = base::Error{base::ErrorKind::Network, u"refused"_s, -1};
        else
            outcome.problems = QStringList{u"x.jwt could not be read"_s};
        const QSignalSpy fetched(&loading.loader, &TokenLoader::fetched);
        loading.loader.fetch(loading.source);
        loading.source->finish(outcome);
        QTRY_COMPARE(fetched.size(), 1);
        QCOMPARE(loading.loader.book().size(), 7);
        QVERIFY(loading.removed.empty());
    }
}

void TestTokenLoader::aFetchOfOneKeyTakesNothingAway()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll(scene.all());
    loading.loader.fetch(loading.source, {scene.ordersKey.publicKey()});
    loading.source->give({scene.orders});
    loading.source->finish();
    QTRY_VERIFY(!loading.loader.isBusy());
    QCOMPARE(loading.source->asked.back(), scene.ordersKey.publicKey());
    QCOMPARE(loading.loader.book().size(), 7);
}

void TestTokenLoader::otherSourcesKeepWhatTheyHave()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll({scene.acme, scene.orders});
    loading.loader.add({tokens::found(scene.orders, u"pasted"_s)});
    QTRY_COMPARE(loading.settled.size(), 2);
    loading.rounds = 2;
    loading.fetchAll({scene.acme});
    QVERIFY(loading.removed.empty());
    const auto copies
        = loading.loader.book().copies(jwt::Kind::Account, scene.orders->claims().sub);
    QCOMPARE(copies.front()->origins.size(), 1u);
    QCOMPARE(copies.front()->origins.front().source, u"pasted"_s);
}

void TestTokenLoader::aChangedSourceIsFetchedAgain()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll({scene.acme});
    emit loading.source->changed();
    QCOMPARE(loading.source->asked.size(), 2u);
    emit loading.source->changed(); // is under way
    QCOMPARE(loading.source->asked.size(), 2u);
}

void TestTokenLoader::stoppingKeepsWhatCame()
{
    const tokens::Scene scene;
    Loading loading;
    const QSignalSpy fetched(&loading.loader, &TokenLoader::fetched);
    loading.loader.fetch(loading.source);
    loading.source->give({scene.acme, scene.orders});
    loading.loader.stop();
    QVERIFY(!loading.source->last); // cancelled
    QTRY_COMPARE(loading.settled.size(), 1);
    QCOMPARE(loading.loader.book().size(), 2);
    QCOMPARE(fetched.size(), 1);
    QVERIFY(fetched.front().at(1).value<jwt::FetchOutcome>().error);
}

void TestTokenLoader::timeIsNoticed()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll(scene.all());
    loading.now += 21 * tokens::kDay;
    loading.loader.checkTime();
    QTRY_COMPARE(loading.settled.size(), 2);
    QCOMPARE(loading.stateOf("BILLING").word, u"expired"_s);
    loading.now += 1;
    loading.loader.checkTime();
    QVERIFY(!loading.loader.isBusy()); // nothing can be another
}

void TestTokenLoader::clearingForgetsAll()
{
    const tokens::Scene scene;
    Loading loading;
    loading.fetchAll(scene.all());
    loading.loader.fetch(loading.source);
    loading.source->give({scene.acme});
    loading.loader.clear();
    QVERIFY(!loading.loader.isBusy());
    QCOMPARE(loading.loader.book().size(), 0);
    QVERIFY(loading.loader.states().empty());
    loading.rounds = int(loading.settled.size());
    loading.fetchAll({scene.acme});
    QCOMPARE(loading.loader.book().size(), 1);
}

void TestTokenLoader::deletingWhileFetchingIsHarmless()
{
    const tokens::Scene scene;
    auto loading = std::make_unique<Loading>();
    loading->loader.fetch(loading->source);
    loading->source->give(scene.all());
    loading->loader.drop(loading->source);
    loading.reset();
    QVERIFY(!loading);
}

QTEST_GUILESS_MAIN(TestTokenLoader)
#include "tst_tokenloader.moc"
