// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/headers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Headers)
};

constexpr QByteArrayView kVersion("NATS/1.0");
constexpr QByteArrayView kEnd("\r\n\r\n");

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t';
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

// Takes the next line off `rest`, without its CRLF or LF. Lines are separated as the clients in
// use do it: at LF, with a CR before it dropped.
QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype lf = rest.indexOf('\n');
    QByteArrayView line = lf < 0 ? rest : rest.first(lf);
    rest = lf < 0 ? QByteArrayView() : rest.sliced(lf + 1);
    if (lf >= 0 && line.endsWith('\r'))
        line.chop(1);
    return line;
}

HeaderFlags oddBytes(QByteArrayView line)
{
    HeaderFlags flags;
    for (const char byte : line) {
        if (byte == '\r')
            flags |= HeaderFlag::LoneCr;
        else if (byte == '\0')
            flags |= HeaderFlag::Nul;
        else if ((byte & 0x80) != 0)
            flags |= HeaderFlag::EightBit;
    }
    return flags;
}

struct VersionLine
{
    std::optional<int> status;
    QByteArrayView description;
    HeaderFlags flags;
};

VersionLine readVersion(QByteArrayView line)
{
    VersionLine read;
    if (!line.startsWith(kVersion)) {
        read.flags = HeaderFlag::BadVersion;
        return read;
    }
    const QByteArrayView rest = line.sliced(kVersion.size());
    if (rest.isEmpty())
        return read;
    const QByteArrayView text = trimmed(rest);
    const bool threeDigits = text.size() >= 3
        && std::all_of(text.begin(), text.begin() + 3, isDigit)
        && (text.size() == 3 || isBlank(text[3]));
    if (rest.front() != ' ' || !threeDigits) {
        read.flags = HeaderFlag::BadStatus;
        return read;
    }
    read.status = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
    read.description = trimmed(text.sliced(3));
    return read;
}

HeaderField readField(QByteArrayView line)
{
    HeaderField field;
    field.rawLine = line.toByteArray();
    field.flags = oddBytes(line);
    const qsizetype colon = line.indexOf(':');
    if (colon < 0) {
        field.flags |= HeaderFlag::BadLine;
        return field;
    }
    field.name = line.first(colon).toByteArray();
    field.value = trimmed(line.sliced(colon + 1)).toByteArray();
    if (colon == 0)
        field.flags |= HeaderFlag::EmptyName;
    else if (isBlank(line[colon - 1]))
        field.flags |= HeaderFlag::SpaceAfterName;
    return field;
}

void fold(HeaderField &field, QByteArrayView line)
{
    field.rawLine.append("\r\n").append(line);
    field.flags |= oddBytes(line) | HeaderFlag::Folded;
    const QByteArrayView more = trimmed(line);
    if (field.flags.testFlag(HeaderFlag::BadLine) || more.isEmpty())
        return;
    if (!field.value.isEmpty())
        field.value.append(' ');
    field.value.append(more);
}

} // namespace

Headers Headers::parse(QByteArrayView block)
{
    Headers headers;
    if (block.isEmpty())
        return headers;
    if (!block.endsWith(kEnd))
        headers.m_flags |= HeaderFlag::Unterminated;
    QByteArrayView rest = block;
    const QByteArrayView first = takeLine(rest);
    const VersionLine version = readVersion(first);
    headers.m_status = version.status;
    headers.m_description = version.description.toByteArray();
    headers.m_flags |= version.flags | oddBytes(first);

    const auto add = [&headers](HeaderField field) {
        headers.m_flags |= field.flags;
        headers.m_fields.push_back(std::move(field));
    };
    while (!rest.isEmpty()) {
        const QByteArrayView line = takeLine(rest);
        if (line.isEmpty())
            break;
        if (!isBlank(line.front()) && qsizetype(headers.m_fields.size()) >= kMaxFields) {
            ++headers.m_dropped; // unread: there may be very many
            headers.m_flags |= oddBytes(line);
        } else if (!isBlank(line.front())) {
            add(readField(line));
        } else if (headers.m_dropped == 0 && !headers.m_fields.empty()) {
            fold(headers.m_fields.back(), line);
            headers.m_flags |= headers.m_fields.back().flags;
        } else if (headers.m_dropped == 0) {
            HeaderField field;
            field.rawLine = line.toByteArray();
            field.flags = oddBytes(line) | HeaderFlag::Folded | HeaderFlag::BadLine;
            add(std::move(field));
        }
    }
    // What follows the blank line is no field for anybody; it is kept to be seen.
    if (!rest.isEmpty()) {
        HeaderField field;
        field.rawLine = rest.toByteArray();
        field.flags = oddBytes(rest) | HeaderFlag::BadLine;
        headers.m_flags |= HeaderFlag::Unterminated;
        add(std::move(field));
    }
    return headers;
}

std::optional<QByteArray> Headers::value(QByteArrayView name, Qt::CaseSensitivity sensitivity) const
{
    for (const HeaderField &field : m_fields) {
        if (!field.flags.testAnyFlags(HeaderFlag::BadLine | HeaderFlag::EmptyName)
            && name.compare(field.name, sensitivity) == 0) {
            return field.value;
        }
    }
    return std::nullopt;
}

std::optional<int> statusOf(QByteArrayView block)
{
    // Most blocks end here: a field follows the version at once.
    if (block.size() <= kVersion.size() || block[kVersion.size()] != ' ')
        return std::nullopt;
    return readVersion(takeLine(block)).status;
}

std::optional<QByteArrayView> findHeader(QByteArrayView block, QByteArrayView name)
{
    if (name.isEmpty())
        return std::nullopt;
    takeLine(block);
    while (!block.isEmpty()) {
        const QByteArrayView line = takeLine(block);
        if (line.isEmpty())
            break;
        if (line.size() > name.size() && line[name.size()] == ':' && line.startsWith(name)
            && !isBlank(line.front())) {
            return trimmed(line.sliced(name.size() + 1));
        }
    }
    return std::nullopt;
}

bool isServiceError(QByteArrayView block)
{
    // Nearly no block has it anywhere, so lines are looked at only then.
    constexpr std::string_view kName("Nats-Service-Error");
    return !block.isEmpty()
        && memmem(block.data(), size_t(block.size()), kName.data(), kName.size())
        && (findHeader(block, "Nats-Service-Error")
            || findHeader(block, "Nats-Service-Error-Code"));
}

std::optional<base::Error> checkHeader(const HeaderLine &line)
{
    const auto bad = [](const QString &text, qsizetype offset) {
        return base::Error{base::ErrorKind::InvalidInput, text, offset};
    };
    if (line.name.isEmpty())
        return bad(Text::tr("Header: the name is empty"), 0);
    for (qsizetype i = 0; i < line.name.size(); ++i) {
        const char byte = line.name[i];
        if (byte < 33 || byte > 126 || byte == ':') {
            return bad(Text::tr("Header name: only visible ASCII characters without “:” are "
                                "allowed (byte %1)")
                           .arg(i),
                       i);
        }
    }
    for (qsizetype i = 0; i < line.value.size(); ++i) {
        const char byte = line.value[i];
        if (byte == '\r' || byte == '\n' || byte == '\0') {
            return bad(Text::tr("Header value: line ends and NUL are not allowed (byte %1)").arg(i),
                       i);
        }
    }
    return std::nullopt;
}

base::Result<HeaderLine> parseHeaderArgument(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    if (colon < 0) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("Header: “Name: value” is expected, there is no colon"),
                           text.size()};
    }
    HeaderLine line{trimmed(text.first(colon)).toByteArray(),
                    trimmed(text.sliced(colon + 1)).toByteArray()};
    if (auto error = checkHeader(line))
        return *error;
    return line;
}

QByteArray encodeHeaders(const std::vector<HeaderLine> &lines)
{
    qsizetype size = kVersion.size() + kEnd.size();
    for (const HeaderLine &line : lines)
        size += line.name.size() + line.value.size() + 4;
    QByteArray block;
    block.reserve(size);
    block.append(kVersion).append("\r\n");
    for (const HeaderLine &line : lines) {
        Q_ASSERT(!checkHeader(line));
        block.append(line.name).append(": ").append(line.value).append("\r\n");
    }
    return block.append("\r\n");
}

} // namespace nats
