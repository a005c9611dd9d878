// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/certificates.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace Qt::StringLiterals;

namespace {

QStringList keyArguments(Certificates::Key key)
{
    switch (key) {
    case Certificates::Key::Ec:
        return {u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s};
    case Certificates::Key::Rsa:
        return {u"-newkey"_s, u"rsa:2048"_s};
    case Certificates::Key::Ed25519:
        break;
    }
    return {u"-newkey"_s, u"ed25519"_s};
}

QString day(int fromNow)
{
    return QDateTime::currentDateTimeUtc().addDays(fromNow).toString(u"yyyyMMddHHmmss'Z'"_s);
}

} // namespace

bool Certificates::available()
{
    return !QStandardPaths::findExecutable(u"openssl"_s).isEmpty();
}

bool Certificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_directory);
    process.start(u"openssl"_s, arguments);
    const bool done = process.waitForFinished() && process.exitCode() == 0;
    if (!done)
        qWarning("openssl %s: %s", qPrintable(arguments.value(0)),
                 process.readAllStandardError().constData());
    return done;
}

bool Certificates::makeAuthority(const QString &name)
{
    return openssl(QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-subj"_s,
                               u"/CN=Fanin test "_s + name.toUpper(), u"-days"_s, u"3"_s,
                               u"-keyout"_s, name + u"-key.pem"_s, u"-out"_s, name + u".pem"_s}
                   + keyArguments(Key::Ec));
}

// `openssl ca`, because only it takes dates in the past.
bool Certificates::make(const Wanted &wanted)
{
    const QByteArray configuration
        = "[ca]\ndefault_ca=all\n[all]\ndatabase=index\nrand_serial=yes\nnew_certs_dir=.\n"
          "default_md=sha256\nunique_subject=no\npolicy=any\nx509_extensions=more\n"
          "[any]\ncommonName=supplied\n[more]\nsubjectAltName="
        + wanted.names.toLatin1() + '\n';
    const QString key = wanted.name + u"-key.pem"_s;
    const QString certificate = wanted.name + u".pem"_s;
    QStringList sign{u"ca"_s,          u"-config"_s,  u"ca.conf"_s,  u"-batch"_s, u"-notext"_s,
                     u"-in"_s,         u"request"_s,  u"-out"_s,     certificate, u"-startdate"_s,
                     day(wanted.from), u"-enddate"_s, day(wanted.to)};
    if (wanted.key == Key::Ed25519 && wanted.issuer.isEmpty())
        sign += {u"-md"_s, u"null"_s};
    if (wanted.issuer.isEmpty())
        sign += {u"-selfsign"_s, u"-keyfile"_s, key};
    else
        sign += {u"-cert"_s, wanted.issuer + u".pem"_s, u"-keyfile"_s,
                 wanted.issuer + u"-key.pem"_s};
    return write(u"index"_s, {}) && write(u"ca.conf"_s, configuration)
        && openssl(QStringList{u"req"_s, u"-nodes"_s, u"-subj"_s, u"/CN="_s + wanted.name,
                               u"-keyout"_s, key, u"-out"_s, u"request"_s}
                   + keyArguments(wanted.key))
        && openssl(sign);
}

QByteArray Certificates::content(const QString &name) const
{
    QFile open(file(name));
    return open.open(QIODevice::ReadOnly) ? open.readAll() : QByteArray();
}

bool Certificates::write(const QString &name, const QByteArray &content)
{
    QFile open(file(name));
    return open.open(QIODevice::WriteOnly) && open.write(content) == content.size();
}

bool makeCertificates(const QString &directory)
{
    Certificates certificates(directory);
    return certificates.makeAuthority() && certificates.make({u"server"_s});
}
