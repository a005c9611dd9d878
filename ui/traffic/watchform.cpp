// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/watchform.h"

#include "core/nats/subject.h"

#include <QtCore/QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;
using capture::WatchedSubject;

namespace ui {

namespace {

constexpr auto kSubjects = "traffic/subjects"_L1;
constexpr auto kPairing = "traffic/pairing"_L1;
constexpr auto kQueue = "traffic/queue"_L1;
constexpr auto kMemory = "traffic/memoryMiB"_L1;
constexpr auto kWindow = "traffic/windowMs"_L1;

// As they can be subscribed to: settings are edited by hand, too.
std::vector<QByteArray> patterns(const QStringList &texts)
{
    std::vector<QByteArray> found;
    for (const QString &text : texts) {
        const QByteArray pattern = text.toUtf8();
        if (!nats::subject::checkPattern(pattern)
            && qsizetype(found.size()) < WatchForm::kMostRemembered)
            found.push_back(pattern);
    }
    return found;
}

QStringList texts(const std::vector<QByteArray> &patterns)
{
    QStringList found;
    for (const QByteArray &pattern : patterns) {
        if (found.size() < WatchForm::kMostRemembered)
            found += QString::fromUtf8(pattern);
    }
    return found;
}

} // namespace

std::vector<WatchedSubject> WatchForm::subjects() const
{
    std::vector<WatchedSubject> all;
    for (const QByteArray &pattern : chosen)
        all.push_back({pattern, WatchedSubject::Purpose::Chosen, {}, {}, {}});
    for (const QByteArray &pattern : pairing)
        all.push_back({pattern, WatchedSubject::Purpose::Pairing, {}, {}, {}});
    return all;
}

void WatchForm::setSubjects(const std::vector<WatchedSubject> &subjects)
{
    chosen.clear();
    pairing.clear();
    for (const WatchedSubject &subject : subjects)
        (subject.purpose == WatchedSubject::Purpose::Pairing ? pairing : chosen)
            .push_back(subject.pattern);
}

WatchForm savedWatchForm(const QSettings &settings)
{
    WatchForm form;
    form.chosen = patterns(settings.value(kSubjects).toStringList());
    if (settings.contains(kPairing))
        form.pairing = patterns(settings.value(kPairing).toStringList());
    form.queue = settings.value(kQueue).toString().toUtf8();
    if (nats::subject::checkLiteral(form.queue))
        form.queue.clear();
    form.memory = std::clamp(settings.value(kMemory, WatchForm::kDefaultMemory).toInt(),
                             WatchForm::kLeastMemory, WatchForm::kMostMemory);
    const auto usual = std::chrono::duration_cast<std::chrono::milliseconds>(form.window);
    const std::chrono::milliseconds window(
        settings.value(kWindow, qint64(usual.count())).toLongLong());
    form.window = std::clamp<base::Span>(
        std::clamp(window, std::chrono::milliseconds(0), std::chrono::milliseconds(3'600'000)),
        WatchForm::kShortestWindow, WatchForm::kLongestWindow);
    return form;
}

void save(const WatchForm &form, QSettings &settings)
{
    settings.setValue(kSubjects, texts(form.chosen));
    settings.setValue(kPairing, texts(form.pairing));
    settings.setValue(kQueue, QString::fromUtf8(form.queue));
    settings.setValue(kMemory, form.memory);
    settings.setValue(
        kWindow,
        qint64(std::chrono::duration_cast<std::chrono::milliseconds>(form.window).count()));
}

} // namespace ui
