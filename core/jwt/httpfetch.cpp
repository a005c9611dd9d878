// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/httpfetch.h"

#include <QtCore/QDateTime>
#include <QtNetwork/QSslError>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kPiece = 256 * 1024;
// More waits at the server.
constexpr qint64 kReadBuffer = 4 * 1024 * 1024;

bool isGood(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

HttpFetch::HttpFetch(const FetchRequest &request, std::shared_ptr<HttpClient> client,
                     QObject *parent)
    : SlicedFetch(request, client->address().name(), parent)
    , m_client(std::move(client))
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { stop(End::TimedOut); });
    const HttpAddress &address = m_client->address();
    if (!m_client->caProblem().isEmpty())
        fail({base::ErrorKind::Tls, m_client->caProblem(), -1});
    else if (!request.key.isEmpty())
        m_waiting.push_back({What::Token, address.token(request.key), request.key});
    else if (!address.hasRoutes())
        addProblem(tr("%1 is the prefix of an URL resolver, which cannot list what it has: "
                      "ask for one account")
                       .arg(address.name()));
    else
        m_waiting = {{What::Operator, address.route(u"operator"_s), {}},
                     {What::Pack, address.route(u"pack"_s), {}}};
}

bool HttpFetch::step()
{
    if (auto entry = m_pack.next()) {
        Origin origin;
        origin.storedAs = entry->key;
        origin.detail = tr("pack");
        deliver(std::move(entry->token), origin);
        setProgress(m_received, 0);
        return true;
    }
    for (const QString &problem : m_pack.takeProblems())
        addProblem(tr("pack: %1").arg(problem));
    if (!m_reply) {
        if (m_waiting.empty() || failed())
            return false;
        askNext();
    } else if (m_end == End::Running && m_reply->bytesAvailable() > 0) {
        takeBody();
        return true;
    } else if (m_reply->isFinished()) {
        m_timeout.stop();
        takeAnswer();
        m_reply.reset();
        return true;
    }
    pause();
    return true;
}

void HttpFetch::askNext()
{
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_end = End::Running;
    m_body.clear();
    m_received = 0;
    m_pack = {};
    m_reply = m_client->get(m_current.url);
    m_reply->setReadBufferSize(kReadBuffer);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &HttpFetch::resume);
    connect(m_reply.get(), &QNetworkReply::finished, this, &HttpFetch::resume);
    connect(m_reply.get(), &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList texts;
        for (const QSslError &error : errors)
            texts += error.errorString();
        m_tlsErrors = texts.join(u"; "_s);
    });
    m_timeout.start(timeout());
}

void HttpFetch::takeBody()
{
    const QByteArray piece = m_reply->read(kPiece);
    m_received += piece.size();
    const bool pack = m_current.what == What::Pack && isGood(status());
    m_limit = pack ? kMaxPack : kMaxToken;
    if (m_received > m_limit)
        stop(End::TooLarge);
    else if (pack)
        m_pack.feed(piece);
    else
        m_body += piece;
}

void HttpFetch::stop(End why)
{
    m_end = why;
    m_reply->abort(); // emits finished
    resume();
}

void HttpFetch::takeAnswer()
{
    const bool pack = m_current.what == What::Pack;
    if (m_end == End::TooLarge) {
        m_pack.end();
        refused(tr("the answer is larger than %1 MiB").arg(m_limit / 1024 / 1024));
    } else if (m_end == End::TimedOut) {
        m_pack.end();
        fail({base::ErrorKind::Network,
              tr("%1: no whole answer within %2 s")
                  .arg(place())
                  .arg(double(timeout().count()) / 1000),
              -1});
    } else if (status() == 304 && m_client->cached(m_current.url)) {
        takeUnchanged();
    } else if (isGood(status()) && m_reply->error() == QNetworkReply::NoError) {
        if (pack)
            m_pack.end();
        else
            takeToken();
    } else if (status() == 0 || isGood(status())) {
        failNetwork();
    } else {
        refused(answerText());
    }
}

void HttpFetch::takeToken()
{
    while (m_body.endsWith('\n') || m_body.endsWith('\r'))
        m_body.chop(1);
    const TokenPtr token = Token::decode(std::exchange(m_body, {}));
    if (token->stage() == Stage::Parts) {
        refused(tr("the answer is no token: %1")
                    .arg(QString::fromUtf8(token->text().left(kMaxErrorText))));
        return;
    }
    const QByteArray etag = m_reply->rawHeader("ETag");
    const QByteArray cacheControl = m_reply->rawHeader("Cache-Control");
    if (!etag.isEmpty())
        m_client->remember(m_current.url,
                           {etag, token, QDateTime::currentSecsSinceEpoch(), cacheControl});
    QStringList how;
    if (!etag.isEmpty())
        how += tr("ETag %1").arg(QString::fromLatin1(etag));
    if (!cacheControl.isEmpty())
        how += QString::fromLatin1(cacheControl);
    deliverToken(token, how.join(u" · "_s));
}

void HttpFetch::takeUnchanged()
{
    const CachedToken &known = *m_client->cached(m_current.url);
    const qint64 age = QDateTime::currentSecsSinceEpoch() - known.fetchedAt;
    deliverToken(
        known.token,
        tr("ETag unchanged (%1), fetched %2 s ago").arg(QString::fromLatin1(known.etag)).arg(age));
}

void HttpFetch::deliverToken(const TokenPtr &token, const QString &how)
{
    Origin origin;
    origin.storedAs = m_current.key;
    origin.detail = how;
    deliver(token, origin);
    setDetail(how);
    if (!token->decodes() && token->problem())
        addProblem(tr("%1 does not decode: %2").arg(place(), token->problem()->text));
    if (const OperatorClaims *claims = token->asOperator())
        m_systemAccount = claims->systemAccount;
}

void HttpFetch::refused(const QString &text)
{
    addProblem(place() + u": "_s + text);
    // Without a pack there is still one account that is known by its key.
    if (m_current.what == What::Pack && !m_systemAccount.isEmpty())
        m_waiting.push_back(
            {What::Token, m_client->address().token(m_systemAccount), m_systemAccount});
}

void HttpFetch::failNetwork()
{
    const QNetworkReply::NetworkError error = m_reply->error();
    const bool tls = error == QNetworkReply::SslHandshakeFailedError;
    QString text = m_reply->errorString();
    if (tls && !m_tlsErrors.isEmpty())
        text = m_tlsErrors;
    else if (error == QNetworkReply::OperationCanceledError)
        text = tr("nothing came for %1 s")
                   .arg(double(m_client->options().stallTimeout.count()) / 1000);
    else if (isGood(status()))
        text = tr("the answer was cut off after %1 bytes: %2").arg(m_received).arg(text);
    m_pack.end();
    fail({tls ? base::ErrorKind::Tls : base::ErrorKind::Network, place() + u": "_s + text, -1});
}

std::chrono::milliseconds HttpFetch::timeout() const
{
    const HttpOptions &options = m_client->options();
    return m_current.what == What::Pack ? options.packTimeout : options.tokenTimeout;
}

int HttpFetch::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

// "500 Internal Server Error: error loading JWT".
QString HttpFetch::answerText() const
{
    const QString reason
        = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    QString text = QString::number(status());
    if (!reason.isEmpty())
        text += u' ' + reason;
    if (status() >= 300 && status() < 400) {
        const QString target = QString::fromUtf8(m_reply->rawHeader("Location"));
        return tr("%1: the redirect to %2 is not followed").arg(text, target);
    }
    const QByteArray body = m_body.left(kMaxErrorText).trimmed();
    return body.isEmpty() ? text : text + u": "_s + QString::fromUtf8(body);
}

QString HttpFetch::place() const
{
    return HttpAddress::shown(m_current.url, QUrl::FullyEncoded);
}

} // namespace jwt
