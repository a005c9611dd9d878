// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/clientname.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestClientName : public QObject
{
    Q_OBJECT

private slots:
    void saysWhoAndWhere_data();
    void saysWhoAndWhere();
};

void TestClientName::saysWhoAndWhere_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("both") << QStringList{u"USER=ada"_s, u"LOGNAME=other"_s} << u"box"_s
                          << "Fanin <ada@box>"_ba;
    QTest::newRow("login name") << QStringList{u"LOGNAME=ada"_s} << u"box"_s
                                << "Fanin <ada@box>"_ba;
    QTest::newRow("no user") << QStringList{} << u"box"_s << "Fanin <box>"_ba;
    QTest::newRow("no host") << QStringList{u"USER=ada"_s} << QString() << "Fanin <ada>"_ba;
    QTest::newRow("nothing") << QStringList{} << QString() << "Fanin"_ba;
    QTest::newRow("not ASCII") << QStringList{u"USER=jürgen"_s} << u"box"_s
                               << "Fanin <j\xc3\xbcrgen@box>"_ba;
}

void TestClientName::saysWhoAndWhere()
{
    QFETCH(QStringList, variables);
    QFETCH(QString, host);
    QFETCH(QByteArray, expected);
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    QCOMPARE(app::clientName(environment, host), expected);
}

QTEST_GUILESS_MAIN(TestClientName)
#include "tst_clientname.moc"
