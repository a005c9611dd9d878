// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Every recorded exchange of the original (nats-account-server 0.8.6), asked of ours.
#include "core/accountserver/httpserver.h"
#include "core/accountserver/stores.h"
#include "tests/core/accountserver/differences.h"
#include "tests/support/rawclient.h"
#include "tests/support/servingscene.h"
#include "tests/support/transcript.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <set>

using namespace accountserver;
using namespace Qt::StringLiterals;
using transcript::Exchange;
using transcript::Headers;

class TestTranscripts : public QObject
{
    Q_OBJECT

private slots:
    void everyRecordedExchangeIsRead_data();
    void everyRecordedExchangeIsRead();
    void theOriginalsAnswersAreOurs_data();
    void theOriginalsAnswersAreOurs();
    void aReplicaAnswersAsTheOriginal();
    void everyDifferenceOfTheTableIsThere();
    void theReadmeHasTheTable();
};

namespace {

const QString kFolder = u"transcripts/account-server/v0.8.6+jwt2.3.0-%1.txt"_s;

void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString target = to + files.next().sliced(from.size());
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(files.filePath(), target)
            || !QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner))
            qFatal("%s cannot be copied", qPrintable(target));
    }
}

// A server as the recorder started it.
struct Original
{
    QTemporaryDir folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<Keeper> keeper;
    std::unique_ptr<Routes> routes;
    std::unique_ptr<HttpServer> server;
    quint16 port = 0;

    explicit Original(const QByteArray &mode)
    {
        Options options;
        options.port = 0;
        options.path = folder.filePath(u"store"_s);
        options.store = mode.startsWith("memory") ? StoreKind::Memory
            : mode == "nsc"                       ? StoreKind::Nsc
                                                  : StoreKind::Directory;
        options.sharded = mode == "dir-sharded";
        options.readOnly = mode == "dir-ro" || mode == "nsc";
        if (mode == "nsc")
            copyFolder(jwtfixtures::path(u"nsc/data/nats/nsc/stores/ACME"_s), options.path);
        else if (options.store == StoreKind::Directory)
            copyFolder(
                jwtfixtures::path(options.sharded ? u"dirstore/sharded"_s : u"dirstore/flat"_s),
                options.path);
        auto opened = openStore(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        store = std::move(opened).value();
        keeper = std::make_unique<Keeper>(*store);
        // Flags name no operator and no system account; an nsc store has its own operator.
        const bool configured = mode == "memory" || mode == "dir" || mode == "dir-sharded";
        Site site{*store, *keeper, {}, {}, {}, {}, !options.readOnly, true, nullptr, {}};
        if (configured || mode == "nsc")
            site.operatorText = serving::token(u"operator/operator"_s);
        if (!site.operatorText.isEmpty()) {
            site.authority
                = Authority::of(jwt::Token::decode(site.operatorText), serving::kNow).value();
        }
        if (configured) {
            site.systemAccount = storedToken(serving::token(u"account/sys"_s));
            site.systemAccountKey = serving::kSystem;
        }
        routes = std::make_unique<Routes>(std::move(site));
        server = std::make_unique<HttpServer>(options, *routes);
        const auto listening = server->listen();
        if (!listening)
            qFatal("%s", qPrintable(listening.error().text));
        port = *listening;
    }
};

Exchange asked(quint16 port, const Exchange &recorded)
{
    QByteArray request = recorded.method + ' ' + recorded.target + " HTTP/1.1\r\nHost: a\r\n";
    for (const auto &[name, value] : recorded.sent)
        request += name + ": " + value + "\r\n";
    if (recorded.method == "POST" || recorded.method == "PUT")
        request += "Content-Length: " + QByteArray::number(recorded.body.size()) + "\r\n";
    RawClient client(port);
    client.send(request + "\r\n" + recorded.body);
    const RawClient::Response response = client.response(recorded.method == "HEAD");
    Exchange ours = recorded;
    ours.status = response.status;
    ours.headers.clear();
    for (const QByteArray &line : response.head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon) != "Date")
            ours.headers.emplace_back(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    ours.answer = response.body;
    return ours;
}

QByteArray valueOf(const Headers &headers, const QByteArray &name)
{
    QByteArrayList values;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values.append(value);
    }
    return values.join(" | ");
}

// How the body is framed is no part of what is said, but its length is.
bool isFraming(const QByteArray &name)
{
    return name == "transfer-encoding" || name == "connection";
}

// The time until the token expires is another now; one second more or less is the original's
// rounding.
QByteArray withoutClock(QByteArray value)
{
    static const QRegularExpression far(u"max-age=2\\d{9},"_s);
    static const QRegularExpression negative(u"max-age=-\\d+,"_s);
    QString text = QString::fromUtf8(value);
    text.replace(far, u"max-age=<until it expires>,"_s);
    text.replace(negative, u"max-age=<negative>,"_s);
    return text.toUtf8();
}

QByteArray shortened(const QByteArray &line)
{
    const qsizetype bar = line.indexOf('|');
    if (bar > 0)
        return line.first(qMin(bar, qsizetype(8)));
    const QByteArray text = line.startsWith("\t - ") ? line.sliced(4) : line;
    return text.isEmpty() ? "nothing" : text.left(80);
}

QByteArray bodyDifference(const Exchange &recorded, const Exchange &ours)
{
    const auto trimmed = [](QByteArray text) {
        while (!text.isEmpty() && QByteArrayView("\r\n \t").contains(text.back()))
            text.chop(1);
        return text;
    };
    const QByteArray theirs = trimmed(recorded.answer);
    const QByteArray own = trimmed(ours.answer);
    if (theirs == own || (recorded.cut && own.startsWith(theirs)))
        return {};
    const QList<QByteArray> ownLines = own.split('\n');
    QList<QByteArray> lines = theirs.split('\n');
    if (recorded.cut)
        lines.removeLast(); // half of one
    // Of a list it is said what is missing; of a pack by the keys.
    QByteArrayList missing;
    for (const QByteArray &line : lines) {
        if (!ownLines.contains(line))
            missing.append(shortened(line));
    }
    if (lines.size() == 1 && !recorded.cut)
        return "body: " + shortened(theirs) + " -> " + shortened(own);
    if (missing.isEmpty())
        return "body: the same lines in another order";
    return "body: lacks " + missing.join("; ");
}

QByteArrayList differencesOf(const Exchange &recorded, const Exchange &ours)
{
    QByteArrayList found;
    if (recorded.status != ours.status) {
        found.append("status: " + QByteArray::number(recorded.status) + " -> "
                     + QByteArray::number(ours.status));
    }
    std::set<QByteArray> names;
    for (const Headers *headers : {&recorded.headers, &ours.headers}) {
        for (const auto &[name, value] : *headers)
            names.insert(name.toLower());
    }
    // A chunked answer has no length.
    const bool chunked = !valueOf(recorded.headers, "Transfer-Encoding").isEmpty()
        || !valueOf(ours.headers, "Transfer-Encoding").isEmpty();
    for (const QByteArray &name : names) {
        const QByteArray theirs = withoutClock(valueOf(recorded.headers, name));
        const QByteArray own = withoutClock(valueOf(ours.headers, name));
        if (theirs == own || isFraming(name) || (chunked && name == "content-length"))
            continue;
        found.append(name + ": " + (theirs.isEmpty() ? "none" : theirs) + " -> "
                     + (own.isEmpty() ? "none" : own));
    }
    if (const QByteArray body = bodyDifference(recorded, ours); !body.isEmpty())
        found.append(body);
    return found;
}

std::vector<QRegularExpression> compiled()
{
    std::vector<QRegularExpression> patterns;
    for (const Difference &difference : kDifferences) {
        patterns.emplace_back(
            QRegularExpression::anchoredPattern(QString::fromUtf8(difference.pattern)));
        if (!patterns.back().isValid())
            qFatal("%s: %s", difference.what, qPrintable(patterns.back().errorString()));
    }
    return patterns;
}

// What the table does not know; what it knows is noted.
QByteArrayList unknownOf(const QByteArray &where, const Exchange &recorded, const Exchange &ours,
                         std::set<size_t> &seen)
{
    QByteArrayList unknown;
    for (const QByteArray &difference : differencesOf(recorded, ours)) {
        const QByteArray line = where + "/" + recorded.name + ": " + difference;
        bool known = false;
        for (size_t i = 0; i < kDifferences.size(); ++i) {
            static const auto patterns = compiled();
            if (!patterns[i].match(QString::fromUtf8(line)).hasMatch())
                continue;
            known = true;
            seen.insert(i);
        }
        if (!known)
            unknown.append(line);
    }
    return unknown;
}

std::vector<Exchange> recordedOf(const QString &mode)
{
    return transcript::read(jwtfixtures::read(kFolder.arg(mode)));
}

QByteArrayList replay(const QByteArray &mode, std::set<size_t> &seen)
{
    const Original original(mode);
    QByteArrayList unknown;
    for (const Exchange &exchange : recordedOf(QString::fromLatin1(mode)))
        unknown += unknownOf(mode, exchange, asked(original.port, exchange), seen);
    return unknown;
}

// What a replica was asked, and what its primary and its store had to say.
struct ReplicaRow
{
    const char *name;
    QByteArray target;
    base::Result<Upstream::Copy> copy;
    const char *posted = nullptr;
};

std::vector<ReplicaRow> replicaRows()
{
    using Copy = Upstream::Copy;
    const auto kept = [](const QString &name) {
        return storedToken(serving::token(name));
    };
    const QByteArray accounts = "/jwt/v1/accounts/";
    return {
        {"replica GET account full, first time (in the store through the pack, but not yet "
         "validated)",
         accounts + serving::kFull, Copy{kept(u"account/full"_s), 3599, {}}},
        {"replica GET account full, second time (valid for an hour from the fetch)",
         accounts + serving::kFull, Copy{kept(u"account/full"_s), 3599, {}}},
        {"replica GET account plain (no exp)", accounts + serving::kPlain,
         Copy{kept(u"account/plain-newer"_s), 3600, {}}},
        {"replica GET unknown account", accounts + serving::kUnknown, Copy{}},
        {"replica GET activation", "/jwt/v1/activations/" + serving::kStream,
         Copy{kept(u"activation/stream"_s), 3600, {}}},
        {"replica POST account", accounts + serving::kPlain, Copy{}, "account/plain"},
        {"replica POST activation", "/jwt/v1/activations", Copy{}, "activation/stream"},
        {"replica pack (max=2)", "/jwt/v1/pack?max=2", Copy{}},
        {"replica GET account provider after a notification delivered it",
         accounts + serving::kProvider, Copy{kept(u"account/provider"_s), 3600, {}}},
        {"primary stopped: replica GET account scoped (never fetched, on disk from the pack)",
         accounts + kept(u"account/scoped"_s)->subject, Copy{kept(u"account/scoped"_s), {}, 5}},
        {"primary stopped: replica GET unknown", accounts + serving::kUnknown,
         base::Error{base::ErrorKind::Network, u"connection refused"_s}},
    };
}

QByteArrayList replayReplica(std::set<size_t> &seen)
{
    serving::Scene scene;
    scene.site.upstream = &scene.upstream;
    scene.site.writable = false;
    scene.store.tokens.clear();
    const QByteArray consumer = "AA463ZAUAWRQYD5JSETGJVVOC6WM6JZEFUJST6NWSJ4E3LUXON4ZSABS";
    scene.store.put("75WUTOM4HJTBQCNB2ESL7PZWTBKRXSW4C3Q275MVJVVUUIZT6ANA====",
                    serving::token(u"activation/hash-full-wildcard"_s));
    scene.store.put(consumer, serving::token(u"account/consumer"_s));
    scene.store.put(serving::kPlain, serving::token(u"account/plain"_s));
    const Routes routes(scene.site);
    Options options;
    options.port = 0;
    HttpServer server(options, routes);
    const auto port = server.listen();

    QByteArray content = jwtfixtures::read(kFolder.arg(u"notifications-replica-watching"_s));
    content.replace("<account-consumer>", consumer);
    QByteArrayList unknown;
    for (const ReplicaRow &row : replicaRows()) {
        auto recorded = transcript::readIndented(content, row.name);
        if (!recorded) {
            unknown.append("not recorded: " + QByteArray(row.name));
            continue;
        }
        recorded->target = row.target;
        if (row.posted) {
            recorded->method = "POST";
            recorded->body = serving::token(QString::fromLatin1(row.posted));
        }
        scene.upstream.answer = row.copy;
        unknown += unknownOf("replica", *recorded, asked(*port, *recorded), seen);
    }
    return unknown;
}

} // namespace

void TestTranscripts::everyRecordedExchangeIsRead_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<size_t>("exchanges");

    QTest::newRow("dir") << u"dir"_s << size_t(95);
    QTest::newRow("dir-sharded") << u"dir-sharded"_s << size_t(95);
    QTest::newRow("dir-ro") << u"dir-ro"_s << size_t(62);
    QTest::newRow("memory") << u"memory"_s << size_t(95);
    QTest::newRow("memory-no-operator") << u"memory-no-operator"_s << size_t(95);
    QTest::newRow("nsc") << u"nsc"_s << size_t(62);
}

void TestTranscripts::everyRecordedExchangeIsRead()
{
    QFETCH(const QString, mode);
    QFETCH(const size_t, exchanges);

    QCOMPARE(recordedOf(mode).size(), exchanges);
    // As many as the file has commands.
    QCOMPARE(jwtfixtures::read(kFolder.arg(mode)).count("\n$ curl "), qsizetype(exchanges));
}

void TestTranscripts::theOriginalsAnswersAreOurs_data()
{
    everyRecordedExchangeIsRead_data();
}

void TestTranscripts::theOriginalsAnswersAreOurs()
{
    QFETCH(const QString, mode);

    std::set<size_t> seen;
    const QByteArrayList unknown = replay(mode.toLatin1(), seen);
    QVERIFY2(unknown.isEmpty(), unknown.join('\n').constData());
}

void TestTranscripts::aReplicaAnswersAsTheOriginal()
{
    std::set<size_t> seen;
    const QByteArrayList unknown = replayReplica(seen);
    QVERIFY2(unknown.isEmpty(), unknown.join('\n').constData());
}

void TestTranscripts::everyDifferenceOfTheTableIsThere()
{
    std::set<size_t> seen;
    for (const char *mode : {"dir", "dir-sharded", "dir-ro", "memory", "memory-no-operator", "nsc"})
        (void)replay(mode, seen);
    (void)replayReplica(seen);
    for (size_t i = 0; i < kDifferences.size(); ++i)
        QVERIFY2(seen.contains(i), kDifferences[i].what);
}

void TestTranscripts::theReadmeHasTheTable()
{
    QFile file(QStringLiteral(FANIN_README));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray readme = file.readAll();
    for (const Difference &difference : kDifferences) {
        const QByteArray row = QByteArray("| ") + difference.what + " | " + difference.original
            + " | " + difference.ours + " | " + difference.why + " |\n";
        QVERIFY2(readme.contains(row), row.constData());
    }
}

QTEST_GUILESS_MAIN(TestTranscripts)
#include "tst_transcripts.moc"
