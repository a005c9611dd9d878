// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/resolverfetch.h"

#include "core/base/counted.h"
#include "core/base/jsonwriter.h"
#include "core/nats/gather.h"

#include <QtCore/QSet>

#include <algorithm>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

const QByteArray kPing = QByteArrayLiteral("$SYS.REQ.SERVER.PING");

// How many accounts are named when servers' lists differ.
constexpr qsizetype kMaxNamed = 20;

QString servers(qsizetype number)
{
    return base::counted(number, ResolverFetch::tr("1 server"), ResolverFetch::tr("%1 servers"));
}

} // namespace

ResolverFetch::ResolverFetch(const FetchRequest &request, const QString &source,
                             const QPointer<nats::Session> &session,
                             ResolverSource::Options options, QObject *parent)
    : SlicedFetch(request, source, parent)
    , m_session(session)
    , m_options(options)
{
    if (m_session) {
        connect(m_session, &QObject::destroyed, this, [this] {
            fail({base::ErrorKind::Network, tr("The connection was closed"), -1});
            m_open = 0;
            resume();
        });
    }
}

bool ResolverFetch::step()
{
    if (!std::exchange(m_begun, true))
        begin();
    if (failed())
        return false;
    if (!m_found.empty()) {
        Found found = std::move(m_found.front());
        m_found.pop_front();
        const TokenPtr token = deliver(std::move(found.text), found.origin);
        if (!token->decodes() && token->problem())
            addProblem(tr("%1 does not decode: %2")
                           .arg(QString::fromUtf8(found.origin.storedAs), token->problem()->text));
        return true;
    }
    while (!m_toAsk.empty() && m_open < kAskedAtOnce) {
        askForInUse(m_toAsk.front());
        m_toAsk.pop_front();
    }
    if (m_open > 0) {
        pause();
        return true;
    }
    summarize();
    return false;
}

void ResolverFetch::begin()
{
    if (!m_session) {
        fail({base::ErrorKind::Network, tr("The connection was closed"), -1});
        return;
    }
    if (request().key.isEmpty())
        askForAll();
    else
        askForOne(request().key);
}

nats::RequestSpec ResolverFetch::question(const QByteArray &subject,
                                          const QByteArray &payload) const
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = subject;
    spec.payload = payload;
    spec.rules.total = m_options.total;
    spec.rules.quiet = m_options.quiet;
    spec.rules.lateWindow = base::Span(0);
    return spec;
}

void ResolverFetch::ask(nats::RequestSpec spec, Done done)
{
    ++m_open;
    nats::Gather *gather = m_session->request(std::move(spec), this);
    const auto replies = std::make_shared<Replies>();
    connect(gather, &nats::Gather::repliesAdded, this, [replies](const Replies &more) {
        for (const nats::Reply &reply : more) {
            if (reply.kind == nats::ReplyKind::Counted)
                replies->push_back(reply);
        }
    });
    connect(gather, &nats::Gather::finished, this,
            [this, gather, replies, done = std::move(done)](const nats::Outcome &outcome) {
                --m_open;
                if (!failed() && !failedToAsk(outcome))
                    done(outcome, *replies);
                gather->deleteLater();
                resume();
            });
}

bool ResolverFetch::failedToAsk(const nats::Outcome &outcome)
{
    using nats::EndReason;
    base::ErrorKind kind = base::ErrorKind::Network;
    switch (outcome.reason) {
    case EndReason::NotConnected:
    case EndReason::Disconnected:
        break;
    case EndReason::PublishDenied:
    case EndReason::InboxDenied:
    case EndReason::ReplySubjectRejected:
        kind = base::ErrorKind::Auth;
        break;
    case EndReason::InvalidRequest:
    case EndReason::MaxPayloadExceeded:
    case EndReason::ControlLineTooLong:
    case EndReason::SubscriptionLimit:
    case EndReason::HeadersNotSupported:
        kind = base::ErrorKind::InvalidInput;
        break;
    default:
        return false;
    }
    fail({kind, nats::sentence(outcome, {}), -1});
    return true;
}

void ResolverFetch::askForOne(const QByteArray &account)
{
    ask(question("$SYS.REQ.ACCOUNT." + account + ".CLAIMS.LOOKUP", {}),
        [this](const nats::Outcome &outcome, const Replies &replies) {
            takeLookup(outcome, replies);
        });
    askForInUse(account);
}

void ResolverFetch::takeLookup(const nats::Outcome &outcome, const Replies &replies)
{
    m_hasResolver |= outcome.reason != nats::EndReason::NoResponders;
    // Since 2.9.17 a server that has none says so with an empty message.
    QMap<QByteArray, int> copies;
    for (const nats::Reply &reply : replies) {
        if (!reply.message.payload().isEmpty())
            ++copies[reply.message.payload().toByteArray()];
    }
    m_holders = qsizetype(replies.size());
    m_copies = copies.size();
    for (auto copy = copies.cbegin(); copy != copies.cend(); ++copy) {
        Origin origin;
        origin.storedAs = request().key;
        origin.detail = tr("held by %1 of %2").arg(copy.value()).arg(servers(m_holders));
        m_found.push_back({copy.key(), origin});
    }
    if (m_copies > 1)
        addProblem(tr("The servers hold %1 different tokens of this account").arg(m_copies));
    if (replies.empty())
        takeSilence(outcome);
}

void ResolverFetch::askForInUse(const QByteArray &account)
{
    if (!m_session)
        return;
    base::json::Writer payload;
    payload.beginObject();
    payload.key("account");
    payload.text(QByteArrayView(account));
    payload.endObject();
    ask(question(kPing + ".ACCOUNTZ", payload.bytes()),
        [this, account](const nats::Outcome &, const Replies &replies) {
            takeInUse(account, replies);
        });
}

void ResolverFetch::takeInUse(const QByteArray &account, const Replies &replies)
{
    QMap<QByteArray, QStringList> servers;
    for (const nats::Reply &reply : replies) {
        const auto answer = readServerAnswer(reply.message.payload());
        m_isSystem |= answer.has_value();
        if (answer && !answer->token.isEmpty())
            servers[answer->token] += answer->server.text();
    }
    for (auto copy = servers.cbegin(); copy != servers.cend(); ++copy) {
        Origin origin;
        origin.storedAs = account;
        origin.detail = tr("in use at %1").arg(copy.value().join(u", "_s));
        m_found.push_back({copy.key(), origin});
    }
    if (servers.size() > 1)
        addProblem(tr("The servers use %1 different tokens of %2")
                       .arg(servers.size())
                       .arg(QString::fromUtf8(account)));
}

void ResolverFetch::askForAll()
{
    ask(question(kPing + ".VARZ", {}),
        [this](const nats::Outcome &, const Replies &replies) { takeOperators(replies); });
    ask(question("$SYS.REQ.CLAIMS.LIST", {}),
        [this](const nats::Outcome &outcome, const Replies &replies) {
            takeList(outcome, replies);
        });
    nats::RequestSpec pack = question("$SYS.REQ.CLAIMS.PACK", {});
    pack.rules.total = m_options.packTotal;
    pack.rules.quiet = m_options.total;
    pack.rules.sentinel = nats::EmptyPayloadSentinel{};
    ask(std::move(pack), [this](const nats::Outcome &outcome, const Replies &replies) {
        takePack(outcome, replies);
    });
}

void ResolverFetch::takeOperators(const Replies &replies)
{
    QMap<QByteArray, QStringList> servers;
    for (const nats::Reply &reply : replies) {
        const auto answer = readServerAnswer(reply.message.payload());
        m_isSystem |= answer.has_value();
        if (!answer)
            continue;
        for (const QByteArray &token : answer->operators)
            servers[token] += answer->server.text();
    }
    for (auto copy = servers.cbegin(); copy != servers.cend(); ++copy) {
        Origin origin;
        origin.detail = tr("operator in use at %1").arg(copy.value().join(u", "_s));
        m_found.push_back({copy.key(), origin});
    }
}

void ResolverFetch::takeList(const nats::Outcome &outcome, const Replies &replies)
{
    for (const nats::Reply &reply : replies) {
        const auto answer = readServerAnswer(reply.message.payload());
        if (!answer)
            continue;
        m_isSystem = true;
        m_hasResolver = true;
        if (answer->error.isEmpty())
            m_lists[answer->server.text()] = answer->accounts;
        else
            addProblem(tr("%1: %2").arg(answer->server.text(), answer->error));
    }
    if (replies.empty())
        takeSilence(outcome);
}

void ResolverFetch::takePack(const nats::Outcome &outcome, const Replies &replies)
{
    for (const nats::Reply &reply : replies) {
        const QByteArrayView line = reply.message.payload();
        const qsizetype bar = line.indexOf('|');
        if (bar < 0) {
            addProblem(tr("A line of the pack is not \"key|token\""));
            continue;
        }
        Origin origin;
        origin.storedAs = line.first(bar).toByteArray();
        origin.detail = tr("pack");
        m_found.push_back({line.sliced(bar + 1).toByteArray(), origin});
    }
    if (!replies.empty() && outcome.reason != nats::EndReason::Sentinel)
        addProblem(tr("The pack is incomplete: %1").arg(nats::sentence(outcome, {})));
    // Nobody with a resolver of its own: what is loaded is all there is to see.
    if (outcome.reason == nats::EndReason::NoResponders)
        askForLoaded();
}

void ResolverFetch::askForLoaded()
{
    if (!m_session)
        return;
    ask(question(kPing + ".ACCOUNTZ", {}), [this](const nats::Outcome &, const Replies &replies) {
        QSet<QByteArray> accounts;
        for (const nats::Reply &reply : replies) {
            const auto answer = readServerAnswer(reply.message.payload());
            m_isSystem |= answer.has_value();
            if (!answer)
                continue;
            for (const QByteArray &account : answer->accounts)
                accounts.insert(account);
        }
        // "$G" has no token.
        QList<QByteArray> sorted = accounts.values();
        sorted.removeIf([](const QByteArray &account) { return account.startsWith('$'); });
        std::sort(sorted.begin(), sorted.end());
        if (sorted.size() > kMaxAsked)
            addProblem(tr("Only %1 of %2 loaded accounts are asked for")
                           .arg(kMaxAsked)
                           .arg(sorted.size()));
        sorted.resize(qMin(sorted.size(), kMaxAsked));
        m_toAsk.assign(sorted.cbegin(), sorted.cend());
    });
}

void ResolverFetch::takeSilence(const nats::Outcome &outcome)
{
    m_silence = outcome.reason == nats::EndReason::NoResponders
        ? tr("these servers have no NATS based resolver")
        : tr("no server has an answer");
}

void ResolverFetch::summarize()
{
    // Every server answers its system account, resolver or not.
    if (!m_isSystem && !m_hasResolver && delivered() == 0) {
        fail({base::ErrorKind::Auth,
              tr("No server answers: this connection is not to the system account"), -1});
        return;
    }
    if (!request().key.isEmpty()) {
        setDetail(m_holders > 0 ? m_copies > 1 ? tr("%1, copies differ").arg(servers(m_holders))
                                               : tr("%1, all the same").arg(servers(m_holders))
                                : m_silence);
        return;
    }
    QSet<QByteArray> known;
    for (const QList<QByteArray> &accounts : std::as_const(m_lists))
        known.unite(QSet<QByteArray>(accounts.cbegin(), accounts.cend()));
    for (auto list = m_lists.cbegin(); list != m_lists.cend(); ++list) {
        QSet<QByteArray> missing = known;
        missing.subtract(QSet<QByteArray>(list->cbegin(), list->cend()));
        if (missing.isEmpty())
            continue;
        QList<QByteArray> names = missing.values();
        std::sort(names.begin(), names.end());
        addProblem(
            tr("%1 lacks %2 that others list: %3")
                .arg(list.key(), base::counted(names.size(), tr("1 account"), tr("%1 accounts")),
                     QString::fromUtf8(names.first(qMin(names.size(), kMaxNamed)).join(", "))));
    }
    setDetail(m_lists.isEmpty() ? m_silence
                                : tr("%1 with a resolver").arg(servers(m_lists.size())));
}

} // namespace jwt
