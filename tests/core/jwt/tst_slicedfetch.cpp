// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/slicedfetch.h"

#include <QtTest/QTest>

class TestSlicedFetch : public QObject
{
    Q_OBJECT

private slots:
    void theNumberOfTokensIsBounded_data();
    void theNumberOfTokensIsBounded();
};

namespace {

// Has the same token again and again.
class Flood final : public jwt::SlicedFetch
{
public:
    Flood(jwt::TokenPtr token, qsizetype count)
        : SlicedFetch({}, QStringLiteral("flood"), nullptr)
        , m_token(std::move(token))
        , m_left(count)
    {}

private:
    bool step() override
    {
        deliver(m_token, {});
        return --m_left > 0;
    }

    jwt::TokenPtr m_token;
    qsizetype m_left;
};

} // namespace

void TestSlicedFetch::theNumberOfTokensIsBounded_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("limit");
    QTest::newRow("tokens") << qsizetype(1) << jwt::SlicedFetch::kMaxFound;
    const qsizetype large = jwt::Token::kMaxSize;
    QTest::newRow("bytes") << large << qsizetype(jwt::SlicedFetch::kMaxFoundBytes / large);
}

void TestSlicedFetch::theNumberOfTokensIsBounded()
{
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, limit);
    const jwt::TokenPtr token = jwt::Token::decode(QByteArray(size, 'x'));
    for (const qsizetype more : {-1, 0, 1}) {
        Flood flood(token, limit + more);
        std::optional<jwt::FetchOutcome> outcome;
        connect(&flood, &jwt::TokenFetch::finished, this,
                [&outcome](const jwt::FetchOutcome &end) { outcome = end; });
        QTRY_VERIFY_WITH_TIMEOUT(outcome, 20'000);
        QCOMPARE(outcome->tokens, limit + qMin(more, qsizetype(0)));
        QCOMPARE(outcome->problems.join(u'|').contains(QStringLiteral("1 more is left out")),
                 more > 0);
    }
}

QTEST_GUILESS_MAIN(TestSlicedFetch)
#include "tst_slicedfetch.moc"
