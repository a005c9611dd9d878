// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"

#include <QtCore/QObject>

#include <chrono>
#include <memory>

// Where tokens come from (spec/jwt.md §3-§5). Sources live on the UI thread and never block it.
namespace jwt {

// What to fetch: everything a source has, or one account (or activation hash).
struct FetchRequest
{
    QByteArray key; ///< empty: everything
};

struct FetchOutcome
{
    // Nothing: all went well. Network, Tls, Auth, Io: the source could not be reached or read.
    std::optional<base::Error> error;
    QStringList problems; ///< of single items, each a sentence; the rest was delivered
    qsizetype tokens = 0;
    QString detail; ///< "ETag unchanged", "3 servers, one copy differs"; may be empty
};

// One fetch under way; deleting it cancels. Order of signals: any number of found and progressed,
// then finished exactly once, never before fetch() has returned; nothing follows.
class TokenFetch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    void found(const std::vector<jwt::FoundToken> &tokens);
    void progressed(qint64 done, qint64 total); ///< total 0: unknown
    void finished(const jwt::FetchOutcome &outcome);
};

class TokenSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // How it is written on the command line: "http://…", "dir:PATH", "nsc:PATH", "config:FILE".
    [[nodiscard]] virtual QString name() const = 0;
    // A child of `parent`; it may outlive the source.
    [[nodiscard]] virtual TokenFetch *fetch(const FetchRequest &request, QObject *parent) = 0;

signals:
    void changed(); ///< a watched file did; at most every base::FileWatch::kSettleTime
};

struct SourceOptions
{
    QString caFile; ///< PEM, of https://; empty: the system's
};

// From its command line form; a bare path is looked at: a directory with a ".nsc" file, nsc.json, a
// directory, a server configuration, a file with tokens. NATS resolvers need a session and are made
// by resolversource.h. Fails if the form is unknown or the path does not exist.
base::Result<std::unique_ptr<TokenSource>> openSource(const QString &text,
                                                      const SourceOptions &options = {});

} // namespace jwt
