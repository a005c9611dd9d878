// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/primary.h"

#include "core/accountserver/primarythread.h"
#include "core/jwt/token.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QSslCertificate>

#include <algorithm>
#include <vector>

namespace accountserver {

namespace {

using namespace Qt::StringLiterals;
using Clock = PrimaryCall::Clock;
using std::chrono::milliseconds;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Primary)
};

constexpr int kOk = 200;
constexpr int kNotFound = 404;
constexpr int kServerError = 500;
constexpr qsizetype kMaxErrorBody = 4096;
// NATS: what account servers answer of a token they do not have: since 1.0, for an activation, and
// before 1.0. Others' 404s, a proxy's for one, say nothing of the token.
constexpr QByteArrayView kMissing("no matching account JWT");
constexpr QByteArrayView kMissingActivation("No Matching JWT");
constexpr QByteArrayView kOriginalsMissing("error loading JWT");

base::Error network(const QString &text)
{
    return {base::ErrorKind::Network, text, -1};
}

} // namespace

class Primary::Private
{
public:
    explicit Private(const Options &options);

    struct Request
    {
        QUrl url;
        milliseconds total{0};
        milliseconds stall{0}; ///< nothing of the body comes
        qint64 maxBytes = 0;
        std::function<bool(QByteArrayView)> take; ///< of a 200's body; false: no more of it
    };
    struct Reply
    {
        int status = 0;
        QByteArray body; ///< of any other status, its beginning
    };
    base::Result<Reply> get(const Request &request);
    void stop();

    const milliseconds m_patience;
    const QString m_ca;
    std::optional<jwt::HttpAddress> m_address; // nothing: not usable, see problemOf

private:
    using CallPtr = std::shared_ptr<PrimaryCall>;

    [[nodiscard]] base::Result<QSslConfiguration> tlsFor(const QUrl &url) const;
    [[nodiscard]] base::Result<CallPtr> enter(Clock::time_point deadline);
    void leave(const CallPtr &call);
    [[nodiscard]] base::Result<Reply> await(const Request &request, const CallPtr &call,
                                            Clock::time_point deadline);

    std::mutex m_mutex; // of the calls; nobody waits for anything else with it
    std::condition_variable m_freed;
    std::vector<CallPtr> m_calls;
    bool m_stopped = false;
    PrimaryThread m_thread;
};

Primary::Private::Private(const Options &options)
    : m_patience(options.replicationTimeout)
    , m_ca(options.primaryCa)
{
    if (auto parsed = Primary::address(options.primary))
        m_address = std::move(parsed).value();
}

void Primary::Private::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    for (const CallPtr &call : m_calls)
        call->fail(network(Text::tr("stopped")));
    m_freed.notify_all();
}

base::Result<QSslConfiguration> Primary::Private::tlsFor(const QUrl &url) const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (url.scheme() != "https"_L1 || m_ca.isEmpty())
        return tls;
    const QList<QSslCertificate> trusted = QSslCertificate::fromPath(m_ca, QSsl::Pem);
    if (trusted.isEmpty())
        return base::Error{base::ErrorKind::Tls,
                           Text::tr("there is no PEM certificate in %1").arg(m_ca), -1};
    tls.setCaCertificates(trusted);
    return tls;
}

base::Result<Primary::Private::CallPtr> Primary::Private::enter(Clock::time_point deadline)
{
    std::unique_lock lock(m_mutex);
    const bool turn = m_freed.wait_until(
        lock, deadline, [this] { return m_stopped || m_calls.size() < size_t(kMaxConnections); });
    if (m_stopped)
        return network(Text::tr("stopped"));
    if (!turn)
        return base::Error{base::ErrorKind::State,
                           Text::tr("too many requests to it are under way"), -1};
    m_calls.push_back(std::make_shared<PrimaryCall>());
    return m_calls.back();
}

void Primary::Private::leave(const CallPtr &call)
{
    m_thread.drop(call);
    {
        const std::lock_guard lock(m_mutex);
        m_calls.erase(std::find(m_calls.begin(), m_calls.end(), call));
    }
    m_freed.notify_one();
}

base::Result<Primary::Private::Reply> Primary::Private::get(const Request &request)
{
    const auto tls = tlsFor(request.url);
    if (!tls)
        return tls.error();
    const Clock::time_point deadline = Clock::now() + request.total;
    const auto call = enter(deadline);
    if (!call)
        return call.error();
    m_thread.start({request.url, *tls}, *call);
    auto reply = await(request, *call, deadline);
    leave(*call);
    return reply;
}

base::Result<Primary::Private::Reply>
Primary::Private::await(const Request &request, const CallPtr &call, Clock::time_point deadline)
{
    Reply reply;
    qint64 bytes = 0;
    for (;;) {
        const Clock::time_point now = Clock::now();
        const auto news
            = now < deadline ? call->await(std::min(deadline, now + request.stall)) : std::nullopt;
        if (!news)
            return network(Clock::now() >= deadline
                               ? Text::tr("it took longer than %1 ms").arg(request.total.count())
                               : Text::tr("it fell silent"));
        reply.status = news->status;
        bytes += news->body.size();
        if (reply.status == kOk && bytes > request.maxBytes)
            return base::Error{base::ErrorKind::Limit,
                               Text::tr("it sent more than %1 bytes").arg(request.maxBytes), -1};
        if (reply.status == kOk && !news->body.isEmpty() && !request.take(news->body))
            return reply;
        if (reply.status != kOk) {
            reply.body
                += news->body.first(qMin(news->body.size(), kMaxErrorBody - reply.body.size()));
            if (reply.body.size() == kMaxErrorBody)
                return reply;
        }
        if (news->error)
            return *news->error;
        if (news->ended)
            return reply;
        if (news->rests)
            m_thread.resume(call);
    }
}

base::Result<jwt::HttpAddress> Primary::address(const QString &text)
{
    auto parsed = jwt::HttpAddress::parse(text);
    if (!parsed || parsed->hasRoutes())
        return parsed;
    QString base = text.trimmed();
    if (base.contains(u'?'))
        return base::Error{
            base::ErrorKind::InvalidInput,
            Text::tr("expected one like http://host:9090, got %1").arg(parsed->name()), -1};
    while (base.endsWith(u'/'))
        base.chop(1);
    return jwt::HttpAddress::parse(base + u"/jwt/v1"_s);
}

Primary::Primary(const Options &options)
    : d(std::make_unique<Private>(options))
{}

Primary::~Primary() = default;

QString Primary::name() const
{
    return d->m_address ? d->m_address->name() : QString();
}

base::Result<Primary::Answer> Primary::token(const QByteArray &key)
{
    if (!d->m_address)
        return network(Text::tr("its address is not usable"));
    QByteArray body;
    Private::Request request;
    request.url = d->m_address->token(key);
    request.total = request.stall = d->m_patience;
    request.maxBytes = jwt::Token::kMaxSize;
    request.take = [&body](QByteArrayView piece) {
        body += piece;
        return true;
    };
    const auto reply = d->get(request);
    if (!reply)
        return reply.error();
    if (reply->status == kOk)
        return Answer{Says::Token, body};
    if (reply->status == kNotFound
        && (reply->body.startsWith(kMissing) || reply->body.startsWith(kMissingActivation)))
        return Answer{Says::None, {}};
    if (reply->status == kServerError && reply->body.startsWith(kOriginalsMissing))
        return Answer{Says::PerhapsNone, {}};
    return base::Error{base::ErrorKind::Protocol,
                       Text::tr("it answered with status %1").arg(reply->status), -1};
}

base::Result<base::Done> Primary::pack(qint64 maxTokens, qint64 maxBytes,
                                       const std::function<bool(QByteArrayView)> &take)
{
    if (!d->m_address)
        return network(Text::tr("its address is not usable"));
    Private::Request request;
    request.url = d->m_address->route(u"pack"_s);
    QUrlQuery query(request.url);
    query.addQueryItem(u"max"_s, QString::number(maxTokens));
    request.url.setQuery(query);
    request.total = kPackTime;
    request.stall = d->m_patience;
    request.maxBytes = maxBytes;
    request.take = take;
    const auto reply = d->get(request);
    if (!reply)
        return reply.error();
    if (reply->status != kOk)
        return base::Error{base::ErrorKind::Protocol,
                           Text::tr("it answered with status %1").arg(reply->status), -1};
    return base::Done();
}

void Primary::stop()
{
    d->stop();
}

} // namespace accountserver
