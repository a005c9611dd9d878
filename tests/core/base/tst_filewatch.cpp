// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/filewatch.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestFileWatch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aWrittenFileIsNoticed();
    void aFileReplacedByRenamingIsNoticedEachTime();
    void aNewFileInAFolderIsNoticed();
    void aFolderThatVanishesAndComesBackIsNoticed();
    void aBurstIsOneChange();
    void whatChangedSinceItWasSeenIsNoticed();
    void besideWhatIsMissingNothingIsNoticed();
    void nothingWatchedIsNothingNoticed();

private:
    void write(const QString &name, const QByteArray &content);
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(name); }
    [[nodiscard]] base::SeenPath seen(const QString &name) const
    {
        return base::SeenPath::of(QFileInfo(path(name)));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestFileWatch::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void TestFileWatch::write(const QString &name, const QByteArray &content)
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestFileWatch::aWrittenFileIsNoticed()
{
    write(u"a"_s, "1");
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({seen(u"a"_s)});
    write(u"a"_s, "22");
    QTRY_COMPARE(changed.size(), 1);
}

void TestFileWatch::aFileReplacedByRenamingIsNoticedEachTime()
{
    write(u"a"_s, "1");
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({seen(u"a"_s)});
    for (int round = 1; round <= 3; ++round) {
        write(u"b"_s, QByteArray(round + 1, 'x'));
        QCOMPARE(rename(qPrintable(path(u"b"_s)), qPrintable(path(u"a"_s))), 0);
        QTRY_VERIFY(changed.size() >= round);
    }
}

void TestFileWatch::aNewFileInAFolderIsNoticed()
{
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({seen(u"."_s)});
    write(u"new"_s, "1");
    QTRY_COMPARE(changed.size(), 1);
}

void TestFileWatch::aFolderThatVanishesAndComesBackIsNoticed()
{
    QVERIFY(QDir(m_directory->path()).mkpath(u"d"_s));
    write(u"d/a"_s, "1");
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({seen(u"d"_s), seen(u"d/a"_s)});
    QVERIFY(QDir(path(u"d"_s)).removeRecursively());
    QTRY_VERIFY(!changed.isEmpty());
    const qsizetype gone = changed.size();
    QVERIFY(QDir(m_directory->path()).mkpath(u"d"_s));
    QTRY_VERIFY(changed.size() > gone);
    const qsizetype back = changed.size();
    write(u"d/a"_s, "1");
    QTRY_VERIFY(changed.size() > back);
}

void TestFileWatch::aBurstIsOneChange()
{
    write(u"a"_s, "1");
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({seen(u"."_s), seen(u"a"_s)});
    for (int i = 0; i < 20; ++i) {
        write(u"a"_s, QByteArray(i, 'x'));
        write(QString::number(i), "1");
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(changed.size(), 1);
}

void TestFileWatch::whatChangedSinceItWasSeenIsNoticed()
{
    write(u"a"_s, "1");
    const base::SeenPath old = seen(u"a"_s);
    write(u"a"_s, "22");
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({old});
    QTRY_COMPARE(changed.size(), 1);
}

void TestFileWatch::besideWhatIsMissingNothingIsNoticed()
{
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({seen(u"d/a"_s)});
    // The other watch, of the folder itself, tells when both have had their say.
    base::FileWatch folder;
    QSignalSpy folderChanged(&folder, &base::FileWatch::changed);
    folder.watch({seen(u"."_s)});
    for (qsizetype round = 1; round <= 3; ++round) {
        write(QString::number(round), "1");
        QTRY_VERIFY(folderChanged.size() >= round);
    }
    QCOMPARE(changed.size(), 0);
    QVERIFY(QDir(m_directory->path()).mkpath(u"d"_s));
    write(u"d/a"_s, "1");
    QTRY_COMPARE(changed.size(), 1);
}

void TestFileWatch::nothingWatchedIsNothingNoticed()
{
    write(u"a"_s, "1");
    base::FileWatch watch;
    QSignalSpy changed(&watch, &base::FileWatch::changed);
    watch.watch({seen(u"a"_s)});
    watch.watch({});
    write(u"a"_s, "22");
    base::FileWatch other;
    QSignalSpy otherChanged(&other, &base::FileWatch::changed);
    other.watch({{path(u"a"_s), 0, 1}});
    QTRY_COMPARE(otherChanged.size(), 1);
    QCOMPARE(changed.size(), 0);
}

QTEST_GUILESS_MAIN(TestFileWatch)
#include "tst_filewatch.moc"
