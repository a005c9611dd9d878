// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/accountserver.h"
#include "app/commands/exitcode.h"
#include "app/commands/lineprinter.h"
#include "core/accountserver/accountserver.h"

namespace commands {

// `fanin account-server`: serves until it is interrupted, and prints what it does: on standard
// output where it serves and each request, on standard error what else is worth knowing. It does
// not wait for who reads that.
class AccountServerCommand final : public QObject
{
    Q_OBJECT

public:
    struct Listing
    {
        bool json = false;
        bool quiet = false; ///< no requests
        QStringList notes;  ///< worth knowing once it serves
    };
    AccountServerCommand(accountserver::Options options, Listing listing,
                         QObject *parent = nullptr);

    void start();
    void interrupt();

signals:
    void finished(commands::ExitCode code);

private:
    void onState();
    void printServing();
    void printRequests(const std::vector<accountserver::LogEntry> &entries);
    void printNotifier();
    void printReplica();
    void event(const char *name, const QString &text);
    void note(const QString &text);
    void unprinted(quint64 lines);
    void finish(ExitCode code);

    bool m_json;
    bool m_quiet;
    QStringList m_notes;
    LinePrinter m_out;
    LinePrinter m_error;
    accountserver::AccountServer m_server;
    bool m_interrupted = false;
    quint64 m_logDropped = 0;
    accountserver::NotifierStatus m_notifier;
    QString m_notifierText;
    QString m_replicaText;
};

// Runs it to its end; returns the process's exit code.
int runAccountServer(int &argc, char **argv, const AccountServerOptions &options);

} // namespace commands
