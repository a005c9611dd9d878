// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/keychainstore.h"

#include <QtCore/QFileInfo>
#include <QtCore/QPointer>

#include <qt6keychain/keychain.h>

namespace app {

namespace {

using namespace Qt::StringLiterals;

const QString kService = u"fanin"_s;

// Both of Linux's keychains are reached over the session's bus.
bool hasBus(const QProcessEnvironment &environment)
{
    if (!environment.value(u"DBUS_SESSION_BUS_ADDRESS"_s).isEmpty())
        return true;
    const QString folder = environment.value(u"XDG_RUNTIME_DIR"_s);
    return !folder.isEmpty() && QFileInfo::exists(folder + u"/bus"_s);
}

// Jobs delete themselves, and are nobody's child: the keychain calls them back whatever happens.
template<typename Job>
Job *newJob(const QString &key)
{
    auto *job = new Job(kService);
    job->setKey(key);
    job->setInsecureFallback(false);
    return job;
}

bool isMissing(const QKeychain::Job &job)
{
    return job.error() == QKeychain::EntryNotFound;
}

} // namespace

KeychainStore::KeychainStore(const QProcessEnvironment &environment, QObject *parent)
    : SecretStore(parent)
{
#ifdef Q_OS_LINUX
    if (!hasBus(environment))
        setProblem(tr("there is no session bus"));
#else
    Q_UNUSED(environment)
#endif
}

void KeychainStore::setProblem(const QString &problem)
{
    const QString text = problem.isEmpty()
        ? QString()
        : tr("The system's keychain cannot be used (%1). Secrets are kept in memory only, until "
             "Fanin is closed.")
              .arg(problem);
    if (std::exchange(m_whyForgetful, text) != text)
        emit availabilityChanged();
}

void KeychainStore::read(const QString &key, QObject *context, Read done)
{
    if (m_inMemory.contains(key)) {
        m_memory.read(key, context, std::move(done));
        return;
    }
    auto *job = newJob<QKeychain::ReadPasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, context = QPointer(context), done = std::move(done)] {
                const bool works = job->error() == QKeychain::NoError || isMissing(*job);
                setProblem(works ? QString() : job->errorString());
                if (!context)
                    return;
                if (!works)
                    done(base::Error{
                        base::ErrorKind::Unsupported,
                        tr("the system's keychain cannot be read: %1").arg(job->errorString()),
                        -1});
                else if (isMissing(*job))
                    done(std::optional<base::Secret>());
                else
                    done(std::optional(base::Secret(job->binaryData())));
            });
    job->start();
}

void KeychainStore::write(const QString &key, const base::Secret &secret, QObject *context,
                          Done done)
{
    auto *job = newJob<QKeychain::WritePasswordJob>(key);
    job->setBinaryData(secret.reveal().toByteArray());
    connect(job, &QKeychain::Job::finished, this,
            [this, job, key, secret, context = QPointer(context), done = std::move(done)] {
                const bool written = job->error() == QKeychain::NoError;
                setProblem(written ? QString() : job->errorString());
                const auto ignore = [](const base::Result<base::Done> &) {
                };
                if (written) {
                    m_inMemory.remove(key);
                    m_memory.remove(key, this, ignore);
                } else {
                    m_inMemory.insert(key, true);
                    m_memory.write(key, secret, this, ignore);
                }
                if (context)
                    done(base::Done{});
            });
    job->start();
}

void KeychainStore::remove(const QString &key, QObject *context, Done done)
{
    const bool inMemory = m_inMemory.remove(key);
    if (inMemory)
        m_memory.remove(key, this, [](const base::Result<base::Done> &) {});
    auto *job = newJob<QKeychain::DeletePasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, inMemory, context = QPointer(context), done = std::move(done)] {
                const bool works = job->error() == QKeychain::NoError || isMissing(*job);
                setProblem(works ? QString() : job->errorString());
                if (!context)
                    return;
                if (works || inMemory)
                    done(base::Done{});
                else
                    done(base::Error{
                        base::ErrorKind::Unsupported,
                        tr("the system's keychain cannot be changed: %1").arg(job->errorString()),
                        -1});
            });
    job->start();
}

} // namespace app
