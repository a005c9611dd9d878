// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httphead.h"
#include "core/accountserver/memorystore.h"
#include "core/accountserver/requestlog.h"
#include "core/accountserver/seedsearch.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

namespace {

using namespace accountserver;

constexpr jwt::UnixTime kNow = 1795292746;
const QByteArray kKept = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";

// A server without an operator that keeps one token, whose id is whatever there is.
struct Server
{
    MemoryStore store;
    Keeper keeper{store};
    Routes routes{Site{store, keeper, {}, "a.b.c", {}, {}, true, true, nullptr, {}}};

    explicit Server(QByteArrayView input)
    {
        auto token = std::make_shared<StoredToken>();
        token->text = "a.b.c";
        token->jti = input.first(qMin(input.size(), qsizetype(40))).toByteArray();
        token->kind = jwt::Kind::Account;
        token->decodes = true;
        FUZZ_CHECK(store.save(kKept, token).ok());
    }
};

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

void check(const Ask &ask, const Answer &answer)
{
    FUZZ_CHECK(answer.status >= 200 && answer.status < 600);
    FUZZ_CHECK(answer.status != 304 || answer.body.isEmpty());
    for (const auto &[name, value] : answer.headers)
        FUZZ_CHECK(!name.isEmpty() && isPrintable(name) && isPrintable(value));
    FUZZ_CHECK(answer.key.isEmpty() || isStoreKey(answer.key));
    FUZZ_CHECK(!containsSeed(answer.note.toUtf8()));
    const QByteArray target = loggableTarget(ask);
    FUZZ_CHECK(target.size() <= LogEntry::kMaxTarget && isPrintable(target));
    FUZZ_CHECK(!containsSeed(target));
    for (qsizetype pieces = 0; answer.pieces && !answer.pieces().isEmpty(); ++pieces)
        FUZZ_CHECK(pieces < 1000);
}

// Where the head ends does not depend on how it comes.
void checkEnd(QByteArrayView bytes, qsizetype end)
{
    const qsizetype half = (end < 0 ? bytes.size() : end) / 2;
    FUZZ_CHECK(headEnd(bytes.first(half)) < 0);
    FUZZ_CHECK(headEnd(bytes, half) == end);
}

} // namespace

// Requests one after the other: each is answered or refused, and nothing that was sent becomes a
// header, a line of the log or a token in the store that is none.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    QByteArrayView rest = fuzz::view(data, size);
    Server server(rest);
    for (;;) {
        const qsizetype end = headEnd(rest);
        checkEnd(rest, end);
        if (end < 0)
            break;
        auto parsed = parseHead(rest.first(end));
        rest = rest.sliced(end);
        HttpHead *head = std::get_if<HttpHead>(&parsed);
        if (!head) {
            const auto &problem = std::get<HttpProblem>(parsed);
            FUZZ_CHECK(problem.status >= 400 && problem.status < 600 && isPrintable(problem.text));
            continue;
        }
        const qsizetype body = qMin(qsizetype(head->contentLength), rest.size());
        head->ask.body = rest.first(body).toByteArray();
        rest = rest.sliced(body);
        check(head->ask, server.routes.answer(head->ask, kNow));
    }
    for (const QByteArray &key : server.store.keys()) {
        const auto kept = server.store.load(key);
        FUZZ_CHECK(kept.ok() && *kept && (*kept)->decodes && isStoreKey(key));
    }
    return 0;
}
