// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

// Where our account server answers otherwise than the original, and why. The README's table is this
// one. tst_transcripts.cpp replays every recorded exchange: each difference has to be here, and
// each of these has to be seen.
struct Difference
{
    const char *what;
    const char *original;
    const char *ours;
    const char *why;
    // Of "MODE/EXCHANGE: ASPECT: ORIGINAL -> OURS", the whole of it.
    const char *pattern;
};

inline constexpr std::array kDifferences{
    Difference{"account that is not there", "500 `error loading JWT`",
               "404 `no matching account JWT`",
               "nothing is wrong with the server; v1.x says so too",
               R"(.*: (status: 500 -> 404|content-length: 18 -> 24|)"
               R"(body: error loading JWT -> no matching account JWT))"},
    Difference{"account's key in `activations/`", "500 `error loading JWT`",
               "404 `No Matching JWT`", "there is no such activation",
               R"(.*/GET account through the activations path: (status: 500 -> 404|)"
               R"(content-length: 18 -> 16|content-type: text/plain -> text/plain; charset=utf-8|)"
               R"(x-content-type-options: none -> nosniff|)"
               R"(body: error loading JWT -> No Matching JWT))"},
    Difference{
        "`max-age` of a token without `exp`", "minus the present time", "3600",
        "an age is not negative (RFC 9111); an hour is what replicas keep a token for",
        R"(.*: cache-control: max-age=<negative>, (stale-while-revalidate=\d+, stale-if-error=\d+))"
        R"( -> max-age=3600, \1)"},
    Difference{"`max-age` of an expired token", "negative", "0", "as above",
               R"(.*/GET expired account: cache-control: max-age=<negative>, )"
               R"((stale-while-revalidate=3600, stale-if-error=3600) -> max-age=0, \1)"},
    Difference{
        "304", "without headers", "with `ETag` and `Cache-Control`",
        "RFC 9110 15.4.5: a cache renews its copy by them",
        R"re(.*/GET account If-None-Match( in a list, weak)?: (etag: none -> "[A-Z2-7]{52}"|)re"
        R"(cache-control: none -> max-age=3600, stale-while-revalidate=3600, stale-if-error=3600))"},
    Difference{
        "`If-None-Match: *`", "200", "304", "RFC 9110 13.1.2",
        R"(.*/GET account If-None-Match \*: (status: 200 -> 304|content-length: 708 -> none|)"
        R"(content-type: application/jwt -> none|body: eyJ\S* -> nothing))"},
    Difference{"`HEAD`", "405", "answered like GET, without the body; in `Allow`", "RFC 9110 9.1",
               R"(.*/GET account, HEAD: (status: 405 -> (?:200|404)|content-length: 19 -> 24|)"
               R"(content-type: .* -> text/plain|allow: .* -> none|cache-control: none -> .*|)"
               R"(content-length: 19 -> 708|content-type: .* -> application/jwt|etag: none -> .*|)"
               R"(x-content-type-options: nosniff -> none)|.*: allow: GET, (.*) -> GET, HEAD, \2)"},
    Difference{"`?decode=true`", "text that looks like JSON, dates in between",
               "JSON: `header`, `claims`, `signature`, `times`, `activations`",
               "programs can read it; the claims are as they were signed",
               R"(.*/(operator|GET account|GET full account|GET activation) decode.*: )"
               R"((content-length: \d+ -> \d+|content-type: text/plain -> application/json|)"
               R"(body: lacks .*))"},
    Difference{"body over 1 MiB", "stored, whatever its size", "413",
               "no server takes such a token, and memory is finite",
               R"(.*/POST token of 1\.1 MB: (status: (?:200|400) -> 413|content-length: .* -> 22|)"
               R"(content-type: .* -> text/plain; charset=utf-8|vary: Origin -> none|)"
               R"(x-content-type-options: none -> nosniff|body: .* -> the body is too large))"},
    Difference{"issuer with a key of 31 bytes", "crashes: no answer", "400 `bad JWT in request`",
               "it is no key",
               R"(.*/POST iss with a 31 byte key: (status: 0 -> 400|content-length: none -> 19|)"
               R"(content-type: none -> text/plain|vary: none -> Origin|)"
               R"(body: nothing -> bad JWT in request))"},
    Difference{"expired activation", "stored", "400", "nobody can use it",
               R"(.*/POST expired activation: (status: 200 -> 400|content-length: 0 -> 37|)"
               R"(content-type: none -> text/plain|)"
               R"(body: nothing -> activation JWT in request is expired))"},
    Difference{
        "activation signed by no key of an account that is stored here", "stored",
        "400 `untrusted issuer in request`", "anybody could fill the store",
        R"(.*/POST activation signed by an operator key: (status: 200 -> 400|)"
        R"(content-length: 0 -> 28|content-type: none -> text/plain|)"
        R"(body: nothing -> untrusted issuer in request)|)"
        R"(memory(?:-no-operator)?/POST activation( by signing key)?: (status: 200 -> 400|content-length: 0 -> 28|)"
        R"(content-type: none -> text/plain|body: nothing -> untrusted issuer in request)|)"
        R"(memory(?:-no-operator)?/GET activation.*: (status: 200 -> 404|content-length: \d+ -> 16|)"
        R"(cache-control: .* -> none|etag: .* -> none|)"
        R"(content-type: .* -> text/plain; charset=utf-8|)"
        R"(x-content-type-options: none -> nosniff|body: .* No Matching JWT))"},
    Difference{"list of validation issues",
               "as library 2.3.0 finds and words them, in random order",
               "as 2.8.2 does, in the order of the claims", "today's servers use that library",
               R"(.*/POST many validation issues: (content-length: .*|body: lacks )"
               R"(overlapping subject namespace for "ovl\.a" and "ovl\.\*"; )"
               R"(Mapping "m\.three" exceeds 100% among all of it's weighted to mappings))"},
    Difference{
        "`pack` of a sharded or memory store", "in the order of folders; random",
        "in the order of the keys", "two packs can be compared",
        R"((dir-sharded|memory|memory-no-operator)/pack( max=-1| over the limit)?: body: )"
        R"((the same lines in another order|lacks (DKEWDX6D|VA2AE6OK|JXCZGXWK).*)|)"
        R"((dir-sharded|memory|memory-no-operator)/pack max( over the limit|=1): (content-length: .*|body: .*))"},
    Difference{"`pack?max=0` of a memory store", "everything", "nothing", "as the other stores",
               R"(memory(?:-no-operator)?/pack max=0: (content-length: .*|body: lacks .*))"},
    Difference{"replica, the primary is away, a copy is there", "as if nothing were wrong",
               "`Age` and `Warning: 110`; no `Cache-Control` for what it never fetched",
               "the copy may be old",
               R"(replica/primary stopped: replica GET account scoped.*: (age: none -> \d+|)"
               R"(warning: none -> 110 - "Response is Stale"|cache-control: .* -> none))"},
    Difference{"replica, the primary is away, no copy", "500 `error loading JWT`",
               "502, the same text", "the fault is not its own",
               R"(replica/primary stopped: replica GET unknown: status: 500 -> 502)"},
};
