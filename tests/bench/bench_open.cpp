// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// bench_open [COUNT]: writes a capture of so many messages (half of them replies, 128 B each)
// and opens it as the window does, to the last message paired. Beside it, in the same process,
// Qt's own JSON reader goes through the same lines and decodes their payloads, and does no more.
#include "core/capture/capturefile.h"
#include "core/capture/feed.h"
#include "core/capture/loader.h"
#include "tests/bench/cputime.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cstdio>

namespace {

constexpr qsizetype kPayload = 128;
constexpr qsizetype kFlush = 1 << 20;

bool writeCapture(const QString &path, quint64 count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const base::WallAnchor anchor = base::WallAnchor::now();
    QByteArray payload(kPayload, 'x');
    QByteArray out;
    capture::writeHead(out, {});
    for (quint64 i = 0; i < count; ++i) {
        const QByteArray inbox = "_INBOX.Zk3qWb7mTnX1." + QByteArray::number(i / 2);
        capture::Entry entry;
        entry.at = anchor.steady + std::chrono::microseconds(i);
        entry.subject = i % 2 == 0 ? QByteArrayView("orders.lookup") : QByteArrayView(inbox);
        entry.reply = i % 2 == 0 ? QByteArrayView(inbox) : QByteArrayView();
        entry.payload = payload;
        capture::writeEntry(out, entry, anchor, false);
        if (out.size() >= kFlush) {
            file.write(out);
            out.clear();
        }
    }
    return file.write(out) == out.size() && file.flush();
}

double openWithQt(const QString &path)
{
    const int64_t start = bench::cpuNanoseconds();
    QFile file(path);
    qsizetype decoded = 0;
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const QByteArray base64 = line.value(QLatin1String("payloadBase64")).toString().toLatin1();
        decoded += QByteArray::fromBase64(base64).size();
    }
    return decoded > 0 ? double(bench::cpuNanoseconds() - start) / 1e6 : 0;
}

struct Opened
{
    double cpu = 0;  // ms
    double wall = 0; // ms
    quint64 messages = 0;
};

Opened open(const QString &path)
{
    Opened opened;
    QElapsedTimer wall;
    wall.start();
    const int64_t start = bench::cpuNanoseconds();
    capture::Capture::Limits limits;
    limits.bytes = 4 * capture::Log::kDefaultLimit;
    capture::Feed feed(base::WallAnchor::now(), limits);
    capture::Loader loader(feed);
    QObject::connect(&loader, &capture::Loader::finished, &loader,
                     [] { QCoreApplication::exit(0); });
    QObject::connect(&loader, &capture::Loader::failed, &loader, [] { QCoreApplication::exit(1); });
    loader.open(path);
    if (QCoreApplication::exec() == 0)
        opened.messages = feed.capture().counts().kept;
    opened.cpu = double(bench::cpuNanoseconds() - start) / 1e6;
    opened.wall = double(wall.nsecsElapsed()) / 1e6;
    return opened;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication loop(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const quint64 count = arguments.size() > 1 ? arguments[1].toULongLong() : 1'000'000;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bench.jsonl"));
    if (count == 0 || !writeCapture(path, count))
        return 2;
    const Opened ours = open(path);
    const double theirs = openWithQt(path);
    if (ours.messages != count || theirs <= 0)
        return 3;
    std::printf("value capture-open-fanin %.0f ms\n", ours.wall);
    std::printf("value capture-open-fanin-cpu %.0f ms\n", ours.cpu);
    std::printf("value capture-open-qjson-cpu %.0f ms\n", theirs);
    std::printf("ratio capture-open-cpu %.3f\n", ours.cpu / theirs);
    return 0;
}
