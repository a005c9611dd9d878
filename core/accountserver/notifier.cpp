// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/notifier.h"

#include "core/accountserver/notifyqueue.h"
#include "core/accountserver/updatereply.h"
#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "core/nats/subscription.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace accountserver {

using nats::ConnectionState;
using nats::EndReason;
using namespace Qt::StringLiterals;

namespace {

constexpr int kUnderWay = 64; // at once
// Answers of the servers of a cluster come together; after such a silence there are no more.
constexpr auto kQuiet = std::chrono::milliseconds(300);

// NATS: account servers tell of an account by its key, of an activation by its issuer and hash.
QByteArray subjectOf(const NotifyQueue::Item &item)
{
    if (item.token->kind != jwt::Kind::Activation)
        return "$SYS.ACCOUNT." + item.key + ".CLAIMS.UPDATE";
    const QByteArray issuer = jwt::Token::decode(item.token->text)->claims().iss;
    return "$SYS.ACCOUNT." + issuer + ".CLAIMS.ACTIVATE." + item.key;
}

} // namespace

class Notifier::Private
{
public:
    Private(Notifier &owner, nats::ConnectOptions options)
        : m_owner(owner)
        , m_options(std::move(options))
    {}

    void start();
    void subscribe(const QByteArray &pattern);
    void onStatus();
    void retry();
    void send();
    void show(); ///< of the status what follows from the rest

    Notifier &m_owner;
    nats::ConnectOptions m_options;
    std::unique_ptr<nats::Session> m_session;
    QTimer m_retry;
    NotifyQueue m_queue{kMaxQueued};
    NotifierStatus m_status;
    NotifierStatus m_shown;
    int m_tries = 0;
    int m_underWay = 0;
    bool m_listens = false;
    bool m_asks = true; // for answers; not where no inbox is allowed
    quint64 m_lastTold = 0;
    quint64 m_lastArrived = 0; // the one the status tells of

private:
    struct Told
    {
        NotifyQueue::Item item;
        quint64 number = 0; ///< in the order of telling
        bool wantsAnswers = false;
        bool arrived = false;
        UpdateReplies replies;
    };
    using ToldPtr = std::shared_ptr<Told>;

    void tell(const NotifyQueue::Item &item);
    void onArrived(Told &told);
    void onReplies(Told &told, const std::vector<nats::Reply> &replies);
    void onFinished(Told &told, const nats::Outcome &outcome, const nats::RequestSpec &spec);
    void onMessages(const nats::MessageBatch &messages, quint64 dropped);
};

void Notifier::Private::start()
{
    m_options.reconnect = true;
    m_session = std::make_unique<nats::Session>(m_options);
    m_retry.setSingleShot(true);
    QObject::connect(&m_retry, &QTimer::timeout, &m_owner, [this] { retry(); });
    QObject::connect(m_session.get(), &nats::Session::statusChanged, &m_owner,
                     [this] { onStatus(); });
    if (m_listens) {
        subscribe("$SYS.ACCOUNT.*.CLAIMS.UPDATE");
        subscribe("$SYS.ACCOUNT.*.CLAIMS.ACTIVATE.*");
    }
    m_session->open();
    show();
}

void Notifier::Private::subscribe(const QByteArray &pattern)
{
    const auto *subscription = m_session->subscribe(pattern, {}, m_session.get());
    QObject::connect(subscription, &nats::Subscription::messagesAdded, &m_owner,
                     [this](const nats::MessageBatch &messages, quint64 dropped) {
                         onMessages(messages, dropped);
                     });
    QObject::connect(subscription, &nats::Subscription::refused, &m_owner,
                     [this](const QByteArray &, const QString &reason) {
                         m_status.lastProblem = reason;
                         show();
                     });
}

void Notifier::Private::onStatus()
{
    const bool wasConnected = m_status.connected;
    switch (m_session->status().state) {
    case ConnectionState::Connected:
        m_retry.stop();
        m_tries = 0;
        break;
    case ConnectionState::Idle:
    case ConnectionState::Connecting:
        break;
    case ConnectionState::Backoff:
    case ConnectionState::NeedsAttention:
    case ConnectionState::Closed:
        if (!m_retry.isActive())
            m_retry.start(m_tries < kQuickTries ? kRetryAfter : kRetryLater);
        break;
    }
    show();
    if (m_status.connected && !wasConnected) {
        m_asks = true;
        send();
        if (m_listens)
            emit m_owner.gap();
    }
}

// The session itself would wait longer and longer, and for a person after a refusal.
void Notifier::Private::retry()
{
    m_tries = qMin(m_tries + 1, kQuickTries);
    m_session->retryNow();
    const ConnectionState state = m_session->status().state;
    if (state != ConnectionState::Connected)
        m_retry.start(m_tries < kQuickTries ? kRetryAfter : kRetryLater);
}

void Notifier::Private::send()
{
    while (m_status.connected && m_underWay < kUnderWay) {
        const auto item = m_queue.take();
        if (!item)
            break;
        tell(*item);
    }
    show();
}

void Notifier::Private::tell(const NotifyQueue::Item &item)
{
    const auto told = std::make_shared<Told>();
    told->item = item;
    told->number = ++m_lastTold;
    // Nobody answers to activations; and nobody reads the answers of a crowd.
    told->wantsAnswers
        = m_asks && item.token->kind != jwt::Kind::Activation && m_queue.waiting() < kUnderWay;
    nats::RequestSpec spec;
    spec.verb = told->wantsAnswers ? nats::Verb::Gather : nats::Verb::Publish;
    spec.subject = subjectOf(item);
    spec.payload = item.token->text;
    spec.inboxStyle = nats::InboxStyle::Mux;
    spec.rules.total = kAnswerTime;
    spec.rules.quiet = kQuiet;
    spec.rules.lateWindow = base::Span(0);

    ++m_underWay;
    nats::Gather *gather = m_session->request(spec, m_session.get());
    QObject::connect(gather, &nats::Gather::measured, &m_owner, [this, told] {
        onArrived(*told);
        show();
    });
    QObject::connect(
        gather, &nats::Gather::repliesAdded, &m_owner,
        [this, told](const std::vector<nats::Reply> &replies) { onReplies(*told, replies); });
    QObject::connect(gather, &nats::Gather::finished, &m_owner,
                     [this, told, gather](const nats::Outcome &outcome) {
                         --m_underWay;
                         onFinished(*told, outcome, gather->spec());
                         gather->deleteLater();
                         send();
                     });
}

void Notifier::Private::onArrived(Told &told)
{
    if (std::exchange(told.arrived, true))
        return;
    m_queue.done(told.item);
    ++m_status.sent;
    if (told.number < m_lastArrived)
        return;
    m_lastArrived = told.number;
    m_status.lastKey = told.item.key;
    m_status.lastAt = std::chrono::system_clock::now();
    m_status.lastApplied = m_status.lastSkipped = m_status.lastAsked = -1;
    m_status.lastProblem.clear();
}

void Notifier::Private::onReplies(Told &told, const std::vector<nats::Reply> &replies)
{
    for (const nats::Reply &reply : replies) {
        if (reply.kind == nats::ReplyKind::Counted)
            told.replies.add(reply.message.payload());
    }
}

void Notifier::Private::onFinished(Told &told, const nats::Outcome &outcome,
                                   const nats::RequestSpec &spec)
{
    switch (outcome.reason) {
    case EndReason::NotConnected:
    case EndReason::Disconnected:
    case EndReason::Cancelled:
        if (!told.arrived)
            m_queue.again(told.item);
        return;
    case EndReason::ReplySubjectRejected:
        m_asks = false;
        if (!std::exchange(told.arrived, true))
            m_queue.again(told.item);
        return;
    case EndReason::InboxDenied: // the update itself came through
    case EndReason::SubscriptionLimit:
        m_asks = false;
        break;
    default:
        break;
    }
    onArrived(told); // or never will
    if (told.number != m_lastArrived)
        return;
    switch (outcome.reason) {
    case EndReason::InboxDenied:
    case EndReason::SubscriptionLimit:
        break;
    case EndReason::NoResponders:
        m_status.lastApplied = m_status.lastSkipped = m_status.lastAsked = 0;
        m_status.lastProblem
            = tr("Nobody listens for updates of accounts: is this a user of the system account?");
        break;
    case EndReason::Accepted:
    case EndReason::CountReached:
    case EndReason::Deadline:
    case EndReason::Stalled:
    case EndReason::TimedOut:
    case EndReason::Overflow:
        if (told.wantsAnswers) {
            m_status.lastApplied = told.replies.applied;
            m_status.lastSkipped = told.replies.skipped;
            m_status.lastAsked = told.replies.answered;
            m_status.lastProblem = told.replies.problem;
        }
        break;
    default:
        m_status.lastProblem = nats::sentence(outcome, spec);
    }
}

void Notifier::Private::onMessages(const nats::MessageBatch &messages, quint64 dropped)
{
    const QPointer<Notifier> alive(&m_owner);
    if (dropped > 0)
        emit m_owner.gap();
    for (const nats::Message &message : *messages) {
        if (!alive)
            return;
        ++m_status.received;
        if (message.payloadSize() <= jwt::Token::kMaxSize)
            emit m_owner.updated(message.payload().toByteArray());
    }
    if (alive)
        show();
}

void Notifier::Private::show()
{
    m_status.configured = true;
    m_status.queued = m_queue.waiting() + m_underWay;
    m_status.dropped = m_queue.dropped();
    if (m_session) {
        const nats::ConnectionStatus &status = m_session->status();
        m_status.connected = status.state == ConnectionState::Connected;
        if (m_status.connected)
            m_status.text = status.server.serverName.isEmpty()
                ? tr("connected to %1").arg(status.url)
                : tr("connected to %1 (%2)").arg(status.server.serverName, status.url);
        else if (status.failure)
            m_status.text = status.failure->error.text;
        else
            m_status.text
                = tr("connecting to %1")
                      .arg(m_options.servers.empty() ? QString()
                                                     : m_options.servers.front().display());
    }
    if (m_shown != m_status) {
        m_shown = m_status;
        emit m_owner.changed();
    }
}

Notifier::Notifier(nats::ConnectOptions connection, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(connection)))
{
    d->m_status.configured = true;
}

Notifier::~Notifier()
{
    if (d->m_session)
        d->m_session->disconnect(this);
}

void Notifier::listen()
{
    d->m_listens = true;
}

void Notifier::start()
{
    if (!d->m_session)
        d->start();
}

void Notifier::end()
{
    d->m_retry.stop();
    if (d->m_session)
        d->m_session->disconnect(this);
    d->m_session.reset();
    d->m_underWay = 0;
    d->m_status.connected = false;
}

void Notifier::notify(const QByteArray &key, const StoredPtr &token)
{
    d->m_queue.add(key, token);
    d->send();
}

void Notifier::continueFrom(const Notifier &other)
{
    d->m_queue.takeOver(other.d->m_queue);
    d->send();
}

const NotifierStatus &Notifier::status() const
{
    return d->m_status;
}

} // namespace accountserver
