// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/routes.h"

#include "core/accountserver/admission.h"
#include "core/accountserver/answers.h"
#include "core/accountserver/caching.h"
#include "core/accountserver/cors.h"
#include "core/accountserver/decodedtext.h"
#include "core/accountserver/helptext.h"
#include "core/accountserver/pack.h"
#include "core/accountserver/routepath.h"
#include "core/jwt/storedname.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace accountserver {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Routes)
};

bool reads(const Ask &ask)
{
    return ask.method == "GET" || ask.method == "HEAD";
}

// Activations and accounts have their own routes: no key of one is a key of the other.
bool mayBeKept(Route route, const QByteArray &key)
{
    return isStoreKey(key) && jwt::isActivationHash(key) == (route == Route::Activation);
}

bool isOf(Route route, const StoredToken &token)
{
    return token.decodes
        && token.kind == (route == Route::Activation ? jwt::Kind::Activation : jwt::Kind::Account);
}

// Digits with a sign; Qt would take spaces around them and whatever comes behind a NUL.
std::optional<qint64> wholeNumber(QByteArrayView text)
{
    const bool sign = text.startsWith('-') || text.startsWith('+');
    const QByteArrayView digits = text.sliced(sign ? 1 : 0);
    bool fits
        = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    const qint64 number = fits ? text.toByteArray().toLongLong(&fits) : 0;
    return fits ? std::optional(number) : std::nullopt;
}

Answer missing(Route route)
{
    return route == Route::Activation ? goError(404, "No Matching JWT", Text::tr("not here"))
                                      : plainText(404, "no matching account JWT");
}

Answer cannotLoad(const base::Error &error)
{
    const bool own
        = error.kind == base::ErrorKind::Io || error.kind == base::ErrorKind::Unsupported;
    return plainText(own ? 500 : 502, "error loading JWT", error.text);
}

// How old a copy is that could not be asked for again (RFC 9111 5.1, RFC 7234 5.5.1).
void addAge(const Upstream::Copy &copy, Answer &answer)
{
    if (!copy.age)
        return;
    answer.headers.emplace_back("Age", QByteArray::number(qMax(*copy.age, qint64(0))));
    answer.headers.emplace_back("Warning", "110 - \"Response is Stale\"");
}

} // namespace

QByteArrayView Ask::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray Ask::value(QByteArrayView name) const
{
    for (const auto &[key, value] : query) {
        if (name == QByteArrayView(key))
            return value.toLower();
    }
    return {};
}

bool Routes::Methods::has(const QByteArray &method) const
{
    return method == "POST" ? post : get && (method == "GET" || method == "HEAD");
}

QByteArray Routes::Methods::allowed() const
{
    QByteArray list = get ? "GET, HEAD, " : "";
    if (post)
        list += "POST, ";
    return list += "OPTIONS";
}

Answer Routes::answer(const Ask &ask, jwt::UnixTime now) const
{
    if (isPreflight(ask))
        return preflightAnswer(ask);
    const RoutePath path = routeOf(ask.path);
    const Methods methods = methodsOf(path.route);
    if (ask.method == "OPTIONS" && methods.any())
        return optionsAnswer(methods);

    Answer answer = routed(ask, path, methods, now);
    if (ask.method != "OPTIONS")
        addCors(ask, answer);
    return answer;
}

Routes::Methods Routes::methodsOf(Route route) const
{
    const bool activations = m_site.writable && m_site.store.holdsActivations();
    switch (route) {
    case Route::None:
        return {};
    case Route::Operator:
        return {!m_site.operatorText.isEmpty(), false};
    case Route::Pack:
        return {m_site.packs && m_site.store.hasPack(), false};
    case Route::Account:
        return {true, m_site.writable};
    case Route::Activations:
        return {false, activations};
    case Route::Health:
    case Route::Help:
    case Route::ResolverCheck:
    case Route::Activation:
        break;
    }
    return {true, false};
}

Answer Routes::optionsAnswer(Methods methods)
{
    Answer answer;
    answer.headers.emplace_back("Allow", methods.allowed());
    return answer;
}

Answer Routes::routed(const Ask &ask, const RoutePath &path, Methods methods,
                      jwt::UnixTime now) const
{
    if (!path.redirect.isEmpty() && methodsOf(routeOf(path.redirect).route).has(ask.method))
        return redirectTo(path.redirect, ask);
    if (!methods.any())
        return goError(404, "404 page not found", Text::tr("no such route"));
    if (!methods.has(ask.method)) {
        Answer refused = goError(405, "Method Not Allowed", Text::tr("not allowed here"));
        refused.headers.emplace_back("Allow", methods.allowed());
        return refused;
    }
    switch (path.route) {
    case Route::None:
    case Route::Health:
        break;
    case Route::Help:
        return content("text/plain", helpText());
    case Route::Operator:
        return operatorAnswer(ask);
    case Route::ResolverCheck: {
        Answer answer = bare(200, Text::tr("resolver check"));
        answer.headers = {{"Cache-Control", "no-cache, no-store, must-revalidate"},
                          {"Pragma", "no-cache"},
                          {"Expires", "0"}};
        return answer;
    }
    case Route::Account:
    case Route::Activation:
        return reads(ask) ? tokenAnswer(ask, path.route, path.key, now)
                          : posted(ask, path.key, path.route, now);
    case Route::Activations:
        return posted(ask, {}, path.route, now);
    case Route::Pack:
        return packAnswer(ask);
    }
    return bare(200);
}

Answer Routes::operatorAnswer(const Ask &ask) const
{
    if (ask.asks("decode") && !ask.asks("text")) {
        return content("application/json", decodedText(*jwt::Token::decode(m_site.operatorText)));
    }
    return content(ask.asks("text") ? "text/plain" : "application/jwt", m_site.operatorText);
}

base::Result<Upstream::Copy> Routes::find(Route route, const QByteArray &key) const
{
    base::Result<Upstream::Copy> found = Upstream::Copy{};
    if (!mayBeKept(route, key))
        return found;
    if (m_site.upstream) {
        found = m_site.upstream->get(key);
    } else if (auto loaded = m_site.store.load(key)) {
        found = Upstream::Copy{std::move(loaded).value(), {}, {}};
    } else {
        found = loaded.error();
    }
    if (key == m_site.systemAccountKey && m_site.systemAccount && (!found || !found->token))
        found = Upstream::Copy{m_site.systemAccount, {}, {}};
    return found;
}

Answer Routes::tokenAnswer(const Ask &ask, Route route, const QByteArray &key,
                           jwt::UnixTime now) const
{
    const auto found = find(route, key);
    Answer answer;
    if (!found)
        answer = cannotLoad(found.error());
    else if (!found->token)
        answer = missing(route);
    else if (!isOf(route, *found->token))
        answer = plainText(500, "error loading JWT", Text::tr("what is stored is no such JWT"));
    else
        answer = tokenAnswer(ask, key, *found, now);
    // What was asked for may be anything at all.
    if (mayBeKept(route, key))
        answer.key = key;
    return answer;
}

Answer Routes::tokenAnswer(const Ask &ask, const QByteArray &key, const Upstream::Copy &copy,
                           jwt::UnixTime now) const
{
    const StoredToken &token = *copy.token;
    Answer answer;
    if (ask.asks("text")) {
        answer = content("text/plain", token.text, Text::tr("as text"));
    } else if (ask.asks("decode")) {
        answer = content("application/json", decodedText(*jwt::Token::decode(token.text)),
                         Text::tr("decoded"));
    } else if (ask.asks("check") && token.exp > 0 && token.exp < now) {
        return bare(404, Text::tr("expired"));
    } else {
        const QByteArray etag = etagOf(token);
        if (matchesTag(ask.header("If-None-Match"), etag)) {
            answer = bare(304, Text::tr("ETag unchanged"));
        } else {
            answer = content("application/jwt", token.text);
            if (ask.asks("notify") && ask.method == "GET" && m_site.announce) {
                m_site.announce(key, copy.token);
                answer.note = Text::tr("announced");
            }
        }
        answer.headers.emplace_back("ETag", etag);
        // A replica does not know how long what it never fetched is good.
        if (!m_site.upstream || copy.freshFor)
            answer.headers.emplace_back("Cache-Control", cacheControl(token, now, copy.freshFor));
    }
    addAge(copy, answer);
    return answer;
}

Answer Routes::posted(const Ask &ask, const QByteArray &key, Route route, jwt::UnixTime now) const
{
    const Admission admission = route == Route::Activations
        ? admitActivation(ask.body, m_site.authority, m_site.store, now)
        : admitAccount(key, ask.body, m_site.authority, now);
    if (const Refusal *refusal = std::get_if<Refusal>(&admission)) {
        return refusal->isValidation
            ? goError(refusal->status, refusal->text, Text::tr("validation issues"))
            : plainText(refusal->status, refusal->text);
    }
    const Admitted &admitted = std::get<Admitted>(admission);
    const auto kept = m_site.keeper.keep(admitted.key, admitted.token, ask.asks("force"));
    Answer answer;
    if (!kept) {
        answer = plainText(500, "error saving JWT", kept.error().text);
    } else if (*kept == Keeper::Kept::Older) {
        answer = plainText(409, "a newer JWT is stored, ?force=true replaces it",
                           Text::tr("older than what is stored"));
    } else {
        const bool changed = *kept == Keeper::Kept::Stored;
        answer = bare(200, changed ? Text::tr("stored") : Text::tr("unchanged"));
        // Whoever posts again wants the servers to hear of it: they may have missed it.
        if (!changed && m_site.announce)
            m_site.announce(admitted.key, admitted.token);
    }
    answer.key = admitted.key;
    return answer;
}

Answer Routes::packAnswer(const Ask &ask) const
{
    const QByteArray text = ask.value("max");
    const auto max = text.isEmpty() ? std::optional<qint64>(-1) : wholeNumber(text);
    if (!max)
        return plainText(400, "bad max parameter " + quoted(text), Text::tr("bad max parameter"));
    Answer answer = content("text/plain", {}, Text::tr("pack"));
    answer.pieces = packOf(m_site.store, *max);
    return answer;
}

} // namespace accountserver
