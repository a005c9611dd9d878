// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// bench_jwt write FILE COUNT: that many different account tokens, one a line.
// bench_jwt sodium|fanin|examine FILE: the nanoseconds of wall time for each of them, of
// libsodium's bare verification, of our decoding, verifying and validating, and of that with the
// trust chain. Budget: fanin at most 1.5 times sodium and 0.8 times peer_jwt, which uses the Go
// library.
#include "core/jwt/issuer.h"
#include "core/jwt/trust.h"
#include "core/jwt/validation.h"
#include "core/nkey/ed25519.h"

#include <QtCore/QFile>
#include <QtCore/QList>

#include <chrono>
#include <cstdio>
#include <optional>

namespace {

constexpr jwt::UnixTime kIssued = 1'767'225'600;
constexpr jwt::UnixTime kNow = kIssued + 3600;

// What an account of a team has: limits, two exports, an import, a signing key.
jwt::AccountClaims accountBody(const nkey::KeyPair &account, const nkey::KeyPair &exporter)
{
    jwt::AccountClaims body;
    body.limits = jwt::unlimitedAccount();
    body.limits.conn = 100;
    body.limits.jetStream.disk = 10LL << 30;
    jwt::Export service;
    service.name = "lookup";
    service.subject = "orders.lookup";
    service.kind = jwt::ShareKind::Service;
    jwt::Export stream;
    stream.name = "created";
    stream.subject = "orders.*.created";
    stream.kind = jwt::ShareKind::Stream;
    body.exports = {service, stream};
    jwt::Import import;
    import.name = "time";
    import.subject = "time.utc";
    import.account = exporter.publicKey();
    import.kind = jwt::ShareKind::Service;
    body.imports = {import};
    jwt::SigningKey key;
    key.key = account.publicKey();
    body.signingKeys = {key};
    return body;
}

int write(const QString &path, int count)
{
    const nkey::KeyPair issuer = nkey::KeyPair::generate(nkey::Kind::Operator);
    const nkey::KeyPair exporter = nkey::KeyPair::generate(nkey::Kind::Account);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    for (int i = 0; i < count; ++i) {
        const nkey::KeyPair account = nkey::KeyPair::generate(nkey::Kind::Account);
        jwt::Claims claims;
        claims.sub = account.publicKey();
        claims.name = "TEAM-" + QByteArray::number(i);
        claims.iat = kIssued;
        claims.tags = {"env:prod", "region:eu"};
        claims.body = accountBody(nkey::KeyPair::generate(nkey::Kind::Account), exporter);
        file.write(jwt::issue(std::move(claims), issuer));
        file.write("\n");
    }
    return 0;
}

// The work that is measured: nothing if a token is not as it should be.
using Work = std::optional<std::chrono::nanoseconds> (*)(const QList<QByteArray> &tokens);

template<typename Each>
std::optional<std::chrono::nanoseconds> measure(qsizetype count, Each each)
{
    const auto start = std::chrono::steady_clock::now();
    for (qsizetype i = 0; i < count; ++i) {
        if (!each(i))
            return std::nullopt;
    }
    return std::chrono::steady_clock::now() - start;
}

std::optional<std::chrono::nanoseconds> sodium(const QList<QByteArray> &tokens)
{
    struct Signed
    {
        QByteArray key, bytes, signature;
    };
    std::vector<Signed> all;
    for (const QByteArray &text : tokens) {
        const jwt::TokenPtr token = jwt::Token::decode(text);
        const auto key = nkey::decodePublic(token->claims().iss);
        if (!key)
            return std::nullopt;
        all.push_back(
            {key->bytes, token->signedBytes().toByteArray(),
             QByteArray::fromBase64(token->part(2).toByteArray(), QByteArray::Base64UrlEncoding)});
    }
    return measure(qsizetype(all.size()), [&all](qsizetype i) {
        const Signed &one = all[size_t(i)];
        return nkey::ed25519::verify(one.key, one.bytes, one.signature);
    });
}

std::optional<std::chrono::nanoseconds> fanin(const QList<QByteArray> &tokens)
{
    return measure(tokens.size(), [&tokens](qsizetype i) {
        const jwt::TokenPtr token = jwt::Token::decode(tokens[i]);
        return token->decodes() && jwt::accepted(jwt::validate(*token, kNow));
    });
}

// As the window does it: everything is kept in a book, then examined.
std::optional<std::chrono::nanoseconds> examine(const QList<QByteArray> &tokens)
{
    jwt::Book book;
    const auto decoding = measure(tokens.size(), [&](qsizetype i) {
        return book.add({jwt::Token::decode(tokens[i]), {}});
    });
    const std::vector<const jwt::Book::Entry *> all = book.all();
    const auto examining = measure(qsizetype(all.size()), [&](qsizetype i) {
        return !jwt::examine(*all[size_t(i)]->token, book, {{}, kNow}).chain.empty();
    });
    return decoding && examining ? std::optional(*decoding + *examining) : std::nullopt;
}

int run(Work work, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    const QList<QByteArray> tokens = file.readAll().trimmed().split('\n');
    const auto elapsed = work(tokens);
    if (!elapsed)
        return 1;
    std::printf("%.1f\n", double(elapsed->count()) / double(tokens.size()));
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QByteArray verb = argc > 2 ? argv[1] : "";
    const QString path = argc > 2 ? QFile::decodeName(argv[2]) : QString();
    if (verb == "write" && argc > 3)
        return write(path, QByteArray(argv[3]).toInt());
    if (verb == "sodium")
        return run(&sodium, path);
    if (verb == "fanin")
        return run(&fanin, path);
    if (verb == "examine")
        return run(&examine, path);
    std::fputs("usage: bench_jwt write FILE COUNT | sodium|fanin|examine FILE\n", stderr);
    return 2;
}
