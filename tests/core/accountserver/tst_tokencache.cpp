// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// When a file is read again, and what is remembered of it.
#include "core/accountserver/tokencache.h"
#include "tests/support/tokens.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace accountserver;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTokenCache : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void aFileRestsForAWhile_data();
    void aFileRestsForAWhile();
    void aFileThatRestedIsNotReadAgain();
    void whatWasWrittenIsReadBackButNotDecoded();
    void whatIsHalfWrittenIsWhatItWasBefore();
    void whatStaysGarbageIsGarbage();
    void whatIsGoneIsForgotten();
    void memoryIsBounded();

private:
    void write(const QByteArray &content) const;
    void age(std::chrono::seconds by) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_path;
};

namespace {

const tokens::Scene &scene()
{
    static const tokens::Scene one;
    return one;
}

} // namespace

void TestTokenCache::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_path = QFile::encodeName(m_directory->filePath(u"token.jwt"_s));
}

void TestTokenCache::write(const QByteArray &content) const
{
    QFile file(QFile::decodeName(m_path));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot be written");
}

// As if it had been written earlier; that it was touched now shows in `changed` alone.
void TestTokenCache::age(std::chrono::seconds by) const
{
    timespec times[2] = {};
    ::clock_gettime(CLOCK_REALTIME, &times[0]);
    times[0].tv_sec -= by.count();
    times[1] = times[0];
    if (::utimensat(AT_FDCWD, m_path.constData(), times, 0) != 0)
        qFatal("times cannot be set");
}

void TestTokenCache::aFileRestsForAWhile_data()
{
    QTest::addColumn<qint64>("modified"); // ns
    QTest::addColumn<qint64>("changed");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<bool>("rested");
    const qint64 ms = 1'000'000;
    const qint64 second = 1000 * ms;
    const qint64 at = 100 * second + 7;
    QTest::newRow("just now") << at << at << at << false;
    QTest::newRow("not yet") << at << at << at + 100 * ms - 1 << false;
    QTest::newRow("just") << at << at << at + 100 * ms << true;
    QTest::newRow("renamed later") << at << at + second << at + second << false;
    QTest::newRow("clock behind") << at << at << at - second << false;
    QTest::newRow("whole seconds") << 100 * second << 100 * second << 102 * second - 1 << false;
    QTest::newRow("whole seconds, long ago")
        << 100 * second << 100 * second << 102 * second << true;
}

void TestTokenCache::aFileRestsForAWhile()
{
    QFETCH(qint64, modified);
    QFETCH(qint64, changed);
    QFETCH(qint64, now);
    QFETCH(bool, rested);
    FileStamp stamp;
    stamp.modified = std::chrono::nanoseconds(modified);
    stamp.changed = std::chrono::nanoseconds(changed);
    QCOMPARE(stamp.hasRested(std::chrono::nanoseconds(now)), rested);
}

void TestTokenCache::aFileThatRestedIsNotReadAgain()
{
    TokenCache cache;
    write(scene().orders->text());
    QFile::setPermissions(QFile::decodeName(m_path), QFile::ReadOwner | QFile::WriteOwner);
    const auto first = cache.load("x", m_path);
    QVERIFY(first && *first);
    QCOMPARE((*first)->text, scene().orders->text());
    QCOMPARE((*first)->subject, scene().ordersKey.publicKey());
    // Read again as long as another change might not show, but not decoded again.
    QCOMPARE(*cache.load("x", m_path), *first);
    const auto stamp = stampOf(m_path);
    QVERIFY(stamp);
    QTRY_VERIFY(stamp->hasRested(wallClock()));
    QCOMPARE(*cache.load("x", m_path), *first);
    if (::geteuid() == 0) {
        // Somebody who may look at it but not read it.
        QCOMPARE(::chmod(qPrintable(m_directory->path()), 0755), 0);
        const auto back = qScopeGuard([] {
            if (::seteuid(0) != 0)
                qFatal("the test cannot become itself again");
        });
        QCOMPARE(::seteuid(65534), 0);
        QVERIFY(!readStored(m_path, jwt::Token::kMaxSize));
        QCOMPARE(*cache.load("x", m_path), *first);
    }
    const QByteArray text = scene().billing->text();
    write(text);
    QCOMPARE((*cache.load("x", m_path))->text, text);
}

void TestTokenCache::whatWasWrittenIsReadBackButNotDecoded()
{
    TokenCache cache;
    const StoredPtr token = storedToken(*scene().orders);
    write(token->text);
    cache.know("x", token);
    QCOMPARE(*cache.load("x", m_path), token); // the very same
    // Somebody was quicker.
    cache.know("x", token);
    write(scene().billing->text());
    QCOMPARE((*cache.load("x", m_path))->text, scene().billing->text());
}

void TestTokenCache::whatIsHalfWrittenIsWhatItWasBefore()
{
    TokenCache cache;
    const QByteArray text = scene().orders->text();
    write(text);
    const StoredPtr whole = *cache.load("x", m_path);
    for (const qsizetype length : {qsizetype(0), text.size() / 2, text.size() - 1}) {
        write(text.left(length));
        age(-24h); // however long this test takes
        QCOMPARE(*cache.load("x", m_path), whole);
    }
    write(scene().billing->text());
    QCOMPARE((*cache.load("x", m_path))->text, scene().billing->text());
}

void TestTokenCache::whatStaysGarbageIsGarbage()
{
    TokenCache cache;
    write(scene().orders->text());
    QVERIFY((*cache.load("x", m_path))->decodes);
    write("garbage");
    age(-24h);
    QVERIFY((*cache.load("x", m_path))->decodes);
    age(3s);
    QCOMPARE((*cache.load("x", m_path))->text, "garbage");
    QVERIFY(!(*cache.load("x", m_path))->decodes);
    // Where nothing was known before there is nothing to believe in.
    TokenCache other;
    write("garbage, just now");
    QCOMPARE((*other.load("x", m_path))->text, "garbage, just now");
}

void TestTokenCache::whatIsGoneIsForgotten()
{
    TokenCache cache;
    write(scene().orders->text());
    QVERIFY(*cache.load("x", m_path));
    QVERIFY(cache.bytes() > scene().orders->text().size());
    QVERIFY(QFile::remove(QFile::decodeName(m_path)));
    QCOMPARE(*cache.load("x", m_path), StoredPtr());
    QCOMPARE(cache.bytes(), 0);
}

void TestTokenCache::memoryIsBounded()
{
    const StoredPtr token = storedToken(*scene().orders);
    TokenCache one;
    one.know("0", token);
    const qsizetype each = one.bytes();
    for (const int over : {-1, 0}) {
        TokenCache cache(10 * each + over);
        for (char name = '0'; name <= '9'; ++name) {
            cache.know(QByteArray(1, name), token);
            cache.know(QByteArray(1, name), token); // once more is no second entry
            QVERIFY(cache.bytes() <= 10 * each + over);
        }
        QCOMPARE(cache.bytes(), over < 0 ? 9 * each : 10 * each);
    }
    // What does not fit at all is not kept.
    TokenCache none(each - 1);
    none.know("0", token);
    QCOMPARE(none.bytes(), 0);
}

QTEST_GUILESS_MAIN(TestTokenCache)
#include "tst_tokencache.moc"
