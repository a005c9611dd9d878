// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/responders.h"

#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

class TestResponders : public QObject
{
    Q_OBJECT

private slots:
    void noServerIsOneFailure();
};

void TestResponders::noServerIsOneFailure()
{
    nats::ConnectOptions options;
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        nats::ServerUrl url;
        url.host = QStringLiteral("127.0.0.1");
        url.port = gone.serverPort();
        options.servers.push_back(url);
    }
    app::Responders responders(options);
    const QSignalSpy ready(&responders, &app::Responders::ready);
    const QSignalSpy failed(&responders, &app::Responders::failed);
    responders.open();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed.first().first().toString().isEmpty());
    QCOMPARE(ready.count(), 0);
}

QTEST_GUILESS_MAIN(TestResponders)
#include "tst_responders.moc"
