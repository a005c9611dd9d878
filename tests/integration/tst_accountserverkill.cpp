// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// `fanin account-server` killed in the middle of a thousand posts: what it said it has stored is
// there, and nothing is there in part.
#include "tests/support/tokens.h"

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestAccountServerKill : public QObject
{
    Q_OBJECT

private slots:
    void whatWasStoredStays_data();
    void whatWasStoredStays();
};

namespace {

// The program while it runs.
class Serving final
{
public:
    explicit Serving(const QStringList &arguments)
    {
        m_process.start(QString::fromLatin1(FANIN_PROGRAM),
                        QStringList{u"account-server"_s} + arguments);
    }
    ~Serving() { kill(); }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    // "http://127.0.0.1:1234/jwt/v1/accounts/", once it serves.
    [[nodiscard]] QString url()
    {
        static const QRegularExpression line(uR"(resolver: URL\((http://[^)]+)\))"_s);
        QByteArray out;
        QString found;
        if (!QTest::qWaitFor([&] {
                out += m_process.readAllStandardOutput();
                found = line.match(QString::fromUtf8(out)).captured(1);
                return !found.isEmpty();
            }))
            qWarning("%s%s", out.constData(), m_process.readAllStandardError().constData());
        return found;
    }

private:
    QProcess m_process;
};

struct Account
{
    nkey::KeyPair key = tokens::key(nkey::Kind::Account);
    QHash<QByteArray, jwt::UnixTime> posted; // text → iat
    jwt::UnixTime stored = 0;                // the last that was answered with 200

    [[nodiscard]] QString name() const { return QString::fromLatin1(key.publicKey()); }
};

constexpr int kRounds = 6;
constexpr int kPostsEach = 42; // of each of the accounts, in each round
constexpr size_t kAccounts = 4;

// One more token of each, all at once.
class Posts final
{
public:
    Posts(const QString &url, std::vector<Account> &accounts, const nkey::KeyPair &issuer,
          jwt::UnixTime iat)
    {
        for (Account &account : accounts) {
            jwt::AccountClaims claims = tokens::accountClaims();
            claims.description = QByteArray(iat % 50 * 100, 'x');
            const QByteArray text
                = tokens::make("X", issuer, account.key.publicKey(), claims, {iat, 0})->text();
            account.posted.insert(text, iat);
            QNetworkRequest request{QUrl(url + account.name())};
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/jwt"_s);
            m_replies.emplace_back(m_network.post(request, text), &account);
        }
        m_iat = iat;
    }

    [[nodiscard]] bool answered(size_t count) const
    {
        return QTest::qWaitFor([this, count] {
            return size_t(
                       std::count_if(m_replies.begin(), m_replies.end(),
                                     [](const auto &reply) { return reply.first->isFinished(); }))
                >= count;
        });
    }
    // Those answered with 200.
    size_t note() const
    {
        size_t good = 0;
        for (const auto &[reply, account] : m_replies) {
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            if (!reply->isFinished() || status != 200)
                continue;
            account->stored = m_iat;
            ++good;
        }
        return good;
    }

private:
    QNetworkAccessManager m_network;
    std::vector<std::pair<QNetworkReply *, Account *>> m_replies;
    jwt::UnixTime m_iat = 0;
};

QByteArray get(const QString &url)
{
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl(url))));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }))
        return "no answer";
    return reply->readAll();
}

} // namespace

void TestAccountServerKill::whatWasStoredStays_data()
{
    QTest::addColumn<bool>("sharded");
    QTest::newRow("flat") << false;
    QTest::newRow("sharded") << true;
}

void TestAccountServerKill::whatWasStoredStays()
{
    QFETCH(bool, sharded);
    const QTemporaryDir folder;
    const nkey::KeyPair issuer = tokens::key(nkey::Kind::Operator);
    QFile operatorFile(folder.filePath(u"operator.jwt"_s));
    QVERIFY(operatorFile.open(QIODevice::WriteOnly));
    operatorFile.write(
        tokens::make("ACME", issuer, issuer.publicKey(), jwt::OperatorClaims())->text());
    operatorFile.close();
    const QString store = folder.filePath(u"store"_s);
    QStringList arguments{u"--dir"_s, store,           u"--port"_s,
                          u"0"_s,     u"--operator"_s, operatorFile.fileName()};
    if (sharded)
        arguments += u"--shard"_s;

    std::vector<Account> accounts(kAccounts);
    jwt::UnixTime iat = 0;
    for (int round = 0; round < kRounds; ++round) {
        Serving server(arguments);
        const QString url = server.url();
        QVERIFY(!url.isEmpty());
        for (int i = 0; i < kPostsEach - 1; ++i) {
            const Posts posts(url, accounts, issuer, ++iat);
            QVERIFY(posts.answered(kAccounts));
            QCOMPARE(posts.note(), kAccounts);
        }
        // Some of the last ones are answered, the others under way.
        const Posts last(url, accounts, issuer, ++iat);
        QVERIFY(last.answered(size_t(round) % kAccounts));
        server.kill();
        QVERIFY(last.answered(kAccounts));
        (void)last.note();

        Serving again(arguments);
        const QString urlAgain = again.url();
        QVERIFY(!urlAgain.isEmpty());
        for (const Account &account : accounts) {
            const QByteArray text = get(urlAgain + account.name());
            QVERIFY2(account.posted.contains(text), text.constData());
            QVERIFY(account.posted[text] >= account.stored);
        }
    }
    QVERIFY(iat * qint64(kAccounts) >= 1000);
    // Nothing else is left; the last start cleaned up.
    QStringList files;
    QDirIterator all(store, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext())
        files += QFileInfo(all.next()).fileName();
    QStringList expected;
    for (const Account &account : accounts)
        expected += account.name() + u".jwt"_s;
    files.sort();
    expected.sort();
    QCOMPARE(files, expected);
}

QTEST_GUILESS_MAIN(TestAccountServerKill)
#include "tst_accountserverkill.moc"
