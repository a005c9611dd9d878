// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

// Makes certificates with openssl, in a folder that must exist. Each is two files there: NAME.pem
// and NAME-key.pem.
class Certificates final
{
public:
    enum class Key { Ec, Rsa, Ed25519 };

    struct Wanted
    {
        QString name;
        QString issuer = QStringLiteral("ca");          ///< empty: itself
        QString names = QStringLiteral("IP:127.0.0.1"); ///< alternative ones
        Key key = Key::Ec;
        // How many days from now.
        int from = -1;
        int to = 2;
    };

    explicit Certificates(QString directory)
        : m_directory(std::move(directory))
    {}

    // Whether there is an openssl to make them with.
    [[nodiscard]] static bool available();

    [[nodiscard]] bool makeAuthority(const QString &name = QStringLiteral("ca"));
    [[nodiscard]] bool make(const Wanted &wanted);
    [[nodiscard]] bool openssl(const QStringList &arguments);

    [[nodiscard]] QString file(const QString &name) const { return m_directory + u'/' + name; }
    [[nodiscard]] QByteArray content(const QString &name) const;
    bool write(const QString &name, const QByteArray &content);

private:
    QString m_directory;
};

// Ends the test function with a reason where there is no openssl. In CI there must be one.
#define REQUIRE_OPENSSL() \
    do { \
        if (!Certificates::available()) { \
            QVERIFY2(!qEnvironmentVariableIsSet("CI"), "openssl is not installed"); \
            QSKIP("openssl is not installed"); \
        } \
    } while (false)

// Writes ca.pem, and server.pem with server-key.pem for 127.0.0.1, into that folder.
[[nodiscard]] bool makeCertificates(const QString &directory);
