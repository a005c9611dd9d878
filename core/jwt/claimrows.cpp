// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimrows.h"

#include "core/jwt/claimpath.h"
#include "core/jwt/claimtable.h"
#include "core/jwt/claimvalue.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaimRows)
};

using base::json::Value;

QString meaningOf(const ClaimInfo *info)
{
    return info && *info->meaning != '\0' ? QCoreApplication::translate("Claims", info->meaning)
                                          : QString();
}

class RowBuilder final
{
public:
    RowBuilder(std::vector<ClaimRow> &rows, UnixTime now, bool header, bool withDefaults)
        : m_rows(rows)
        , m_now(now)
        , m_header(header)
        , m_withDefaults(withDefaults)
    {
        if (header)
            m_path = "header";
    }

    // No recursion: how deep it goes is up to whoever wrote the token.
    void run(Value root, const ClaimInfo &table)
    {
        enter(root, &table, m_path.size());
        while (!m_open.empty()) {
            Frame &frame = m_open.back();
            if (frame.next == frame.end) {
                leave();
                continue;
            }
            const Value value = *frame.next;
            ++frame.next;
            if (qsizetype(m_rows.size()) >= kMaxClaimRows) {
                ClaimRow more = rowFor("…", nullptr);
                more.value = Text::tr("There is more; it is in the raw token only.");
                m_rows.push_back(std::move(more));
                return;
            }
            takeChild(frame, value);
        }
    }

private:
    // A container whose children are being shown.
    struct Frame
    {
        Value container;
        Value::Iterator next, end;
        const ClaimInfo *info;
        qsizetype parentPath; // where its own name begins in the path
        qsizetype index = 0;
        QHash<QByteArrayView, int> names; // how often each occurs
    };

    void enter(Value value, const ClaimInfo *info, qsizetype parentPath)
    {
        Frame frame{value, value.begin(), value.end(), info, parentPath, 0, {}};
        if (value.isObject()) {
            for (const Value member : value)
                ++frame.names[member.name()];
        }
        m_open.push_back(std::move(frame));
    }

    void leave()
    {
        const Frame &frame = m_open.back();
        if (m_withDefaults && frame.container.isObject() && frame.info)
            addAbsent(frame);
        m_path.truncate(frame.parentPath);
        m_open.pop_back();
    }

    void takeChild(Frame &frame, Value value)
    {
        const qsizetype before = m_path.size();
        QByteArray name = value.name().toByteArray();
        if (frame.container.isArray()) {
            appendElement(m_path, frame.index);
            name = '[' + QByteArray::number(frame.index++) + ']';
        } else {
            appendMember(m_path, name);
        }
        const ClaimInfo *info = frame.info ? frame.info->child(value.name()) : nullptr;

        ClaimRow row = rowFor(name, info);
        row.secret = info && info->format == ClaimFormat::Secret;
        row.container = !row.secret && (value.isArray() || value.isObject());
        row.duplicate = frame.names.value(value.name()) > 1;
        if (!row.container && !row.secret) {
            row.raw = rawOf(value);
            row.key = value.isText() && nkey::readPublic(value.text()).has_value();
        }
        row.value = claimValue(value, info ? info->format : ClaimFormat::Plain, m_now);
        const bool tooDeep = row.container && row.depth + 1 >= kMaxClaimDepth;
        if (tooDeep)
            row.value = Text::tr("deeper levels are in the raw token only");
        m_rows.push_back(std::move(row));
        if (m_rows.back().container && !tooDeep)
            enter(value, info, before); // `frame` may have moved
        else
            m_path.truncate(before);
    }

    static QByteArray rawOf(Value value)
    {
        switch (value.type()) {
        case Value::Type::Null:
            return "null";
        case Value::Type::False:
            return "false";
        case Value::Type::True:
            return "true";
        default:
            return value.text().toByteArray();
        }
    }

    ClaimRow rowFor(const QByteArray &name, const ClaimInfo *info) const
    {
        ClaimRow row;
        row.depth = int(m_open.size()) - 1;
        row.header = m_header;
        row.path = m_path;
        row.name = name;
        row.meaning = meaningOf(info);
        return row;
    }

    // Known claims that count for something though they are not there.
    void addAbsent(const Frame &frame)
    {
        if (frame.info->describesEach())
            return;
        for (const ClaimInfo &member : frame.info->members) {
            const bool there
                = std::any_of(frame.container.begin(), frame.container.end(), [&](Value v) {
                      return v.name().compare(member.name, Qt::CaseInsensitive) == 0;
                  });
            if (!there && member.absent)
                addAbsentRow(member, 0);
        }
    }

    void addAbsentRow(const ClaimInfo &info, int below)
    {
        const qsizetype before = m_path.size();
        appendMember(m_path, info.name);
        ClaimRow row = rowFor(info.name, &info);
        row.depth += below;
        row.absent = true;
        const QByteArray absent = info.absent;
        row.container = absent == "{}";
        if (row.container)
            row.value = Text::tr("not there");
        else if (absent == "false")
            row.value = Text::tr("no");
        else
            row.value = claimValue(absent.toLongLong(), info.format, m_now);
        if (!row.container)
            row.raw = absent;
        m_rows.push_back(row);
        for (const ClaimInfo &member : info.members) {
            if (row.container && member.absent)
                addAbsentRow(member, below + 1); // as deep as our own table
        }
        m_path.truncate(before);
    }

    std::vector<ClaimRow> &m_rows;
    UnixTime m_now;
    bool m_header;
    bool m_withDefaults;
    QByteArray m_path;
    std::vector<Frame> m_open;
};

} // namespace

std::vector<ClaimRow> claimRows(const Token &token, UnixTime now, bool withDefaults)
{
    std::vector<ClaimRow> rows;
    RowBuilder(rows, now, true, false).run(token.header().root(), headerTable());
    RowBuilder(rows, now, false, withDefaults)
        .run(token.payload().root(), payloadTable(token.kind(), token.version()));
    return rows;
}

} // namespace jwt
