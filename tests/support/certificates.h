// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStringList>

// Writes ca.pem, and server.pem with server-key.pem for 127.0.0.1, into that folder.
inline bool makeCertificates(const QString &directory)
{
    using namespace Qt::StringLiterals;
    const auto openssl = [&directory](const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(directory);
        process.start(u"openssl"_s, arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    };
    QFile names(directory + u"/names"_s);
    if (!names.open(QIODevice::WriteOnly) || names.write("subjectAltName=IP:127.0.0.1\n") < 0)
        return false;
    names.close();
    const QStringList key{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                          u"-nodes"_s};
    return openssl(QStringList{u"req"_s, u"-x509"_s, u"-subj"_s, u"/CN=Fanin test CA"_s, u"-days"_s,
                               u"2"_s, u"-keyout"_s, u"ca-key.pem"_s, u"-out"_s, u"ca.pem"_s}
                   + key)
        && openssl(QStringList{u"req"_s, u"-subj"_s, u"/CN=server"_s, u"-keyout"_s,
                               u"server-key.pem"_s, u"-out"_s, u"server.csr"_s}
                   + key)
        && openssl({u"x509"_s, u"-req"_s, u"-in"_s, u"server.csr"_s, u"-CA"_s, u"ca.pem"_s,
                    u"-CAkey"_s, u"ca-key.pem"_s, u"-CAcreateserial"_s, u"-days"_s, u"2"_s,
                    u"-extfile"_s, u"names"_s, u"-out"_s, u"server.pem"_s});
}
