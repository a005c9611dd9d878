// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/tokensource.h"

#include <QtCore/QMap>
#include <QtTest/QTest>

#include <memory>

// Everything a fetch says, and whether it keeps the promised order.
class Fetching final
{
public:
    explicit Fetching(jwt::TokenSource &source, const QByteArray &key = {})
        : m_fetch(source.fetch({key}, nullptr))
    {
        QObject::connect(m_fetch.get(), &jwt::TokenFetch::found, m_fetch.get(),
                         [this](const std::vector<jwt::FoundToken> &found) {
                             m_inOrder &= !finished();
                             tokens.insert(tokens.end(), found.begin(), found.end());
                         });
        QObject::connect(m_fetch.get(), &jwt::TokenFetch::progressed, m_fetch.get(), [this] {
            m_inOrder &= !finished();
            ++progress;
        });
        QObject::connect(m_fetch.get(), &jwt::TokenFetch::finished, m_fetch.get(),
                         [this](const jwt::FetchOutcome &end) {
                             m_inOrder &= !finished();
                             outcome = end;
                         });
    }

    [[nodiscard]] bool finished() const { return outcome.has_value(); }
    // Waits; false if it does not end, or says something after the end.
    [[nodiscard]] bool run()
    {
        const bool ended = QTest::qWaitFor([this] { return finished(); }, 20'000);
        QCoreApplication::sendPostedEvents();
        return ended && m_inOrder && outcome->tokens == qsizetype(tokens.size());
    }
    void cancel() { m_fetch.reset(); }

    // What was kept under which name; a name that stands twice counts once.
    [[nodiscard]] QMap<QByteArray, QByteArray> texts() const
    {
        QMap<QByteArray, QByteArray> all;
        for (const jwt::FoundToken &found : tokens)
            all.insert(found.origin.storedAs, found.token->text());
        return all;
    }
    [[nodiscard]] QByteArray problems() const { return outcome->problems.join(u'\n').toUtf8(); }
    [[nodiscard]] QByteArray error() const
    {
        return outcome->error ? outcome->error->text.toUtf8() : QByteArray();
    }

    std::vector<jwt::FoundToken> tokens;
    std::optional<jwt::FetchOutcome> outcome;
    int progress = 0;

private:
    std::unique_ptr<jwt::TokenFetch> m_fetch;
    bool m_inOrder = true;
};

// The source has said something about a token or as a whole: for QVERIFY2.
#define VERIFY_FETCHED(fetching) \
    QVERIFY2((fetching).run() && (fetching).error().isEmpty(), \
             (fetching).finished() ? (fetching).error().constData() : "the fetch did not end")
