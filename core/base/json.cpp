// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/json.h"

#include "core/base/jsonerror.h"
#include "core/base/jsonpath.h"

#include <QtCore/QCoreApplication>

#include <rapidjson/memorystream.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <string_view>

namespace base::json {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Json)
};

// The library would write a number that it kept as text between quotes.
struct Writer final : rapidjson::Writer<rapidjson::StringBuffer>
{
    using rapidjson::Writer<rapidjson::StringBuffer>::Writer;

    bool RawNumber(const char *text, rapidjson::SizeType size, bool = false)
    {
        return RawValue(text, size, rapidjson::kNumberType);
    }
};
using PrettyWriter = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

// Numbers stay text, nesting uses the heap.
constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
constexpr unsigned kStrictFlags = kFlags | rapidjson::kParseValidateEncodingFlag;

template<unsigned flags, typename Handler>
rapidjson::ParseResult parse(rapidjson::MemoryStream &in, QByteArrayView bytes, Handler &handler)
{
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<flags>(in, handler);
    // The reader takes a NUL for the end.
    if (!result.IsError() && in.Tell() != size_t(bytes.size()))
        return {rapidjson::kParseErrorDocumentRootNotSingular, in.Tell()};
    return result;
}

template<unsigned flags, typename Handler>
rapidjson::ParseResult parse(QByteArrayView bytes, Handler &handler)
{
    rapidjson::MemoryStream in(bytes.data(), size_t(bytes.size()));
    return parse<flags>(in, bytes, handler);
}

Error errorOf(const rapidjson::ParseResult &result)
{
    const auto offset = qint64(result.Offset());
    return {ErrorKind::InvalidInput,
            Text::tr("JSON: %1 (byte %2)").arg(parseErrorText(result.Code())).arg(offset), offset};
}

QByteArray bytesOf(const rapidjson::StringBuffer &buffer)
{
    return {buffer.GetString(), qsizetype(buffer.GetSize())};
}

struct Ignore : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Ignore>
{};

// Writes the document with other white space, until the limit is reached. Every name and scalar is
// taken from the document itself: the reader hands texts over with their escapes resolved, and what
// is shown or sent must stay "\\u00e9" if it came so.
template<typename Writer>
class Respaced final
{
public:
    Respaced(QByteArrayView document, qsizetype maxBytes)
        : m_document(document)
        , m_in(document.data(), size_t(document.size()))
        , m_writer(m_buffer)
        , m_max(size_t(maxBytes))
    {}

    [[nodiscard]] Writer &writer() { return m_writer; }
    [[nodiscard]] rapidjson::ParseResult run() { return parse<kFlags>(m_in, m_document, *this); }
    [[nodiscard]] QByteArray text() const
    {
        return {m_buffer.GetString(), qsizetype(std::min(m_buffer.GetSize(), m_max))};
    }
    [[nodiscard]] bool full() const { return m_buffer.GetSize() > m_max; }

    bool Null() { return raw(rapidjson::kNullType); }
    bool Bool(bool value) { return raw(value ? rapidjson::kTrueType : rapidjson::kFalseType); }
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }
    bool RawNumber(const char *, rapidjson::SizeType, bool) { return raw(rapidjson::kNumberType); }
    bool String(const char *, rapidjson::SizeType, bool) { return raw(rapidjson::kStringType); }
    bool Key(const char *, rapidjson::SizeType, bool) { return raw(rapidjson::kStringType); }
    bool StartObject() { return m_writer.StartObject() && !full(); }
    bool EndObject(rapidjson::SizeType count) { return m_writer.EndObject(count) && !full(); }
    bool StartArray() { return m_writer.StartArray() && !full(); }
    bool EndArray(rapidjson::SizeType count) { return m_writer.EndArray(count) && !full(); }

private:
    bool raw(rapidjson::Type type)
    {
        constexpr std::string_view between = " \t\r\n,:{}[]";
        while (between.find(m_document[m_pos]) != std::string_view::npos)
            ++m_pos;
        const auto from = size_t(m_pos);
        m_pos = qsizetype(m_in.Tell());
        return m_writer.RawValue(m_document.data() + from, size_t(m_pos) - from, type) && !full();
    }

    QByteArrayView m_document;
    rapidjson::MemoryStream m_in;
    rapidjson::StringBuffer m_buffer;
    Writer m_writer;
    size_t m_max;
    qsizetype m_pos = 0; // behind what has been taken
};

// Sees every value with the pointers that name it: common to looking up and leaving out. Derived
// gives `value(named, write)` for a scalar, `open`/`close` for containers and `key`.
template<typename Derived>
class PathHandler
{
public:
    explicit PathHandler(PathTracker tracker)
        : m_tracker(std::move(tracker))
    {}

    bool Null()
    {
        return scalar([](Writer &out) { return out.Null(); }, "null");
    }
    bool Bool(bool value)
    {
        return scalar([value](Writer &out) { return out.Bool(value); }, value ? "true" : "false");
    }
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }
    bool RawNumber(const char *text, rapidjson::SizeType size, bool)
    {
        return scalar([=](Writer &out) { return out.RawNumber(text, size); }, {text, size});
    }
    bool String(const char *text, rapidjson::SizeType size, bool)
    {
        return scalar([=](Writer &out) { return out.String(text, size); }, {text, size});
    }
    bool StartObject()
    {
        derived().open(m_tracker.open(PathTracker::Container::Object),
                       [](Writer &out) { return out.StartObject(); });
        return true;
    }
    bool Key(const char *text, rapidjson::SizeType size, bool)
    {
        derived().key(m_tracker.key({text, size}), {text, size});
        return true;
    }
    bool EndObject(rapidjson::SizeType)
    {
        m_tracker.close();
        derived().close([](Writer &out) { return out.EndObject(); });
        return true;
    }
    bool StartArray()
    {
        derived().open(m_tracker.open(PathTracker::Container::Array),
                       [](Writer &out) { return out.StartArray(); });
        return true;
    }
    bool EndArray(rapidjson::SizeType)
    {
        m_tracker.close();
        derived().close([](Writer &out) { return out.EndArray(); });
        return true;
    }

private:
    [[nodiscard]] Derived &derived() { return static_cast<Derived &>(*this); }

    template<typename Write>
    bool scalar(Write write, std::string_view text)
    {
        derived().value(m_tracker.value(), write, text);
        return true;
    }

    PathTracker m_tracker;
};

class Finder final : public PathHandler<Finder>
{
public:
    explicit Finder(QByteArrayView pointer)
        : PathHandler(PathTracker({pointer.toByteArray()}, PathTracker::Duplicates::FirstCounts))
    {}

    [[nodiscard]] const std::optional<QByteArray> &found() const { return m_found; }

    template<typename Write>
    void value(bool named, Write write, std::string_view text)
    {
        if (m_depth > 0)
            write(m_writer);
        else if (named && !m_found)
            m_found = QByteArray(text.data(), qsizetype(text.size()));
    }
    template<typename Write>
    void open(bool named, Write write)
    {
        if (m_depth == 0 && (!named || m_found))
            return;
        write(m_writer);
        ++m_depth;
    }
    void key(bool, std::string_view text)
    {
        if (m_depth > 0)
            m_writer.Key(text.data(), rapidjson::SizeType(text.size()));
    }
    template<typename Write>
    void close(Write write)
    {
        if (m_depth == 0)
            return;
        write(m_writer);
        if (--m_depth == 0)
            m_found = bytesOf(m_buffer);
    }

private:
    rapidjson::StringBuffer m_buffer;
    Writer m_writer{m_buffer};
    quint64 m_depth = 0; // inside the container that was looked for
    std::optional<QByteArray> m_found;
};

class Omitter final : public PathHandler<Omitter>
{
public:
    explicit Omitter(const QList<QByteArray> &pointers)
        : PathHandler(PathTracker(pointers, PathTracker::Duplicates::AllCount))
    {}

    [[nodiscard]] QByteArray text() const { return bytesOf(m_buffer); }

    template<typename Write>
    void value(bool named, Write write, std::string_view)
    {
        if (m_depth == 0 && !named)
            write(m_writer);
    }
    template<typename Write>
    void open(bool named, Write write)
    {
        if (m_depth > 0 || named)
            ++m_depth;
        else
            write(m_writer);
    }
    void key(bool named, std::string_view text)
    {
        if (m_depth == 0 && !named)
            m_writer.Key(text.data(), rapidjson::SizeType(text.size()));
    }
    template<typename Write>
    void close(Write write)
    {
        if (m_depth > 0)
            --m_depth;
        else
            write(m_writer);
    }

private:
    rapidjson::StringBuffer m_buffer;
    Writer m_writer{m_buffer};
    quint64 m_depth = 0; // inside a container that is left out
};

} // namespace

std::optional<Problem> check(QByteArrayView bytes)
{
    Ignore ignore;
    const rapidjson::ParseResult result = parse<kStrictFlags>(bytes, ignore);
    if (!result.IsError())
        return std::nullopt;
    const auto offset = std::min(qsizetype(result.Offset()), bytes.size());
    const QByteArrayView before = bytes.first(offset);
    return Problem{offset, int(before.count('\n')) + 1,
                   int(offset - (before.lastIndexOf('\n') + 1)) + 1, parseErrorText(result.Code())};
}

Result<Pretty> pretty(QByteArrayView bytes, qsizetype maxBytes)
{
    Respaced<PrettyWriter> document(bytes, maxBytes);
    document.writer().SetIndent(' ', 2);
    const rapidjson::ParseResult result = document.run();
    if (document.full())
        return Pretty{document.text(), true};
    if (result.IsError())
        return errorOf(result);
    return Pretty{document.text(), false};
}

Result<QByteArray> minify(QByteArrayView bytes)
{
    Respaced<rapidjson::Writer<rapidjson::StringBuffer>> document(bytes, bytes.size());
    const rapidjson::ParseResult result = document.run();
    if (result.IsError())
        return errorOf(result);
    return document.text();
}

std::optional<QByteArray> valueAt(QByteArrayView document, QByteArrayView pointer)
{
    if (checkPointer(pointer))
        return std::nullopt;
    Finder finder(pointer);
    if (parse<kFlags>(document, finder).IsError())
        return std::nullopt;
    return finder.found();
}

Result<QByteArray> without(QByteArrayView document, const QList<QByteArray> &pointers)
{
    Omitter omitter(pointers);
    const rapidjson::ParseResult result = parse<kFlags>(document, omitter);
    if (result.IsError())
        return errorOf(result);
    return omitter.text();
}

} // namespace base::json
