// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Whatever a file says is read or refused; what was read is written and read again as it was, and
// a capture of it keeps its books.
#include "core/capture/capture.h"
#include "core/capture/capturefile.h"
#include "core/capture/redaction.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace capture;

// A file's times are those of 1970 to 2199: with this they all are nanoseconds since a boot.
const base::WallAnchor kAnchor{base::Instant(std::chrono::hours(24)),
                               std::chrono::system_clock::time_point()};

// As capture::Loader has it.
base::Instant instantOf(std::chrono::system_clock::time_point at)
{
    return kAnchor.steady + std::chrono::duration_cast<base::Span>(at - kAnchor.wall);
}

FileMessage written(const Entry &entry)
{
    QByteArray line;
    FUZZ_CHECK(writeEntry(line, entry, kAnchor, false) == 0);
    FUZZ_CHECK(line.endsWith('\n') && line.count('\n') == 1);
    const auto read = readLine(line.chopped(1));
    FUZZ_CHECK(read.ok() && std::holds_alternative<FileMessage>(*read));
    return std::get<FileMessage>(*read);
}

void checkMessage(Capture &capture, const FileMessage &message)
{
    FUZZ_CHECK(!message.subject.isEmpty() && message.subject.size() <= kMaxFileSubject);
    FUZZ_CHECK(message.headerBlock.size() + message.payload.size() <= kMaxFileBody);
    Entry entry;
    entry.at = instantOf(message.at);
    entry.subject = message.subject;
    entry.reply = message.reply;
    entry.headerBlock = message.headerBlock;
    entry.payload = message.payload;
    const FileMessage again = written(entry);
    FUZZ_CHECK(again.at == message.at);
    FUZZ_CHECK(again.subject == message.subject && again.reply == message.reply);
    FUZZ_CHECK(again.headerBlock == message.headerBlock && again.payload == message.payload);

    const Redaction once = redacted(message.headerBlock);
    FUZZ_CHECK(redacted(once.block).block == once.block);
    capture.append(entry.at, entry.subject, entry.reply, entry.headerBlock, entry.payload);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Capture capture(kAnchor);
    QByteArrayView rest = fuzz::view(data, size);
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        const QByteArrayView line = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        const auto read = readLine(line);
        if (!read) {
            FUZZ_CHECK(!read.error().text.isEmpty());
            continue;
        }
        if (const auto *message = std::get_if<FileMessage>(&*read)) {
            checkMessage(capture, *message);
            capture.tick(instantOf(message->at));
        } else if (const auto *gap = std::get_if<FileGap>(&*read)) {
            FUZZ_CHECK(gap->from <= gap->to);
            capture.appendGap(instantOf(gap->from), instantOf(gap->to));
        } else if (const auto *lost = std::get_if<FileLost>(&*read)) {
            FUZZ_CHECK(lost->count > 0);
            capture.appendLost(instantOf(lost->at), lost->count);
        }
    }
    capture.finish();
    const Counts &counts = capture.counts();
    FUZZ_CHECK(counts.received == counts.kept + counts.evicted + counts.cleared + counts.lost);
    for (ConversationId id = capture.conversations().first(); id < capture.conversations().end();
         ++id) {
        const Conversation conversation = capture.conversations().at(id);
        FUZZ_CHECK(!conversation.first || *conversation.first >= base::Span(0));
        FUZZ_CHECK(capture.conversations().replies(id, 100).size() <= conversation.replies);
    }
    return 0;
}
