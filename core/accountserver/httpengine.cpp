// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httpengine.h"

#include "core/base/unixtime.h"

#include <QtCore/QCoreApplication>

#include <array>

#include <time.h>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HttpEngine)
};

// The only path the library knows; a short one, for it is matched by a regular expression.
constexpr char kOnlyPath[] = "/";
// No socket, but the library stops writing in the middle where there is none.
constexpr socket_t kNoSocket = 0;

} // namespace

QByteArray httpDate(jwt::UnixTime time)
{
    static constexpr char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr char months[][4]
        = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const time_t seconds = time_t(time);
    tm utc{};
    gmtime_r(&seconds, &utc);
    std::array<char, 64> text{};
    const int size = snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                              days[size_t(utc.tm_wday)], utc.tm_mday, months[size_t(utc.tm_mon)],
                              utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    return {text.data(), size};
}

HttpEngine::HttpEngine(const Routes &routes, std::atomic<qint64> &bodies)
    : m_routes(routes)
    , m_bodies(bodies)
{
    svr_sock_ = kNoSocket;
    set_payload_max_length(size_t(HttpStream::kMaxChunkedBody));
    set_pre_routing_handler([this](const httplib::Request &request, httplib::Response &response) {
        if (request.method == "POST")
            return HandlerResponse::Unhandled;
        fill(response, m_routes.answer(m_head.ask, base::unixNow()));
        return HandlerResponse::Handled;
    });
    Post(kOnlyPath,
         [this](const httplib::Request &, httplib::Response &response,
                const httplib::ContentReader &reader) { receive(response, reader); });
    set_exception_handler(
        [this](const httplib::Request &, httplib::Response &response, std::exception_ptr) {
            m_close = true;
            Answer answer;
            answer.status = 500;
            answer.note = Text::tr("out of memory");
            fill(response, std::move(answer));
        });
    set_post_routing_handler(
        [this](const httplib::Request &, httplib::Response &response) { finish(response); });
}

HttpEngine::Result HttpEngine::answer(HttpStream &stream, HttpHead head, bool close)
{
    m_stream = &stream;
    m_head = std::move(head);
    // A body nobody reads would be taken for the next request.
    m_close = close || (m_head.hasBody() && m_head.ask.method != "POST");
    m_answered = false;
    m_result = {};
    stream.present(m_head, m_close);
    const bool processed = process(stream);
    m_bodies -= m_head.ask.body.size();
    m_head.ask.body.clear();
    if (!m_answered) {
        stream.dropOutput();
        return {};
    }
    // An answer that did not arrive is none.
    if (!stream.flush())
        return {};
    m_result.mayGoOn = processed && !m_close;
    return std::exchange(m_result, {});
}

// The library catches what the routes throw, not what comes while pieces are written.
bool HttpEngine::process(HttpStream &stream)
{
    bool closed = false;
    try {
        return process_request(stream, m_close, closed, {});
    } catch (const std::exception &) {
        m_answered = false;
        return false;
    }
}

HttpEngine::Result HttpEngine::refuse(HttpStream &stream, const HttpProblem &problem)
{
    const QByteArray body = problem.text + '\n';
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(problem.status) + ' ' + problem.text
        + "\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
          "Connection: close\r\nDate: "
        + httpDate(base::unixNow()) + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
    stream.dropOutput();
    stream.write(answer.constData(), size_t(answer.size()));
    Result result;
    result.note = QString::fromUtf8(problem.text);
    if (stream.flush()) {
        result.status = problem.status;
        result.bytes = body.size();
    }
    return result;
}

void HttpEngine::receive(httplib::Response &response, const httplib::ContentReader &reader)
{
    QByteArray &body = m_head.ask.body;
    bool tooLarge = false;
    bool tooMany = false;
    const bool complete = reader([&](const char *bytes, size_t size) {
        tooLarge = body.size() + qsizetype(size) > Routes::kMaxBody;
        tooMany = (m_bodies += qint64(size)) > kMaxBodies;
        body.append(bytes, tooLarge ? 0 : qsizetype(size));
        if (tooLarge)
            m_bodies -= qint64(size);
        return !tooLarge && !tooMany;
    });
    // Too late, or gone: the connection ends without an answer.
    if (m_stream->failed())
        return;
    if (complete) {
        m_stream->chunksAreRead();
        return fill(response, m_routes.answer(m_head.ask, base::unixNow()));
    }
    m_close = true;
    Answer answer;
    answer.headers.emplace_back("Content-Type", "text/plain");
    // The chunks' own bytes have a bound too.
    tooLarge = tooLarge || m_stream->bodyIsRead();
    answer.status = tooMany ? 503 : tooLarge ? 413 : 400;
    answer.body = tooMany ? "too many bodies at once\n"
        : tooLarge        ? "the body is too large\n"
                          : "malformed body\n";
    answer.note = tooMany ? Text::tr("too much is being posted at once")
        : tooLarge        ? Text::tr("too large")
                          : Text::tr("malformed body");
    fill(response, std::move(answer));
}

void HttpEngine::fill(httplib::Response &response, Answer answer)
{
    m_answered = true;
    m_sizeUnknown = false;
    m_result.status = answer.status;
    m_result.note = std::move(answer.note);
    m_result.key = std::move(answer.key);
    response.status = answer.status;
    response.headers.clear();
    for (const auto &[name, value] : answer.headers)
        response.headers.emplace(name.toStdString(), value.toStdString());
    response.headers.emplace("Date", httpDate(base::unixNow()).toStdString());
    if (!answer.pieces) {
        response.body.assign(answer.body.constData(), size_t(answer.body.size()));
        m_result.bytes = m_head.ask.method == "HEAD" ? 0 : answer.body.size();
        return;
    }
    if (m_head.ask.method == "HEAD") {
        m_sizeUnknown = true;
        return;
    }
    const std::string type = response.get_header_value("Content-Type");
    response.headers.erase("Content-Type");
    const auto provide
        = [this, pieces = std::move(answer.pieces)](size_t, httplib::DataSink &sink) {
              const QByteArray piece = pieces();
              m_result.bytes += piece.size();
              if (!piece.isEmpty())
                  return sink.write(piece.constData(), size_t(piece.size()));
              sink.done();
              return true;
          };
    // Who does not know chunks reads to the end of the connection.
    if (m_head.http10)
        response.set_content_provider(type, provide);
    else
        response.set_chunked_content_provider(type, provide);
}

// What the library adds of its own and should not.
void HttpEngine::finish(httplib::Response &response) const
{
    response.headers.erase("Keep-Alive");
    response.headers.erase("Accept-Ranges");
    if (response.status == 304 || m_sizeUnknown)
        response.headers.erase("Content-Length");
    if (m_close && !response.has_header("Connection"))
        response.headers.emplace("Connection", "close");
}

} // namespace accountserver
