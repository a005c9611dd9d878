// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/base32.h"
#include "core/nkey/digest.h"

#include <QtTest/QTest>

class DigestTest final : public QObject
{
    Q_OBJECT

private slots:
    void sha512_256IsThatOfTheStandard_data();
    void sha512_256IsThatOfTheStandard();
    void base32IsThatOfTheStandard_data();
    void base32IsThatOfTheStandard();
};

// The examples of NIST's "SHA-512/256" paper; `abc…` spans two blocks.
void DigestTest::sha512_256IsThatOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("one block") << QByteArray("abc")
                               << QByteArray("53048e2681941ef99b2e29b76b4c7dab"
                                             "e4c2d0c634fc6d46e0e2f13107e7af23");
    QTest::newRow("two blocks")
        << QByteArray("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                      "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")
        << QByteArray("3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a");
    QTest::newRow("nothing") << QByteArray()
                             << QByteArray("c672b8d1ef56ed28ab87c3622c511406"
                                           "9bdd3ad7b8f9737498d0c01ecef0967a");
}

void DigestTest::sha512_256IsThatOfTheStandard()
{
    QFETCH(const QByteArray, message);
    QTEST(nkey::sha512_256(message).toHex(), "digest");
}

// RFC 4648, section 10.
void DigestTest::base32IsThatOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("padded");
    QTest::newRow("0") << QByteArray() << QByteArray();
    QTest::newRow("1") << QByteArray("f") << QByteArray("MY======");
    QTest::newRow("2") << QByteArray("fo") << QByteArray("MZXQ====");
    QTest::newRow("3") << QByteArray("foo") << QByteArray("MZXW6===");
    QTest::newRow("4") << QByteArray("foob") << QByteArray("MZXW6YQ=");
    QTest::newRow("5") << QByteArray("fooba") << QByteArray("MZXW6YTB");
    QTest::newRow("6") << QByteArray("foobar") << QByteArray("MZXW6YTBOI======");
}

void DigestTest::base32IsThatOfTheStandard()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, padded);
    QCOMPARE(nkey::toBase32(bytes, nkey::Padding::Full), padded);
    QCOMPARE(nkey::toBase32(bytes), QByteArray(padded).replace('=', ""));
}

QTEST_GUILESS_MAIN(DigestTest)

#include "tst_digest.moc"
