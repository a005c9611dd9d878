// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/filesource.h"

#include "core/jwt/pack.h"
#include "core/jwt/slicedfetch.h"
#include "core/jwt/tokentext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kPiece = 256 * 1024;

class FileFetch final : public SlicedFetch
{
    Q_DECLARE_TR_FUNCTIONS(jwt::FileFetch)

public:
    FileFetch(FetchRequest request, const QString &path, QObject *parent)
        : SlicedFetch(std::move(request), path, parent)
        , m_file(path)
    {}

    // A creds file's content must not stay in freed memory.
    ~FileFetch() override { base::wipe(m_content); }

    [[nodiscard]] std::vector<base::SeenPath> seen() const { return {m_seen}; }

private:
    bool step() override
    {
        if (!m_file.isOpen())
            return open();
        if (m_isPack && nextEntry())
            return true;
        if (!m_ended)
            return readPiece();
        if (m_next >= m_tokens.size())
            return false;
        FoundText &found = m_tokens[m_next++];
        Origin origin;
        origin.storedAs
            = found.key.isEmpty() ? QFileInfo(m_file.fileName()).fileName().toUtf8() : found.key;
        deliver(std::move(found.token), origin);
        setProgress(qint64(m_next), qint64(m_tokens.size()));
        return m_next < m_tokens.size();
    }

    bool open()
    {
        const QFileInfo info(m_file.fileName());
        m_seen = base::SeenPath::of(info);
        // Opening a pipe would wait for somebody to write.
        if (info.exists() && !info.isFile()) {
            fail({base::ErrorKind::Io, tr("%1 is not a file").arg(m_file.fileName()), -1});
            return false;
        }
        if (m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return true;
        fail({base::ErrorKind::Io,
              tr("%1 could not be read: %2").arg(m_file.fileName(), m_file.errorString()), -1});
        return false;
    }

    bool readPiece()
    {
        QByteArray piece = m_file.read(kPiece);
        if (m_read == 0)
            m_isPack = PackReader::looksLike(piece);
        m_read += piece.size();
        const qint64 limit = m_isPack ? FileSource::kMaxPack : FileSource::kMaxText;
        if (m_read > limit) {
            fail({base::ErrorKind::Limit,
                  tr("%1 is too large: at most %2 MiB are read")
                      .arg(m_file.fileName())
                      .arg(limit / 1024 / 1024),
                  -1});
            return false;
        }
        m_ended = piece.isEmpty();
        if (m_isPack) {
            m_pack.feed(piece);
            if (m_ended)
                m_pack.end();
            setProgress(m_read, m_file.size());
        } else if (!m_ended) {
            m_content += piece;
        } else {
            TokenText found = findTokens(m_content);
            m_tokens = std::move(found.tokens);
            if (found.truncated)
                addProblem(tr("Only the first %1 tokens are shown").arg(m_tokens.size()));
            setDetail(found.warning);
        }
        base::wipe(piece);
        return true;
    }

    // False if more must be read.
    bool nextEntry()
    {
        auto entry = m_pack.next();
        for (const QString &problem : m_pack.takeProblems())
            addProblem(problem);
        if (entry) {
            Origin origin;
            origin.storedAs = std::move(entry->key);
            deliver(std::move(entry->token), origin);
        }
        return entry.has_value();
    }

    QFile m_file;
    base::SeenPath m_seen;
    qint64 m_read = 0;
    bool m_ended = false;
    bool m_isPack = false;
    QByteArray m_content;
    PackReader m_pack;
    std::vector<FoundText> m_tokens;
    size_t m_next = 0;
};

} // namespace

FileSource::FileSource(const QString &path, QObject *parent)
    : TokenSource(parent)
    , m_path(QDir::cleanPath(path))
{
    connect(&m_watch, &base::FileWatch::changed, this, &TokenSource::changed);
}

TokenFetch *FileSource::fetch(const FetchRequest &request, QObject *parent)
{
    auto *fetch = new FileFetch(request, m_path, parent);
    connect(fetch, &TokenFetch::finished, this, [this, fetch] { m_watch.watch(fetch->seen()); });
    return fetch;
}

} // namespace jwt
