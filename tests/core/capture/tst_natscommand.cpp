// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/natscommand.h"

#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using capture::Entry;
using capture::natsCommand;
using capture::Trait;

namespace {

Entry message(QByteArrayView subject, QByteArrayView payload, QByteArrayView headerBlock = {},
              QByteArrayView reply = {})
{
    Entry entry;
    entry.subject = subject;
    entry.reply = reply;
    entry.headerBlock = headerBlock;
    entry.payload = payload;
    return entry;
}

// What the shell hands to the program: its arguments, each ended by a NUL, then its input.
struct Given
{
    QByteArrayList arguments;
    QByteArray input;
};

Given run(const QString &command)
{
    QProcess shell;
    shell.start(u"sh"_s, {u"-s"_s});
    // A function in the place of the program.
    shell.write("nats() { printf '%s\\0' \"$@\"; printf '\\0'; case \" $* \" in"
                " *\" --force-stdin \"*) cat;; esac; }\n");
    shell.write(command.toUtf8() + '\n');
    shell.closeWriteChannel();
    if (!shell.waitForFinished())
        return {};
    const QByteArray output = shell.readAllStandardOutput();
    const qsizetype end = output.indexOf(QByteArray(2, '\0'));
    return {output.first(qMax(0, end)).split('\0'), output.sliced(end + 2)};
}

} // namespace

class NatsCommandTest final : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void aShellGivesEveryByteOn_data();
    void aShellGivesEveryByteOn();
    void redactsSecretsUnlessAsked();
    void nothingATerminalObeysIsInIt();
    void largePayloadsArePiped();
};

void NatsCommandTest::reads_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("command");
    const auto row
        = [](const char *name, const QByteArray &subject, const QByteArray &reply,
             const QByteArray &headers, const QByteArray &payload, const QString &command) {
              QTest::newRow(name) << subject << reply << headers << payload << command;
          };
    row("a publish", "orders.new", {}, {}, "hello", u"nats pub orders.new hello"_s);
    row("a request", "orders.new", "_INBOX.a.1", {}, "{\"id\": 7}",
        u"nats req orders.new '{\"id\": 7}'"_s);
    row("an apostrophe", "a", {}, {}, "it's", u"nats pub a 'it'\\''s'"_s);
    row("nothing", "a", {}, {}, "", u"nats pub a ''"_s);
    row("headers", "a", {}, "NATS/1.0\r\nA: 1 2\r\nA: 3\r\nEmpty:\r\n\r\n", "x",
        u"nats pub -H 'A:1 2' -H A:3 -H Empty: a x"_s);
    row("templates", "a", {}, "NATS/1.0\r\nA: {{b\r\n\r\n", "{{Count}}",
        u"nats pub -H 'A:{{\"{{\"}}b' --no-templates a '{{Count}}'"_s);
    row("like an option", "a", {}, {}, "-x", u"nats pub -- a -x"_s);
    row("like a file", "@a", {}, "NATS/1.0\r\n@b: 1\r\n\r\n", "x",
        u"nats pub --header=@b:1 -- @a x"_s);
    row("a status", "_INBOX.a.1", {}, "NATS/1.0 503\r\n\r\n", "", u"nats pub _INBOX.a.1 ''"_s);
    row("binary", "a", {}, {}, QByteArray("\0\xff", 2),
        u"printf %s AP8= | base64 -d | nats pub --force-stdin a"_s);
    row("a subject's odd bytes", "a\xff%.\x01'b", {}, {}, "x",
        u"nats pub \"$(printf 'a\\377%%.\\001\\047b')\" x"_s);
}

void NatsCommandTest::reads()
{
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, payload);
    QTEST(natsCommand(message(subject, payload, headers, reply), false), "command");
}

void NatsCommandTest::aShellGivesEveryByteOn_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("payload");
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all.append(char(byte));
    QByteArray printable;
    for (int byte = 33; byte < 127; ++byte)
        printable.append(char(byte));
    QTest::newRow("every byte") << "a"_ba << all;
    QTest::newRow("every byte of a subject") << all.sliced(14).replace(' ', '_') << "x"_ba;
    QTest::newRow("all that prints") << printable << printable;
    QTest::newRow("line ends at the end") << "a"_ba
                                          << "x\n\n"_ba;
    QTest::newRow("a shell's own") << "$HOME.`id`"_ba
                                   << "$(id) \"$HOME\" `id` \\' ! * ~"_ba;
    QTest::newRow("wildcards") << "a.*"_ba
                               << ">"_ba;
    QTest::newRow("umlauts") << "grün.ß"_ba
                             << "日本 ü"_ba;
    QTest::newRow("tab") << "a"_ba
                         << "x\ty"_ba;
    QTest::newRow("control of ISO 6429") << "a\xc2\x9b"_ba
                                         << "x\xc2\x9by"_ba;
}

void NatsCommandTest::aShellGivesEveryByteOn()
{
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, payload);
    const Given given = run(natsCommand(message(subject, payload), false));
    if (given.arguments.contains("--force-stdin")) {
        QCOMPARE(given.arguments.last(), subject);
        QCOMPARE(given.input, payload);
    } else {
        QCOMPARE(given.arguments.last(), payload);
        QCOMPARE(given.arguments.at(given.arguments.size() - 2), subject);
    }
}

void NatsCommandTest::redactsSecretsUnlessAsked()
{
    const Entry entry = message("a", "x", "NATS/1.0\r\nAuthorization: Bearer abc\r\n\r\n");
    QVERIFY(!natsCommand(entry, false).contains(u"abc"));
    QCOMPARE(natsCommand(entry, true), u"nats pub -H 'Authorization:Bearer abc' a x"_s);
}

// A payload that would end a bracketed paste and type a line of its own.
void NatsCommandTest::nothingATerminalObeysIsInIt()
{
    const QByteArray evil = "\x1b[201~\rid\r";
    const QByteArray block = "NATS/1.0\r\nA: \x1b[201~\x07\xc2\x9b\r\n\r\n";
    const QString command = natsCommand(message(evil, evil, block), false);
    QVERIFY(std::none_of(command.begin(), command.end(),
                         [](QChar c) { return c.category() == QChar::Other_Control; }));
    QCOMPARE(run(command).arguments.value(2), "A:\x1b[201~\x07\xc2\x9b"_ba);
}

void NatsCommandTest::largePayloadsArePiped()
{
    const QByteArray fits(capture::kMaxArgument, 'x');
    QVERIFY(!natsCommand(message("a", fits), false).contains(u"--force-stdin"));
    const QByteArray large = fits + '\'';
    const QString command = natsCommand(message("a", large), false);
    QVERIFY(command.startsWith(u"printf %s 'xxx"));
    QCOMPARE(run(command).input, large);
}

QTEST_GUILESS_MAIN(NatsCommandTest)
#include "tst_natscommand.moc"
