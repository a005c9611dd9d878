// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/layers/layerrules.h"

#include <QtCore/QDirIterator>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestLayers : public QObject
{
    Q_OBJECT

private slots:
    void theTreeKeepsItsRules_data();
    void theTreeKeepsItsRules();
    void aBrokenRuleIsFound_data();
    void aBrokenRuleIsFound();
};

void TestLayers::theTreeKeepsItsRules_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *folder : {"app", "core", "ui", "tests"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void TestLayers::theTreeKeepsItsRules()
{
    QFETCH(QString, folder);
    const QDir root(QString::fromLatin1(FANIN_SOURCE_DIR));
    QDirIterator files(root.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    qsizetype seen = 0;
    QStringList found;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        found += layers::problems(root.relativeFilePath(file.fileName()),
                                  QString::fromUtf8(file.readAll()));
        ++seen;
    }
    QVERIFY(seen > 0);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestLayers::aBrokenRuleIsFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("broken");

    const auto row = [](const char *name, const QString &path, const QString &line, bool broken) {
        QTest::newRow(name) << path << line << broken;
    };
    row("own folder", u"core/nats/a.h"_s, u"#include \"core/nats/b.h\""_s, false);
    row("layer below", u"core/nats/a.h"_s, u"#include \"core/nkey/b.h\""_s, false);
    row("layer above", u"core/nkey/a.h"_s, u"#include \"core/nats/b.h\""_s, true);
    row("core includes ui", u"core/fanin/a.h"_s, u"#include \"ui/common/b.h\""_s, true);
    row("fanin takes values of nats", u"core/fanin/a.h"_s, u"#include \"core/nats/request.h\""_s,
        false);
    row("fanin takes the session", u"core/fanin/a.h"_s, u"#include \"core/nats/session.h\""_s,
        true);
    row("network in the connection", u"core/nats/connection.h"_s,
        u"#include <QtNetwork/QTcpSocket>"_s, false);
    row("network in the parser", u"core/nats/parser.h"_s, u"#include <QtNetwork/QTcpSocket>"_s,
        true);
    row("widgets in core", u"core/fanin/a.h"_s, u"#include <QtGui/QColor>"_s, true);
    row("panel includes panel", u"ui/request/a.h"_s, u"#include \"ui/fanin/b.h\""_s, true);
    row("main window includes panels", u"ui/mainwindow.cpp"_s, u"#include \"ui/fanin/b.h\""_s,
        false);
    row("ui includes app", u"ui/request/a.h"_s, u"#include \"app/b.h\""_s, true);
    row("sodium in its file", u"core/nkey/ed25519.cpp"_s, u"#include <sodium.h>"_s, false);
    row("sodium elsewhere", u"core/nkey/nkey.cpp"_s, u"#include <sodium.h>"_s, true);
    row("not from the root", u"core/nats/a.cpp"_s, u"#include \"a.h\""_s, true);
    row("thread in the session", u"core/nats/session.cpp"_s, u"QThread thread;"_s, false);
    row("thread elsewhere", u"core/nats/parser.cpp"_s, u"QThread thread;"_s, true);
    row("a comment on threads", u"core/nats/parser.cpp"_s, u"// not a QThread"_s, false);
    row("nested loop", u"ui/mainwindow.cpp"_s, u"QEventLoop loop;"_s, true);
    row("folder nobody knows", u"lib/a.h"_s, u"int a;"_s, true);
}

void TestLayers::aBrokenRuleIsFound()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(bool, broken);
    const QString head = u"// SPDX-FileCopyrightText: x\n// SPDX-License-Identifier: y\n"_s;
    QCOMPARE(!layers::problems(path, head + line + u'\n').isEmpty(), broken);
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
