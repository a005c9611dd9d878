// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/jsontree.h"
#include "core/jwt/finding.h"

#include <QtCore/QList>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace jwt {

class GoReader;

// A member of a JSON object and where it goes.
template<typename T>
struct Member
{
    QByteArrayView name;
    void (*read)(GoReader &in, base::json::Value value, T &target);
};

// Reads JSON into values as Go's encoding/json does (spec/jwt.md §1.1): names match without regard
// to case, unknown ones are ignored, null leaves a scalar as it is, integers have no fraction, and
// what comes a second time is read over what is there: objects merge, lists element by element.
// A value of a wrong type is left out and the rest read on; the first one is the problem.
class GoReader final
{
public:
    // `path` is that of what is read: "header" or nothing.
    explicit GoReader(QByteArray path = {})
        : m_path(std::move(path))
    {
        m_steps.reserve(8);
    }

    [[nodiscard]] const std::optional<Finding> &problem() const { return m_problem; }
    // Names that count although their case differs.
    [[nodiscard]] const Findings &oddities() const { return m_oddities; }

    using Value = base::json::Value;

    void read(Value value, QByteArray &text);
    void read(Value value, qint64 &number);
    void read(Value value, bool &flag);
    void readUnsigned(Value value, quint64 max, quint64 &number);

    template<typename T>
    void read(Value value, std::vector<T> &list)
    {
        readList(value, list);
    }
    void read(Value value, QList<QByteArray> &list);
    template<typename T>
    void read(Value value, std::map<QByteArray, T> &map)
    {
        if (value.isNull()) {
            map.clear();
        } else if (!value.isObject()) {
            expected(kObject, value);
        } else {
            forMembers(value, [&](Value member) {
                T element{};
                read(member, element);
                map.insert_or_assign(member.name().toByteArray(), std::move(element));
            });
        }
    }
    template<typename T>
    void read(Value value, std::optional<T> &pointer)
    {
        if (value.isNull()) {
            pointer.reset();
            return;
        }
        if (!pointer)
            pointer.emplace();
        read(value, *pointer);
    }
    // Anything else: found with its namespace, by argument.
    template<typename T>
    void read(Value value, T &target)
    {
        readClaim(*this, value, target);
    }

    // An object whose members go into one or several values: Go's embedded structs.
    template<typename... Tables>
    void object(Value value, Tables &&...tables)
    {
        if (value.isNull())
            return;
        if (!value.isObject()) {
            expected(kObject, value);
            return;
        }
        forMembers(value, [&](Value member) { (tables.take(*this, member) || ...); });
    }

    // Members of `members` go into `target`.
    template<typename T>
    class Into
    {
    public:
        Into(std::span<const Member<T>> members, T &target)
            : m_members(members)
            , m_target(target)
        {}
        bool take(GoReader &in, Value value) const
        {
            for (const Member<T> &member : m_members) {
                if (in.matches(value, member.name)) {
                    member.read(in, value, m_target);
                    return true;
                }
            }
            return false;
        }

    private:
        std::span<const Member<T>> m_members;
        T &m_target;
    };

    // What the problem's text begins with.
    static constexpr char kText[] = "text";
    static constexpr char kObject[] = "object";
    static constexpr char kList[] = "list";
    void expected(const char *what, Value came);
    void fail(const QString &text);

    // What follows has been in a Go map: of a name the last value alone counts, names are sorted,
    // and numbers are doubles.
    class ThroughMap
    {
    public:
        explicit ThroughMap(GoReader &in)
            : m_in(in)
        {
            m_in.m_throughMap = true;
        }
        ~ThroughMap() { m_in.m_throughMap = false; }
        Q_DISABLE_COPY_MOVE(ThroughMap)

    private:
        GoReader &m_in;
    };
    // Whether every number in `value`, however deep, is within the range of a double.
    [[nodiscard]] static bool fitsDoubles(Value value);
    // The members that count, in the order they are read.
    template<typename Function>
    void forMembers(Value object, Function function)
    {
        const auto visit = [&](Value member) {
            const Step step(*this, member.name());
            function(member);
        };
        if (!m_throughMap)
            std::for_each(object.begin(), object.end(), visit);
        for (const Value member : m_throughMap ? membersOfMap(object) : std::vector<Value>())
            visit(member);
    }

    // Where the reader is; for the path of problems.
    class Step
    {
    public:
        Step(GoReader &in, QByteArrayView name)
            : m_in(in)
        {
            m_in.m_steps.push_back({name, -1});
        }
        Step(GoReader &in, qsizetype index)
            : m_in(in)
        {
            m_in.m_steps.push_back({{}, index});
        }
        ~Step() { m_in.m_steps.pop_back(); }
        Q_DISABLE_COPY_MOVE(Step)

    private:
        GoReader &m_in;
    };
    [[nodiscard]] QByteArray path() const;

private:
    struct Place
    {
        QByteArrayView name;
        qsizetype index;
    };

    [[nodiscard]] static std::vector<Value> membersOfMap(Value object);
    [[nodiscard]] std::optional<qint64> wholeNumber(Value value) const;
    bool matches(Value member, QByteArrayView name)
    {
        const QByteArrayView came = member.name();
        if (came.size() == name.size() && std::equal(came.begin(), came.end(), name.begin()))
            return true;
        // Letters of either case differ in one bit; others than ASCII are rare enough.
        constexpr int sameLetter = 0xdf;
        return came.size() >= name.size()
            && (((came[0] ^ name[0]) & sameLetter) == 0 || uchar(came[0]) >= 0x80)
            && matchesFolded(came, name);
    }
    bool matchesFolded(QByteArrayView came, QByteArrayView name);
    template<typename List>
    void readList(Value value, List &list)
    {
        if (value.isNull()) {
            list.clear();
            return;
        }
        if (!value.isArray()) {
            expected(kList, value);
            return;
        }
        qsizetype index = 0;
        for (const Value element : value) {
            const Step step(*this, index);
            if (index == qsizetype(list.size()))
                list.emplace_back();
            read(element, list[typename List::size_type(index)]);
            ++index;
        }
        list.resize(typename List::size_type(index));
    }

    QByteArray m_path;
    std::vector<Place> m_steps;
    bool m_throughMap = false;
    std::optional<Finding> m_problem;
    Findings m_oddities;
};

} // namespace jwt
