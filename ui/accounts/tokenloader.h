// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"
#include "core/jwt/book.h"
#include "core/jwt/tokensource.h"
#include "core/jwt/trust.h"
#include "ui/accounts/tokentreemodel.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>
#include <functional>
#include <memory>

namespace ui {

// Brings what sources find into a book and examines it, a few milliseconds a turn of the event
// loop, so that ten thousand accounts leave the window fluid. Examines again when the book has
// changed, when a source says so and when time makes a difference. Owns its sources.
class TokenLoader final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<jwt::UnixTime()>;
    static constexpr std::chrono::milliseconds kSlice{8};

    struct Progress
    {
        bool examining = false; ///< else fetching
        qint64 done = 0;
        qint64 total = 0; ///< 0: unknown
    };
    struct Totals
    {
        int operators = 0, accounts = 0, users = 0, activations = 0, others = 0;
        int warnings = 0; ///< findings of tokens that are accepted
        int refused = 0;  ///< tokens that are not accepted
    };

    explicit TokenLoader(Clock clock, QObject *parent = nullptr);
    ~TokenLoader() override;

    [[nodiscard]] const jwt::Book &book() const { return m_book; }
    [[nodiscard]] jwt::TrustOptions options() const { return {{}, m_now}; }
    [[nodiscard]] jwt::UnixTime now() const { return m_clock(); }
    [[nodiscard]] bool isFetching() const { return !m_fetches.empty(); }
    [[nodiscard]] bool isBusy() const { return isFetching() || m_examined < m_queue.size(); }
    [[nodiscard]] Progress progress() const;
    [[nodiscard]] Totals totals() const;
    // Everything known with its state, embedded tokens too; in no order.
    [[nodiscard]] std::vector<ExaminedToken> states() const;

    // Keeps the source, or the one of that name it already has.
    jwt::TokenSource *use(std::unique_ptr<jwt::TokenSource> source);
    [[nodiscard]] jwt::TokenSource *source(const QString &name) const;
    void drop(jwt::TokenSource *source); ///< what it brought stays
    void fetch(jwt::TokenSource *source, const jwt::FetchRequest &request = {});
    void add(const std::vector<jwt::FoundToken> &tokens);
    void stop(); ///< the fetches; what they have brought stays
    void clear();
    void checkTime(); ///< examines again if that makes a difference; once a minute by itself

signals:
    void tokensAdded(const std::vector<ui::TreeToken> &tokens);
    void tokensRemoved(const std::vector<jwt::TokenPtr> &tokens);
    void examined(const std::vector<ui::ExaminedToken> &states);
    void progressed();
    void fetched(const QString &source, const jwt::FetchOutcome &outcome);
    void settled();    ///< nothing is left to do
    void timePassed(); ///< a minute

private:
    struct Fetch
    {
        jwt::TokenFetch *handle = nullptr; ///< null: ended
        jwt::TokenSource *source = nullptr;
        QString name;
        bool everything = true;
        bool complete = false;
        qsizetype waiting = 0; ///< of its tokens in m_incoming
        qint64 done = 0, total = 0;
        std::vector<jwt::FoundToken> found;
        jwt::FetchOutcome outcome;
    };
    struct Incoming
    {
        jwt::FoundToken found;
        std::shared_ptr<Fetch> fetch; ///< null: pasted
    };

    void onFound(const std::shared_ptr<Fetch> &fetch, const std::vector<jwt::FoundToken> &tokens);
    void onFinished(const std::shared_ptr<Fetch> &fetch, const jwt::FetchOutcome &outcome);
    void work();
    void takeIn(const jwt::FoundToken &found, std::vector<TreeToken> &added);
    void conclude();
    void removeMissing(const Fetch &fetch);
    void examineAll();
    void examineSome(base::Instant until);

    Clock m_clock;
    jwt::UnixTime m_now = 0;
    jwt::Book m_book;
    std::vector<std::unique_ptr<jwt::TokenSource>> m_sources;
    std::vector<std::shared_ptr<Fetch>> m_fetches;
    QHash<jwt::TokenSource *, std::vector<jwt::FoundToken>> m_bySource; // of the last whole fetch
    std::deque<Incoming> m_incoming;
    QHash<QByteArray, jwt::TokenPtr> m_known; // by text: one pointer for each
    QHash<const jwt::Token *, std::vector<jwt::TokenPtr>> m_embedded; // by the account's token
    QHash<const jwt::Token *, ExaminedToken> m_states;
    std::vector<jwt::TokenPtr> m_queue; // to be examined
    size_t m_examined = 0;
    bool m_bookChanged = false;
    QTimer m_turn;
    QTimer m_minute;
};

} // namespace ui
