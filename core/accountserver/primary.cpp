// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/primary.h"

#include "core/jwt/token.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QUrlQuery>

#include <httplib.h>

#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace accountserver {

namespace {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Primary)
};

constexpr int kOk = 200;
constexpr int kNotFound = 404;
constexpr int kServerError = 500;
constexpr qsizetype kMaxErrorBody = 4096;
// NATS: account servers before 1.0 say this of an account they do not have.
constexpr QByteArrayView kOriginalsMissing("error loading JWT");
// A connection that is only about to be made does not hear that it is to stop.
constexpr milliseconds kStopAgain{50};
// Nothing can interrupt it.
constexpr milliseconds kMaxConnectTime{2000};

base::Error network(const QString &text)
{
    return {base::ErrorKind::Network, text, -1};
}

base::Error errorOf(httplib::Error error)
{
    using httplib::Error;
    switch (error) {
    case Error::Connection:
        return network(Text::tr("the connection is refused, or the address unknown"));
    case Error::ConnectionTimeout:
        return network(Text::tr("it does not answer"));
    case Error::Read:
        return network(Text::tr("it closed the connection or fell silent"));
    case Error::Write:
        return network(Text::tr("it closed the connection"));
    case Error::SSLConnection:
        return {base::ErrorKind::Tls, Text::tr("TLS could not be agreed on"), -1};
    case Error::SSLLoadingCerts:
        return {base::ErrorKind::Tls, Text::tr("the trusted certificates cannot be read"), -1};
    case Error::SSLServerVerification:
        return {base::ErrorKind::Tls, Text::tr("its certificate is not trusted"), -1};
    default:
        return network(Text::tr("the request failed"));
    }
}

} // namespace

class Primary::Private
{
public:
    explicit Private(const Options &options);
    ~Private();

    struct Request
    {
        QUrl url;
        milliseconds timeout{0};
        qint64 maxBytes = 0;
        std::function<bool(QByteArrayView)> take; ///< of a 200's body; false: no more of it
    };
    struct Answer
    {
        int status = 0;
        QByteArray body; ///< of any other status, its beginning
    };
    base::Result<Answer> get(const Request &request);
    void stop();

    const milliseconds m_patience; // for each step of a request
    const QString m_ca;
    std::optional<jwt::HttpAddress> m_address; // nothing: not usable, see problemOf

private:
    struct Call
    {
        httplib::ClientImpl *client = nullptr;
        Clock::time_point deadline;
        bool cutOff = false;
    };
    using Calls = std::list<Call>;

    [[nodiscard]] std::unique_ptr<httplib::ClientImpl> clientFor(const QUrl &url) const;
    std::optional<base::Error> enter(httplib::ClientImpl &client, milliseconds timeout,
                                     Calls::iterator &call);
    bool leave(Calls::iterator call); // whether it was cut off
    void watch();

    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::condition_variable m_changed;
    Calls m_calls;
    bool m_stopped = false;
    bool m_ended = false;
    std::thread m_watch; // ends calls whose time is over; the last: it uses the rest
};

Primary::Private::Private(const Options &options)
    : m_patience(options.replicationTimeout)
    , m_ca(options.primaryCa)
    , m_watch([this] { watch(); })
{
    if (auto parsed = Primary::address(options.primary))
        m_address = std::move(parsed).value();
}

Primary::Private::~Private()
{
    stop();
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
    m_watch.join();
}

void Primary::Private::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    m_freed.notify_all();
}

// A time limit for each read, which is all the library has, is none for the whole.
void Primary::Private::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_ended) {
        const Clock::time_point now = Clock::now();
        Clock::time_point next = Clock::time_point::max();
        for (Call &call : m_calls) {
            if (m_stopped || call.deadline <= now) {
                call.cutOff = true;
                call.client->stop();
                next = std::min(next, now + kStopAgain);
            } else {
                next = std::min(next, call.deadline);
            }
        }
        if (next == Clock::time_point::max())
            m_changed.wait(lock);
        else
            m_changed.wait_until(lock, next);
    }
}

std::unique_ptr<httplib::ClientImpl> Primary::Private::clientFor(const QUrl &url) const
{
    const bool tls = url.scheme() == "https"_L1;
    const std::string host = url.host(QUrl::FullyEncoded).toStdString();
    const int port = url.port(tls ? 443 : 80);
    std::unique_ptr<httplib::ClientImpl> client;
    if (tls) {
        auto secured = std::make_unique<httplib::SSLClient>(host, port);
        if (!m_ca.isEmpty())
            secured->set_ca_cert_path(QFile::encodeName(m_ca).toStdString());
        secured->enable_server_certificate_verification(true);
        client = std::move(secured);
    } else {
        client = std::make_unique<httplib::ClientImpl>(host, port);
    }
    if (!url.userInfo().isEmpty())
        client->set_basic_auth(url.userName().toStdString(), url.password().toStdString());
    client->set_connection_timeout(std::min(m_patience, kMaxConnectTime));
    client->set_read_timeout(m_patience);
    client->set_write_timeout(m_patience);
    client->set_follow_location(false);
    client->set_keep_alive(false);
    client->set_decompress(false);
    client->set_tcp_nodelay(true);
    return client;
}

std::optional<base::Error> Primary::Private::enter(httplib::ClientImpl &client,
                                                   milliseconds timeout, Calls::iterator &call)
{
    const Clock::time_point deadline = Clock::now() + timeout;
    {
        std::unique_lock lock(m_mutex);
        const bool turn = m_freed.wait_until(lock, deadline, [this] {
            return m_stopped || m_calls.size() < size_t(kMaxConnections);
        });
        if (m_stopped)
            return network(Text::tr("stopped"));
        if (!turn)
            return network(Text::tr("too many requests to it are under way"));
        m_calls.push_back({&client, deadline, false});
        call = std::prev(m_calls.end());
    }
    m_changed.notify_all();
    return std::nullopt;
}

bool Primary::Private::leave(Calls::iterator call)
{
    bool cutOff = false;
    {
        const std::lock_guard lock(m_mutex);
        cutOff = call->cutOff;
        m_calls.erase(call);
    }
    m_freed.notify_one();
    return cutOff;
}

base::Result<Primary::Private::Answer> Primary::Private::get(const Request &request)
{
    const auto client = clientFor(request.url);
    if (!client->is_valid())
        return base::Error{base::ErrorKind::Tls, Text::tr("TLS cannot be used"), -1};
    Calls::iterator call;
    if (auto problem = enter(*client, request.timeout, call))
        return *problem;

    Answer answer;
    qint64 bytes = 0;
    bool enough = false, tooMuch = false, encoded = false;
    const std::string target
        = request.url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority).toStdString();
    const auto result = client->Get(
        target, httplib::Headers{{"Accept-Encoding", "identity"}, {"User-Agent", "Fanin"}},
        [&](const httplib::Response &response) {
            answer.status = response.status;
            encoded = response.has_header("Content-Encoding")
                && response.get_header_value("Content-Encoding") != "identity";
            return !encoded;
        },
        [&](const char *data, size_t size) {
            const QByteArrayView piece(data, qsizetype(size));
            bytes += piece.size();
            if (answer.status != kOk) {
                answer.body += piece.first(qMin(piece.size(), kMaxErrorBody - answer.body.size()));
                enough = answer.body.size() == kMaxErrorBody;
                return !enough;
            }
            tooMuch = bytes > request.maxBytes;
            enough = !tooMuch && !request.take(piece);
            return !tooMuch && !enough;
        });
    const bool cutOff = leave(call);
    if (tooMuch)
        return base::Error{base::ErrorKind::Limit,
                           Text::tr("it sent more than %1 bytes").arg(request.maxBytes), -1};
    if (encoded)
        return base::Error{base::ErrorKind::Protocol, Text::tr("it sent an encoded body"), -1};
    if (enough || result)
        return answer;
    if (cutOff)
        return network(Text::tr("it took longer than %1 ms").arg(request.timeout.count()));
    return errorOf(result.error());
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

base::Result<std::optional<QByteArray>> Primary::token(const QByteArray &key)
{
    if (!d->m_address)
        return network(Text::tr("its address is not usable"));
    QByteArray body;
    Private::Request request;
    request.url = d->m_address->token(key);
    request.timeout = d->m_patience;
    request.maxBytes = jwt::Token::kMaxSize;
    request.take = [&body](QByteArrayView piece) {
        body += piece;
        return true;
    };
    auto answer = d->get(request);
    if (!answer)
        return answer.error();
    if (answer->status == kOk)
        return std::optional(body);
    if (answer->status == kNotFound
        || (answer->status == kServerError && answer->body.startsWith(kOriginalsMissing)))
        return std::optional<QByteArray>();
    return base::Error{base::ErrorKind::Protocol,
                       Text::tr("it answered with status %1").arg(answer->status), -1};
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
    request.timeout = kPackTime;
    request.maxBytes = maxBytes;
    request.take = take;
    auto answer = d->get(request);
    if (!answer)
        return answer.error();
    if (answer->status != kOk)
        return base::Error{base::ErrorKind::Protocol,
                           Text::tr("it answered with status %1").arg(answer->status), -1};
    return base::Done();
}

void Primary::stop()
{
    d->stop();
}

} // namespace accountserver
