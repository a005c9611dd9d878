// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/ipaddress.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class IpAddressTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsNetworksAsGoDoes_data();
    void readsNetworksAsGoDoes();
    void knowsWhatANetworkContains_data();
    void knowsWhatANetworkContains();
};

void IpAddressTest::readsNetworksAsGoDoes_data()
{
    QTest::addColumn<bool>("fine");
    for (const char *good : {"10.0.0.0/8", "0.0.0.0/0", "255.255.255.255/32", "10.1.2.3/08", "::/0",
                             "::1/128", "fe80::/10", "1:2:3:4:5:6:7:8/64", "1::8/1", "1:2::/16",
                             "::ffff:10.0.0.1/104", "1:2:3:4:5:6:10.0.0.1/96", "ABCD::1/5"})
        QTest::newRow(good) << true;
    for (const char *bad : {"",
                            "/",
                            "10.0.0.0",
                            "10.0.0.0/",
                            "10.0.0.0/33",
                            "10.0.0.0/-1",
                            "10.0.0.0/+1",
                            "10.0.0/8",
                            "010.0.0.0/8",
                            "300.1.1.1/8",
                            "10.0.0.0.0/8",
                            "10..0.0/8",
                            " 10.0.0.0/8",
                            "10.0.0.0/8 ",
                            "::/129",
                            "1:2:3:4:5:6:7/64",
                            "1:2:3:4:5:6:7:8:9/64",
                            "1::2::3/64",
                            "1:2:3:4:5:6:7::8/64",
                            "12345::/16",
                            "g::/16",
                            ":1::/16",
                            "1:/16",
                            "fe80::1%eth0/64",
                            "::1.2.3/64",
                            "1:2:3:4:5:6:7:10.0.0.1/96",
                            "10.0.0.1::/64",
                            ":/1",
                            "10.0.0.0/8/8"})
        QTest::newRow(bad) << false;
}

void IpAddressTest::readsNetworksAsGoDoes()
{
    QTEST(base::parseNetwork(QTest::currentDataTag()).has_value(), "fine");
}

void IpAddressTest::knowsWhatANetworkContains_data()
{
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("inside");
    const auto row = [](const char *network, const char *address, bool inside) {
        QTest::addRow("%s in %s", address, network)
            << QByteArray(network) << QByteArray(address) << inside;
    };
    row("10.0.0.0/8", "10.255.0.1", true);
    row("10.0.0.0/8", "11.0.0.1", false);
    row("10.1.2.3/8", "10.9.9.9", true);
    row("192.168.4.0/22", "192.168.7.255", true);
    row("192.168.4.0/22", "192.168.8.0", false);
    row("127.0.0.1/32", "127.0.0.1", true);
    row("127.0.0.1/32", "127.0.0.2", false);
    row("0.0.0.0/0", "8.8.8.8", true);
    row("0.0.0.0/0", "::1", false);
    row("::/0", "8.8.8.8", false);
    row("::/0", "fe80::1", true);
    row("fe80::/10", "febf::1", true);
    row("fe80::/10", "fec0::1", false);
    row("10.0.0.0/8", "::ffff:10.1.1.1", true);
    row("::ffff:10.0.0.0/104", "10.1.1.1", true);
    row("::ffff:10.0.0.0/104", "11.1.1.1", false);
    row("::1/128", "::1", true);
    row("1:2::3/128", "1:2:0:0:0:0:0:3", true);
}

void IpAddressTest::knowsWhatANetworkContains()
{
    QFETCH(const QByteArray, network);
    QFETCH(const QByteArray, address);
    const auto net = base::parseNetwork(network);
    const auto ip = base::parseIp(address);
    QVERIFY(net && ip);
    QTEST(net->contains(*ip), "inside");
}

QTEST_GUILESS_MAIN(IpAddressTest)

#include "tst_ipaddress.moc"
